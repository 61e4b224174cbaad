"""Sums and products of quantities, their dimensions with them.

Takes an operation as written and the quantities of its parts; gives the quantity it comes to, or nothing after reporting why
there is none. Looks nothing up.
"""

from collections.abc import Callable

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.agreement import agree
from kpidsl.core.quantity import Quantity
from kpidsl.diagnostics import Problems
from kpidsl.syntax.tree import Op


def product(
    op: Op, parts: list[Quantity], quotient: Callable[[e.Expr, e.Expr], e.Expr], problems: Problems
) -> Quantity | None:
    """What is multiplied and divided; ``quotient`` divides one expression by another. A written 0 divides nothing (K323)."""
    num, dimension = parts[0].expr, parts[0].dimension
    bare = dimension is None
    whole = dimension or dim.RATIO
    for sign, part in zip(op.signs[1:], parts[1:], strict=True):
        bare = bare and part.dimension is None
        own = part.dimension or dim.RATIO
        whole = dim.times(whole, own if sign == "*" else dim.invert(own))
        if sign == "*":
            num = e.mul(num, part.expr)
        elif part.constant == 0:
            problems.add("K323", part.place)
            return None
        else:
            num = quotient(num, part.expr)
    dimension = None if bare else dim.points_for_each(whole)
    return Quantity(num, dimension, op.place, unit=_product_unit(op, parts, dimension))


def total(op: Op, parts: list[Quantity], problems: Problems) -> Quantity | None:
    """What is added, subtracted or compared for the lower or higher; the parts agree in their dimension, and days are not added (K643)."""
    first = next((part for part in parts if part.dimension is not None), None)
    if first is None:
        return Quantity(_added(op, parts), None, op.place)
    gaps = op.op in ("+", "-")
    if not all(agree(first, part, problems, gaps) for part in parts):
        return None
    known = {part.dimension for part in parts} - {None}
    if gaps and dim.DATE in known:
        problems.add("K643", op.place)
        return None
    dimension = dim.RATIO if dim.RATIO in known else first.dimension
    unit = first.unit if not dim.unit_key(dimension) else ""
    if dimension == dim.TIME:
        units = {part.unit for part in parts if part.dimension is not None}
        unit = units.pop() if len(units) == 1 else ""
    return Quantity(_added(op, parts), dimension, op.place, unit=unit)


def _added(op: Op, parts: list[Quantity]) -> e.Expr:
    if op.op == "min":
        return e.Least(tuple(part.expr for part in parts))
    if op.op == "max":
        return e.Greatest(tuple(part.expr for part in parts))
    signed = zip(op.signs, parts, strict=True)
    return e.add(*(part.expr if sign == "+" else e.neg(part.expr) for sign, part in signed))


def _product_unit(op: Op, parts: list[Quantity], dimension: dim.Dimension | None) -> str:
    """The unit that a product is read in, where its dimension has none of its own."""
    if dimension is None or dim.unit_key(dimension):
        return ""
    signed = zip(op.signs, parts, strict=True)
    return dim.product_unit(dimension, [(part.unit, part.dimension, sign == "/") for sign, part in signed])
