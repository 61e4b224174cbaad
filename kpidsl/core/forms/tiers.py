"""Tiers (分档 完成率 { ≥ 100%：100 分；[95%, 100%)：90 分；其余：0 分 }): each range of a value has its mark.

Slots: ``measure``; ``bands``, a block from INTERVAL or OTHERWISE to points. The ranges must part the values the measure can
take: a gap or an overlap is reported with a value that shows it.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms import intervals, ranks
from kpidsl.core.forms.intervals import Interval
from kpidsl.core.forms.marking import Marking
from kpidsl.core.forms.partition import candidates, report_partition
from kpidsl.core.names import spelled_ref
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, type_of
from kpidsl.core.wording import amount_words, expr_words
from kpidsl.resolve.names import Once
from kpidsl.source import Span
from kpidsl.syntax.tree import Block, Form, Name, Node, Ref, Word


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The mark of the range that holds the value."""
    measure, bands = marking.measure(form.get("measure")), form.get("bands")
    if measure is None or not isinstance(bands, Block):
        return None
    arms: list[tuple[Interval, e.Expr, Span]] = []
    otherwise: e.Expr | None = None
    once = Once("rest", marking.problems)
    for entry in bands.fields:
        if entry.word == "THEN_EVERY":
            continue
        points = marking.amount(entry.value)
        if points is None:
            return None
        match entry.keys[0]:
            case Form("INTERVAL") as written:
                interval = intervals.beside(written, measure, marking)
                if interval is None or not _says(written, interval, form.get("measure"), marking):
                    return None
                arms.append((interval, points, entry.place))
            case Word("OTHERWISE") if once.says("", entry.place):
                otherwise = points
    found: list[tuple[Interval, e.Expr]] = [(interval, points) for interval, points, _ in arms]
    beyond = None
    if form.word == "RANK_SCORE":
        beyond = ranks.beyond(
            form,
            measure.expr,
            [(interval, points.value) for interval, points, _ in arms if isinstance(points, e.Const)],
            otherwise is not None,
            marking,
        )
    if beyond is not None:
        found.append(beyond)
        arms.append((beyond[0], e.ZERO, form.place))
    _check(form, arms, otherwise, measure, marking)
    default = e.Null() if otherwise is None else otherwise
    return e.Case(tuple((intervals.inside(interval, measure.expr), points) for interval, points in found), default)


def _says(written: Form, interval: Interval, measure: Node | None, marking: Marking) -> bool:
    """Whether a range holds some value, of the measure and not of something else: ``80 ≤ 完成率 < 90``."""
    of = written.get("of")
    if interval.is_empty:
        marking.problems.add("K389", written.place)
    elif of is not None and (not isinstance(of, Name) or spelled_ref(measure).rpartition("·")[2] != of.text):
        words = expr_words("of", Ref((of,), of.place)) if isinstance(of, (Name, Word)) else {}
        marking.problems.add("K389", of.place, "of", (), **words, **expr_words("measure", measure))
    else:
        return True
    return False


def _check(
    form: Form,
    arms: list[tuple[Interval, e.Expr, Span]],
    otherwise: e.Expr | None,
    measure: Quantity,
    marking: Marking,
) -> None:
    kind = type_of(measure.expr, marking.elaborator.types)
    low, high = marking.elaborator.interval(measure.expr)
    step = Fraction(1, 10**kind.digits) if isinstance(kind, Decimal) else None
    for interval, _, place in arms:
        if not any(map(interval.holds, candidates([interval], (low, high), step))):
            words = amount_words("low", low, measure.dimension) | amount_words("high", high, measure.dimension)
            marking.problems.add("K386", place, "tier", (), **words)
    report_partition(
        [(interval, place) for interval, _, place in arms], (low, high), step, otherwise is not None,
        measure.dimension, form.place, marking.problems, ("K341", "K342"),
    )  # fmt: skip
