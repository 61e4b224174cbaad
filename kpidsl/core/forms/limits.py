"""Floors and caps of a mark: 扣完为止, 最低 N 分, 最高 N 分, 最多扣 N 分, 最多加 N 分.

``FLOOR`` and ``CAP`` limit the mark, each once. ``MAX_DEDUCT`` and ``MAX_ADD`` limit what steps change together: where a rule
states one of them once, all its steps that deduct (add); where it states several, each limits the steps before it, since
the one before. Steps that deduct must say where they end, and so must steps that add.
"""

from kpidsl.core import expr as e
from kpidsl.core.forms.changes import CHANGES, effect_of, ends_itself
from kpidsl.core.forms.extremes import report_extremes, report_second_cap
from kpidsl.core.forms.marking import Marking
from kpidsl.diagnostics import Label
from kpidsl.resolve.policy import Scoring
from kpidsl.syntax.tree import Form
from kpidsl.values import define

LIMITS = {"DEDUCT": "MAX_DEDUCT", "ADD": "MAX_ADD"}
ENDS = {"DEDUCT": "FLOOR", "ADD": "CAP"}


@define
class _Together:
    """Steps of one effect that share a limit; ``limit`` is None where the rule states none for them."""

    steps: list[Form]
    changes: list[e.Expr]
    limit: Form | None = None


def limited(base: e.Expr, changes: list[e.Expr], scoring: Scoring, marking: Marking) -> e.Expr | None:
    """The base with all changes, within every limit that the rule states."""
    ends = _ends(scoring, marking)
    groups = {effect: _groups(effect, changes, scoring) for effect in LIMITS}
    sound = [_is_sound(effect, groups[effect], ends, marking) for effect in LIMITS]
    if not all(sound):
        return None
    mark = e.add(base, *(_change(effect, group, marking) for effect in LIMITS for group in groups[effect]))
    report_extremes(base, mark, ends, scoring, marking)
    report_second_cap(
        ends, [step for effect in LIMITS for group in groups[effect] for step in group.steps], scoring, marking
    )
    if marking.extra and not marking.extra.adds and "FLOOR" in ends and changes:
        marking.problems.add("K668", ends["FLOOR"].place, "", (), name=marking.leaf.key)
        return None
    for word, limit in (("CAP", e.Least), ("FLOOR", e.Greatest)):
        at = marking.amount(ends[word].get("at")) if word in ends else None
        mark = mark if at is None else limit((mark, at))
    return mark


def _ends(scoring: Scoring, marking: Marking) -> dict[str, Form]:
    """The floor and the cap; a second one is reported."""
    found: dict[str, Form] = {}
    for form in scoring.forms:
        if form.word in ENDS.values():
            first = found.setdefault(form.word, form)
            if first is not form:
                marking.problems.add("K382", form.place, "", [Label(first.place, "first")], name=marking.leaf.key)
    return found


def _groups(effect: str, changes: list[e.Expr], scoring: Scoring) -> list[_Together]:
    """The steps of an effect by the limit they share."""
    limits = [form for form in scoring.forms if form.word == LIMITS[effect]]
    given = iter(changes)
    groups = [_Together([], [])]
    for form in scoring.forms:
        if form.word in CHANGES:
            change = next(given)
            if effect_of(form) == effect:
                groups[-1].steps.append(form)
                groups[-1].changes.append(change)
        elif form.word == LIMITS[effect] and len(limits) > 1:
            groups[-1].limit = form
            groups.append(_Together([], []))
    if len(limits) == 1:
        groups[-1].limit = limits[0]
    return [group for group in groups if group.steps or group.limit]


def _is_sound(effect: str, groups: list[_Together], ends: dict[str, Form], marking: Marking) -> bool:
    """Whether every limit has steps and every step an end; what has not is reported."""
    for group in groups:
        if group.limit and not group.steps:
            marking.problems.add("K382", group.limit.place, effect.lower(), name=marking.leaf.key)
            return False
        if group.limit is None and ENDS[effect] not in ends and not all(map(ends_itself, group.steps)):
            marking.problems.add("K340", group.steps[0].place, effect.lower(), name=marking.leaf.key)
            return False
    return True


def _change(effect: str, group: _Together, marking: Marking) -> e.Expr:
    """What the steps of a group change together."""
    change = e.add(*group.changes)
    most = marking.amount(group.limit.get("points")) if group.limit else None
    if most is None:
        return change
    return e.Greatest((change, e.neg(most))) if effect == "DEDUCT" else e.Least((change, most))
