"""Labels and dates in the cells of a month: what is read, what is said of the rest, how figures look when they come out."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.plan.print import plan_text
from kpidsl.render.review import review
from kpidsl.run import Run, evaluate_files, trace_unit
from tests.scores.plans import helps, said

POLICY = """
考核办法 《办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：工程部
单位分类：队组
指标 验收 {
  考评部门：工程部；填报数据：结果（文字：合格、基本合格、不合格）
  目标值：结果 ≠ 不合格；计分办法：达标得 100 分，未达标得 60 分
}
指标 工期 {
  考评部门：工程部；填报数据：应完成（日期）、完成（日期）
  计算公式：期限 = 较高者（应完成，2019-03-10）
  计算公式：逾期 = 较高者（天数（期限，完成） + 1 天，0 天）
  目标值：完成 ≤ 期限
  计分办法：考评分 = 分情况 { 完成 ≤ 2019-01-31：0 分；其余：100 分 − 逾期 ÷ 1 天 × 5 分 }，最低 0 分
}
权重表 {
  | 指标 | 队组 |
  | 验收 | 40%  |
  | 工期 | 60%  |
}
"""
HEADING = "被考核单位,单位分类,结果,应完成,完成（日期）\n"


@pytest.fixture(scope="module")
def policy() -> Compiled:
    compiled = compile_text(POLICY, problems := Problems())
    assert compiled, list(problems)
    return compiled


def evaluated(folder: Path, policy: Compiled, text: str) -> tuple[Run | None, Problems]:
    path, problems = folder / "2019-03.csv", Problems()
    path.write_text(text, encoding="utf-8")
    return evaluate_files(policy.plan, [path], None, problems), problems


CELLS = [
    ("合恪", "2019-03-05", "K536 C2 甲队“验收·结果”填“合恪”，只能填：合格、基本合格、不合格；最接近的是“合格”。"),
    ("优秀", "2019-03-05", "K536 C2 甲队“验收·结果”填“优秀”，只能填：合格、基本合格、不合格。"),
    ("合格", "2019-02-30", "K579 D2 甲队“工期·应完成”填“2019-02-30”，日历上没有这一天。"),
    ("合格", "20190230", "K579 D2 甲队“工期·应完成”填“20190230”，日历上没有这一天。"),
    ("合格", "43529", "K579 D2 甲队“工期·应完成”填“43529”，像是 Excel 里没有设成日期格式的日期；按 Excel 的算法是 2019-03-05。"),
    ("合格", "3月5日", "K579 D2 甲队“工期·应完成”填“3月5日”，没有写年份。"),
    ("合格", "3/5", "K579 D2 甲队“工期·应完成”填“3/5”，没有写年份。"),
    ("合格", "5/3/2019", "K579 D2 甲队“工期·应完成”填“5/3/2019”，看不出是哪一天。"),
    ("合格", "2019-03-05 10:30", "K579 D2 甲队“工期·应完成”填“2019-03-05 10:30”，看不出是哪一天。"),
    ("合格", "月底", "K579 D2 甲队“工期·应完成”填“月底”，看不出是哪一天。"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "day", "finding"), CELLS, ids=[f"{label} {day}" for label, day, _ in CELLS])
def test_a_cell_that_is_refused(label: str, day: str, finding: str, policy: Compiled, tmp_path: Path) -> None:
    run, problems = evaluated(tmp_path, policy, f"{HEADING}甲队,队组,{label},{day},2019-03-04\n")
    assert run is None
    assert said(problems) == [finding]


def test_the_help_names_who_reports_it(policy: Compiled, tmp_path: Path) -> None:
    _, problems = evaluated(tmp_path, policy, f"{HEADING}甲队,队组,合恪,43529,2019-03-04\n")
    assert helps(problems) == [
        "请工程部照办法里的写法填。",
        "在 Excel 里把这一列设成日期格式再存；请工程部核对是不是 2019-03-05。",
    ]


def test_a_heading_says_no_unit_of_measure_but_that_it_is_a_date(policy: Compiled, tmp_path: Path) -> None:
    heading = HEADING.replace("完成（日期）", "完成（天）").replace("结果", "结果（分）")
    run, problems = evaluated(tmp_path, policy, f"{heading}甲队,队组,合格,2019-03-05,2019-03-04\n")
    assert run is None
    assert said(problems) == [
        "K507 C1 表头“结果（分）”写了计量单位分，而“验收·结果”填的是合格、基本合格、不合格，没有计量单位。",
        "K507 E1 表头“完成（天）”写了天，而“工期·完成”填的是日期。",
    ]


WRITTEN = [
    "2019-03-05",
    "2019-3-5",
    "2019/3/5",
    "2019.3.5",
    "2019年3月5日",
    "20190305",
    "２０１９-０３-０５",
    "2019-03-05 00:00:00",
]


def test_ways_to_write_a_day_and_the_long_layout(policy: Compiled, tmp_path: Path) -> None:
    rows = "".join(
        f"{unit}队,队组,验收,结果,基本合格,\n{unit}队,队组,工期,应完成,{day},日期\n{unit}队,队组,工期,完成,2019-03-12,\n"
        for unit, day in enumerate(WRITTEN)
    )
    run, problems = evaluated(
        tmp_path, policy, f"被考核单位,单位分类,指标,数据,数值,计量单位\n{rows}合计,,工期,应完成,7,\n"
    )
    assert run, list(problems)
    for unit, _ in enumerate(WRITTEN):
        figures = run.outcome.figures(f"{unit}队")
        assert figures
        assert figures["data:工期·应完成"] == 737122
        assert figures["value:工期·逾期"] == 3 * 1440


def steps(run: Run, unit: str, lang: str) -> dict[str, tuple[str, str]]:
    found = trace_unit(run, unit, lang)
    assert found
    return {step.name: (step.value, step.how) for step in found[1] if step.stage <= 5}


def test_a_trace_tells_them_as_they_are_written_and_days_in_days(policy: Compiled, tmp_path: Path) -> None:
    run, _ = evaluated(tmp_path, policy, f"{HEADING}甲队,队组,基本合格,2019-03-05,2019年3月12日\n")
    assert run
    assert steps(run, "甲队", "zh") == {
        "验收·结果": ("基本合格", "工程部"),
        "工期·应完成": ("2019-03-05", "工程部"),
        "工期·完成": ("2019-03-12", "工程部"),
        "工期·期限": ("2019-03-10", "较高者（2019-03-05，2019-03-10）"),
        "工期·逾期": ("3 天", "2019-03-12 − 2019-03-10 + 1 = 3"),
        "验收·考评分": ("100.00", "100"),
        "工期·考评分": ("85.00", "100 − (3 ÷ 1) × 5 = 85"),
        "验收·目标值": ("达标", "基本合格 ≠ 不合格"),
        "工期·目标值": ("未达标", "2019-03-12 ≤ 2019-03-10"),
    }


def test_the_plan_and_the_review_say_what_is_filled_in(policy: Compiled) -> None:
    text = plan_text(policy.plan, "zh")
    assert "工期·完成：日期" in text
    assert "工期·完成 ≤ 2019-01-31" in text
    assert "较高者(工期·应完成，2019-03-10)" in text
    assert "验收·结果 ≠ 不合格" in text
    rows = [line.split() for line in review(policy.checked, "zh", {}).splitlines()]
    assert ["验收·结果", "合格、基本合格、不合格"] in rows
    assert ["工期·完成", "日期"] in rows
