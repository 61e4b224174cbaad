"""Choices (分情况 { 等级 = 一级：100 分；其余：60 分 }): the value of the first condition that holds.

Takes conditions and values that are elaborated; gives a case that is absent where a figure its conditions ask about is, for
then no condition can be decided. Reports a choice that may come to nothing (K658) and an arm that never acts (K659).
Decides by the edges that conditions compare figures with, each figure taken by itself: what is proven is sure.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from kpidsl.core import expr as e
from kpidsl.core.earlier import earlier_of
from kpidsl.core.types import Decimal, Ordinal, Type, bounds, type_of
from kpidsl.diagnostics import Diagnostic, Edit, Problems
from kpidsl.source import Span
from kpidsl.values import frozen

MOST = 20_000
"""How many combinations of figures are looked at; a choice of more must say 其余."""


def chosen(conditions: Sequence[e.Expr], values: Sequence[e.Expr], rest: e.Expr | None) -> e.Expr:
    """The choice as a case. Of earlier periods it asks nothing: without one a run of periods (连续) does not hold, functions over
    periods count those there are, and a formula says itself what follows (无上期).
    """
    read = sorted(key for key in set().union(*map(e.columns_of, conditions)) if earlier_of(key) is None)
    absent = e.any_of(*(e.Not(e.Present(key)) for key in read))
    arms = tuple(zip(conditions, values, strict=True))
    guard: tuple[tuple[e.Expr, e.Expr], ...] = ((absent, e.Null()),) if read else ()
    return e.Case((*guard, *arms), e.Null() if rest is None else rest)


@frozen
class Arm:
    """A condition, where it stands, and where its value does."""

    when: e.Expr
    place: Span
    value: Span


def report(
    arms: Sequence[Arm], rest: Span | None, whole: Span, types: Mapping[str, Type], problems: Problems
) -> bool:  # fmt: skip
    """Whether every combination of figures finds a value; names the arms that none reaches."""
    conditions = [arm.when for arm in arms]
    reached: set[int] = set()
    gap = False
    situations = _situations(conditions, types)
    if situations is None:
        gap = True
    else:
        for situation in situations:
            first = next((at for at, when in enumerate(conditions) if _holds(when, situation)), len(conditions))
            reached.add(first)
            gap |= first == len(conditions)
        for at, arm in enumerate(arms):
            if at not in reached:
                problems.extend([Diagnostic("K659", arm.place, fix=_without(arms, at, reached))])
        if rest is not None and not gap:
            last = arms[-1].value
            fix = [Edit(Span(last.file, last.end, rest.end), "")]
            problems.extend([Diagnostic("K659", rest, "rest", fix=fix)])
    if gap and rest is None:
        problems.add("K658", whole)
    return rest is not None or not gap


def _without(arms: Sequence[Arm], at: int, reached: set[int]) -> list[Edit]:
    """The choice without an arm that never acts; nothing where it would be absent for want of other figures than now."""
    others = set[str]().union(*(e.columns_of(arm.when) for number, arm in enumerate(arms) if number in reached))
    if not e.columns_of(arms[at].when) <= others:
        return []
    arm = arms[at]
    if at:
        return [Edit(Span(arm.place.file, arms[at - 1].value.end, arm.value.end), "")]
    return [Edit(Span(arm.place.file, arm.place.start, arms[at + 1].place.start), "")] if len(arms) > 1 else []


def _situations(conditions: Sequence[e.Expr], types: Mapping[str, Type]) -> Iterator[dict[e.Expr, Fraction]] | None:
    """A value of each compared figure on, beside and between all edges; None where conditions are no such comparisons."""
    edges: dict[e.Expr, set[Fraction]] = {}
    for when in conditions:
        for atom in _atoms(when):
            match atom:
                case e.Cmp(_, e.Const(), e.Const()):
                    pass
                case e.Cmp(_, figure, e.Const(edge)) | e.Cmp(_, e.Const(edge), figure):
                    edges.setdefault(figure, set()).add(edge)
                case _:
                    return None
    if any(not all(key in types for key in e.columns_of(figure)) for figure in edges):
        return None
    values = {figure: _values(type_of(figure, types), own) for figure, own in edges.items()}
    if prod(map(len, values.values())) > MOST:
        return None
    return (dict(zip(values, one, strict=True)) for one in product(*values.values()))


def _atoms(expr: e.Expr) -> Iterator[e.Expr]:
    match expr:
        case e.And(args) | e.Or(args):
            for arg in args:
                yield from _atoms(arg)
        case e.Not(arg):
            yield from _atoms(arg)
        case _:
            yield expr


def _values(kind: Type, edges: set[Fraction]) -> list[Fraction]:
    low, high = bounds(kind)
    unit = (
        Fraction(1, 10**kind.digits)
        if isinstance(kind, Decimal)
        else Fraction(1)
        if isinstance(kind, Ordinal)
        else None
    )
    points = sorted({edge for edge in edges if low <= edge <= high} | {low, high})
    found = set(points)
    for left, right in pairwise(points):
        middle = (left + right) / 2 if unit is None else (left // unit + 1) * unit
        if left < middle < right:
            found.add(middle)
    return sorted(value for value in found if unit is None or value % unit == 0)


def _holds(expr: e.Expr, situation: Mapping[e.Expr, Fraction]) -> bool:
    match expr:
        case e.And(args):
            return all(_holds(arg, situation) for arg in args)
        case e.Or(args):
            return any(_holds(arg, situation) for arg in args)
        case e.Not(arg):
            return not _holds(arg, situation)
        case e.Cmp(op, left, right):
            a, b = (side.value if isinstance(side, e.Const) else situation[side] for side in (left, right))
            return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]
        case _:
            raise TypeError(f"not a comparison: {expr}")
