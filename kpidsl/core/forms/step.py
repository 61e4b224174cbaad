"""Step per k (每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计): points for each step between a value and its target.

gap = how far the value lies below (每低) or above (每超) the target or the named base, never negative;
steps = gap ÷ k, whole (不足 k 不计), started (不足 k 按 1 个计) or pro rata (不足部分按比例计), decided on the exact quotient;
change = steps × p, added or deducted. k is written in the value's unit, as percentage points beside a ratio (or in a unit
that is one, 人/千人), or as a percentage of the target (目标值的 1%), then relative to it.
"""

from attrs import evolve

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.forms.dead_band import beyond
from kpidsl.core.forms.marking import Marking, refuse_without_target
from kpidsl.core.forms.step_readings import Step, ask_mode, ask_reading, is_always_whole, refuse_other_part
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import plain
from kpidsl.syntax.tree import Blank, Call, Form, Number, Op, Ref, Word

MODES = {"WHOLE": e.Rounding.TRUNCATE, "STARTED": e.Rounding.UP}


def change(form: Form, marking: Marking) -> e.Expr | None:
    """What the steps add (or, negative, deduct)."""
    step = _step(form, marking)
    size = None if step is None else _size(step, marking)
    if step is None or size is None:
        return None
    mode = form.get("mode")
    count = e.div(step.distance.expr, size)
    if isinstance(mode, Word):
        refuse_other_part(step, marking)
        if mode.word in MODES:
            count = e.Round(count, 0, MODES[mode.word])
    elif not (isinstance(size, e.Const) and is_always_whole(step, size.value, marking)):
        ask_mode(step, size, marking)
        return None
    return e.mul(count, e.neg(step.each) if step.deducts else step.each)


def _step(form: Form, marking: Marking) -> Step | None:
    gap, each, size = _gap(form, marking), marking.amount(form.get("points")), _written_size(form, marking)
    if gap is None or each is None or size is None:
        return None
    return Step(form, size, marking.elaborator.interval(each)[1], *gap, each)


def _written_size(form: Form, marking: Marking) -> Number | None:
    """The size as a number with its unit; one that is read from a table has to be a number in each class (K636)."""
    node = form.get("size")
    if isinstance(node, Number) or not isinstance(node, (Ref, Op, Call, Blank)):
        return node if isinstance(node, Number) else None
    value = marking.quantity(node)
    if value is None:
        return None
    if value.constant is None:
        marking.problems.add("K636", node.place, "size")
        return None
    unit = value.unit or value.read_in
    scale = dim.measure(unit).scale if unit else 1
    return Number(value.constant / scale, e.decimal_digits(value.constant / scale) or 0, unit, node.place)


def _gap(form: Form, marking: Marking) -> tuple[Quantity, Quantity] | None:
    named = form.get("from_")
    measure = marking.measure(form.get("measure"))
    base = marking.quantity(named) if isinstance(named, (Number, Ref, Op, Call)) else marking.target_value()
    if measure is None or base is None:
        if marking.target_sides() is None:
            refuse_without_target(marking, form)
        return None
    if not marking.elaborator.agree(measure, base):
        return None
    direction = form.get("direction")
    below = isinstance(direction, Word) and direction.word == "BELOW"
    far, near = (base.expr, measure.expr) if below else (measure.expr, base.expr)
    gap = Quantity(e.Greatest((e.ZERO, e.sub(far, near))), measure.dimension, form.place, measure.unit)
    counted = beyond(gap, base, marking)
    return None if counted is None else (evolve(gap, expr=counted), base)


def _size(step: Step, marking: Marking) -> e.Expr | None:
    size, base = step.size, step.base
    if size.value <= 0:
        marking.problems.add("K335", size.place, "", (), **step.words())
        return None
    if step.form.get("of_target") is not None:
        if base.constant is None or base.constant <= 0:
            marking.problems.add("K336", size.place)
            return None
        return e.mul(base.expr, e.const(size.value / 100))
    if step.distance.dimension == dim.RATIO and size.unit in ("", "pp", "percent", "permille"):
        return _points_of_ratio(step, marking)
    literal = marking.elaborator.literal(size.value, size.unit, size.place)
    return literal.expr if marking.elaborator.agree(step.distance, literal) else None


def _points_of_ratio(step: Step, marking: Marking) -> e.Expr | None:
    """Beside a ratio a step is written in percentage points; ``每低 1%`` has two readings."""
    size = step.size
    if size.unit == "pp":
        return e.const(size.value / 100)
    if size.unit:
        ask_reading(step, marking)
    else:
        marking.problems.add("K325", size.place, "step", number=plain(size.value))
    return None
