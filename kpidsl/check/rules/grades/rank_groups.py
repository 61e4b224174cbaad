"""Every appraised class is ranked in one group of a scale, or said not to be."""

from kpidsl.check import reported
from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import GradeScale, Policy, RankGroup
from kpidsl.source import Span


def rank_groups(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K351 for appraised classes that no group holds, K352 for a class in two groups."""
    weights = leaf_weights(policy)
    only = policy.only_composed
    appraised = [name for name in policy.class_names if name in only or any(row[name] for row in weights.values())]
    for scale in rank_scales(policy):
        ranked = {name for group in scale.groups for name in group.classes}
        left = [name for name in appraised if name not in ranked and name not in scale.not_ranked]
        meant = reported.classes_meant(policy, problems, _area(scale))
        if meant is None:
            continue
        left = [name for name in left if name not in meant]
        if not scale.groups:
            problems.add("K351", scale.place, "none", name=scale.name)
        elif left:
            problems.add("K351", scale.place, "", (), name=scale.name, **listed("classes", left))
        elif set(scale.classes) != ranked and not meant:
            both = {
                **listed("classes", scale.classes),
                **listed("ranked", [n for n in policy.class_names if n in ranked]),
            }
            problems.add("K351", scale.place, "applies", (), name=scale.name, **both)
        _twice(scale, problems)


def _area(scale: GradeScale) -> Span:
    """From the name of a scale to the last of its groups and grades."""
    ends = [group.place.end for group in scale.groups] + [band.place.end for band in scale.bands]
    return Span(scale.place.file, scale.place.start, max(ends, default=scale.place.end))


def _twice(scale: GradeScale, problems: Problems) -> None:
    seen: dict[str, RankGroup] = {}
    for group in scale.groups:
        again = [name for name in group.classes if name in seen]
        if again:
            first = Label(seen[again[0]].place, "first")
            problems.add("K352", group.place, "", [first], name=scale.name, **listed("classes", again))
        seen |= {name: group for name in group.classes if name not in seen}
    both = [name for name in scale.not_ranked if name in seen]
    if both:
        problems.add("K352", seen[both[0]].place, "not_ranked", (), name=scale.name, **listed("classes", both))
