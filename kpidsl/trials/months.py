"""Months made up to try a plan out.

Takes a plan and a source of chances; gives months of a few units of each class, with values where rules bite and values at
random, absent cells where the policy allows them, links, records. Never reads data.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from random import Random

from kpidsl.core.types import Decimal, Text, bounds
from kpidsl.plan.edges import unit_of
from kpidsl.plan.nodes import Input, Log, LogColumn, PastColumn, Plan, State
from kpidsl.resolve.cycle import A_YEAR, Period
from kpidsl.scores.month import LogRow, Month, RosterUnit
from kpidsl.syntax.days import day_number
from kpidsl.syntax.units import DATE

MOST_UNITS = 4
"""Units of a class."""
_MOST_RECORDS = 3
_PLAIN, _EDGE, _ABSENT = 50, 40, 7
"""Of a hundred cells: the last of the range (the full mark of most), a value where a rule bites, none; the rest at random."""

_PLAIN_DAY, _DAYS = day_number(datetime.date(2000, 1, 15)), 40
"""A day of the period made up, and how far from it others lie, most of them close by."""

Edges = Mapping[str, tuple[Fraction, ...]]


def made_up(plan: Plan, edges: Edges, chance: Random) -> Month:
    """A month for the plan."""
    units = _units(plan, chance)
    cells = {
        source.key: {
            unit.name: _cell(source, unit.unit_class, edges, chance)
            for unit in units
            if unit.unit_class in dict(source.owners)
        }
        for source in plan.scan.inputs
    }
    period = plan.cycle.with_month(2000 * A_YEAR)
    logs = {log.name: _records(log, units, edges, chance, period) for log in plan.scan.logs}
    past = {earlier.key: _earlier(earlier, units, chance) for earlier in plan.scan.past}
    return Month(period.name, units, cells, logs=logs, past=past)


def _earlier(column: PastColumn, units: tuple[RosterUnit, ...], chance: Random) -> dict[str, Fraction]:
    """Figures of an earlier period; some units have none."""
    if column.title.unit == DATE.key:
        days = {unit.name: _PLAIN_DAY - column.back * 30 + chance.randint(-_DAYS, _DAYS) // 4 for unit in units}
        return {name: day for name, day in days.items() if chance.randrange(100) >= _ABSENT}
    low, high = bounds(column.type)
    digits = column.type.digits if isinstance(column.type, Decimal) else 0
    whole = [int(end * 10**digits) for end in (low, high)]
    return {
        unit.name: Fraction(chance.randint(*whole), 10**digits) for unit in units if chance.randrange(100) >= _ABSENT
    }


def _units(plan: Plan, chance: Random) -> tuple[RosterUnit, ...]:
    classes = [name for name in plan.scan.classes for _ in range(chance.randint(1, MOST_UNITS))]
    names = [f"{unit_class}{index + 1}" for index, unit_class in enumerate(classes)]
    return tuple(
        RosterUnit(name, unit_class, _links(plan, unit_class, dict(zip(names, classes, strict=True)), chance))
        for name, unit_class in zip(names, classes, strict=True)
    )


def _links(plan: Plan, unit_class: str, classes: Mapping[str, str], chance: Random) -> dict[str, str]:
    found = {}
    for link, ends in plan.scan.links.items():
        far = [name for name, its in classes.items() if its in ends.get(unit_class, ())]
        if far and chance.random() > 1 / 10:
            found[link] = chance.choice(far)
    return found


def _cell(source: Input, unit_class: str, edges: Edges, chance: Random) -> Fraction | State:
    drawn = chance.randrange(100)
    if drawn < _PLAIN:
        return plain(source)
    if drawn < _PLAIN + _ABSENT:
        return State.UNREPORTED if unit_class in source.optional and chance.random() < 1 / 2 else State.NOT_APPLICABLE
    return value(source, edges, chance, drawn < _PLAIN + _ABSENT + _EDGE)


def plain(source: Input) -> Fraction:
    """The plainest value: a full mark where a person gives it, a day of the month, else the low end of the range (no accident)."""
    if source.unit == DATE.key:
        return _PLAIN_DAY
    if source.levels or source.datum:
        return Fraction(0) if source.levels else source.low * source.scale
    return (source.low if source.extra else source.high) * source.scale


def value(source: Input | LogColumn, edges: Edges, chance: Random, at_edge: bool) -> Fraction:
    """A value of a cell, at one of its edges or anywhere in its range."""
    known = edges[source.key]
    if source.levels or (at_edge and known):
        return chance.choice(known)
    if source.unit == DATE.key:
        return _PLAIN_DAY + chance.randint(-_DAYS, _DAYS) // chance.choice((1, 10))
    step = unit_of(source)
    low, high = (-(-end * source.scale // step) for end in (source.low, source.high))
    return chance.randint(int(low), int(high)) * step


def _records(
    log: Log, units: tuple[RosterUnit, ...], edges: Edges, chance: Random, period: Period
) -> tuple[LogRow, ...]:
    rows = []
    for unit in units:
        if unit.unit_class in log.classes:
            rows += [
                LogRow(
                    unit.name,
                    {column.key: _entry(column, edges, chance) for column in log.columns} | _dated(log, chance, period),
                )
                for _ in range(min(chance.randint(0, _MOST_RECORDS), log.most))
            ]
    return tuple(rows)


def _dated(log: Log, chance: Random, period: Period) -> dict[str, Fraction]:
    """The day of a record, of the last two months of the period or so, and how long before its end that is."""
    if not log.dated:
        return {}
    year, month = divmod(period.end, A_YEAR)
    day = datetime.date(year, month + 1, 15) - datetime.timedelta(chance.randrange(60))
    if period.cycle.month_of(day) > period.end:
        day -= datetime.timedelta(31)
    its = period.cycle.month_of(day)
    ages = (period.end - its, period.year - period.cycle.year_of(its))
    return {log.dated: day_number(day), **dict(zip(log.ages, map(Fraction, ages), strict=True))}


def _entry(column: LogColumn, edges: Edges, chance: Random) -> Fraction | str:
    if isinstance(column.type, Text) and not column.levels:
        return chance.choice("甲乙丙")
    return value(column, edges, chance, chance.random() < 1 / 2)
