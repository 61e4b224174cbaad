"""Texts go on in the next line where a reader pauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.line_breaks import wrapped

SIZE = 13
TEXTS = st.text(
    st.sampled_from("党建管理，。（）“”、%12.5 abcWMOA平台—…é≥=+·：\N{COMBINING ACUTE ACCENT}😀"), max_size=60
)
WIDTHS = st.integers(3 * SIZE, 20 * SIZE)


@given(TEXTS, WIDTHS)
def test_lines_fit_their_width_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrapped(text, width, SIZE)
    assert all(text_width(line, SIZE) <= width and line == line.strip() != "" for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(st.sampled_from("党建管理规范"), min_size=1, max_size=60), WIDTHS)
def test_there_are_no_more_lines_than_are_needed(text: str, width: int) -> None:
    assert len(wrapped(text, width, SIZE)) == -(-len(text) // (width // SIZE))


@pytest.mark.parametrize(
    ("ems", "broken"),
    [
        (4, "非生产性/科室"),
        (4, "党建数/字，/化平台"),
        (4, "党建管/（暂定）"),
        (4, "total /weight"),
        (4, "OA平台/管理"),
        (18, "重点调度落实率 = 100% 且 /超前调度落实率 = 100% 且 /变化调度落实率 = 100%"),
        (13, "月度等次：不合格；/综合得分上限：59 分"),
        (20, "打分 0～100 分，精确到 0.5 分，/扣分须写明原因"),
        (18, "达标得 100 分；/每低 1 个百分点扣 2 分，/不足 1 个百分点按 1 个计，扣完为止"),
        (9, "牵头：党建调度/（非生产性科室、/政工科室）"),
        (9, "Safety record./accidents > 0"),
        (15, "removed, others move up; /fail places: not used"),
        (3, "xxxx/xxxx/xx"),
    ],
)
def test_lines_break_where_a_reader_pauses(ems: int, broken: str) -> None:
    lines = [line.strip() for line in broken.split("/")]
    assert wrapped(broken.replace("/", ""), ems * SIZE, SIZE) == lines


def test_a_line_has_a_character_however_narrow_it_is() -> None:
    assert wrapped("党建", 5, SIZE) == ["党", "建"]


def test_nothing_has_no_line() -> None:
    assert wrapped("　 ", 5, SIZE) == []
