"""Several files of one month, or one with a value a row: a row of ``read`` for each unit that any of them names.

Takes wide and long files; fills ``brought`` (a row for each row of a wide file, for each unit of a long one) file by file, and from it
``read``. A unit whose rows do not simply complete one another, cell by cell, is odd: ``kpidsl.scores`` reads all its rows in all files.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from attrs import field

from kpidsl.backends.duckdb.cells import BITS, BLANK
from kpidsl.backends.duckdb.csv_file import CsvFile, texts_of
from kpidsl.backends.duckdb.long import Long
from kpidsl.backends.duckdb.month_table import PACKED, MonthTable
from kpidsl.backends.duckdb.names import KEY, is_total, key_of, lines, listed
from kpidsl.backends.duckdb.origins import Found, has_text, sums_between
from kpidsl.backends.duckdb.sources import Source
from kpidsl.backends.duckdb.wide import Wide
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding
from kpidsl.scores.table import Record
from kpidsl.values import define

_NAME = "COALESCE(key, unit)"
_LOW_BITS = sum(1 << BITS * at for at in range(PACKED))


@define
class Gathered:
    """``parts`` are the files in order; ``starts`` where the rows of each begin in ``brought``, and, behind the last, where they end."""

    table: MonthTable
    parts: Sequence[Wide | Long]
    starts: list[int] = field(factory=lambda: [0])
    lines: list[Sequence[int]] = field(factory=list)
    rows: str = "brought"

    @property
    def files(self) -> Sequence[tuple[Source, Binding]]:
        """See ``Origin``."""
        return [(part.file, part.binding) for part in self.parts]

    def load(self) -> bool:
        """Fills ``brought``; whether every file has a row that names a unit, and all rows of a long one name one.

        A file that is no table raises the database's own error.
        """
        for part in self.parts:
            if isinstance(part, Long) and not part.load():
                return False
            self.table.cells.update(part.cells)
        some_class = {part.binding.position(Role.CLASS) is None for part in self.parts} == {True, False}
        for first, parts in self._alike():
            opening = "INSERT INTO brought" if first else DUCKDB.create.format("brought")
            self.table.connection.execute(f"{opening} {self._row(first, parts, some_class)}")
            if isinstance(parts[0], Long):
                parts[0].close()
        self.table.name_keys("brought")
        return self._is_sound()

    def _alike(self) -> Iterator[tuple[int, list[Wide | Long]]]:
        """The files with the number of the first of them, csv files with the same heading side by side together."""

        def kind(numbered: tuple[int, Wide | Long]) -> tuple[object, ...]:
            at, part = numbered
            together = isinstance(part, Wide) and isinstance(part.file, CsvFile)
            return part.file.heading.cells if together else (at,)

        for _, group in groupby(enumerate(self.parts), kind):
            numbered = list(group)
            yield numbered[0][0], [part for _, part in numbered]

    def _is_sound(self) -> bool:
        """Whether every file has a row that names a unit, a long one no other; and where the rows of each begin."""
        other = f"{_NAME} = '' OR {is_total(_NAME)}"
        found = self._fetch(
            f"SELECT file, COUNT(*), MIN(rowid), COUNT(*) FILTER ({_NAME} <> ''), COUNT(*) FILTER ({other})\n"
            "FROM brought GROUP BY file ORDER BY file"
        )
        for file, count, start, named, others in found:
            if start != self.starts[-1] or not named or (others and isinstance(self.parts[file], Long)):
                return False
            self.starts.append(start + count)
        return len(found) == len(self.parts)

    def _row(self, first: int, parts: Sequence[Wide | Long], some_class: bool) -> str:
        """The rows of some files, of which they are the first one and those after it, with the columns of all.

        ``some_class`` where some files say the class and some do not.
        """
        part, files = parts[0], [one.file for one in parts if isinstance(one.file, CsvFile)]
        told = part.binding.position(Role.CLASS) is not None
        kept = [
            "unit",
            "class" if told or not some_class else "CAST(NULL AS VARCHAR) AS class",
            "month",
            "key",
            "stray",
        ]
        for index in sorted(self.table.cells):
            value = f"v{index}" if index in part.cells else "NULL"
            kept.append(f"CAST({value} AS {self.table.kind(index)}) AS v{index}")
        own = {index // PACKED for index in part.cells}
        for word in self.table.words:
            blank = self._blanks(word, part.cells)
            kept.append(f"{f'states{word} | ' if word in own else ''}CAST({blank} AS BIGINT) AS states{word}")
        if isinstance(part, Wide) and len(parts) > 1:
            texts = f"(SELECT *, file_index FROM {texts_of(files, len(part.binding.columns))})"
            kept.append(f"CAST({first} + file_index AS INTEGER) AS file")
            return f"SELECT {lines(kept)}\nFROM ({part.reading(texts, 'file_index')})"
        kept.append(f"CAST({first} AS INTEGER) AS file")
        return f"SELECT {lines(kept)}\nFROM ({part.reading()})"

    def _blanks(self, word: int, without: Mapping[int, object]) -> int:
        """A word of blank cells, but for some."""
        cells = (index for index in self.table.cells if index // PACKED == word and index not in without)
        return sum(BLANK << BITS * (index % PACKED) for index in cells)

    def gather(self, bad_months: Sequence[str]) -> None:
        """Fills ``read``. Texts that are no months stay, so that their rows are odd."""
        connection, count = self.table.connection, self.starts[-1]
        if self.table.value(f"SELECT COUNT(DISTINCT {_NAME}) FROM brought") == count:
            connection.execute("UPDATE brought SET class = '' WHERE class IS NULL")
            connection.execute("ALTER TABLE brought RENAME TO read")
            self.rows = "read"
        else:
            connection.execute(f"{DUCKDB.create.format('read')} {self._merged(bad_months)}")
        self.table.prepare()
        self.table.distinct = True

    def _merged(self, bad_months: Sequence[str]) -> str:
        """A row a name, in the order in which the names come first."""
        bad = f"COALESCE(MAX(month) FILTER (month IN ({listed(bad_months)})), '')" if bad_months else "''"
        words = self.table.words
        own = {word: f"xor(states{word}, {self._blanks(word, {})})" for word in words}
        # A cell that no other row fills adds to the sum what it adds to the bits; two that fill one cell do not.
        odd = [
            "bool_or(stray)",
            "MIN(unit) <> MAX(unit)",
            "COALESCE(MIN(class) <> MAX(class), FALSE)",
            *(f"SUM({cells}) <> bit_or({cells})" for cells in own.values()),
            *(f"bool_or({_has_odd(f'states{word}')})" for word in words),
        ]
        kept = [
            "MIN(rowid) AS first", "MIN(unit) AS unit", "COALESCE(MIN(class), '') AS class", f"{bad} AS month", "MAX(key) AS key",
            f"{' OR '.join(odd)} AS stray", *(f"MAX(v{index}) AS v{index}" for index in sorted(self.table.cells)),
            *(f"xor(bit_or({cells}), {self._blanks(word, {})}) AS states{word}" for word, cells in own.items()),
        ]  # fmt: skip
        return f"SELECT * EXCLUDE (first) FROM (\nSELECT {lines(kept)}\nFROM brought GROUP BY {_NAME}\n) ORDER BY first"

    def months(self, at: int) -> tuple[str, ...]:
        """See ``Origin``."""
        part = self.parts[at]
        if isinstance(part, Long):
            return part.months
        return tuple(self._months.get(at, ()))

    @cached_property
    def _months(self) -> Mapping[int, list[str]]:
        found = self._fetch(f"SELECT DISTINCT file, month FROM {self.rows}")
        months: dict[int, list[str]] = {}
        for file, text in found:
            months.setdefault(file, []).append(text)
        return months

    def month_lines(self, at: int) -> Mapping[int, str]:
        """See ``Origin``; the file is read again."""
        file, binding = self.files[at]
        position = binding.position(Role.MONTH)
        if position is None:
            return {}
        texts = f"SELECT row_number() OVER () - 1 AS pos, c{position} AS month FROM {file.texts(len(binding.columns))}"
        found = self._fetch(f"SELECT pos, month FROM ({texts}) WHERE month <> '' ORDER BY pos")
        return {self.lines[at][pos]: text for pos, text in found}

    def find_lines(self) -> bool:
        """See ``Origin``."""
        for at, part in enumerate(self.parts):
            count = part.rows if isinstance(part, Long) else self.starts[at + 1] - self.starts[at]
            found = part.file.line_numbers(count)
            if found is None:
                return False
            self.lines.append(found)
        return True

    def records(self, rows: Sequence[int]) -> list[list[Found]]:
        """See ``Origin``."""
        connection = self.table.connection
        connection.execute("DROP TABLE IF EXISTS wanted")
        wanted = ", ".join(map(str, rows)) or "NULL"
        connection.execute(
            f"{DUCKDB.create.format('wanted')} SELECT rowid AS row, {KEY} AS name FROM read WHERE rowid IN ({wanted})"
        )
        own = f"SELECT DISTINCT file FROM {self.rows} SEMI JOIN wanted ON wanted.name = {_NAME}"
        files = {file for (file,) in self._fetch(own)}
        return [list(self._records_of(at)) if at in files else [] for at in range(len(self.parts))]

    def _records_of(self, at: int) -> Iterator[Found]:
        file, binding = self.files[at]
        cells = ", ".join(f"COALESCE(c{position}, '')" for position in range(len(binding.columns)))
        unit = f"COALESCE(c{binding.position(Role.UNIT)}, '')"
        query = (
            f"SELECT wanted.row, pos, {cells} FROM (\n"
            f"  SELECT row_number() OVER () - 1 AS pos, * FROM {file.texts(len(binding.columns))}\n"
            f") JOIN wanted ON wanted.name = {key_of(unit)} ORDER BY pos"
        )
        for row, pos, *texts in self._fetch(query):
            record = Record(self.lines[at][pos], tuple(texts))
            if has_text(record):
                yield Found(row, record)

    def sums(self, at: int, totals: Sequence[int]) -> list[tuple[int, int, int]]:
        """See ``Origin``; of a long file no row is plain where it has 合计 rows, and so all are read."""
        part = self.parts[at]
        plain = f"{self.rows} WHERE {_NAME} NOT IN (SELECT {KEY} FROM read WHERE rowid IN (SELECT pos FROM odd))"
        return sums_between(self.table, plain, part.cells, self.lines[at], self.starts[at], totals)

    def _fetch(self, query: str) -> list[tuple[Any, ...]]:
        return self.table.connection.execute(query).fetchall()


def _has_odd(word: str) -> str:
    """Whether all bits of any cell of a word are set."""
    return f"({word} & ({word} >> 1) & ({word} >> 2) & ({word} >> 3) & {_LOW_BITS}) <> 0"
