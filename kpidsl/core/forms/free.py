"""Free form (考评分 = 表达式): whatever the expression says, typed like everything else.

Slot: ``expr``, in points (a ratio is refused, so that 95% never stands for 95 分).
"""

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking
from kpidsl.core.wording import unit_words
from kpidsl.syntax.tree import Expr, Form


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The value of the expression."""
    written = form.get("expr")
    if not isinstance(written, Expr):
        return None
    value = marking.quantity(written)
    if value is None:
        return None
    if value.dimension is not None and value.dimension != dim.POINTS:
        marking.problems.add("K346", written.place, "", (), **unit_words("unit", value.dimension))
        return None
    return value.expr
