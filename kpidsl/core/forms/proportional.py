"""Proportional (按完成率计分，最多 100 分): mark = value ÷ target × full, up to a cap.

Slots: ``measure``; ``cap`` points or 满分; ``inverse``, where less is better: TARGET_OVER (target ÷ value) or TWO_MINUS
(2 − value ÷ target), which is asked for (K662). Only for a target of a positive value, over a measure that cannot be negative,
nor 0 where it divides.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking, refuse_without_target
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import amount_words, keyword, plain
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.tree import Form, Word


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The measure's share of the target, in points."""
    measure = marking.measure(form.get("measure"))
    sides, target = marking.target_sides(), marking.target_value()
    if measure is None or sides is None or target is None:
        if sides is None:
            refuse_without_target(marking, form)
        return None
    if target.constant is None or target.constant <= 0:
        marking.problems.add("K345", form.place, "target")
        return None
    inverse = form.get("inverse")
    way = inverse.word if isinstance(inverse, Word) else ""
    direction = marking.elaborator.policy.family(marking.leaf.family).direction
    if direction and direction.word == "IN_RANGE":
        words = both("direction", *(keyword(direction.word, lang) for lang in ("zh", "en")))
        marking.problems.add("K662", form.place, "range", (), name=marking.leaf.family, **words)
        return None
    by_direction = sides[1] == "=" and direction is not None and direction.word == "LESS_IS_BETTER"
    if (sides[1] in ("<=", "<") or by_direction) != bool(way):
        _ask_way(form, measure, target, bool(way), marking)
        return None
    low = marking.elaborator.interval(measure.expr)[0]
    if way == "TARGET_OVER" and low == 0:
        marking.problems.add("K345", form.place, "zero")
        return None
    if low < 0:
        marking.problems.add("K345", form.place, "negative")
        return None
    cap = marking.amount(form.get("cap"))
    if cap is None:
        marking.problems.add("K340", form.place, "proportional", name=marking.leaf.key)
        return None
    if not marking.elaborator.agree(measure, target):
        return None
    reached = {
        "": e.div(measure.expr, target.expr),
        "TARGET_OVER": e.div(target.expr, measure.expr),
        "TWO_MINUS": e.sub(e.const(2), e.div(measure.expr, target.expr)),
    }[way]
    return e.Least((e.mul(reached, e.const(marking.full)), cap))


def _ask_way(form: Form, measure: Quantity, target: Quantity, is_said: bool, marking: Marking) -> None:
    """K662: where less is better, which of the two ways, with what each gives at a value a quarter above the target."""
    assert target.constant is not None
    if is_said:
        marking.problems.add("K662", form.place, "direction")
        return
    value = target.constant * Fraction(5, 4)
    marking.problems.add(
        "K662", form.place, "", (), **amount_words("target", target.constant, measure.dimension),
        **amount_words("value", value, measure.dimension), over=plain(marking.full * Fraction(4, 5)),
        minus=plain(marking.full * Fraction(3, 4)),
    )  # fmt: skip
