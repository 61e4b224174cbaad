"""Lines of source and what is marked in them, as drawn."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.diagnostics.snippet import GAP, Mark, snippet
from kpidsl.diagnostics.width import width
from kpidsl.diagnostics.window import LINE_CELLS
from kpidsl.source import Source, Span

POLICY = """指标 月度任务 {
  考评部门：调度室
  目标值：完成率 ≥ 95%

  条款：三（二）（1）
}
权重表 {
  | 指标 | 队组 |
}
"""


def span(words: str, text: str = POLICY) -> Span:
    start = text.index(words)
    return Span("a.kpi", start, start + len(words))


def drawn(*marks: Mark, text: str = POLICY, **options: Any) -> str:
    rows = snippet(Source("a.kpi", text), marks, **options)
    lines = []
    for row in rows:
        number = "..." if row.number == GAP else f"{row.number or '':>1} |"
        lines.append(f"{number} {''.join(text for _, text in row.pieces)}".rstrip())
    return "\n" + "\n".join(lines) + "\n"


def at(words: str, said: str = "", text: str = POLICY) -> Mark:
    return Mark(span(words, text), said, primary=True)


def also(words: str, said: str = "", text: str = POLICY) -> Mark:
    return Mark(span(words, text), said)


def test_words_of_several_marks_on_a_line_hang_from_their_marks() -> None:
    assert drawn(also("目标值", "一"), at("完成率", "二"), also("95%", "三")) == (
        """
3 |   目标值：完成率 ≥ 95%
  |   ------  ^^^^^^   --- 三
  |   |       |
  |   |       二
  |   一
"""
    )


def test_a_mark_inside_another_stays_visible() -> None:
    assert drawn(also("目标值：完成率 ≥ 95%", "整句"), at("完成率", "这里")) == (
        """
3 |   目标值：完成率 ≥ 95%
  |   --------^^^^^^------ 整句
  |           |
  |           这里
"""
    )


def test_two_marks_of_the_same_place_say_both() -> None:
    assert drawn(at("完成率", "一"), also("完成率", "二")) == (
        """
3 |   目标值：完成率 ≥ 95%
  |           ^^^^^^ 一
  |           |
  |           二
"""
    )


def test_a_stretch_of_lines_has_a_bracket_beside_it() -> None:
    assert drawn(at(POLICY[: POLICY.index("权重表")], "整条")) == (
        """
1 | / 指标 月度任务 {
... |
6 | | }
  | |_^ 整条
"""
    )


def test_a_stretch_that_begins_inside_a_line_is_led_to_from_its_corner() -> None:
    assert drawn(at("{\n  考评部门：调度室"), also("目标值", "又")) == (
        """
1 |   指标 月度任务 {
  |  _______________^
2 | |   考评部门：调度室
  | |_________________^
3 |     目标值：完成率 ≥ 95%
  |     ------ 又
"""
    )


def test_stretches_within_one_another_have_a_lane_each() -> None:
    whole, part = POLICY[: POLICY.index("\n权重表")], "  目标值：完成率 ≥ 95%\n\n  条款：三（二）（1）"
    assert drawn(at(part, "内"), also(whole, "外")) == (
        """
1 | /  指标 月度任务 {
2 | |    考评部门：调度室
3 | |/   目标值：完成率 ≥ 95%
4 | ||
5 | ||   条款：三（二）（1）
  | ||____________________^ 内
6 | |  }
  | |__- 外
"""
    )


def test_one_line_between_two_is_shown_and_more_are_left_out() -> None:
    assert drawn(at("月度任务"), also("目标值"), also("| 指标 | 队组 |")) == (
        """
1 | 指标 月度任务 {
  |      ^^^^^^^^
2 |   考评部门：调度室
3 |   目标值：完成率 ≥ 95%
  |   ------
...
8 |   | 指标 | 队组 |
  |   ---------------
"""
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind(end: str) -> None:
    text = POLICY.replace("\n", end)
    assert drawn(at("目标值", text=text), text=text) == "\n3 |   目标值：完成率 ≥ 95%\n  |   ^^^^^^\n"


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("部门：\n甲", 3, 3, "1 | 部门：\n  |       ^"),
        ("部门：\n甲", 3, 4, "1 | 部门：\n  |       ^"),
        ("部门：甲", 4, 4, "1 | 部门：甲\n  |         ^"),
        ("部门：甲", 9, 12, "1 | 部门：甲\n  |         ^"),
        ("甲\n", 2, 2, "2 |\n  | ^"),
        ("甲\n\n乙", 2, 2, "2 |\n  | ^"),
        ("", 0, 0, "1 |\n  | ^"),
        ("\t甲", 1, 2, "1 |     甲\n  |     ^^"),
        ("甲  \n", 1, 3, "1 | 甲\n  |   ^^"),
    ],
)
def test_places_at_the_edge_of_lines(text: str, start: int, end: int, shown: str) -> None:
    assert drawn(Mark(Span("a.kpi", start, end), "", True), text=text) == f"\n{shown}\n"


def test_a_long_line_is_cut_around_its_mark() -> None:
    text = "前" * 300 + "错处" + "后" * 300
    (line, carets) = snippet(Source("a.kpi", text), [at("错处", text=text)])
    shown = line.pieces[0][1]
    assert shown.startswith("…前")
    assert shown.endswith("后…")
    assert width(shown) <= LINE_CELLS
    assert carets.pieces[0][1] == " " * width(shown[: shown.index("错处")])


def test_the_end_of_a_long_line_is_shown_in_full_breadth() -> None:
    text = "前" * 300 + "错处"
    (line, _) = snippet(Source("a.kpi", text), [at("错处", text=text)])
    assert LINE_CELLS - 2 < width(line.pieces[0][1]) <= LINE_CELLS


def test_marks_too_far_apart_for_one_window_have_a_window_each() -> None:
    text = "甲" + "前" * 300 + "乙"
    rows = snippet(Source("a.kpi", text), [at("乙", "后", text), also("甲", "先", text)])
    assert [row.number for row in rows] == [1, None, 1, None]
    assert [row.pieces[-1] for row in rows if row.number is None] == [("secondary", "先"), ("primary", "后")]


@pytest.mark.parametrize(("ambiguous", "indent"), [(1, 4), (2, 6)])
def test_a_console_that_draws_quotation_marks_wide_has_its_carets_moved(ambiguous: int, indent: int) -> None:
    text = "“甲”乙"
    _, carets = snippet(Source("a.kpi", text), [at("乙", text=text)], ambiguous)
    assert carets.pieces[0][1] == " " * indent


@given(st.text(st.sampled_from("甲ab \t—\x1b\u3000"), max_size=40), st.data())
def test_the_carets_cover_what_the_span_covers(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line, carets = snippet(Source("a.kpi", text), [Mark(Span("a.kpi", start, end), "", True)])
    assert line.number == 1
    row = "".join(piece for _, piece in carets.pieces)
    cells = [width(piece) for piece in text.replace("\t", " ").replace("\x1b", "a")]
    cells = [4 if sign == "\t" else cell for sign, cell in zip(text, cells, strict=True)]
    assert row == " " * sum(cells[:start]) + "^" * max(1, sum(cells[start:end]))


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 60), st.sampled_from(["", "一", "two"]), st.booleans())))
def test_every_word_is_shown_whatever_is_marked(places: list[tuple[int, int, str, bool]]) -> None:
    marks = [
        Mark(Span("a.kpi", start, start + length), f"{words}{number}", primary)
        for number, (start, length, words, primary) in enumerate(places)
    ]
    shown = "".join(text for row in snippet(Source("a.kpi", POLICY), marks) for _, text in row.pieces)
    for mark in marks:
        assert shown.count(mark.words) >= 1
