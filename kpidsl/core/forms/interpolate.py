"""Interpolation (插值 完成率 { 80%：0 分；100%：100 分 }，两端：按端点计): straight lines between anchors.

Slots: ``measure``; ``anchors``, a block from values to points; ``below`` the first and ``above`` the last of them HOLD (its
points beyond it) or NO_POINTS.
"""

from fractions import Fraction
from itertools import pairwise

from kpidsl.core import expr as e
from kpidsl.core.forms.marking import Marking, number_beside
from kpidsl.core.wording import amount_words, plain
from kpidsl.diagnostics import Label
from kpidsl.source import Span
from kpidsl.syntax.tree import Block, Form, Word


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The height of the line at the value."""
    measure, anchors = marking.measure(form.get("measure")), _anchors(form, marking)
    below_first, above_last = form.get("below"), form.get("above")
    if measure is None or anchors is None:
        return None
    if not isinstance(below_first, Word) or not isinstance(above_last, Word):
        edges = amount_words("low", anchors[0][0], measure.dimension) | amount_words(
            "high", anchors[-1][0], measure.dimension
        )
        interval = marking.elaborator.interval
        ends_at = {"at_low": plain(interval(anchors[0][1])[0]), "at_high": plain(interval(anchors[-1][1])[1])}
        variant = "above" if below_first else "below" if above_last else ""
        marking.problems.add("K344", form.place, variant, (), **ends_at, **edges)
        return None
    (first, at_first), (last, at_last) = anchors[0], anchors[-1]
    outside = (at_first if below_first.word == "HOLD" else e.ZERO, at_last if above_last.word == "HOLD" else e.ZERO)
    arms: list[tuple[e.Expr, e.Expr]] = [(e.Cmp("<", measure.expr, e.const(first)), outside[0])]
    for (left, below), (right, above) in pairwise(anchors):
        slope = e.mul(e.sub(above, below), e.const(1 / (right - left)))
        line = e.add(e.mul(measure.expr, slope), below, e.neg(e.mul(slope, e.const(left))))
        arms.append((e.Cmp("<=", measure.expr, e.const(right)), line))
    assert last > first
    # The arms meet the line's own bounds only together, so the ends are written once more for the interval analysis.
    ends_of = [marking.elaborator.interval(y) for y in (*(y for _, y in anchors), *outside)]
    low, high = min(low for low, _ in ends_of), max(high for _, high in ends_of)
    return e.Least((e.Greatest((e.Case(tuple(arms), outside[1]), e.const(low))), e.const(high)))


def _anchors(form: Form, marking: Marking) -> list[tuple[Fraction, e.Expr]] | None:
    measure, block = marking.measure(form.get("measure")), form.get("anchors")
    if measure is None or not isinstance(block, Block):
        return None
    found: list[tuple[Fraction, e.Expr, Span]] = []
    for entry in block.fields:
        value, points = number_beside(marking, entry.keys[0], measure), marking.amount(entry.value)
        if not isinstance(value, e.Const) or points is None:
            return None
        if found and value.value <= found[-1][0]:
            marking.problems.add("K343", entry.place, "order", [Label(found[-1][2], "first")])
            return None
        found.append((value.value, points, entry.place))
    if len(found) < 2:
        marking.problems.add("K343", form.place)
        return None
    return [(value, points) for value, points, _ in found]
