"""Several indicators of a class that want 0 of something: one mishap may count in all of them."""

from collections.abc import Iterable
from fractions import Fraction

from kpidsl.check.words import percent
from kpidsl.core import expr as e
from kpidsl.core.program import Core, TargetRule
from kpidsl.core.types import Ordinal, bounds, type_of
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy

FEWEST = 3
"""So many indicators and more are worth a word,"""
HEAVY = Fraction(3, 10)
"""where they weigh as much together."""


def zeros_together(policy: Policy, core: Core, problems: Problems) -> None:
    """K748 (note), once for the same indicators, in the class in which they weigh most."""
    wanted = {family: classes for family, rules in core.targets.items() if (classes := _wants_none(rules, core))}
    if len(wanted) < FEWEST:
        return
    weights = leaf_weights(policy)
    leaves = [leaf for leaf in policy.leaves if leaf.family in wanted]
    heaviest: dict[tuple[str, ...], tuple[Fraction, str]] = {}
    for unit_class in policy.class_names:
        weighed: dict[str, Fraction] = {}
        for leaf in leaves:
            weight = weights[leaf.key].get(unit_class)
            if weight and unit_class in wanted[leaf.family]:
                weighed[leaf.family] = weighed.get(leaf.family, Fraction(0)) + weight
        families, total = tuple(weighed), sum(weighed.values(), Fraction(0))
        if len(families) >= FEWEST and total >= HEAVY:
            heaviest.setdefault(families, (total, unit_class))
            if heaviest[families][0] < total:
                heaviest[families] = (total, unit_class)
    for families, (total, unit_class) in heaviest.items():
        names = [f"“{name}”" for name in families]
        problems.add(
            "K748", policy.family(families[0]).place, "", (), unit_class=unit_class, weight=percent(total), count=len(families),
            **listed("families", names),
        )  # fmt: skip


def _wants_none(rules: Iterable[TargetRule], core: Core) -> frozenset[str]:
    """The classes in which the target of an indicator is met at 0 alone, the least there is of it."""
    return frozenset(name for rule in rules if _is_none(rule.met, core) for name in rule.classes)


def _is_none(met: e.Expr, core: Core) -> bool:
    match met:
        case e.Cmp("=" | "<=", figure, e.Const(value)) if value == 0 and e.columns_of(figure) <= core.types.keys():
            kind = type_of(figure, core.types)
            return not isinstance(kind, Ordinal) and bounds(kind)[0] == 0
        case _:
            return False
