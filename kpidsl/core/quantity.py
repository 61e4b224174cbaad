"""A typed number on its way through an expression.

Values only.
"""

from fractions import Fraction

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
