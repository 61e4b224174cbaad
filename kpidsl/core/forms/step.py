"""Step per k (每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计): points for each step between a value and its target.

gap = how far the value lies below (每低) or above (每超) the target or the named base, never negative;
steps = gap ÷ k, whole (不足 k 不计), started (不足 k 按 1 个计) or pro rata (不足部分按比例计), decided on the exact quotient;
change = steps × p, added or deducted. k is written in the value's unit, as percentage points beside a ratio, or as a
percentage of the target (目标值的 1%), then relative to it.
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.elaborate import Quantity
from kpidsl.core.forms.marking import Marking
from kpidsl.resolve.data import decimal
from kpidsl.syntax.tree import Form, Number, Op, Ref, Word

MODES = {"WHOLE": e.Rounding.TRUNCATE, "STARTED": e.Rounding.UP}


def change(form: Form, marking: Marking) -> e.Expr | None:
    """What the steps add (or, negative, deduct)."""
    gap = _gap(form, marking)
    points = marking.points(form.get("points"))
    if gap is None or points is None:
        return None
    distance, base = gap
    size = _size(form, marking, distance, base)
    mode = form.get("mode")
    if size is None:
        return None
    if not isinstance(mode, Word):
        _ask_mode(form, points, marking)
        return None
    _same_part(form, marking)
    count = e.div(distance.expr, size)
    if mode.word in MODES:
        count = e.Round(count, 0, MODES[mode.word])
    effect = form.get("effect")
    deducts = isinstance(effect, Word) and effect.word == "DEDUCT"
    return e.mul(count, e.const(-points if deducts else points))


def _gap(form: Form, marking: Marking) -> tuple[Quantity, Quantity] | None:
    named = form.get("from_")
    measure = marking.measure(form.get("measure"))
    base = marking.quantity(named) if isinstance(named, (Number, Ref, Op)) else marking.target_value()
    if measure is None or base is None:
        if marking.target_sides() is None:
            marking.problems.add("K333", form.place, "step", name=marking.leaf.family)
        return None
    if not marking.elaborator.agree(measure, base):
        return None
    direction = form.get("direction")
    below = isinstance(direction, Word) and direction.word == "BELOW"
    far, near = (base.expr, measure.expr) if below else (measure.expr, base.expr)
    return Quantity(e.Greatest((e.ZERO, e.sub(far, near))), measure.dimension, form.place), base


def _size(form: Form, marking: Marking, distance: Quantity, base: Quantity) -> e.Expr | None:
    size = form.get("size")
    if not isinstance(size, Number):
        return None
    if size.value <= 0:
        marking.problems.add("K335", size.place)
        return None
    if form.get("of_target") is not None:
        if base.constant is None or base.constant <= 0:
            marking.problems.add("K336", size.place)
            return None
        return e.mul(base.expr, e.const(size.value / 100))
    if distance.dimension == dim.RATIO:
        return _points_of_ratio(size, marking, base)
    literal = marking.elaborator.literal(size.value, size.unit, size.place)
    return literal.expr if marking.elaborator.agree(distance, literal) else None


def _points_of_ratio(size: Number, marking: Marking, base: Quantity) -> e.Expr | None:
    """Beside a ratio a step is written in percentage points; ``每低 1%`` has two readings."""
    if size.unit == "pp":
        return e.const(size.value / 100)
    if size.unit == "percent":
        k = decimal(size.value, size.digits)
        marking.problems.add("K337", size.place, "", (), step=k, **_two_readings(size.value / 100, base.constant))
    else:
        marking.problems.add("K325", size.place, "step", number=decimal(size.value, size.digits), unit="%")
    return None


def _two_readings(step: Fraction, target: Fraction | None) -> dict[str, str]:
    """The same miss read both ways, for the message: a value 3% of the target below it."""
    target = target or Fraction(1)
    missed = target * 3 * step
    return {
        "target": decimal(target * 100, 4) + "%",
        "value": decimal((target - missed) * 100, 4) + "%",
        "points_gap": decimal(missed * 100, 4),
        "points_steps": decimal(missed / step, 4),
        "relative_steps": "3",
    }


def _ask_mode(form: Form, points: Fraction, marking: Marking) -> None:
    size = form.get("size")
    assert isinstance(size, Number)
    marking.problems.add(
        "K338", form.place, "deduct" if _deducts(form) else "add",
        step=decimal(size.value, size.digits) + unit_word(size.unit), points=decimal(points, 4),
        gap=decimal(size.value * Fraction(13, 5), size.digits + 1) + unit_word(size.unit),
        whole=decimal(2 * points, 4), pro_rata=decimal(points * Fraction(13, 5), 4), started=decimal(3 * points, 4),
    )  # fmt: skip


def _deducts(form: Form) -> bool:
    effect = form.get("effect")
    return isinstance(effect, Word) and effect.word == "DEDUCT"


def unit_word(unit: str) -> str:
    """A unit as it follows a number in Chinese text."""
    match unit:
        case "pp":
            return " 个百分点"
        case "percent":
            return "%"
        case "":
            return ""
        case _:
            return " " + dim.unit_name(unit)


def _same_part(form: Form, marking: Marking) -> None:
    """``不足 K`` must speak of the same K as ``每低 K``."""
    size, part = form.get("size"), form.get("part")
    if isinstance(size, Number) and isinstance(part, Number) and (size.value, size.unit) != (part.value, part.unit):
        marking.problems.add(
            "K339", part.place,
            step=decimal(size.value, size.digits) + unit_word(size.unit),
            part=decimal(part.value, part.digits) + unit_word(part.unit),
        )  # fmt: skip
