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

_OF_RATIO = ("", "pp", "percent", "permille")
"""Units that leave open how far from a ratio something is, and the one that says it."""


def distance(node: Node | None, measure: Quantity, marking: Marking) -> e.Const | None:
    """The written distance in base units; it must be above 0."""
    if not isinstance(node, Number):
        return None
    if node.value <= 0:
        marking.problems.add("K654", node.place, "zero", (), **written_words("number", node.value, node.unit))
        return None
    if measure.dimension == dim.RATIO and node.unit in _OF_RATIO:
        share = node.value * dim.measure(node.unit or "pp").scale
        if node.unit == "pp":
            return e.const(share)
        words = written_words("written", node.value, node.unit)
        marking.problems.add("K654", node.place, "" if node.unit else "bare", (), number=plain(share * 100), **words)
        return None
    literal = marking.elaborator.literal(node.value, node.unit, node.place)
    fits = marking.elaborator.agree(measure, literal)
    return literal.expr if fits and isinstance(literal.expr, e.Const) else None
