"""What the database reads a table from.

Takes a path, or the name of a table of the calling program; gives a ``Source``, whose cells are texts whatever it is, or None
where it is for ``kpidsl.scores`` to say what is wrong with it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kpidsl.backends.duckdb.columns import parquet
from kpidsl.backends.duckdb.csv_file import opened
from kpidsl.backends.duckdb.frames import Frames
from kpidsl.scores.contract import Role
from kpidsl.scores.files import is_columnar
from kpidsl.scores.header import Binding
from kpidsl.scores.table import Record

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Source(Protocol):
    """A table."""

    @property
    def path(self) -> Path:
        """What places in it are told by."""

    @property
    def heading(self) -> Record:
        """Its first line."""

    @property
    def digest(self) -> str:
        """Of its bytes; empty where it was not asked for."""

    @property
    def encoding(self) -> str:
        """How it is written."""

    @property
    def delimiter(self) -> str:
        """What stands between its cells; empty where they are told apart without."""

    def texts(self, width: int) -> str:
        """What stands in FROM: the rows below the heading, as text columns ``c0`` …; blanks stay blanks."""

    def line_numbers(self, rows: int) -> Sequence[int] | None:
        """The line of each of that many rows; None where rows and lines cannot be told apart."""


def stray(source: Source, binding: Binding) -> list[str]:
    """What in a row asks for a look at it although no column that is read holds it: something under no heading, and in a column
    beside the numbers, where quotation marks tell cells apart, a line break.
    """
    nameless = [f"c{column.position}" for column in binding.columns if not column.heading]
    beside = [f"c{one.position}" for one in binding.columns if one.heading and one.role is Role.IGNORED]
    found = [f"concat({', '.join(nameless)}) <> ''"] if nameless else []
    return [*found, *(f"contains({text}, chr(10))" for text in beside if source.delimiter)]


@contextmanager
def opened_source(
    connection: "DuckDBPyConnection",
    path: Path,
    recognised: Callable[[str], bool],
    digested: bool = True,
    frames: Frames | None = None,
) -> Iterator[Source | None]:
    """The table at ``path``, a heading of which shows a cell that is ``recognised``. Raises OSError."""
    if frames and path in frames.tables:
        columns = frames.columns(path, digested)
    elif is_columnar(path):
        found = parquet(connection, path, digested)
        if found is None:
            yield None
            return
        columns = found
    else:
        with opened(path, recognised, digested) as file:
            yield file
        return
    yield columns if columns.readable and any(map(recognised, columns.names)) else None
