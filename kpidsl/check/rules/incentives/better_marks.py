"""A better value of a figure never lowers the mark.

Which way is better says the direction of the indicator, else its target; of a place, the smaller; of a scale, the better level. Where
nothing says, a mark that falls and then rises again is not meant either way.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise

from kpidsl.check import reported
from kpidsl.check.pieces import Piece
from kpidsl.check.shapes import Shape, shapes
from kpidsl.check.words import counted
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy

Drop = tuple[Fraction, Fraction]
"""A value, and a better one with a lower mark."""


def better_marks(policy: Policy, core: Core, problems: Problems) -> None:
    """K740 (warning), once for each rule of scoring: the greatest fall, with two values and their marks."""
    sound: dict[str, bool | None] = {}
    for shape in shapes(policy, core):
        if shape.rule.entered:
            continue
        found = None if shape.figure is None else _fall(shape) if shape.better is not None else _valley(shape)
        known = sound.get(shape.leaf.key, True)
        sound[shape.leaf.key] = False if found else known if _is_decided(shape) or known is False else None
        if found and shape.figure and not reported.within(problems, policy.area_of(shape.leaf.family), "K640"):
            variant = "valley" if shape.better is None else ""
            if not variant or not _has_target(policy, shape):
                problems.add(
                    "K740", shape.rule.place, variant, (), name=shape.leaf.key, **shape.figure.named(), **found
                )
    _hold(sound, problems)


def _is_decided(shape: Shape) -> bool:
    """Whether a fall would have been seen."""
    ways = [piece.curve.way for piece in shape.pieces if piece.curve is not None]
    return shape.better is not None and bool(ways) and None not in ways


def _hold(sound: Mapping[str, bool | None], problems: Problems) -> None:
    """Of how many indicators it is sure that no better value costs points, and which have not been looked at."""
    left = [name for name, holds in sound.items() if holds is None]
    good = sum(holds is True for holds in sound.values())
    if good and not left and good == len(sound):
        problems.hold("K740", None, "", count=good)
    elif left:
        problems.hold(
            "K740", None, "some_hold" if good else "none_hold", count=len(sound), good=good, **counted("names", left)
        )


def _has_target(policy: Policy, shape: Shape) -> bool:
    return any(set(shape.classes) & set(target.classes) for target in policy.family(shape.leaf.family).targets)


def _fall(shape: Shape) -> dict[str, object] | None:
    """The words of the greatest fall; None where the mark never falls."""
    assert shape.figure is not None
    found = max(_drops(shape), key=lambda drop: _lost(shape, drop), default=None)
    if found is None:
        return None
    worse, better = found
    low, high = shape.at(worse), shape.at(better)
    assert low is not None
    assert high is not None
    return {
        **shape.figure.words("worse", worse), **shape.figure.words("better", better), "at_worse": plain(low),
        "at_better": plain(high), "lost": plain(low - high),
    }  # fmt: skip


def _lost(shape: Shape, drop: Drop) -> Fraction:
    worse, better = shape.at(drop[0]), shape.at(drop[1])
    return Fraction(0) if worse is None or better is None else worse - better


def _drops(shape: Shape) -> Iterator[Drop]:
    """Pairs that show a fall: within each piece that may go the wrong way, and where two pieces meet."""
    assert shape.figure is not None
    for piece in shape.pieces:
        way = _wanted(shape, piece.low, piece.high)
        if piece.curve is not None and way and piece.curve.way == -way:
            step = shape.step or Fraction(0)
            lows = [piece.low - step, piece.low, *inside(shape, piece, piece.low, 1)]
            highs = [piece.high, *inside(shape, piece, piece.high, -1), piece.high + step]
            near = [low + 10 * shape.figure.scale for low in (piece.low, piece.low - step)]
            yield from _shown(shape, lows, [*(value for value in near if piece.holds(value)), *highs])
    for one, other in pairwise(shape.pieces):
        if one.curve is None or other.curve is None:
            continue
        gap = other.first - one.last
        if gap and gap * (_wanted(shape, one.low, one.high) or _wanted(shape, other.low, other.high) or -gap) < 0:
            lows, highs = list(inside(shape, one, one.high, -1)), list(inside(shape, other, other.low, 1))
            yield from _shown(shape, lows, highs)


def _wanted(shape: Shape, low: Fraction, high: Fraction) -> int:
    """1 where more is better all the way from ``low`` to ``high``, -1 where less is, 0 where neither."""
    better = shape.better
    assert better is not None
    if better.low is not None and high <= better.low:
        return 1
    return -1 if better.high is not None and low >= better.high else 0


def inside(shape: Shape, piece: Piece, end: Fraction, side: int) -> Iterator[Fraction]:
    """Values at an end of a piece, ``side`` being the way into it: the end itself, or ones beside it that an author would write."""
    assert shape.figure is not None
    return piece.inside(end, side, shape.figure.steps())


def _shown(shape: Shape, lows: Sequence[Fraction], highs: Sequence[Fraction]) -> Iterator[Drop]:
    """The first pair of which the better one has the lower mark."""
    pairs = ((low, high, _wanted(shape, low, high)) for low in lows for high in highs if low < high)
    drops = ((low, high) if way > 0 else (high, low) for low, high, way in pairs if way)
    yield from islice((drop for drop in drops if _lost(shape, drop) > 0), 1)


def _valley(shape: Shape) -> dict[str, object] | None:
    """The words for a mark that falls as the figure grows, and then rises again; None where it does not."""
    assert shape.figure is not None
    if len(shape.pieces) < 2 or shape.figure.levels:
        return None
    ends = (
        (piece, end, side)
        for piece in shape.pieces
        if piece.curve is not None
        for end, side in ((piece.low, 1), (piece.high, -1))
    )
    values = [next(inside(shape, piece, end, side), None) for piece, end, side in ends]
    course = [(value, mark) for value in values if value is not None and (mark := shape.at(value)) is not None]
    lowest = max(range(len(course)), key=lambda at: _depth(course, at), default=None)
    if lowest is None or _depth(course, lowest) <= 0:
        return None
    before = max(course[:lowest], key=lambda point: point[1])
    after = max(course[lowest:], key=lambda point: point[1])
    words: dict[str, object] = {}
    for name, (value, mark) in (("before", before), ("lowest", course[lowest]), ("after", after)):
        words |= {**shape.figure.words(name, value), f"at_{name}": plain(mark)}
    return words


def _depth(course: Sequence[tuple[Fraction, Fraction]], at: int) -> Fraction:
    """How far a point lies below the lower of the highest ones on both sides of it."""
    before, after = (max((mark for _, mark in side), default=course[at][1]) for side in (course[:at], course[at:]))
    return min(before, after) - course[at][1]
