"""The year: what its score is made from, what a missing month does, and the scales that grade it.

The witness is a unit with 95% of the full mark in eleven months and no result in one.
"""

from fractions import Fraction

from attrs import evolve

from kpidsl.check.rules.places import places
from kpidsl.check.rules.rank_bands import rank_bands
from kpidsl.check.rules.score_bands import score_bands
from kpidsl.check.rules.small_groups import small_groups
from kpidsl.check.rules.ties import ties
from kpidsl.check.words import ALMOST_FULL, score
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy
from kpidsl.syntax.tree import Ref, Word

_MONTHS = 12


def annual(policy: Policy, core: Core, problems: Problems) -> None:
    """K722 for what the year cannot be made from, K723 without a rule for missing months; its scales as any others."""
    rule = policy.annual
    if rule is None:
        return
    match rule.of:
        case Ref((Word("TOTAL" | "COMPOSITE_SCORE"),)):
            pass
        case _:
            problems.add("K722", rule.of.place)
    if policy.period not in ("", "MONTH"):
        problems.add("K722", rule.place, "period")
    if rule.best and (rule.how != "MEAN" or not 0 < rule.best < _MONTHS):
        problems.add("K722", rule.place, "best")
    if rule.missing is None and rule.how == "MEAN":
        each = policy.full * ALMOST_FULL
        problems.add(
            "K723", rule.place, "", (), each=plain(each), mean=plain(each), zero=score(each * Fraction(11, _MONTHS))
        )
    digits = policy.rounding.get("ANNUAL")
    rounding = {**policy.rounding, **({"TOTAL": digits, "COMPOSITE_SCORE": digits} if digits else {})}
    graded = evolve(policy, grades=rule.grades, rounding=rounding)
    for check in (rank_bands, score_bands, places, ties, small_groups):
        check(graded, core, problems)
    for scale in rule.grades:
        if scale.tie_keys:
            problems.add("K724", scale.tie_keys[0].place, "", (), name=scale.name)
