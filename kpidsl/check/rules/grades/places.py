"""How shares of a group become whole places (名额取整)."""

from collections.abc import Iterator

from kpidsl.check.rules.grades.rank_bands import edges_of
from kpidsl.core.head_counts import METHODS, head_counts
from kpidsl.core.own_places import needs_rounding
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import GradeScale, Policy

FROM, UP_TO = 5, 40
"""The groups that a witness looks at: as many units as a class has, where the scale does not say how few are few."""


def places(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K316, with the smallest group of some size in which the methods differ."""
    for scale in rank_scales(policy):
        if scale.places is not None or not needs_rounding(scale):
            continue
        edges = edges_of(scale)
        size = next((n for n in range(scale.small_size or FROM, UP_TO) if edges and _differ(n, scale)), None)
        if edges is None or size is None:
            problems.add("K316", scale.place, "plain", name=scale.name)
            continue
        counts: dict[str, object] = {}
        for method in METHODS:
            counts |= listed(method.lower(), map(str, head_counts(size, edges, method)))
        problems.add(
            "K316", scale.place, "", (), name=scale.name, size=size, **counts, **listed("grades", scale.grades)
        )


def rank_scales(policy: Policy) -> Iterator[GradeScale]:
    """The scales that grade by rank."""
    return (scale for scale in policy.grades if not scale.by_score)


def _differ(size: int, scale: GradeScale) -> bool:
    edges = edges_of(scale) or []
    return len({head_counts(size, edges, method) for method in METHODS}) > 1
