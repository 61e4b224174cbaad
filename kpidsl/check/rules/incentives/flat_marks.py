"""A stretch of a figure, between marks that move with it, over which the mark does not move.

At the least and the greatest mark there is nothing more to lose or to win; tiers are flat by nature, and a dead band says so.
"""

from fractions import Fraction
from itertools import pairwise

from kpidsl.check.pieces import Piece
from kpidsl.check.rules.incentives.better_marks import inside
from kpidsl.check.shapes import Shape, shapes
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def flat_marks(policy: Policy, core: Core, problems: Problems) -> None:
    """K742 (note), for each such stretch."""
    for shape in shapes(policy, core):
        if shape.figure is None or _has_dead_band(shape):
            continue
        for (before, piece), (_, after) in pairwise(pairwise(shape.pieces)):
            if _is_flat(shape, before, piece, after):
                _report(shape, before, piece, problems)


def _has_dead_band(shape: Shape) -> bool:
    own = (scoring for scoring in shape.leaf.scoring if scoring.place == shape.rule.place)
    return any(form.word == "DEAD_BAND" for scoring in own for form in scoring.forms)


def _is_flat(shape: Shape, before: Piece, piece: Piece, after: Piece) -> bool:
    """Whether the mark stays on a piece and goes on from it on both sides, without a jump."""
    if before.curve is None or piece.curve is None or after.curve is None or not piece.curve.is_constant:
        return False
    is_between = shape.low < piece.first < shape.high and piece.low < piece.high
    if not is_between or before.curve.is_constant or after.curve.is_constant:
        return False
    jumps = (piece.first - before.last, piece.first - before.curve.at(piece.low)), (
        after.first - piece.last, after.curve.at(piece.high) - piece.last,
    )  # fmt: skip
    # where the figure goes in steps, its pieces do not touch: the next one begins a step further, or goes on from the end
    return all(_step(beside) >= min(map(abs, each)) for beside, each in zip((before, after), jumps, strict=True))


def _step(piece: Piece) -> Fraction:
    """What a staircase jumps by anyway."""
    return max((abs(stair.rise) for stair in piece.curve.stairs), default=Fraction(0)) if piece.curve else Fraction(0)


def _report(shape: Shape, before: Piece, piece: Piece, problems: Problems) -> None:
    assert shape.figure is not None
    is_met = shape.at(before.high) == piece.first
    low, high = before.high if is_met else _end(shape, piece, piece.low, 1), _end(shape, piece, piece.high, -1)
    if low is None or high is None or low >= high:
        return
    problems.add(
        "K742", shape.rule.place, "", (), name=shape.leaf.key, **shape.figure.named(), **shape.figure.words("low", low),
        **shape.figure.words("high", high), at=plain(piece.first),
    )  # fmt: skip


def _end(shape: Shape, piece: Piece, end: Fraction, side: int) -> Fraction | None:
    """The end itself where it still has the same mark."""
    return end if shape.at(end) == piece.first else next(inside(shape, piece, end, side), None)
