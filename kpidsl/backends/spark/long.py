"""Rows that bring one value each.

Takes the cells of files in the long layout; gives a row for each of theirs with the input it brings, the value and the state, and of the
rows of a unit in a file one line with all that they bring. What the names of a row mean is decided by ``kpidsl.scores`` once for all rows
that have them; a row whose names are not known is odd.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kpidsl.backends.spark.cells import ABSENT, ODD, CellColumn, state_of
from kpidsl.backends.spark.rows import Layout, Shape
from kpidsl.backends.spark.tables import table_of
from kpidsl.plan.nodes import Input
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding, Column
from kpidsl.scores.names import InputNames
from kpidsl.scores.rows import column_of_names
from kpidsl.values import frozen

if TYPE_CHECKING:
    from pyspark.sql import Column as Values
    from pyspark.sql import DataFrame

CELL = ("slot", "value", "state")
"""What a row of the long layout has in place of the values and states of all inputs; null in rows of other layouts."""
NO_INPUT = -1
"""The slot of a row whose names name no input."""
NAMES = (Role.INDICATOR, Role.DATUM, Role.MEASURE)
_BETWEEN = "\x1f"
"""Between indicator, datum and unit of measure of a row."""
_MOST_NAMES = 10_000
"""Names beyond these are looked up row by row."""


@frozen
class LongRows:
    """The rows of files of one shape, all of them long."""

    layout: Layout
    shape: Shape

    def rows(self, cells: "DataFrame", group: int) -> "DataFrame":
        """As ``Layout.rows``, with one value a row."""
        from pyspark.sql import functions as f

        names, ways = self._names(cells), Ways()
        known = [
            {"about": text, "slot": column.index, "way": ways.of(self.layout.cell(column))}
            for text, column in names.items()
        ]
        table = table_of(cells.sparkSession, {"about": "string", "slot": "bigint", "way": "bigint"}, known)
        named = cells.select("*", self._about.alias("named")).join(table, f.col("named") == f.col("about"), "left")
        read = ways.read(named, f.col(f"c{self._position}"), self.layout.widest)
        read = read.select("*", state_of(f.col(f"c{self._position}"), f.col("value")).alias("state"))
        odd = [f.col("slot").isNull(), f.col("state") == ODD]
        kept = [f.col("slot").cast("smallint").alias("slot"), f.col("value"), f.col("state")]
        return self.layout.with_facts(read, self.shape, group, odd, kept)

    @property
    def _position(self) -> int:
        return value_position(self.shape.binding)

    @cached_property
    def _columns(self) -> dict[Role, int]:
        return {role: at for role in NAMES if (at := self.shape.binding.position(role)) is not None}

    @property
    def _about(self) -> "Values":
        """What a row is about, as one text."""
        from pyspark.sql import functions as f

        return f.concat_ws(_BETWEEN, *(f.coalesce(f.col(f"c{at}"), f.lit("")) for at in self._columns.values()))

    def _names(self, cells: "DataFrame") -> dict[str, Column]:
        """What rows are about → the column of the input."""
        found = cells.select(self._about.alias("about")).distinct().limit(_MOST_NAMES).collect()
        bring = Names(self.layout.inputs)
        columns = {row["about"]: self._column(row["about"], bring) for row in found}
        return {text: column for text, column in columns.items() if column is not None}

    def _column(self, about: str, bring: "Names") -> Column | None:
        parts = about.split(_BETWEEN)
        if len(parts) != len(self._columns):
            return None
        return bring.column(dict(zip(self._columns, parts, strict=True)), self._position)


@frozen
class Names:
    """What the names of a row of the long layout mean."""

    inputs: tuple[Input, ...]

    def column(self, said: Mapping[Role, str], position: int) -> Column | None:
        """The column of what a row brings at ``position``; None where its names name no input."""
        leaf, datum, measure = (said.get(role, "") for role in NAMES)
        return column_of_names(leaf, datum, measure, self._known, self._indexes, position)

    @cached_property
    def _known(self) -> InputNames:
        return InputNames(self.inputs)

    @cached_property
    def _indexes(self) -> dict[str, int]:
        return {wanted.key: at for at, wanted in enumerate(self.inputs)}


class Ways:
    """The different ways in which values are read: many inputs are read alike."""

    def __init__(self) -> None:
        self._cells: dict[tuple[object, ...], CellColumn] = {}

    def of(self, cell: CellColumn) -> int:
        """The number of the way in which a cell is read."""
        key = _alike(cell)
        self._cells.setdefault(key, cell)
        return list(self._cells).index(key)

    def read(self, rows: "DataFrame", text: "Values", kind: str) -> "DataFrame":
        """The rows with the ``value`` that stands in ``text``, each read in its ``way``."""
        from pyspark.sql import functions as f

        cells = list(enumerate(self._cells.values()))
        mine = [f.col("way") == at for at, _ in cells]
        numbers = [f.when(mine[at], cell.number(text)).alias(f"n{at}") for at, cell in cells]
        values = [f.when(mine[at], cell.value(text, f.col(f"n{at}")).cast(kind)) for at, cell in cells]
        value = f.coalesce(*values) if values else f.lit(None).cast(kind)
        return rows.select("*", *numbers).select("*", value.alias("value"))


def value_position(binding: Binding) -> int:
    """Where the values of a long file stand."""
    position = binding.position(Role.VALUE)
    assert position is not None, "the long layout is known by its column of values"
    return position


def lines_of(layout: Layout, rows: "DataFrame") -> "DataFrame":
    """Of named ``rows`` of the long layout one line a unit and file; without a roster a unit that is written in several ways has several.

    ``said`` also where two rows bring one input.
    """
    from pyspark.sql import functions as f

    own = [] if layout.has_roster else ["unit", "class"]
    made = [
        f.min("place").alias("place"), f.max(f.col("said") | f.col("clash")).alias("said"),
        f.count(f.when(f.col("slot") != NO_INPUT, 1)).alias("rows"),
    ]  # fmt: skip
    filled: list[Values] = []
    for index in range(len(layout.inputs)):
        mine = f.col("slot") == index
        made.append(f.max(f.when(mine, f.col("value"))).alias(f"v{index}"))
        made.append(f.max(f.when(mine, f.col("state"))).alias(f"s{index}"))
        filled.append(f.when(f.col(f"s{index}").isNotNull(), 1).otherwise(0))
    found = rows.groupBy("who", "file", *own).agg(*made)
    twice = f.col("rows") > sum(filled, f.lit(0))
    named = [f.col(name) if own else f.lit("").alias(name) for name in ("unit", "class")]
    return found.select("who", "file", "place", *named, (f.col("said") | twice).alias("said"), *_cells(layout))


def _cells(layout: Layout) -> "Sequence[Values]":
    from pyspark.sql import functions as f

    cells: list[Values] = []
    for index in range(len(layout.inputs)):
        cells.append(f.col(f"v{index}").cast(layout.kind(index)).alias(f"v{index}"))
        cells.append(f.coalesce(f.col(f"s{index}"), f.lit(ABSENT).cast("tinyint")).alias(f"s{index}"))
    return cells


def _alike(cell: CellColumn) -> tuple[object, ...]:
    """What cells that read alike have in common."""
    wanted = cell.input
    return (
        wanted.levels, wanted.unit, wanted.scale, wanted.decimals, wanted.low, wanted.high, wanted.step, cell.column.bare, cell.digits,
        cell.kind,
    )  # fmt: skip
