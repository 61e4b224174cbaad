"""What units with equal scores get (并列)."""

from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.rules.grades.rank_bands import edges_of
from kpidsl.core.head_counts import cut_offs
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def ties(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K317, with two units that tie across the edge of the best grade."""
    for scale in rank_scales(policy):
        if scale.ties is not None:
            continue
        edges, method = edges_of(scale), scale.places.word if scale.places else "TRUNCATE"
        sizes = range(max(5, scale.small_size), 200)
        size = next((n for n in sizes if edges and 2 <= cut_offs(n, edges, method)[0] < n), None)
        if edges is None or size is None:
            problems.add("K317", scale.place, "plain", name=scale.name)
            continue
        places = cut_offs(size, edges, method)[0]
        problems.add(
            "K317", scale.place, "", (), name=scale.name, size=size, best=scale.grades[0], next=scale.grades[1],
            places=places, after=places + 1, fewer=places - 1,
        )  # fmt: skip
