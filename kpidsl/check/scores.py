"""Which values marks, totals and composites can take.

Takes a policy and its core; gives types. Vetoes only lower a score to points that the policy names, and a total is a
weighted mean of marks, so that both stay within the marks' own range and those points.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.types import Decimal, Number, Rational, Type, bounds, type_of
from kpidsl.core.weighing import full_marks
from kpidsl.resolve.policy import Extra, Policy

_FINE = Fraction(10**40)
"""How fine an unrounded score may be never matters here: no formula divides by one (K349)."""


def mark_range(policy: Policy, core: Core) -> tuple[Fraction, Fraction]:
    """The lowest and the highest mark that some rule of the policy can give, of its full mark, and any points a veto sets."""
    lows, highs = [Fraction(0)], [policy.full]
    fulls = full_marks(policy)
    for leaf, rules in core.marks.items():
        for rule in () if policy.extra(leaf) else rules:
            if e.columns_of(rule.expr) <= core.types.keys():
                low, high = bounds(type_of(rule.expr, core.types))
                for full in {fulls[leaf][name] for name in rule.classes}:
                    best = min(high, full) if leaf in core.entered and core.entered[leaf].to_full else high
                    lows.append(low * policy.full / full)
                    highs.append(best * policy.full / full)
    lows += [effect.value for veto in policy.vetoes for effect in veto.effects if effect.value is not None]
    return min(lows), max(highs)


def score_columns(policy: Policy, core: Core) -> dict[str, Type]:
    """The types of data and of everything scored, by column."""
    low, high = mark_range(policy, core)
    columns: dict[str, Type] = dict(core.types)
    columns.update({f"points:{leaf.key}": Rational(low, high, _FINE) for leaf in policy.leaves})
    for key, fulls in full_marks(policy).items():
        most = max([policy.full, *fulls.values()]) / policy.full
        columns[f"mark:{key}"] = Rational(low * most, high * most, _FINE)
    columns["total"] = _rounded(policy, "TOTAL", with_extras(policy, core, (low, high)))
    columns["composite"] = columns["total"]
    for _ in policy.composites:
        linked = {
            f"linked:{link.name}:{score}": columns[score] for link in policy.links for score in ("total", "composite")
        }
        columns |= linked
        columns["composite"] = _composite(policy, core, columns)
    return columns


def with_extras(policy: Policy, core: Core, within: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """The range of totals after coefficients, bonuses and maluses."""
    low, high = within
    for expr in core.coefficients:
        least, most = (
            bounds(type_of(expr, core.types)) if e.columns_of(expr) <= core.types.keys() else (Fraction(1),) * 2
        )
        low, high = min(low * least, low * most), max(high * least, high * most, high)
    said = policy.extras_together
    for adds, word in ((True, "BONUS_SUM"), (False, "MALUS_SUM")):
        points = sum(
            (_most(core, extra) for extra in policy.extras if extra.word == word.removesuffix("_SUM")), Fraction(0)
        )
        cap = said.most.get(word)
        points = points if cap is None else min(points, cap)
        low, high = (low, high + points) if adds else (low - points, high)
    for extra in policy.extras:
        if extra.word == "ADJUSTMENT":
            low, high = low + _least(core, extra), high + _most(core, extra)
    return (low if said.low is None else max(low, said.low)), (high if said.high is None else min(high, said.high))


def _least(core: Core, extra: Extra) -> Fraction:
    """The fewest points of one item, below 0 where it takes."""
    rules = [rule for rule in core.marks[extra.leaf.key] if e.columns_of(rule.expr) <= core.types.keys()]
    return min((bounds(type_of(rule.expr, core.types))[0] for rule in rules), default=Fraction(0))


def _most(core: Core, extra: Extra) -> Fraction:
    """The most points of one item."""
    rules = [rule for rule in core.marks[extra.leaf.key] if e.columns_of(rule.expr) <= core.types.keys()]
    return max((bounds(type_of(rule.expr, core.types))[1] for rule in rules), default=Fraction(0))


def _composite(policy: Policy, core: Core, columns: dict[str, Type]) -> Type:
    """Totals of classes without a formula, and what the formulas give."""
    low, high = bounds(columns["total"])
    for formula, instead in core.composites:
        for expr in (formula, *instead.values()):
            if e.columns_of(expr) <= columns.keys() and expr != e.Null():
                below, above = bounds(type_of(expr, columns))
                low, high = min(low, below), max(high, above)
    return _rounded(policy, "COMPOSITE_SCORE", (low, high))


def _rounded(policy: Policy, place: str, within: tuple[Fraction, Fraction]) -> Number:
    rule = policy.rounding.get(place)
    return Rational(*within, _FINE) if rule is None else Decimal(rule.digits, *within)


def graded_step(policy: Policy, classes: tuple[str, ...]) -> Fraction | None:
    """The smallest step of the score by which classes are graded; None where it has no declared digits."""
    composed = {name for composite in policy.composites for name in composite.classes}
    places = {"COMPOSITE_SCORE" if name in composed else "TOTAL" for name in classes} or {"TOTAL"}
    rules = [policy.rounding.get(place) for place in places]
    digits = [rule.digits for rule in rules if rule is not None]
    return Fraction(1, 10 ** max(digits)) if len(digits) == len(rules) else None
