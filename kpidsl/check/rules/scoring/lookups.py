"""Lookup tables: each has a name of its own, and something reads it."""

from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.policy import Policy


def lookups(policy: Policy, core: Core, problems: Problems) -> None:
    """K635 (warning) for a table that nothing reads, K202 for one named like an indicator or a figure."""
    named = {leaf.name: leaf.place for leaf in policy.leaves}
    for family in policy.families:
        named[family.name] = family.place
        named |= {datum.name: datum.place for datum in family.data}
        named |= {formula.name: formula.place for formula in family.formulas}
    for lookup in policy.lookups:
        if lookup.name in named:
            problems.add("K202", lookup.place, "lookup_name", [Label(named[lookup.name], "first")], name=lookup.name)
        elif (
            not problems.has_errors
            and f"lookup:{lookup.name}" not in core.used
            and lookup.place.file not in policy.shared
        ):
            problems.add("K635", lookup.place, "", (), name=lookup.name)
