"""Months at random that fit a plan.

Takes a compiled policy; gives months, or years, with values at the edges where rules bite (targets, steps, ends of ranges), cells that
are not applicable or unreported where the policy allows, links that lead nowhere. Never a month the plan would not take.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from kpidsl.core import expr as e
from kpidsl.core.types import Decimal
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Extend, Input, PastColumn, Plan, State
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.syntax.units import DATE
from kpidsl.testing.cycles import EVERY
from kpidsl.testing.earlier import past
from kpidsl.testing.records import records
from kpidsl.testing.writer import FIRST_DAY, LAST_DAY, among

_NEAR = (0, 1, 2, 19, 20, 95, 100, 9250, 9450)


@st.composite
def months(
    draw: st.DrawFn, compiled: Compiled, most: int = 12, units: Sequence[RosterUnit] = (), whole: bool = False
) -> Month:
    """A month of up to ``most`` units, or of the ``units`` given, that fits the plan of ``compiled``.

    With ``whole`` nothing is unreported; periods before have no figures then, for whoever knows them to fill in.
    """
    roster = tuple(units) or draw(rosters(compiled, most))
    return _opening(draw, compiled.plan, roster, whole)


@st.composite
def years(draw: st.DrawFn, compiled: Compiled, most: int = 12, units: Sequence[RosterUnit] = ()) -> Month:
    """What the plan of the year of ``compiled`` runs on: figures of its periods, of which some are missing, and its own."""
    assert compiled.year is not None
    return _opening(draw, compiled.year, tuple(units) or draw(rosters(compiled, most)), whole=False)


@st.composite
def rosters(draw: st.DrawFn, compiled: Compiled, most: int = 12) -> tuple[RosterUnit, ...]:
    """Up to ``most`` units of any classes, linked to each other or not."""
    count = draw(st.integers(1, most))
    classes = [draw(st.sampled_from(compiled.plan.scan.classes)) for _ in range(count)]
    names = [f"{unit_class}{index}" for index, unit_class in enumerate(classes)]
    units = []
    for name, unit_class in zip(names, classes, strict=True):
        links: dict[str, str] = {}
        for link in compiled.checked.policy.links:
            far = [other for other, its in zip(names, classes, strict=True) if its in link.ends.get(unit_class, ())]
            linked = draw(st.booleans())
            if far and linked:
                links[link.name] = draw(st.sampled_from(far))
        units.append(RosterUnit(name, unit_class, links))
    return tuple(units)


def _opening(draw: st.DrawFn, plan: Plan, units: tuple[RosterUnit, ...], whole: bool) -> Month:
    bites = _constants(plan)
    cells = {
        source.key: {unit.name: draw(cell[unit.unit_class]) for unit in units if unit.unit_class in cell}
        for source in plan.scan.inputs
        if (cell := {unit_class: _cell(source, unit_class, bites, whole) for unit_class, _ in source.owners})
    }
    logs = {log.name: draw(records(log, units)) for log in plan.scan.logs}
    names = [unit.name for unit in units]
    known = {} if whole else {earlier.key: _of_before(draw, earlier, names) for earlier in plan.scan.past}
    named = next(cycle.named for cycle in EVERY if cycle.word == plan.cycle.word)
    period = draw(st.sampled_from(named)) if plan.scan.calendar else named[0]
    return Month(period, units, cells, logs=logs, past=known)


def _of_before(draw: st.DrawFn, earlier: PastColumn, names: list[str]) -> dict[str, Fraction]:
    values = past(earlier)
    had = {name: draw(values) for name in names}
    return {name: value for name, value in had.items() if value is not None}


def _cell(
    source: Input, unit_class: str, bites: Collection[Fraction], whole: bool
) -> st.SearchStrategy[Fraction | State]:
    """A value of the input, often one where a rule bites; a state where it is allowed."""
    states = [State.NOT_APPLICABLE] + [State.UNREPORTED] * (unit_class in source.optional and not whole)
    if not isinstance(source.type, Decimal):
        return among((), 0, len(source.levels) - 1, Fraction(1), states)
    if source.unit == DATE.key:
        days = [int(value) for value in bites if FIRST_DAY <= value <= LAST_DAY]
        return among(days, FIRST_DAY, LAST_DAY, Fraction(1), states)
    step = source.step or Fraction(1, 10**source.decimals)
    low, high, unit = int(-(-source.low // step)), int(source.high // step), step * source.scale
    near = {low, high, *(n for n in _NEAR if low <= n <= high)}
    near |= {int(n) for value in bites if low <= (n := value / unit) <= high}
    return among(sorted(near), low, high, unit, states)


def _constants(plan: Plan) -> set[Fraction]:
    """The numbers that rules of the plan name."""
    found: set[Fraction] = set()
    pending = [node.expr for node in plan.nodes if isinstance(node, Extend)]
    while pending:
        expr = pending.pop()
        if isinstance(expr, e.Const):
            found.add(expr.value)
        pending += e.children(expr)
    return found
