"""Rows of Python into the database, by way of temporary files.

Takes values that are already proven; gives tables of whole numbers and names. ``Embedded`` is what a program runs on.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from kpidsl.backends.sql.database import Value
from kpidsl.backends.sql.dialect import DUCKDB, literal, name
from kpidsl.scores.roster import Roster
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ABSENT = "\x01"
"""Stands for an absent value in a temporary file; no name holds it."""


@frozen
class Embedded:
    """A connection as a ``backends.sql.database.Database``."""

    connection: "DuckDBPyConnection" = field(repr=False)

    def execute(self, statement: str) -> None:
        """Runs a statement."""
        self.connection.execute(statement)

    def rows(self, query: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(query, list(parameters)).fetchall()

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Value]]) -> None:
        """Makes ``table`` with ``columns`` (quoted name, SQL type) and these rows, in their order."""
        types = ", ".join(f"{literal(f'c{place}')}: {literal(kind)}" for place, (_, kind) in enumerate(columns))
        file = NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", delete=False)  # noqa: SIM115 - closed below
        try:
            with file, naming(file.name):
                csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(
                    [ABSENT if cell is None else cell for cell in row] for row in rows
                )
            names = ", ".join(f"c{place} AS {key}" for place, (key, _) in enumerate(columns))
            self.connection.execute(
                f"{DUCKDB.create.format(table)} SELECT {names} FROM read_csv({literal(file.name)},"
                f" columns = {{{types}}}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
                f" nullstr = {literal(ABSENT)}, allow_quoted_nulls = true)"
            )
        finally:
            Path(file.name).unlink()


@contextmanager
def naming(path: str) -> Iterator[None]:
    """An OSError of the block names ``path`` where it names nothing: a disk that is full does not say where it is."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or path) from error


def load_roster(connection: "DuckDBPyConnection", roster: Roster, links: Collection[str]) -> None:
    """Fills ``roster`` (order, unit, class, a column per link) and ``names`` (key of a name or alias, order)."""
    text, database, order_column = DUCKDB.text, Embedded(connection), (name("order"), DUCKDB.narrow)
    columns = [order_column, ("unit", text), ("class", text)]
    columns += [(f"link{place}", text) for place in range(len(links))]
    units: Iterable[list[Value]] = (
        [order, unit.name, unit.unit_class, *(unit.links.get(link) or None for link in links)]
        for order, unit in enumerate(roster.units)
    )
    database.fill("roster", columns, units)
    order_of = {unit.name: order for order, unit in enumerate(roster.units)}
    known: Iterable[list[Value]] = ([key, order_of[unit.name]] for key, unit in roster.names.items())
    database.fill("names", [("key", text), order_column], known)
