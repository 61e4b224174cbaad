"""The tables that a program opens with: the units of a month, and the records of its logs.

Takes an opening or whole program and a month that is read; gives the columns of each table (key, SQL type) and its rows, as whole
numbers and names. Never runs anything.
"""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.backends.sql.database import Database, Value
from kpidsl.backends.sql.emit import leaves_64_bits
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.records import NUMBER
from kpidsl.backends.sql.relations import SCAN
from kpidsl.core import calendar
from kpidsl.plan.integers.numbers import TextColumn
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Log, State
from kpidsl.scores.month import Month


def open_month(database: Database, program: Program, month: Month) -> None:
    """Makes the opening tables of ``program`` from a month in memory."""
    scan = program.integers.plan.scan
    tables = [(SCAN, scan_columns(program), scan_rows(program, month))]
    tables += [(f"log:{log.name}", log_columns(program, log), log_rows(program, log, month)) for log in scan.logs]
    for table, columns, rows in tables:
        database.fill(program.names(table), [(program.names(key), kind) for key, kind in columns], rows)


def scan_columns(program: Program) -> list[tuple[str, str]]:
    """The columns of the opening table, each with its SQL type."""
    scan = program.integers.plan.scan
    text, narrow = program.dialect.text, program.dialect.narrow
    columns = [(UNIT, text), (CLASS, text), (ORDER, narrow)]
    columns += [("link:" + link, text) for link in scan.links]
    columns += [(key, narrow) for key in scan.calendar]
    for source in scan.inputs:
        columns += [(source.key, kind_of(program, source.key)), (source.state, narrow)]
    columns += [(earlier.key, kind_of(program, earlier.key)) for earlier in scan.past]
    return columns


def scan_rows(program: Program, month: Month) -> Iterator[list[Value]]:
    """A row for each unit of the month, in order."""
    scan = program.integers.plan.scan
    known = calendar.of_period(month.period, program.integers.plan.cycle) if scan.calendar else {}
    keys = [*(source.key for source in scan.inputs), *(earlier.key for earlier in scan.past)]
    digits = {key: _stored(program, key).digits for key in keys}
    for order, unit in enumerate(month.units):
        row: list[Value] = [unit.name, unit.unit_class, order]
        row += [unit.links.get(link) or None for link in scan.links]
        row += [_whole(known[key]) for key in scan.calendar]
        for source in scan.inputs:
            cell = month.cells.get(source.key, {}).get(unit.name, State.NOT_APPRAISED)
            if isinstance(cell, State):
                row += [None, int(cell)]
            else:
                row += [_whole(cell * 10 ** digits[source.key]), int(State.VALUE)]
        for earlier in scan.past:
            value = month.past.get(earlier.key, {}).get(unit.name)
            row.append(None if value is None else _whole(value * 10 ** digits[earlier.key]))
        yield row


def log_columns(program: Program, log: Log) -> list[tuple[str, str]]:
    """The columns of the table of a log, each with its SQL type."""
    narrow = program.dialect.narrow
    columns = [(key, kind_of(program, key)) for key in (*(column.key for column in log.columns), *log.ages)]
    return [(ORDER, narrow), (NUMBER, narrow), *columns]


def log_rows(program: Program, log: Log, month: Month) -> Iterator[list[Value]]:
    """A row for each record of a log, with the place of its unit and its own."""
    order_of = {unit.name: order for order, unit in enumerate(month.units)}
    keys = [column.key for column in log.columns] + list(log.ages)
    stored = {key: program.integers.columns[key] for key in keys}
    digits = {key: found.digits for key, found in stored.items() if isinstance(found, Quotient)}
    for number, record in enumerate(month.logs.get(log.name, ())):
        cells = (_cell_of(record.values.get(key), digits.get(key, 0)) for key in keys)
        yield [order_of[record.unit], number, *cells]


def _stored(program: Program, key: str) -> Quotient:
    stored = program.integers.columns[key]
    assert isinstance(stored, Quotient), f"{key} is no number"
    return stored


def kind_of(program: Program, key: str) -> str:
    """The SQL type of a column of the plan."""
    dialect = program.dialect
    if isinstance(program.integers.columns[key], TextColumn):
        return dialect.text
    return dialect.wide if leaves_64_bits(_stored(program, key).num) else dialect.narrow


def _cell_of(value: Fraction | str | None, digits: int) -> Value:
    match value:
        case None | str():
            return value
        case Fraction():
            return _whole(value * 10**digits)


def _whole(value: Fraction) -> int:
    if value.denominator != 1:
        raise ValueError(f"{value} is finer than its declared digits")
    return value.numerator
