"""Columns with types as texts.

Takes a frame whose columns have types; gives its cells as the texts that a csv file of the same table would hold, so that what they are is
decided in one place. Whole numbers and decimals keep every digit; a 64-bit float is its 15 significant digits, as a spreadsheet shows it.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding
from kpidsl.scores.words import shown
from kpidsl.source import Cell

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_AS_WRITTEN = (
    "string", "date", "void", "boolean", "tinyint", "smallint", "int", "bigint", "decimal", "double", "timestamp",
    "timestamp_ntz", "char", "varchar",
)  # fmt: skip
_HOUR = "yyyy-MM-dd HH:mm:ss"
_END = "\x1f"
_GROUP = 3
"""Hexadecimal digits by which rows are put together before their digests are sorted."""


def types_of(frame: "DataFrame") -> tuple[str, ...]:
    """The types of the columns, as Spark calls them."""
    return tuple(column.dataType.simpleString() for column in frame.schema.fields)


def are_exact(types: tuple[str, ...], binding: Binding, file: str, problems: Problems) -> bool:
    """Whether every column that is read has a type that is; K517 for each that has not."""
    refused = [
        (column, types[column.position])
        for column in binding.columns
        if column.role not in (Role.IGNORED, Role.REFUSED) and _name(types[column.position]) not in _AS_WRITTEN
    ]
    for column, kind in refused:
        place, heading = Cell(file, 1, column.position + 1), shown(column.heading)
        if kind == "float":
            problems.add("K517", place, "float", (), heading=heading, type="float32", bits=32, digits=7)
        else:
            problems.add("K517", place, "", (), heading=heading, type=kind)
    return not refused


def as_texts(frame: "DataFrame", places: bool = False) -> "DataFrame":
    """The frame with texts for values; with ``places`` its hidden columns about files stay."""
    kept = [_text(column.name, _name(column.dataType.simpleString())) for column in frame.schema.fields]
    return frame.select(*kept, "_metadata") if places else frame.select(*kept)


def digest_of_frame(texts: "DataFrame", headings: Sequence[str]) -> str:
    """The SHA-256 of the headings and the sorted SHA-256 of the rows, in whatever order they come."""
    from pyspark.sql import functions as f

    cells = [f.coalesce(f.col(_quoted(name)), f.lit("")) for name in texts.columns]
    rows = texts.select(f.sha2(f.concat_ws(_END, *cells), 256).alias("row"))
    groups = rows.groupBy(f.left("row", f.lit(_GROUP)).alias("of")).agg(
        f.sort_array(f.collect_list("row")).alias("rows")
    )
    found = groups.select("of", f.sha2(f.concat_ws("", "rows"), 256).alias("digest")).orderBy("of").collect()
    heading = _END.join(headings)
    return hashlib.sha256("\n".join([heading, *(row["digest"] for row in found)]).encode()).hexdigest()


def _name(kind: str) -> str:
    """A type without its size."""
    return kind.partition("(")[0]


def _text(name: str, kind: str) -> "Column":
    from pyspark.sql import functions as f

    value = f.col(_quoted(name))
    match kind:
        case "boolean":
            found = f.when(value, "是").when(~value, "否")
        case "timestamp" | "timestamp_ntz":
            found = f.date_format(value, _HOUR)
        case "decimal":
            written = value.cast("string")  # without an exponent, as ANSI asks
            found = f.when(written.contains("."), f.rtrim(f.rtrim(written, f.lit("0")), f.lit("."))).otherwise(written)
        case "double":
            found = _digits(value)
        case _:
            found = value.cast("string")
    return found.alias(name)


def _digits(value: "Column") -> "Column":
    """Floats by their 15 significant digits, in Python: Java writes too many of them, or rounds twice."""
    import pyarrow
    from pyspark.sql.pandas import functions

    def digits(values: pyarrow.Array) -> pyarrow.Array:
        texts = [None if value is None else f"{value:.15g}" for value in values.to_pylist()]
        return pyarrow.array(texts, pyarrow.string())

    made: Any = functions.arrow_udf
    found: Column = made(digits, "string")(value)
    return found


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
