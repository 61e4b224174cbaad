"""Figures over many rows: of other units, of the units under one, of a unit's own records.

Values only. An aggregate is a column that the plan fills before its first reader. Rows in which the value is absent do not
count; over no rows a sum and a count are 0, and a least, greatest or median value is absent. What is aggregated is a decimal
of declared digits, so that the sum is one. Earlier periods are records of a unit like any others, so looking back needs no
kind of row of its own.
"""

from fractions import Fraction

from kpidsl.core.expr import Expr, Rounding
from kpidsl.core.rounding import round_to
from kpidsl.core.types import COUNT, Decimal, Ordinal, Rational, Type
from kpidsl.values import frozen

SUM, NUMBER, LEAST, GREATEST, MEDIAN = "SUM", "COUNT", "LEAST", "GREATEST", "MEDIAN"
GEOMETRIC = "GEOMETRIC_MEAN"

MOST_UNITS = 10**7
"""How many units a month may have, which bounds the sums over units."""

PLACE = Decimal(0, Fraction(1), Fraction(MOST_UNITS))
"""The type of a place among units."""


@frozen
class Peers:
    """The units of the same group of classes; ``others``: without the unit itself. A class in no group has no value."""

    groups: tuple[tuple[str, ...], ...]
    others: bool = False


@frozen
class Inflow:
    """The units whose ``link`` leads to this one."""

    link: str


@frozen
class Rows:
    """The unit's own records in a log; columns are keyed ``row:LOG·COLUMN``."""

    log: str


Over = Peers | Inflow | Rows


@frozen
class Preceding:
    """A column of a log: how many records of the same unit stand before one.

    They are those ``among`` holds for that agree with it in the columns ``same`` and have a smaller ``order``, or the same one
    and stand earlier in the files; where ``within`` is given, by no more than so much smaller.
    """

    key: str
    log: str
    same: tuple[str, ...]
    order: Expr
    within: Expr | None
    among: Expr


@frozen
class Aggregate:
    """``op`` of the values of ``of`` in those rows ``over`` which ``where`` holds."""

    key: str
    op: str
    of: Expr
    where: Expr
    over: Over
    unit: str = ""
    """The key of the unit that the figure is read in."""
    rounding: tuple[int, Rounding] | None = None
    """The decimals of a geometric mean, and how it is brought to them."""


@frozen
class Placing:
    """The place of each unit among the units of its group that have a value ``of``, the largest first.

    It fills ``key`` with the place and ``count_key`` with how many there are. ``ties``: ``better`` or ``worse``, as of a ``Rank``.
    """

    key: str
    of: Expr
    over: Peers
    ties: str

    @property
    def count_key(self) -> str:
        """The column that counts the units of the group that have a value."""
        return f"{self.key}#count"

    @property
    def value_key(self) -> str:
        """The column of the value that is compared."""
        return f"{self.key}#of"


def aggregate_type(op: str, kind: Type, most: int, rounding: tuple[int, Rounding] | None = None) -> Type:
    """The type of an aggregate of values of ``kind`` over at most ``most`` rows."""
    match op, kind:
        case ("GEOMETRIC_MEAN", Decimal(_, low, high)) if rounding:
            return Decimal(rounding[0], round_to(low, *rounding), round_to(high, *rounding))
        case ("COUNT", _):
            return COUNT
        case ("SUM", Decimal(digits, low, high)):
            return Decimal(digits, min(low * most, Fraction(0)), max(high * most, Fraction(0)))
        case ("MEDIAN", Decimal(digits, low, high)):
            return Decimal(digits + 1, low, high)
        case (_, Decimal() | Ordinal()):
            return kind
        case (_, Rational(low, high, parts)):  # a score that is not rounded; refused before anything is computed
            return Rational(min(low * most, low), max(high * most, high), parts)
        case _:
            raise TypeError(f"{kind} has no declared digits to aggregate")
