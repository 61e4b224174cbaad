"""Whoever has a score of the year has a grade of the year, where the year is graded at all."""

from kpidsl.check import reported
from kpidsl.check.words import ALMOST_FULL
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import GradeScale, Policy
from kpidsl.source import Span


def year_grades(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K796 for classes that no scale of the year grades."""
    if policy.annual is None or not policy.annual.grades:
        return
    if any(reported.within(problems, _area(scale), "K201 class") for scale in policy.annual.grades):
        return
    graded = {name for scale in policy.annual.grades for name in (*scale.classes, *scale.not_ranked)}
    score = plain(policy.full * ALMOST_FULL)
    for rule in policy.annual.rules:
        left = [name for name in rule.classes if name not in graded]
        if left:
            scales = [scale.name for scale in policy.annual.grades]
            labels = [Label(policy.annual.grades[0].place, "scale")]
            problems.add(
                "K796", rule.place, "", labels, **listed("classes", left), **listed("scales", scales), score=score
            )


def _area(scale: GradeScale) -> Span:
    """From the name of a scale to the last of its grades."""
    ends = [band.place.end for band in scale.bands]
    return Span(scale.place.file, scale.place.start, max(ends, default=scale.place.end))
