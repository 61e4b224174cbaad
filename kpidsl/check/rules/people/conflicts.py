"""Who appraises is not appraised by the outcome of it, nor by itself."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check.words import percent
from kpidsl.core.program import Core
from kpidsl.core.strata import links_read
from kpidsl.core.weighing import LeafWeights, appraised, leaf_weights
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import Concern
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span

_RESULTS = ("考核", "考评", "评分", "得分", "等次", "等级", "appraisal", "grade", "score")
"""What a source of figures is called that are results."""
Gives = Mapping[str, Mapping[str, Span]]
"""Who gives whose results, and where that is said."""


def conflicts(policy: Policy, core: Core, problems: Problems) -> None:
    """K799 (warning) for a class whose own figures are results that it gives, or whose assessor is itself; K798 (note) for a class
    that appraises others and is appraised.
    """
    weights = leaf_weights(policy)
    for row in policy.declared.subjects:
        if row.name in row.said("ASSESSOR"):
            problems.add("K799", row.cells["ASSESSOR"].place, "self", (), name=row.name)
    gives = _gives(policy)
    leaves = {family.name: family.leaves for family in policy.families}
    for concern in policy.declared.concerns if gives else ():
        _own_outcome(concern, leaves.get(concern.indicator, ()), gives, weights, problems)
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        read = links_read(formula) | links_read(formula, "total")
        for link in (one for one in policy.links if one.name in read):
            pairs = [
                (name, far)
                for name in composite.classes
                for far in link.ends.get(name, ())
                if far in gives.get(name, {})
            ]
            for name, far in pairs[:1]:
                labels = [Label(gives[name][far], "gives")]
                problems.add("K799", composite.place, "composite", labels, name=name, whose=far)
    _appraisers(policy, weights, problems)


def _gives(policy: Policy) -> Gives:
    """Of the table of subjects and of 考核人."""
    found: dict[str, dict[str, Span]] = {}
    for row in policy.declared.subjects:
        for who in row.said("ASSESSOR"):
            for one in policy.class_sets.get(who, (who,)):
                for whose in (row.name, *row.classes):
                    found.setdefault(one, {}).setdefault(whose, row.cells["ASSESSOR"].place)
    for officer in policy.declared.officers:
        for unit_class, who in officer.names.items() if officer.word == "ASSESSOR" else ():
            for whose in (unit_class,) if unit_class else policy.class_names:
                if whose != who:
                    found.setdefault(who, {}).setdefault(whose, officer.place)
    return found


def _own_outcome(
    concern: Concern, leaves: tuple[str, ...], gives: Gives, weights: LeafWeights, problems: Problems
) -> None:
    """An indicator of a class whose figures are the results of whom it assesses."""
    for leaf in leaves:
        for name in appraised(weights, leaf):
            whose = next((one for one in gives.get(name, {}) if one != name and _is_of(concern, one)), "")
            if whose:
                weight = sum((weights[one].get(name) or Fraction() for one in leaves), Fraction())
                words = {"name": name, "indicator": concern.indicator, "whose": whose, "weight": percent(weight)}
                problems.add("K799", concern.place, "", [Label(gives[name][whose], "gives")], **words)
                return


def _is_of(concern: Concern, whose: str) -> bool:
    said = concern.text
    return concern.who == whose or (whose in said and any(word in said.replace(whose, "") for word in _RESULTS))


def _appraisers(policy: Policy, weights: LeafWeights, problems: Problems) -> None:
    """K798, once: classes, and departments that have a class of their name, that give marks and get them."""
    of_office = {name: name for name in policy.class_names}
    for department in policy.departments:
        for name in (department.name, *department.aliases):
            if name in policy.class_names:
                of_office[department.name] = name
    marked: dict[str, tuple[str, str, Span]] = {}
    for leaf in policy.leaves:
        for name in appraised(weights, leaf.key):
            unit_class = of_office.get(leaf.appraisers.get(name, ""))
            if unit_class:
                marked.setdefault(unit_class, (leaf.key, name, leaf.place))
    weighed = {name for leaf in policy.leaves for name in appraised(weights, leaf.key)}
    found = [(name, *what) for name, what in marked.items() if name in weighed]
    if found:
        zh = "；".join(f"“{name}”考评“{whose}”的“{leaf}”，自己也有得分" for name, leaf, whose, _ in found)
        en = "; ".join(
            f"{name} gives {whose} the mark of {leaf}, and has a score itself" for name, leaf, whose, _ in found
        )
        problems.add("K798", found[0][3], "", (), count=len(found), **both("cases", zh, en))
