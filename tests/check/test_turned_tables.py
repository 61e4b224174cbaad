"""Weights with a row a class and a column an indicator: told so, and read as they are meant for what else there is to say."""

import pytest

from tests.check.changed import assert_found, found
from tests.check.test_outcomes import HEAD, SCORES

UPRIGHT = HEAD[HEAD.index("  | ") : HEAD.rindex("|") + 1]
TURNED = """  | 指标   | 里程 | 安全 |{0}
  | 货车队 | 70% | 30%  |{1}
  | 客车队 | 70% | {2}  |{1}"""
SAID = (
    "K107",
    "turned_names",
    {"heads_zh": "“里程”、“安全”", "rows_zh": "“货车队”、“客车队”", "rows_en": "货车队, 客车队"},
)


@pytest.mark.parametrize("printed", [("", ""), (" 合计 |", " 100% |")])
def test_a_turned_table_is_one_finding(printed: tuple[str, str]) -> None:
    head, cell = printed
    assert_found(HEAD.replace(UPRIGHT, TURNED.format(head, cell, "30%")) + SCORES, SAID)


def test_sums_of_a_turned_table_are_told_as_well() -> None:
    assert_found(
        HEAD.replace(UPRIGHT, TURNED.format("", "", "35%")) + SCORES, SAID, ("K301", "over", {"unit_class": "客车队"})
    )


def test_a_class_under_a_class_is_not_taken_for_a_turned_table() -> None:
    text = HEAD.replace("| 里程 ", "| 货车队 ", 1)
    codes = {finding.code for finding in found(text + SCORES)}
    assert "K201" in codes
    assert "K107" not in codes
