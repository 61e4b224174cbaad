"""A higher score gets no less pay: followed over all that the score can be, other figures held still."""

import pytest

from tests.check.changed import found

HEAD = """考核办法 《快递网点考核办法》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 考评分、单项得分、总分、综合得分：1 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：网管部
单位分类：网点、中转场
指标 时效 { 考评部门：网管部 }
基础数据 工资 {
  牵头部门：网管部；填报数据：基数（元，0～3000，0 位小数）、投诉（起，0～9）、工种（高级 > 中级 > 初级）、增减（元，-100～100）
  计算公式：半数 = 基数 ÷ 2
}
权重表 {
  | 指标 | 网点 | 中转场 |
  | 时效 | 100% | 100%   |
}
等次 等级，按分数 { 甲：≥ 90；乙：[80, 90)；丙：[60, 80)；丁：< 60 }
"""
PAY = "兑现 奖金 {{ 金额：{}；保留小数：0 位，四舍五入 }}\n"
POOL = "兑现 奖金 {{ 分配总额：9000 元；分配份额：{}；分配范围：同类单位；余数：最大余数；保留小数：2 位，只舍不入 }}\n"
STEPS = "兑现 升级 {{ 级数：{} }}\n"

WRONG = [
    # what is paid, what is found, the two scores with what they get
    (
        PAY.format("分情况 { 综合得分 ≥ 90 分：500 元；综合得分 ≥ 80 分：800 元；其余：0 元 }"), "",
        ("89.9", "800 元", "90", "500 元"),
    ),
    (
        PAY.format("分情况 { 综合得分 ≥ 60 分 且 综合得分 < 80 分：300 元；综合得分 ≥ 80 分 且 综合得分 < 95 分：800 元；其余：0 元 }"), "",
        ("94.9", "800 元", "95", "0 元"),
    ),
    (
        PAY.format("分情况 { 综合得分 ≥ 90 分：1300 元；其余：综合得分 ÷ 1 分 × 15 元 }"), "",
        ("89.9", "1349 元", "90", "1300 元"),
    ),
    (
        PAY.format("分情况 { 综合得分 ≥ 80 分：2600 元 − 综合得分 ÷ 1 分 × 20 元；其余：综合得分 ÷ 1 分 × 10 元 }"), "",
        ("80", "1000 元", "100", "600 元"),
    ),
    (
        PAY.format("较低者（综合得分 ÷ 1 分 × 20 元，3000 元 − 综合得分 ÷ 1 分 × 20 元）"), "",
        ("75", "1500 元", "100", "1000 元"),
    ),
    (
        PAY.format("分情况 { 总分 < 60 分：500 元；总分 < 70 分：300 元；总分 < 80 分：400 元；其余：0 元 }"), "taken",
        ("69.9", "300 元", "70", "400 元"),
    ),
    (
        PAY.format("工资·基数 × 分情况 { 综合得分 ≥ 90 分：1；综合得分 ≥ 80 分：1.2；其余：0.5 }"), "",
        ("89.9", "3600 元", "90", "3000 元"),
    ),
    (
        PAY.format("工资·半数 × 分情况 { 综合得分 ≥ 90 分：1；综合得分 ≥ 80 分：1.2；其余：0.5 }"), "",
        ("89.9", "1800 元", "90", "1500 元"),
    ),
    (
        PAY.format("分情况 { 工资·投诉 > 0：0 元；综合得分 ≥ 90 分：500 元；其余：综合得分 ÷ 1 分 × 8 元 }"), "",
        ("89.9", "719 元", "90", "500 元"),
    ),
    (
        PAY.format("分情况 { 等级 = 甲：综合得分 ÷ 1 分 × 10 元；等级 = 乙：综合得分 ÷ 1 分 × 12 元；其余：0 元 }"), "",
        ("89.9", "1079 元", "90", "900 元"),
    ),
    (
        PAY.format("分情况 { 时效·考评分 ≥ 90 分：500 元；时效·考评分 ≥ 80 分：800 元；其余：0 元 }"), "",
        ("89.9", "800 元", "90", "500 元"),
    ),
    (
        PAY.format("分情况 { 工资·工种 = 中级 且 综合得分 ≥ 90 分：500 元；综合得分 ≥ 80 分：800 元；其余：0 元 }"), "",
        ("89.9", "800 元", "90", "500 元"),
    ),
    (POOL.format("分情况 { 综合得分 ≥ 90 分：90 分；其余：综合得分 × 1.2 }"), "", ("89.9", "107.88", "90", "90")),
    (STEPS.format("分情况 { 综合得分 ≥ 90 分：0 级；其余：1 级 }"), "", ("89.9", "1 级", "90", "0 级")),
]  # fmt: skip

RIGHT = [
    PAY.format("分情况 { 综合得分 ≥ 90 分：800 元；综合得分 ≥ 80 分：500 元；其余：0 元 }"),
    PAY.format("分情况 { 综合得分 ≥ 90 分：1349 元；其余：综合得分 ÷ 1 分 × 15 元 }"),
    PAY.format("分情况 { 综合得分 < 60 分：500 元；综合得分 < 80 分：300 元；其余：0 元 }"),
    PAY.format("分情况 { 综合得分 < 60 分：-500 元；综合得分 < 80 分：0 元；其余：300 元 }"),
    PAY.format("500 元 − 综合得分 ÷ 1 分 × 5 元"),
    PAY.format("工资·基数 × 综合得分 ÷ 100 分"),
    PAY.format("较高者（工资·基数 × 综合得分 ÷ 100 分 − 500 元，0 元）"),
    PAY.format("工资·增减 × 综合得分 ÷ 100 分 + 分情况 { 综合得分 ≥ 90 分：500 元；其余：0 元 }"),
    PAY.format("分情况 { 等级 = 甲：综合得分 ÷ 1 分 × 12 元；等级 = 乙：综合得分 ÷ 1 分 × 10 元；其余：0 元 }"),
    PAY.format("分情况 { 综合得分 ≥ 90 分：综合得分 ÷ 1 分 × 30 元；其余：0 元 }"),
    POOL.format("分情况 { 综合得分 ≥ 90 分：综合得分 × 1.2；其余：综合得分 }"),
    STEPS.format("分情况 { 综合得分 ≥ 90 分：1 级；综合得分 < 60 分：-1 级；其余：0 级 }"),
]


def of_pay(text: str) -> list[tuple[str, str, dict[str, str]]]:
    findings = found(HEAD + text)
    assert {one.code for one in findings} <= {"K207", "K716", "K749", "K750"}
    return [(one.code, one.variant, dict(one.args)) for one in findings if one.code in ("K749", "K750")]


@pytest.mark.parametrize(("text", "variant", "words"), WRONG)
def test_a_higher_score_that_gets_less_is_shown_beside_a_lower_one(
    text: str, variant: str, words: tuple[str, str, str, str]
) -> None:
    ((code, found_variant, args),) = of_pay(text)
    low, at_low, high, at_high = words
    assert (code, found_variant) == ("K749", variant)
    assert {"low": low, "at_low_zh": at_low, "high": high, "at_high_zh": at_high}.items() <= args.items()


@pytest.mark.parametrize("text", RIGHT)
def test_an_order_that_holds_is_silent(text: str) -> None:
    assert of_pay(text) == []


def test_the_case_names_the_figures_that_stay_as_they_are() -> None:
    text = PAY.format(
        "分情况 { 工资·投诉 > 0：0 元；综合得分 ≥ 90 分：工资·基数；综合得分 ≥ 80 分：工资·基数 × 1.1；其余：0 元 }"
    )
    ((_, _, args),) = of_pay(text)
    assert args["given_zh"] == "“基数”为 3000 元、“投诉”为 0 起时，"


def test_what_cannot_be_held_still_is_left_alone() -> None:
    falling = "综合得分 ≥ 90 分：500 元；综合得分 ≥ 80 分：800 元；其余：0 元"
    assert of_pay(PAY.format(f"分情况 {{ {falling} }}"))
    for other in ("上期·综合得分 > 80 分", "百分位（综合得分，同类单位，从高到低，并列取靠前名次） > 50%"):
        assert of_pay(PAY.format(f"分情况 {{ {other}：0 元；{falling} }}")) == []


def test_a_tier_that_no_score_reaches_is_no_fall() -> None:
    best = "分情况 { 综合得分 > 100 分：0 元；综合得分 ≥ 90 分：800 元；其余：0 元 }"
    assert of_pay(PAY.format(best)) == []


def test_classes_with_amounts_of_their_own_are_followed_apart() -> None:
    text = "兑现 奖金 { 适用于：网点；金额：分情况 { 综合得分 ≥ 90 分：500 元；其余：800 元 }；保留小数：0 位，四舍五入 }\n"
    assert of_pay(text) == []  # it only falls: an amount that is taken off
    assert of_pay(text.replace("其余：800 元", "综合得分 ≥ 70 分：800 元；其余：0 元"))


def test_a_jump_between_two_formulas_is_noted() -> None:
    text = PAY.format("分情况 { 综合得分 ≥ 90 分：综合得分 ÷ 1 分 × 30 元；其余：综合得分 ÷ 1 分 × 20 元 }")
    ((code, _, args),) = of_pay(text)
    words = {"low": "89.9", "at_low_zh": "1798 元", "high": "90", "at_high_zh": "2700 元", "gap_zh": "902 元"}
    assert code == "K750"
    assert words.items() <= args.items()
    assert of_pay(text.replace("× 30 元", "× 22 元")) == []


def test_a_score_without_declared_digits_is_followed_as_well() -> None:
    text = HEAD.replace("单项得分、总分、综合得分：1 位", "单项得分：1 位")
    text += PAY.format("分情况 { 综合得分 ≥ 90 分：500 元；综合得分 ≥ 80 分：800 元；其余：0 元 }")
    (finding,) = (one for one in found(text) if one.code == "K749")
    assert {"low": "89", "high": "90"}.items() <= dict(finding.args).items()
