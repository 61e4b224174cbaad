"""权重并入: the weight of a leaf that is not applicable goes to a leaf that can take it."""

from collections.abc import Mapping

from kpidsl.check.words import percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.policy import Choice, Leaf, Policy


def merging(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K368: an unknown target, the leaf itself, a target that hands its weight on, or one not weighed in the class."""
    leaves = {leaf.key: leaf for leaf in policy.leaves}
    weights = leaf_weights(policy)
    for leaf in policy.leaves:
        rule = leaf.not_applicable
        if rule and rule.word == "MERGE_INTO":
            _target(leaf, rule, leaves, weights, problems)


def _target(leaf: Leaf, rule: Choice, leaves: Mapping[str, Leaf], weights: LeafWeights, problems: Problems) -> None:
    target = leaves.get(rule.argument)
    words = {"name": leaf.key, "target": rule.argument}
    if target is None:
        names = {key: key for key in leaves} | {leaf.name: key for key, leaf in leaves.items()}
        guess = nearest(rule.argument, names)
        if guess:
            near = names[guess]
            problems.add(
                "K368",
                rule.place,
                "near",
                [Label(leaves[near].place, "nearest", {"nearest": near})],
                **words,
                nearest=near,
            )
        else:
            problems.add("K368", rule.place, "", (), **words)
        return
    onward = target.not_applicable
    if target is leaf:
        problems.add("K368", rule.place, "itself", (), **words)
    elif onward and onward.word == "MERGE_INTO":
        problems.add("K368", rule.place, "onward", [Label(onward.place, "onward")], **words, next=onward.argument)
    else:
        for unit_class, weight in weights[leaf.key].items():
            if weight and not weights[target.key][unit_class]:
                problems.add("K368", rule.place, "class", (), **words, unit_class=unit_class, weight=percent(weight))
