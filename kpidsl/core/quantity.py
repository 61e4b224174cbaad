"""A typed number on its way through an expression.

Values only.
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.dimensions import Dimension
from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class Quantity:
    """A core expression with its dimension; None for a bare number or a rank. ``unit``: the key of the unit it was written in."""

    expr: e.Expr
    dimension: Dimension | None
    place: Span
    unit: str = ""

    @property
    def constant(self) -> Fraction | None:
        """The value, where it is a constant."""
        return self.expr.value if isinstance(self.expr, e.Const) else None

    @property
    def read_in(self) -> str:
        """The key of the unit that the value is shown and rounded in: the one of its dimension, else what it was made of.

        A time is read in the unit it was made of, where that is one: days stay days, and are no minutes.
        """
        if self.dimension == dim.TIME and self.unit:
            return self.unit
        return dim.unit_key(self.dimension) or (self.unit if self.dimension else "")

    def rounded(self, digits: int, mode: e.Rounding) -> e.Expr:
        """The value with so many decimals as it is read: two of a percentage are four of a ratio."""
        scale = dim.measure(self.read_in).scale if self.read_in else Fraction(1)
        power = e.decimal_digits(scale)
        if power is not None and scale * 10**power == 1:
            return e.Round(self.expr, digits + power, mode)
        return e.mul(e.Round(e.mul(self.expr, e.const(1 / scale)), digits, mode), e.const(scale))
