"""Display width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.diagnostics.width import middle_cut, pad, truncate, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("OA", 2),
        ("权重", 4),
        ("OA平台", 6),
        ("９５％", 6),
        ("—“”…×", 5),
        ("e\u0301", 1),
        ("\u200b", 0),
        ("。", 2),
    ],
)
def test_wide_characters_take_two_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_padding_fills_to_the_width_on_either_side() -> None:
    assert pad("权重", 6) == "权重  "
    assert pad("95", 4, right=True) == "  95"
    assert pad("权重", 3) == "权重"


@given(st.text(st.sampled_from("权重OA—e\u0301"), max_size=12), st.integers(0, 12))
def test_a_cut_text_fits_and_is_a_beginning(text: str, cells: int) -> None:
    cut = truncate(text, cells)
    assert width(cut) <= cells
    assert cut == text or text.startswith(cut.removesuffix("…"))


@given(st.text(st.sampled_from("权重OA—"), max_size=20), st.integers(3, 12))
def test_a_text_cut_in_the_middle_fits_and_has_its_beginning_and_its_end(text: str, cells: int) -> None:
    cut = middle_cut(text, cells)
    assert cells - 2 <= width(cut) <= cells or cut == text
    left, ellipsis, right = cut.partition("…")
    assert cut == text or (ellipsis and text.startswith(left) and text.endswith(right))
