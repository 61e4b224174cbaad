"""A ratio times 100 without the percent sign is a hundred times as much."""

import pytest

from tests.check.changed import changed, found, written_at

BEFORE = "后勤部；条款：第四条"
ROUND = ("保留小数 { 单项得分、", "保留小数 { 考评分、单项得分、")
FIGURES = "填报数据：应到（人，1～100）、实到（人，0～100）、经费（元，0～10000）"


def policy(formula: str, target: str = "率 ≥ 95%", scoring: str = "达标得 100 分，未达标不得分") -> str:
    """卫生 marked by a figure of its own."""
    fields = f"后勤部；条款：第四条；{FIGURES}；计算公式：率 = {formula}；目标值：{target}；计分办法：{scoring}"
    return changed((BEFORE, fields), ROUND)


def told(text: str) -> list[tuple[str, dict[str, str]]]:
    """What is written where the sign is missing, and the words of the message."""
    return [(written_at(text, one), dict(one.args)) for one in found(text) if one.code == "K755"]


BARE = [
    ("实到 ÷ 应到 × 100", "100", "%", "5000%", "50%"),
    ("100 × 实到 ÷ 应到", "100", "%", "5000%", "50%"),
    ("（实到 ÷ 应到） × 100", "100", "%", "5000%", "50%"),
    ("100% − 实到 ÷ 应到 × 100", "100", "%", "5000%", "50%"),
    ("保留（实到 ÷ 应到 × 100，2 位，四舍五入）", "100", "%", "5000%", "50%"),
    ("较低者（实到 ÷ 应到 × 100，100%）", "100", "%", "5000%", "50%"),
    ("实到 ÷ 应到 × 1000", "1000", "‰", "50000%", "500‰"),
]


@pytest.mark.parametrize(("formula", "factor", "sign", "shown", "meant"), BARE)
def test_the_sign_that_is_missing_is_named(formula: str, factor: str, sign: str, shown: str, meant: str) -> None:
    ((at, words),) = told(policy(formula))
    assert at == factor
    assert words == {"name": "率", "factor": factor, "sign": sign, "shown": shown, "meant": meant}


def test_so_it_is_in_a_target() -> None:
    text = policy("实到 ÷ 应到", "实到 ÷ 应到 × 100 ≥ 95%")
    assert [(at, words["name"]) for at, words in told(text)] == [("100", "卫生")]


def test_it_is_said_beside_a_number_without_its_sign() -> None:
    text = policy("实到 ÷ 应到 × 100", "率 ≥ 95")
    assert sorted(one.code for one in found(text) if one.code in ("K325", "K755")) == ["K325", "K755"]


@pytest.mark.parametrize(
    ("formula", "target", "scoring"),
    [
        ("实到 ÷ 应到 × 100%", "率 ≥ 95%", "达标得 100 分，未达标不得分"),
        ("实到 ÷ 应到 × 1000‰", "率 ≥ 950‰", "达标得 100 分，未达标不得分"),
        ("实到 ÷ 应到", "率 ≥ 95%", "考评分 = 率 × 100 分，最高 100 分"),
        ("经费 ÷ 实到 × 100", "率 ≤ 500 元/人", "达标得 100 分，未达标不得分"),
        ("实到 ÷ （应到 × 100）", "率 ≥ 95%", "达标得 100 分，未达标不得分"),
        ("实到 × 50 ÷ 应到", "率 ≥ 95%", "达标得 100 分，未达标不得分"),
    ],
)
def test_what_is_no_percentage_or_has_its_sign_is_left_alone(formula: str, target: str, scoring: str) -> None:
    assert told(policy(formula, target, scoring)) == []
