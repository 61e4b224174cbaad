"""Spark as the database of a program: tables of a run are views over kept rows.

Takes a session of our own; makes, reads and lets go what a program says. Rows come to Python only where a program asks for them,
which it does for few.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from kpidsl.backends.spark.session import computing, let_go
from kpidsl.backends.spark.units import bare
from kpidsl.backends.sql.database import Value
from kpidsl.backends.sql.dialect import SPARK, literal
from kpidsl.values import define, field

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_CREATE = re.compile("^" + SPARK.create.format(r'(?P<table>"(?:[^"]|"")*")') + "\n", re.MULTILINE)
FEW = 5_000
"""Rows that lie in one place, where nothing need be sent about to join, rank or sort them; from Python they go as one text."""


@define
class SparkDatabase:
    """A session as a ``backends.sql.database.Database``. What it makes stays until it is closed."""

    session: "SparkSession" = field(repr=False)
    _kept: "dict[str, DataFrame]" = field(factory=dict, repr=False)

    def execute(self, statement: str) -> None:
        """Makes a table of a program: its rows are computed and kept."""
        found = _CREATE.search(statement)
        assert found, f"makes no table: {statement}"
        self.keep(found["table"], self.query(statement[found.end() :]))

    def keep(self, table: str, rows: "DataFrame", few: bool = False) -> None:
        """Gives rows, of which there are ``few``, the quoted name of a table.

        They are computed now, in memory and on disk where that is not enough. What reads them sees rows, not how they came about: the
        plan of a late table would hold those of all before it, many times.
        """
        name, rows = SPARK.spelled(table), rows.coalesce(1) if few else rows
        reliable = self.session.sparkContext.getCheckpointDir() is not None
        with computing():
            self._kept[name] = rows.checkpoint() if reliable else rows.localCheckpoint()
        self._kept[name].createOrReplaceTempView(name)

    def rows(self, query: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; what is wide comes as a whole number too."""
        with computing():
            found = self.query(query, parameters).collect()
        return [tuple(int(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in found]

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Value]]) -> None:
        """Makes ``table`` with ``columns`` (quoted name, SQL type) and these rows.

        They go as texts, which Spark reads itself: rows as Python has them would need a Python beside every executor.
        """
        fields = ", ".join(f"c{place} {kind}" for place, (_, kind) in enumerate(columns))
        texts = list(_texts(rows)) or ["[]"]
        values = ", ".join(["(?)"] * len(texts))
        names = ", ".join(f"c{place} AS {key}" for place, (key, _) in enumerate(columns))
        read = f"from_json(texts.text, {literal(f'ARRAY<STRUCT<{fields}>>')}, map('mode', 'FAILFAST'))"
        self.keep(
            table,
            self.query(f"SELECT {names} FROM (SELECT inline({read}) FROM VALUES {values} AS texts (text))", texts),
            few=len(texts) == 1,
        )

    def close(self) -> None:
        """Lets go all rows that are kept."""
        for name in self._kept:
            self.session.catalog.dropTempView(bare(name))
        self._kept.clear()
        let_go()

    def query(self, query: str, parameters: Sequence[str] = ()) -> "DataFrame":
        """The rows of a query, nothing computed yet."""
        return self.session.sql(SPARK.spelled(query), args=list(parameters) or None)


def _texts(rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The rows, so many a text, as JSON."""
    remaining = iter(rows)
    while some := list(islice(remaining, FEW)):
        yield json.dumps(
            [{f"c{place}": cell for place, cell in enumerate(row) if cell is not None} for row in some],
            ensure_ascii=False,
        )
