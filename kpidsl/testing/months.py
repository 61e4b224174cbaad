"""Months at random that fit a plan.

Takes a compiled policy; gives months with values at the edges where rules bite (targets, steps, ends of ranges), cells that
are not applicable or unreported where the policy allows, links that lead nowhere. Never a month the plan would not take.
"""

from fractions import Fraction

from hypothesis import strategies as st

from kpidsl.core.types import Decimal
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Input, State
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.testing.records import LOG, records


@st.composite
def months(draw: st.DrawFn, compiled: Compiled, most: int = 12) -> Month:
    """A month of up to ``most`` units that fits the plan of ``compiled``."""
    plan, policy = compiled.plan, compiled.checked.policy
    count = draw(st.integers(1, most))
    classes = [draw(st.sampled_from(plan.scan.classes)) for _ in range(count)]
    names = [f"{unit_class}{index}" for index, unit_class in enumerate(classes)]
    units = []
    for name, unit_class in zip(names, classes, strict=True):
        links: dict[str, str] = {}
        for link in policy.links:
            far = [other for other, its in zip(names, classes, strict=True) if its in link.ends.get(unit_class, ())]
            linked = draw(st.booleans())
            if far and linked:
                links[link.name] = draw(st.sampled_from(far))
        units.append(RosterUnit(name, unit_class, links))
    cells = {
        source.key: {u.name: draw(_cell(source, u.unit_class)) for u in units if u.unit_class in dict(source.owners)}
        for source in plan.scan.inputs
    }
    logs = {log.name: draw(records(log, tuple(units))) for log in plan.scan.logs if log.name == LOG}
    return Month("2019-03", tuple(units), cells, logs=logs)


def _cell(source: Input, unit_class: str) -> st.SearchStrategy[Fraction | State]:
    """A value of the input, most often near where rules bite; a state where it is allowed."""
    states = [State.NOT_APPLICABLE] + [State.UNREPORTED] * (unit_class in source.optional)
    return st.one_of(_value(source), _value(source), _value(source), st.sampled_from(states))


def _value(source: Input) -> st.SearchStrategy[Fraction | State]:
    if not isinstance(source.type, Decimal):
        return st.integers(0, len(source.levels) - 1).map(Fraction)
    step = source.step or Fraction(1, 10**source.decimals)
    low, high = -(-source.low // step), source.high // step
    near = [n for n in (0, 1, 2, 19, 20, 95, 100, 9250, 9450) if low <= n <= high] or [int(low)]
    whole = st.one_of(st.integers(int(low), int(high)), st.sampled_from(near))
    return whole.map(lambda n: n * step * source.scale)
