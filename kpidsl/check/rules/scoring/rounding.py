"""Every place where the calculation rounds says its digits and its mode."""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.check.effective import linear
from kpidsl.check.words import cut, fixed, half_up, percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import full_marks, leaf_weights
from kpidsl.core.wording import keyword, plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span

USUAL = 2
"""The digits that a witness uses where the policy names none."""


def rounding(policy: Policy, core: Core, problems: Problems) -> None:
    """K310: points and totals always, composites and the year's score where there are any."""
    said = policy.rounding
    if "POINTS" not in said:
        _points(policy, problems)
    elif "TOTAL" not in said:
        problems.add("K310", _area(policy), "total")
    if "COMPOSITE_SCORE" not in said and policy.composites:
        _composite(policy, core, problems)
    if "ANNUAL" not in said and policy.annual:
        problems.add("K310", _area(policy), "annual")
    for place, rule in said.items():
        if rule and not rule.mode:
            value = _halfway(policy, rule.digits)
            names = both("stage", keyword(place, "zh"), keyword(place, "en"))
            problems.add(
                "K310", rule.place, "mode", (), digits=rule.digits, value=plain(value),
                half_up=fixed(half_up(value, rule.digits), rule.digits), cut=fixed(cut(value, rule.digits), rule.digits),
                **names,
            )  # fmt: skip


def _area(policy: Policy) -> Span:
    """Where a missing place of rounding belongs: at 保留小数, at the policy's name where there is none."""
    return policy.stated.get("ROUND", policy.place)


def _points(policy: Policy, problems: Problems) -> None:
    places = ["POINTS"] + ["TOTAL"] * ("TOTAL" not in policy.rounding)
    zh, en = "、".join(keyword(p, "zh") for p in places), ", ".join(keyword(p, "en") for p in places)
    found = next(_products(policy, USUAL), None)
    if found is None:
        problems.add("K310", _area(policy), "plain", (), **both("stages", zh, en))
        return
    leaf, unit_class, weight, mark = found
    value = mark * weight
    problems.add(
        "K310", _area(policy), "", (), name=leaf, unit_class=unit_class, weight=percent(weight), mark=plain(mark),
        value=plain(value), half_up=fixed(half_up(value, USUAL), USUAL), cut=fixed(cut(value, USUAL), USUAL),
        **both("stages", zh, en),
    )  # fmt: skip


def _products(policy: Policy, digits: int) -> Iterator[tuple[str, str, Fraction, Fraction]]:
    """Leaf, class, weight and a mark whose points lie half-way between two numbers of ``digits`` decimals."""
    weights, fulls = leaf_weights(policy), full_marks(policy)
    cells = [
        (w * policy.full / fulls[leaf][name], leaf, name)
        for leaf, row in weights.items()
        for name, w in row.items()
        if w
    ]
    for step in (Fraction(1, 2), Fraction(1, 10), Fraction(1, 20)):
        for weight, leaf, unit_class in sorted(cells, key=lambda cell: cell[0]):
            start = fulls[leaf][unit_class] * 925 / 1000 // step * step
            for index in range(100):
                mark = start - index * step
                if mark > 0 and (mark * weight * 10**digits) % 1 == Fraction(1, 2):
                    yield leaf, unit_class, weight, mark


def _halfway(policy: Policy, digits: int) -> Fraction:
    """Points of the policy's own that lie half-way, else a score just under the full mark that does."""
    found = next(_products(policy, digits), None)
    half = Fraction(1, 2 * 10**digits)
    return found[2] * found[3] if found else policy.full * 92 // 100 + half


def _composite(policy: Policy, core: Core, problems: Problems) -> None:
    """Two totals with two decimals whose composite has more."""
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        factors = linear(formula) or {}
        own = factors.get("total")
        others = [factor for key, factor in factors.items() if key.startswith("linked:")]
        if own is None or len(others) != 1:
            continue
        for index in range(100):
            total, linked = policy.full * Fraction(9527 - index, 10000), policy.full * Fraction(9341, 10000)
            value = total * own + linked * others[0]
            if (value * 100) % 1 == Fraction(1, 2):
                problems.add(
                    "K310", composite.place, "composite", (), total=plain(total), linked=plain(linked), value=plain(value),
                    own=percent(own), other=percent(others[0]),
                    half_up=fixed(half_up(value, USUAL), USUAL), cut=fixed(cut(value, USUAL), USUAL),
                )  # fmt: skip
                return
    problems.add("K310", policy.composites[0].place, "composite_plain")
