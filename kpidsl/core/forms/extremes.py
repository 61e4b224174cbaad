"""How high and how low a mark can get, by the ranges of what it is made from: beyond 0 to the full mark only where a limit says so.

Takes the mark before and after its steps, and the floor and cap of the rule; reports a mark that may exceed the full mark or
fall below 0 unsaid (K379), and of two caps the one that never holds (K386). Never changes a mark.
"""

from collections.abc import Mapping, Sequence

from kpidsl.core import expr as e
from kpidsl.core.forms.changes import CHANGES
from kpidsl.core.forms.marking import Marking
from kpidsl.core.shares import has_no_end
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label
from kpidsl.resolve.policy import Scoring
from kpidsl.syntax.tree import Form, Word


def report_extremes(
    base: e.Expr, stepped: e.Expr, ends: Mapping[str, Form], scoring: Scoring, marking: Marking
) -> None:
    """What `base` can exceed the full mark by, and how far `stepped` can fall below 0; steps that add have limits of their own."""
    if marking.extra:
        return
    form = next(
        (form for form in scoring.forms if form.word not in (*CHANGES, "GATE", "DEAD_BAND") and form.word not in ends),
        scoring.forms[0],
    )
    high, low = marking.elaborator.interval(base)[1], marking.elaborator.interval(stepped)[0]
    if "CAP" not in ends and high > marking.full and not _is_capped(form, base) and not _is_to_full(form):
        words = {"high": plain(high), "full": plain(marking.full), "gap": plain(high - marking.full)}
        if _has_no_end(base, marking):
            marking.problems.add("K379", form.place, "endless", (), full=plain(marking.full))
        else:
            marking.problems.add("K379", form.place, "entered" if form.word == "ENTERED" else "", (), **words)
    if "FLOOR" not in ends and low < 0:
        most = next((limit for limit in scoring.forms if limit.word == "MAX_DEDUCT"), form)
        if _has_no_end(stepped, marking):
            marking.problems.add("K379", most.place, "bottomless")
        else:
            marking.problems.add("K379", most.place, "under", (), low=plain(low))


def _has_no_end(mark: e.Expr, marking: Marking) -> bool:
    """Whether the range of a mark says nothing, because it is divided by what can come near to 0."""
    return has_no_end(mark, marking.elaborator.types, marking.elaborator.endless)


def _is_capped(form: Form, base: e.Expr) -> bool:
    """Whether the form says itself how far it goes: a proportional one always, a free one by ``较低者（…，120 分）``."""
    match base:
        case e.Least(parts) if form.word == "FREE":
            return any(isinstance(part, e.Const) for part in parts)
        case _:
            return form.word == "PROPORTIONAL"


def _is_to_full(form: Form) -> bool:
    """``打分 0～满分``: where classes have different full marks, a mark over that of its class is refused with the data (K548)."""
    return form.word == "ENTERED" and isinstance(form.get("high"), Word)


def report_second_cap(ends: Mapping[str, Form], steps: Sequence[Form], scoring: Scoring, marking: Marking) -> None:
    """``按率计分，最多 100 分，最高 90 分``: with nothing between them the lower holds and the other one never does."""
    form = next((form for form in scoring.forms if form.word == "PROPORTIONAL"), None)
    most = marking.points(form.get("cap")) if form else None
    cap = marking.points(ends["CAP"].get("at")) if "CAP" in ends else None
    if form and most is not None and cap is not None and most != cap and not steps:
        words = {"most": plain(most), "cap": plain(cap), "lower": plain(min(most, cap))}
        marking.problems.add("K386", ends["CAP"].place, "", [Label(form.place, "first")], **words)
