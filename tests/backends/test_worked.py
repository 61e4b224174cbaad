"""Functions that the database does not work out itself: distinct arguments are counted and picked out there, and are bounded."""

import pytest

from kpidsl import run
from kpidsl.backends.sql import worked
from kpidsl.diagnostics import Problems, catalogue
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import scores_sheet

POLICY = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：队组
指标 任务 {
  考评部门：调度室；填报数据：人数（人，1～22026）
  计分办法：考评分 = 保留（对数（人数 ÷ 1 人），3 位，四舍五入）× 10 分
}
权重表 {
  | 指标 | 队组 |
  | 任务 | 100% |
}
"""
DISTINCT = 5


@pytest.fixture
def month(tmp_path):
    rows = (f"{number}队,队组,{number % DISTINCT + 1}\n" for number in range(40))
    path = tmp_path / "2024-03.csv"
    path.write_text("被考核单位,单位分类,任务·人数\n" + "".join(rows), encoding="utf-8")
    return path


def evaluated(month, engine, policy=POLICY):
    problems = Problems()
    program = compile_text(policy, problems)
    found = run.evaluate_files(program.plan, [month], None, problems, engine=engine)
    return found, list(problems)


@pytest.mark.parametrize("small", [0, 1 << 20], ids=["straight from the file", "from a month that is read"])
def test_more_distinct_arguments_than_the_bound_are_refused_by_the_database(month, monkeypatch, small):
    monkeypatch.setattr(run, "SMALL_DATA", small)
    monkeypatch.setattr(worked, "MOST_DISTINCT", DISTINCT - 1)
    found, (finding,) = evaluated(month, "duckdb")
    assert found is None
    assert finding.code == "K407"
    assert POLICY[finding.place.start :].startswith("计分办法")
    for lang, said in (
        ("zh", "“任务·考评分”里的“对数”，这个月有 5 个不同的数要算"),
        ("en", "“logarithm” in “任务·mark” has 5 different"),
    ):
        assert said in catalogue.message("K407", lang, finding.variant, finding.args)


MEANS = POLICY.replace(
    "  计分办法：考评分 = 保留（对数（人数 ÷ 1 人），3 位，四舍五入）",
    "  计算公式：别人 = 保留（几何平均（人数，其他同类单位），3 位，四舍五入），没有单位：不涉及\n  计分办法：考评分 = 别人 ÷ 100 人 ",
).replace("22026", "1000")


def test_the_values_of_a_geometric_mean_over_units_are_bounded_alike(month, monkeypatch):
    monkeypatch.setattr(worked, "MOST_DISTINCT", DISTINCT)
    (database, none), (reference, nothing) = evaluated(month, "duckdb", MEANS), evaluated(month, "reference", MEANS)
    assert not none
    assert not nothing
    sheet = scores_sheet(database.plan, "zh")
    assert database.outcome.rows(sheet) == reference.outcome.rows(sheet)
    monkeypatch.setattr(worked, "MOST_DISTINCT", DISTINCT - 1)
    found, (finding,) = evaluated(month, "duckdb", MEANS)
    assert found is None
    said = catalogue.message("K407", "zh", finding.variant, finding.args)
    assert "“任务·人数·各单位几何平均”里的“几何平均”，这个月有 5 个不同的数" in said


def test_units_that_share_an_argument_count_once_and_the_reference_has_no_bound(month, monkeypatch):
    monkeypatch.setattr(worked, "MOST_DISTINCT", DISTINCT)
    (database, none), (reference, nothing) = evaluated(month, "duckdb"), evaluated(month, "reference")
    assert not none
    assert not nothing
    sheet = scores_sheet(database.plan, "zh")
    assert database.outcome.rows(sheet) == reference.outcome.rows(sheet)
    monkeypatch.setattr(worked, "MOST_DISTINCT", 0)
    assert evaluated(month, "reference")[0] is not None
