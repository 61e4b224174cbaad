"""Files of logs: which file is which log, which record belongs to the month, and that none is lost without a word."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import totals_sheet
from kpidsl.run import Run, evaluate_files, trace_unit
from tests.scores.plans import helps, said

POLICY = """
考核办法 《办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日
  保留小数 { 单项得分：2 位，四舍五入；总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算；自评：照评 }
部门：安监处
单位分类：队组
台账 三违 { 日期（日期）；姓名（文字）；程度（一般 < 严重）；填报部门：安监处 }
指标 安全 {
  考评部门：安监处；计分办法：扣分事项 三违 { 一般：扣 1 分；严重：扣 10 分 }，扣完为止
}
指标 出勤 { 考评部门：安监处；计分办法：打分 0～100 分 }
权重表 {
  | 指标 | 队组 |
  | 安全 | 50% |
  | 出勤 | 50% |
  | 合计 | 100% |
}
等次 月度等次，按分数 { 优：≥ 80；合格：[60, 80)；不合格：< 60 }
"""
SCORES = "被考核单位,单位分类,考核月份,出勤\n甲队,队组,2019-03,90\n乙队,队组,2019-03,80\n"
HEADING = "被考核单位,日期,姓名,程度\n"
LOG = HEADING + "甲队,2019-03-04,张某,一般\n甲队,2019年3月9日,李某,严重\n乙队,2019-02-27,王某,严重\n"


def evaluated(
    folder: Path, log: str | None, name: str = "三违.csv", policy: str = POLICY, scores: str = SCORES
) -> tuple[Run | None, Problems]:
    compiled = compile_text(policy, problems := Problems())
    assert compiled, list(problems)
    files = {"2019-03.csv": scores} | ({} if log is None else {name: log})
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    paths = [folder / file for file in files]
    return evaluate_files(compiled.plan, paths, None, problems), problems


def hows(run: Run | None, unit: str) -> list[str]:
    """How the sum of the records came about."""
    assert run
    found = trace_unit(run, unit, "zh")
    assert found
    return [step.how for step in found[1] if step.name == "三违·合计"]


def test_records_of_earlier_months_do_not_count_and_are_told(tmp_path: Path) -> None:
    run, problems = evaluated(tmp_path, LOG)
    assert run
    sheet = totals_sheet(run.plan, "zh")
    at = [column.heading for column in sheet.columns].index("总分")
    assert [(row[0], row[at]) for row in run.outcome.rows(sheet)] == [("甲队", "89.50"), ("乙队", "90.00")]
    assert said(problems) == ["K585 4 台账“三违”有 1 条是 2019-03 以前的（最早 2019-02-27，第 4 行），不算这一期的事。"]


def test_a_trace_lists_the_records_that_count(tmp_path: Path) -> None:
    run, _ = evaluated(tmp_path, LOG)
    assert hows(run, "甲队") == ["2019-03-04 张某 一般：1；2019-03-09 李某 严重：10"]
    assert hows(run, "乙队") == ["没有记录"]


def test_a_long_list_of_records_is_cut_and_counted(tmp_path: Path) -> None:
    days = "".join(f"甲队,2019-03-{day:02d},张某,一般\n" for day in range(1, 31))
    run, _ = evaluated(tmp_path, HEADING + days)
    (how,) = hows(run, "甲队")
    assert how.startswith("2019-03-01 张某 一般：1；")
    assert how.endswith("；2019-03-20 张某 一般：1；等 30 条")


def test_a_log_that_was_not_given_is_asked_for(tmp_path: Path) -> None:
    run, problems = evaluated(tmp_path, None)
    assert run is None
    assert said(problems) == ["K577 台账“三违”没有文件，安监处还没有报，暂不核算：不知道是没有记录，还是没有报。"]


def test_a_log_that_lies_beside_the_data_was_forgotten(tmp_path: Path) -> None:
    (tmp_path / "3月三违.csv").write_text(LOG, encoding="utf-8")
    run, problems = evaluated(tmp_path, None)
    beside = (tmp_path / "3月三违.csv").as_posix()
    assert run is None
    assert said(problems) == [f"K577 台账“三违”没有交给核算；数据旁边有一个文件“{beside}”。"]
    assert f"kpidsl evaluate {tmp_path / '2019-03.csv'} {beside}" in helps(problems)[0]


def test_a_heading_alone_says_that_nothing_happened(tmp_path: Path) -> None:
    run, problems = evaluated(tmp_path, HEADING)
    assert run
    assert said(problems) == []


BAD_RECORDS = [
    ("丙队,2019-03-04,张某,一般", "K578"),
    ("甲队,2019-04-01,张某,一般", "K580"),
    ("甲队,2019-02-30,张某,一般", "K579"),
    ("甲队,43528,张某,一般", "K579"),
    ("甲队,2019-03-04,张某,较重", "K536"),
    ("甲队,,张某,一般", "K578"),
    (",2019-03-04,张某,一般", "K578"),
    ("合计,2019-03-04,张某,一般", "K578"),
    ("甲队,2019-03-04,张某,一般,多一格", "K508"),
]


@pytest.mark.parametrize(("record", "code"), BAD_RECORDS, ids=[record for record, _ in BAD_RECORDS])
def test_a_record_that_is_refused(record: str, code: str, tmp_path: Path) -> None:
    run, problems = evaluated(tmp_path, HEADING + "乙队,2019-03-01,张某,一般\n" + record + "\n")
    assert run is None
    assert {line[:4] for line in said(problems)} == {code}
    assert "3" in said(problems)[0], "its row is named"


OFFICES = (
    POLICY.replace("单位分类：队组", "单位分类：队组、科室").replace("| 队组 |", "| 队组 | 科室 |")
    .replace("| 安全 | 50% |", "| 安全 | 50% | — |").replace("| 出勤 | 50% |", "| 出勤 | 50% | 100% |")
    .replace("| 合计 | 100% |", "| 合计 | 100% | 100% |")
)  # fmt: skip
"""A class that is not appraised on what the log is for."""
OFFICE = "党办,科室,2019-03,85\n"
OF_OFFICE = "党办,2019-03-05,赵某,严重\n党办,2019-03-06,赵某,一般\n"


def test_records_that_no_rule_reads_are_told(tmp_path: Path) -> None:
    run, problems = evaluated(tmp_path, HEADING + OF_OFFICE, policy=OFFICES, scores=SCORES + OFFICE)
    assert run
    assert said(problems) == [
        "K575 2 台账“三违”有 2 条是科室的（第 2～3 行），办法里没有一条规定对这类单位用这本台账，这些记录没有算。"
    ]


def test_records_that_a_veto_reads_are_read(tmp_path: Path) -> None:
    veto = "一票否决 大事故 { 情形：个数（三违，其中：程度 = 严重） ≥ 5；处理 { 月度等次：不合格 }；对象：本单位；影响期：当月 }\n"
    run, problems = evaluated(tmp_path, HEADING + OF_OFFICE, policy=OFFICES + veto, scores=SCORES + OFFICE)
    assert run, said(problems)
    assert said(problems) == []


def test_records_of_a_class_that_the_log_is_not_for_are_refused(tmp_path: Path) -> None:
    policy = OFFICES.replace("填报部门：安监处 }", "适用于：队组；填报部门：安监处 }")
    run, problems = evaluated(tmp_path, HEADING + OF_OFFICE, policy=policy, scores=SCORES + OFFICE)
    assert run is None
    assert {line[:4] for line in said(problems)} == {"K584"}


def test_a_log_is_known_by_its_headings(tmp_path: Path) -> None:
    run, problems = evaluated(tmp_path, LOG, "表二.csv")
    assert run, said(problems)


def test_a_record_written_twice_is_named(tmp_path: Path) -> None:
    _, problems = evaluated(tmp_path, HEADING + "甲队,2019-03-04,张某,一般\n" * 2)
    assert [line[:4] for line in said(problems)] == ["K581"]
