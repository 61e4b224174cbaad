"""Whatever form the chapters of the specification have, policies at random have it too, but for those listed here.

A form is a field of a node of the checked policy with what stands in it: nothing, one, several, zero, less than zero, a kind of node.
Looked at by ``make test-long``.
"""

import os
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_policy, compile_text
from kpidsl.resolve.library import library_of
from kpidsl.testing import drawn_afresh, policies
from tests.spec.chapters import cases

pytestmark = pytest.mark.skipif("KPIDSL_CASES" not in os.environ, reason="minutes: in make test-long")

POLICIES, YEARLY = 400, 150
SAID_NOT_COMPUTED = {"Concern", "Example", "Family", "Holder", "ListRow", "Span"}
"""Nodes that say something and change no figure."""
NOT_DRAWN = {
    # A policy without grades, and one of one department, leave little to compare.
    ("Policy", "grades", "none"),
    ("Policy", "departments", "one"),
    ("Policy", "examples", "one"),
    # Files that import others are compiled by the specification.
    ("Declared", "concerns", "one"),
    ("Declared", "forms", "one"),
    ("Declared", "levels", "one"),
    ("Declared", "roles", "one"),
    ("Link", "ends", "several"),
    ("Policy", "links", "several"),
    ("Policy", "shared", "several"),
    # A second family with a table of its own is rare; a weight of nothing is a cell like —, but for what it asks to be reported.
    ("Policy", "splits", "several"),
    ("Weight", "value", "zero"),
}  # fmt: skip

Form = tuple[str, str, str]


def forms(node: Any) -> Iterator[Form]:
    """Every form of a node and of what is in it."""
    if attrs.has(type(node)):
        name = type(node).__name__
        for one in attrs.fields(type(node)):
            value = getattr(node, one.name)
            if name not in SAID_NOT_COMPUTED and one.name != "place" and not one.name.startswith("_"):
                yield name, one.name, state(value)
            yield from forms(value)
    elif isinstance(node, tuple | list | frozenset):
        for one in node:
            yield from forms(one)
    elif isinstance(node, dict):
        for one in node.items():
            yield from forms(one)


def state(value: Any) -> str:
    match value:
        case bool():
            return str(value)
        case Enum():
            return value.name
        case int() | Fraction():
            return "zero" if value == 0 else "less than zero" if value < 0 else "more than zero"
        case str() | tuple() | list() | dict() | frozenset() if not value:
            return "none"
        case str():
            return "text"
        case tuple() | list() | dict() | frozenset():
            return "one" if len(value) == 1 else "several"
        case _:
            return type(value).__name__


def of_a_chapter() -> dict[Form, str]:
    """The forms of the specification, and where the first case is that has them."""
    found: dict[Form, str] = {}
    for case in cases():
        compiled = compile_policy(case.policy.sources, Problems(), library_of(dict(case.policy.files)))
        for form in forms(compiled.checked.policy) if compiled and case.kind != "policy" else ():
            found.setdefault(form, case.name)
    return found


def drawn() -> set[Form]:
    found: set[Form] = set()

    def look(data: st.DataObject, yearly: bool) -> None:
        compiled: Compiled | None = compile_text(data.draw(policies(yearly)), Problems())
        found.update(forms(compiled.checked.policy) if compiled else ())

    drawn_afresh(lambda data: look(data, False), POLICIES)
    drawn_afresh(lambda data: look(data, True), YEARLY, 1)
    return found


def test_every_form_of_the_specification_is_drawn() -> None:
    there, had = of_a_chapter(), drawn()
    assert {form: where for form, where in there.items() if form not in had | NOT_DRAWN} == {}
    assert not NOT_DRAWN & had
