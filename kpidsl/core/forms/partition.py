"""Whether intervals part a range: every value in exactly one of them.

Takes intervals with their places, the range of possible values and their smallest step; reports overlaps and gaps, each
with a value that lies in two of them or in none. Exact: it looks at edges, not at samples.
"""

from fractions import Fraction
from itertools import pairwise

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
    """A possible value that no interval holds; one away from the edges where there is one."""
    missing = [v for v in candidates(intervals, domain, step) if not any(i.holds(v) for i in intervals)]
    edges = {edge for i in intervals for edge in (i.low, i.high)} | set(domain)
    return next((value for value in missing if value not in edges), missing[0] if missing else None)


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
        problems.add(codes[1], place, "", (), **amount_words("value", missing, dimension))
