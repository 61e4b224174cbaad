"""Head counts: how many places each grade of a rank scale has in a group of n units.

Cumulative cut-offs are law: the k-th cut-off is the share of the group down to that grade, brought to a whole number by the
method. ``最大余数`` (largest remainder) instead gives every grade the whole part of its own share and the places left over
to the largest remainders, the better grade first among equals.
"""

from fractions import Fraction

from kpidsl.core import expr as e

METHODS = {"TRUNCATE": e.Rounding.TRUNCATE, "HALF_UP": e.Rounding.HALF_UP, "UP": e.Rounding.UP}


def cut_offs(n: e.Expr, edges: list[Fraction], method: str) -> list[e.Expr]:
    """The cut-offs for all grades but the last."""
    if method in METHODS:
        return [e.Round(e.mul(n, e.const(edge)), 0, METHODS[method]) for edge in edges]
    return _largest_remainder(n, edges)


def _largest_remainder(n: e.Expr, edges: list[Fraction]) -> list[e.Expr]:
    shares = [high - low for low, high in zip([Fraction(0), *edges], [*edges, Fraction(1)], strict=True)]
    exact = [e.mul(n, e.const(share)) for share in shares]
    whole = [e.Round(value, 0, e.Rounding.TRUNCATE) for value in exact]
    rest = [e.sub(value, floor) for value, floor in zip(exact, whole, strict=True)]
    left_over = e.sub(n, e.add(*whole))
    places = []
    for index, floor in enumerate(whole):
        ahead = e.add(*(_one(_before(rest, other, index)) for other in range(len(rest)) if other != index))
        places.append(e.add(floor, _one(e.Cmp("<", ahead, left_over))))
    return [e.add(*places[: index + 1]) for index in range(len(edges))]


def _before(rest: list[e.Expr], other: int, index: int) -> e.Expr:
    return e.Cmp(">=" if other < index else ">", rest[other], rest[index])


def _one(when: e.Expr) -> e.Expr:
    return e.Case(((when, e.ONE),), e.ZERO)
