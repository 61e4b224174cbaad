"""The scoring forms: each file is one form and gives its meaning as a core expression.

A scoring rule (计分办法) is a list of forms: one that makes a mark (entered, pass/fail, tiers, interpolation, proportional,
free, raters), then steps, slices and events that add or deduct, then floors and caps; gates and a dead band hold for the rule
as a whole. A rule that begins with a step starts from the full mark.
"""

from collections.abc import Callable, Mapping

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.forms import (
    efficacy,
    entered,
    events,
    free,
    interpolate,
    limits,
    pass_fail,
    proportional,
    ranks,
    raters,
    slices,
    step,
    tiers,
)
from kpidsl.core.forms.dead_band import band_of
from kpidsl.core.forms.gates import gates_of
from kpidsl.core.forms.marking import Marking
from kpidsl.diagnostics import Label
from kpidsl.resolve.policy import Scoring
from kpidsl.syntax.tree import Form

BASES: Mapping[str, Callable[[Form, Marking], e.Expr | None]] = {
    "ENTERED": entered.mark,
    "PASS_FAIL": pass_fail.mark,
    "TIERS": tiers.mark,
    "RANK_SCORE": lambda form, marking: tiers.mark(form, marking) if ranks.mark_of(form, marking) else None,
    "EFFICACY": efficacy.mark,
    "INTERPOLATE": interpolate.mark,
    "PROPORTIONAL": proportional.mark,
    "FREE": free.mark,
    "RATERS": raters.mark,
}
CHANGES: Mapping[str, Callable[[Form, Marking], e.Expr | None]] = {
    "STEP": step.change,
    "SLICES": slices.change,
    "EVENTS": events.change,
}


def mark(scoring: Scoring, marking: Marking) -> e.Expr | None:
    """The mark that a scoring rule gives, or None after reporting why it gives none."""
    bases = [form for form in scoring.forms if form.word in BASES]
    steps = [form for form in scoring.forms if form.word in CHANGES]
    marking = evolve(marking, band=band_of(scoring, marking))
    lost = next((form for form in scoring.forms if form.word == "LOST"), None)
    if lost is not None:
        marking.elaborator.left_open.refuse_rule(lost, marking.leaf, marking.problems)
        return None
    marking = evolve(marking, band=band_of(scoring, marking))
    gates = gates_of(scoring, marking)
    for extra in bases[1:]:
        marking.problems.add("K330", extra.place, "", [Label(bases[0].place, "first")])
    if not bases and not steps:
        marking.problems.add("K331", scoring.place, "limits", name=marking.leaf.key)
        return None
    base = BASES[bases[0].word](bases[0], marking) if bases else e.const(0 if marking.extra else marking.full)
    parts = [CHANGES[form.word](form, marking) for form in steps]
    if bases and bases[0].word == "PASS_FAIL":
        pass_fail.refuse_fixed_miss(bases[0], steps, marking)
        pass_fail.ask_miss(bases[0], steps, marking)
    changes = [part for part in parts if part is not None]
    if base is None or gates is None or len(changes) < len(parts) or bases[1:]:
        return None
    changes = [gates.change(form, part) for form, part in zip(steps, changes, strict=True)]
    mark = limits.limited(base, changes, scoring, marking)
    if mark is None:
        return None
    taken = marking.extra is not None and not marking.extra.adds and steps
    return gates.mark(e.neg(mark) if taken else mark)
