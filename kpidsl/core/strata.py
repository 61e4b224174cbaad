"""The order in which composite formulas are computed.

Takes the formulas and the links they read; gives levels, or the circle that keeps them from having any.
"""

from collections.abc import Mapping

from kpidsl.core import expr as e
from kpidsl.resolve.policy import Composite, Link, Policy


def links_read(expr: e.Expr, score: str = "composite") -> set[str]:
    """The links through which an expression reads a score of another unit."""
    parts = (column.split(":") for column in e.columns_of(expr))
    return {part[1] for part in parts if part[0] == "linked" and part[2] == score}


def strata(policy: Policy, reads: Mapping[int, set[str]]) -> list[list[int]] | None:
    """Composite formulas by level: each reads only classes of earlier levels; None where they form a circle.

    ``reads`` gives, for each formula, the links whose composite it reads.
    """
    levels, left = _levels(_needs(policy, reads))
    return None if left else levels


def circle(policy: Policy, reads: Mapping[int, set[str]]) -> list[int]:
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


def _needs(policy: Policy, reads: Mapping[int, set[str]]) -> dict[int, set[int]]:
    """For each formula the formulas whose classes it reads."""
    links = {link.name: link for link in policy.links}
    owner = {name: index for index, composite in enumerate(policy.composites) for name in composite.classes}
    return {
        index: {owner[name] for name in far_classes(composite, reads[index], links) if name in owner}
        for index, composite in enumerate(policy.composites)
    }


def far_classes(composite: Composite, reads: set[str], links: Mapping[str, Link]) -> set[str]:
    """The classes at the other end of the links that a formula reads."""
    known = (links[name] for name in reads if name in links)
    return {far for link in known for near in composite.classes for far in link.ends.get(near, ())}
