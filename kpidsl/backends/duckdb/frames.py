"""Tables of a program in the database.

Takes anything with the Arrow stream interface (``__arrow_c_stream__``: tables of pyarrow, pandas, polars and others) by the
name that places in it are told by; keeps each as a table of the database, so that a stream is read once and rows keep their
order. Needs none of these libraries.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from attrs import field

from kpidsl.backends.duckdb.arrow_schema import ArrowColumn, columns_in
from kpidsl.backends.duckdb.columns import Columns, columns_of, parquet, table_of_columns
from kpidsl.backends.sql.dialect import DUCKDB, name
from kpidsl.diagnostics import Problems
from kpidsl.scores.files import is_columnar
from kpidsl.scores.table import Table, read_table
from kpidsl.scores.words import shown
from kpidsl.source import Cell
from kpidsl.values import define, frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_INDEX = re.compile(r"__index_level_[0-9]+__")
"""The numbers of the rows of a pandas table, which are no data."""
_OF_COLUMN = re.compile(r"column (.+?) with type")
"""How pyarrow names the column that it finds no type for."""
_BYTES = 8
"""What a cell takes in a file, more or less."""


class Stream(Protocol):
    """A table with the Arrow stream interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule with the stream."""


@define
class _Given:
    """A table as nothing but its stream: the database would read those of some libraries in ways of its own.

    ``columns`` are those of the stream, None where it is none of a table.
    """

    table: Stream
    columns: tuple[ArrowColumn, ...] | None = None
    _opened: list[object] = field(factory=list)

    def open(self) -> None:
        """Opens the stream; raises what the library of the table raises where it has none."""
        capsule = self.table.__arrow_c_stream__(None)
        self.columns = columns_in(capsule)
        self._opened.append(capsule)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._opened.pop() if self._opened else self.table.__arrow_c_stream__(requested_schema)


@frozen
class Frames:
    """``tables`` are those in the database by the name they were given, ``headings`` what their columns are called in the program;
    ``cells`` counts all of theirs.
    """

    connection: "DuckDBPyConnection" = field(repr=False)
    tables: Mapping[Path, str]
    headings: Mapping[Path, tuple[str, ...]]
    cells: Mapping[Path, int]

    @staticmethod
    def of(
        given: Mapping[Path, Stream], connect: "Callable[[], DuckDBPyConnection]", problems: Problems
    ) -> "Frames | None":
        """The tables ``given``; None where one is no table, which is reported."""
        import duckdb

        connection, tables, headings, cells = connect(), {}, {}, {}
        for at, (path, table) in enumerate(given.items()):
            tables[path], stream = f"frame{at}", _Given(table)
            try:
                stream.open()
                if stream.columns is None:
                    problems.add("K517", Cell(str(path)), "values", (), file=str(path))
                elif not stream.columns:
                    problems.add("K502", Cell(str(path)))
                else:
                    headings[path], cells[path] = _fill(connection, tables[path], stream, stream.columns)
            except (ValueError, TypeError, ArithmeticError, NotImplementedError) as error:
                _report_unopened(path, error, problems)
            except duckdb.Error as error:
                _report_untaken(path, stream.columns or (), error, problems)
        return None if problems.has_errors else Frames(connection, tables, headings, cells)

    def size(self, path: Path) -> int:
        """How many bytes a table would take as a file, more or less."""
        return self.cells[path] * _BYTES

    def columns(self, path: Path, digested: bool = True) -> Columns:
        """The columns of a table."""
        digest = None if digested else ""
        return columns_of(self.connection, path, name(self.tables[path]), digest, "arrow", self.headings[path])


def _fill(
    connection: "DuckDBPyConnection", table: str, given: _Given, streamed: Sequence[ArrowColumn]
) -> tuple[tuple[str, ...], int]:
    """Copies a table; gives the names of its columns and the number of its cells."""
    kept = {f"g{at}": one.heading for at, one in enumerate(streamed) if not _INDEX.fullmatch(one.heading)}
    connection.register("given", cast(object, given))
    try:
        columns = ", ".join(f"g{at}" for at in range(len(streamed)))
        source = f"SELECT {', '.join(kept) or 'NULL AS nothing'} FROM given AS given ({columns})"
        connection.execute(f"{DUCKDB.create.format(name(table))} {source}")
    finally:
        connection.unregister("given")
    rows = connection.execute(f"SELECT COUNT(*) FROM {name(table)}").fetchall()[0][0]
    return tuple(kept.values()), int(rows) * len(kept)


def _report_unopened(path: Path, error: Exception, problems: Problems) -> None:
    """What a library says of a table of its own that it makes no stream of: most often a column of numbers and texts."""
    found = _OF_COLUMN.search(str(error))
    if found:
        problems.add("K517", Cell(str(path)), "mixed", (), heading=shown(found[1]))
    else:
        problems.add("K517", Cell(str(path)), "stream", (), file=str(path), reason=_first_line(error))


def _report_untaken(path: Path, columns: Sequence[ArrowColumn], error: Exception, problems: Problems) -> None:
    """Why the database does not take a stream: the columns that it does not, else what it says itself."""
    before = len(problems)
    for at, column in enumerate(columns, start=1):
        place, heading = Cell(str(path), 1, at), shown(column.heading)
        if column.is_half:
            problems.add("K517", place, "float", (), heading=heading, type="float16", bits=16, digits=3)
        elif column.decimal:
            problems.add("K517", place, "decimal", (), heading=heading, type=column.decimal)
    if len(problems) > before:
        return
    variant = "unicode" if "unicode" in str(error).lower() else "stream"
    problems.add("K517", Cell(str(path)), variant, (), file=str(path), reason=_first_line(error))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


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
