"""Every mark has somebody who gives it."""

from kpidsl.check import reported
from kpidsl.check.rules.weights.weight_rows import missing_families
from kpidsl.check.words import percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import all_weights
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Leaf, Policy


def appraisers(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K363: a leaf weighed in a class for which no appraiser is named; a substitute that is no department."""
    if reported.anywhere(problems, "K213"):
        return  # without departments nobody appraises anything
    weights = all_weights(policy)
    unweighed = {family.name for family in missing_families(policy, policy.weights)} if policy.weights else set()
    known = {name for department in policy.departments for name in (department.name, *department.aliases)}
    for leaf in policy.all_leaves:
        weighed = {name: weight for name, weight in weights[leaf.key].items() if weight}
        left = [name for name in weighed if name not in leaf.appraisers]
        area = policy.area_of(leaf.family)
        if reported.within(problems, area, "K201 department", "K201 class"):
            pass  # who is meant is not known
        elif leaf.family in unweighed:
            _of_those_it_applies_to(policy, leaf, problems)
        elif left:
            most = max(left, key=lambda name: weighed[name])
            variant = "classes" if any(leaf.appraisers.values()) else ""
            problems.add(
                "K363", leaf.place, variant, (), name=leaf.key, unit_class=most, weight=percent(weighed[most]),
                **listed("classes", left),
            )  # fmt: skip
        _substitute(leaf, known, problems)


def _of_those_it_applies_to(policy: Policy, leaf: Leaf, problems: Problems) -> None:
    """An indicator whose weights are lost: of the classes that it says it applies to."""
    applies = policy.family(leaf.family).applies or ()
    left = [name for name in applies if name not in leaf.appraisers]
    if left and any(leaf.appraisers.values()):
        problems.add("K363", leaf.place, "applies", (), name=leaf.key, **listed("classes", left))


def _substitute(leaf: Leaf, departments: set[str], problems: Problems) -> None:
    rule = leaf.self_appraisal
    if rule and rule.word == "SUBSTITUTE" and rule.argument not in departments:
        problems.add("K363", rule.place, "substitute", who=rule.argument)
