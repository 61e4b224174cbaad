"""The rows of one score file.

Takes a table, its binding and the register of units; gives an ``Entry`` for every cell that brings an input, the cells
of 合计 rows, and the months the rows state. Reports rows that belong to no unit. Never decides whether an entry is
wanted or the month complete.
"""

from collections.abc import Mapping

from kpidsl.diagnostics import Problems
from kpidsl.plan.nodes import Input
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.cells import Gap, Reading, read_cell
from kpidsl.scores.contract import TOTALS, Role
from kpidsl.scores.findings import Findings
from kpidsl.scores.header import Binding, Column, declared, find_input, input_column, listed, misfit
from kpidsl.scores.measures import fits
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.names import InputNames, Miss, name_of
from kpidsl.scores.period import StatedPeriods, parse_period, period_finding
from kpidsl.scores.register import Register, Written
from kpidsl.scores.table import Record, Table
from kpidsl.scores.words import heading_key, name_key, ranges, shown
from kpidsl.source import Cell
from kpidsl.values import frozen


@frozen
class Entry:
    """A cell of an input. ``unit`` is None where the row names no known unit."""

    unit: RosterUnit | None
    column: Column
    place: Cell
    text: str
    reading: Reading

    @property
    def blank(self) -> bool:
        """Whether nothing is written here."""
        return self.reading is Gap.BLANK


@frozen
class TotalCell:
    """A cell of a 合计 row, which is called ``name``."""

    name: str
    entry: Entry


@frozen
class FileRows:
    """What one file brings.

    ``seen`` maps each unit that has a row to the line of its first one; ``suspects`` are the inputs, by index, that a
    refused heading or name probably meant.
    """

    file: str
    binding: Binding
    entries: tuple[Entry, ...]
    totals: tuple[TotalCell, ...]
    seen: dict[str, int]
    suspects: frozenset[int]
    stated: StatedPeriods
    digest: str
    encoding: str


def read_rows(
    table: Table, binding: Binding, inputs: tuple[Input, ...], register: Register, problems: Problems,
    cycle: Cycle = Cycle(),  # noqa: B008
) -> FileRows:  # fmt: skip
    """Everything in the rows of ``table``."""
    reader = _Rows(table, binding, InputNames(inputs), register, cycle)
    for record in table.records:
        reader.row(record)
    reader.report_names(problems)
    reader.findings.hand_over(problems)
    month = binding.position(Role.MONTH)
    stated = StatedPeriods(table.file, reader.months, 0 if month is None else month + 1, reader.unclear_months)
    entries, totals = tuple(reader.entries), tuple(reader.totals)
    suspects = binding.suspects | reader.suspects
    return FileRows(table.file, binding, entries, totals, reader.seen, suspects, stated, table.digest, table.encoding)


def column_of_names(
    leaf: str, datum: str, measure: str, names: InputNames, indexes: Mapping[str, int], position: int
) -> Column | None:
    """The input that a row of the long layout brings in the column at ``position``; None where its names name none."""
    found, inside = find_input("·".join(filter(name_key, (leaf, datum))), names)
    written = name_key(measure)
    if isinstance(found, Miss) or not all(fits(text, found) for text in (inside, written) if text):
        return None
    return input_column(position, name_of(found), indexes[found.key], found, inside or written)


class _Rows:
    """Goes down the rows once."""

    def __init__(self, table: Table, binding: Binding, names: InputNames, register: Register, cycle: Cycle) -> None:
        self.table, self.binding, self.names, self.register, self.cycle = table, binding, names, register, cycle
        self.findings = Findings()
        self.entries: list[Entry] = []
        self.totals: list[TotalCell] = []
        self.seen: dict[str, int] = {}
        self.readings: dict[tuple[int, bool, str], Reading] = {}
        """Marks repeat, and reading one exactly costs more than looking it up."""
        self.months: dict[int, str] = {}
        self.unclear_months = False
        self.positions = {role: position for role in Role if (position := binding.position(role)) is not None}
        self.indexes = {wanted.key: index for index, wanted in enumerate(names.inputs)}
        self.width = max((at for at, cell in enumerate(table.heading.cells, start=1) if name_key(cell)), default=0)
        self.long_names: dict[tuple[str, str, str], Column | None] = {}
        self.long_rows: dict[tuple[str, str, str], list[int]] = {}
        self.suspects: set[int] = set()
        self.blank_headings = {column.position for column in binding.columns if not column.heading}

    def row(self, record: Record) -> None:
        """One row of the table."""
        self._stray_cells(record)
        month = self._written(record, Role.MONTH)
        if month and name_key(month.text):
            self._month(month)
        name = self._written(record, Role.UNIT)
        assert name is not None, "a binding without a unit column is not read"
        total = self._total(record, name)
        if total:
            self.totals += [TotalCell(total, entry) for entry in self._entries(record, None)]
            return
        if not name_key(name.text):
            self.findings.report("K529", name.place, "", {"row": str(record.line)}, heading=name.heading)
            return
        unit = self.register.unit(name, self._written(record, Role.CLASS), self.findings)
        if unit:
            self.seen.setdefault(unit.name, record.line)
        self.entries += self._entries(record, unit)

    def _total(self, record: Record, name: Written) -> str:
        """What a 合计 row is called, else empty: the word may stand in the column of running numbers."""
        if heading_key(name.text) in TOTALS:
            return shown(name.text)
        if name_key(name.text):
            return ""
        ignored = (record.cell(column.position) for column in self.binding.columns if column.role is Role.IGNORED)
        return next((shown(text) for text in ignored if heading_key(text) in TOTALS), "")

    def _entries(self, record: Record, unit: RosterUnit | None) -> list[Entry]:
        if not self.binding.long:
            return [self._entry(record, column, unit) for column in self.binding.inputs]
        column = self._long_column(record)
        return [self._entry(record, column, unit)] if column else []

    def _entry(self, record: Record, column: Column, unit: RosterUnit | None) -> Entry:
        text = record.cell(column.position)
        place = Cell(self.table.file, record.line, column.position + 1)
        key = (column.index, column.bare, text)
        reading = self.readings.get(key)
        if reading is None:
            reading = self.readings[key] = read_cell(text, column)
        return Entry(unit, column, place, text, reading)

    def _long_column(self, record: Record) -> Column | None:
        """The input that a row of the long layout brings; names are looked up once."""
        written = [self._written(record, role) for role in (Role.INDICATOR, Role.DATUM, Role.MEASURE)]
        leaf, datum, measure = (cell.text if cell else "" for cell in written)
        key = (name_key(leaf), name_key(datum), name_key(measure))
        self.long_rows.setdefault(key, []).append(record.line)
        if key not in self.long_names:
            position = self.positions[Role.VALUE]
            self.long_names[key] = column_of_names(leaf, datum, measure, self.names, self.indexes, position)
        return self.long_names[key]

    def report_names(self, problems: Problems) -> None:
        """Say once for each name of the long layout that fits no input in which rows it stands."""
        for key, column in self.long_names.items():
            if column is not None:
                continue
            lines = self.long_rows[key]
            place = Cell(self.table.file, lines[0], self.positions[Role.INDICATOR] + 1)
            found, inside = find_input("·".join(filter(None, key[:2])), self.names)
            words = {"heading": shown("·".join(filter(None, key[:2]))), "rows": ranges(lines), "count": str(len(lines))}
            if isinstance(found, Miss):
                variant = found.why if any(key[:2]) else "blank"
                self.suspects |= {self.indexes[meant.key] for meant in found.meant}
                problems.add("K564", place, variant, (), meant=listed(found.meant), **words)
                continue
            self.suspects.add(self.indexes[found.key])
            measure = next(text for text in (inside, key[2]) if text and not fits(text, found))
            words |= {"name": name_of(found), "declared": declared(found), "measure": measure}
            problems.add("K507", place, misfit(measure, found), (), **words)

    def _stray_cells(self, record: Record) -> None:
        """Cells with text where the heading has none."""
        stray = record.beyond(self.width)
        if stray is None:
            stray = next((at for at in sorted(self.blank_headings) if name_key(record.cell(at))), None)
        if stray is not None:
            words = {"row": str(record.line), "value": shown(record.cells[stray])}
            self.findings.report("K508", Cell(self.table.file, record.line, stray + 1), "", words, heading="")

    def _month(self, written: Written) -> None:
        period = parse_period(written.text, self.cycle)
        if period is None:
            code, variant, words = period_finding(shown(written.text), "", self.cycle)
            self.findings.report(code, written.place, variant, words, heading=written.heading)
            self.unclear_months = True
        else:
            self.months[written.place.row] = period

    def _written(self, record: Record, role: Role) -> Written | None:
        position = self.positions.get(role)
        if position is None:
            return None
        place = Cell(self.table.file, record.line, position + 1)
        return Written(record.cell(position), place, self.binding.columns[position].heading)
