"""适用于 of an indicator and its weights speak of the same classes."""

from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.words import percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Family, Policy


def applies(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K384: an indicator weighs in a class that 适用于 leaves out; K385 (warning): it weighs nothing in one that it names."""
    weights = leaf_weights(policy)
    for family in policy.families:
        if family.applies is None or reported.within(problems, policy.area_of(family.name), "K201 class"):
            continue
        weighed = {
            name: sum(own, Fraction())
            for name in policy.class_names
            if (own := [w for leaf in family.leaves if (w := weights[leaf].get(name))])
        }
        for name in (name for name in weighed if name not in family.applies):
            problems.add("K384", family.place, name=family.name, unit_class=name, weight=percent(weighed[name]))
        idle = [name for name in family.applies if name not in weighed and not _lost(policy, family, name)]
        if idle and weighed:
            problems.add("K385", family.place, "", (), name=family.name, **listed("classes", idle))


def _lost(policy: Policy, family: Family, unit_class: str) -> bool:
    """Whether a cell of the indicator or of a part of it is lost in that column (K757)."""
    tables = [policy.weights, *(split.table for split in policy.splits if split.family == family.name)]
    return any(table and {family.name, *family.leaves} & table.lost.get(unit_class, {}).keys() for table in tables)
