"""The month as tables of the database.

Takes the table ``read`` (a row for each unit that data name, values as whole numbers) as a reader of files filled it; gives
the tables ``classes`` and ``units``, the rows of ``read`` that need a word (``odd``), and the view ``scan`` that a program
starts from. Reads no file.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kpidsl.backends.duckdb.cells import BITS, BLANK, ODD, CellColumn
from kpidsl.backends.duckdb.names import (
    KEY,
    LAID_OUT,
    QUOTED,
    UNUSUAL,
    in_brackets,
    is_total,
    lines,
    listed,
    other_key,
)
from kpidsl.backends.duckdb.spellings import Stretch
from kpidsl.backends.sql.dialect import DUCKDB, literal
from kpidsl.backends.sql.emit import leaves_64_bits
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.relations import SCAN
from kpidsl.core import calendar
from kpidsl.plan.integers.expr import IntCol
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Input, State
from kpidsl.scores.header import Column
from kpidsl.values import define, field, frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LAID_OUT = f"CASE WHEN read.key IS NULL THEN FALSE ELSE regexp_matches(read.unit, {literal(LAID_OUT)}) END"
"""Whether the name of a row is written otherwise than it stands."""
_SIZES = {"SMALLINT": 2**15, "INTEGER": 2**31}
_NAMES_AT_ONCE = 4096
_BITS = 60
"""Inputs in one word of ``owed``."""
PACKED = 15
"""Raw states in one word of ``states``."""


@frozen
class ClassRow:
    """Which inputs a class owes, and which of them it may leave out; bit ``index % _BITS`` of a word."""

    name: str
    owed: tuple[int, ...]
    optional: tuple[int, ...]


def class_rows(inputs: Sequence[Input], classes: Sequence[str]) -> list[ClassRow]:
    """One row for each class of the plan."""
    words = range(0, len(inputs) or 1, _BITS)
    rows = []
    for name in classes:
        owed = [_bits(name in dict(item.owners) for item in inputs[start : start + _BITS]) for start in words]
        free = [_bits(name in item.optional for item in inputs[start : start + _BITS]) for start in words]
        rows.append(ClassRow(name, tuple(owed), tuple(free)))
    return rows


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << at for at, flag in enumerate(flags) if flag)


@define
class MonthTable:
    """``read`` and what hangs on it; ``has_roster`` where the tables ``roster`` and ``names`` are filled.

    ``cells``: by index of the input, those that the files bring.
    """

    connection: "DuckDBPyConnection"
    program: Program
    has_roster: bool
    cells: dict[int, CellColumn] = field(factory=dict)
    rows: int = 0
    """Those of ``read``."""
    plain: bool = False
    """Whether every row has a value in every cell that the files bring, and every class owes them all."""
    distinct: bool = False
    """Whether no two rows of ``read`` are known to have one name."""
    bare: bool = False
    """Whether no name in ``read`` has layout, characters of full width, or what must be quoted in csv."""
    kinds: dict[tuple[Stretch, ...], str] = field(factory=dict)
    """The types that list texts of cells."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs of the plan."""
        return self.program.integers.plan.scan.inputs

    @property
    def complete(self) -> bool:
        """Whether every unit has a value for every input."""
        return self.plain and not self._absent()

    def cells_of(self, columns: Iterable[Column]) -> list[CellColumn]:
        """Columns of inputs, and the types that list their texts."""
        known, cells = len(self.kinds), []
        for column in columns:
            assert column.input is not None
            stored = self.program.integers.columns[column.input.key]
            assert isinstance(stored, Quotient)
            cells.append(CellColumn.of(column, column.input, stored.digits, self.kinds))
        for stretches, kind in list(self.kinds.items())[known:]:
            self.list_texts(kind, [text for stretch in stretches for text in stretch.texts])
        return cells

    def list_texts(self, kind: str, texts: Sequence[str]) -> None:
        """Makes the type whose values are these texts, none with a line feed, in this order."""
        joined = literal("\n".join(texts))
        self.connection.execute(
            f"CREATE TYPE {kind} AS ENUM (SELECT text FROM (\n"
            f"  SELECT unnest(texts) AS text, generate_subscripts(texts, 1) AS place"
            f" FROM (SELECT string_split({joined}, chr(10)) AS texts)\n"
            ") ORDER BY place)"
        )

    def kind(self, index: int) -> str:
        """The smallest type that holds the values, so that the table stays small."""
        column = self.stored(index)
        if leaves_64_bits(column):
            return DUCKDB.wide
        size = max(-column.lo, column.hi)
        return next((kind for kind, bound in _SIZES.items() if size < bound), DUCKDB.narrow)

    def name_keys(self, relation: str) -> None:
        """Gives names in ``relation`` that may not be their own keys these; very many are looked at in one text."""
        joined = f"SELECT string_agg(unit, '') AS joined FROM {relation} GROUP BY rowid // {_NAMES_AT_ONCE}"
        found = f"SELECT COUNT(*) FROM ({joined}) WHERE regexp_matches(joined, {literal(QUOTED)})"
        self.bare = not self.value(found)
        if not self.bare:
            self.connection.execute(
                f"UPDATE {relation} SET key = {other_key('unit')} WHERE regexp_matches(unit, {literal(UNUSUAL)})"
            )

    def prepare(self) -> None:
        """Counts the rows of ``read`` and fills ``classes``."""
        self.rows = self.value("SELECT COUNT(*) FROM read")
        rows = [
            f"({', '.join([literal(row.name), *map(str, row.owed), *map(str, row.optional)])})"
            for row in class_rows(self.inputs, self.program.integers.plan.scan.classes)
        ]
        words = range(len(range(0, len(self.inputs) or 1, _BITS)))
        names = ", ".join(["class", *(f"owed{word}" for word in words), *(f"free{word}" for word in words)])
        self.connection.execute(
            f"{DUCKDB.create.format('classes')} SELECT * FROM (VALUES {', '.join(rows)}) t({names})"
        )

    def stored(self, index: int) -> IntCol:
        """The column of the plan that an input fills."""
        stored = self.program.integers.columns[self.inputs[index].key]
        assert isinstance(stored, Quotient)
        assert isinstance(stored.num, IntCol)
        return stored.num

    def value(self, query: str) -> int:
        """The only number a query gives."""
        row = self.connection.execute(query).fetchone()
        assert row is not None
        return int(row[0])

    @property
    def words(self) -> list[int]:
        """The words of states that there are."""
        return sorted({index // PACKED for index in self.cells})

    def state(self, index: int, relation: str = "read") -> str:
        """The raw state of a cell of ``read``, or of a relation that has its columns."""
        return f"({relation}.states{index // PACKED} >> {BITS * (index % PACKED)} & {ODD})"

    def packed(self, states: Mapping[int, int]) -> list[int]:
        """The words that hold ``states`` (by index of the input)."""
        found = dict.fromkeys(self.words, 0)
        for index, state in states.items():
            found[index // PACKED] |= state << BITS * (index % PACKED)
        return list(found.values())

    def owes(self, index: int, relation: str) -> str:
        """Whether the class of the row owes the input; ``relation`` has the words of ``classes``."""
        return f"{relation}.owed{index // _BITS} & {1 << index % _BITS} <> 0"

    def may_leave_out(self, index: int, relation: str) -> str:
        """Whether the policy says what it means that this class does not report the input."""
        return f"{relation}.free{index // _BITS} & {1 << index % _BITS} <> 0"

    def place_units(self) -> None:
        """Makes ``units``: a row per unit with its order, class and the row of ``read`` that brings its data."""
        if self.has_roster:
            self.connection.execute(
                f"{DUCKDB.create.format('units')} SELECT roster.*, found.pos, classes.* EXCLUDE (class)\n"
                'FROM roster LEFT JOIN (\n  SELECT names."order", MIN(read.rowid) AS pos\n'
                f'  FROM read JOIN names ON names.key = {KEY} GROUP BY ALL\n) AS found USING ("order")\n'
                "LEFT JOIN classes ON classes.class = roster.class"
            )
        else:
            self.connection.execute(
                f'{DUCKDB.view.format("units")} SELECT read.rowid AS "order", read.rowid AS pos, read.*,\n'
                "  classes.* EXCLUDE (class) FROM read LEFT JOIN classes USING (class)"
            )

    def drop(self, rows: Sequence[int]) -> None:
        """Takes rows that bring no unit out of ``read``, so that its rows are the units in order."""
        listed = ", ".join(map(str, rows))
        self.connection.execute(
            f"{DUCKDB.create.format('kept')} SELECT * FROM read WHERE rowid NOT IN ({listed}) ORDER BY rowid"
        )
        self.connection.execute("DROP TABLE read")  # the view over it finds the table that takes its name
        self.connection.execute("ALTER TABLE kept RENAME TO read")

    def open_scan(self, period: str) -> None:
        """The view that a program starts from, in a month."""
        names, scan = self.program.names, self.program.integers.plan.scan
        columns = [f"units.unit AS {names(UNIT)}", f"units.class AS {names(CLASS)}", f'units."order" AS {names(ORDER)}']
        columns += [f"units.link{at} AS {names('link:' + link)}" for at, link in enumerate(scan.links)]
        known = calendar.of_period(period, self.program.integers.plan.cycle) if scan.calendar else {}
        columns += [f"CAST({known[key]} AS {DUCKDB.narrow}) AS {names(key)}" for key in scan.calendar]
        for index, wanted in enumerate(scan.inputs):
            value, state = self._published(index)
            kind = DUCKDB.wide if leaves_64_bits(self.stored(index)) else DUCKDB.narrow
            columns += [f"CAST({value} AS {kind}) AS {names(wanted.key)}"]
            columns += [f"CAST({state} AS {DUCKDB.narrow}) AS {names(wanted.state)}"]
        units = "units LEFT JOIN read ON read.rowid = units.pos" if self.has_roster else "units"
        if not self.has_roster and self.owed_by_all and not self._absent():  # what its class owes is asked of no row
            units = '(SELECT rowid AS "order", * FROM read) AS units'
        self.connection.execute(f"{DUCKDB.view.format(names(SCAN))} SELECT {lines(columns)}\nFROM {units}")

    def _published(self, index: int) -> tuple[str, str]:
        owes = self.owes(index, "units")
        idle, left_out = int(State.NOT_APPRAISED), int(State.UNREPORTED)
        if self.plain and index in self.cells:
            return f"units.v{index}", str(int(State.VALUE))
        if index not in self.cells:
            return "NULL", f"CASE WHEN {owes} THEN {left_out} ELSE {idle} END"
        where = "read" if self.has_roster else "units"
        raw = self.state(index, where)
        blank = f"{raw} IS NULL OR {raw} = {BLANK}"
        if self.owed_by_all:
            return f"{where}.v{index}", f"CASE WHEN {blank} THEN {left_out} ELSE {raw} END"
        state = f"CASE WHEN NOT {in_brackets(owes)} THEN {idle} WHEN {blank} THEN {left_out} ELSE {raw} END"
        return f"CASE WHEN {owes} THEN {where}.v{index} END", state

    def odd_rows(self, bad_months: Sequence[str]) -> None:
        """Fills ``odd``: the rows of ``read`` that need a word; ``unread`` where the database does not know a value."""
        if not bad_months and self._is_plain():
            self.connection.execute(
                f"{DUCKDB.create.format('odd')} SELECT CAST(0 AS BIGINT) AS pos, FALSE AS unread, FALSE AS blank LIMIT 0"
            )
            self.plain = True
            return
        value = int(State.VALUE)
        unread = [f"{self.state(index)} = {ODD}" for index in self.cells]
        unread += [
            f"({self.state(index)} = {value} AND NOT {in_brackets(self.owes(index, 'own'))})" for index in self.cells
        ]
        blank = [f"({self.state(index)} = {BLANK} AND {self.owes(index, 'own')})" for index in self.cells]
        free = [f"({self.owes(index, 'own')} AND {self.may_leave_out(index, 'own')})" for index in self._absent()]
        odd = [
            self._unless_full(unread, self._owes_less()),
            "own.owed0 IS NULL",
            "read.stray",
            f"{KEY} = ''",
            *self._odd_names(),
        ]
        if bad_months:
            odd.append(f"read.month IN ({listed(bad_months)})")
        if self.has_roster:
            odd.append("(read.class <> '' AND read.class <> own.class)")
            odd.append(
                f'names."order" IN (SELECT "order" FROM read JOIN names ON names.key = {KEY} GROUP BY ALL HAVING COUNT(*) > 1)'
            )
            by = f'LEFT JOIN names ON names.key = {KEY} LEFT JOIN units AS own ON own."order" = names."order"'
        else:
            by = "LEFT JOIN classes AS own USING (class)"
        self.connection.execute(
            f"{DUCKDB.create.format('odd')}\nSELECT * FROM (\n"
            f"  SELECT read.rowid AS pos, COALESCE({' OR '.join(odd)}, TRUE) AS unread,\n"
            f"    COALESCE({' OR '.join([self._unless_full(blank, 'FALSE'), *free])}, FALSE) AS blank\n"
            f"  FROM read {by}\n) WHERE unread OR blank"
        )

    def _odd_names(self) -> list[str]:
        """What makes the name of a row odd."""
        found = [is_total(KEY)]
        if not self.has_roster:
            # A name without layout is its own key; names are counted only where two are alike.
            found.append(_LAID_OUT)
            if not self._differ():
                found.append(f"{KEY} IN (SELECT {KEY} FROM read GROUP BY ALL HAVING COUNT(*) > 1)")
        return found

    def _differ(self) -> bool:
        """Whether no two rows have one name."""
        # As many hashes as rows are as many names; names whose hashes meet are looked at themselves.
        return self.distinct or self.value(f"SELECT COUNT(DISTINCT hash({KEY})) FROM read") == self.rows

    @cached_property
    def owed_by_all(self) -> bool:
        """Whether every class owes every cell of the file."""
        return not self.value(f"SELECT COUNT(*) FROM classes WHERE {self._owes_less().replace('own.', 'classes.')}")

    def _is_plain(self) -> bool:
        """Whether at first sight no row needs a word: each has a value in every cell, and all owe the same cells."""
        free = [f"{self.owes(index, 'classes')} AND {self.may_leave_out(index, 'classes')}" for index in self._absent()]
        if self.has_roster or not self.owed_by_all:
            return False
        if free and self.value(f"SELECT COUNT(*) FROM classes WHERE {' OR '.join(free)}"):
            return False
        states = " | ".join(f"bit_or(states{word})" for word in self.words)
        odd = f"bool_or(stray OR {_LAID_OUT} OR {KEY} = '' OR {is_total(KEY)})"
        groups = f"SELECT class, {states} AS states, {odd} AS odd FROM read GROUP BY class"
        query = (
            f"SELECT COUNT(*) FROM ({groups}) LEFT JOIN classes USING (class) WHERE owed0 IS NULL OR states <> 0 OR odd"
        )
        return self.value(query) == 0 and self._differ()

    def _absent(self) -> list[int]:
        """The inputs that no column brings."""
        return [index for index in range(len(self.inputs)) if index not in self.cells]

    def _unless_full(self, conditions: Sequence[str], otherwise: str) -> str:
        """Any of ``conditions``; ``otherwise`` in a row with nothing but values, as most are."""
        full = " AND ".join(f"read.states{word} = 0" for word in self.words)
        return f"CASE WHEN {full} THEN {otherwise} ELSE {' OR '.join(conditions)} END"

    def _owes_less(self) -> str:
        """Whether the class of a row does not owe all cells that the file has."""
        words: dict[int, int] = {}
        for index in self.cells:
            words[index // _BITS] = words.get(index // _BITS, 0) | 1 << index % _BITS
        return " OR ".join(f"own.owed{word} & {bits} <> {bits}" for word, bits in words.items())
