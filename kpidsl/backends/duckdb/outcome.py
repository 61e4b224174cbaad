"""The outcome of a program that has run.

Takes the database and the program; gives rows, sheets, reports and figures as ``results.outcome`` says. Rows stay in the
database until they are asked for.
"""

import errno
import os
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidsl.backends.reference.replay import replay
from kpidsl.backends.sql import publish
from kpidsl.backends.sql.dialect import literal
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.relations import SCAN
from kpidsl.plan.integers.expr import IntCol, IntLit, IntNull, TruthCol
from kpidsl.plan.integers.numbers import TextColumn
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Gather, Linked, Rank, Reach, Report
from kpidsl.results.figures import Value
from kpidsl.results.outcome import ReportRow
from kpidsl.results.sheets import Sheet
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ERRNO = re.compile(r'"errno":"([0-9]+)"')


@frozen
class DuckDBOutcome:
    """The outcome of a run; rows stay in the database until they are asked for."""

    connection: "DuckDBPyConnection" = field(repr=False)
    program: Program = field(repr=False)

    @cached_property
    def units(self) -> int:
        """How many units were evaluated."""
        return int(self._fetch(f"SELECT COUNT(*) FROM {self.program.names(SCAN)}")[0][0])

    @cached_property
    def in_order(self) -> set[str]:
        """The tables of stages whose rows stand in roster order, as they do unless a join has moved them."""
        order = self.program.names(ORDER)
        rows = {
            table: self._fetch(f"SELECT COUNT(*) FROM {stored} WHERE {order} <> rowid")[0][0]
            for table, stored in self.program.relations.stored.items()
        }
        return {table for table, moved in rows.items() if not moved}

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
        """Writes the whole sheet as csv (UTF-8 with BOM, LF). Raises OSError."""
        import duckdb

        query = publish.lines_query(self.program, sheet, self.in_order)
        # One column, no quoting and a separator that no text of ours holds: lines are written as they stand.
        options = "FORMAT csv, HEADER true, QUOTE '', ESCAPE '', DELIMITER E'\\x01'"
        try:
            self.connection.execute(f"COPY ({query}) TO {literal(str(path))} ({options})")
        except duckdb.IOException as error:
            raise _of_system(error, path) from error

    def figures(self, unit: str) -> Mapping[str, Value] | None:
        """Every column of one unit, or None if there is no such unit.

        What looks at other units comes from the database, the rest is computed again from the unit's own data.
        """
        plan = self.program.integers.plan
        opening = (UNIT, CLASS, ORDER, *("link:" + link for link in plan.scan.links), *plan.scan.calendar)
        opening += tuple(key for source in plan.scan.inputs for key in (source.key, source.state))
        opening += tuple(earlier.key for earlier in plan.scan.past)
        across: list[str] = []
        for node in plan.nodes:
            match node:
                case Linked(column) | Reach(column) | Gather(column):
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


def _of_system(error: Exception, path: Path) -> OSError:
    """What the database met on the disk, as the system calls it."""
    found = _ERRNO.search(str(error))
    number = int(found[1]) if found else errno.EIO
    return OSError(number, os.strerror(number), str(path))


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
