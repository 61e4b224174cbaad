"""When a veto can be decided, and which classes it is about.

Takes triggers as expressions; gives the stage that knows all they read (language.md section 6), and classes.
"""

from kpidsl.core import expr as e
from kpidsl.core.rates import APPLICABLE
from kpidsl.core.weighing import LeafWeights, appraised
from kpidsl.resolve.policy import Policy

STAGES = {"grade:": 16, "place:": 16, "composite": 13, "linked:": 13, "total": 11, "points:": 11}
"""The stage that knows a column, by the beginning of its key; 7 for all others."""


def stage_of(trigger: e.Expr) -> int:
    """When a trigger can be decided."""
    columns = e.columns_of(trigger)
    return max((stage for start, stage in STAGES.items() for key in columns if key.startswith(start)), default=7)


def families_read(trigger: e.Expr) -> set[str]:
    """The indicators whose data, values, marks or points a trigger reads."""
    kinds = ("data:", "value:", "entered:", "mark:", "points:", "rate:", "parts:")
    return {key.partition(":")[2].partition("·")[0] for key in e.columns_of(trigger) if key.startswith(kinds)}


def reach_of(policy: Policy, trigger: e.Expr, named: tuple[str, ...] | None, weights: LeafWeights) -> tuple[str, ...]:
    """The classes a veto is about: those it names, else those appraised on every indicator its trigger reads."""
    if named is not None:
        return named
    families = {family for family in families_read(trigger) if any(policy.leaves_of(family))}  # figures are of all
    weighed = set(policy.class_names) - set(policy.only_composed if APPLICABLE in e.columns_of(trigger) else ())
    return tuple(
        name
        for name in policy.class_names
        if name in weighed
        and all(any(name in appraised(weights, leaf.key) for leaf in policy.leaves_of(family)) for family in families)
    )
