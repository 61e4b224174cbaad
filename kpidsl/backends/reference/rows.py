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


def opening_row(plan: Plan, month: Month, order: int) -> Row:
    """What a month says of the unit at a place of the roster."""
    scan, unit = plan.scan, month.units[order]
    row: Row = {UNIT: unit.name, CLASS: unit.unit_class, ORDER: Fraction(order)}
    for link in scan.links:
        row["link:" + link] = unit.links.get(link)
    if scan.calendar:
        known = calendar.of_period(month.period, plan.cycle)
        row.update({key: known[key] for key in scan.calendar})
    for source in scan.inputs:
        cell = month.cells.get(source.key, {}).get(unit.name, State.NOT_APPRAISED)
        row[source.key] = None if isinstance(cell, State) else cell
        row[source.state] = _STATES[cell if isinstance(cell, State) else State.VALUE]
    for earlier in scan.past:
        row[earlier.key] = month.past.get(earlier.key, {}).get(unit.name)
    return row


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
