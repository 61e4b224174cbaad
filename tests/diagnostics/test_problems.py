"""The collector: reading order, each finding once, errors apart from the rest."""

from kpidsl.diagnostics import Diagnostic, Label, Problems
from kpidsl.source import Cell, Span


def test_findings_come_in_reading_order_whatever_the_order_of_the_phases() -> None:
    problems = Problems()
    places = [Span("b", 0, 1), Span("a", 9, 10), Cell("a", 3, 2), Span("a", 2, 3), None, Cell("a")]
    for place in places:
        problems.add("K591", place, file="a")
    assert [found.place for found in problems] == [
        Cell("a"),
        Cell("a", 3, 2),
        Span("a", 2, 3),
        Span("a", 9, 10),
        Span("b", 0, 1),
        None,
    ]


def test_the_same_finding_is_kept_once() -> None:
    problems = Problems()
    for name in ("甲", "甲", "乙"):
        problems.add("K591", Span("a", 0, 1), "binary", [Label(Span("a", 5, 6), "first")], file=name)
    assert len(problems) == 2


def test_words_are_kept_as_text_and_their_order_does_not_matter() -> None:
    one = Diagnostic("K592", None, args={"limit": 5, "file": "甲"})
    assert one == Diagnostic("K592", None, args={"file": "甲", "limit": "5"})


def test_only_errors_are_errors() -> None:
    problems = Problems()
    assert not problems.has_errors
    problems.extend([Diagnostic("K592", Cell("a"), args={"file": "a", "limit": 1})])
    assert problems.has_errors
    assert [found.code for found in problems.errors] == ["K592"]


def test_findings_are_looked_up_by_place_whatever_was_reported_since() -> None:
    problems = Problems()
    for start in (9, 2, 5):
        problems.add("K591", Span("a", start, start + 1), file="a")
    problems.add("K591", Cell("a", 3, 2), file="a")
    assert [found.place for found in problems.within(Span("a", 2, 9))] == [Span("a", 2, 3), Span("a", 5, 6)]
    assert problems.within(Span("b", 0, 99)) == []
    problems.add("K591", Span("a", 4, 5), file="a")
    assert len(problems.within(Span("a", 2, 9))) == 3
    problems.waive(problems.within(Span("a", 5, 6))[0], "", Span("a", 0, 1))
    assert [found.place for found in problems.within(Span("a", 2, 9))] == [Span("a", 2, 3), Span("a", 4, 5)]


def test_what_was_reported_after_a_number_of_findings_can_be_forgotten() -> None:
    problems = Problems()
    for start in (9, 2, 5):
        problems.add("K591", Span("a", start, start + 1), file="a")
    assert len([*problems]) == 3
    problems.forget_after(2)
    assert [found.place for found in problems] == [Span("a", 2, 3), Span("a", 9, 10)]
