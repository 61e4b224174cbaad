"""Published sheets as tables of columns with types, for other programs.

Takes an outcome and a sheet; gives a table with the Arrow stream interface, equal to the csv file of the sheet but that numbers
are decimals, days are dates, and the word that stands where there is no number has a column of its own. Needs no library but
the database.
"""

from typing import TYPE_CHECKING

from attrs import field

from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.outcome import DuckDBOutcome
from kpidsl.backends.sql.dialect import literal, name
from kpidsl.backends.sql.publish import rows_query
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import Content, DayOf, NumberOf, Sheet
from kpidsl.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection

_WIDTH = 38
"""Digits of the decimals that are handed out."""
_STATE = {"zh": "状态", "en": "state"}
"""What the column is called that says why there is no number, behind the heading of the number."""


@frozen
class Published:
    """A sheet; ``columns`` are its headings."""

    connection: "DuckDBPyConnection" = field(repr=False)
    query: str = field(repr=False)
    columns: tuple[str, ...]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule with the rows in roster order, as Arrow's C stream interface says."""
        capsule: object = self.connection.sql(self.query).__arrow_c_stream__(requested_schema)
        return capsule


def published(outcome: Outcome, sheet: Sheet, lang: str, connect: "Callable[[], DuckDBPyConnection]") -> Published:
    """``sheet`` of an outcome of any engine."""
    texts = [f"t{at}" for at in range(len(sheet.columns))]
    if isinstance(outcome, DuckDBOutcome):
        connection, source = outcome.database.connection, f"({rows_query(outcome.program, sheet, None)})"
    else:
        connection, source = connect(), "published"
        Embedded(connection).fill(source, [(text, "VARCHAR") for text in texts], outcome.rows(sheet))
    columns: list[tuple[str, str]] = []
    for text, column in zip(texts, sheet.columns, strict=True):
        columns += _columns(text, column.heading, column.content, lang)
    selected = ",\n  ".join(f"{value} AS {name(heading)}" for heading, value in columns)
    query = f"SELECT {selected}\nFROM {source} AS sheet ({', '.join(texts)})"
    return Published(connection, query, tuple(heading for heading, _ in columns))


def _columns(text: str, heading: str, content: Content, lang: str) -> list[tuple[str, str]]:
    """Heading and value of each column that a column of a sheet becomes; nothing stands where there is nothing."""
    match content:
        case NumberOf(digits=digits):
            kind = f"DECIMAL({_WIDTH}, {digits})"
        case DayOf():
            kind = "DATE"
        case _:
            return [(heading, f"NULLIF({text}, '')")]
    words = [word for _, word in content.words]
    if not words:
        return [(heading, f"CAST(NULLIF({text}, '') AS {kind})")]
    is_word = f"{text} IN ({', '.join(map(literal, words))})"
    value = f"CAST(CASE WHEN NOT {is_word} THEN NULLIF({text}, '') END AS {kind})"
    return [(heading, value), (f"{heading}·{_STATE[lang]}", f"CASE WHEN {is_word} THEN {text} END")]
