"""Plain tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.diagnostics.width import width
from kpidsl.render.table import text_table


def test_columns_stand_under_one_another_and_numbers_flush_right() -> None:
    table = text_table(
        ["单位", "总分", "权重", "等次"],
        [["综采一队", "95.5", "5%", "优"], ["OA", "100", "—", ""], ["党办", "-3", "12%", "不合格"]],
    )
    assert table == (
        "单位      总分  权重  等次\n"
        "--------  ----  ----  ------\n"
        "综采一队  95.5    5%  优\n"
        "OA         100     —\n"
        "党办        -3   12%  不合格"
    )


@given(
    st.lists(st.lists(st.sampled_from(["", "甲", "95.5", "OA平台", "—", "3 项"]), min_size=3, max_size=3), max_size=6)
)
def test_no_line_is_wider_than_the_rule_and_no_cell_is_lost(rows: list[list[str]]) -> None:
    lines = text_table(["甲", "乙", "丙"], rows).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(width(line) <= width(lines[1]) for line in lines)
    assert [line.replace(" ", "") for line in lines[2:]] == ["".join(row).replace(" ", "") for row in rows]


def test_a_ragged_row_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        text_table(["甲", "乙"], [["1"]])
