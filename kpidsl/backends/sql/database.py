"""What a program asks of the database it runs on.

Takes statements and queries as texts, rows as whole numbers and names; gives rows. Knows no database.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

Value = int | str | None
"""What a cell of a table holds: a whole number, a name, or nothing."""


class Database(Protocol):
    """A database that a program runs on."""

    def execute(self, statement: str) -> None:
        """Runs a statement of the program."""

    def rows(self, query: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, which must be few; each ``?`` in it is one of the ``parameters``."""

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Value]]) -> None:
        """Makes ``table`` with ``columns`` (quoted name, SQL type) and these rows."""
