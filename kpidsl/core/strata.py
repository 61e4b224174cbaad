"""The order in which composite formulas are computed.

Takes the formulas and the links they read; gives levels, or the circle that keeps them from having any.
"""

from collections.abc import Iterable, Mapping

from kpidsl.core import expr as e
from kpidsl.core.aggregates import Aggregate, Inflow
from kpidsl.resolve.policy import Composite, Link, Policy
from kpidsl.values import frozen


def links_read(expr: e.Expr, score: str = "composite") -> set[str]:
    """The links through which an expression reads a score of another unit."""
    parts = (column.split(":") for column in e.columns_of(expr))
    return {part[1] for part in parts if part[0] == "linked" and part[2] == score}


def inflows_read(expr: e.Expr, aggregates: Iterable[Aggregate]) -> dict[str, set[str]]:
    """The aggregates of an expression that read the composites of the units under a link, by that link."""
    found: dict[str, set[str]] = {}
    read = e.columns_of(expr)
    for aggregate in aggregates:
        of_composites = "composite" in e.columns_of(aggregate.of) | e.columns_of(aggregate.where)
        if aggregate.key in read and of_composites and isinstance(aggregate.over, Inflow):
            found.setdefault(aggregate.over.link, set()).add(aggregate.key)
    return found


@frozen
class Reads:
    """The links through which a formula reads composites: of the unit at the other end, and of the units under it."""

    links: frozenset[str]
    inflows: frozenset[str] = frozenset()


def reads_of(expr: e.Expr, aggregates: Iterable[Aggregate]) -> Reads:
    """Through which links an expression reads composites."""
    return Reads(frozenset(links_read(expr)), frozenset(inflows_read(expr, aggregates)))


def strata(policy: Policy, reads: Mapping[int, Reads]) -> list[list[int]] | None:
    """Composite formulas by level: each reads only classes of earlier levels; None where they form a circle."""
    levels, left = _levels(_needs(policy, reads))
    return None if left else levels


def circle(policy: Policy, reads: Mapping[int, Reads]) -> list[int]:
    """Formulas each of which reads the next, and the last the first; empty where there is no circle."""
    needs = _needs(policy, reads)
    left = _levels(needs)[1]
    path = sorted(left)[:1]
    while path:
        following = min(needs[path[-1]] & left)
        if following in path:
            return path[path.index(following) :]
        path.append(following)
    return []


def _levels(needs: Mapping[int, set[int]]) -> tuple[list[list[int]], set[int]]:
    """The levels, and the formulas that no level can hold: each of them needs another of them."""
    left = set(needs)
    levels: list[list[int]] = []
    while ready := [index for index in sorted(left) if not needs[index] & left]:
        levels.append(ready)
        left -= set(ready)
    return levels, left


def _needs(policy: Policy, reads: Mapping[int, Reads]) -> dict[int, set[int]]:
    """For each formula the formulas whose classes it reads."""
    links = {link.name: link for link in policy.links}
    owner = {name: index for index, composite in enumerate(policy.composites) for name in composite.classes}
    return {
        index: {owner[name] for name in far_classes(composite, reads[index], links) if name in owner}
        for index, composite in enumerate(policy.composites)
    }


def far_classes(composite: Composite, reads: Reads, links: Mapping[str, Link]) -> set[str]:
    """The classes at the other end of the links that a formula reads."""
    known = (links[name] for name in reads.links if name in links)
    above = {far for link in known for near in composite.classes for far in link.ends.get(near, ())}
    return above | {near for name in reads.inflows for near in classes_under(composite.classes, links[name])}


def classes_under(classes: Iterable[str], link: Link) -> set[str]:
    """The classes whose units the link can lead to a unit of one of ``classes``."""
    return {near for near, ends in link.ends.items() if set(ends) & set(classes)}
