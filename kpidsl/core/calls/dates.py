"""Days between dates: ``天数（截止日期，报送日期）``.

Takes a call of two dates; gives how many days the second lies after the first, negative where it lies before.
"""

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.quantity import Quantity
from kpidsl.syntax.tree import Call


def days(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """From the first to the second date."""
    parts = [elaborator.quantity(arg, family, kinds) for arg in call.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if len(known) != 2 or any(part.dimension != dim.DATE for part in known):
        elaborator.problems.add("K643", call.place, "days")
        return None
    day = dim.measure("day")
    gap = e.mul(e.sub(known[1].expr, known[0].expr), e.const(day.scale))
    return Quantity(gap, day.dimension, call.place, unit="day")
