"""Who is appraised on what, by weight or by a list, and what figure an indicator is about.

Takes a policy; gives values. Never reports.
"""

from collections.abc import Iterator, Mapping

from kpidsl.core.weighing import leaf_weights
from kpidsl.resolve.policy import Datum, Family, Formula, Policy
from kpidsl.syntax.tree import Expr, Name, Op, Ref


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
    """The figure that an indicator is about: the one that its targets compare, else its only formula, else its only datum."""
    own: dict[str, Datum | Formula] = {one.name: one for one in family.formulas}
    own |= {one.name: one for one in family.data}
    compared = {name for target in family.targets for name in _own_names(target.expr, family.name)}
    if compared:
        return own.get(compared.pop()) if len(compared) == 1 else None
    if family.formulas:
        return family.formulas[0] if len(family.formulas) == 1 else None
    return family.data[0] if len(family.data) == 1 else None


def _own_names(expr: Expr, family: str) -> Iterator[str]:
    match expr:
        case Ref((Name(name),)):
            yield name
        case Ref((Name(owner), Name(name))):
            yield name if owner == family else f"{owner}·{name}"
        case Op(_, args):
            for arg in args:
                yield from _own_names(arg, family)
        case _:
            pass
