"""The year: what its score is made from, what a missing month does, and the scales that grade it.

The witness is a unit with 95% of the full mark in eleven months and no result in one.
"""

from fractions import Fraction

from attrs import evolve

from kpidsl.check.rules.grades.exclusions import of_the_year
from kpidsl.check.rules.grades.places import places
from kpidsl.check.rules.grades.rank_bands import rank_bands
from kpidsl.check.rules.grades.score_bands import risen, score_bands
from kpidsl.check.rules.grades.small_groups import small_groups
from kpidsl.check.rules.grades.ties import ties
from kpidsl.check.words import ALMOST_FULL, rough
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def annual(policy: Policy, core: Core, problems: Problems) -> None:
    """K723 without a rule for missing months, K731 for figures of the year that are none; the scales of the year as any others."""
    _figures_of_the_year(policy, problems)
    rule = policy.annual
    if rule is None:
        return
    each, count = policy.full * ALMOST_FULL, policy.cycle.in_a_year
    for value in core.annual:
        if value.rule.missing is None and value.has_mean:
            variant = "" if policy.period == "MONTH" else "periods"
            zero = rough(each * Fraction(count - 1, count))
            words = {"each": plain(each), "mean": plain(each), "zero": zero, "count": count}
            problems.add("K723", value.rule.place, variant, (), **words)
    digits = policy.rounding.get("ANNUAL")
    rounding = {**policy.rounding, **({"TOTAL": digits, "COMPOSITE_SCORE": digits} if digits else {})}
    graded = evolve(policy, grades=rule.grades, rounding=rounding)
    for check in (rank_bands, score_bands, places, ties, small_groups):
        check(graded, core, problems)
    _vetoes_on_the_year(policy, problems)
    of_the_year(policy, core, problems)
    for scale in rule.grades:
        if scale.tie_keys:
            problems.add("K724", scale.tie_keys[0].place, "", (), name=scale.name)


def _figures_of_the_year(policy: Policy, problems: Problems) -> None:
    """K731: only 基础数据 may be reported once a year, as they come, and only where there is a year's score to read them."""
    for family in policy.all_families:
        if family.yearly is None:
            continue
        if family.word != "FIGURES":
            problems.add("K731", family.yearly, "indicator", (), name=family.name)
        elif family.formulas:
            problems.add("K731", family.formulas[0].place, "formula", (), name=family.name)
        elif policy.annual is None:
            problems.add("K731", family.yearly, "none", (), name=family.name)


def _vetoes_on_the_year(policy: Policy, problems: Problems) -> None:
    """K309 for the best grade, K358 and K359 for places: a veto that acts on a grade of the year says what one of a period says."""
    scales = {scale.name: scale for scale in policy.annual.grades} if policy.annual else {}
    for veto in policy.vetoes:
        for effect in veto.effects:
            scale = scales.get(effect.target)
            if scale is None:
                continue
            if scale.bands and effect.grade == scale.grades[0] and not risen(scale):
                problems.add("K309", effect.place, "best", (), name=veto.name, grade=effect.grade)
            if scale.by_score or any(
                not one.by_score for one in policy.grades
            ):  # where the month has grades by rank, they ask for the same
                continue
            if veto.ranking is None:
                problems.add("K358", veto.place, "plain", name=veto.name)
            elif (
                scale.bands
                and effect.grade == scale.grades[-1]
                and veto.fail_places is None
                and veto.ranking != "KEEPS_PLACE"
            ):
                problems.add("K359", veto.place, "plain", name=veto.name, grade=effect.grade)
