"""Floors and caps of a mark: 扣完为止, 最低 N 分, 最高 N 分, 最多扣 N 分, 最多加 N 分.

``MAX_DEDUCT`` and ``MAX_ADD`` limit what steps change; ``FLOOR`` and ``CAP`` limit the mark. Steps that deduct must say
where they end, and so must steps that add.
"""

from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking
from kpidsl.resolve.policy import Scoring
from kpidsl.syntax.tree import Form


def limited(base: e.Expr, changes: list[e.Expr], scoring: Scoring, marking: Marking) -> e.Expr | None:
    """The base with all changes, within every limit that the rule states."""
    limits = {form.word: form for form in scoring.forms if form.word in ("FLOOR", "CAP", "MAX_DEDUCT", "MAX_ADD")}
    if not _ends(scoring, limits, marking):
        return None
    mark = base
    for form_word, expr in zip([f for f in scoring.forms if f.word == "STEP"], changes, strict=True):
        mark = e.add(mark, _within(expr, form_word, limits, marking))
    floor = marking.points(limits["FLOOR"].get("at")) if "FLOOR" in limits else None
    cap = marking.points(limits["CAP"].get("at")) if "CAP" in limits else None
    if cap is not None:
        mark = e.Least((mark, e.const(cap)))
    return mark if floor is None else e.Greatest((mark, e.const(floor)))


def _within(change: e.Expr, form: Form, limits: dict[str, Form], marking: Marking) -> e.Expr:
    word = "MAX_DEDUCT" if _deducts(form) else "MAX_ADD"
    most = marking.points(limits[word].get("points")) if word in limits else None
    if most is None:
        return change
    return e.Greatest((change, e.const(-most))) if word == "MAX_DEDUCT" else e.Least((change, e.const(most)))


def _deducts(form: Form) -> bool:
    effect = form.get("effect")
    return getattr(effect, "word", "") == "DEDUCT"


def _ends(scoring: Scoring, limits: dict[str, Form], marking: Marking) -> bool:
    steps = [form for form in scoring.forms if form.word == "STEP"]
    for form in steps:
        needed = ("FLOOR", "MAX_DEDUCT") if _deducts(form) else ("CAP", "MAX_ADD")
        if not any(word in limits for word in needed):
            marking.problems.add("K340", form.place, "deduct" if _deducts(form) else "add", name=marking.leaf.key)
            return False
    return True
