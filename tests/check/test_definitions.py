"""What is wrong with how indicators and figures are defined; each rule beside what comes close to it and is right."""

import re

import pytest

from kpidsl.check.alike import neighbours, same_office
from kpidsl.check.normal import normal_form
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source
from kpidsl.syntax.parser import parse
from kpidsl.syntax.tree import Expr, Form, Items

HEAD = """考核办法 《仓库考核》 {{
  版本：1；考核周期：{period}；满分：100 分；施行日期：2024年1月1日
  保留小数 {{ 考评分、单项得分、总分、综合得分：2 位，四舍五入 }}
}}
通则 {{ 缺报：停算催报；不涉及：按比例折算 }}
部门：储运科、财务科
单位分类：{classes}
"""


def policy(text: str, period: str = "月度") -> str:
    """A policy of the classes that have a scorecard."""
    classes = dict.fromkeys(re.findall("考核量表 ([^，]+)，", text)) or ["库区"]
    return HEAD.format(period=period, classes="、".join(classes)) + text


OWN = [f"K{number}" for number in range(756, 780)]


def said(text: str) -> list[str]:
    """The findings of these rules, with their variants."""
    problems = Problems()
    compile_policy([Source("例.kpi", text)], problems)
    return [f"{one.code} {one.variant}".strip() for one in problems if one.code in OWN]


def card(unit_class: str, head: str, *rows: str) -> str:
    """A scorecard."""
    lines = "".join(f"  | {row} |\n" for row in (head, *rows))
    return f"考核量表 {unit_class}，考评部门：储运科 {{\n{lines}}}\n"


RATE = "误差率 | {} | 误差数（件，0～999）、件数（件，1～999） | {} | {}"
LIST = "指标 | 权重 | 填报数据 | 计算公式 | 数据来源"
PLAIN = "误差率 = 误差数 ÷ 件数 × 100%"

CASES = {
    "formulas that are written in another order are one": (
        card("库区", LIST, RATE.format("100%", PLAIN, "储运科"))
        + card("车队", LIST, RATE.format("100%", "误差率 = 100% × 误差数 ÷ 件数", "储运科")),
        ["K765 one"],
    ),
    "formulas that give another number are two": (
        card("库区", LIST, RATE.format("100%", PLAIN, "储运科"))
        + card("车队", LIST, RATE.format("100%", "误差率 = 误差数 ÷ （件数 + 误差数）", "储运科")),
        ["K759", "K765 one"],
    ),
    "a factor makes another formula": (
        card("库区", LIST, RATE.format("100%", PLAIN, "储运科"))
        + card("车队", LIST, RATE.format("100%", "误差率 = 误差数 ÷ 件数 × 1000‰ × 2", "储运科")),
        ["K759", "K765 one"],
    ),
    "a number left open may be what the other list has": (
        card("库区", LIST, RATE.format("100%", PLAIN, "储运科"))
        + card("车队", LIST, RATE.format("100%", "误差率 = 误差数 ÷ ？", "储运科")),
        ["K765 one"],
    ),
    "a formula that is left open and has another figure is another": (
        card("库区", LIST, RATE.format("100%", "误差率 = 件数 ÷ ？", "储运科"))
        + card("车队", LIST, RATE.format("100%", "误差率 = 误差数 ÷ ？", "储运科")),
        ["K759", "K765 one"],
    ),
    "a lost formula is no other formula": (
        card("库区", LIST, RATE.format("100%", PLAIN, "储运科"))
        + card("车队", LIST, RATE.format("100%", "误差率 = 失传", "财务科")),
        ["K765 one"],
    ),
    "each its own office is no swapped source": (
        card("库区", LIST, RATE.format("100%", PLAIN, "库区"))
        + card("车队", LIST, RATE.format("100%", PLAIN, "车队")),
        ["K764", "K764", "K765 one"],
    ),
    "a list without weights beside a card with them": (
        card("库区", LIST, RATE.format("100%", PLAIN, "储运科"))
        + card("车队", "指标 | 数据来源", "误差率 | 财务科"),
        ["K758 targets", "K765 one"],
    ),
    "two formulas that are one measure": (
        "基础数据 车辆 { 牵头部门：储运科；填报数据：完好（辆，0～99）、全部（辆，1～99） }\n"
        + card("库区", LIST, "完好率 | 50% | | 完好率 = 车辆·完好 ÷ 车辆·全部 | 储运科",
               "故障率 | 50% | | 故障率 = （车辆·全部 − 车辆·完好） ÷ 车辆·全部 | 储运科"),
        ["K761 complement", "K765"],
    ),
    "two rates over figures of the same names, each of its own": (
        card("库区", "指标 | 权重 | 填报数据 | 计算公式 | 方向",
             "入库 | 50% | 完成（件，0～99）、计划（件，1～99） | 完成率 = 完成 ÷ 计划 | 正向",
             "出库 | 50% | 完成（件，0～99）、计划（件，1～99） | 完成率 = 完成 ÷ 计划 | 正向"),
        [],
    ),
}  # fmt: skip

TARGETS = {
    "= 95%": ["K768"],
    "= 0": [],
    "= 100%": [],
    "= ？": ["K768 open"],
    "≥ ？": [],
    "≥ 95%": [],
    "= 95%；方向：适度": [],
}

PERIODS = {
    ("月度", "年度"): ["K762"],
    ("月度", "年度、月度"): [],
    ("月度", "年度/月"): [],
    ("季度", "年度、月度"): ["K762 between"],
    ("季度", "季度"): [],
    ("年度", "年度"): [],
}

SOURCES = {
    "库区": ["K764"],
    "各库区": ["K764"],
    "本单位": ["K764"],
    "储运科、库区": ["K764"],
    "库区巡检系统": [],
    "财务科": [],
    "财务部": ["K770"],
    "财务科室": ["K770"],
    "安全一科": [],
}


@pytest.mark.parametrize(("text", "codes"), CASES.values(), ids=CASES)
def test_lists(text: str, codes: list[str]) -> None:
    assert sorted(code for code in said(policy(text)) if not code.startswith("K756")) == codes


@pytest.mark.parametrize(("target", "codes"), TARGETS.items())
def test_a_target_asks_for_no_less_or_for_exactly(target: str, codes: list[str]) -> None:
    wanted, _, direction = target.partition("；方向：")
    row = f"合格率 | 100% | 合格（件，0～99）、抽查（件，1～99） | 合格率 = 合格 ÷ 抽查 | 合格率 {wanted} | 100 分 | 0 分 | {direction}"
    text = card("库区", "指标 | 权重 | 填报数据 | 计算公式 | 目标值 | 达标得 | 未达标得 | 方向", row)
    assert [code for code in said(policy(text)) if code.startswith("K768")] == codes


@pytest.mark.parametrize(("periods", "codes"), PERIODS.items())
def test_a_figure_is_formed_for_the_period_in_which_it_is_appraised(periods: tuple[str, str], codes: list[str]) -> None:
    appraised, formed = periods
    row = f"合格率 | 100% | {formed} | 合格（件，0～99）、抽查（件，1～99） | 合格率 = 合格 ÷ 抽查 | 正向"
    text = card("库区", "指标 | 权重 | 考核周期 | 填报数据 | 计算公式 | 方向", row)
    assert said(policy(text, appraised)) == codes


def test_the_period_of_an_indicator_is_not_when_its_data_are_reported() -> None:
    """基础数据 of the year are reported once a year; an indicator that says 年度 is read each period, and named."""
    text = """指标 盘点 {{ 考评部门：储运科；考核周期：{}；填报数据：差错（件，0～99）；计分办法：考评分 = 100 分 − 差错 × 1 分 }}
权重表 {{
  | 指标 | 库区 |
  | 盘点 | 100% |
}}
"""
    problems = Problems()
    assert compile_policy([Source("例.kpi", policy(text.format("年度")))], problems), [*problems]
    assert "K762" in {one.code for one in problems}


@pytest.mark.parametrize(("source", "codes"), SOURCES.items())
def test_who_reports_is_not_who_is_appraised(source: str, codes: list[str]) -> None:
    text = f"""指标 盘点 {{ 考评部门：储运科；数据来源：{source}；计分办法：打分 0～100 分 }}
权重表 {{
  | 指标 | 库区 |
  | 盘点 | 100% |
}}
"""
    assert said(policy(text)) == codes


def test_both_languages_read_alike() -> None:
    text = """policy "Yard" {
  version: 1; effective: 2024-01-01; period: month; full: 100 points; round { points, total: 2 places, half-up }
}
defaults { unreported: stop; not applicable: reweight }
departments: Office
classes: yard
indicator Errors {
  appraiser: Office; period: year; data: errors (items, 0..99); formula: rate = lost; target: rate <= 1%; scoring: lost
}
indicator Tidiness { appraiser: Office; scoring: entered 0..100 points }
weights {
  | indicator | yard |
  | Errors    | ?    |
  | Tidiness  | 60%  |
}
"""
    assert sorted(said(text)) == ["K756 formula", "K756 scoring", "K757 one", "K762"]


LIKE = [("财务科", "财务部"), ("质检", "质检科"), ("生产科室", "生产性科室"), ("纪检监察科", "纪委监察科")]
UNLIKE = [
    ("采煤一队", "采煤二队"),
    ("东库区", "西库区"),
    ("工会", "团委"),
    ("党办", "党建科"),
    ("财务科", "财务科"),
    ("科室", "处室"),
]


@pytest.mark.parametrize("names", LIKE)
def test_names_of_one_office(names: tuple[str, str]) -> None:
    assert [*neighbours(names)] == [names]


@pytest.mark.parametrize("names", UNLIKE)
def test_names_of_two_offices(names: tuple[str, str]) -> None:
    assert not same_office(*names)


FORMS = [
    ("a ÷ b", "100% × a ÷ b", True),
    ("1 − a ÷ b", "（b − a） ÷ b", True),
    ("a × （b + c）", "a × b + a × c", True),
    ("a ÷ b ÷ c", "a ÷ （b × c）", True),
    ("a ÷ b", "b ÷ a", False),
    ("a + b", "a + b + 1", False),
    ("较低者（a，b）", "较低者（a，b）", True),
    ("较低者（a，b）", "较低者（b，c）", False),
]


@pytest.mark.parametrize(("one", "other", "same"), FORMS)
def test_a_normal_form_is_that_of_all_ways_to_write_it(one: str, other: str, same: bool) -> None:
    left, right = (normal_form(expression(text)) for text in (one, other))
    assert left is not None
    assert right is not None
    assert left.equals(right) == same


def expression(text: str) -> Expr:
    """The expression of a formula."""
    file = parse(Source("例.kpi", f"指标 甲 {{ 计算公式：x = {text} }}"), Problems())
    assert file
    value = file.declarations[0].fields[0].value
    assert isinstance(value, Items)
    form = value.items[0]
    assert isinstance(form, Form)
    expr = form.get("expr")
    assert isinstance(expr, Expr)
    return expr
