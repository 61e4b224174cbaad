"""A statement is called certain only where no allowed value contradicts it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.backends.reference.expressions import value_of
from kpidsl.check.verdict import verdict
from kpidsl.core import expr as e
from kpidsl.core.types import Decimal, Type

RANGES: dict[str, Type] = {
    "a": Decimal(0, Fraction(0), Fraction(4)),
    "b": Decimal(1, Fraction(-1), Fraction(1)),
    "c": Decimal(0, Fraction(3), Fraction(3)),
}
VALUES = {
    "a": [Fraction(n) for n in range(5)],
    "b": [Fraction(n, 10) for n in range(-10, 11)],
    "c": [Fraction(3)],
}
NUMBERS = st.recursive(
    st.one_of(
        st.sampled_from([e.Col("a"), e.Col("b"), e.Col("c")]),
        st.integers(-20, 20).map(lambda n: e.const(Fraction(n, 4))),
    ),
    lambda parts: st.tuples(parts, parts).map(lambda pair: e.add(*pair)),
    max_leaves=3,
)
TRUTHS = st.recursive(
    st.builds(e.Cmp, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), NUMBERS, NUMBERS),
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(e.And),
        st.tuples(parts, parts).map(e.Or),
        parts.map(e.Not),
    ),
    max_leaves=3,
)


@given(TRUTHS)
def test_what_is_certain_holds_for_every_value(statement: e.Expr) -> None:
    certain = verdict(statement, RANGES)
    if certain is not None:
        rows = ({"a": a, "b": b, "c": c} for a in VALUES["a"] for b in VALUES["b"] for c in VALUES["c"])
        assert {value_of(statement, row) for row in rows} == {certain}


@pytest.mark.parametrize(
    ("op", "value", "certain"),
    [
        (">", 4, False),
        (">=", 4, None),
        (">=", 0, True),
        (">", 0, None),
        ("<", 0, False),
        ("<=", 4, True),
        ("=", 5, False),
        ("=", 4, None),
        ("!=", 5, True),
        ("=", Fraction(1, 2), False),
        ("!=", Fraction(1, 2), True),
    ],
)
def test_one_column_beside_a_number(op: str, value: int | Fraction, certain: bool | None) -> None:
    assert verdict(e.Cmp(op, e.Col("a"), e.const(value)), RANGES) is certain


def test_a_column_of_unknown_range_decides_nothing() -> None:
    assert verdict(e.Cmp(">", e.Col("d"), e.ZERO), RANGES) is None


A, B = e.Col("a"), e.Col("b")


def of(op: str, value: int, of_what: e.Expr = A) -> e.Expr:
    return e.Cmp(op, of_what, e.const(Fraction(value)))


@pytest.mark.parametrize(
    ("statement", "certain"),
    [
        (e.And((of(">=", 3), of("<=", 1))), False),
        (e.And((of(">", 2), of("=", 2))), False),
        (e.And((of(">=", 2), of("<=", 2))), None),
        (e.And((of(">=", 3), of("<=", 0, B))), None),
        (e.Or((of(">=", 3), of("<", 3))), True),
        (e.Or((of(">=", 3), of("<=", 3))), True),
        (e.Or((of(">", 3), of("<", 3))), None),
        (e.Not(e.And((of(">=", 3), of("<=", 1)))), True),
    ],
)
def test_comparisons_of_one_figure_are_held_against_each_other(statement: e.Expr, certain: bool | None) -> None:
    assert verdict(statement, RANGES) is certain
