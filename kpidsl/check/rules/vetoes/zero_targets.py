"""Targets of nought beside a veto: which of them is a veto indicator is for the author to say."""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.check.rules.grades.rank_bands import fits
from kpidsl.check.vetoed import cases
from kpidsl.check.words import NAMED, percent, score
from kpidsl.core.bands import interval_of
from kpidsl.core.program import Core
from kpidsl.core.reach import families_read
from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Family, Policy
from kpidsl.syntax.tree import Call, Expr, Number, Op, Ref
from kpidsl.values import frozen


@frozen
class _Lost:
    """What a class still has when the mark of an indicator is lost."""

    family: Family
    unit_class: str
    weight: Fraction
    rest: Fraction
    grade: str


def zero_targets(policy: Policy, core: Core, problems: Problems) -> None:
    """K791 (note), where there is a veto, for indicators with a target of nought that no veto reads: what one case costs."""
    vetoes = [case for case in cases(policy, core) if case.veto.word == "VETO"]
    if not vetoes:
        return
    if any(case.veto.when and not families_read(case.trigger) for case in vetoes):
        return  # what it reads could not be read
    read = {family for case in vetoes for family in families_read(case.trigger)}
    weights = leaf_weights(policy)
    lost = [
        one
        for family in policy.families
        if family.name not in read and any(_is_nought(target.expr) for target in family.targets)
        for one in _costs(policy, family, weights)
    ]
    if lost:
        names = list(dict.fromkeys(one.family.name for one in lost))
        shown = lost[:NAMED]
        zh = "；".join(_said(one, "“{c}”丢掉“{f}”（{w}）还有 {r} 分", "，定“{g}”") for one in shown)
        en = "; ".join(_said(one, "{c} without {f} ({w}) still has {r}", ", graded {g}") for one in shown)
        labels = [Label(vetoes[0].veto.place, "veto")]
        problems.add("K791", lost[0].family.place, "", labels, count=len(names), **both("cases", zh, en))


def _said(lost: _Lost, text: str, graded: str) -> str:
    words = {
        "c": lost.unit_class,
        "f": lost.family.name,
        "w": percent(lost.weight),
        "r": score(lost.rest),
        "g": lost.grade,
    }
    return text.format(**words) + (graded.format(**words) if lost.grade else "")


def _costs(policy: Policy, family: Family, weights: LeafWeights) -> Iterator[_Lost]:
    """For each weight that the indicator has, the first class in which it has it; the lightest first."""
    seen: dict[Fraction, str] = {}
    classes = {name for target in family.targets if _is_nought(target.expr) for name in target.classes}
    for name in policy.class_names:
        weight = sum((weights[leaf].get(name) or Fraction() for leaf in family.leaves), Fraction())
        if weight and name in classes:
            seen.setdefault(weight, name)
    for weight, name in sorted(seen.items()):
        rest = policy.full * (1 - weight)
        yield _Lost(family, name, weight, rest, _grade(policy, name, rest))


def _grade(policy: Policy, unit_class: str, rest: Fraction) -> str:
    """The grade by score of a class; empty where it has none, or a composite of its own."""
    if any(unit_class in composite.classes for composite in policy.composites):
        return ""
    for scale in policy.grades:
        if scale.by_score and unit_class in scale.classes and all(fits(band, by_score=True) for band in scale.bands):
            return next((band.grade for band in scale.bands if interval_of(band.form).holds(rest)), "")
    return ""


def _is_nought(expr: Expr) -> bool:
    """``事故 = 0`` or ``事故 ≤ 0``, as all of a target or as one of what it asks for."""
    match expr:
        case Op("=" | "<=", (Ref() | Op() | Call(), Number(value))):
            return value == 0
        case Op("and", args):
            return any(_is_nought(arg) for arg in args)
        case _:
            return False
