"""A list of indicators without weights says what a class is appraised on, and gives it no score."""

from kpidsl.check.words import counted
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def lists(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K758, once a list."""
    only_listed = policy.only_listed
    targeted = {family.name for family in policy.families if family.targets}
    for one in policy.lists:
        if one.unit_class in only_listed and not one.weighed and one.rows:
            names = [row.indicator for row in one.rows]
            unset = [row.indicator for row in one.rows if row.indicator not in targeted]
            words = {
                "unit_class": one.unit_class,
                "number": len(names),
                "untargeted": len(unset),
                **counted("names", names),
            }
            problems.add("K758", one.place, "targets" if unset else "", (), **words)
