"""Examples that say what their unit had in earlier periods: rules that look back come out, on both evaluators."""

from fractions import Fraction

import pytest

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.core.weighing import all_weights
from kpidsl.diagnostics import Problems
from kpidsl.examples import verify
from kpidsl.examples.replaying import prepare
from kpidsl.pipeline import compile_text
from kpidsl.scores.month import Month, RosterUnit
from tests.syntax.reading import good, shape

POLICY = """考核办法 《产量考核》 {{
  版本：1；施行日期：2019年1月1日；考核周期：{period}；满分：100 分{year}
  保留小数 {{ 考评分、单项得分、总分、综合得分：2 位，四舍五入 }}
}}
通则 {{ 缺报：停算催报；不涉及：按比例折算 }}
部门：调度室
单位分类：采煤队
台账 三违 {{ 日期（日期）；人次（人次，0～100） }}
指标 产量 {{
  考评部门：调度室；填报数据：产量（吨，0～1000）、计划（吨，1～1000）
  计算公式：累计 = 总和（产量，本年以来）
  计分办法：考评分 = {mark}，最低 0 分，最高 200 分
}}
权重表 {{
  | 指标 | 采煤队 |
  | 产量 | 100%   |
}}
示例 甲队 {{
  单位：甲队（采煤队）
  {said}
}}
"""
MONTHS = "以前各期 { 2024年2月：产量 = 60 吨；2024年1月：产量 = 50 吨；2023年12月：产量 = 40 吨 }"
NOW = "数据：产量 = 70 吨，计划 = 100 吨"
SPENT = "考评分 = 较低者（产量 ÷ 1 吨 × 1 分，较高者（150 分 − 总和（考评分，本年此前），0 分））"

HOLD = {
    "the year so far": ("累计 ÷ 1 吨 × 1 分", f"考核期：2024年3月\n{MONTHS}\n{NOW}", "累计 = 180 吨，总分 = 180"),
    "across the new year": (
        "总和（产量，此前 2 个月） ÷ 2 吨 × 1 分",
        f"考核期：2024年1月\n以前各期 {{ 2023年11月：产量 = 50 吨；2023年12月：产量 = 40 吨 }}\n{NOW}",
        "累计 = 70 吨，总分 = 45",
    ),
    "a month without results": (
        "个数（产量 ≥ 50 吨，此前 3 个月） × 10 分",
        "考核期：2024年4月\n以前各期 { 2024年1月：产量 = 50 吨；2024年3月：产量 = 60 吨 }\n数据：产量 = 0 吨，计划 = 1 吨",
        "累计 = 110 吨，总分 = 20",
    ),
    "three in a row": (
        "分情况 { 连续 3 个月（产量 ≥ 50 吨）：100 分；其余：0 分 }", f"考核期：2024年3月\n{MONTHS}\n{NOW}", "总分 = 100",
    ),
    "scores of earlier periods": (
        "较低者（产量 ÷ 1 吨 × 1 分，较高者（150 分 − 总和（总分，本年此前），0 分））",
        f"考核期：2024年3月\n以前各期 {{ 2024年2月：产量 = 50 吨，总分 = 50；2024年1月：产量 = 60 吨，总分 = 60 }}\n{NOW}",
        "累计 = 180 吨，总分 = 40",
    ),
    "the month is known": ("月份 × 10 分 + 当月天数 × 1 分", f"考核期：2024-02\n{NOW}", "总分 = 49"),
    "records of earlier months": (
        "总和（三违·人次，本年以来） ÷ 1 人次 × 1 分",
        "考核期：2024年3月\n记录 三违：日期 = 2024-01-31，人次 = 4\n记录 三违：日期 = 2023-12-31，人次 = 8\n" + NOW,
        "总分 = 4",
    ),
}  # fmt: skip


def written(mark: str, said: str, expect: str, period: str = "月度", year: str = "") -> str:
    return POLICY.format(mark=mark, said=f"{said}\n  结果：{expect}", period=period, year=year)


def codes(text: str) -> list[str]:
    problems = Problems()
    found = compile_text(text, problems)
    if found is not None:
        verify(found, problems)
    return [f"{one.code} {one.variant}".strip() for one in problems.errors]


@pytest.mark.parametrize("case", HOLD)
def test_an_example_that_looks_back_holds(case: str) -> None:
    mark, said, expect = HOLD[case]
    assert codes(written(mark, said, expect)) == []
    number = expect.rpartition(" = ")[2]
    assert codes(written(mark, said, f"{expect[: -len(number)]}1")) == ["K390"]


def test_a_year_may_begin_in_april_and_a_period_be_a_quarter() -> None:
    said = "考核期：2024年第1季度\n以前各期 { 2023年第4季度：产量 = 60 吨 }\n" + NOW
    assert codes(written("累计 ÷ 1 吨 × 1 分", said, "总分 = 70", "季度")) == []
    later = said.replace("2024年第1季度", "2023Q4").replace("2023年第4季度", "2023Q3")
    assert codes(written("累计 ÷ 1 吨 × 1 分", later, "总分 = 130", "季度", "\n年度起算月：4 月")) == []


@pytest.mark.parametrize("evaluator", [evaluate, DuckDBEngine(threads=1).run])
def test_both_evaluators_give_what_the_example_gives(evaluator) -> None:
    problems = Problems()
    mark, said, expect = HOLD["across the new year"]
    policy = compile_text(written(mark, said, expect), problems)
    assert policy is not None, [*problems]
    (case,) = policy.checked.core.examples
    opening = prepare(policy, all_weights(policy.checked.policy), case).opening
    cells = {cell.key: {"甲队": opening[cell.key]} for cell in policy.plan.scan.inputs}
    past = {
        one.key: {"甲队": value} for one in policy.plan.scan.past if isinstance(value := opening[one.key], Fraction)
    }
    month = Month("2024-01", (RosterUnit("甲队", "采煤队", {}),), cells, past=past, logs={"三违": ()})
    row = evaluator(policy.plan, month).figures("甲队")
    assert {one.column: row[one.column] for one in case.expect} == {one.column: one.value for one in case.expect}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (f"{MONTHS}\n{NOW}", ["K736 open"]),
        (f"考核期：2024年2月\n{MONTHS}\n{NOW}", ["K736 later"]),
        (f"考核期：2024年3月\n以前各期 {{ 2024-01：产量 = 1 吨；2024年1月：产量 = 2 吨 }}\n{NOW}", ["K736 twice"]),
        (f"考核期：2024Q1\n{NOW}", ["K736 kind"]),
        (f"考核期：2024年3月\n以前各期 {{ 2024年1月：总分 = 1 }}\n{NOW}", ["K736 unread"]),
        (f"考核期：2024年3月\n以前各期 {{ 2024年1月：计划 = 1 吨 }}\n{NOW}", ["K736 unread"]),
        (f"考核期：2024年3月\n以前各期 {{ 2024年1月：产量 = 1001 吨 }}\n{NOW}", ["K387 range"]),
        (f"考核期：2024年3月\n以前各期 {{ 2024年1月：产量 = 1 吨，产量 = 2 吨 }}\n{NOW}", ["K202 given"]),
        (f"考核期：2024年3月；{NOW}，月份 = 3", ["K202 given"]),
        (f"考核期：2024年3月；{NOW}\n记录 三违：日期 = 2024-04-01，人次 = 4", ["K736 record"]),
    ],
)
def test_periods_that_do_not_fit_are_said(said: str, found: list[str]) -> None:
    assert codes(written("累计 ÷ 1 吨 × 1 分 + 月份 × 0 分", said, "总分 = 180")) == found


def test_an_example_of_a_class_without_marks_needs_no_data() -> None:
    text = written("产量 ÷ 1 吨 × 1 分", NOW, "总分 = 70").replace("单位分类：采煤队", "单位分类：采煤队、队长")
    text += "对应关系 所在队 { 队长：采煤队 }\n综合得分（队长）= 所在队·综合得分 × 90% { 无所在队：停算 }\n"
    text += "示例 队长 { 单位：张三（队长），所在队·综合得分 = 90；结果：综合得分 = 81 }\n"
    assert codes(text) == []


def test_periods_read_alike_in_both_languages() -> None:
    zh = "示例 一例 { 单位：甲（队）；考核期：2019年3月；以前各期 { 2019年2月：产量 = 8；2018年12月：总分 = 9 }；结果：总分 = 5 }"
    en = (
        "example 一例 { unit: 甲 (队); appraised period: 2019-03; earlier periods { 2019-02: 产量 = 8; 2018-12: total = 9 };"
        " expect: total = 5 }"
    )
    assert shape(good(zh)) == shape(good(en))
    names = (
        "2019Q1",
        "2019年第1季度",
        "2019年一季度",
        "2019H2",
        "2019年下半年",
        "2019年",
        "2019年度",
        "2019～2021年",
        "2019/3",
    )
    forms = [good(f"示例 一例 {{ 单位：甲（队）；考核期：{name}；结果：总分 = 5 }}") for name in names]
    said = [str(shape(form)) for form in forms]
    assert [name for name in ("2019Q1", "2019H2", "2019-2021", "2019-03") if sum(name in one for one in said)] == [
        "2019Q1", "2019H2", "2019-2021", "2019-03",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("级别 = 限于（上期·级别 + 分情况 { 产量 > 50 吨：1；其余：−3 }，1，19），起始：10", ""),
        ("存量 = 限于（上期·存量 + 产量，0 吨，9000 吨），起始：0 吨", "ton"),
    ],
)
def test_a_figure_that_follows_from_its_past_is_of_what_it_is_made_of_not_of_its_conditions(
    formula: str, unit: str
) -> None:
    problems = Problems()
    text = written("产量 ÷ 1 吨 × 1 分", NOW, "总分 = 70").replace("累计 = 总和（产量，本年以来）", formula)
    policy = compile_text(text, problems)
    assert policy is not None, [*problems]
    (derived,) = policy.checked.core.derived
    assert derived.unit == unit
