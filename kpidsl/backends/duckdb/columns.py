"""Tables with one type a column: Parquet files, and tables of a program that stand in the database.

Takes a relation of the database; gives its cells as the texts that a csv file of the same table would hold, so that every
reader of texts reads them, and what they are is decided in one place (``scores``). Integers and decimals keep every digit;
a 64-bit float is its 15 significant digits, as a spreadsheet shows it. A column of any other type is refused.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from kpidsl.backends.sql.dialect import literal
from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import BLANKS, Role
from kpidsl.scores.header import fixed_role
from kpidsl.scores.table import Record, Table
from kpidsl.scores.words import name_key, shown
from kpidsl.source import Cell
from kpidsl.values import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BLOCK = 1 << 22
_ROWS_OF_A_BLOCK = 1 << 16
_CELL_END, _ROW_END = "\x1f", "\x1e"
"""What separates cells and rows in the text whose digest is that of a table."""
_AS_WRITTEN = frozenset(
    ["VARCHAR", "DATE", "HUGEINT", "UHUGEINT", '"NULL"']
    + [sign + size + "INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG")]
    + ["INTEGER", "UINTEGER", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"]
)
_PARQUET = "parquet"
_EXACT_FLOAT = "printf('%.15g', {})"


@frozen
class Columns:
    """``relation`` is what stands in FROM; ``types`` are those of its columns, as the database calls them."""

    path: Path
    relation: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    digest: str
    encoding: str
    delimiter: str = ""

    @property
    def heading(self) -> Record:
        """The names of the columns, which stand for the first line."""
        return Record(1, self.names)

    @property
    def readable(self) -> bool:
        """Whether every column that is read has a type that is."""
        return not self._refused()

    @property
    def is_parquet(self) -> bool:
        """Whether the rows stand in a file, which may be harmed anywhere behind its heading."""
        return self.encoding == _PARQUET

    def texts(self, width: int) -> str:
        """The rows as text columns ``c0`` …; NULL where there is nothing."""
        given = ", ".join(f"g{at}" for at in range(len(self.names)))
        texts = ", ".join(f"{_text(f'g{at}', self.types[at])} AS c{at}" for at in range(width))
        return f"(SELECT {texts} FROM {self.relation} AS given ({given}))"

    def line_numbers(self, rows: int) -> Sequence[int]:
        """The line of each row; the names of the columns are the first."""
        return range(2, rows + 2)

    def report_types(self, problems: Problems) -> None:
        """K517 for each column whose type is not read."""
        for at in self._refused():
            place, heading = Cell(str(self.path), 1, at + 1), shown(self.names[at])
            if self.types[at] == "FLOAT":
                problems.add("K517", place, "float", (), heading=heading, type="float32", bits=32, digits=7)
            else:
                problems.add("K517", place, "", (), heading=heading, type=self.types[at])

    def _refused(self) -> list[int]:
        return [
            at
            for at, heading in enumerate(self.names)
            if _is_refused(self.types[at]) and name_key(heading) and fixed_role(heading) is not Role.IGNORED
        ]


def columns_of(
    connection: "DuckDBPyConnection",
    path: Path,
    relation: str,
    digest: str | None,
    encoding: str,
    names: tuple[str, ...] | None = None,
) -> Columns:
    """The columns of a relation; where no ``digest`` is known it is that of the texts. ``names`` are theirs where the database has
    others. Raises duckdb.Error.
    """
    found = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    types = tuple(row[1] for row in found)
    names = tuple(row[0] for row in found) if names is None else names
    columns = Columns(path, relation, names, types, digest or "", encoding)
    if digest is not None:
        return columns
    return evolve(columns, digest=_digest(connection, columns))


def parquet(connection: "DuckDBPyConnection", path: Path, digested: bool = True) -> Columns | None:
    """The columns of a Parquet file; None where it is none. Raises OSError."""
    import duckdb

    digest = hashlib.sha256()
    with path.open("rb") as file:
        while digested and (block := file.read(_BLOCK)):
            digest.update(block)
    relation = f"read_parquet({literal(one_file(path))}, hive_partitioning = false)"
    try:
        found = columns_of(connection, path, relation, digest.hexdigest() if digested else "", _PARQUET)
        # The database makes up a name for a column without one, and changes one of two that are alike.
        return evolve(found, names=_names_in(connection, path))
    except duckdb.Error:
        return None


def _names_in(connection: "DuckDBPyConnection", path: Path) -> tuple[str, ...]:
    """The names of the columns as they stand in a Parquet file, whose schema is a tree written out from its root."""
    query = f"SELECT name, COALESCE(num_children, 0) FROM parquet_schema({literal(one_file(path))})"
    nodes = connection.execute(query).fetchall()[1:]
    names, below = [], 0
    for text, children in nodes:
        if not below:
            names.append(text)
        below += children - bool(below)
    return tuple(names)


def one_file(path: Path) -> str:
    """A path as a pattern of the database that only this file fits."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in str(path))


def table_of_columns(
    connection: "DuckDBPyConnection", columns: Columns, problems: Problems, may_be_empty: bool
) -> Table | None:
    """The rows in memory; None, and why, where there are none or a type is not read."""
    if not columns.readable:
        columns.report_types(problems)
        return None
    import duckdb

    cells = ", ".join(f"COALESCE(c{at}, '')" for at in range(len(columns.names)))
    query = f"SELECT {cells} FROM {columns.texts(len(columns.names))}"
    try:
        rows = connection.execute(query).fetchall() if cells else []
    except duckdb.Error:
        if not columns.is_parquet:
            raise
        problems.add("K501", Cell(str(columns.path)), "parquet", (), file=columns.path.name)
        return None
    records = [Record(line, tuple(row)) for line, row in enumerate(rows, start=2)]
    records = [record for record in records if any(cell.strip(BLANKS) for cell in record.cells)]
    if not cells or (not records and not may_be_empty):
        problems.add("K502", Cell(str(columns.path)), "header_only" if cells else "")
        return None
    return Table(str(columns.path), columns.heading, tuple(records), columns.digest, columns.encoding)


def _is_refused(kind: str) -> bool:
    return not (kind in _AS_WRITTEN or kind in {"BOOLEAN", "DOUBLE"} or kind.startswith(("DECIMAL(", "ENUM(")))


def _text(column: str, kind: str) -> str:
    """A cell as a csv file would have it."""
    if kind == "VARCHAR":
        return column
    if kind == "BOOLEAN":
        return f"CASE WHEN {column} THEN '是' WHEN NOT {column} THEN '否' END"
    if kind == "DOUBLE":
        return _EXACT_FLOAT.format(column)
    written = f"CAST({column} AS VARCHAR)"
    if kind.startswith("DECIMAL(") and not kind.endswith(",0)"):
        return f"rtrim(rtrim({written}, '0'), '.')"
    return "CAST(NULL AS VARCHAR)" if _is_refused(kind) else written


def _digest(connection: "DuckDBPyConnection", columns: Columns) -> str:
    """Of the names and of the texts of all rows in order, block by block."""
    cells = ", ".join(f"COALESCE(c{at}, '')" for at in range(len(columns.names)))
    total = hashlib.sha256(_CELL_END.join(columns.names).encode())
    if cells:
        line = f"concat_ws({literal(_CELL_END)}, {cells})"
        rows = f"SELECT row_number() OVER () - 1 AS row, {line} AS line FROM {columns.texts(len(columns.names))}"
        blocks = connection.execute(
            f"SELECT sha256(string_agg(line, {literal(_ROW_END)} ORDER BY row)) FROM ({rows})\n"
            f"GROUP BY row // {_ROWS_OF_A_BLOCK} ORDER BY row // {_ROWS_OF_A_BLOCK}"
        ).fetchall()
        total.update("".join(block for (block,) in blocks).encode())
    return total.hexdigest()
