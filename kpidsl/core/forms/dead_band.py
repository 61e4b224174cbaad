"""Dead band (偏差 3 个百分点以内不奖不罚，从边界起算): within it, its edge included, no step of the rule counts.

Slots: ``size``, beside the measure or, with ``of_target``, in parts of what the steps count from; ``counted``: from the edge
of the band (the band itself never costs) or from the target (beyond the band all of the distance counts).
"""

from kpidsl.core import expr as e
from kpidsl.core.forms.distance import distance
from kpidsl.core.forms.marking import Marking
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import plain, written_words
from kpidsl.diagnostics import Label
from kpidsl.resolve.policy import Scoring
from kpidsl.syntax.tree import Form, Number, Word


def band_of(scoring: Scoring, marking: Marking) -> Form | None:
    """The dead band of a rule; reports a second one, one without steps, and one that a fixed mark for a miss contradicts."""
    bands = [form for form in scoring.forms if form.word == "DEAD_BAND"]
    if not bands:
        return None
    steps = [form for form in scoring.forms if form.word == "STEP"]
    missed = next((form for form in scoring.forms if form.word == "PASS_FAIL" and form.get("missed")), None)
    if bands[1:]:
        marking.problems.add("K653", bands[1].place, "two", [Label(bands[0].place, "first")])
    elif not steps:
        marking.problems.add("K653", bands[0].place, name=marking.leaf.key)
    elif missed:
        marking.problems.add("K653", bands[0].place, "missed", [Label(missed.place, "missed")])
    elif bands[0].get("counted") is None:
        _ask(bands[0], steps[0], marking)
    return bands[0]


def _ask(band: Form, step: Form, marking: Marking) -> None:
    """Asks what the steps count from (K652), with what both readings make of a miss one step beyond the band."""
    size, each, points = band.get("size"), step.get("size"), marking.points(step.get("points"))
    if not (isinstance(size, Number) and isinstance(each, Number) and points is not None and each.value > 0):
        marking.problems.add("K652", band.place)
        return
    alike = size.unit == each.unit and (band.get("of_target") is None) == (step.get("of_target") is None)
    if not alike:
        marking.problems.add("K652", band.place)
        return
    gap = size.value + each.value
    marking.problems.add(
        "K652", band.place, "numbers", (), **written_words("size", size.value, size.unit),
        **written_words("gap", gap, size.unit), edge=plain(points), target=plain(gap / each.value * points),
    )  # fmt: skip


def beyond(gap: Quantity, base: Quantity, marking: Marking) -> e.Expr | None:
    """The part of a distance that counts, given the band of the rule."""
    band = marking.band
    if band is None:
        return gap.expr
    width = _width(band, gap, base, marking)
    counted = band.get("counted")
    if width is None or not isinstance(counted, Word):
        return None
    if counted.word == "FROM_EDGE":
        return e.Greatest((e.ZERO, e.sub(gap.expr, width)))
    return e.Case(((e.Cmp(">", gap.expr, width), gap.expr),), e.ZERO)


def _width(band: Form, gap: Quantity, base: Quantity, marking: Marking) -> e.Expr | None:
    size = band.get("size")
    if band.get("of_target") is None or not isinstance(size, Number):
        return distance(size, gap, marking)
    if base.constant is None or base.constant <= 0:
        marking.problems.add("K336", size.place)
        return None
    return e.mul(base.expr, e.const(size.value / 100))
