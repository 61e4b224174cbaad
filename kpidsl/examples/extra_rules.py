"""Rules between the weighted sum and the total: coefficients, bonuses and maluses.

Takes the alterations of a policy; gives its rules. What each alteration is stands at its function.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.examples.rule import Alterations, Altered, Rule
from kpidsl.resolve.policy import Extras

HUNDREDTH = e.const(Fraction(1, 100))


def coefficients(made: Alterations) -> Iterator[Rule]:
    """Every coefficient in every class it is for: a hundredth more."""
    for coefficient in made.policy.coefficients:
        for unit_class in coefficient.classes:
            column = f"coefficient:{coefficient.name}"
            more = made.column_with(column, lambda expr: e.add(expr, HUNDREDTH), (unit_class,))
            subject = f"{coefficient.name}·{unit_class}"
            yield Rule("COEFFICIENT", subject, coefficient.place, (more,), "", (unit_class,))


def limits(made: Alterations) -> Iterator[Rule]:
    """What bonuses, maluses and the total are limited to: a point further; where nothing limits them, down to nothing."""
    said = made.policy.extras_together
    for word, most in said.most.items():
        other = Fraction(0) if most is None else most + 1
        plans = (_limits(made, evolve(said, most={**said.most, word: other})),)
        yield Rule("EXTRAS", word, said.places[word], plans)
    if said.total and said.low is not None and said.high is not None:
        wider = (evolve(said, low=said.low - 1), evolve(said, high=said.high + 1))
        yield Rule("EXTRAS", "TOTAL", said.total, tuple(_limits(made, extras) for extras in wider), every=True)


def _limits(made: Alterations, extras: Extras) -> Altered:
    return made.policy_with(extras_together=extras)
