"""A veto of a period says what it does to the year, where the year is graded by the scores of its periods.

The witness is a unit with 95% of the full mark in every period, the vetoed one too, as far as the veto leaves its score alone.
"""

from fractions import Fraction
from functools import reduce

from kpidsl.check.rules.grades.rank_bands import fits
from kpidsl.check.vetoed import Case, cases
from kpidsl.check.words import half_up, score
from kpidsl.core.bands import interval_of
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import AnnualRule, GradeScale, Policy
from kpidsl.syntax.tree import Call, Expr, Number, Op, Ref, refs_in
from kpidsl.values import frozen


def veto_carry(policy: Policy, core: Core, problems: Problems) -> None:
    """K790 for a veto that settles the grade of a period, and of the year says nothing."""
    annual = policy.annual
    if annual is None or policy.cycle.in_a_year == 1 or policy.period == "TERM":
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
    policy = case.policy
    effect = next(one for one in case.veto.effects if one.grade or one.lowers)
    words = {
        "name": case.veto.name, "scale": scale.name, **_period(policy),
    }  # fmt: skip
    labels = [Label(rule.place, "annual")]
    year, vetoed = _year(case, rule, policy.cycle.in_a_year)
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


def _period(policy: Policy) -> dict[str, object]:
    """What a period is called, where the head says it."""
    if not policy.period:
        return both("period", "考核期", "period")
    return both("period", *(keyword(policy.period, lang) for lang in ("zh", "en")))


def _year(case: Case, rule: AnnualRule, count: int) -> tuple[Fraction | None, Fraction]:
    """The year's score, where it is made of means, sums and shares, and that of the vetoed period."""
    vetoed = case.score
    for effect in case.score_effects:
        if effect.target in ("TOTAL", "COMPOSITE_SCORE") and effect.value is not None:
            vetoed = min(vetoed, effect.value)
    year = _Year(case.score, vetoed, count).value(rule.expr)
    return None if year is None else half_up(year, 2), vetoed


@frozen
class _Year:
    """A year of ``count`` periods (0: not said) with the same score but for one, and any other figure as good as that score."""

    score: Fraction
    vetoed: Fraction
    count: int

    def value(self, expr: Expr) -> Fraction | None:
        """What an expression of the year comes to; None for one that is more than means, sums and shares."""
        match expr:
            case Number(value, _, unit):
                return value / 100 if unit == "percent" else value
            case Ref():
                return self.score
            case Call("MEAN", (Ref(),), where=None) if self.vetoed == self.score:
                return self.score  # of whichever periods
            case Call("MEAN" | "SUM_OF" as word, (Ref(),), scope=None, where=None) if self.count:
                total = self.score * (self.count - 1) + self.vetoed
                return total / self.count if word == "MEAN" else total
            case Op("+" | "*", args, signs=signs):
                values = [self.value(arg) for arg in args]
                known = [value for value in values if value is not None]
                return reduce(_joined, zip(signs, known, strict=True), None) if len(known) == len(values) else None
            case _:
                return None


def _joined(so_far: Fraction | None, term: tuple[str, Fraction]) -> Fraction | None:
    """One more term of a sum or a product by its sign."""
    sign, value = term
    if so_far is None:
        return -value if sign == "-" else value
    match sign:
        case "+":
            return so_far + value
        case "-":
            return so_far - value
        case "*":
            return so_far * value
        case _:
            return so_far / value if value else None


def _grade(scale: GradeScale, year: Fraction) -> str:
    if not all(fits(band, by_score=True) for band in scale.bands):
        return ""
    return next((band.grade for band in scale.bands if interval_of(band.form).holds(year)), "")
