"""A class that an indicator is for is appraised on each of its parts, or misses of one cost nothing there."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.words import percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Family, Leaf, Policy


def idle_parts(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K769 (warning), for each part that weighs nothing in classes that 适用于 or the target names and other parts weigh in."""
    weights = leaf_weights(policy)
    by_family: dict[str, list[Leaf]] = {}
    for leaf in policy.leaves:
        by_family.setdefault(leaf.family, []).append(leaf)
    for family in policy.families:
        named = _named(policy, family)
        if len(family.leaves) < 2 or not named or reported.within(problems, policy.area_of(family.name), "K201 class"):
            continue
        together = {
            name: sum((weights[leaf].get(name) or Fraction() for leaf in family.leaves), Fraction()) for name in named
        }
        for leaf in by_family[family.name]:
            if not set(leaf.appraisers.values()) & set(
                policy.class_names
            ):  # units that appraise others need not be by themselves
                _part(policy, family, leaf, [name for name in named if together[name]], together, problems)


def _part(
    policy: Policy, family: Family, leaf: Leaf, named: list[str], together: Mapping[str, Fraction], problems: Problems
) -> None:
    split = next((one for one in policy.splits if one.family == family.name), None)
    table = split.table if split else policy.weights
    cells = table.rows.get(leaf.key, {}) if table else {}
    if table is None or not any(cell.value for cell in cells.values()):
        return
    columns = [name for name in named if name in table.column_places and leaf.key not in table.lost.get(name, {})]
    for variant, idle in (
        ("", [name for name in columns if name in cells and not cells[name].value]),
        ("blank", [name for name in columns if name not in cells]),
    ):
        if idle:
            most = max(idle, key=lambda name: together[name])
            words = {"family": family.name, "name": leaf.name, "unit_class": most, "weight": percent(together[most])}
            label = [Label(table.row_places[leaf.key], "row")]
            problems.add("K769", family.place, variant, label, **words, **listed("classes", idle))


def _named(policy: Policy, family: Family) -> tuple[str, ...]:
    """The classes that the indicator names as its own; none where it speaks of all without naming them."""
    if family.applies is not None:
        return family.applies
    targets = [target.classes for target in family.targets if set(target.classes) != set(policy.class_names)]
    return tuple(dict.fromkeys(name for classes in targets for name in classes))
