"""Pass or fail (达标得 100 分，未达标不得分): the target decides between two marks.

Slots: ``met`` points or 满分; ``missed`` points, left out where steps say what a miss costs.
"""

from kpidsl.core import expr as e
from kpidsl.core.forms.changes import effect_of
from kpidsl.core.forms.marking import Marking, refuse_no_target
from kpidsl.core.names import DATA
from kpidsl.diagnostics import Label
from kpidsl.syntax.tree import Form


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """``met`` where the target is met, else ``missed``; without ``missed`` the mark that steps start from."""
    met = marking.amount(form.get("met"))
    if marking.target is None:
        refuse_no_target(marking, form, "")
        return None
    reached = marking.elaborator.truth(marking.target.expr, marking.leaf.family, DATA)
    if met is None or reached is None:
        return None
    if form.get("missed") is None:
        return met
    missed = marking.amount(form.get("missed"))
    return None if missed is None else e.Case(((reached, met),), missed)


def refuse_fixed_miss(form: Form, steps: list[Form], marking: Marking) -> None:
    """A fixed mark for a miss and steps that deduct for it contradict each other."""
    deducting = next((step for step in steps if _deducts(step)), None)
    if form.get("missed") is not None and deducting is not None:
        marking.problems.add("K334", deducting.place, "", [Label(form.place, "first")], name=marking.leaf.key)


def ask_miss(form: Form, steps: list[Form], marking: Marking) -> None:
    """Without a mark for a miss, and without steps that deduct for it, a miss would cost nothing."""
    if form.get("missed") is None and not any(map(_deducts, steps)):
        marking.problems.add("K381", form.place, name=marking.leaf.key)


def _deducts(step: Form) -> bool:
    return effect_of(step) == "DEDUCT"
