"""Intervals of values, as written in tiers and score bands.

An INTERVAL form has slots ``low``, ``low_closed``, ``high``, ``high_closed``; a side left out is open-ended. ``of`` is what
stands in the middle of ``80 ≤ 分数 < 90``.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.forms.marking import Marking, number_in
from kpidsl.core.quantity import Quantity
from kpidsl.syntax.tree import Form, Node, Word
from kpidsl.values import frozen


@frozen
class Interval:
    """Values from ``low`` to ``high``; None is without end."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    @property
    def is_empty(self) -> bool:
        """Whether no value lies inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    def holds(self, value: Fraction) -> bool:
        """Whether ``value`` lies inside."""
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below


def read(form: Form, values: dict[str, Fraction | None]) -> Interval:
    """The interval of a form whose sides have the given values."""
    return Interval(values["low"], _closed(form.get("low_closed")), values["high"], _closed(form.get("high_closed")))


def _closed(node: Node | None) -> bool:
    return isinstance(node, Word) and node.word == "CLOSED"


def beside(form: Form, measure: Quantity, marking: Marking) -> Interval | None:
    """The interval in the measure's base units; a unit that does not fit is reported."""
    return within(form, measure, marking.elaborator)


def within(form: Form, measure: Quantity, elaborator: Elaborator) -> Interval | None:
    """As `beside`, without an indicator that is marked."""
    values: dict[str, Fraction | None] = {}
    for side in ("low", "high"):
        node = form.get(side)
        if node is None:
            values[side] = None
            continue
        number = number_in(elaborator, node, measure)
        if not isinstance(number, e.Const):
            return None
        values[side] = number.value
    return read(form, values)


def inside(interval: Interval, value: e.Expr) -> e.Expr:
    """Whether ``value`` lies in the interval."""
    parts: list[e.Expr] = []
    if interval.low is not None:
        parts.append(e.Cmp(">=" if interval.low_closed else ">", value, e.const(interval.low)))
    if interval.high is not None:
        parts.append(e.Cmp("<=" if interval.high_closed else "<", value, e.const(interval.high)))
    return e.all_of(*parts)
