"""No veto stands behind another one that always acts with it and takes as much.

Of several vetoes the lowest score, the lowest grade and the strictest place hold, so one that is never alone and never takes more
changes nothing. What its case implies is decided by the form of the cases and by intervals; nothing is said where that does not tell.
"""

from itertools import permutations

from kpidsl.check.implied import implies
from kpidsl.check.vetoed import Case, cases
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.policy import Effect, Policy


def veto_masked(policy: Policy, core: Core, problems: Problems) -> None:
    """K375 (warning), once at each veto that another one makes void; of two alike at the later one."""
    named = [
        case
        for case in cases(policy, core)
        if case.veto.word == "VETO" and case.veto.effects and case.trigger != e.Null()
    ]
    void: set[str] = set()
    for other, case in permutations(named, 2):
        if case.veto.name in void or other.veto.name in void or not _covers(other, case):
            continue
        void.add(case.veto.name)
        are_same, takes_more = implies(other.trigger, case.trigger), not _covers(case, other, cases_too=False)
        variant = ("contradicts" if takes_more else "twice") if are_same else "heavier" if takes_more else ""
        label = Label(other.veto.place, "other")
        problems.add("K375", case.veto.place, variant, [label], name=case.veto.name, other=other.veto.name)


def _covers(other: Case, case: Case, *, cases_too: bool = True) -> bool:
    """Whether ``other`` reaches whom ``case`` reaches, for as long, and takes no less; ``cases_too``: whenever ``case`` holds."""
    return (
        set(case.reach) <= set(other.reach)
        and _how(case) == _how(other)
        and case.veto.ranking in (None, "KEEPS_PLACE", other.veto.ranking)
        and case.veto.fail_places in (None, other.veto.fail_places)
        and all(any(_no_milder(case.policy, one, own) for one in other.veto.effects) for own in case.veto.effects)
        and (not cases_too or implies(case.trigger, other.trigger))
    )


def _how(case: Case) -> tuple[object, ...]:
    """Whom a veto reaches from its unit, and for how long."""
    veto = case.veto
    lasts = (veto.lasts.word, veto.lasts.argument) if veto.lasts else ()
    return frozenset(veto.scope), lasts


def _no_milder(policy: Policy, one: Effect, other: Effect) -> bool:
    if (one.target, one.leaf) != (other.target, other.leaf):
        return False
    if one.value is not None and other.value is not None:
        return one.value <= other.value
    if one.lowers or other.lowers or one.ungraded or other.ungraded:
        return (one.lowers, one.ungraded) == (other.lowers, other.ungraded)
    scales = (*policy.grades, *(policy.annual.grades if policy.annual else ()))
    grades = next((scale.grades for scale in scales if scale.name == one.target), ())
    known = one.grade in grades and other.grade in grades
    return known and grades.index(one.grade) >= grades.index(other.grade)
