"""Proportional (按完成率计分，最多 100 分): mark = value ÷ target × full, up to a cap.

Slots: ``measure``; ``cap`` points or 满分. Only for a target that is better when larger, of a positive value, over a measure
that cannot be negative: no regulation seen says what the others mean.
"""

from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking, refuse_without_target
from kpidsl.syntax.tree import Form


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The measure's share of the target, in points."""
    measure = marking.measure(form.get("measure"))
    sides, target = marking.target_sides(), marking.target_value()
    if measure is None or sides is None or target is None:
        if sides is None:
            refuse_without_target(marking, form)
        return None
    if sides[1] not in (">=", ">", "=") or target.constant is None or target.constant <= 0:
        marking.problems.add("K345", form.place, "target")
        return None
    if marking.elaborator.interval(measure.expr)[0] < 0:
        marking.problems.add("K345", form.place, "negative")
        return None
    cap = marking.points(form.get("cap"))
    if cap is None:
        marking.problems.add("K340", form.place, "proportional", name=marking.leaf.key)
        return None
    if not marking.elaborator.agree(measure, target):
        return None
    share = e.mul(e.div(measure.expr, target.expr), e.const(marking.full))
    return e.Least((share, e.const(cap)))
