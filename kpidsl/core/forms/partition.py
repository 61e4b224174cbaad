"""Whether intervals part a range: every value in exactly one of them.

Takes intervals with their places, the range of possible values and their smallest step; reports overlaps and gaps, each
with a value that lies in two of them or in none. Exact: it looks at edges, not at samples.
"""

from fractions import Fraction
from itertools import dropwhile, pairwise, takewhile

from kpidsl.core.dimensions import Dimension
from kpidsl.core.forms.intervals import Interval
from kpidsl.core.wording import amount_words
from kpidsl.diagnostics import Label, Problems
from kpidsl.source import Span


def candidates(intervals: list[Interval], domain: tuple[Fraction, Fraction], step: Fraction | None) -> list[Fraction]:
    """Values that decide: the ends of the range, each edge, and a value just beside and between edges."""
    low, high = domain
    edges = sorted({edge for i in intervals for edge in (i.low, i.high) if edge is not None} | {low, high})
    found: set[Fraction] = set(edges)
    for left, right in pairwise(edges):
        if step is None:
            found.add((left + right) / 2)
        else:
            first = (left // step + 1) * step
            if first < right:
                found.add(first)
                found.add((((left + right) / 2) // step) * step)
    on_grid = (value for value in found if step is None or value % step == 0)
    return sorted(value for value in on_grid if low <= value <= high)


def gap(intervals: list[Interval], domain: tuple[Fraction, Fraction], step: Fraction | None) -> Fraction | None:
    """A possible value that no interval holds: of the first hole the roundest, away from the edges where there is one."""
    found = candidates(intervals, domain, step)
    hole = list(takewhile(lambda v: not _held(v, intervals), dropwhile(lambda v: _held(v, intervals), found)))
    edges = {edge for i in intervals for edge in (i.low, i.high)} | set(domain)
    inside = [value for value in hole if value not in edges]
    return min(inside or hole, key=lambda value: (value.denominator, value), default=None)


def _held(value: Fraction, intervals: list[Interval]) -> bool:
    return any(interval.holds(value) for interval in intervals)


def _beside(arms: list[tuple[Interval, Span]], value: Fraction, dimension: Dimension | None) -> list[Label]:
    """The intervals on both sides of a value that none holds, each with the edge it ends at."""
    below = max(
        ((i.high, place) for i, place in arms if i.high is not None and i.high <= value), default=None, key=_edge
    )
    above = min(((i.low, place) for i, place in arms if i.low is not None and i.low >= value), default=None, key=_edge)
    sides = (("below", below), ("above", above))
    return [Label(side[1], key, amount_words("edge", side[0], dimension).items()) for key, side in sides if side]


def _edge(side: tuple[Fraction, Span]) -> Fraction:
    return side[0]


def report_partition(
    arms: list[tuple[Interval, Span]], domain: tuple[Fraction, Fraction], step: Fraction | None, has_rest: bool,
    dimension: Dimension | None, place: Span, problems: Problems, codes: tuple[str, str],
) -> None:  # fmt: skip
    """Reports an overlap as ``codes[0]`` at the later interval, a gap as ``codes[1]`` at ``place``."""
    intervals = [interval for interval, _ in arms]
    for value in candidates(intervals, domain, step):
        holding = [span for interval, span in arms if interval.holds(value)]
        if len(holding) > 1:
            problems.add(
                codes[0], holding[1], "", [Label(holding[0], "first")], **amount_words("value", value, dimension)
            )
            break
    missing = None if has_rest else gap(intervals, domain, step)
    if missing is not None:
        labels = _beside(arms, missing, dimension)
        problems.add(codes[1], place, "", labels, **amount_words("value", missing, dimension))
