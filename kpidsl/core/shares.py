"""Quotients: shares of a whole, which are never above 1, and those that have no bounds of their own.

Takes a numerator and a denominator; gives the quotient. Never reports anything.
"""

from collections.abc import Collection, Iterable, Mapping

from kpidsl.core import expr as e
from kpidsl.core.aggregates import SUM, Aggregate
from kpidsl.core.guards import denominators, itself_in
from kpidsl.core.types import Rational, Type, bounds, type_of


def quotient(
    above: e.Expr,
    below: e.Expr,
    aggregates: Mapping[str, Aggregate],
    types: Mapping[str, Type],
    classes: Iterable[str],
) -> e.Expr:
    """A quotient; what a unit has in the sum over it and others, none of it below 0, is 1 at most."""
    plain = e.div(above, below)
    whole = aggregates.get(below.key) if isinstance(below, e.Col) else None
    if whole is None or whole.op != SUM or whole.where != e.TRUE or whole.of != above or not itself_in(whole, classes):
        return plain
    known = e.columns_of(above) <= types.keys()
    return e.Least((plain, e.ONE)) if known and bounds(type_of(above, types))[0] >= 0 else plain


def has_no_end(expr: e.Expr, types: Mapping[str, Type], endless: Collection[str]) -> bool:
    """Whether a value can be as large as one likes: something is divided by a quotient that can come as near to 0 as one likes."""
    match expr:
        case e.Least(parts) | e.Greatest(parts) if any(isinstance(part, e.Const) for part in parts):
            return False
    if e.columns_of(expr) & set(endless):
        return True
    return any(_nears_zero(den, types) for den in denominators(expr))


def _nears_zero(den: e.Expr, types: Mapping[str, Type]) -> bool:
    kind = type_of(den, types)
    return isinstance(kind, Rational) and kind.low <= 0
