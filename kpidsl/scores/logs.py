"""Files of logs (台账) to records.

Takes the files of a month and the logs of its plan; gives the records of each log with their values in base units, and which
files are no logs. A file is a log's by its name, else by its headings. Reports every cell that does not fit, records of unknown
units and of months to come, and a log that has no file. Records of earlier months are kept, and told where none of them can count. Never
drops a row.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence, Set
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.plan.nodes import Input, Log, LogColumn, State
from kpidsl.resolve.cycle import Cycle, Period
from kpidsl.scores.cells import Bad, Gap, read_cell, read_day, read_level
from kpidsl.scores.contract import ROSTER_HEADINGS, TOTALS, Role
from kpidsl.scores.findings import Findings
from kpidsl.scores.header import Column, input_column
from kpidsl.scores.measures import fits
from kpidsl.scores.month import LogRow, RosterUnit
from kpidsl.scores.register import Register, Written
from kpidsl.scores.table import ReadTable, Record, Table, read_table
from kpidsl.scores.words import cell_key, heading_key, name_key, plain_name, ranges, shown
from kpidsl.source import Cell
from kpidsl.syntax.days import day_of
from kpidsl.values import define

_MEASURED = re.compile(r"(.+)\(((?:[^()]|\([^()]*\))*)\)")
_UNITS = frozenset(map(heading_key, ROSTER_HEADINGS[Role.UNIT]))
_CLASSES = frozenset(map(heading_key, ROSTER_HEADINGS[Role.CLASS]))
_IGNORED = frozenset(map(heading_key, ROSTER_HEADINGS[Role.IGNORED]))


class LogFiles:
    """Sorts the files of a month into logs (``tables``, by ``log_of``) and ``others``."""

    def __init__(
        self,
        paths: Sequence[Path],
        logs: Sequence[Log],
        cycle: Cycle,
        problems: Problems,
        read: ReadTable = read_table,
    ) -> None:
        self.logs, self.cycle, self.problems, self.read = tuple(logs), cycle, problems, read
        self.tables: list[Table] = []
        self.log_of: dict[str, Log] = {}
        self.others: list[Path] = []
        self.unread: set[str] = set()
        """Logs whose file cannot be read, by name."""
        for path in paths:
            self._sort(path)

    def _sort(self, path: Path) -> None:
        if not self.logs:
            self.others.append(path)
            return
        named = self._named(path)
        mine = Problems()
        table = self.read(path, lambda cell: heading_key(cell) in _UNITS, mine, True)
        log = named or (self._by_headings(table) if table else None)
        if log is None:
            self.others.append(path)
            return
        self.problems.extend(mine)
        if table is None:
            self.unread.add(log.name)
            return
        self.tables.append(table)
        self.log_of[table.file] = log

    def _named(self, path: Path) -> Log | None:
        """The log with the longest name that the name of the file holds."""
        stem = name_key(path.stem)
        found = [log for log in self.logs if name_key(log.name) in stem]
        return max(found, key=lambda log: len(log.name), default=None)

    def _by_headings(self, table: Table) -> Log | None:
        """The log whose columns the file has; where several fit, the file is reported."""
        keys = {_heading(cell)[0] for cell in table.heading.cells}
        wanted = {
            log.name: {heading_key(column.name) for column in log.columns if column.default is None}
            for log in self.logs
        }
        found = [log for log in self.logs if keys & _UNITS and wanted[log.name] <= keys]
        if len(found) > 1:
            names = "、".join(log.name for log in found)
            self.problems.add("K582", Cell(table.file), "several", (), logs=names)
        return found[0] if found else None

    def records(
        self, register: Register, period: str | None, place: Cell, looked_back: Set[str]
    ) -> dict[str, tuple[LogRow, ...]]:
        """The records of every log, in the order of their files; a log without a file is reported.

        ``looked_back``: the logs of which earlier months count too; of the others records of earlier months are told.
        """
        found: dict[str, tuple[LogRow, ...]] = {}
        for log in self.logs:
            tables = [table for table in self.tables if self.log_of[table.file] is log]
            if not tables and log.name not in self.unread:
                self._report_missing(log, place)
            reader = _Reader(log, register, self.cycle.sure(period) if period else None, self.problems)
            for table in tables:
                reader.table(table)
            reader.finish(tells_earlier=log.name not in looked_back)
            found[log.name] = tuple(reader.rows)
        return found

    def _report_missing(self, log: Log, place: Cell) -> None:
        """A log without a file; one that lies beside the data was forgotten, not owed."""
        words = {"log": log.name, "owner": log.owner}
        beside = sorted(Path(place.file).parent.glob("*.csv")) if place.file else []
        file = next((path for path in beside if self._named(path) is log), None)
        if file is None:
            self.problems.add("K577", place, "owner" if log.owner else "", (), **words)
        else:
            self.problems.add("K577", place, "beside", (), **words, file=file.as_posix(), given=place.file)


def _heading(cell: str) -> tuple[str, str]:
    """The key of a heading, and the unit of measure in its brackets."""
    measured = _MEASURED.fullmatch(name_key(cell))
    return (heading_key(measured[1]), measured[2]) if measured else (heading_key(cell), "")


@define
class _Bound:
    """The columns of one file: where units stand, and which column is where."""

    unit: int
    unit_class: int | None
    columns: list[tuple[LogColumn, Column]]


class _Reader:
    """Reads the files of one log."""

    def __init__(self, log: Log, register: Register, period: Period | None, problems: Problems) -> None:
        self.log, self.register, self.problems = log, register, problems
        self.period = period
        self.findings = Findings()
        self.rows: list[LogRow] = []
        self.seen: dict[tuple[object, ...], Cell] = {}
        self.twice: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self.counts: Counter[tuple[str, int]] = Counter()
        self.earlier: list[tuple[datetime.date, Cell]] = []
        self.unread_of: dict[str, list[Cell]] = {}
        """Records of classes for which no rule reads the log."""
        self.units = {name_key(unit.name): unit for unit in register.units}

    def table(self, table: Table) -> None:
        """The records of one file."""
        bound = self._bind(table)
        if bound is None:
            return
        for record in table.records:
            self._record(table, record, bound)

    def finish(self, *, tells_earlier: bool) -> None:
        """What is known when all files are read."""
        self.findings.hand_over(self.problems)
        for (first, file), rows in self.twice.items():
            lines, pairs = ranges([row for _, row in rows]), [row for row, _ in rows]
            code = "K581" if first == file else "K586"
            words = {"log": self.log.name, "rows": lines, "first": ranges(pairs), "count": str(len(rows))}
            self.problems.add(code, Cell(file, rows[0][1]), "", (), other=Path(first).name, **words)
        for unit_class, cells in self.unread_of.items():
            words = {"log": self.log.name, "classes": unit_class, "count": str(len(cells))}
            self.problems.add("K575", cells[0], "", (), rows=ranges([cell.row or 0 for cell in cells]), **words)
        if tells_earlier and self.earlier and self.period:
            day, at = min(self.earlier, key=lambda found: found[0])
            words = {"log": self.log.name, "count": str(len(self.earlier)), "period": self.period.name}
            self.problems.add("K585", at, "", (), first=day.isoformat(), row=str(at.row), **words)
        for (unit, ago), count in self.counts.items():
            if count > self.log.most and ago >= 0:
                words = {"log": self.log.name, "unit": unit, "count": str(count), "most": str(self.log.most)}
                self.problems.add("K583", Cell(""), "", (), **words)

    def _bind(self, table: Table) -> _Bound | None:
        """Which column is what; every heading that is none and every column that is missing is reported."""
        known = {heading_key(column.name): column for column in self.log.columns}
        unit, unit_class = -1, None
        columns: dict[str, tuple[LogColumn, Column]] = {}
        for at, cell in enumerate(table.heading.cells):
            key, measure = _heading(cell)
            whole = heading_key(cell)
            place = Cell(table.file, table.heading.line, at + 1)
            column = known.get(whole) or known.get(key)
            if column is not None and column.name not in columns:
                wanted = _input(self.log, column)
                measure = "" if whole in known else measure
                if measure and not fits(measure, wanted):
                    self.problems.add("K582", place, "measure", (), heading=shown(cell), log=self.log.name)
                columns[column.name] = (column, input_column(at, shown(cell), 0, wanted, measure))
            elif column is not None or (key in _UNITS and unit >= 0):
                self.problems.add("K582", place, "twice", (), heading=shown(cell), log=self.log.name)
            elif key in _UNITS:
                unit = at
            elif key in _CLASSES:
                unit_class = at
            elif key and key not in _IGNORED:
                near = nearest(key, known) or ""
                words = {"heading": shown(cell), "log": self.log.name, "near": known[near].name if near else ""}
                self.problems.add("K582", place, "near" if near else "", (), **words)
        missing = [column.name for column in self.log.columns if column.name not in columns and column.default is None]
        if unit < 0 or missing:
            left = "、".join([ROSTER_HEADINGS[Role.UNIT][0]] * (unit < 0) + missing)
            place = Cell(table.file, table.heading.line)
            self.problems.add("K582", place, "missing", (), missing=left, log=self.log.name)
            return None
        return _Bound(unit, unit_class, list(columns.values()))

    def _record(self, table: Table, record: Record, bound: _Bound) -> None:
        place = Cell(table.file, record.line, bound.unit + 1)
        heading = shown(table.heading.cells[bound.unit])
        name = Written(record.cell(bound.unit), place, heading)
        if not name_key(name.text) or heading_key(name.text) in TOTALS:
            variant = "total" if name_key(name.text) else "unit"
            words = {"log": self.log.name, "row": str(record.line)}
            self.findings.report("K578", place, variant, words, heading=heading)
            return
        extra = record.beyond(len(table.heading.cells))
        if extra is not None:
            words = {"row": str(record.line), "value": shown(record.cells[extra])}
            self.findings.report("K508", Cell(table.file, record.line, extra + 1), "", words, heading="")
        unit = self._unit(name, record, bound, table)
        values: dict[str, Fraction | str] = {}
        sound = unit is not None
        for column, binding in bound.columns:
            cell = Cell(table.file, record.line, binding.position + 1)
            value = self._value(column, binding, record.cell(binding.position), record.line)
            if isinstance(value, Bad):
                words = {
                    "unit": shown(name.text),
                    "owner": self.log.owner or "填报人",
                    "log": self.log.name,
                    **value.words,
                }
                self.findings.report(value.code, cell, value.variant, words, heading=binding.heading)
                sound = False
            elif value is not None:
                values[column.key] = value
        for column in self.log.columns:
            if column.default is not None and column.key not in values:
                values[column.key] = column.default * column.scale
        if unit is not None and sound and self._is_in_time(values, record, table, bound):
            self._keep(LogRow(unit.name, values), record, table)
            if unit.unit_class not in self.log.readers:
                self.unread_of.setdefault(unit.unit_class, []).append(Cell(table.file, record.line))

    def _unit(self, name: Written, record: Record, bound: _Bound, table: Table) -> RosterUnit | None:
        if self.register.roster is None:
            unit = self.units.get(name_key(name.text))
            if unit is None:
                words = {"unit": shown(name.text), "log": self.log.name}
                self.findings.report("K578", name.place, "stranger", words, heading=name.heading)
        else:
            written = None
            if bound.unit_class is not None:
                at = Cell(table.file, record.line, bound.unit_class + 1)
                written = Written(record.cell(bound.unit_class), at, shown(table.heading.cells[bound.unit_class]))
            unit = self.register.unit(name, written, self.findings)
        if unit is not None and unit.unit_class not in self.log.classes:
            words = {"unit": unit.name, "unit_class": unit.unit_class, "log": self.log.name}
            self.findings.report("K584", name.place, "", words, heading=name.heading)
            return None
        return unit

    def _value(self, column: LogColumn, binding: Column, text: str, row: int) -> Fraction | str | Bad | None:
        """What a cell says; a blank one holds the default, or nothing where it may be blank."""
        words = {"row": str(row), "value": shown(text)}
        if not cell_key(text):
            if column.default is not None:
                return column.default * column.scale
            return Bad("K578", "", words) if column.needed else None
        match column.kind:
            case "text":
                return plain_name(text)
            case "date":
                read = read_day(text)
            case "label":
                read = read_level(text, column.levels)
            case _:
                reading = read_cell(text, binding)
                read = Bad("K578", "state", words) if isinstance(reading, (State, Gap)) else reading
        return evolve(read, words={**words, **read.words}) if isinstance(read, Bad) else read

    def _is_in_time(self, values: dict[str, Fraction | str], record: Record, table: Table, bound: _Bound) -> bool:
        """Whether a record is of the period appraised or an earlier one; says how much earlier than its last month."""
        if not self.log.dated or self.period is None:
            return True
        day = values[self.log.dated]
        assert isinstance(day, Fraction)
        date = day_of(day)
        cycle = self.period.cycle
        month = cycle.month_of(date)
        ago = self.period.end - month
        if ago < 0:
            at = next(binding.position for column, binding in bound.columns if column.key == self.log.dated)
            heading = shown(table.heading.cells[at])
            words = {
                "value": date.isoformat(),
                "row": str(record.line),
                "period": self.period.name,
                "log": self.log.name,
            }
            self.findings.report("K580", Cell(table.file, record.line, at + 1), "", words, heading=heading)
            return False
        if ago >= cycle.months:
            self.earlier.append((date, Cell(table.file, record.line)))
        months, years = self.log.ages
        values |= {months: Fraction(ago), years: Fraction(self.period.year - cycle.year_of(month))}
        return True

    def _keep(self, row: LogRow, record: Record, table: Table) -> None:
        """Takes up a record; in a log with dates one that says the same as an earlier one is named."""
        key = (row.unit, *sorted(row.values.items()))
        place = Cell(table.file, record.line)
        first = self.seen.setdefault(key, place) if self.log.dated else place
        if first is not place:
            self.twice.setdefault((first.file, table.file), []).append((first.row, record.line))
        months = self.log.ages[:1]
        ago = row.values.get(months[0], Fraction(0)) if months else Fraction(0)
        assert isinstance(ago, Fraction)
        self.counts[row.unit, int(ago)] += 1
        self.rows.append(row)


def _input(log: Log, column: LogColumn) -> Input:
    """A column of a log as what the reader of cells knows."""
    return Input(
        column.key, log.name, column.name, column.type, (), (), column.unit, column.scale, column.decimals, column.low,
        column.high, column.step, column.levels,
    )  # fmt: skip
