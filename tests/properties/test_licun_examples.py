"""The examples of Licun hold the whole policy: whatever is cut out of it or changed in it, ``kpidsl test`` fails.

What may go unnoticed is taken from the coverage report, never from a list of this file, but for two numbers argued below.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.examples.coverage import Reached, coverage, demands
from kpidsl.examples.unreached import unreached
from kpidsl.pipeline import compile_text
from kpidsl.source import Span
from tests.properties import mutants

TEXT = Path("policies/licun/licun.kpi").read_text(encoding="utf-8")
WIDER = [("0", -1), ("100 分", 1)]
"""打分 0～100 分, wider by a point: it allows more, while an example shows what is allowed. Narrower ones are noticed."""


@pytest.fixture(scope="module")
def reached() -> list[Reached]:
    policy = compile_text(TEXT, Problems())
    assert policy
    return coverage(policy)


@pytest.fixture(scope="module")
def silent() -> list[Span]:
    """What the report says no example can reach."""
    policy = compile_text(TEXT, Problems())
    assert policy
    return [one.place for one in unreached(mutants.tree_of(TEXT), policy.checked.policy)]


def inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def line(place: Span) -> str:
    return f"{TEXT.count(chr(10), 0, place.start) + 1}: {TEXT[place.start : place.end]}"


def test_the_policy_as_it_is_holds() -> None:
    assert mutants.failures(TEXT) == []


def test_every_rule_is_reached(reached: list[Reached]) -> None:
    assert [(one.rule.kind, one.rule.subject, one.rule.aspect) for one in reached if not one.example] == []


def test_every_statement_has_an_example_that_meets_its_condition() -> None:
    policy = compile_text(TEXT, Problems())
    assert policy
    assert [one for one in demands(policy) if not one.example] == []


def test_cutting_out_anything_that_an_example_reaches_is_noticed(reached: list[Reached], silent: list[Span]) -> None:
    covered = [one.rule.place for one in reached if one.example]
    unnoticed, count = [], 0
    for place, text in mutants.cuts(TEXT):
        found, count = mutants.failures(text), count + 1
        assert not any(code.startswith("K1") for code in found), (line(place), found)  # a clean cut
        if not found:
            unnoticed.append(place)
    assert count > 190
    assert [line(cut) for cut in unnoticed if any(inside(rule, cut) for rule in covered)] == []
    unexplained = [cut for cut in unnoticed if not any(inside(cut, one) or inside(one, cut) for one in silent)]
    assert [line(cut) for cut in unexplained] == []


def test_one_percentage_point_moved_between_two_weights_is_noticed() -> None:
    found = list(mutants.moved_weights(TEXT))
    assert len(found) == 102
    assert [(line(one), line(other)) for (one, other), text in found if not mutants.failures(text)] == []


def test_any_other_number_one_greater_or_smaller_is_noticed(silent: list[Span]) -> None:
    def survivors() -> Iterator[tuple[Span, int]]:
        for place in mutants.numbers(TEXT):
            for step in (-1, 1):
                told = any(inside(place, one) for one in silent)
                if not told and not mutants.failures(mutants.changed(TEXT, {place: step})):
                    yield place, step

    found = list(survivors())
    assert [(TEXT[place.start : place.end], step) for place, step in found] == WIDER
    assert {TEXT.rindex("\n", 0, place.start) for place, _ in found} == {TEXT.index("\n  计分办法：打分 0～100 分")}
