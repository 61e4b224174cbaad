"""A long file, a value a row, straight into the database.

Takes one long file, a plan and the roster; gives a row for each unit with its values as whole numbers. Every value is read by the
expressions of its input (``cells``), inputs that read alike at once; what fills a cell is a few bits of a word, so that the rows of
a unit are put together by few sums. A unit with a row that is not plain at first sight, or with two rows for one input, is odd.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from attrs import field

from kpidsl.backends.duckdb.cells import BITS, BLANK, CellColumn, raw_state
from kpidsl.backends.duckdb.month_table import PACKED, MonthTable
from kpidsl.backends.duckdb.names import lines, listed
from kpidsl.backends.duckdb.sources import Source, stray
from kpidsl.backends.sql.dialect import DUCKDB, literal
from kpidsl.plan.nodes import Input, State
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding, Column, input_column
from kpidsl.scores.names import InputNames, name_of
from kpidsl.scores.period import unreadable
from kpidsl.scores.rows import column_of_names
from kpidsl.values import define, frozen

_SAMPLE = 20_000
"""Rows from whose names it is told what the file calls its inputs."""
_MOST_NAMES = 10_000
_MISSED = 100
"""One row in so many may have a name that no sample showed; more, and all names are looked at."""
_WORD = 63
"""Bits of a word without its sign."""
_EMPTY, _LEFT_OUT, _FIRST = 0, 1, 2
"""What the bits of a cell say: that nothing fills it, that it is not applicable, its smallest value; larger ones follow."""
_BETWEEN = "\x1f"
"""Between indicator, datum and unit of measure of a row."""


@frozen
class Slot:
    """A cell of a unit: ``width`` bits of ``word`` from ``shift`` on, whose smallest value is ``low``."""

    cell: CellColumn
    word: int
    shift: int
    width: int
    low: int

    @property
    def index(self) -> int:
        """The input."""
        return self.cell.column.index


@define
class Long:
    """A long file; ``number`` tells its tables from those of other files. ``rows`` counts its rows once it is loaded."""

    table: MonthTable
    file: Source
    binding: Binding
    number: int
    cells: dict[int, CellColumn] = field(init=False)
    """By index of the input: all of the plan."""
    slots: list[Slot] = field(init=False, factory=list)
    rows: int = 0
    tries: int = 0

    def __attrs_post_init__(self) -> None:
        columns = [
            input_column(self._value, name_of(wanted), index, wanted, "") for index, wanted in enumerate(self._inputs)
        ]
        self.cells = {cell.column.index: cell for cell in self.table.cells_of(columns)}

    @property
    def name(self) -> str:
        """The table with its rows: unit, class, month, slot and word."""
        return f"long{self.number}"

    @property
    def _inputs(self) -> tuple[Input, ...]:
        return self.table.inputs

    @property
    def _value(self) -> int:
        position = self.binding.position(Role.VALUE)
        assert position is not None
        return position

    def load(self) -> bool:
        """Reads the rows; False where the file is better read row by row: where it has very many names.

        A file that is no table raises the database's own error.
        """
        names = self._names(f"(SELECT * FROM {self._texts()} LIMIT {_SAMPLE})") | self._canonical()
        if len(names) > _MOST_NAMES or not self._read(names):
            return False
        self.rows = self.table.value(f"SELECT COUNT(*) FROM {self.name}")
        if self.table.value(f"SELECT COUNT(*) FROM {self.name} WHERE slot IS NULL") * _MISSED > self.rows:
            more = self._names(self._texts())
            if len(more) > _MOST_NAMES:
                return False
            if more.keys() - names.keys():
                self.table.connection.execute(f"DROP TABLE {self.name}")
                self._read(names | more)
        return True

    def _texts(self) -> str:
        return self.file.texts(len(self.binding.columns))

    def _named(self) -> str:
        """What a row is about, as one text: its indicator, datum and unit of measure, as far as the file has columns for them."""
        return f" || {literal(_BETWEEN)} || ".join(f"COALESCE(c{at}, '')" for at in self._name_columns.values())

    @cached_property
    def _name_columns(self) -> dict[Role, int]:
        roles = (Role.INDICATOR, Role.DATUM, Role.MEASURE)
        return {role: at for role in roles if (at := self.binding.position(role)) is not None}

    def _names(self, relation: str) -> dict[str, Column | None]:
        """What the rows of a relation are about → the column, None where it is none."""
        query = f"SELECT DISTINCT {self._named()} FROM {relation} LIMIT {_MOST_NAMES + 1}"
        found = [text for (text,) in self.table.connection.execute(query).fetchall()]
        known, indexes = InputNames(self._inputs), {wanted.key: at for at, wanted in enumerate(self._inputs)}
        return {text: self._column(text, known, indexes) for text in found}

    def _column(self, text: str, names: InputNames, indexes: Mapping[str, int]) -> Column | None:
        parts = text.split(_BETWEEN)
        if len(parts) != len(self._name_columns) or "\n" in text:
            return None
        said = dict(zip(self._name_columns, parts, strict=True))
        leaf, datum, measure = (said.get(role, "") for role in (Role.INDICATOR, Role.DATUM, Role.MEASURE))
        return column_of_names(leaf, datum, measure, names, indexes, self._value)

    def _canonical(self) -> dict[str, Column | None]:
        """The inputs under their own names, whole or in the columns they belong to."""
        known, indexes = InputNames(self._inputs), {wanted.key: at for at, wanted in enumerate(self._inputs)}
        rest = _BETWEEN * (len(self._name_columns) - 1)
        texts = [name_of(one) + rest for one in self._inputs]
        if Role.DATUM in self._name_columns:
            texts += [f"{one.leaf}{_BETWEEN}{one.datum}{rest[1:]}" for one in self._inputs]
        return {text: self._column(text, known, indexes) for text in texts}

    def _read(self, names: Mapping[str, Column | None]) -> bool:
        """Makes the table of rows; False where a cell takes more bits than a word has."""
        columns = {(column.index, column.bare): column for column in names.values() if column}
        slots = _slots(self.table.cells_of(columns.values()))
        if slots is None:
            return False
        self.slots = slots
        at_slot = {(slot.index, slot.cell.column.bare): at for at, slot in enumerate(slots)}
        known = {text: at_slot[column.index, column.bare] for text, column in names.items() if column}
        self.table.connection.execute(f"{DUCKDB.create.format(self.name)} {self._reading(known)}")
        return True

    def _reading(self, known: Mapping[str, int]) -> str:
        """The statement that reads the rows; ``word`` is NULL in one that is not plain."""
        self.tries += 1
        kind = f"names{self.number}_{self.tries}"
        self.table.list_texts(kind, list(known) or [_BETWEEN])
        slot = f"list_extract({list(known.values()) or [0]}, enum_code(TRY_CAST({self._named()} AS {kind})) + 1)"
        groups = self._groups()
        codes = _by_group(groups, lambda one, _: f"CAST({one.cell.code()} AS INTEGER)")
        numbers = _by_group(groups, lambda one, _: f"TRY_CAST({one.cell.number('code')} AS BIGINT)")
        values = _by_group(
            groups, lambda one, _: f"{one.cell.value('code', 'number', 'BIGINT')} + ({_FIRST - one.low})"
        )
        state = f"CASE WHEN {raw_state(self.cells[0].text)} = {int(State.NOT_APPLICABLE)} THEN {_LEFT_OUT} END"
        bits, odd = f"COALESCE(value, {state})", stray(self.file, self.binding)
        bits = f"CASE WHEN ({' OR '.join(odd)}) IS NOT TRUE THEN {bits} END" if odd else bits
        kept = [self._text(Role.UNIT), self._text(Role.CLASS), self._text(Role.MONTH), "CAST(slot AS SMALLINT)"]
        named = [f"{text} AS {name}" for text, name in zip(kept, ("unit", "class", "month", "slot"), strict=True)]
        return (
            f"SELECT {lines([*named, f'{bits} << {_by_group(groups, _place)} AS word'])}\n"
            f"FROM (SELECT *, {values} AS value\nFROM (SELECT *, {numbers} AS number\nFROM (SELECT *, {codes} AS code\n"
            f"FROM (SELECT *, {slot} AS slot FROM {self._texts()}))))"
        )

    def _groups(self) -> list[tuple[Slot, int, int]]:
        """Of the slots that read alike, the first one, and the numbers of the first and the last."""
        groups = [list(group) for _, group in groupby(enumerate(self.slots), lambda one: _alike(one[1].cell))]
        return [(group[0][1], group[0][0], group[-1][0]) for group in groups]

    def _text(self, role: Role) -> str:
        position = self.binding.position(role)
        return "''" if position is None else f"COALESCE(c{position}, '')"

    def reading(self) -> str:
        """A row for each name of a unit, in the order of their first rows, as ``Wide.reading`` gives them."""
        bad = unreadable(self.months, self.table.program.integers.plan.cycle)
        month = f"COALESCE(MAX(month) FILTER (month IN ({listed(bad)})), '')" if bad else "''"
        words = [f"bit_or(word) FILTER (slot BETWEEN {low} AND {high}) AS w{at}" for at, low, high in self._words()]
        grouped = (
            f"SELECT MIN(rowid) AS first, unit, class, {month} AS month, COUNT(*) AS count{''.join(f', {one}' for one in words)}\n"
            f"FROM {self.name} GROUP BY unit, class"
        )
        filled = " + ".join(f"CAST({_bits_of(slot)} > {_EMPTY} AS INTEGER)" for slot in self.slots) or "0"
        kept = ["unit", "class", "month", "CAST(NULL AS VARCHAR) AS key", f"count <> {filled}{self._both()} AS stray"]
        kept += [f"{self._stored(index)} AS v{index}" for index in self.cells]
        kept += [f"{states} AS states{word}" for word, states in self._states().items()]
        return f"SELECT {lines(kept)}\nFROM ({grouped})\nORDER BY first"

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The different texts of the 月份 column."""
        if self.binding.position(Role.MONTH) is None:
            return ("",)
        found = self.table.connection.execute(f"SELECT DISTINCT month FROM {self.name}").fetchall()
        return tuple(text for (text,) in found)

    def close(self) -> None:
        """Lets the rows go, of which there are very many, when what they say is known."""
        assert self.months
        self.table.connection.execute(f"DROP TABLE {self.name}")

    def _words(self) -> Iterator[tuple[int, int, int]]:
        """Each word with its first and its last slot."""
        for word, group in groupby(range(len(self.slots)), lambda at: self.slots[at].word):
            slots = list(group)
            yield word, slots[0], slots[-1]

    def _slots_of(self, index: int) -> list[Slot]:
        return [slot for slot in self.slots if slot.index == index]

    def _both(self) -> str:
        """Whether two rows with different units of measure fill one cell."""
        pairs = [found for index in self.cells if len(found := self._slots_of(index)) > 1]
        return "".join(f" OR ({_bits_of(one)} > {_EMPTY} AND {_bits_of(other)} > {_EMPTY})" for one, other in pairs)

    def _stored(self, index: int) -> str:
        found = [
            f"CASE WHEN {_bits_of(slot)} >= {_FIRST} THEN {_bits_of(slot)} + ({slot.low - _FIRST}) END"
            for slot in self._slots_of(index)
        ]
        value = f"COALESCE({', '.join(found)})" if found else "NULL"
        return f"CAST({value} AS {self.table.kind(index)})"

    def _states(self) -> dict[int, str]:
        """The raw states, several in one word."""
        words: dict[int, list[str]] = {}
        for index in self.cells:
            raw = str(BLANK)
            for slot in self._slots_of(index):
                bits = _bits_of(slot)
                raw = (
                    f"CASE WHEN {bits} >= {_FIRST} THEN {int(State.VALUE)}"
                    f" WHEN {bits} = {_LEFT_OUT} THEN {int(State.NOT_APPLICABLE)} ELSE {raw} END"
                )
            words.setdefault(index // PACKED, []).append(f"CAST({raw} AS BIGINT) << {BITS * (index % PACKED)}")
        return {word: " | ".join(f"({state})" for state in states) for word, states in words.items()}


def _alike(cell: CellColumn) -> tuple[object, ...]:
    """What cells that read alike have in common."""
    wanted = cell.input
    return (
        wanted.levels, wanted.unit, wanted.scale, wanted.decimals, wanted.low, wanted.high, wanted.step, cell.column.bare, cell.digits,
    )  # fmt: skip


def _slots(cells: Sequence[CellColumn]) -> list[Slot] | None:
    """A place for each cell, those that read alike side by side; None where one takes more bits than a word has."""
    groups: dict[tuple[object, ...], list[CellColumn]] = {}
    for cell in cells:
        groups.setdefault(_alike(cell), []).append(cell)
    found, word = [], -1
    for group in groups.values():
        first = group[0]
        scale = first.factor * 10**first.input.decimals if first.is_number else 1
        low, high = int(first.input.low * scale // 1), -int(-first.input.high * scale // 1)
        width = (high - low + _FIRST).bit_length()
        if width > _WORD:
            return None
        for at, cell in enumerate(group):
            place = at % (_WORD // width)
            word += not place
            found.append(Slot(cell, word, place * width, width, low))
    return found


def _by_group(groups: Sequence[tuple[Slot, int, int]], expression: Callable[[Slot, int], str]) -> str:
    """An expression of the first slot of each group, and its number, for the rows up to the last slot of the group."""
    arms = " ".join(f"WHEN slot <= {last} THEN {expression(slot, first)}" for slot, first, last in groups)
    return f"CASE {arms} END" if arms else "CAST(NULL AS BIGINT)"


def _place(slot: Slot, start: int) -> str:
    """Where the bits of a row belong in its word."""
    return f"CAST((slot - {start}) % {_WORD // slot.width} * {slot.width} AS INTEGER)"


def _bits_of(slot: Slot) -> str:
    """What fills a cell of a unit; ``_EMPTY`` where nothing does."""
    return f"(COALESCE(w{slot.word}, 0) >> {slot.shift} & {(1 << slot.width) - 1})"
