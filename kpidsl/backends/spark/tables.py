"""Tables of a few rows.

Takes rows of this process; gives a frame with them that is sent to where it is joined. Never holds data of a month.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def table_of(session: "SparkSession", kinds: dict[str, str], rows: Sequence[dict[str, Any]]) -> "DataFrame":
    """A table with columns of these kinds (string, bigint, boolean)."""
    import pyarrow
    from pyspark.sql import functions as f

    types = {"string": pyarrow.string(), "bigint": pyarrow.int64(), "boolean": pyarrow.bool_()}
    schema = pyarrow.schema([(key, types[kind]) for key, kind in kinds.items()])
    return f.broadcast(session.createDataFrame(pyarrow.Table.from_pylist(list(rows), schema=schema)))
