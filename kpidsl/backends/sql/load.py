"""A month in memory, or what a roster says, into the database.

Takes values that are already proven; gives tables of whole numbers, by way of temporary files.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from kpidsl.backends.sql.dialect import DUCKDB, literal, name
from kpidsl.backends.sql.emit import leaves_64_bits
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.records import NUMBER
from kpidsl.backends.sql.relations import SCAN
from kpidsl.core import calendar
from kpidsl.plan.integers.numbers import TextColumn
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Log, State
from kpidsl.scores.month import Month
from kpidsl.scores.roster import Roster

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ABSENT = "\x01"
"""Stands for an absent value in a temporary file; no name holds it."""


def scan_columns(program: Program) -> list[tuple[str, str]]:
    """The columns of the opening table, each with its SQL type."""
    scan = program.integers.plan.scan
    columns = [(UNIT, DUCKDB.text), (CLASS, DUCKDB.text), (ORDER, DUCKDB.narrow)]
    columns += [("link:" + link, DUCKDB.text) for link in scan.links]
    columns += [(key, DUCKDB.narrow) for key in scan.calendar]
    for source in scan.inputs:
        stored = program.integers.columns[source.key]
        assert isinstance(stored, Quotient)
        columns.append((source.key, DUCKDB.wide if leaves_64_bits(stored.num) else DUCKDB.narrow))
        columns.append((source.state, DUCKDB.narrow))
    for earlier in scan.past:
        stored = program.integers.columns[earlier.key]
        assert isinstance(stored, Quotient)
        columns.append((earlier.key, DUCKDB.wide if leaves_64_bits(stored.num) else DUCKDB.narrow))
    return columns


def fill(
    connection: "DuckDBPyConnection",
    table: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[str | int]],
) -> None:
    """Makes ``table`` with ``columns`` (name, SQL type) and these rows, in their order."""
    types = ", ".join(f"{literal(f'c{place}')}: {literal(kind)}" for place, (_, kind) in enumerate(columns))
    file = NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", delete=False)  # noqa: SIM115 - closed below
    try:
        with file, naming(file.name):
            csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(rows)
        names = ", ".join(f"c{place} AS {name(key)}" for place, (key, _) in enumerate(columns))
        connection.execute(
            f"{DUCKDB.create.format(name(table))} SELECT {names} FROM read_csv({literal(file.name)},"
            f" columns = {{{types}}}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
            f" nullstr = {literal(ABSENT)}, allow_quoted_nulls = true)"
        )
    finally:
        Path(file.name).unlink()


@contextmanager
def naming(path: str) -> Iterator[None]:
    """An OSError of the block names ``path`` where it names nothing: a disk that is full does not say where it is."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or path) from error


def load_month(connection: "DuckDBPyConnection", program: Program, month: Month) -> None:
    """Fills ``scan`` from a month in memory."""
    columns = [(program.bare(key), kind) for key, kind in scan_columns(program)]
    fill(connection, SCAN, columns, _scan_rows(program, month))
    load_logs(connection, program, month)


def load_logs(connection: "DuckDBPyConnection", program: Program, month: Month) -> None:
    """Fills a table of the records of each log."""
    order_of = {unit.name: order for order, unit in enumerate(month.units)}
    for log in program.integers.plan.scan.logs:
        columns = [(program.bare(key), kind) for key, kind in log_columns(program, log)]
        keys = [column.key for column in log.columns] + list(log.ages)
        stored = {key: program.integers.columns[key] for key in keys}
        digits = {key: found.digits for key, found in stored.items() if isinstance(found, Quotient)}
        rows: Iterable[list[str | int]] = (
            [order_of[record.unit], number, *(_cell_of(record.values.get(key), digits.get(key, 0)) for key in keys)]
            for number, record in enumerate(month.logs.get(log.name, ()))
        )
        fill(connection, program.bare(f"log:{log.name}"), columns, rows)


def log_columns(program: Program, log: Log) -> list[tuple[str, str]]:
    """The columns of the table of a log, each with its SQL type."""
    keys = [*(column.key for column in log.columns), *log.ages]
    stored = {key: program.integers.columns[key] for key in keys}
    kinds = [DUCKDB.text if isinstance(found, TextColumn) else _kind_of(found) for found in stored.values()]
    return [(ORDER, DUCKDB.narrow), (NUMBER, DUCKDB.narrow), *zip(keys, kinds, strict=True)]


def _kind_of(stored: object) -> str:
    assert isinstance(stored, Quotient)
    return DUCKDB.wide if leaves_64_bits(stored.num) else DUCKDB.narrow


def _cell_of(value: Fraction | str | None, digits: int) -> str | int:
    match value:
        case None:
            return ABSENT
        case str():
            return value
        case Fraction():
            return _whole(value * 10**digits)


def load_roster(connection: "DuckDBPyConnection", roster: Roster, links: Collection[str]) -> None:
    """Fills ``roster`` (order, unit, class, a column per link) and ``names`` (key of a name or alias, order)."""
    text = DUCKDB.text
    columns = [("order", DUCKDB.narrow), ("unit", text), ("class", text)]
    columns += [(f"link{place}", text) for place in range(len(links))]
    units: Iterable[list[str | int]] = (
        [order, unit.name, unit.unit_class, *(unit.links.get(link) or ABSENT for link in links)]
        for order, unit in enumerate(roster.units)
    )
    fill(connection, "roster", columns, units)
    order_of = {unit.name: order for order, unit in enumerate(roster.units)}
    known: Iterable[list[str | int]] = ([key, order_of[unit.name]] for key, unit in roster.names.items())
    fill(connection, "names", [("key", text), ("order", DUCKDB.narrow)], known)


def _scan_rows(program: Program, month: Month) -> Iterator[list[str | int]]:
    scan = program.integers.plan.scan
    known = calendar.of_period(month.period, program.integers.plan.cycle) if scan.calendar else {}
    digits = {}
    for key in (*(source.key for source in scan.inputs), *(earlier.key for earlier in scan.past)):
        stored = program.integers.columns[key]
        assert isinstance(stored, Quotient)
        digits[key] = stored.digits
    for order, unit in enumerate(month.units):
        row: list[str | int] = [unit.name, unit.unit_class, order]
        row += [unit.links.get(link) or ABSENT for link in scan.links]
        row += [_whole(known[key]) for key in scan.calendar]
        for source in scan.inputs:
            cell = month.cells.get(source.key, {}).get(unit.name, State.NOT_APPRAISED)
            if isinstance(cell, State):
                row += [ABSENT, int(cell)]
            else:
                row += [_whole(cell * 10 ** digits[source.key]), int(State.VALUE)]
        for earlier in scan.past:
            value = month.past.get(earlier.key, {}).get(unit.name)
            row.append(ABSENT if value is None else _whole(value * 10 ** digits[earlier.key]))
        yield row


def _whole(value: Fraction) -> int:
    if value.denominator != 1:
        raise ValueError(f"{value} is finer than its declared digits")
    return value.numerator
