"""The rows of a large file about which something must be said.

Takes a file in the database whose ``odd`` rows are known; has ``kpidsl.scores`` read exactly these rows, which gives the
problems and the values of their cells, and puts the values in their place. Of units that merely lack cells the first are
named and all are counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from attrs import evolve

from kpidsl.backends.duckdb.cells import BLANK
from kpidsl.backends.duckdb.large_roster import Units
from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.missing import Missing
from kpidsl.backends.duckdb.month_table import MonthTable
from kpidsl.backends.duckdb.names import KEY
from kpidsl.backends.duckdb.origins import Found, Origin
from kpidsl.backends.sql.database import Value
from kpidsl.backends.sql.dialect import DUCKDB, literal
from kpidsl.diagnostics import Problems
from kpidsl.plan.nodes import State
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.complete import Completeness, Gaps
from kpidsl.scores.contract import TOTALS, Role
from kpidsl.scores.gather import Same, gather, report_same
from kpidsl.scores.header import Column
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.names import name_of
from kpidsl.scores.owed import Counted
from kpidsl.scores.period import StatedPeriods, parse_period, settle_period, unreadable
from kpidsl.scores.register import Register
from kpidsl.scores.roster import Roster
from kpidsl.scores.rows import Entry, FileRows, read_rows
from kpidsl.scores.table import Table, report_taken_in
from kpidsl.scores.totals import check_totals
from kpidsl.source import Cell
from kpidsl.values import define, field

AT_ONCE = 20_000
"""Rows that are read together; where they hold errors the rows after them are only counted."""


@define
class OddRows:
    """Reads odd rows. ``given`` are the paths the month was asked by."""

    origin: Origin
    roster: Units | None
    problems: Problems
    given: Sequence[Path]
    period: str | None = None
    gaps: Gaps = field(factory=Gaps)
    columns: dict[int, list[Counted]] = field(factory=dict)
    """Inputs without a column, by index: who owes them of the rows that were read."""
    dropped: list[int] = field(factory=list)
    """Rows of ``read`` that bring no unit."""
    same: Same = field(factory=dict)
    suspects: set[int] = field(factory=set)
    """Inputs that a name that is none probably meant."""
    meant: set[str] = field(factory=set)
    """Units that a name that is none probably meant."""

    @property
    def table(self) -> MonthTable:
        """The tables of the month."""
        return self.origin.table

    @property
    def cycle(self) -> Cycle:
        """The periods of the policy."""
        return self.table.program.integers.plan.cycle

    @property
    def place(self) -> Cell:
        """Where what is nowhere in the files should stand."""
        return Cell(str(self.given[0]))

    def any(self) -> bool:
        """Whether a word is needed about any row."""
        return bool(self._fetch("SELECT 1 FROM odd LIMIT 1"))

    def agreed_period(self, asked: str | None) -> str | None:
        """The month, where all rows and names agree on it; None where something must be said, with lines."""
        stated = []
        for texts, (source, _) in zip(self.months, self.origin.files, strict=True):
            rows: dict[int, str] = {}
            if set(texts) - {""}:
                period = parse_period(texts[0], self.cycle) if len(texts) == 1 else None
                if period is None:
                    return None
                rows = {0: period}
            stated.append(StatedPeriods(str(source.path), rows))
        unsaid = Problems()
        found = self._settled(stated, asked, unsaid)
        return None if len(unsaid) else found

    def settled_period(self, asked: str | None) -> str | None:
        """The month, or what is wrong with it; asks for the line of every row that names one."""
        stated = []
        for at, (source, binding) in enumerate(self.origin.files):
            position = binding.position(Role.MONTH)
            known = {text: parse_period(text, self.cycle) for text in self.months[at]}
            rows = {line: month for line, text in self.origin.month_lines(at).items() if (month := known[text])}
            unclear = bool(unreadable(self.months[at], self.cycle))
            stated.append(StatedPeriods(str(source.path), rows, 0 if position is None else position + 1, unclear))
        return self._settled(stated, asked, self.problems)

    def _settled(self, stated: Sequence[StatedPeriods], asked: str | None, problems: Problems) -> str | None:
        folder = self.given[0] if len(self.given) == 1 and self.given[0].is_dir() else None
        return settle_period(stated, folder, asked, self.place, problems, self.cycle)

    @cached_property
    def months(self) -> list[tuple[str, ...]]:
        """The different texts of the 月份 column of each file."""
        return [self.origin.months(at) for at in range(len(self.origin.files))]

    def bad_months(self) -> list[str]:
        """Texts of the 月份 columns that name no month."""
        return unreadable(dict.fromkeys(text for found in self.months for text in found), self.cycle)

    def read(self) -> None:
        """Reads every odd row, a good many at once, and reports what is wrong with them."""
        unread = [at for (at,) in self._fetch("SELECT pos FROM odd WHERE unread ORDER BY pos")]
        left, at_once = len(unread), AT_ONCE
        if unread and self._has_totals():
            at_once = max(at_once, left)  # printed sums are checked against all rows
        missing = Missing(self.table, min(left, at_once))
        blank = missing.rows() if self.any() else []
        rowless = missing.units() if self.roster is not None else []
        rows, names = list(blank), list(rowless)
        while unread or blank or rowless:
            now, unread = unread[:at_once], unread[at_once:]
            left -= len(now)
            self._read_rows(sorted([*now, *blank]), rowless)
            blank, rowless = [], []
            if self.problems.has_errors or self.gaps.keep_open:
                break
        report_same(self.same, self.table.inputs, self.problems)
        if left:
            self.problems.add("K565", self.place, count=left)
        self._count_missing(missing, rows, names)
        self.gaps.report(self.place, self.period, self.cycle, self.problems)
        self._report_columns(missing, rows)
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

    def _read_rows(self, rows: Sequence[int], rowless: Sequence[str]) -> None:
        inputs, records = self.table.inputs, self.origin.records(rows)
        register = Register(self._part_of_roster(records, rowless), self.table.program.integers.plan.scan.classes)
        files = []
        for (source, binding), own in zip(self.origin.files, records, strict=True):
            lines = tuple(one.record for one in own)
            table = Table(str(source.path), source.heading, lines, source.digest, source.encoding)
            if source.delimiter:
                report_taken_in(table.file, table.heading, lines, source.delimiter, self.problems)
            files.append(read_rows(table, binding, inputs, register, self.problems, self.cycle))
        for at, file in enumerate(files):
            self.suspects |= file.suspects
            if file.totals:
                check_totals(self._with_sums(at, file), self.problems)
        complete = Completeness(files, inputs, register, self.place)
        cells = complete.cells(gather(files, inputs, self.problems, self.same))
        at_unit = self._rows_of_units(files, records)
        orders = self.roster.orders(unit.name for unit in register.units) if self.roster else at_unit
        self.meant |= register.suspects
        self.gaps.take(complete.gaps, orders)
        self._put_by_columns(complete, orders)
        if self.problems.has_errors or self.gaps.keep_open:
            return
        self.dropped += set(rows) - set(at_unit.values())
        self._store(register.units, at_unit, cells)

    def _rows_of_units(self, files: Sequence[FileRows], records: Sequence[Sequence[Found]]) -> dict[str, int]:
        """The first row of ``read`` that each unit has."""
        found: dict[str, int] = {}
        for file, own in zip(files, records, strict=True):
            rows = {one.record.line: one.row for one in own}
            for name, line in file.seen.items():
                found[name] = min(rows[line], found.get(name, rows[line]))
        return found

    def _put_by_columns(self, complete: Completeness, orders: Mapping[str, int]) -> None:
        """What has no column at all is reported for all units together."""
        for index, owed in complete.columns.items():
            cells = (Counted(index, orders[cell.unit.name], cell.owner) for cell in owed)
            self.columns.setdefault(index, []).extend(cells)

    def _part_of_roster(self, records: Sequence[Sequence[Found]], rowless: Sequence[str]) -> Roster | None:
        """The roster, but as if it had only the units that are looked at: the others are complete."""
        if self.roster is None:
            return None
        texts = []
        for (_, binding), own in zip(self.origin.files, records, strict=True):
            position = binding.position(Role.UNIT)
            assert position is not None
            texts += [one.record.cell(position) for one in own]
        return self.roster.part(texts, rowless)

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

    def _with_sums(self, at: int, found: FileRows) -> FileRows:
        """``found`` with one entry for all plain rows between two 合计 rows, so that printed sums can be checked."""
        columns = {column.index: column for column in found.binding.inputs}
        entries = list(found.entries)
        for index, line, total in self.origin.sums(at, sorted({total.entry.place.row for total in found.totals})):
            value = Fraction(total) / Fraction(10) ** self.table.cells[index].digits
            entries.append(_sum_entry(columns[index], found.file, line, value))
        return evolve(found, entries=tuple(entries))

    def _count_missing(self, missing: Missing, rows: Sequence[int], names: Sequence[str]) -> None:
        """Cells that nobody named: of all rows but ``rows``, and of units without a row but those called ``names``."""
        hidden = self.meant if any(binding.long for _, binding in self.origin.files) else ()
        if self.any():
            needed, optional = missing.counted_rows(rows, self.suspects, hidden)
            self.gaps.missing.counted += needed
            self.gaps.unreported.counted += optional
        if self.roster is not None:
            needed, optional, count = missing.counted_units(names, self.suspects, self.meant)
            self.gaps.rowless.counted += needed
            self.gaps.rowless.units += count
            self.gaps.unreported.counted += optional

    def _report_columns(self, missing: Missing, rows: Sequence[int]) -> None:
        """Inputs without a column, with all who owe them."""
        suspects = self.suspects.union(*(binding.suspects for _, binding in self.origin.files))
        absent = [at for at in range(len(self.table.inputs)) if at not in self.table.cells and at not in suspects]
        looked_at = f"SELECT pos FROM odd WHERE unread OR pos IN ({', '.join(map(str, rows)) or '-1'})"
        owing = missing.owing_columns(f"units WHERE pos IS NOT NULL AND pos NOT IN ({looked_at})", absent)
        for index in absent:
            found = [*self.columns.get(index, []), *(group for group in owing if group.index == index)]
            if found:
                owners = dict.fromkeys(group.owner for group in sorted(found, key=lambda group: group.order))
                count, heading = sum(group.count for group in found), name_of(self.table.inputs[index])
                self.problems.add("K561", self.place, heading=heading, owners="、".join(owners), count=count)

    def _fetch(self, query: str) -> list[tuple]:  # type: ignore[type-arg]
        return self.table.connection.execute(query).fetchall()


def _sum_entry(column: Column, file: str, line: int, value: Fraction) -> Entry:
    return Entry(None, column, Cell(file, line, column.position + 1), "", value)
