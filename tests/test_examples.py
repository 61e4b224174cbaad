"""The examples (示例) of every shipped policy come out as they say."""

import re
from pathlib import Path

import pytest

from kpidsl import load
from kpidsl.cli.find_policy import policies_named
from kpidsl.diagnostics import Problems, catalogue
from kpidsl.examples import outcomes, run_examples, trace_of, verify
from kpidsl.examples.coverage import coverage
from kpidsl.examples.replaying import BROKEN
from kpidsl.pipeline import compile_text
from kpidsl.results.figures import number_text
from tests.syntax.reading import good, shape

RUNNABLE = map(Path, policies_named(["policies"], whole=True))
POLICIES = [*sorted(RUNNABLE), *sorted(Path("tests/syntax").glob("model.*.kpi"))]


@pytest.mark.parametrize("path", POLICIES, ids=str)
def test_examples_hold(path):
    problems = Problems()
    compiled = load(path, problems)
    assert compiled is not None, [*problems]
    found = [outcome for result in run_examples(compiled) for outcome in result.outcomes]
    assert found
    assert [(o.case.example.name, o.expectation.column, o.got, o.why) for o in found if not o.holds] == []


def test_a_wrong_expectation_is_found():
    text = Path("tests/syntax/model.zh.kpi").read_text(encoding="utf-8").replace("总分 = 76，", "总分 = 77，")
    compiled = compile_text(text, Problems())
    assert compiled is not None
    assert [o.expectation.column for result in run_examples(compiled) for o in result.outcomes if not o.holds] == [
        "total"
    ]


ONE = """考核办法 《安全考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：安监处、调度室
单位分类：采煤队
指标 安全 {
  考评部门：安监处；填报数据：事故（起）；目标值：事故 = 0
  计分办法：达标得 100 分，未达标不得分
}
指标 任务 { 考评部门：调度室 }
权重表 {
  | 指标 | 采煤队 |
  | 安全 | 40%    |
  | 任务 | 60%    |
}
一票否决 重大事故 {
  情形：安全·事故 > 0；处理 { 任务·考评分：0 分 }；对象：本单位；执行顺序：单项得分之后；影响期：当月
}
示例 一例 { 单位：甲队（采煤队）；数据：GIVEN；结果：总分 = TOTAL }
"""


@pytest.mark.parametrize(
    ("given", "total"),
    [
        ("安全·事故 = 0，任务·考评分 = 90", "94"),
        ("安全 = 不涉及，任务·考评分 = 90", "90"),  # an indicator that is measured, not applicable as a whole
        ("安全·事故 = 不涉及，任务·考评分 = 90", "90"),
        ("安全·事故 = 1，任务·考评分 = 90", "0"),  # a mark that is given is the one before item vetoes
        ("安全·考评分 = 50，任务 = 不涉及", "50"),
    ],
)
def test_what_an_example_gives_is_what_a_month_would_bring(given, total):
    problems = Problems()
    compiled = compile_text(ONE.replace("GIVEN", given).replace("TOTAL", total), problems)
    assert compiled is not None, [*problems]
    assert [str(outcome.got) for result in run_examples(compiled) for outcome in result.outcomes] == [total]


RANKED = """考核办法 《安全考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分，精确到 0.5 分；缺报：停算催报；不涉及：按比例折算 }
部门：安监处、调度室
单位分类：采煤队、支部
对应关系 所属支部 { 采煤队：支部 }
指标 安全 { 考评部门：安监处；填报数据：事故（起） }
指标 任务 {
  考评部门：调度室；填报数据：计划（项）、完成（项）；计算公式：率 = 完成 ÷ 计划 × 100%，分母为零：停算
  目标值：率 ≥ 90%；计分办法：达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计，最低 60 分
}
权重表 {
  | 指标 | 采煤队 | 支部 |
  | 安全 | 40%    | 40%  |
  | 任务 | 60%    | 60%  |
}
一票否决 重大事故 {
  情形：安全·事故 > 0；处理 { 等次：差；综合得分上限：59 分 }；对象：本单位；执行顺序：综合得分之后；影响期：当月
  排名：剔除后递补；不合格名额：不占用；适用于：采煤队
}
综合得分（采煤队）= 所属支部·综合得分 × 20% + 总分 × 80% { 无所属支部：停算 }
等次 等次 {
  分类排名：采煤队；不参加排名：支部；好：前 40%；中：40%～80%；差：后 20%
  名额取整：只舍不入；并列：TIES；不足 3 个单位：只排名不定等次
}
示例 一例 { 单位：甲（采煤队），所属支部·综合得分 = 90；GIVEN；结果：EXPECT }
"""
GOOD = "数据：安全·考评分 = 90，其余指标：满分"  # 总分 96, 综合得分 94.8

OUTCOMES = [
    # what is given, what is expected, and the wording of what does not hold; nothing where it holds
    (GOOD, "总分 = 96，综合得分 = 94.8", ""),
    (GOOD, "总分 = 95", "K390"),
    (GOOD, "总分 = 停算", "K390 runs"),
    (GOOD, "总分 = 不涉及", "K390 present"),
    ("数据：安全 = 缺报，其余指标：满分", "总分 = 停算，安全 = 缺报", ""),
    ("数据：安全 = 缺报，其余指标：满分", "总分 = 96", "K390 missing"),
    ("数据：安全·考评分 = 90", "总分 = 停算", ""),  # 任务 is left out, so it is unreported
    ("数据：安全 = 不涉及，其余指标：满分", "安全 = 不涉及，安全·单项得分 = 不涉及，总分 = 100", ""),
    ("数据：任务·计划 = 0，任务·完成 = 0，其余指标：满分", "任务·率 = 停算", ""),  # by its zero denominator
    ("数据：任务·计划 = 0，任务·完成 = 0，其余指标：满分", "任务·率 = 90%", "K390 stopped"),
    ("数据：任务·计划 = 10，任务·完成 = 8，其余指标：满分", "任务·率 = 80%，任务·考评分 = 80", ""),
    (GOOD, "等次 = 好", "K390 unranked"),
    (GOOD + "；同组其余单位：95、94、93", "等次·名次 = 2，等次 = 中", ""),  # 4 ranked: 1.6 in the best, that is 1
    (GOOD + "；同组其余单位：95、94、93", "等次 = 好", "K390 level"),
    (GOOD + "；同组其余单位：94.8、94、93、92", "等次·名次 = 1，等次 = 好", ""),
    (GOOD + "；同组其余单位：95、94、59（重大事故）", "等次·名次 = 2，等次 = 中", ""),  # 3 ranked
    (GOOD + "；同组其余单位：95", "等次·名次 = 2，等次 = 不涉及", ""),  # too few for grades
    (GOOD + "；同组其余单位：95", "等次 = 好", "K390 ungraded"),
    ("数据：安全·事故 = 1，其余指标：满分", "综合得分 = 59，等次 = 差，等次·名次 = 不涉及", ""),
]


def ranked(given, expect, ties="按较高等次"):
    text = RANKED.replace("GIVEN", given).replace("EXPECT", expect).replace("TIES", ties)
    problems = Problems()
    compiled = compile_text(text, problems)
    assert compiled is not None, [*problems]
    return compiled


@pytest.mark.parametrize(("given", "expect", "wording"), OUTCOMES)
def test_what_may_be_expected(given, expect, wording):
    problems = Problems()
    verify(ranked(given, expect), problems)
    assert " ".join(f"{found.code} {found.variant}".strip() for found in problems) == wording
    for found in problems:
        assert all(catalogue.message(found.code, lang, found.variant, found.args) for lang in catalogue.LANGS)


def test_what_stops_an_example_is_said():
    problems = Problems()
    verify(ranked("数据：任务·计划 = 0，任务·完成 = 0，其余指标：满分", "任务·率 = 90%"), problems)
    assert [dict(found.args)["reason_zh"] for found in problems] == ["“任务”分母为零（或为负）"]


def test_whatever_stops_an_example_can_be_said():
    plans = [
        path for path in sorted(Path("kpidsl/plan").glob("*.py")) if path.name != "year.py"
    ]  # no example is of a year
    text = "".join(path.read_text(encoding="utf-8") for path in plans)
    stops = {code for code in re.findall(r'Report\("(K[0-9]+)"', text) if catalogue.severity(code) == "error"}
    assert stops - {BROKEN} == set(outcomes._STOPS)


@pytest.mark.parametrize(("name", "variant"), [("重大事古", "veto_near"), ("失火", "veto")])
def test_a_veto_of_another_unit_that_nobody_declared_is_named(name, variant):
    text = RANKED.replace("GIVEN", GOOD + f"；同组其余单位：95、59（{name}）").replace("TIES", "按较高等次")
    problems = Problems()
    assert compile_text(text.replace("EXPECT", "总分 = 96"), problems) is None
    assert [(found.code, found.variant) for found in problems] == [("K201", variant)]
    for lang in catalogue.LANGS:
        assert name in catalogue.message("K201", lang, variant, problems.errors[0].args)


def test_a_tie_that_is_broken_by_what_is_not_given_is_not_guessed():
    problems = Problems()
    verify(ranked(GOOD + "；同组其余单位：94.8、94、93", "等次 = 好", "先比 安全·考评分，仍并列按较高等次"), problems)
    assert [(found.code, found.variant) for found in problems] == [("K390", "tied")]


def test_the_caret_stands_at_the_expected_value_and_the_steps_lead_to_it():
    compiled = ranked(GOOD, "安全·单项得分 = 37，总分 = 96")
    problems = Problems()
    (result,) = verify(compiled, problems)
    (found,) = problems
    text = (
        RANKED.replace("GIVEN", GOOD).replace("EXPECT", "安全·单项得分 = 37，总分 = 96").replace("TIES", "按较高等次")
    )
    assert text[found.place.start : found.place.end] == "37"
    assert dict(found.args)["gap_zh"] == "1"
    steps = trace_of(compiled, result, result.outcomes[0], "zh")
    assert [(step.name, step.value) for step in steps] == [("安全", "90.0"), ("安全·单项得分", "36.00")]


REACH = [
    # an example and what of the policy it reaches: (kind, what is written there)
    ("任务·计划 = 10，任务·完成 = 9", {"100 分"}),
    ("任务·计划 = 1000，任务·完成 = 851", {"100 分", "2 分", "按 1 个计"}),
    ("任务·计划 = 10，任务·完成 = 8", {"100 分", "2 分"}),
    ("任务·计划 = 10，任务·完成 = 1", {"60 分"}),
    ("任务·考评分 = 70", set()),
]


@pytest.mark.parametrize(("given", "pieces"), REACH)
def test_a_piece_of_a_scoring_rule_is_reached_where_altering_it_makes_the_example_fail(given, pieces):
    given = f"数据：{given}，其余指标：满分"
    compiled = ranked(given, "总分 = 1")
    (result,) = run_examples(compiled)
    total = result.replayed.row["total"]
    compiled = ranked(given, f"总分 = {number_text(total)}")
    text = RANKED.replace("GIVEN", given)
    written = {"100 分", "2 分", "60 分", "按 1 个计"}
    found = {
        text[one.rule.place.start : one.rule.place.end] for one in coverage(compiled)
        if one.example and one.rule.kind == "SCORING" and one.rule.subject == "任务"
    }  # fmt: skip
    assert found & written == pieces


@pytest.mark.parametrize(("accidents", "reached"), [(1, True), (2, False)])
def test_the_edge_of_a_veto_is_reached_only_right_beside_it(accidents, reached):
    given = f"数据：安全·事故 = {accidents}，安全·考评分 = 90，其余指标：满分"
    compiled = ranked(given, "综合得分 = 59，等次 = 差")
    found = {
        one.rule.kind: bool(one.example) for one in coverage(compiled) if one.rule.kind in ("VETO", "WHEN", "THEN")
    }
    assert found["WHEN"] == reached
    assert found["THEN"]


TWINS = (
    "示例 一例 { 单位：甲（队）；数据：安全 = 缺报，其余指标：满分；同组其余单位：96、95.5 分、59（重大事故）；结果：总分 = 停算 }",
    "example 一例 { unit: 甲 (队); given: 安全 = unreported, other indicators: full; other units: 96, 95.5 points, 59 (重大事故);"
    " expect: total = stop }",
)


def test_an_example_reads_alike_in_both_languages():
    zh, en = (shape(good(text)) for text in TWINS)
    assert zh == en
