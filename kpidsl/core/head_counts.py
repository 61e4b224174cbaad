"""Head counts in whole numbers: how many of n ranked units each grade of a scale has.

Takes the size of a group, the cumulative shares of all grades but the last, and a method; gives counts. The plan says the
same as an expression over a column; a property test holds the two together.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

METHODS = ("TRUNCATE", "HALF_UP", "UP", "LARGEST_REMAINDER")


def cut_offs(size: int, edges: Sequence[Fraction], method: str) -> list[int]:
    """How many units stand down to each grade but the last."""
    match method:
        case "TRUNCATE":
            return [floor(size * edge) for edge in edges]
        case "HALF_UP":
            return [floor(size * edge + Fraction(1, 2)) for edge in edges]
        case "UP":
            return [ceil(size * edge) for edge in edges]
        case _:
            return _largest_remainder(size, edges)


def _largest_remainder(size: int, edges: Sequence[Fraction]) -> list[int]:
    """Every grade has the whole part of its share; what is left goes to the largest rests, the better grade first."""
    shares = [high - low for low, high in zip([Fraction(0), *edges], [*edges, Fraction(1)], strict=True)]
    exact = [size * share for share in shares]
    counts = [floor(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda index: (floor(exact[index]) - exact[index], index))
    for index in by_rest[: size - sum(counts)]:
        counts[index] += 1
    return [sum(counts[: index + 1]) for index in range(len(edges))]


def head_counts(size: int, edges: Sequence[Fraction], method: str) -> tuple[int, ...]:
    """How many units each grade has, the best first, where nobody is tied or vetoed."""
    cuts = [0, *cut_offs(size, edges, method), size]
    return tuple(high - low for low, high in pairwise(cuts))
