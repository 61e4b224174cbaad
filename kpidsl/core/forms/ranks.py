"""Rank score (按名次计分（产量，同类单位，从高到低，并列取靠前名次）{ 1～5：5 分；此后每 5 名减 1 分 }).

A rank score is tiers of a place, or of its share of the units where a band is a percentage: ``measure`` is the place, as a
``RANK`` or ``PERCENTILE``. ``此后每 n 名减 p 分`` goes on from the last band: each n places begun take p points off.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms.intervals import Interval
from kpidsl.core.forms.marking import Marking
from kpidsl.syntax.tree import Block, Call, Form, Number


def mark_of(form: Form, marking: Marking) -> Form | None:
    """The form, where it says among which units; reports one that does not."""
    call = form.get("measure")
    if isinstance(call, Call) and call.scope is not None:
        return form
    marking.problems.add("K704", form.place, "" if form.word == "RANK_SCORE" else "efficacy")
    return None


def beyond(
    form: Form, place: e.Expr, bands: list[tuple[Interval, Fraction]], has_rest: bool, marking: Marking
) -> tuple[Interval, e.Expr] | None:
    """The places after the last band and their points; None where the rule does not go on."""
    block, call = form.get("bands"), form.get("measure")
    going_on = [entry for entry in block.fields if entry.word == "THEN_EVERY"] if isinstance(block, Block) else []
    if not going_on:
        return None
    rate, ends = going_on[0].value, [(band.high, points) for band, points in bands if band.high is not None]
    size, points = (rate.get("size"), marking.points(rate.get("points"))) if isinstance(rate, Form) else (None, None)
    if not isinstance(size, Number) or points is None:
        return None
    is_share = isinstance(call, Call) and call.word == "PERCENTILE"
    if has_rest or is_share or len(going_on) > 1 or not ends or size.value.denominator != 1 or size.value < 1:
        marking.problems.add("K705", going_on[-1].place)
        return None
    last, at_last = max(ends)
    begun = e.Round(e.div(e.sub(place, e.const(last)), e.const(size.value)), 0, e.Rounding.UP)
    steps = e.Greatest((begun, e.ONE))  # of places after the last band there is one at least
    return Interval(last, False, None, False), e.sub(e.const(at_last), e.mul(steps, e.const(points)))
