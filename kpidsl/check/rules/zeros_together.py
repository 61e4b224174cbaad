"""Several indicators of a class that want 0 of something: one mishap may count in all of them."""

from fractions import Fraction

from kpidsl.check.words import percent
from kpidsl.core import expr as e
from kpidsl.core.program import Core
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
    weights = leaf_weights(policy)
    heaviest: dict[tuple[str, ...], tuple[Fraction, str]] = {}
    for unit_class in policy.class_names:
        weighed: dict[str, Fraction] = {}
        for leaf in policy.leaves:
            weight = weights[leaf.key].get(unit_class)
            if weight and _wants_none(leaf.family, unit_class, core):
                weighed[leaf.family] = weighed.get(leaf.family, Fraction(0)) + weight
        total = sum(weighed.values(), Fraction(0))
        if len(weighed) >= FEWEST and total >= HEAVY:
            heaviest[tuple(weighed)] = max(
                heaviest.get(tuple(weighed), (Fraction(0), "")), (total, unit_class), key=lambda one: one[0]
            )
    for families, (total, unit_class) in heaviest.items():
        names = [f"“{name}”" for name in families]
        problems.add(
            "K748", policy.family(families[0]).place, "", (), unit_class=unit_class, weight=percent(total), count=len(families),
            **listed("families", names),
        )  # fmt: skip


def _wants_none(family: str, unit_class: str, core: Core) -> bool:
    """Whether the target of an indicator is met at 0 alone, the least there is of it."""
    rule = next((one for one in core.targets.get(family, ()) if unit_class in one.classes), None)
    match rule.met if rule else None:
        case e.Cmp("=" | "<=", figure, e.Const(value)) if value == 0 and e.columns_of(figure) <= set(core.types):
            kind = type_of(figure, core.types)
            return not isinstance(kind, Ordinal) and bounds(kind)[0] == 0
        case _:
            return False
