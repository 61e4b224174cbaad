"""Denominators: each must be positive over its declared range, or the policy says what follows.

Takes expressions and the types of their columns; gives guards, and reports denominators that nobody guards.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.program import Guard
from kpidsl.core.types import Type, bounds, type_of
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Formula
from kpidsl.source import Span


def denominators(expr: e.Expr) -> Iterator[e.Expr]:
    """The denominators of all quotients inside an expression."""
    if isinstance(expr, e.Div):
        yield expr.den
    for part in e.children(expr):
        yield from denominators(part)


def guards_of(expr: e.Expr, formula: Formula, types: Mapping[str, Type], problems: Problems) -> tuple[Guard, ...]:
    """The guards of a formula; a denominator that can be zero or negative without a rule is reported."""
    guards = []
    for den in denominators(expr):
        low = bounds(type_of(den, types))[0]
        if low <= 0:
            if formula.zero is None:
                problems.add("K347", formula.place, name=formula.name, denominator=_spelled(den))
            else:
                guards.append(Guard(e.Cmp("=", den, e.ZERO), formula.zero))
        if low < 0:
            if formula.negative is None:
                problems.add("K347", formula.place, "negative", name=formula.name, denominator=_spelled(den))
            else:
                guards.append(Guard(e.Cmp("<", den, e.ZERO), formula.negative))
    return tuple(guards)


def _spelled(den: e.Expr) -> str:
    """The reported figures of a denominator, as their author named them."""
    names = sorted(column.partition(":")[2].rpartition("·")[2] for column in e.columns_of(den))
    return "、".join(names)


def refuse_open_quotients(expr: e.Expr, place: Span, types: Mapping[str, Type], problems: Problems) -> None:
    """Outside a formula no zero rule can be written, so a denominator must be positive by its range."""
    for den in denominators(expr):
        known = all(column in types for column in e.columns_of(den))
        low = bounds(type_of(den, types))[0] if known else Fraction(0)
        if low <= 0:
            problems.add("K349", place, denominator=_spelled(den))
