"""A graded mark that jumps at one value by far more than it moves around it.

What is met or missed, tiers and the steps of a staircase jump by nature: only a piece on which the mark moves with the figure has a
measure that a jump at its end can be held against.
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

LEAST = Fraction(1, 5)
"""A jump of less than this share of the full mark is not worth a word."""
TIMES = 5
"""So many times what one unit of the figure, or one step, moves the mark."""


def cliffs(policy: Policy, core: Core, problems: Problems) -> None:
    """K741 (note), the greatest jump of each rule of scoring."""
    for shape in shapes(policy, core):
        if shape.figure is None or shape.figure.levels or shape.figure.kind in ("place", "entered"):
            continue
        missed = _says_what_a_miss_gets(shape)
        found = [
            (abs(other.first - one.last), one, other)
            for one, other in pairwise(shape.pieces)
            if _jumps(shape, one, other) and not (missed and (_is_fixed(one) or _is_fixed(other)))
        ]
        if found:
            _report(shape, *max(found, key=lambda jump: jump[0])[1:], problems)


def _jumps(shape: Shape, one: Piece, other: Piece) -> bool:
    if one.curve is None or other.curve is None or not (_is_graded(one) or _is_graded(other)):
        return False
    jump = abs(other.first - one.last)
    around = max(_moves(shape, one), _moves(shape, other))
    return jump >= LEAST * shape.full and jump > TIMES * around


def _says_what_a_miss_gets(shape: Shape) -> bool:
    """未达标不得分 beside points for more than the target: the jump at the target is said in so many words."""
    return any(
        form.get("missed") is not None
        for scoring in shape.leaf.scoring
        if scoring.place == shape.rule.place
        for form in scoring.forms
    )


def _is_fixed(piece: Piece) -> bool:
    return piece.curve is not None and piece.curve.is_constant


def _is_graded(piece: Piece) -> bool:
    """Whether the mark moves with the figure here, and not by one step alone."""
    return piece.curve is not None and not piece.curve.is_constant and abs(piece.last - piece.first) > 0


def _moves(shape: Shape, piece: Piece) -> Fraction:
    """How much one unit of the figure, or one step of a staircase, moves the mark on a piece."""
    assert piece.curve is not None
    assert shape.figure is not None
    if piece.curve.is_constant or piece.low == piece.high:
        return Fraction(0)
    steps = [abs(stair.rise) for stair in piece.curve.stairs]
    return max([*steps, abs(piece.last - piece.first) / (piece.high - piece.low) * shape.figure.scale])


def _report(shape: Shape, one: Piece, other: Piece, problems: Problems) -> None:
    assert shape.figure is not None
    low, high = next(inside(shape, one, one.high, -1), None), next(inside(shape, other, other.low, 1), None)
    at_low, at_high = (None if value is None else shape.at(value) for value in (low, high))
    if low is None or high is None or at_low is None or at_high is None:
        return
    problems.add(
        "K741", shape.rule.place, "", (), name=shape.leaf.key, **shape.figure.named(), **shape.figure.words("low", low),
        **shape.figure.words("high", high), at_low=plain(at_low), at_high=plain(at_high), gap=plain(abs(at_high - at_low)),
    )  # fmt: skip
