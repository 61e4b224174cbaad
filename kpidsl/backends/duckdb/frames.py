"""Tables of a program in the database.

Takes anything with the Arrow stream interface (``__arrow_c_stream__``: tables of pyarrow, pandas, polars and others) by the
name that places in it are told by; keeps each as a table of the database, so that a stream is read once and rows keep their
order. Needs none of these libraries.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from attrs import field

from kpidsl.backends.duckdb.columns import Columns, columns_of, parquet, table_of_columns
from kpidsl.backends.sql.dialect import DUCKDB, name
from kpidsl.diagnostics import Problems
from kpidsl.scores.files import is_columnar
from kpidsl.scores.table import Table, read_table
from kpidsl.source import Cell
from kpidsl.values import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_INDEX = re.compile(r"__index_level_[0-9]+__")
"""The numbers of the rows of a pandas table, which are no data."""
_BYTES = 8
"""What a cell takes in a file, more or less."""


class Stream(Protocol):
    """A table with the Arrow stream interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule with the stream."""


@frozen
class _OnlyStream:
    """A table as nothing but its stream: the database would read those of some libraries in ways of its own."""

    table: Stream

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


@frozen
class Frames:
    """``tables`` are those in the database by the name they were given; ``cells`` counts all of theirs."""

    connection: "DuckDBPyConnection" = field(repr=False)
    tables: Mapping[Path, str]
    cells: Mapping[Path, int]

    @staticmethod
    def of(
        given: Mapping[Path, Stream], connect: "Callable[[], DuckDBPyConnection]", problems: Problems
    ) -> "Frames | None":
        """The tables ``given``; None where one is no table, which is reported."""
        import duckdb

        connection, tables, cells = connect(), {}, {}
        for at, (path, table) in enumerate(given.items()):
            tables[path] = f"frame{at}"
            try:
                cells[path] = _fill(connection, tables[path], table)
            except (duckdb.Error, ValueError, TypeError) as error:
                reason = str(error).strip().partition("\n")[0]
                problems.add("K517", Cell(str(path)), "mixed", (), file=str(path), reason=reason)
        return None if problems.has_errors else Frames(connection, tables, cells)

    def size(self, path: Path) -> int:
        """How many bytes a table would take as a file, more or less."""
        return self.cells[path] * _BYTES

    def columns(self, path: Path, digested: bool = True) -> Columns:
        """The columns of a table."""
        return columns_of(self.connection, path, name(self.tables[path]), None if digested else "", "arrow")


def _fill(connection: "DuckDBPyConnection", table: str, given: Stream) -> int:
    """Copies a table; gives the number of its cells."""
    connection.register("given", cast(object, _OnlyStream(given)))
    try:
        headings = [row[0] for row in connection.execute("DESCRIBE given").fetchall()]
        kept = [heading for heading in headings if not _INDEX.fullmatch(heading)]
        selected = ", ".join(map(name, kept))
        connection.execute(f"{DUCKDB.create.format(name(table))} SELECT {selected} FROM given")
    finally:
        connection.unregister("given")
    rows = connection.execute(f"SELECT COUNT(*) FROM {name(table)}").fetchall()[0][0]
    return int(rows) * len(kept)


@frozen
class ReadAny:
    """Reads texts, Parquet files and ``frames`` row by row (``scores.table.ReadTable``)."""

    connect: "Callable[[], DuckDBPyConnection]"
    frames: Frames | None = None

    def __call__(
        self, path: Path, recognised: Callable[[str], bool], problems: Problems, may_be_empty: bool = False, /
    ) -> Table | None:
        """The table at ``path``."""
        if self.frames and path in self.frames.tables:
            columns: Columns | None = self.frames.columns(path)
            connection = self.frames.connection
        elif is_columnar(path):
            connection = self.connect()
            columns = parquet(connection, path)
        else:
            return read_table(path, recognised, problems, may_be_empty)
        if columns is None:
            problems.add("K501", Cell(str(path)), "parquet", (), file=path.name)
            return None
        return table_of_columns(connection, columns, problems, may_be_empty)
