"""A composite of scores that two offices collect is put together by somebody."""

from fractions import Fraction

from kpidsl.check.effective import linear
from kpidsl.check.words import percent
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.strata import links_read
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.policy import Composite, Policy

_OWN = ("total", "mark:", "points:")
"""The scores of a unit itself."""


def collectors(policy: Policy, core: Core, problems: Problems) -> None:
    """K797 where nobody is named for the composite itself."""
    officers = [officer for officer in policy.declared.officers if officer.word == "COLLECTOR"]
    of_class: dict[str, str] = {}
    for officer in officers:
        for name in policy.class_names:
            who = officer.names.get(name) or officer.names.get("", "")
            if who:
                of_class.setdefault(name, who)
    if len(set(of_class.values())) < 2:
        return
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        if not composite.collector:
            _composite(policy, composite, formula, of_class, problems)


def _composite(
    policy: Policy, composite: Composite, formula: e.Expr, of_class: dict[str, str], problems: Problems
) -> None:
    """The first class whose own score and that of the unit it is linked to go to two offices."""
    own_scores = [key for key in e.columns_of(formula) if key.startswith(_OWN)]
    if not own_scores:
        return  # nothing of its own: it is handed on as it is
    read = links_read(formula) | links_read(formula, "total")
    for link in (one for one in policy.links if one.name in read):
        for unit_class in composite.classes:
            for far in link.ends.get(unit_class, ()):
                own, other = of_class.get(unit_class), of_class.get(far)
                if own and other and own != other:
                    place = next(officer.place for officer in policy.declared.officers if officer.word == "COLLECTOR")
                    words = {"unit_class": unit_class, "far": far, "own": own, "other": other}
                    labels, factors = [Label(place, "collectors")], linear(formula)
                    if factors is None:
                        problems.add("K797", composite.place, "plain", labels, **words)
                        return
                    rest = sum((factors[key] for key in own_scores), Fraction())
                    linked = (value for key, value in factors.items() if key.startswith(f"linked:{link.name}:"))
                    shares = {"part": percent(sum(linked, Fraction())), "rest": percent(rest)}
                    problems.add("K797", composite.place, "", labels, **words, **shares)
                    return
