"""Where the rows of ``read`` come from.

Takes files that are in the database; gives, for rows of ``read``, the records of the files that made them, so that
``kpidsl.scores`` can read them again. ``OneFile`` is a wide file, each of whose rows is a row of ``read``.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

from attrs import field

from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.month_table import MonthTable
from kpidsl.backends.duckdb.sources import Source
from kpidsl.backends.duckdb.wide import Wide
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.scores.contract import BLANKS, Role
from kpidsl.scores.header import Binding
from kpidsl.scores.table import Record
from kpidsl.values import define, frozen


@frozen
class Found:
    """A record of a file, and the row of ``read`` that it belongs to."""

    row: int
    record: Record


class Origin(Protocol):
    """The files of a month, in order. Lines are known once ``find_lines`` has said so."""

    @property
    def table(self) -> MonthTable:
        """The month."""

    @property
    def files(self) -> Sequence[tuple[Source, Binding]]:
        """Each file and its columns."""

    def gather(self, bad_months: Sequence[str]) -> None:
        """Fills ``read`` where it is not yet; texts that are no months stay in it."""

    def months(self, at: int) -> tuple[str, ...]:
        """The different texts in the 月份 column of a file."""

    def month_lines(self, at: int) -> Mapping[int, str]:
        """The texts in the 月份 column of a file by line, blank ones left out."""

    def find_lines(self) -> bool:
        """Whether every row of the files has its line."""

    def records(self, rows: Sequence[int]) -> list[list[Found]]:
        """What the files say in some rows of ``read``, blank records left out: for each file, in order."""

    def sums(self, at: int, totals: Sequence[int]) -> list[tuple[int, int, int]]:
        """The sums of each input over the rows of a file between its 合计 rows, whose lines are ``totals``, but for odd rows: index of
        the input, a line between the two, the sum of the stored values.
        """


@define
class OneFile:
    """A wide file."""

    wide: Wide
    lines: Sequence[int] = field(factory=list)

    @property
    def table(self) -> MonthTable:
        """The month."""
        return self.wide.table

    @property
    def files(self) -> Sequence[tuple[Source, Binding]]:
        """The file and its columns."""
        return [(self.wide.file, self.wide.binding)]

    def gather(self, bad_months: Sequence[str]) -> None:
        """See ``Origin``: it is, by what was read."""

    def months(self, at: int) -> tuple[str, ...]:
        """See ``Origin``."""
        del at
        return tuple(text for (text,) in self._fetch("SELECT DISTINCT month FROM read"))

    def month_lines(self, at: int) -> Mapping[int, str]:
        """See ``Origin``."""
        del at
        found = self._fetch("SELECT rowid, month FROM read WHERE month <> '' ORDER BY rowid")
        return {self.lines[row]: text for row, text in found}

    def find_lines(self) -> bool:
        """See ``Origin``."""
        found = self.wide.file.line_numbers(self.table.rows)
        self.lines = found or []
        return found is not None

    def records(self, rows: Sequence[int]) -> list[list[Found]]:
        """See ``Origin``."""
        connection, binding = self.table.connection, self.wide.binding
        connection.execute("DROP TABLE IF EXISTS wanted")
        Embedded(connection).fill("wanted", [("pos", DUCKDB.narrow)], ([at] for at in rows))
        cells = ", ".join(f"COALESCE(c{position}, '')" for position in range(len(binding.columns)))
        query = (
            f"SELECT pos, {cells} FROM (SELECT row_number() OVER () - 1 AS pos, * FROM {self.wide.csv()})\n"
            "JOIN wanted USING (pos) ORDER BY pos"
        )
        found = [Found(at, Record(self.lines[at], tuple(texts))) for at, *texts in self._fetch(query)]
        units = dict(self._fetch("SELECT pos, unit FROM read JOIN wanted ON wanted.pos = read.rowid"))
        position = binding.position(Role.UNIT)
        assert position is not None
        assert all(one.record.cell(position) == units[one.row] for one in found), "rows keep their order"
        return [[one for one in found if has_text(one.record)]]

    def sums(self, at: int, totals: Sequence[int]) -> list[tuple[int, int, int]]:
        """See ``Origin``."""
        del at
        plain = "rowid NOT IN (SELECT pos FROM odd)"
        return sums_between(self.table, f"read WHERE {plain}", self.wide.cells, self.lines, 0, totals)

    def _fetch(self, query: str) -> list[tuple[Any, ...]]:
        return self.table.connection.execute(query).fetchall()


def has_text(record: Record) -> bool:
    """Whether anything stands in a row."""
    return any(cell.strip(BLANKS) for cell in record.cells)


def sums_between(
    table: MonthTable, rows: str, indexes: Iterable[int], lines: Sequence[int], start: int, totals: Sequence[int]
) -> list[tuple[int, int, int]]:
    """``Origin.sums`` for a file with these ``lines``, whose rows begin at ``start`` among ``rows``."""
    at_line = {line: at for at, line in enumerate(lines)} if not isinstance(lines, range) else None
    bounds = [at_line[line] if at_line else line - 2 for line in sorted(totals)]
    edges = [(low, high) for low, high in pairwise([-1, *bounds, len(lines)]) if high - low > 1]
    found = []
    for index in indexes:
        for low, high in edges:
            total = table.connection.execute(
                f"SELECT SUM(v{index}) FROM {rows} AND rowid > {start + low} AND rowid < {start + high}"
            ).fetchall()[0][0]
            found.append((index, lines[low + 1], int(total or 0)))
    return found
