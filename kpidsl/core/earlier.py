"""Figures of earlier periods: which columns they are read from, and of which type.

A column ``past:K:COLUMN`` is what ``COLUMN`` came to for the unit K periods ago, ``year:K:COLUMN`` the same where that period
lies in the year of this one; absent where there was no such period, or no figure. They are filled from earlier results, never
computed again. ``part:N:COLUMN`` is the same of the N-th period of a year, in the plan of the year. Takes columns of the core
program; reports a figure that earlier results do not hold in full (K715, K717).
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core.score_digits import composite_digits, mark_digits, points_digits, total_digits
from kpidsl.core.score_lows import may_fall
from kpidsl.core.types import COUNT, Decimal, Ordinal, Rational, Type
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span
from kpidsl.values import frozen

MOST_BACK = 36
"""How many periods an expression looks back at most."""

_KEPT = ("data:", "value:", "mark:", "points:", "total", "composite", "grade:", "place:", "reached:")
_SCORES = ("mark", "points", "total", "composite")
_OPEN_DIGITS = 6
"""Decimals of an earlier score where the policy does not say them."""
_TIMES_FULL = 10
"""An earlier score lies between 0, or as far below where a rule may take more off than there is, and so many times the full mark; another
is refused when it is read."""


@frozen
class Earlier:
    """The figure ``of`` that a unit had ``back`` periods ago, in the same year only where ``this_year``."""

    of: str
    back: int
    this_year: bool

    @property
    def key(self) -> str:
        """The column that holds it."""
        return f"{'year' if self.this_year else 'past'}:{self.back}:{self.of}"


def earlier_of(key: str) -> Earlier | None:
    """What a column holds of an earlier period; None for a column of this one."""
    kind, _, rest = key.partition(":")
    if kind not in ("past", "year"):
        return None
    back, _, of = rest.partition(":")
    return Earlier(of, int(back), kind == "year")


def part_column(number: int, of: str) -> str:
    """The column of what ``of`` came to in the ``number``-th period of the year."""
    return f"part:{number}:{of}"


def part_of(key: str) -> tuple[int, str] | None:
    """Which period of the year a column is of, and what it holds of it; None for another column."""
    kind, _, rest = key.partition(":")
    number, _, of = rest.partition(":")
    return (int(number), of) if kind == "part" else None


def moved_back(key: str, back: int, this_year: bool) -> str:
    """The column that holds, ``back`` periods ago, what ``key`` holds now."""
    known = earlier_of(key)
    if known is None:
        return Earlier(key, back, this_year).key
    return Earlier(known.of, known.back + back, known.this_year or this_year).key


def periods_in(policy: Policy, months: Fraction) -> int | None:
    """How many periods of the policy make up so many months; None where they do not come out even."""
    own = policy.cycle.months
    count = months / own if own else Fraction(0)
    return int(count) if own and count.denominator == 1 else None


def back_of(word: str, policy: Policy) -> int | None:
    """How many periods ago 上期 and 上年同期 are; None where the policy's periods have no such one."""
    return 1 if word == "LAST_PERIOD" else policy.cycle.in_a_year or None


def type_of_earlier(
    key: str, policy: Policy, types: Mapping[str, Type], place: Span, problems: Problems
) -> Type | None:
    """The type of a column of an earlier period; None after reporting that it cannot be read."""
    known = earlier_of(key)
    assert known is not None
    if known.back > MOST_BACK:
        problems.add("K717", place, "many", (), count=known.back, most=MOST_BACK)
        return None
    kind, _, subject = known.of.partition(":")
    if not known.of.startswith(_KEPT):
        problems.add("K717", place, "kept")
        return None
    if kind in _SCORES:
        digits, most = _score_digits(kind, subject, policy, types), policy.full * _TIMES_FULL
        low = -most if may_fall(kind, subject, policy) else Fraction(0)
        return Decimal(_OPEN_DIGITS if digits is None else digits, low, most)
    if kind == "grade":
        scale = policy.scale(subject)
        return Ordinal(scale.grades) if scale else None
    if kind == "place":
        return COUNT
    if kind == "reached":
        return Decimal(0, Fraction(0), Fraction(1))
    found = types.get(known.of)
    if isinstance(found, Rational):
        problems.add("K715", place, "", (), name=subject.rpartition("·")[2])
        return None
    return found


def _score_digits(kind: str, subject: str, policy: Policy, types: Mapping[str, Type]) -> int | None:
    match kind:
        case "mark":
            entered = types.get(f"entered:{subject}")
            return mark_digits(policy, subject, entered.digits if isinstance(entered, Decimal) else None)
        case "points":
            return points_digits(policy)
        case "total":
            return total_digits(policy)
        case _:
            return composite_digits(policy)
