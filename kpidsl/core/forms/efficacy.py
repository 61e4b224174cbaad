"""Efficacy coefficients (功效系数法（成本，同类单位，从低到高）60～100 分): a straight line from the worst of the units to the best.

mark = low + (value − worst) ÷ (best − worst) × (high − low). Slots: ``measure``, a call with its units and which end is first;
``low``, ``high``; ``equal``, the mark of all where best and worst are the same (K706 asks for it); ``alone``, that of a unit that
has no other beside it, where it is another.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.aggregates import GREATEST, LEAST, MOST_UNITS, NUMBER, Peers
from kpidsl.core.calls.units import first_of, population
from kpidsl.core.forms.marking import Marking
from kpidsl.core.forms.ranks import mark_of
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, type_of
from kpidsl.core.wording import keyword, plain
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.tree import Call, Form


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The mark between the two ends."""
    call, low, high = form.get("measure"), marking.points(form.get("low")), marking.points(form.get("high"))
    if mark_of(form, marking) is None or not isinstance(call, Call) or low is None or high is None:
        return None
    over, value = population(call.scope, marking.elaborator), marking.quantity(call.args[0])
    if over is None or value is None:
        return None
    if not isinstance(over, Peers) or over.others:
        assert call.scope is not None
        words = both("word", *(keyword("EFFICACY", lang) for lang in ("zh", "en")))
        marking.problems.add("K702", call.scope.place, "place", (), **words)
        return None
    first = first_of(call, marking.elaborator, marking.leaf.family, form.place, "end")
    if not first:
        return None
    equal = marking.points(form.get("equal"))
    if equal is None or low >= high:
        variant = "" if equal is None else "ends"
        marking.problems.add("K706", form.place, variant, (), low=plain(low), high=plain(high))
        return None
    kind = type_of(value.expr, marking.elaborator.types)
    if not isinstance(kind, Decimal):
        marking.problems.add("K700", call.args[0].place)
        return None
    return _line(form, value, kind, over, (low, high, equal), first, marking)


def _line(
    form: Form,
    quantity: Quantity,
    kind: Decimal,
    over: Peers,
    points: tuple[Fraction, Fraction, Fraction],
    first: str,
    marking: Marking,
) -> e.Expr:
    value, unit = quantity.expr, quantity.unit or quantity.read_in

    def gathered(op: str, of: e.Expr) -> e.Expr:
        return marking.elaborator.aggregate(op, of, e.TRUE, over, MOST_UNITS, unit)

    least, greatest = gathered(LEAST, value), gathered(GREATEST, value)
    far = e.sub(value, least) if first == "HIGH_FIRST" else e.sub(greatest, value)
    low, high, equal = points
    # Decimals that differ do so by a unit of their last digit at least.
    spread = e.Greatest((e.sub(greatest, least), e.const(Fraction(1, 10**kind.digits))))
    line = e.add(e.mul(e.Div(far, spread), e.const(high - low)), e.const(low))
    arms = [(e.Cmp("=", greatest, least), e.const(equal))]
    alone = marking.points(form.get("alone"))
    if alone is not None:
        arms.insert(0, (e.Cmp("=", gathered(NUMBER, value), e.ONE), e.const(alone)))
    return e.Case(tuple(arms), e.Least((e.Greatest((line, e.const(low))), e.const(high))))
