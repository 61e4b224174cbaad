"""Types of core expressions, by interval analysis.

Takes an expression and the types of the columns it reads; gives the type of its value with proven bounds. Never looks
at data. The bounds are what later proves that integers of a given width cannot overflow.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import prod

from kpidsl.core import expr as e
from kpidsl.core.irrational import LOGARITHM, rounded_value
from kpidsl.values import frozen


@frozen
class Decimal:
    """A decimal in base units: ``value × 10**digits`` is an integer, and ``low ≤ value ≤ high``."""

    digits: int
    low: Fraction
    high: Fraction


@frozen
class Rational:
    """An exact quotient whose decimals may never end; ``low ≤ value ≤ high``.

    The value is a whole number of n-ths for some n ≤ ``parts``, so a positive one is at least 1 ÷ parts.
    """

    low: Fraction
    high: Fraction
    parts: Fraction


@frozen
class Bool:
    """True or false."""


@frozen
class Text:
    """A name; only ``Among`` reads it."""


@frozen
class Ordinal:
    """An ordered scale, best first; the value is the position on it, 0 the best."""

    scale: tuple[str, ...]


@frozen
class Absent:
    """The type of ``Null``: joins with any other."""


Type = Decimal | Rational | Bool | Text | Ordinal | Absent
Number = Decimal | Rational

COUNT = Decimal(0, Fraction(0), Fraction(10**9))
FLAG = Decimal(0, Fraction(0), Fraction(9))


def type_of(expr: e.Expr, columns: Mapping[str, Type]) -> Type:
    """The type of ``expr``; ``columns`` gives the type of each column by key."""
    match expr:
        case e.Const(value):
            digits = e.decimal_digits(value)
            return (
                Rational(value, value, Fraction(value.denominator)) if digits is None else Decimal(digits, value, value)
            )
        case e.Col(key):
            return columns[key]
        case e.Null():
            return Absent()
        case e.Cmp() | e.And() | e.Or() | e.Not() | e.Present() | e.Among():
            return Bool()
        case e.Case(arms, default):
            return join(*(type_of(value, columns) for _, value in arms), type_of(default, columns))
        case _:
            return _number(expr, columns)


def bounds(kind: Type) -> tuple[Fraction, Fraction]:
    """The interval of a number or of the positions of an ordinal."""
    match kind:
        case Decimal(_, low, high) | Rational(low, high):
            return low, high
        case Ordinal(scale):
            return Fraction(0), Fraction(len(scale) - 1)
        case _:
            return Fraction(0), Fraction(0)


def join(*kinds: Type) -> Type:
    """The smallest type that holds the values of all."""
    known = [kind for kind in kinds if not isinstance(kind, Absent)]
    if not known:
        return Absent()
    if not isinstance(known[0], (Decimal, Rational)):
        return known[0]
    low = min(bounds(kind)[0] for kind in known)
    high = max(bounds(kind)[1] for kind in known)
    return _either(_most_digits(known), low, high, _parts_of_one, known)


def _number(expr: e.Expr, columns: Mapping[str, Type]) -> Number:
    parts = [type_of(part, columns) for part in e.children(expr)]
    intervals = [bounds(part) for part in parts]
    lows, highs = [low for low, _ in intervals], [high for _, high in intervals]
    match expr:
        case e.Add():
            return _either(_most_digits(parts), sum(lows, Fraction()), sum(highs, Fraction()), _parts_of_all, parts)
        case e.Least():
            return _either(_most_digits(parts), min(lows), min(highs), _parts_of_one, parts)
        case e.Greatest():
            return _either(_most_digits(parts), max(lows), max(highs), _parts_of_one, parts)
        case e.Mul():
            digits = [_digits(part) for part in parts]
            total = None if None in digits else sum(d for d in digits if d is not None)
            return _either(total, *_product(intervals), _parts_of_all, parts)
        case e.Div():
            return Rational(*_quotient(intervals[0], parts[1]), max(highs[1], Fraction(1)) * _parts_of_all(parts))
        case e.Round(_, digits_, _):
            unit = Fraction(1, 10**digits_)
            return Decimal(digits_, _down(lows[0], unit), -_down(-highs[0], unit))
        case e.Irrational():
            return _irrational(expr, parts)
        case _:
            raise TypeError(f"not a number: {expr}")


def _irrational(expr: e.Irrational, parts: Sequence[Type]) -> Decimal:
    """Each of these functions only rises or only falls, so its bounds are its values at the ends, as far as it has any."""
    has_zero = expr.word != LOGARITHM and (expr.by or 0) > 0
    ends = []
    for end in (0, 1):
        numbers = [max(bounds(part)[end], Fraction(0) if has_zero else 1 / _parts(part)) for part in parts]
        ends.append(rounded_value(expr.word, numbers, expr.by, expr.digits, expr.mode) or Fraction(0))
    return Decimal(expr.digits, min(ends), max(ends))


def _down(value: Fraction, unit: Fraction) -> Fraction:
    return (value // unit) * unit


def _product(intervals: list[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    low = high = Fraction(1)
    for a, b in intervals:
        if low.numerator >= 0 and a.numerator >= 0:
            low, high = low * a, high * b
        else:
            corners = (low * a, low * b, high * a, high * b)
            low, high = min(corners), max(corners)
    return low, high


def _quotient(num: tuple[Fraction, Fraction], den: Type) -> tuple[Fraction, Fraction]:
    low, high = bounds(den)
    low = max(low, 1 / _parts(den))
    high = max(high, low)
    corners = (num[0] / low, num[0] / high, num[1] / low, num[1] / high)
    return min(corners), max(corners)


def _parts(kind: Type) -> Fraction:
    """The largest n for which a value may be a whole number of n-ths and of no larger parts."""
    match kind:
        case Decimal(digits):
            return Fraction(10**digits)
        case Rational(_, _, parts):
            return parts
        case _:
            return Fraction(1)


def _digits(kind: Type) -> int | None:
    match kind:
        case Decimal(digits):
            return digits
        case Ordinal():
            return 0
        case _:
            return None


def _parts_of_all(kinds: Iterable[Type]) -> Fraction:
    """The parts of a sum or a product."""
    return prod(map(_parts, kinds), start=Fraction(1))


def _parts_of_one(kinds: Iterable[Type]) -> Fraction:
    """The parts of one of several values."""
    return max(map(_parts, kinds))


def _most_digits(kinds: Sequence[Type]) -> int | None:
    digits = [_digits(kind) for kind in kinds]
    return None if None in digits else max((d for d in digits if d is not None), default=0)


def _either(
    digits: int | None, low: Fraction, high: Fraction, parts: Callable[[Sequence[Type]], Fraction], of: Sequence[Type]
) -> Number:
    """A decimal where its digits are known, else a quotient whose parts follow from the types it is made of."""
    return Rational(low, high, parts(of)) if digits is None else Decimal(digits, low, high)
