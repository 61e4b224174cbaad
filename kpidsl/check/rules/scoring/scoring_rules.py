"""In every class that a leaf is weighed in, exactly one scoring rule and at most one target holds."""

from collections.abc import Sequence
from itertools import combinations

from kpidsl.check.words import counted, percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy, Scoring, Target


def scoring_rules(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K331 for all leaves without any scoring rule, which the defaults settle at once; K378 for the others."""
    unscored = [leaf for leaf in policy.leaves if not leaf.scoring]
    if unscored:
        problems.add("K331", unscored[0].place, "", (), **counted("names", [leaf.key for leaf in unscored]))
    weights = leaf_weights(policy)
    for leaf in policy.leaves:
        weighed = {name: weight for name, weight in weights[leaf.key].items() if weight}
        covered = {name for scoring in leaf.scoring for name in scoring.classes}
        left = [name for name in weighed if name not in covered]
        if leaf.scoring and left:
            most = max(left, key=lambda name: weighed[name])
            problems.add(
                "K378", leaf.place, "", (), name=leaf.key, unit_class=most, weight=percent(weighed[most]),
                **listed("classes", left),
            )  # fmt: skip
        _twice(leaf.key, leaf.scoring, "two", problems)
    for family in policy.families:
        _twice(family.name, family.targets, "two_targets", problems)


def _twice(name: str, rules: Sequence[Scoring | Target], variant: str, problems: Problems) -> None:
    for first, second in combinations(rules, 2):
        both = [unit_class for unit_class in second.classes if unit_class in first.classes]
        if both:
            problems.add(
                "K378", second.place, variant, [Label(first.place, "first")], name=name, **listed("classes", both)
            )
