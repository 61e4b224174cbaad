"""What a policy and a roster say only together.

Takes a checked policy and the units of a roster; reports units that appraise themselves and groups in which the ways of
counting places differ. Missing links are a matter of the month, and said there.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.rules.grades.rank_bands import edges_of
from kpidsl.check.words import percent
from kpidsl.core.head_counts import METHODS, head_counts
from kpidsl.core.own_places import definite_counts, has_own_places, own_heads
from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import GradeScale, Leaf, Policy

Unit = tuple[str, str, Mapping[str, str]]
"""Name, class, and by link the unit it leads to."""


def check_roster(policy: Policy, units: Iterable[Unit], problems: Problems) -> None:
    """K364 (warning) for each unit that appraises itself, K380 (note) for each group whose places depend on the method."""
    units, weights = list(units), leaf_weights(policy)
    for name, unit_class, links in units:
        own = [leaf for leaf in policy.leaves if appraises_itself(policy, leaf, name, unit_class, links, weights)]
        if own:
            _report(name, unit_class, own, weights, problems)
    for scale in rank_scales(policy):
        groups: dict[int, list[str]] = {}
        for group in scale.groups:
            groups.setdefault(sum(unit_class in group.classes for _, unit_class, _ in units), []).append(group.name)
        for size, names in groups.items():
            _methods(scale, names, size, problems)


def appraises_itself(
    policy: Policy, leaf: Leaf, unit: str, unit_class: str, links: Mapping[str, str], weights: LeafWeights
) -> bool:
    """The appraiser is this unit by one of its names, or a class of units to which a link leads the unit back to itself."""
    appraiser = leaf.appraisers.get(unit_class)
    if leaf.self_appraisal is not None or not appraiser or not weights[leaf.key].get(unit_class):
        return False
    department = next((d for d in policy.departments if d.name == appraiser), None)
    if department is not None:
        return unit in (department.name, *department.aliases)
    return appraiser == unit_class and unit in links.values()


def head_count_table(scale: GradeScale, sizes: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """How many units each grade has, best first, in groups of the given sizes by the method of the scale.

    A size is left out in which grades with places of their own ask for more than there is.
    """
    if has_own_places(scale):
        return {size: own_heads(scale, size) for size in sizes if sum(definite_counts(scale, size).values()) <= size}
    edges = edges_of(scale)
    if edges is None or scale.places is None:
        return {}
    return {size: head_counts(size, edges, scale.places.word) for size in sizes}


def _report(unit: str, unit_class: str, own: list[Leaf], weights: LeafWeights, problems: Problems) -> None:
    cells = [(leaf.key, percent(weights[leaf.key][unit_class] or Fraction())) for leaf in own]
    zh = "、".join(f"“{key}”（{weight}）" for key, weight in cells)
    en = ", ".join(f"{key} ({weight})" for key, weight in cells)
    problems.add("K364", own[0].place, "", (), unit=unit, unit_class=unit_class, **both("leaves", zh, en))


def _methods(scale: GradeScale, groups: list[str], size: int, problems: Problems) -> None:
    """One note for groups of one size in which another method gives other counts, with all of them."""
    edges = edges_of(scale)
    if edges is None or scale.places is None or size < max(1, scale.small_size):
        return
    counts = {method: "、".join(map(str, head_counts(size, edges, method))) for method in METHODS}
    chosen = counts.pop(scale.places.word)
    other = {method: heads for method, heads in counts.items() if heads != chosen}
    if other:
        zh = "；".join(f"{keyword(method, 'zh')} {heads}" for method, heads in other.items())
        en = "; ".join(f"{keyword(method, 'en')} {heads}" for method, heads in other.items())
        problems.add(
            "K380", scale.places.place, "", (), name=scale.name, size=size, chosen=chosen,
            grades="、".join(scale.grades), **both("method", keyword(scale.places.word, "zh"), keyword(scale.places.word, "en")),
            **both("others", zh, en), **listed("groups", groups),
        )  # fmt: skip
