"""The rows of a large file about which something must be said.

Takes a file in the database whose ``odd`` rows are known; has ``kpidsl.scores`` read exactly these rows, which gives the
problems and the values of their cells, and puts the values in their place. Of rows that merely lack cells the first are
named and the rest counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import evolve

from kpidsl.backends.duckdb.cells import BLANK
from kpidsl.backends.duckdb.large_roster import Units
from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.month_table import MonthTable
from kpidsl.backends.duckdb.names import KEY
from kpidsl.backends.duckdb.wide import Wide
from kpidsl.backends.sql.database import Value
from kpidsl.backends.sql.dialect import DUCKDB, literal
from kpidsl.diagnostics import Problems
from kpidsl.plan.nodes import State
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.complete import Completeness
from kpidsl.scores.contract import BLANKS, TOTALS, Role
from kpidsl.scores.gather import gather
from kpidsl.scores.header import Column
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.names import name_of
from kpidsl.scores.period import StatedPeriods, parse_period, settle_period
from kpidsl.scores.register import Register
from kpidsl.scores.roster import Roster
from kpidsl.scores.rows import Entry, FileRows, read_rows
from kpidsl.scores.table import Record, Table
from kpidsl.scores.totals import check_totals
from kpidsl.source import Cell
from kpidsl.values import define, field

NAMED = 1000
"""Rows and units with nothing but missing cells that are named one by one."""
AT_ONCE = 20_000
"""Rows that are read together; where they hold errors the rows after them are only counted."""


@define
class OddRows:
    """Reads odd rows; ``lines`` gives the line of each row of ``read`` where lines and rows do not run together."""

    wide: Wide
    roster: Units | None
    problems: Problems
    period: str | None = None
    lines: Sequence[int] = field(factory=list)
    columns: dict[int, list[tuple[int, str, int]]] = field(factory=dict)
    """Inputs without a column: place of the first unit, appraiser and number of units that owe it."""
    dropped: list[int] = field(factory=list)
    """Rows of ``read`` that bring no unit."""

    @property
    def table(self) -> MonthTable:
        """The tables of the month."""
        return self.wide.table

    @property
    def cycle(self) -> Cycle:
        """The periods of the policy."""
        return self.table.program.integers.plan.cycle

    def find_lines(self) -> bool:
        """Whether every row of ``read`` has its line."""
        found = self.wide.file.line_numbers(self.table.rows)
        self.lines = found or []
        return found is not None

    def any(self) -> bool:
        """Whether a word is needed about any row."""
        return bool(self._fetch("SELECT 1 FROM odd LIMIT 1"))

    def agreed_period(self, asked: str | None) -> str | None:
        """The month, where all rows and names agree on it; None where something must be said, with lines."""
        stated: dict[int, str] = {}
        if set(self.months) - {""}:
            period = parse_period(next(iter(self.months)), self.cycle) if len(self.months) == 1 else None
            if period is None:
                return None
            stated = {0: period}
        path = str(self.wide.file.path)
        unsaid = Problems()
        found = settle_period([StatedPeriods(path, stated)], None, asked, Cell(path), unsaid, self.cycle)
        return None if len(unsaid) else found

    def settled_period(self, asked: str | None) -> str | None:
        """The month, or what is wrong with it; asks for the line of every row that names one."""
        position = self.wide.binding.position(Role.MONTH)
        known = {text: parse_period(text, self.cycle) for text in self.months}
        found = self._fetch("SELECT rowid, month FROM read WHERE month <> '' ORDER BY rowid")
        rows = {self.lines[at]: month for at, text in found if (month := known[text])}
        path = str(self.wide.file.path)
        stated = StatedPeriods(path, rows, 0 if position is None else position + 1)
        return settle_period([stated], None, asked, Cell(path), self.problems, self.cycle)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The different texts of the 月份 column."""
        return tuple(text for (text,) in self._fetch("SELECT DISTINCT month FROM read"))

    def bad_months(self) -> list[str]:
        """Texts of the 月份 column that name no month."""
        return [text for text in self.months if text.strip(BLANKS) and parse_period(text, self.cycle) is None]

    def read(self) -> None:
        """Reads every odd row, a good many at once, and reports what is wrong with them."""
        unread = [at for (at,) in self._fetch("SELECT pos FROM odd WHERE unread ORDER BY pos")]
        blank = [at for (at,) in self._fetch(f"SELECT pos FROM odd WHERE NOT unread ORDER BY pos LIMIT {NAMED}")]
        rowless = self._rowless()
        left, at_once = len(unread), AT_ONCE
        if unread and self._has_totals():
            at_once = max(at_once, left)  # printed sums are checked against all rows
        while unread or blank or rowless:
            now, unread = unread[:at_once], unread[at_once:]
            left -= len(now)
            self._read_rows(sorted([*now, *blank]), rowless)
            blank, rowless = [], []
            if self.problems.has_errors:
                break
        place = Cell(str(self.wide.file.path))
        if left:
            self.problems.add("K565", place, "unread", count=left)
        self._count_missing(place)
        self._report_columns(place)
        if self.dropped and not self.table.has_roster:
            self.table.drop(self.dropped)

    def _has_totals(self) -> bool:
        """Whether any row is a sum of others."""
        totals = ", ".join(map(literal, TOTALS))
        return bool(
            self._fetch(
                f"SELECT 1 FROM read SEMI JOIN odd ON pos = read.rowid WHERE lower({KEY}) IN ({totals}) LIMIT 1"
            )
        )

    def _rowless(self) -> list[str]:
        """The first units of the roster without a row that owe anything."""
        if self.roster is None:
            return []
        found = self._fetch(f'SELECT unit FROM units WHERE pos IS NULL ORDER BY "order" LIMIT {NAMED}')
        return [name for (name,) in found]

    def _read_rows(self, rows: Sequence[int], rowless: Sequence[str]) -> None:
        wide, inputs = self.wide, self.table.inputs
        records = self._records(rows)
        register = Register(self._part_of_roster(records, rowless), self.table.program.integers.plan.scan.classes)
        file = wide.file
        table = Table(str(file.path), file.heading, tuple(records.values()), file.digest, file.encoding)
        found = read_rows(table, wide.binding, inputs, register, self.problems, self.cycle)
        if found.totals:
            check_totals(self._with_sums(found), self.problems)
        complete = Completeness([found], inputs, register, Cell(str(file.path)))
        cells = complete.cells(gather([found], inputs, self.problems))
        self._put_by_columns(complete, found, register)
        complete.report(self.period, self.cycle, self.problems)
        if self.problems.has_errors:
            return
        at_line = {self.lines[at]: at for at in rows}
        at_unit = {name: at_line[line] for name, line in found.seen.items()}
        self.dropped += set(rows) - set(at_unit.values())
        self._store(register.units, at_unit, cells)

    def _put_by_columns(self, complete: Completeness, found: FileRows, register: Register) -> None:
        """What has no column at all is reported for all units together."""
        if self.roster:
            order_of = self.roster.orders(unit.name for unit in register.units)
        else:
            order_of = {unit.name: found.seen[unit.name] for unit in register.units}
        for index, owed in complete.columns.items():
            self.columns.setdefault(index, []).extend((order_of[cell.unit.name], cell.owner, 1) for cell in owed)
        complete.columns.clear()

    def _part_of_roster(self, records: Mapping[int, Record], rowless: Sequence[str]) -> Roster | None:
        """The roster, but as if it had only the units that are looked at: the others are complete."""
        if self.roster is None:
            return None
        position = self.wide.binding.position(Role.UNIT)
        assert position is not None
        return self.roster.part([record.cell(position) for record in records.values()], rowless)

    def _records(self, rows: Sequence[int]) -> dict[int, Record]:
        """The cells of some rows of ``read``, blank rows left out."""
        self.table.connection.execute("DROP TABLE IF EXISTS wanted")
        Embedded(self.table.connection).fill("wanted", [("pos", DUCKDB.narrow)], ([at] for at in rows))
        width = len(self.wide.binding.columns)
        cells = ", ".join(f"COALESCE(c{position}, '')" for position in range(width))
        query = (
            f"SELECT pos, {cells} FROM (SELECT row_number() OVER () - 1 AS pos, * FROM {self.wide.csv()})\n"
            "JOIN wanted USING (pos) ORDER BY pos"
        )
        found = {at: Record(self.lines[at], tuple(texts)) for at, *texts in self._fetch(query)}
        units = dict(self._fetch("SELECT pos, unit FROM read JOIN wanted ON wanted.pos = read.rowid"))
        position = self.wide.binding.position(Role.UNIT)
        assert position is not None
        assert all(record.cell(position) == units[at] for at, record in found.items()), "rows keep their order"
        return {at: record for at, record in found.items() if any(cell.strip(BLANKS) for cell in record.cells)}

    def _store(
        self, units: Sequence[RosterUnit], at_unit: Mapping[str, int], cells: Mapping[str, Mapping[str, object]]
    ) -> None:
        """Puts what was read into ``read``."""
        table = self.table
        columns = [("pos", DUCKDB.narrow), ("unit", DUCKDB.text), ("class", DUCKDB.text)]
        columns += [(f"v{index}", DUCKDB.wide) for index in table.cells]
        columns += [(f"states{word}", DUCKDB.narrow) for word in table.words]
        table.connection.execute("DROP TABLE IF EXISTS found")
        Embedded(table.connection).fill("found", columns, self._found_rows(units, at_unit, cells))
        own = [] if table.has_roster else ["unit", "class"]
        changes = ", ".join(f"{name} = found.{name}" for name in [*own, *(name for name, _ in columns[3:])])
        if changes:
            table.connection.execute(f"UPDATE read SET {changes} FROM found WHERE read.rowid = found.pos")

    def _found_rows(
        self, units: Sequence[RosterUnit], at_unit: Mapping[str, int], cells: Mapping[str, Mapping[str, object]]
    ) -> Iterator[list[Value]]:
        for unit in units:
            if unit.name not in at_unit:
                continue
            row: list[Value] = [at_unit[unit.name], unit.name, unit.unit_class]
            states: dict[int, int] = {}
            for index, column in self.table.cells.items():
                cell = cells.get(column.input.key, {}).get(unit.name, State.NOT_APPRAISED)
                if isinstance(cell, Fraction):
                    states[index] = int(State.VALUE)
                    row.append((cell * 10**column.digits).numerator)
                else:
                    assert isinstance(cell, State)
                    states[index] = BLANK if cell is State.UNREPORTED else int(cell)
                    row.append(None)
            row += self.table.packed(states)
            yield row

    def _with_sums(self, found: FileRows) -> FileRows:
        """``found`` with one entry for all plain rows between two 合计 rows, so that printed sums can be checked."""
        at_line = {line: at for at, line in enumerate(self.lines)} if not isinstance(self.lines, range) else None
        totals = sorted({total.entry.place.row for total in found.totals})
        bounds = [at_line[row] if at_line else row - 2 for row in totals]
        edges = list(zip([-1, *bounds], [*bounds, self.table.rows], strict=True))
        entries = list(found.entries)
        for index, cell in self.table.cells.items():
            for low, high in edges:
                if high - low < 2:
                    continue
                total = self._fetch(
                    f"SELECT SUM(v{index}) FROM read WHERE rowid > {low} AND rowid < {high}"
                    " AND rowid NOT IN (SELECT pos FROM odd)"
                )[0][0]
                value = Fraction(int(total or 0)) / Fraction(10) ** cell.digits
                entries.append(_sum_entry(cell.column, str(self.wide.file.path), self.lines[low + 1], value))
        return evolve(found, entries=tuple(entries))

    def _count_missing(self, place: Cell) -> None:
        """Units without a row, and cells that are missing in rows, that nobody named."""
        rowless = self._fetch(f'SELECT unit FROM units WHERE pos IS NULL ORDER BY "order" OFFSET {NAMED}')
        if rowless:
            self.problems.add("K565", place, "units", count=len(rowless))
        unnamed = f"SELECT pos FROM odd WHERE NOT unread ORDER BY pos OFFSET {NAMED}"
        if not self._fetch(f"SELECT 1 FROM ({unnamed}) LIMIT 1"):
            return
        later = f"read.rowid IN ({unnamed})"
        needed = optional = 0
        for index in range(len(self.table.inputs)):
            blank = f"{self.table.state(index)} = {BLANK}" if index in self.table.cells else "TRUE"
            owes, free = self.table.owes(index, "units"), self.table.may_leave_out(index, "units")
            counts = self._fetch(
                f"SELECT COUNT(*) FILTER (NOT ({free})), COUNT(*) FILTER ({free})\n"
                f"FROM read JOIN units ON units.pos = read.rowid WHERE {blank} AND {owes} AND {later}"
            )[0]
            needed += counts[0] if index in self.table.cells else 0
            optional += counts[1]
        if needed:
            self.problems.add("K565", place, count=needed)
        if optional:
            self.problems.add("K566", place, count=optional)

    def _report_columns(self, place: Cell) -> None:
        """Inputs without a column, with all who owe them."""
        for index, wanted in enumerate(self.table.inputs):
            if index in self.table.cells or index in self.wide.binding.suspects:
                continue
            owes, free = self.table.owes(index, "units"), self.table.may_leave_out(index, "units")
            found = self._fetch(
                f'SELECT MIN("order"), class, COUNT(*) FROM units WHERE {owes} AND NOT ({free}) AND pos IS NOT NULL\n'
                "AND pos NOT IN (SELECT pos FROM odd) GROUP BY class"
            )
            owners = dict(wanted.owners)
            owed = list(self.columns.get(index, []))
            for order, name, count in found:
                place_of_class = order if self.roster or not self.lines else self.lines[order]
                owed.append((place_of_class, owners[name], count))
            if owed:
                listed = "、".join(dict.fromkeys(owner for _, owner, _ in sorted(owed)))
                count = sum(count for _, _, count in owed)
                self.problems.add("K561", place, heading=name_of(wanted), owners=listed, count=count)

    def _fetch(self, query: str) -> list[tuple]:  # type: ignore[type-arg]
        return self.table.connection.execute(query).fetchall()


def _sum_entry(column: Column, file: str, line: int, value: Fraction) -> Entry:
    return Entry(None, column, Cell(file, line, column.position + 1), "", value)
