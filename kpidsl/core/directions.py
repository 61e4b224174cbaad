"""What an indicator says of its direction (方向), for rules that leave open which end is the better one.

Takes a figure as written; gives the end that its indicator calls better, where the direction is surely that of this figure: the one
that its target compares, else its only formula, else its only datum. Never decides where a rule says itself which end is first.
"""

from collections.abc import Iterator

from kpidsl.resolve.policy import Family, Policy
from kpidsl.syntax.tree import Expr, Name, Op, Ref

FIRST = {"MORE_IS_BETTER": "HIGH_FIRST", "LESS_IS_BETTER": "LOW_FIRST"}
"""Which end comes first, by the direction."""


def direction_of(figure: Expr, family: str, policy: Policy) -> tuple[str, str]:
    """The indicator whose figure this is and the word of its direction; empty where nothing is said of it."""
    match figure:
        case Ref((Name(name),)):
            owner = family
        case Ref((Name(owner), Name(name))):
            pass
        case _:
            return "", ""
    found = policy.find_family(owner)
    if found is None or found.direction is None or measured_names(found) != {name}:
        return "", ""
    return owner, found.direction.word


def measured_names(family: Family) -> set[str]:
    """The figures that an indicator can be about: those that its targets compare, else its formulas, else its data."""
    compared = {name for target in family.targets for name in _names(target.expr, family.name)}
    formulas = {formula.name for formula in family.formulas}
    return compared or formulas or {datum.name for datum in family.data}


def _names(expr: Expr, family: str) -> Iterator[str]:
    match expr:
        case Ref((Name(name),)):
            yield name
        case Ref((Name(owner), Name(name))):
            yield name if owner == family else f"{owner}·{name}"
        case Op(_, args):
            for arg in args:
                yield from _names(arg, family)
        case _:
            pass
