"""Composite formulas do not read each other in a circle.

Formulas are computed one after the other, each for all of its classes: one that reads a class of its own has no turn, even
where the classes themselves form no circle.
"""

from kpidsl.check import reported
from kpidsl.core.program import Core
from kpidsl.core.strata import Reads, circle, far_classes, reads_of
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Composite, Policy


def composite_order(policy: Policy, core: Core, problems: Problems) -> None:
    """K370, with the circle."""
    reads = {index: reads_of(formula, core.aggregates) for index, (formula, _) in enumerate(core.composites)}
    formulas = [policy.composites[index] for index in circle(policy, reads)]
    if not formulas or any(reported.within(problems, formula.place, "K372") for formula in formulas):
        return
    if len(formulas) == 1:
        _own_class(policy, formulas[0], reads[policy.composites.index(formulas[0])], problems)
        return
    names = [formula.classes[0] for formula in formulas]
    labels = [Label(formula.place, "next") for formula in formulas[1:]]
    problems.add("K370", formulas[0].place, "", labels, path=" → ".join([*names, names[0]]))


def _own_class(policy: Policy, formula: Composite, reads: Reads, problems: Problems) -> None:
    links = {link.name: link for link in policy.links}
    inside = [name for name in formula.classes if name in far_classes(formula, reads, links)]
    problems.add("K370", formula.place, "inside", (), **listed("classes", formula.classes), **listed("read", inside))
