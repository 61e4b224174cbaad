"""Where most indicators say who reports their figures, those that say nothing are named.

What says nothing is reported by whoever appraises it: where a policy says it of no indicator, or of few, that is how it is meant.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check.appraised import appraised_classes
from kpidsl.check.words import counted, percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Family, Policy

Asked = tuple[str, str]
"""An indicator with figures of its own, and a class that is appraised on it."""


def sources_said(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K772 (note), once, with the class in which the indicators without a source weigh most."""
    families = {family.name: family for family in policy.families if family.data}
    in_lists = {(row.indicator, one.unit_class) for one in policy.lists for row in one.rows if row.source}
    asked = [
        (name, unit_class)
        for name, classes in appraised_classes(policy).items()
        if name in families
        for unit_class in classes
    ]
    left = [pair for pair in asked if not _is_said(families[pair[0]], pair, in_lists)]
    said = len({name for name, _ in asked} - {name for name, _ in left})
    weights = _weights(policy, left)
    names = list(dict.fromkeys(name for name, unit_class in left if weights[unit_class]))
    if not names or said <= len(names):
        return
    unit_class = max(weights, key=lambda name: weights[name])
    first = families[names[0]]
    words = {"number": len(names), "said": said, "unit_class": unit_class, "weight": percent(weights[unit_class])}
    problems.add("K772", first.place, "", (), **words, **counted("names", names))


def _is_said(family: Family, pair: Asked, in_lists: set[Asked]) -> bool:
    return bool(family.source or family.lead.get(pair[1])) or pair in in_lists


def _weights(policy: Policy, left: list[Asked]) -> Mapping[str, Fraction]:
    """What those indicators weigh, by class."""
    cells, families = leaf_weights(policy), {family.name: family for family in policy.families}
    found: dict[str, Fraction] = {}
    for name, unit_class in left:
        own = (cells[leaf].get(unit_class) for leaf in families[name].leaves)
        found[unit_class] = sum((cell for cell in own if cell), found.get(unit_class, Fraction(0)))
    return found
