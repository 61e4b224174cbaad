"""Whether a statement can hold or fail at all, by the declared ranges.

Takes a core expression and the types of its columns; gives True (always), False (never) or None. Decides by intervals
only: None says nothing. Absent values are left aside: a statement that always holds does so wherever its data are reported.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from kpidsl.check.implied import denied, implies
from kpidsl.core import expr as e
from kpidsl.core.types import Decimal, Ordinal, Rational, Type, bounds, type_of

Interval = tuple[Fraction, Fraction]


def verdict(expr: e.Expr, columns: Mapping[str, Type]) -> bool | None:
    """Always, never, or undecided."""
    match expr:
        case e.And(args):
            return _all([verdict(arg, columns) for arg in args]) if not _meet_nowhere(args) else False
        case e.Or(args):
            parts = [_opposite(verdict(arg, columns)) for arg in args]
            return _opposite(_all(parts)) if not _meet_nowhere([denied(arg) for arg in args]) else True
        case e.Not(arg):
            return _opposite(verdict(arg, columns))
        case e.Cmp(op, left, right) if e.columns_of(expr) <= columns.keys():
            return _compared(op, type_of(left, columns), type_of(right, columns))
        case _:
            return None


def _meet_nowhere(args: Sequence[e.Expr]) -> bool:
    """Whether two of them never hold together: ``x ≥ 95`` and ``x ≤ 90``."""
    compared = [arg for arg in args if isinstance(arg, e.Cmp)]
    return any(implies(one, denied(other)) for one, other in combinations(compared, 2))


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _opposite(part: bool | None) -> bool | None:
    return None if part is None else not part


def _compared(op: str, left: Type, right: Type) -> bool | None:
    numbers = (Decimal, Rational, Ordinal)
    if not isinstance(left, numbers) or not isinstance(right, numbers):
        return None
    one, other = bounds(left), bounds(right)
    match op:
        case ">":
            return _above(one, other)
        case ">=":
            return _opposite(_above(other, one))
        case "<":
            return _above(other, one)
        case "<=":
            return _opposite(_above(one, other))
        case "=":
            return _equal(left, right)
        case _:
            return _opposite(_equal(left, right))


def _above(one: Interval, other: Interval) -> bool | None:
    if one[0] > other[1]:
        return True
    return False if one[1] <= other[0] else None


def _equal(left: Type, right: Type) -> bool | None:
    one, other = bounds(left), bounds(right)
    if one[0] > other[1] or other[0] > one[1]:
        return False
    if one[0] == one[1] == other[0] == other[1]:
        return True
    return False if _off_grid(left, other) or _off_grid(right, one) else None


def _off_grid(kind: Type, value: Interval) -> bool:
    """Whether a single value has more decimals than the values of ``kind``."""
    digits = kind.digits if isinstance(kind, Decimal) else 0 if isinstance(kind, Ordinal) else None
    return digits is not None and value[0] == value[1] and (value[0] * 10**digits).denominator != 1
