"""Gate (前提：产量·完成率 ≥ 90%，不满足时不加分): where it does not hold, nothing is added, or there are no points at all.

Slots: ``when``, over data and over marks of other indicators; ``fails``: what follows. Where a mark that it reads is absent, so
is this one.
"""

from kpidsl.core import expr as e
from kpidsl.core.forms.changes import CHANGES, effect_of
from kpidsl.core.forms.marking import Marking
from kpidsl.core.names import DATA, MARK
from kpidsl.resolve.policy import Scoring
from kpidsl.syntax.tree import Expr, Form, Word
from kpidsl.values import frozen


@frozen
class Gates:
    """The conditions of a rule by what follows where they fail; TRUE where none is stated."""

    adding: e.Expr = e.TRUE
    scoring: e.Expr = e.TRUE

    def change(self, form: Form, change: e.Expr) -> e.Expr:
        """What a step or a slice changes, given the gates."""
        gated = self.adding != e.TRUE and effect_of(form) == "ADD"
        return e.Case(((self.adding, change),), e.ZERO) if gated else change

    def mark(self, mark: e.Expr) -> e.Expr:
        """The mark, given the gates."""
        return mark if self.scoring == e.TRUE else e.Case(((self.scoring, mark),), e.ZERO)


def gates_of(scoring: Scoring, marking: Marking) -> Gates | None:
    """The gates of a rule; nothing after reporting one that cannot be read or acts on nothing."""
    found: dict[str, list[e.Expr]] = {"GATE_NO_ADD": [], "GATE_NO_MARK": []}
    forms = [form for form in scoring.forms if form.word == "GATE"]
    for form in forms:
        when, fails = form.get("when"), form.get("fails")
        if not isinstance(when, Expr):
            return None
        holds = marking.elaborator.truth(when, marking.leaf.family, DATA + MARK)
        adds = any(one.word in CHANGES and effect_of(one) == "ADD" for one in scoring.forms)
        if not isinstance(fails, Word):
            marking.problems.add("K656", form.place, "" if adds else "mark", name=marking.leaf.key)
        elif fails.word == "GATE_NO_ADD" and not adds:
            marking.problems.add("K656", fails.place, "idle", name=marking.leaf.key)
        elif holds is not None:
            found[fails.word].append(holds)
    if sum(map(len, found.values())) < len(forms):
        return None
    return Gates(e.all_of(*found["GATE_NO_ADD"]), e.all_of(*found["GATE_NO_MARK"]))
