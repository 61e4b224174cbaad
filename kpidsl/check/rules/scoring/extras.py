"""Bonuses, maluses and coefficients say how far they go."""

from fractions import Fraction

from kpidsl.check.words import fixed
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.types import bounds, type_of
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Extra, Policy

_LIMITS = ("CAP", "MAX_ADD", "MAX_DEDUCT", "ENTERED", "TIERS", "INTERPOLATE", "PASS_FAIL", "PROPORTIONAL")
"""What bounds the points of one item by itself."""
_SUMS = {True: "BONUS_SUM", False: "MALUS_SUM"}


def extras(policy: Policy, core: Core, problems: Problems) -> None:
    """K665 to K672 and K676, one for each thing that is left open or contradicts itself."""
    for extra in policy.extras:
        if extra.word == "ADJUSTMENT":
            _is_bounded(extra, problems)
        else:
            _has_an_end(policy, core, extra, problems)
            _is_never_negative(core, extra, problems)
        _is_never_full(extra, problems)
    _kinds_exist(policy, problems)
    _have_no_weight(policy, problems)
    _figures_have_a_reporter(policy, problems)
    if policy.coefficients and "COEFFICIENT" not in policy.rounding:
        _coefficient_rounding(policy, core, problems)


def _has_an_end(policy: Policy, core: Core, extra: Extra, problems: Problems) -> None:
    """K665: points without an end, by item, kind or sum; K331 where there is no rule at all."""
    leaf = extra.leaf
    if not leaf.scoring:
        problems.add("K331", leaf.place, "extra", (), name=leaf.key)
        return
    said = policy.extras_together.most
    if extra.kind in said or _SUMS[extra.adds] in said:
        return
    for scoring in leaf.scoring:
        if not any(form.word in _LIMITS for form in scoring.forms):
            rules = [rule for rule in core.marks[leaf.key] if e.columns_of(rule.expr) <= core.types.keys()]
            if not rules:
                continue
            most = max(bounds(type_of(rule.expr, core.types))[1] for rule in rules)
            problems.add("K665", scoring.place, "" if extra.adds else "malus", (), name=leaf.key, most=plain(most))


def _is_bounded(extra: Extra, problems: Problems) -> None:
    """K676: an adjustment without both ends; K331 without a rule."""
    leaf = extra.leaf
    if not leaf.scoring:
        problems.add("K331", leaf.place, "extra", (), name=leaf.key)
    for scoring in leaf.scoring:
        words = {form.word for form in scoring.forms}
        if "ENTERED" not in words and not {"CAP", "FLOOR"} <= words:
            problems.add("K676", scoring.place, "", (), name=leaf.key)


def _is_never_negative(core: Core, extra: Extra, problems: Problems) -> None:
    """K665: a bonus that takes, a malus that adds."""
    for rule in core.marks.get(extra.leaf.key, ()):
        if e.columns_of(rule.expr) <= core.types.keys():
            low = bounds(type_of(rule.expr, core.types))[0]
            if low < 0:
                variant = "negative" if extra.adds else "negative_malus"
                problems.add("K665", rule.place, variant, (), name=extra.leaf.key, low=plain(low))


def _is_never_full(extra: Extra, problems: Problems) -> None:
    """K669: a full mark in place of a figure that is not there would be a hundred points too many."""
    rules = (extra.leaf.unreported, extra.leaf.not_applicable)
    for rule in rules:
        if rule is not None and rule.word not in ("STOP", "STOP_AND_CHASE", "ZERO_MARK"):
            problems.add("K669", extra.leaf.place, "", [Label(rule.place, "rule")], name=extra.leaf.key)


def _kinds_exist(policy: Policy, problems: Problems) -> None:
    """K671: a limit for a kind that no item is of."""
    kinds = {extra.kind for extra in policy.extras}
    sums = {_SUMS[extra.adds] for extra in policy.extras if extra.word != "ADJUSTMENT"}
    for word, place in policy.extras_together.places.items():
        if word in _SUMS.values() and word not in sums:
            problems.add("K671", place, "sum")
        elif word not in _SUMS.values() and word not in kinds:
            problems.add("K671", place, "", (), name=word, **listed("kinds", sorted(kinds - {""})))


def _have_no_weight(policy: Policy, problems: Problems) -> None:
    """K672: a row of weights for what stands outside them."""
    names = {family.name: family.word for family in policy.aside}
    for row, place in (policy.weights.row_places if policy.weights else {}).items():
        if row in names:
            problems.add("K672", place, "figures" if names[row] == "FIGURES" else "", (), name=row)


def _figures_have_a_reporter(policy: Policy, problems: Problems) -> None:
    """K670: figures of their own that nobody reports."""
    known = {name for department in policy.departments for name in (department.name, *department.aliases)}
    for family in policy.aside:
        if family.word == "FIGURES" and not family.lead and family.source not in known:
            problems.add("K670", family.place, "", (), name=family.name)


def _coefficient_rounding(policy: Policy, core: Core, problems: Problems) -> None:
    """K666, with a total whose product has more decimals than two."""
    coefficient, expr = policy.coefficients[0], core.coefficients[0]
    high = Fraction(115, 100)
    if e.columns_of(expr) <= core.types.keys():
        high = bounds(type_of(expr, core.types))[1]
    total = policy.full * Fraction(8735, 10000)
    value = total * (high if (total * high * 100) % 1 else Fraction(115, 100))
    problems.add(
        "K666", policy.stated.get("ROUND", policy.place), "", (), name=coefficient.name, total=plain(total),
        factor=plain(value / total), value=plain(value), rounded=fixed(value, 2),
    )  # fmt: skip
