"""Denominators: each must be positive over its declared range, or the policy says what follows.

Takes expressions and the types of their columns; gives guards, and reports denominators that nobody guards.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.program import Guard
from kpidsl.core.types import Type, bounds, type_of
from kpidsl.core.weighing import family_weights
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Formula, Policy
from kpidsl.source import Span


def denominators(expr: e.Expr) -> Iterator[e.Expr]:
    """The denominators of all quotients inside an expression."""
    if isinstance(expr, e.Div):
        yield expr.den
    for part in e.children(expr):
        yield from denominators(part)


def guards_of(
    expr: e.Expr, formula: Formula, policy: Policy, types: Mapping[str, Type], problems: Problems
) -> tuple[Guard, ...]:
    """The guards of a formula; a denominator that can be zero or negative without a rule is reported."""
    guards = []
    for den in denominators(expr):
        low = bounds(type_of(den, types))[0]
        if low <= 0:
            if formula.zero is None:
                _ask_zero(formula, den, policy, problems)
            else:
                guards.append(Guard(e.Cmp("=", den, e.ZERO), formula.zero))
        if low < 0:
            if formula.negative is None:
                problems.add("K347", formula.place, "negative", (), name=formula.name, **_figures(den))
            else:
                guards.append(Guard(e.Cmp("<", den, e.ZERO), formula.negative))
    return tuple(guards)


def _ask_zero(formula: Formula, den: e.Expr, policy: Policy, problems: Problems) -> None:
    """Asks what a zero denominator means, with the total that each answer gives to a unit at 95% elsewhere."""
    weights = {name: weight for name, weight in family_weights(policy, formula.family).items() if 0 < weight < 1}
    words: dict[str, object] = {"name": formula.name, **_figures(den)}
    if not weights:
        problems.add("K347", formula.place, "", (), **words)
        return
    unit_class, weight = max(weights.items(), key=lambda pair: pair[1])
    others = policy.full * Fraction(95, 100)
    problems.add(
        "K347", formula.place, "outcomes", (), family=formula.family, unit_class=unit_class,
        weight=plain(weight * 100) + "%", others=plain(others), full=plain(others * (1 - weight) + policy.full * weight),
        zero=plain(others * (1 - weight)), **words,
    )  # fmt: skip


def _figures(den: e.Expr) -> dict[str, object]:
    """The reported figures of a denominator, as their author named them."""
    return listed("denominator", sorted(column.partition(":")[2].rpartition("·")[2] for column in e.columns_of(den)))


def refuse_open_quotients(expr: e.Expr, place: Span, types: Mapping[str, Type], problems: Problems) -> None:
    """Outside a formula no zero rule can be written, so a denominator must be positive by its range."""
    for den in denominators(expr):
        known = all(column in types for column in e.columns_of(den))
        low = bounds(type_of(den, types))[0] if known else Fraction(0)
        if low <= 0:
            problems.add("K349", place, "", (), **_figures(den))
