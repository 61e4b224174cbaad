"""Entered mark (打分 0～100 分，精确到 0.5 分): a person gives it, within a range and to a step.

Slots: ``low``, ``high`` points (or 满分, which may differ by class); ``step`` points; ``reason`` where every deduction needs one.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking
from kpidsl.core.program import EnteredRange
from kpidsl.core.wording import plain
from kpidsl.syntax.tree import Form, Number, Word

FINEST = 4
"""Decimals an entered mark may have where no step is written."""


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The entered mark itself; None after reporting a unit that is not points, or a range whose best mark cannot be entered."""
    if any(form.get(slot) and marking.points(form.get(slot)) is None for slot in ("low", "high", "step")):
        return None
    marks, place = entered_range(form, marking.full), form.place
    step = Fraction(1) if marks.step is None else marks.step
    words = {"low": plain(marks.low), "high": plain(marks.high), "step": plain(step)}
    if marks.low >= marks.high:
        marking.problems.add("K329", place, "", (), low=words["low"], high=words["high"])
    elif step <= 0:
        marking.problems.add("K329", place, "step", (), step=words["step"])
    elif (marks.high - marks.low) % step:
        marking.problems.add("K329", place, "uneven", (), **words)
    else:
        return _column(marking)
    return None


def _column(marking: Marking) -> e.Expr:
    return e.Col(f"entered:{marking.leaf.key}")


def entered_range(form: Form, full: Fraction) -> EnteredRange:
    """What a person may enter; without a range 0 to the full mark, without a step whole points."""
    low, high, step = form.get("low"), form.get("high"), form.get("step")
    return EnteredRange(
        low=low.value if isinstance(low, Number) else Fraction(0),
        high=high.value if isinstance(high, Number) else full,
        step=step.value if isinstance(step, Number) else Fraction(1),
        digits=min(step.digits, FINEST) if isinstance(step, Number) else 0,
        to_full=isinstance(high, Word),
    )
