"""Who is appraised on what, by weight or by a list, and what figure an indicator is about.

Takes a policy; gives values. Never reports.
"""

from collections.abc import Mapping

from kpidsl.core.directions import measured_names
from kpidsl.core.weighing import leaf_weights
from kpidsl.resolve.policy import Datum, Family, Formula, Policy


def appraised_classes(policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """Indicator → the classes that are appraised on it: by a weight above nothing, or in a list."""
    weights = leaf_weights(policy)
    listed: dict[str, set[str]] = {}
    for one in policy.lists:
        for row in one.rows:
            listed.setdefault(row.indicator, set()).add(one.unit_class)
    found = {}
    for family in policy.families:
        own = {name for leaf in family.leaves for name, weight in weights[leaf].items() if weight}
        names = own | listed.get(family.name, set())
        found[family.name] = tuple(name for name in policy.class_names if name in names)
    return found


def measured(family: Family) -> Datum | Formula | None:
    """The figure that an indicator is about, where it is one: what its targets compare, else its formula, else its datum."""
    names = measured_names(family)
    own: dict[str, Datum | Formula] = {one.name: one for one in family.formulas}
    own |= {one.name: one for one in family.data}
    return own.get(names.pop()) if len(names) == 1 else None
