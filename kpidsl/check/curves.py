"""Curves of one number: a line, with staircases and shares added to it.

Takes and gives exact numbers. A staircase is a line brought to so many decimals, a share a number divided by a line. What is none
of these raises `NotPiecewise`, which `pieces` turns into “not decided”.
"""

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from kpidsl.core.expr import Rounding
from kpidsl.core.rounding import round_to
from kpidsl.values import field, frozen

ZERO, ONE = Fraction(0), Fraction(1)


class NotPiecewise(Exception):  # noqa: N818 - no fault: what is asked for is not known
    """What is asked for is no sum of lines, staircases and shares, or cannot be told exactly."""


@frozen
class Stair:
    """``factor × (slope × x + offset)`` brought to ``digits``, before it is multiplied."""

    factor: Fraction
    slope: Fraction
    offset: Fraction
    digits: int
    mode: Rounding

    def at(self, x: Fraction) -> Fraction:
        """The value at x."""
        return self.factor * round_to(self.slope * x + self.offset, self.digits, self.mode)

    def beside(self, x: Fraction, side: int) -> Fraction:
        """The value just above (``side`` 1) or just below x."""
        y, half = self.slope * x + self.offset, Fraction(1, 2 * 10**self.digits)
        upward = side * self.slope > 0
        edge = (y // half + 1) * half if upward else (-(-y // half) - 1) * half
        return self.factor * round_to((y + edge) / 2, self.digits, self.mode)

    @property
    def rise(self) -> Fraction:
        """How much one stair is; negative where it falls as x grows."""
        return self.factor * Fraction(1, 10**self.digits) * (1 if self.slope > 0 else -1)


@frozen
class Share:
    """``factor ÷ (slope × x + offset)``, where the denominator is positive."""

    factor: Fraction
    slope: Fraction
    offset: Fraction

    def at(self, x: Fraction) -> Fraction:
        """The value at x; without end where the denominator comes near to 0."""
        below = self.slope * x + self.offset
        if below <= 0:
            raise NotPiecewise
        return self.factor / below


@frozen
class Curve:
    """``slope × x + offset`` and all staircases and shares."""

    slope: Fraction
    offset: Fraction
    stairs: tuple[Stair, ...] = field(factory=tuple)
    shares: tuple[Share, ...] = field(factory=tuple)

    def at(self, x: Fraction) -> Fraction:
        """The value at x."""
        line = self.slope * x + self.offset if self.slope else self.offset
        if self.is_line:
            return line
        stairs, shares = (stair.at(x) for stair in self.stairs), (share.at(x) for share in self.shares)
        return sum((*stairs, *shares), line)

    def beside(self, x: Fraction, side: int) -> Fraction:
        """What the value comes near to above (``side`` 1) or below x."""
        if self.is_line:
            return self.at(x)
        stairs, shares = (stair.beside(x, side) for stair in self.stairs), (share.at(x) for share in self.shares)
        return sum((*stairs, *shares), self.slope * x + self.offset)

    def fits(self, x: Fraction, value: Fraction) -> bool:
        """Whether the curve has that value at x."""
        try:
            return self.at(x) == value
        except NotPiecewise:
            return False

    @property
    def is_constant(self) -> bool:
        """Whether it is one number."""
        return not (self.slope or self.stairs or self.shares)

    @property
    def is_line(self) -> bool:
        """Whether it has neither staircases nor shares."""
        return not (self.stairs or self.shares)

    @property
    def way(self) -> int | None:
        """1 where it rises, or stays; -1 where it falls, or stays; 0 where it is one number; None where that is not known."""
        ways = {_sign(self.slope), *(_sign(stair.rise) for stair in self.stairs)}
        ways |= {_sign(-share.factor * share.slope) for share in self.shares}
        ways -= {0}
        return None if len(ways) > 1 else ways.pop() if ways else 0

    def less(self, other: "Curve") -> "Curve":
        """The difference."""
        return sum_of((self, other.times(Fraction(-1))))

    def times(self, factor: Fraction) -> "Curve":
        """So many times the curve."""
        if factor == 0:
            return Curve(ZERO, ZERO)
        if self.is_line:
            return Curve(self.slope * factor, self.offset * factor)
        return Curve(
            self.slope * factor,
            self.offset * factor,
            tuple(evolve(stair, factor=stair.factor * factor) for stair in self.stairs),
            tuple(evolve(share, factor=share.factor * factor) for share in self.shares),
        )

    def over(self, below: "Curve") -> "Curve":
        """The quotient, where the denominator is positive."""
        if below.is_constant:
            return self.times(1 / below.offset)
        if not (self.is_line and below.is_line):
            raise NotPiecewise
        whole = self.slope / below.slope
        rest = self.offset - whole * below.offset
        return Curve(ZERO, whole, (), (Share(rest, below.slope, below.offset),) if rest else ())

    def rounded(self, digits: int, mode: Rounding) -> "Curve":
        """Brought to so many decimals."""
        if self.is_constant:
            return Curve(ZERO, round_to(self.offset, digits, mode))
        if not self.is_line:
            raise NotPiecewise
        return Curve(ZERO, ZERO, (Stair(Fraction(1), self.slope, self.offset, digits, mode),))


def sum_of(curves: Sequence[Curve]) -> Curve:
    """The sum; the same staircase added and taken off is none."""
    slope, offset = ZERO, ZERO
    for curve in curves:
        slope, offset = slope + curve.slope if curve.slope else slope, offset + curve.offset if curve.offset else offset
    if all(curve.is_line for curve in curves):
        return Curve(slope, offset)
    stairs: dict[Stair, Fraction] = {}
    shares: dict[Share, Fraction] = {}
    for curve in curves:
        for stair in curve.stairs:
            key = evolve(stair, factor=ONE)
            stairs[key] = stairs.get(key, ZERO) + stair.factor
        for share in curve.shares:
            bare = evolve(share, factor=ONE)
            shares[bare] = shares.get(bare, ZERO) + share.factor
    return Curve(
        slope,
        offset,
        tuple(evolve(key, factor=factor) for key, factor in stairs.items() if factor),
        tuple(evolve(key, factor=factor) for key, factor in shares.items() if factor),
    )


def product_of(curves: Sequence[Curve]) -> Curve:
    """The product, of which one factor at most is no number."""
    factor, moving = ONE, Curve(ZERO, ONE)
    for curve in curves:
        if curve.is_constant:
            factor *= curve.offset
        elif moving.is_constant:
            moving = curve
        else:
            raise NotPiecewise
    return moving.times(factor)


Cut = tuple[Fraction, int]
"""A place between numbers: just below a number (0) or just above it (1)."""
BELOW, ABOVE = 0, 1
Signs = tuple[list[Cut], list[int]]
"""The signs of a curve from one cut to another: the cuts between, and a sign more than there are cuts."""


def signs(curve: Curve, low: Cut, high: Cut) -> Signs:
    """Where a curve is above, at and below 0 between two cuts."""
    if curve.is_constant:
        return [], [_sign(curve.offset)]
    if curve.is_line:
        return _around(-curve.offset / curve.slope, _sign(curve.slope), low, high)
    if len(curve.stairs) == 1 and not curve.slope and not curve.shares:
        return _stair_signs(curve.stairs[0], curve.offset, low, high)
    if len(curve.shares) == 1 and not curve.slope and not curve.stairs and curve.offset:
        share = curve.shares[0]
        below = -share.factor / curve.offset
        if below > 0:
            return _around((below - share.offset) / share.slope, _sign(-share.factor * share.slope), low, high)
    return _by_its_ends(curve, low, high)


def starting(curve: Curve, low: Cut) -> Fraction:
    """The value just above a cut, or what it comes near to there."""
    return curve.at(low[0]) if low[1] == BELOW else curve.beside(low[0], 1)


def ending(curve: Curve, high: Cut) -> Fraction:
    """The value just below a cut, or what it comes near to there."""
    return curve.at(high[0]) if high[1] == ABOVE else curve.beside(high[0], -1)


def _by_its_ends(curve: Curve, low: Cut, high: Cut) -> Signs:
    """A curve that only rises or only falls and is not on both sides of 0."""
    ends = {_sign(starting(curve, low)), _sign(ending(curve, high))}
    if low[0] == high[0]:
        return [], [ends.pop()]
    if curve.way is None or len(ends) > 1 or ends == {0}:
        raise NotPiecewise
    return [], [ends.pop()]


def _around(root: Fraction, above: int, low: Cut, high: Cut) -> Signs:
    """The signs of what is 0 at ``root`` alone and has the sign ``above`` beyond it."""
    return _between([(root, BELOW), (root, ABOVE)], [-above, 0, above], low, high)


def _between(cuts: list[Cut], values: list[int], low: Cut, high: Cut) -> Signs:
    """Only what lies between two cuts."""
    first = sum(cut <= low for cut in cuts)
    last = sum(cut < high for cut in cuts)
    return cuts[first:last], values[first : last + 1]


def _stair_signs(stair: Stair, offset: Fraction, low: Cut, high: Cut) -> Signs:
    """The signs of a staircase and a number: it changes where the staircase passes what takes the number to 0."""
    unit = Fraction(1, 10**stair.digits)
    wanted = -offset / stair.factor
    reached = -(-wanted // unit) * unit
    above = _sign(stair.factor)
    if reached == wanted:
        cuts, values = [_cut(reached, stair), _cut(reached + unit, stair)], [-above, 0, above]
    else:
        cuts, values = [_cut(reached, stair)], [-above, above]
    if stair.slope < 0:
        cuts, values = cuts[::-1], values[::-1]
    return _between(cuts, values, low, high)


def _cut(value: Fraction, stair: Stair) -> Cut:
    """Where a staircase comes to a value of its own, on the way up."""
    unit = Fraction(1, 10**stair.digits)
    match stair.mode:
        case Rounding.TRUNCATE:
            edge, is_in = (value, True) if value > 0 else (value - unit, False)
        case Rounding.UP:
            edge, is_in = (value - unit, False) if value > 0 else (value, True)
        case Rounding.HALF_UP:
            edge, is_in = value - unit / 2, value > 0
        case Rounding.HALF_EVEN:
            edge, is_in = value - unit / 2, (value / unit) % 2 == 0
    x = (edge - stair.offset) / stair.slope
    return x, BELOW if is_in == (stair.slope > 0) else ABOVE


def _sign(value: Fraction) -> int:
    return (value.numerator > 0) - (value.numerator < 0)
