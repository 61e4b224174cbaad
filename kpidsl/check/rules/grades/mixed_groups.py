"""Units that are ranked together are weighed alike."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.words import counted, percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy, RankGroup


def mixed_groups(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K793 (note) for a group of classes whose columns differ, with the indicator that differs most."""
    weights = leaf_weights(policy)
    for scale in rank_scales(policy):
        for group in scale.groups:
            _group(policy, scale.name, group, weights, problems)


def _group(policy: Policy, scale: str, group: RankGroup, weights: LeafWeights, problems: Problems) -> None:
    of_class = {
        name: {leaf.key: weights[leaf.key].get(name) or Fraction() for leaf in policy.leaves}
        for name in group.classes
        if name not in policy.only_composed
    }
    first, *others = of_class or [""]
    for other in others:
        one, two = of_class[first], of_class[other]
        differ = [key for key in one if one[key] != two[key]]
        if differ:
            most = max(differ, key=lambda key: abs(one[key] - two[key]))
            problems.add(
                "K793", group.place, "", (), name=scale, first=first, second=other, leaf=most, here=_weight(weights[most], first),
                there=_weight(weights[most], other), count=len(differ), **counted("leaves", differ),
            )  # fmt: skip
            return


def _weight(cells: Mapping[str, Fraction | None], name: str) -> str:
    """A weight as it stands in its table: an indicator that a class does not have is no 0%."""
    cell = cells.get(name)
    return "—" if cell is None else percent(cell)
