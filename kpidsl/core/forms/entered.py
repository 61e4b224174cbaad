"""Entered mark (打分 0～100 分，精确到 0.5 分): a person gives it, within a range and to a step.

Slots: ``low``, ``high`` points; ``step`` points; ``reason`` where every deduction needs one.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking
from kpidsl.core.program import EnteredRange
from kpidsl.syntax.tree import Form, Number

FINEST = 4
"""Decimals an entered mark may have where no step is written."""


def mark(_form: Form, marking: Marking) -> e.Expr | None:
    """The entered mark itself."""
    return e.Col(f"entered:{marking.leaf.key}")


def entered_range(form: Form, full: Fraction) -> EnteredRange:
    """What a person may enter; without a range 0 to the full mark, without a step whole points."""
    low, high, step = form.get("low"), form.get("high"), form.get("step")
    return EnteredRange(
        low=low.value if isinstance(low, Number) else Fraction(0),
        high=high.value if isinstance(high, Number) else full,
        step=step.value if isinstance(step, Number) else Fraction(1),
        digits=min(step.digits, FINEST) if isinstance(step, Number) else 0,
    )
