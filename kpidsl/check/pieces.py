"""Functions of one number, exactly: the range of the number in stretches, on each of them a `Curve`.

Takes a core expression over one column and the range of that column; gives the pieces it is made of, or None where it is not made of
lines, staircases and shares of one number. Nothing is sampled: where a piece ends is worked out from what is compared there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from kpidsl.check.curves import (
    ABOVE,
    BELOW,
    ONE,
    ZERO,
    Curve,
    Cut,
    NotPiecewise,
    ending,
    product_of,
    signs,
    starting,
    sum_of,
)
from kpidsl.core import expr as e
from kpidsl.values import frozen

Value = Curve | bool | None
"""A number, whether something holds, or nothing."""


@frozen
class Piece:
    """What a function is from ``low`` to ``high``; an end is in the piece where it says so."""

    low: Fraction
    high: Fraction
    low_in: bool
    high_in: bool
    curve: Curve | None

    @property
    def first(self) -> Fraction:
        """The value at the lower end, or what it comes near to there."""
        assert self.curve is not None
        return starting(self.curve, (self.low, BELOW if self.low_in else ABOVE))

    @property
    def last(self) -> Fraction:
        """The value at the upper end, or what it comes near to there."""
        assert self.curve is not None
        return ending(self.curve, (self.high, ABOVE if self.high_in else BELOW))

    def holds(self, value: Fraction) -> bool:
        """Whether a number lies in the piece."""
        above = self.low < value or (self.low_in and value == self.low)
        return above and (value < self.high or (self.high_in and value == self.high))

    def inside(self, end: Fraction, side: int, steps: Iterable[Fraction]) -> Iterator[Fraction]:
        """Values at an end, ``side`` being the way into the piece: multiples of ever smaller steps beside it, and the end itself."""
        for step in steps:
            value = (-(-end // step) if side > 0 else end // step) * step
            if self.holds(value):
                yield value
            elif self.holds(value + side * step):
                yield value + side * step
        if self.holds(end):
            yield end


@frozen
class Asked:
    """The column that a function is of, its range, and the classes it is asked for."""

    key: str
    low: Fraction
    high: Fraction
    classes: tuple[str, ...]

    @property
    def ends(self) -> tuple[Cut, Cut]:
        """The cuts around the whole range."""
        return (self.low, BELOW), (self.high, ABOVE)


@frozen
class _Parts:
    """What an expression is between cuts: a value more than there are cuts."""

    cuts: Sequence[Cut]
    values: Sequence[Value]


def pieces_of(expr: e.Expr, asked: Asked, step: Fraction | None) -> tuple[Piece, ...] | None:
    """The function in order; with a ``step`` only whole multiples of it count. None where it is no such function."""
    if asked.low > asked.high:  # a range written the wrong way round was reported
        return None
    try:
        parts = _parts(expr, asked)
        found = [
            piece
            for low, high, value in _stretches(parts, asked)
            if (piece := _piece(low, high, value, step)) is not None
        ]
        return tuple(_joined(found))
    except NotPiecewise:
        return None


def truth_of(expr: e.Expr, asked: Asked) -> tuple[tuple[Cut, Cut], ...] | None:
    """The stretches on which a statement holds; None where that is not known."""
    if asked.low > asked.high:
        return None
    try:
        parts = _parts(expr, asked)
    except NotPiecewise:
        return None
    return tuple((low, high) for low, high, value in _stretches(_tidy(parts), asked) if value is True)


def _stretches(parts: _Parts, asked: Asked) -> Iterator[tuple[Cut, Cut, Value]]:
    low, high = asked.ends
    for cut, value in zip((*parts.cuts, high), parts.values, strict=True):
        yield low, cut, value
        low = cut


def _piece(low: Cut, high: Cut, value: Value, step: Fraction | None) -> Piece | None:
    """A part as it counts; nothing where no multiple of the step lies in it."""
    curve = value if isinstance(value, Curve) else None
    low_in, high_in = low[1] == BELOW, high[1] == ABOVE
    if step is None:
        return Piece(low[0], high[0], low_in, high_in, curve)
    first, last = -(-low[0] // step), high[0] // step
    first += not low_in and first * step == low[0]
    last -= not high_in and last * step == high[0]
    return Piece(first * step, last * step, True, True, curve) if first <= last else None


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces that go on where the one before ends are one."""
    now: Piece | None = None
    for piece in found:
        curve = None if now is None else _common(now, piece)
        if now is not None and (curve is not None or (now.curve is None and piece.curve is None)):
            now = Piece(now.low, piece.high, now.low_in, piece.high_in, curve)
            continue
        if now is not None:
            yield now
        now = piece
    if now is not None:
        yield now


def _common(one: Piece, other: Piece) -> Curve | None:
    """The curve that both are on: the same, or one of them is a point that lies on the other's."""
    if one.curve is None or other.curve is None:
        return None
    if one.curve == other.curve:
        return one.curve
    if one.low == one.high and other.curve.fits(one.low, one.first):
        return other.curve
    if other.low == other.high and one.curve.fits(other.low, other.first):
        return one.curve
    return None


def _parts(expr: e.Expr, asked: Asked) -> _Parts:
    match expr:
        case e.Const(value):
            return _Parts((), (Curve(ZERO, value),))
        case e.Col(key):
            if key != asked.key:
                raise NotPiecewise
            return _Parts((), (Curve(ONE, ZERO),))
        case e.Null():
            return _Parts((), (None,))
        case e.Present(key):
            return _Parts((), (True,))
        case e.Among("class", texts):
            return _Parts((), (_are_among(asked.classes, texts),))
        case e.Case():
            return _case(expr, asked)
        case e.Least(args) | e.Greatest(args):
            side = -1 if isinstance(expr, e.Least) else 1
            found = _parts(args[0], asked)
            for arg in args[1:]:
                found = _mapped([found, _parts(arg, asked)], asked, _picked(side))
            return found
        case e.Irrational() | e.Among():
            raise NotPiecewise
        case _:
            return _mapped([_parts(part, asked) for part in e.children(expr)], asked, _operation(expr))


def _are_among(classes: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    within = [name in texts for name in classes]
    if any(within) and not all(within):
        raise NotPiecewise
    return any(within)


Operation = Callable[[tuple[Value, ...], Cut, Cut], tuple[Sequence[Cut], Sequence[Value]]]
"""What comes of the values of several parts between two cuts: with further cuts where it changes between them."""


def _mapped(several: Sequence[_Parts], asked: Asked, operation: Operation) -> _Parts:
    cuts: list[Cut] = []
    values: list[Value] = []
    low, last = asked.ends
    for high, own in _together(several, last):
        inner, found = operation(own, low, high)
        cuts += inner
        values += found
        if high is not last:
            cuts.append(high)
        low = high
    return _tidy(_Parts(cuts, values))


def _together(several: Sequence[_Parts], last: Cut) -> Iterator[tuple[Cut, tuple[Value, ...]]]:
    """Stretches on which every one of several functions is one value, each by the cut that ends it."""
    moving = [parts for parts in several if parts.cuts]
    if not moving:
        yield last, tuple(parts.values[0] for parts in several)
        return
    every = sorted(cut for parts in moving for cut in parts.cuts) if len(moving) > 1 else moving[0].cuts
    at = [0] * len(several)
    before: Cut | None = None
    for high in (*every, last):
        if before is not None and high == before:
            continue
        yield high, tuple(parts.values[index] for parts, index in zip(several, at, strict=True))
        at = [
            index + (index < len(parts.cuts) and parts.cuts[index] == high)
            for parts, index in zip(several, at, strict=True)
        ]
        before = high


def _tidy(parts: _Parts) -> _Parts:
    """Without cuts between values that are the same truth, or nothing."""
    if not parts.cuts:
        return parts
    cuts: list[Cut] = []
    values: list[Value] = [parts.values[0]]
    for cut, value in zip(parts.cuts, parts.values[1:], strict=True):
        if value is not values[-1]:
            cuts.append(cut)
            values.append(value)
    return _Parts(cuts, values)


def _case(expr: e.Case, asked: Asked) -> _Parts:
    """The first arm whose condition holds; what counts nowhere is not looked at."""
    left = [asked.ends]
    found: list[tuple[Cut, Cut, Value]] = []
    for when, value in (*expr.arms, (e.TRUE, expr.default)):
        truth = _parts(when, asked)
        taken: list[tuple[Cut, Cut]] = []
        rest: list[tuple[Cut, Cut]] = []
        for low, high, holds in _stretches(truth, asked):
            (taken if holds is True else rest).append((low, high))
        counted, left = _overlap(left, taken), _overlap(left, rest)
        if counted:
            own = list(_stretches(_parts(value, asked), asked))
            found += [
                (max(low, a), min(high, b), v) for low, high in counted for a, b, v in own if max(low, a) < min(high, b)
            ]
        if not left:
            break
    found.sort(key=lambda part: part[0])
    return _tidy(_Parts([low for low, _, _ in found[1:]], [value for _, _, value in found]))


def _overlap(some: Sequence[tuple[Cut, Cut]], others: Sequence[tuple[Cut, Cut]]) -> list[tuple[Cut, Cut]]:
    """What lies in both."""
    pairs = ((max(low, a), min(high, b)) for low, high in some for a, b in others)
    return [(low, high) for low, high in pairs if low < high]


def _operation(expr: e.Expr) -> Operation:
    match expr:
        case e.And():
            return lambda values, _low, _high: ((), (all(value is True for value in values),))
        case e.Or():
            return lambda values, _low, _high: ((), (any(value is True for value in values),))
        case e.Not():
            return lambda values, _low, _high: ((), (values[0] is not True,))
        case e.Cmp(op):
            return _compared(_OPS[op])
        case e.Div():
            return _divided
        case e.Add():
            return _of_curves(sum_of)
        case e.Mul():
            return _of_curves(product_of)
        case e.Round(_, digits, mode):
            return _of_curves(lambda curves: curves[0].rounded(digits, mode))
        case _:
            raise NotPiecewise


_OPS: Mapping[str, frozenset[int]] = {
    "=": frozenset({0}), "!=": frozenset({-1, 1}), "<": frozenset({-1}), "<=": frozenset({-1, 0}), ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}  # fmt: skip
"""The signs of left less right where a comparison holds."""


def _of_curves(change: Callable[[Sequence[Curve]], Curve]) -> Operation:
    def made(values: tuple[Value, ...], _low: Cut, _high: Cut) -> tuple[Sequence[Cut], Sequence[Value]]:
        curves = [value for value in values if isinstance(value, Curve)]
        return (), (change(curves) if len(curves) == len(values) else None,)

    return made


def _compared(holding: frozenset[int]) -> Operation:
    def made(values: tuple[Value, ...], low: Cut, high: Cut) -> tuple[Sequence[Cut], Sequence[Value]]:
        left, right = values
        if not isinstance(left, Curve) or not isinstance(right, Curve):
            return (), (False,)
        cuts, found = signs(left.less(right), low, high)
        return cuts, [sign in holding for sign in found]

    return made


def _divided(values: tuple[Value, ...], low: Cut, high: Cut) -> tuple[Sequence[Cut], Sequence[Value]]:
    above, below = values
    if not isinstance(above, Curve) or not isinstance(below, Curve):
        return (), (None,)
    cuts, found = signs(below, low, high)
    return cuts, [above.over(below) if sign > 0 else None for sign in found]


def _picked(side: int) -> Operation:
    """The greater of two curves (``side`` 1), or the lesser."""

    def made(values: tuple[Value, ...], low: Cut, high: Cut) -> tuple[Sequence[Cut], Sequence[Value]]:
        one, other = values
        if not isinstance(one, Curve) or not isinstance(other, Curve):
            return (), (None,)
        cuts, found = signs(other.less(one), low, high)
        return cuts, [other if sign * side > 0 else one for sign in found]

    return made
