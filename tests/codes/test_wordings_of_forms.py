"""Every wording of the codes about forms over one row (K640, K650 to K664, K703) is raised by a rule, in both languages."""

import pytest

from kpidsl.diagnostics import Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source

POLICY = """考核办法 《示例办法》 {{
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 {{ 考评分、单项得分、总分、综合得分：2 位，四舍五入 }}
}}
通则 {{ 缺报：停算催报；不涉及：按比例折算 }}
部门：调度室
单位分类：队组、机关
{before}
指标 任务 {{
  考评部门：调度室；填报数据：率（%，0～200%）、吨数（吨，0～1000）、分数（分，0～100）
  {rule}
}}
指标 安全 {{ 考评部门：调度室；计分办法：打分 0～100 分 }}
权重表 {{
  | 指标 | 队组 | 机关 |
  | 任务 | 60%  | 100% |
  | 安全 | 40%  | —    |
}}
{after}
"""
PLACES = "按名次计分（{}，同类单位，{}）{{ 1：100 分；其余：60 分 }}"
BETWEEN = "功效系数法（率，同类单位）60～100 分，全部相同得 90 分"


def mark(expr: str) -> str:
    return f"计分办法：考评分 = {expr}"


def steps(more: str) -> str:
    return f"目标值：率 ≥ 90%；计分办法：达标得 100 分；每低 1 个百分点扣 1 分，不足部分按比例计，扣完为止；{more}"


def slices(text: str) -> str:
    return f"计分办法：分段累进 吨数 {text}，最高 120 分，最低 0 分"


VETO = """一票否决 事故 {
  情形：安全·考评分 < 10；处理 { 安全·考评分：0 分 }；对象：本单位；执行顺序：单项得分之后；影响期：当月；适用于：队组
}"""
FORM = "计分方式 式（数，另） {{ 计分办法：考评分 = {} }}"

TABLE: dict[tuple[str, str], tuple[str, str, str]] = {
    ("K650", "few"): (mark("总和（分数）"), "", ""),
    ("K650", "many"): (mark("中位数（分数，分数）"), "", ""),
    ("K650", "exactly"): (mark("绝对值（分数，分数）"), "", ""),
    ("K650", "pairs"): (mark("加权平均（分数，30%，分数）"), "", ""),
    ("K650", "ends"): (mark("限于（分数，90 分，60 分）"), "", ""),
    ("K650", "exponent"): (mark("分数 × 乘方（率，21）"), "", ""),
    ("K651", ""): (mark("保留（分数，1 位）"), "", ""),
    ("K651", "digits"): (mark("保留（分数，四舍五入）"), "", ""),
    ("K651", "range"): (mark("保留（分数，19 位，四舍五入）"), "", ""),
    ("K651", "alone"): (mark("总和（分数，分数，四舍五入）"), "", ""),
    ("K652", ""): (steps("偏差目标值的 3% 以内不奖不罚"), "", ""),
    ("K652", "numbers"): (steps("偏差 3 个百分点以内不奖不罚"), "", ""),
    ("K653", ""): (mark("分数") + "；偏差 3 个百分点以内不奖不罚，从边界起算", "", ""),
    ("K653", "two"): (
        steps("偏差 3 个百分点以内不奖不罚，从边界起算；偏差 4 个百分点以内不奖不罚，从边界起算"), "", "",
    ),
    ("K653", "missed"): (
        "目标值：率 ≥ 90%；计分办法：达标得 100 分，未达标得 60 分；每超 1 个百分点加 1 分，不足部分按比例计，最多加 5 分；"
        "偏差 3 个百分点以内不奖不罚，从边界起算", "", "",
    ),
    ("K654", ""): (steps("偏差 3% 以内不奖不罚，从边界起算"), "", ""),
    ("K654", "zero"): (steps("偏差 0 个百分点以内不奖不罚，从边界起算"), "", ""),
    ("K654", "unit"): (steps("偏差 3 分以内不奖不罚，从边界起算"), "", ""),
    ("K654", "bare"): (steps("偏差 3 以内不奖不罚，从边界起算"), "", ""),
    ("K655", ""): (slices("{ 前 10 吨：每 3 吨加 1 分；其余：不再计 }"), "", ""),
    ("K655", "order"): (slices("{ 再 10 吨：每 1 吨加 1 分；其余：不再计 }，不足部分按比例计"), "", ""),
    ("K655", "effects"): (slices("{ 前 10 吨：每 1 吨加 1 分；再 5 吨：每 1 吨扣 1 分；其余：不再计 }，不足部分按比例计"), "", ""),
    ("K655", "part"): (slices("{ 前 10 吨：每 1 吨加 1 分；再 6 吨：每 3 吨加 1 分；其余：不再计 }，不足 1 吨不计").replace(
        "不足 1 吨不计", "不足 2 吨不计"), "", ""),
    ("K655", "uneven"): (slices("{ 前 10 吨：每 3 吨加 1 分；其余：不再计 }，不足 3 吨不计"), "", ""),
    ("K655", "open"): (slices("{ 前 10 吨：每 1 吨加 1 分 }，不足部分按比例计"), "", ""),
    ("K655", "idle"): (slices("{ 前 1000 吨：每 100 吨加 1 分；再 5 吨：每 1 吨加 1 分 }，不足部分按比例计"), "", ""),
    ("K656", ""): (steps("每超 1 个百分点加 1 分，不足部分按比例计，最多加 5 分；前提：率 ≥ 95%"), "", ""),
    ("K656", "mark"): (steps("前提：分数 ≥ 60"), "", ""),
    ("K656", "idle"): (steps("前提：分数 ≥ 60，不满足时不加分"), "", ""),
    ("K656", "unweighed"): (steps("前提：安全·考评分 ≥ 60，不满足时不得分"), "", ""),
    ("K656", "vetoed"): (steps("前提：安全·考评分 ≥ 60，不满足时不得分"), "", VETO),
    ("K657", ""): ("计算公式：甲 = 乙 × 2；计算公式：乙 = 甲 × 2；" + mark("甲 × 1 分"), "", ""),
    ("K657", "marks"): (steps("前提：任务·考评分 ≥ 60，不满足时不得分"), "", ""),
    ("K658", ""): (mark("分情况 { 分数 > 60：100 分；分数 < 60：0 分 }"), "", ""),
    ("K659", ""): (mark("分情况 { 分数 > 60：100 分；分数 > 70：0 分；其余：0 分 }"), "", ""),
    ("K659", "rest"): (mark("分情况 { 分数 > 60：100 分；分数 ≤ 60：50 分；其余：0 分 }"), "", ""),
    ("K660", ""): ("计分办法：套用 式（率，1）", FORM.format("数 + 另"), ""),
    ("K661", ""): ("计分办法：套用 式（分数）", FORM.format("数 + 另"), ""),
    ("K661", "unknown"): ("计分办法：套用 全然不同（分数）", FORM.format("数 + 另"), ""),
    ("K661", "near"): ("计分办法：套用 方式乙（分数，1）", FORM.format("数 + 另").replace("式（", "方式甲（", 1), ""),
    ("K661", "circle"): ("计分办法：套用 甲式（分数）", "计分方式 甲式（数） { 计分办法：套用 甲式（数） }", ""),
    ("K661", "twice"): ("计分办法：套用 式（分数，1）", FORM.format("数 + 另") + "\n" + FORM.format("数 + 另"), ""),
    ("K661", "foreign"): ("计分办法：套用 式（分数，1）", FORM.format("数 + 另 + 分数"), ""),
    ("K661", "parameter"): ("计分办法：套用 式（分数，1）", "计分方式 式（数，数） { 计分办法：考评分 = 数 }", ""),
    ("K661", "idle"): ("计分办法：套用 式（分数，1）", FORM.format("数"), ""),
    ("K661", "unit"): ("计分办法：套用 式（吨数）", "计分方式 式（数（分）） { 计分办法：考评分 = 数 }", ""),
    ("K662", ""): ("目标值：率 ≤ 90%；计分办法：按率计分，最多 100 分", "", ""),
    ("K662", "direction"): ("目标值：率 ≥ 90%；计分办法：按率计分，按 2 减去实际值与目标值之比，最多 100 分", "", ""),
    ("K662", "range"): ("方向：适度；目标值：率 = 100%；计分办法：按率计分，最多 100 分", "", ""),
    ("K663", ""): (mark("对数（分数）× 1 分"), "", ""),
    ("K663", "many"): (
        mark("保留（几何平均（煤质·率，煤质·率），2 位，四舍五入）× 1 分"), "台账 煤质 { 率（%，0～100%） }", "",
    ),
    ("K663", "scope"): (mark("保留（几何平均（分数，本年以来），2 位，四舍五入）× 1 分"), "", ""),
    ("K663", "decimal"): (mark("保留（对数（100 分 ÷（分数 + 1 分）），2 位，四舍五入）× 1 分"), "", ""),
    ("K663", "zero"): (mark("保留（对数（分数 ÷ 1 分），2 位，四舍五入）× 1 分"), "", ""),
    ("K663", "range"): (mark("保留（乘方（率 − 10%，0.5），2 位，四舍五入）× 1 分"), "", ""),
    ("K663", "unit"): (mark("保留（对数（分数），2 位，四舍五入）× 1 分"), "", ""),
    ("K663", "base"): (mark("保留（对数（率，1），2 位，四舍五入）× 1 分"), "", ""),
    ("K663", "exponent"): (mark("保留（乘方（率，20.5），2 位，四舍五入）× 1 分"), "", ""),
    ("K663", "count"): (mark("保留（几何平均（分数），2 位，四舍五入）"), "", ""),
    ("K664", ""): (mark("分数"), FORM.format("数 + 另"), ""),
    ("K640", ""): ("方向：逆向；目标值：率 ≥ 100%；计分办法：打分 0～100 分", "", ""),
    ("K640", "step"): ("方向：逆向；目标值：率 ≤ 100%；计分办法：达标得 90 分；每低 1 个百分点扣 1 分，不足部分按比例计，扣完为止", "", ""),
    ("K640", "range"): ("方向：适度；目标值：率 ≥ 100%；计分办法：打分 0～100 分", "", ""),
    ("K640", "order"): ("方向：逆向；目标值：率 ≤ 100%；计分办法：" + PLACES.format("率", "从高到低，并列取靠前名次"), "", ""),
    ("K703", ""): ("计分办法：" + PLACES.format("率", "从高到低"), "", ""),
    ("K703", "order"): ("计分办法：" + PLACES.format("率", "并列取靠前名次"), "", ""),
    ("K703", "order_range"): ("方向：适度；目标值：率 = 100%；计分办法：" + PLACES.format("率", "并列取靠前名次"), "", ""),
    ("K703", "end"): ("计分办法：" + BETWEEN, "", ""),
    ("K703", "end_range"): ("方向：适度；目标值：率 = 100%；计分办法：" + BETWEEN, "", ""),
}  # fmt: skip

FALLBACK = {("K650", "")}
"""The wording of a page as a whole, where every place that raises the code picks a narrower one."""


@pytest.mark.parametrize("wording", TABLE, ids="-".join)
def test_a_rule_raises_the_wording_and_reads_in_both_languages(wording: tuple[str, str]) -> None:
    rule, before, after = TABLE[wording]
    text = POLICY.format(rule=rule, before=before.replace("{{", "{").replace("}}", "}"), after=after)
    problems, source = Problems(), Source("例.kpi", text)
    compile_policy([source], problems)
    found = [one for one in problems if (one.code, one.variant) == wording]
    assert found, [(one.code, one.variant, one.args) for one in problems]
    for lang in catalogue.LANGS:
        shown = render_text(found, {"例.kpi": source}, lang)
        assert "““" not in shown
        assert "“”" not in shown


@pytest.mark.parametrize("code", sorted({code for code, _ in TABLE}))
def test_every_wording_of_a_page_is_raised_by_some_rule(code: str) -> None:
    page = catalogue.page(code)
    assert page
    variants = {key for key, value in page.texts["zh"].items() if isinstance(value, dict)} - {"labels"}
    assert {(code, variant) for variant in ("", *variants)} - FALLBACK <= set(TABLE)
