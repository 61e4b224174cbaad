"""The least and the greatest total and composite of each class that figures within their ranges can bring.

Takes a policy and its core; gives bounds that no unit passes which all indicators of its class apply to and no veto reaches. They are
sums of what each indicator can bring by itself, rounded outwards; a class of which an indicator is not known has none.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check.scores import with_extras
from kpidsl.check.shapes import shapes
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.types import Rational, Type, bounds, type_of
from kpidsl.core.weighing import FullMarks, LeafWeights, full_marks, leaf_weights
from kpidsl.resolve.policy import Leaf, Policy
from kpidsl.values import define

Bounds = tuple[Fraction, Fraction]
ZERO = Fraction(0)
_FINE = Fraction(10**40)
"""How fine a score may be never matters here."""


@define
class Reach:
    """What can be reached in each class, worked out once."""

    policy: Policy
    core: Core
    marks: Mapping[str, Mapping[str, Bounds]]
    """By class and leaf."""
    weights: LeafWeights
    fulls: FullMarks
    totals: dict[str, Bounds | None]
    composites: dict[str, Bounds | None]

    def total(self, unit_class: str) -> Bounds | None:
        """The bounds of the total of a class."""
        if unit_class not in self.totals:
            self.totals[unit_class] = self._total(unit_class)
        return self.totals[unit_class]

    def composite(self, unit_class: str) -> Bounds | None:
        """The bounds of the composite, which is the total where nothing else is said."""
        if unit_class not in self.composites:
            self.composites[unit_class] = None  # what reads itself has no bounds
            self.composites[unit_class] = self._composite(unit_class)
        return self.composites[unit_class]

    def _total(self, unit_class: str) -> Bounds | None:
        whole = low = high = ZERO
        for key, own in self.marks.get(unit_class, {}).items():
            weight = self.weights[key][unit_class] or ZERO
            each = weight * self.policy.full / self.fulls[key][unit_class]
            below, above = _outwards(self.policy, "POINTS", (own[0] * each, own[1] * each))
            whole, low, high = whole + weight, low + below, high + above
        return _outwards(self.policy, "TOTAL", with_extras(self.policy, self.core, (low, high))) if whole == 1 else None

    def _composite(self, unit_class: str) -> Bounds | None:
        found = [
            pair
            for pair in zip(self.policy.composites, self.core.composites, strict=True)
            if unit_class in pair[0].classes
        ]
        if not found:
            return self.total(unit_class)
        formula, instead = found[0][1]
        columns = self._columns(unit_class)
        exprs = [expr for expr in (formula, *instead.values()) if expr != e.Null()]
        if not exprs or not all(e.columns_of(expr) <= set(columns) for expr in exprs):
            return None
        ends = [bounds(type_of(expr, columns)) for expr in exprs]
        return _outwards(self.policy, "COMPOSITE_SCORE", (min(low for low, _ in ends), max(high for _, high in ends)))

    def _columns(self, unit_class: str) -> dict[str, Type]:
        """What a composite may read of the unit and of those it is linked to."""
        scores = {"total": self.total(unit_class)}
        for link in self.policy.links:
            ends = link.ends.get(unit_class, ())
            scores[f"linked:{link.name}:total"] = _all_of([self.total(name) for name in ends])
            scores[f"linked:{link.name}:composite"] = _all_of([self.composite(name) for name in ends])
        scores |= {f"mark:{key}": own for key, own in self.marks.get(unit_class, {}).items()}
        known: dict[str, Type] = {
            key: kind for key, kind in self.core.types.items() if not key.startswith(("mark:", "points:"))
        }
        return known | {key: Rational(*own, _FINE) for key, own in scores.items() if own is not None}


def reach(policy: Policy, core: Core, *, always: bool = False) -> Reach | None:
    """What can be reached in the classes of a policy; None where every mark may be nothing and may be full, but for ``always``."""
    marks: dict[str, dict[str, Bounds]] = {}
    is_limited = False
    for shape in shapes(policy, core):
        own = _outwards(policy, "MARK", _with_unreported(shape.leaf, shape.low, shape.high, shape.full))
        is_limited |= own[0] > 0 or own[1] < shape.full
        for name in shape.classes:
            marks.setdefault(name, {})[shape.leaf.key] = own
    return (
        Reach(policy, core, marks, leaf_weights(policy), full_marks(policy), {}, {}) if is_limited or always else None
    )


def _with_unreported(leaf: Leaf, low: Fraction, high: Fraction, full: Fraction) -> Bounds:
    """The marks of a leaf with what is put in the place of one that is not reported, or not given to oneself."""
    words = {choice.word for choice in (leaf.unreported, leaf.self_appraisal) if choice is not None}
    if "PREVIOUS" in words:
        return Fraction(0), max(high, full)
    return min(low, Fraction(0)) if "ZERO_MARK" in words else low, max(high, full) if "FULL_MARK" in words else high


def _all_of(several: list[Bounds | None]) -> Bounds | None:
    known = [one for one in several if one is not None]
    if not known or len(known) < len(several):
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def _outwards(policy: Policy, place: str, within: Bounds) -> Bounds:
    """Bounds brought to the digits of a score, away from each other."""
    rule = policy.rounding.get(place)
    if rule is None or not rule.mode:
        return within
    unit = Fraction(1, 10**rule.digits)
    return (within[0] // unit) * unit, -(-within[1] // unit) * unit
