"""How many decimals a published score can have: as many as it is rounded to, and as any points that may take its place or are
added after its rounding.

Takes a policy; gives a number, None where the policy leaves it open.
"""

from collections.abc import Iterable
from fractions import Fraction

from kpidsl.core.expr import decimal_digits
from kpidsl.core.weighing import full_marks
from kpidsl.resolve.policy import Policy


def mark_digits(policy: Policy, leaf: str, entered: int | None) -> int | None:
    """Of the mark of a leaf, which a person enters with so many decimals, None where it is worked out."""
    rule = policy.rounding.get("MARK")
    if rule is not None:
        return max(rule.digits, _set(policy, "MARK", leaf))
    if entered is None:
        return None
    return max(entered, _most(full_marks(policy).get(leaf, {}).values()), _set(policy, "MARK", leaf))


def points_digits(policy: Policy) -> int | None:
    """Of the points of a leaf."""
    rule = policy.rounding.get("POINTS")
    return None if rule is None else rule.digits


def total_digits(policy: Policy) -> int | None:
    """Of the total: after coefficients it has their decimals, after bonuses and maluses those of their points too."""
    rule = policy.rounding.get("COEFFICIENT" if policy.coefficients else "TOTAL")
    if rule is None:
        return None
    found = max(rule.digits, _set(policy, "TOTAL"))
    if not policy.extras:
        return found
    points, together = points_digits(policy), policy.extras_together
    limits = (one for one in (*together.most.values(), together.low, together.high) if one is not None)
    return None if points is None else max(found, points, _most(limits))


def composite_digits(policy: Policy) -> int | None:
    """Of the composite, which is the total in a class without a formula."""
    made = {name for composite in policy.composites for name in composite.classes}
    parts = [total_digits(policy)] if set(policy.class_names) - made else []
    if made:
        rule = policy.rounding.get("COMPOSITE_SCORE")
        parts.append(None if rule is None else rule.digits)
    known = [part for part in parts if part is not None]
    return max(*known, _set(policy, "COMPOSITE_SCORE")) if len(known) == len(parts) else None


def _set(policy: Policy, target: str, leaf: str = "") -> int:
    """Decimals of what vetoes set a score to or cap it at."""
    effects = (effect for veto in policy.vetoes for effect in veto.effects)
    return _most(one.value for one in effects if one.target == target and one.leaf == leaf and one.value is not None)


def _most(values: Iterable[Fraction]) -> int:
    return max((decimal_digits(value) or 0 for value in values), default=0)
