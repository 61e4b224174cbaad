"""Progressive slices (分段累进 超额率 { 前 10 个百分点：每 1 个百分点加 0.5 分；… }): each part of a value has its rate.

Slots: ``measure``, counted from 0; ``slices``, a block from widths (WIDTH, or 其余) to rates (RATE, or 不再计); ``mode`` what a
part of a step counts, in each slice by itself. What a slice gives is added to what those before it give.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms.changes import effect_of, rates
from kpidsl.core.forms.distance import distance
from kpidsl.core.forms.marking import Marking
from kpidsl.core.forms.step import MODES
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, type_of
from kpidsl.core.wording import amount_words, plain, written_words
from kpidsl.diagnostics import Label
from kpidsl.syntax.tree import Block, Field, Form, Number, Word


def change(form: Form, marking: Marking) -> e.Expr | None:
    """What the slices add (or, negative, deduct) together."""
    measure, slices = marking.measure(form.get("measure")), form.get("slices")
    if measure is None or not isinstance(slices, Block) or not _is_in_order(form, slices, marking):
        return None
    ends = _ends(slices, measure, marking)
    if ends is None or not _is_whole(form, measure, marking):
        return None
    parts = [
        _part(entry.value, measure, low, high, form, marking)
        for entry, (low, high) in zip(slices.fields, ends, strict=True)
        if isinstance(entry.value, Form)
    ]
    known = [part for part in parts if part is not None]
    return e.add(*known) if len(known) == len(parts) and _reaches_all(form, slices, ends, measure, marking) else None


def _is_in_order(form: Form, slices: Block, marking: Marking) -> bool:
    """Whether the first slice is 前, those after it 再, the last one perhaps 其余, and all add or all deduct."""
    problems = marking.problems
    for at, entry in enumerate(slices.fields):
        key, last = entry.keys[0], at == len(slices.fields) - 1
        which = key.get("which") if isinstance(key, Form) else key
        word = which.word if isinstance(which, Word) else ""
        if (word == "OTHERWISE" and (not last or at == 0)) or (word not in ("OTHERWISE", "NEXT" if at else "TOP")):
            problems.add("K655", entry.place, "order")
            return False
    own = rates(form)
    if not own:
        problems.add("K655", form.place, "order")
        return False
    other = next((rate for rate in own if _effect(rate) != effect_of(form)), None)
    if other is not None:
        problems.add("K655", other.place, "effects", [Label(own[0].place, "first")])
    return other is None


def _effect(rate: Form) -> str:
    effect = rate.get("effect")
    return effect.word if isinstance(effect, Word) else ""


def _ends(slices: Block, measure: Quantity, marking: Marking) -> list[tuple[Fraction, Fraction | None]] | None:
    """Where each slice begins and ends; the one of 其余 has no end."""
    found: list[tuple[Fraction, Fraction | None]] = []
    at = Fraction(0)
    for entry in slices.fields:
        key = entry.keys[0]
        if not isinstance(key, Form):
            found.append((at, None))
            continue
        width = distance(key.get("size"), measure, marking)
        if width is None:
            return None
        found.append((at, at + width.value))
        at += width.value
    return found


def _is_whole(form: Form, measure: Quantity, marking: Marking) -> bool:
    """Whether it is known what a part of a step counts: it is said, or the data have none; ``不足 K`` is the K of each rate."""
    part, mode = form.get("part"), form.get("mode")
    kind = type_of(measure.expr, marking.elaborator.types)
    for rate in rates(form):
        size, points = rate.get("size"), marking.points(rate.get("points"))
        each = distance(size, measure, marking)
        if each is None or points is None or not isinstance(size, Number):
            return False
        if isinstance(part, Number) and (part.value, part.unit) != (size.value, size.unit):
            words = written_words("step", size.value, size.unit) | written_words("part", part.value, part.unit)
            marking.problems.add("K655", part.place, "part", [Label(size.place, "size", words.items())], **words)
            return False
        always = isinstance(kind, Decimal) and (Fraction(1, 10**kind.digits) / each.value).denominator == 1
        if mode is None and not always:
            marking.problems.add(
                "K655", form.place, "", (), **written_words("step", size.value, size.unit),
                **written_words("gap", size.value * Fraction(13, 5), size.unit),
                whole=plain(2 * points), pro_rata=plain(points * Fraction(13, 5)), started=plain(3 * points),
            )  # fmt: skip
            return False
    return True


def _part(
    rate: Form, measure: Quantity, low: Fraction, high: Fraction | None, form: Form, marking: Marking
) -> e.Expr | None:
    each, points, size = (
        distance(rate.get("size"), measure, marking),
        marking.points(rate.get("points")),
        rate.get("size"),
    )
    if each is None or points is None or not isinstance(size, Number):
        return None
    mode = form.get("mode")
    counted = MODES.get(mode.word) if isinstance(mode, Word) else None
    if counted is not None and high is not None and ((high - low) / each.value).denominator != 1:
        words = written_words("step", size.value, size.unit) | amount_words("width", high - low, measure.dimension)
        marking.problems.add("K655", rate.place, "uneven", (), **words)
        return None
    reached = measure.expr if high is None else e.Least((measure.expr, e.const(high)))
    count = e.div(e.Greatest((e.ZERO, e.sub(reached, e.const(low)))), each)
    whole = count if counted is None else e.Round(count, 0, counted)
    return e.mul(whole, e.const(-points if _effect(rate) == "DEDUCT" else points))


def _reaches_all(
    form: Form, slices: Block, ends: list[tuple[Fraction, Fraction | None]], measure: Quantity, marking: Marking
) -> bool:
    """Whether the last slice says what lies beyond it, or nothing can; a slice that nothing reaches is named."""
    high = marking.elaborator.interval(measure.expr)[1]
    last = ends[-1][1]
    if last is not None and high > last:
        words = amount_words("last", last, measure.dimension) | amount_words("high", high, measure.dimension)
        marking.problems.add("K655", form.place, "open", (), **words)
        return False
    entry: Field | None = next((one for one, (low, _) in zip(slices.fields, ends, strict=True) if low >= high), None)
    if entry is not None:
        marking.problems.add("K655", entry.place, "idle", (), **amount_words("high", high, measure.dimension))
    return entry is None
