"""The rows a plan begins with: one a unit, and one a record of its logs.

Takes the scan of a plan and a month; gives rows by column, a blank cell absent. Never computes a figure.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kpidsl.core import calendar
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Plan, Scan, State
from kpidsl.results.figures import Value
from kpidsl.scores.month import LogRow, Month

Row = dict[str, Value]
Records = dict[str, list[Row]]
"""The records of each log, with what is computed of each."""


_STATES = {state: Fraction(state) for state in State}
_VALUE = _STATES[State.VALUE]


def opening_rows(plan: Plan, month: Month) -> list[Row]:
    """What a month says of each unit, in the order of the roster."""
    scan = plan.scan
    known = calendar.of_period(month.period, plan.cycle) if scan.calendar else {}
    of_month = {key: known[key] for key in scan.calendar}
    rows: list[Row] = []
    for order, unit in enumerate(month.units):
        links = {"link:" + link: unit.links.get(link) for link in scan.links}
        rows.append({UNIT: unit.name, CLASS: unit.unit_class, ORDER: Fraction(order), **links, **of_month})
    for source in scan.inputs:
        key, state, cells = source.key, source.state, month.cells.get(source.key, {})
        for row, unit in zip(rows, month.units, strict=True):
            cell = cells.get(unit.name, State.NOT_APPRAISED)
            row[key], row[state] = (None, _STATES[cell]) if isinstance(cell, State) else (cell, _VALUE)
    for earlier in scan.past:
        figures = month.past.get(earlier.key, {})
        for row, unit in zip(rows, month.units, strict=True):
            row[earlier.key] = figures.get(unit.name)
    return rows


def opening_columns(plan: Plan) -> frozenset[str]:
    """The columns that a month brings."""
    links = {"link:" + link for link in plan.scan.links}
    cells = {column for source in plan.scan.inputs for column in (source.key, source.state)}
    past = {column.key for column in plan.scan.past}
    return frozenset({UNIT, CLASS, ORDER, *plan.scan.calendar} | links | cells | past)


def records_of(scan: Scan, logs: Mapping[str, Iterable[LogRow]]) -> Records:
    """The records of every log of a plan as rows, blank cells absent."""
    return {
        log.name: [
            {UNIT: record.unit, **dict.fromkeys(column.key for column in log.columns), **record.values}
            for record in logs.get(log.name, ())
        ]
        for log in scan.logs
    }
