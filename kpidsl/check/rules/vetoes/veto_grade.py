"""A veto that takes its unit out of the ranking says which grade the unit gets: without a place it has none."""

from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.vetoed import Case, cases
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import GradeScale, Policy


def veto_grade(policy: Policy, core: Core, problems: Problems) -> None:
    """K388 (warning); asked of a policy without errors, for an effect that could not be read sets nothing."""
    if not problems.has_errors:
        for case in (one for one in cases(policy, core) if one.veto.word == "VETO"):
            for scale in rank_scales(policy):
                _without_grade(case, scale, problems)


def _without_grade(case: Case, scale: GradeScale, problems: Problems) -> None:
    veto = case.veto
    classes = [name for name in case.reach if name in scale.classes]
    effects = [effect for effect in veto.effects if effect.target == scale.name]
    if (
        veto.ranking not in ("REMOVED", "COUNTED")
        or not classes
        or any(not effect.cap and not effect.lowers for effect in effects)
    ):
        return
    words = {"name": veto.name, "scale": scale.name, **listed("classes", classes)}
    caps = [effect for effect in effects if effect.cap]
    if caps:
        problems.add("K388", caps[0].place, "cap", (), grade=caps[0].grade, **words)
    else:
        problems.add("K388", veto.place, "", (), **words)
