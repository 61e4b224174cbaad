"""A veto of a period says what it does to the year, where the year is graded by the scores of its periods.

The witness is a unit with 95% of the full mark in every period, the vetoed one too, as far as the veto leaves its score alone.
"""

from fractions import Fraction

from kpidsl.check.rules.rank_bands import fits
from kpidsl.check.vetoed import Case, cases
from kpidsl.check.words import half_up, score
from kpidsl.core.bands import interval_of
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import AnnualRule, GradeScale, Policy
from kpidsl.syntax.tree import Call, Ref, refs_in


def veto_carry(policy: Policy, core: Core, problems: Problems) -> None:
    """K790 for a veto that settles the grade of a period, and of the year says nothing."""
    annual = policy.annual
    if annual is None or policy.cycle.in_a_year < 2:
        return
    yearly = {scale.name for scale in annual.grades}
    for case in (one for one in cases(policy, core) if one.veto.word == "VETO"):
        targets = {effect.target for effect in case.veto.effects if effect.grade or effect.lowers}
        graded = targets & {scale.name for scale in policy.grades}
        if not graded or targets & yearly or (case.veto.lasts and case.veto.lasts.word == "YEAR"):
            continue
        for scale in annual.grades:
            rule = next((one for one in annual.rules if set(one.classes) & set(scale.classes) & set(case.reach)), None)
            if rule and scale.by_score and scale.bands and _of_scores(rule):
                _report(case, scale, rule, problems)
                break


def _of_scores(rule: AnnualRule) -> bool:
    """Whether the year's score is made of scores of its periods, which it reads by a word of the language."""
    return any(not hasattr(part, "text") for ref in refs_in(rule.expr) for part in ref.parts)


def _report(case: Case, scale: GradeScale, rule: AnnualRule, problems: Problems) -> None:
    policy, count = case.policy, case.policy.cycle.in_a_year
    effect = next(one for one in case.veto.effects if one.grade or one.lowers)
    words = {
        "name": case.veto.name, "scale": scale.name, **both("period", *(keyword(policy.period, lang) for lang in ("zh", "en"))),
    }  # fmt: skip
    labels = [Label(rule.place, "annual")]
    year, vetoed = _year(case, rule, count)
    grade = _grade(scale, year) if year is not None else ""
    if not grade:
        problems.add("K790", effect.place, "plain", labels, **words)
    elif grade != scale.grades[-1]:
        numbers = {
            "score": score(case.score),
            "vetoed": score(vetoed),
            "year": score(year or Fraction()),
            "grade": grade,
        }
        problems.add("K790", effect.place, "", labels, **words, **numbers)


def _year(case: Case, rule: AnnualRule, count: int) -> tuple[Fraction | None, Fraction]:
    """The year's score, where it is the mean of all periods, and that of the vetoed one."""
    vetoed = case.score
    for effect in case.score_effects:
        if effect.target in ("TOTAL", "COMPOSITE_SCORE") and effect.value is not None:
            vetoed = min(vetoed, effect.value)
    match rule.expr:
        case Call("MEAN", (Ref(),), where=None):
            return half_up((case.score * (count - 1) + vetoed) / count, 2), vetoed
        case _:
            return None, vetoed


def _grade(scale: GradeScale, year: Fraction) -> str:
    if not all(fits(band, by_score=True) for band in scale.bands):
        return ""
    return next((band.grade for band in scale.bands if interval_of(band.form).holds(year)), "")
