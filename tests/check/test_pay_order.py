"""A better grade gets no less: of every grade, and of every history of grades."""

import pytest

from tests.check.changed import found

HEAD = """考核办法 《医院科室考核办法》 {
  版本：1；施行日期：2024年1月1日；考核周期：年度；满分：100 分
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：院办
单位分类：科室
指标 医疗质量 { 考评部门：院办 }
基础数据 工资 {
  牵头部门：院办；填报数据：基数（元，0～100000）、事故（起，0～9）、职称（高级 > 中级 > 初级）、增减（元，-100～100）
  FORMULA
}
权重表 {
  | 指标     | 科室 |
  | 医疗质量 | 100% |
}
等次 等级，按分数 { 甲：≥ 90；乙：[80, 90)；丙：[60, 80)；丁：< 60 }
"""
PAY = "兑现 奖金 {{ 金额：{}；保留小数：2 位，四舍五入 }}\n"

WRONG = [
    # what is paid, what is found, who gets what
    ("分情况 { 等级 = 乙：800 元；等级 = 丙：300 元；其余：0 元 }", "unnamed", ("乙", "800 元", "甲", "0 元")),
    (
        "分情况 { 等级 = 甲：500 元；等级 = 乙：800 元；等级 = 丙：300 元；其余：0 元 }",
        "",
        ("乙", "800 元", "甲", "500 元"),
    ),
    ("分情况 { 等级 达到 乙：800 元；等级 = 丙：900 元；其余：0 元 }", "", ("丙", "900 元", "甲", "800 元")),
    (
        "工资·基数 × 分情况 { 等级 = 甲：1；等级 = 乙：1.2；等级 = 丙：0.8；其余：0.5 }",
        "",
        ("乙", "“基数”的 1.2 倍", "甲", "“基数”的 1 倍"),
    ),
    ("分情况 { 等级 = 丁：500 元；等级 = 丙：800 元；其余：0 元 }", "taken", ("丁", "500 元", "丙", "800 元")),
    (
        "分情况 { 工资·事故 > 0：0 元；等级 = 乙：800 元；等级 = 甲：500 元；其余：100 元 }",
        "",
        ("乙", "800 元", "甲", "500 元"),
    ),
    (
        "分情况 { 等级 = 甲：900 元；等级 = 乙 且 上期·等级 = 乙：500 元；其余：0 元 }",
        "past",
        ("上期 乙、本期 乙", "500 元", "上期 甲、本期 乙", "0 元"),
    ),
    (
        "分情况 { 连续 2 年（等级 = 乙）：500 元；其余：0 元 }",
        "unnamed",
        ("上期 乙、本期 乙", "500 元", "上期 乙、本期 甲", "0 元"),
    ),
    (
        "分情况 { 等级 = 甲：500 元；连续 2 年（等级 达到 乙）且 非 连续 3 年（等级 达到 乙）：900 元；其余：0 元 }",
        "",
        ("前 2 期 丙、上期 乙、本期 乙", "900 元", "前 2 期 丙、上期 乙、本期 甲", "500 元"),
    ),
    (
        "分情况 { 工资·职称 = 中级：500 元；工资·职称 = 初级：100 元；其余：0 元 }",
        "unnamed",
        ("中级", "500 元", "高级", "0 元"),
    ),
]

RIGHT = [
    "分情况 { 等级 = 甲：800 元；等级 = 乙：300 元；其余：0 元 }",
    "分情况 { 等级 = 甲：800 元；其余：0 元 }",
    "分情况 { 等级 达到 乙：800 元；等级 = 丙：300 元；其余：0 元 }",
    "分情况 { 等级 = 丁：500 元；其余：0 元 }",
    "分情况 { 等级 = 丁：500 元；等级 = 丙：200 元；其余：0 元 }",
    "工资·基数 × 分情况 { 等级 = 甲：1.2；等级 = 乙：1；其余：0.5 }",
    "分情况 { 等级 = 甲：工资·增减 + 100 元；等级 = 乙：工资·基数；其余：0 元 }",
    "分情况 { 等级 = 甲：900 元；等级 达到 乙 且 上期·等级 达到 乙：500 元；其余：0 元 }",
    "分情况 { 综合得分 ≥ 95 分：100 元；等级 = 甲：900 元；其余：0 元 }",
    "综合得分 ÷ 1 分 × 10 元",
    "分情况 { 等级 = 甲：900 元；连续 2 年（等级 达到 乙）且 非 连续 3 年（等级 达到 乙）：500 元；其余：0 元 }",
    "分情况 { 等级 达到 乙 且 非 上期·等级 达到 乙：500 元；其余：0 元 }",
    "分情况 { 等级 = 甲 且 上期·等级 ≠ 甲：500 元；其余：0 元 }",
]


@pytest.mark.parametrize(("amount", "variant", "words"), WRONG)
def test_a_better_grade_that_gets_less_is_shown_beside_a_worse_one(
    amount: str, variant: str, words: tuple[str, str, str, str]
) -> None:
    findings = [one for one in found(HEAD.replace("FORMULA", "") + PAY.format(amount)) if one.code == "K746"]
    args = [dict(one.args) for one in findings]
    worse, at_worse, better, at_better = words
    expected = {"worse_zh": worse, "at_worse_zh": at_worse, "better_zh": better, "at_better_zh": at_better}
    assert any(
        one.variant == variant and expected.items() <= own.items() for one, own in zip(findings, args, strict=True)
    ), args


@pytest.mark.parametrize("amount", RIGHT)
def test_an_order_that_holds_is_silent(amount: str) -> None:
    assert [one.code for one in found(HEAD.replace("FORMULA", "") + PAY.format(amount)) if one.code == "K746"] == []


def test_a_formula_that_moves_by_grades_is_looked_at_as_well() -> None:
    formula = "计算公式：升降 = 分情况 { 职称 = 中级：1；职称 = 初级：0 − 1；其余：0 }"
    (finding,) = (one for one in found(HEAD.replace("FORMULA", formula)) if one.code == "K746")
    assert {"grade": "高级", "at_worse_zh": "1", "at_better_zh": "0"}.items() <= dict(finding.args).items()


def test_a_formula_that_marks_one_grade_is_judged_where_it_is_read() -> None:
    formula = "计算公式：去年乙 = 分情况 { 上期·等级 = 乙：1；其余：0 }，无上期取：0"
    head = HEAD.replace("FORMULA", formula)
    reading = "限于（分情况 {{ 等级 = 甲：900 元；等级 = 乙 且 工资·去年乙 = 1：500 元；其余：{} }}，0 元，工资·基数）"
    assert [one.code for one in found(head) if one.code == "K746"] == []
    (finding,) = (one for one in found(head + PAY.format(reading.format("0 元"))) if one.code == "K746")
    assert {"worse_zh": "上期 乙、本期 乙", "better_zh": "上期 甲、本期 乙"}.items() <= dict(finding.args).items()


def test_a_grade_that_nobody_declared_hides_nothing() -> None:
    amount = "分情况 { 等级 = 乙：800 元；等级 = 戊：0 元；等级 = 丙：100 元；其余：0 元 }"
    codes = {one.code for one in found(HEAD.replace("FORMULA", "") + PAY.format(amount))}
    assert {"K327", "K746"} <= codes


STEPS = """年度得分：平均（综合得分），缺期按实有期数
等次 年度等级，按分数 { 考核周期：年度；S：≥ 90；A：[80, 90)；B：[70, 80)；C：[60, 70)；D：< 60 }
兑现 职位工资 { 级数：分情况 {
  年度等级 = A：1 级；年度等级 = B 且 上年同期·年度等级 = B：1 级
  年度等级 = E：-1 级；年度等级 = D 且 上年同期·年度等级 = D：-1 级；其余：0 级
} }
"""


def test_steps_written_for_other_letters_are_shown_by_two_histories() -> None:
    findings = [one for one in found(HEAD.replace("FORMULA", "") + STEPS) if one.code == "K746"]
    args = [dict(one.args) for one in findings]
    assert [one.variant for one in findings] == ["unnamed", "past"]
    assert {
        "worse_zh": "上年同期 A、本期 A",
        "better_zh": "上年同期 A、本期 S",
        "at_worse_zh": "1 级",
        "at_better_zh": "0 级",
        "grade": "S",
    }.items() <= args[0].items()
    assert {"worse_zh": "上年同期 B、本期 B", "better_zh": "上年同期 A、本期 B"}.items() <= args[1].items()
