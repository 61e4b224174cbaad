"""Expressions without the cases that cannot come about by the declared ranges.

Takes an expression and the types of its columns; gives the same values in fewer cases.
"""

from collections.abc import Mapping

from kpidsl.check.verdict import verdict
from kpidsl.core import expr as e
from kpidsl.core.types import Type


def narrowed(expr: e.Expr, columns: Mapping[str, Type]) -> e.Expr:
    """The expression with every choice cut to the arms that some figures in range may come to."""
    return e.rebuilt(expr, lambda part: _cut(part, columns) if isinstance(part, e.Case) else part)


def _cut(choice: e.Case, columns: Mapping[str, Type]) -> e.Expr:
    arms: list[tuple[e.Expr, e.Expr]] = []
    for when, value in choice.arms:
        found = verdict(when, columns)
        if found is True:
            return e.Case(tuple(arms), value) if arms else value
        if found is None:
            arms.append((when, value))
    return e.Case(tuple(arms), choice.default) if arms else choice.default
