"""Functions of one number, exactly: the range of the number in stretches, on each of them a `Curve`.

Takes a core expression over one column and the range of that column; gives the pieces it is made of, or None where it is not made of
lines, staircases and shares of one number. Nothing is sampled: where a piece ends is worked out from what is compared there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from kpidsl.check.curves import Curve, NotPiecewise, product_of, signs, sum_of
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
        return self.curve.at(self.low) if self.low_in else self.curve.beside(self.low, 1)

    @property
    def last(self) -> Fraction:
        """The value at the upper end, or what it comes near to there."""
        assert self.curve is not None
        return self.curve.at(self.high) if self.high_in else self.curve.beside(self.high, -1)

    def holds(self, value: Fraction) -> bool:
        """Whether a number lies in the piece."""
        above = self.low < value or (self.low_in and value == self.low)
        return above and (value < self.high or (self.high_in and value == self.high))


@frozen
class _Part:
    """A point (``low`` = ``high``) or an open stretch, and what an expression is there."""

    low: Fraction
    high: Fraction
    value: Value


@frozen
class Asked:
    """The column that a function is of, and the classes it is asked for."""

    key: str
    low: Fraction
    high: Fraction
    classes: tuple[str, ...]


def pieces_of(expr: e.Expr, asked: Asked, step: Fraction | None) -> tuple[Piece, ...] | None:
    """The function in order; with a ``step`` only whole multiples of it count. None where it is no such function."""
    try:
        parts = _parts(expr, asked)
        found = [piece for part in parts if (piece := _piece(part, step)) is not None]
    except NotPiecewise:
        return None
    return tuple(_joined(found))


def truth_of(expr: e.Expr, asked: Asked) -> tuple[tuple[Fraction, Fraction, bool], ...] | None:
    """Where a statement holds, as points and open stretches in order; None where that is not known."""
    try:
        return tuple((part.low, part.high, part.value is True) for part in _parts(expr, asked))
    except NotPiecewise:
        return None


def _piece(part: _Part, step: Fraction | None) -> Piece | None:
    """A part as it counts; nothing where no multiple of the step lies in it."""
    curve = part.value if isinstance(part.value, Curve) else None
    is_point = part.low == part.high
    if step is None:
        return Piece(part.low, part.high, is_point, is_point, curve)
    low, high = part.low, part.high
    if not is_point:
        low, high = (low // step + 1) * step, (-(-high // step) - 1) * step
    return Piece(low, high, True, True, curve) if low <= high and low % step == 0 else None


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


def _parts(expr: e.Expr, asked: Asked) -> list[_Part]:
    match expr:
        case e.Const(value):
            return _everywhere(Curve(Fraction(0), value), asked)
        case e.Col(key):
            if key != asked.key:
                raise NotPiecewise
            return _everywhere(Curve(Fraction(1), Fraction(0)), asked)
        case e.Null():
            return _everywhere(None, asked)
        case e.Present(key):
            return _everywhere(True, asked)
        case e.Among("class", texts):
            return _everywhere(_are_among(asked.classes, texts), asked)
        case e.Irrational() | e.Among():
            raise NotPiecewise
        case _:
            return _combined(expr, asked)


def _are_among(classes: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    within = [name in texts for name in classes]
    if any(within) and not all(within):
        raise NotPiecewise
    return any(within)


def _everywhere(value: Value, asked: Asked) -> list[_Part]:
    low, high = asked.low, asked.high
    if low == high:
        return [_Part(low, low, _inside(value, low, low))]
    return [
        _Part(low, low, _inside(value, low, low)),
        _Part(low, high, value),
        _Part(high, high, _inside(value, high, high)),
    ]


def _inside(value: Value, low: Fraction, high: Fraction) -> Value:
    return Curve(Fraction(0), value.at(low)) if isinstance(value, Curve) and low == high else value


def _combined(expr: e.Expr, asked: Asked) -> list[_Part]:
    found: list[_Part] = []
    for low, high, values in _together([_parts(part, asked) for part in e.children(expr)], asked):
        found += _value(expr, values, low, high)
    return found


def _together(lists: Sequence[Sequence[_Part]], asked: Asked) -> Iterator[tuple[Fraction, Fraction, tuple[Value, ...]]]:
    """Stretches on which every one of several functions is one curve."""
    edges = sorted({part.low for parts in lists for part in parts} | {asked.low, asked.high})
    at = [0] * len(lists)
    for number, edge in enumerate(edges):
        for low, high in ((edge, edge), (edge, edges[number + 1])) if number + 1 < len(edges) else ((edge, edge),):
            values = []
            for which, parts in enumerate(lists):
                while not _covers(parts[at[which]], low, high):
                    at[which] += 1
                values.append(_inside(parts[at[which]].value, low, high))
            yield low, high, tuple(values)


def _covers(part: _Part, low: Fraction, high: Fraction) -> bool:
    if part.low == part.high:
        return part.low == low == high
    if low == high:
        return part.low < low < part.high
    return part.low <= low and high <= part.high


def _value(expr: e.Expr, values: tuple[Value, ...], low: Fraction, high: Fraction) -> list[_Part]:
    """What an expression is where its parts are ``values``: one part, or several where what it compares changes there."""
    match expr:
        case e.Case(arms):
            taken = next((at for at in range(len(arms)) if values[2 * at] is True), None)
            return [_Part(low, high, values[-1] if taken is None else values[2 * taken + 1])]
        case e.And():
            return [_Part(low, high, all(value is True for value in values))]
        case e.Or():
            return [_Part(low, high, any(value is True for value in values))]
        case e.Not():
            return [_Part(low, high, values[0] is not True)]
    curves = [value for value in values if isinstance(value, Curve)]
    if len(curves) < len(values):
        return [_Part(low, high, False if isinstance(expr, e.Cmp) else None)]
    match expr:
        case e.Cmp(op):
            return [_Part(a, b, _OPS[op](sign)) for a, b, sign in signs(curves[0].less(curves[1]), low, high)]
        case e.Least() | e.Greatest():
            return _picked(curves, -1 if isinstance(expr, e.Least) else 1, low, high)
        case e.Div():
            return [
                _Part(a, b, curves[0].over(curves[1]) if sign > 0 else None)
                for a, b, sign in signs(curves[1], low, high)
            ]
        case _:
            return [_Part(low, high, _arithmetic(expr, curves))]


_OPS: Mapping[str, Callable[[int], bool]] = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}
"""What a comparison says of the sign of left less right."""


def _arithmetic(expr: e.Expr, curves: Sequence[Curve]) -> Curve:
    match expr:
        case e.Add():
            return sum_of(curves)
        case e.Mul():
            return product_of(curves)
        case e.Round(_, digits, mode):
            return curves[0].rounded(digits, mode)
        case _:
            raise NotPiecewise


def _picked(curves: Sequence[Curve], side: int, low: Fraction, high: Fraction) -> list[_Part]:
    """The greatest of several curves (``side`` 1), or the least of them."""
    best: list[tuple[Fraction, Fraction, Curve]] = [(low, high, curves[0])]
    for other in curves[1:]:
        best = [
            (a, b, other if sign * side > 0 else curve)
            for from_, to, curve in best
            for a, b, sign in signs(other.less(curve), from_, to)
        ]
    return [_Part(a, b, _inside(curve, a, b)) for a, b, curve in best]
