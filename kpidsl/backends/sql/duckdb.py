"""Runs plans on the embedded database: the engine for more units than a mine has.

Takes a plan and a month; gives an ``Outcome`` equal to that of the reference evaluator, to the byte. A row passes
through Python only where a caller asks for rows. Never decides anything that the plan does not say.
"""

import csv
import tempfile
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from kpidsl.backends.reference import replay
from kpidsl.backends.sql import publish
from kpidsl.backends.sql.dialect import DUCKDB, literal
from kpidsl.backends.sql.emit import leaves_64_bits
from kpidsl.backends.sql.program import SCAN, Program
from kpidsl.plan.int_expr import IntCol, IntLit, IntNull, TruthCol
from kpidsl.plan.int_numbers import TextColumn
from kpidsl.plan.integers import Integers
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Linked, Plan, Rank, Reach, Report, State
from kpidsl.plan.quotient import Quotient
from kpidsl.results.outcome import ReportRow, Value
from kpidsl.results.sheets import Sheet
from kpidsl.scores.month import Month

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ABSENT = "\\N"


@frozen
class DuckDBEngine:
    """How to run: ``memory`` as DuckDB writes it (``2GB``), ``threads``, both left to the database where not given."""

    memory: str = ""
    threads: int = 0

    def run(self, plan: Plan, month: Month) -> "DuckDBOutcome":
        """Evaluates a month that is already read; raises ``integers.Overflow`` where integers are not enough."""
        program = Program.of(Integers.of(plan), DUCKDB)
        connection = self.connect()
        load_month(connection, program, month)
        return finish(connection, program)

    def connect(self) -> "DuckDBPyConnection":
        """A database in memory; what does not fit goes to a temporary folder."""
        import duckdb

        settings: dict[str, str | bool | int | float | list[str]] = {"temp_directory": tempfile.gettempdir()}
        if self.memory:
            settings["memory_limit"] = self.memory
        if self.threads:
            settings["threads"] = self.threads
        return duckdb.connect(config=settings)


def finish(connection: "DuckDBPyConnection", program: Program) -> "DuckDBOutcome":
    """Computes everything once ``scan`` is filled."""
    for statement in program.statements:
        connection.execute(statement)
    return DuckDBOutcome(connection, program)


def scan_columns(program: Program) -> list[tuple[str, str]]:
    """The columns of the opening table, each with its SQL type."""
    scan = program.integers.plan.scan
    columns = [(UNIT, DUCKDB.text), (CLASS, DUCKDB.text), (ORDER, DUCKDB.narrow)]
    columns += [("link:" + link, DUCKDB.text) for link in scan.links]
    for source in scan.inputs:
        stored = program.integers.columns[source.key]
        assert isinstance(stored, Quotient)
        columns.append((source.key, DUCKDB.wide if leaves_64_bits(stored.num) else DUCKDB.narrow))
        columns.append((source.state, DUCKDB.narrow))
    return columns


def load_month(connection: "DuckDBPyConnection", program: Program, month: Month) -> None:
    """Fills ``scan`` from a month in memory, by way of a temporary file of whole numbers."""
    columns = scan_columns(program)
    types = ", ".join(f"{literal(f'c{place}')}: {literal(kind)}" for place, (_, kind) in enumerate(columns))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", delete=False) as file:
        path = Path(file.name)
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerows(_scan_rows(program, month))
    try:
        names = ", ".join(f"c{place} AS {program.names(key)}" for place, (key, _) in enumerate(columns))
        connection.execute(
            f"{DUCKDB.create.format(program.names(SCAN))} SELECT {names} FROM read_csv({literal(str(path))},"
            f" columns = {{{types}}}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
            f" nullstr = {literal(_ABSENT)}, allow_quoted_nulls = true, parallel = false)"
        )
    finally:
        path.unlink()


def _scan_rows(program: Program, month: Month) -> Iterator[list[str | int]]:
    scan = program.integers.plan.scan
    digits = {}
    for source in scan.inputs:
        stored = program.integers.columns[source.key]
        assert isinstance(stored, Quotient)
        digits[source.key] = stored.digits
    for order, unit in enumerate(month.units):
        row: list[str | int] = [unit.name, unit.unit_class, order]
        row += [unit.links.get(link) or _ABSENT for link in scan.links]
        for source in scan.inputs:
            cell = month.cells.get(source.key, {}).get(unit.name, State.NOT_APPRAISED)
            if isinstance(cell, State):
                row += [_ABSENT, int(cell)]
            else:
                row += [_whole(cell * 10 ** digits[source.key]), int(State.VALUE)]
        yield row


def _whole(value: Fraction) -> int:
    if value.denominator != 1:
        raise ValueError(f"{value} is finer than its declared digits")
    return value.numerator


@frozen
class DuckDBOutcome:
    """The outcome of a run; rows stay in the database until they are asked for."""

    connection: "DuckDBPyConnection" = field(repr=False)
    program: Program = field(repr=False)

    @property
    def units(self) -> int:
        """How many units were evaluated."""
        return int(self._fetch(f"SELECT COUNT(*) FROM {self.program.names(SCAN)}")[0][0])

    @property
    def reports(self) -> tuple[ReportRow, ...]:
        """All report rows, by report in plan order, then by roster order."""
        found: list[ReportRow] = []
        for index, node in enumerate(self.program.integers.plan.nodes):
            if not isinstance(node, Report):
                continue
            parts = publish.stored_parts(self.program, node.show)
            for unit, unit_class, *values in self._fetch(publish.report_query(self.program, index, node.show)):
                stored = dict(zip(parts, values, strict=True))
                shown = tuple(self._value(key, stored) for key in node.show)
                found.append(ReportRow(node, unit, unit_class, shown))
        return tuple(found)

    def rows(self, sheet: Sheet, limit: int | None = None) -> list[tuple[str, ...]]:
        """The first ``limit`` rows of a sheet as written texts, in roster order."""
        return self._fetch(publish.rows_query(self.program, sheet, limit))

    def write(self, sheet: Sheet, path: Path) -> None:
        """Writes the whole sheet as csv (UTF-8 with BOM, LF)."""
        query = publish.lines_query(self.program, sheet)
        # One column, no quoting and a separator that no text of ours holds: lines are written as they stand.
        options = "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01'"
        self.connection.execute(f"COPY ({query}) TO {literal(str(path))} ({options})")

    def figures(self, unit: str) -> Mapping[str, Value] | None:
        """Every column of one unit, or None if there is no such unit.

        What looks at other units comes from the database, the rest is computed again from the unit's own data.
        """
        plan = self.program.integers.plan
        opening = (UNIT, CLASS, ORDER, *("link:" + link for link in plan.scan.links))
        opening += tuple(key for source in plan.scan.inputs for key in (source.key, source.state))
        across: list[str] = []
        for node in plan.nodes:
            match node:
                case Linked(column) | Reach(column):
                    across.append(column)
                case Rank():
                    across += (node.place, node.places, node.base, node.spent)
                case _:
                    pass
        keys = (*opening, *across)
        found = self._fetch(publish.unit_query(self.program, keys), [unit])
        if not found:
            return None
        stored = dict(zip(publish.stored_parts(self.program, keys), found[0], strict=True))
        values = {key: self._value(key, stored) for key in keys}
        return replay(plan, {key: values[key] for key in opening}, {key: values[key] for key in across})

    def _value(self, key: str, stored: Mapping[str, Any]) -> Value:
        match self.program.integers.columns[key]:
            case TextColumn(column):
                text: str | None = stored[column]
                return text
            case TruthCol(column):
                truth: bool | None = stored[column]
                return truth
            case Quotient(num, den, factors, digits):
                parts = [_held(part, stored) for part in (num, *factors)]
                value = Fraction(1)
                for part in parts[1:]:
                    if part is None:
                        return None
                    value /= part
                return None if parts[0] is None else value * parts[0] / den / Fraction(10) ** digits

    def _fetch(self, query: str, parameters: list[str] | None = None) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, parameters or []).fetchall()


def _held(part: object, stored: Mapping[str, Any]) -> int | None:
    match part:
        case IntLit(value):
            return value
        case IntNull():
            return None
        case IntCol(key):
            held: int | None = stored[key]
            return held
        case _:
            raise TypeError(f"not stored: {part}")
