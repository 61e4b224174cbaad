"""How far something goes, written beside a measure: 3 个百分点 beside a ratio, 20 吨 beside 吨, 目标值的 3% beside both.

Takes a written number and the measure; gives it in base units, or nothing after reporting a unit that does not fit: a bare
percentage beside a ratio has two readings (K654).
"""

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import plain, written_words
from kpidsl.syntax.tree import Node, Number


def distance(node: Node | None, measure: Quantity, marking: Marking) -> e.Const | None:
    """The written distance in base units; it must be above 0."""
    if not isinstance(node, Number):
        return None
    if node.value <= 0:
        marking.problems.add("K654", node.place, "zero", (), **written_words("number", node.value, node.unit))
        return None
    if measure.dimension == dim.RATIO and not _is_of_ratio(node.unit):
        if node.unit == "pp":
            return e.const(node.value / 100)
        relative = dim.measure(node.unit or "pp").dimension == dim.RATIO
        number = node.value * dim.measure(node.unit).scale * 100 if relative else node.value
        words = written_words("said", node.value, node.unit)
        variant = "" if relative else "unit" if node.unit else "bare"
        marking.problems.add("K654", node.place, variant, (), number=plain(number), **words)
        return None
    literal = marking.elaborator.literal(node.value, node.unit, node.place)
    fits = marking.elaborator.agree(measure, literal)
    return literal.expr if fits and isinstance(literal.expr, e.Const) else None


def _is_of_ratio(unit: str) -> bool:
    """Whether a unit is a share and no percentage, so that it says of what: 人/千人."""
    return unit not in ("", "percent", "permille") and dim.measure(unit).dimension == dim.RATIO
