"""The outcome of a program that has run on Spark.

Takes the database and the program; gives what ``results.outcome`` says. Sheets are written by the executors, row by row in order,
and never held by this process.
"""

from pathlib import Path

from kpidsl.backends.outcome import SqlOutcome
from kpidsl.backends.spark.database import SparkDatabase
from kpidsl.backends.spark.writing import write_lines
from kpidsl.backends.sql import publish
from kpidsl.results.sheets import Sheet
from kpidsl.values import frozen


@frozen
class SparkOutcome(SqlOutcome[SparkDatabase]):
    """The outcome of a run; rows stay where they are until they are asked for."""

    def rows(self, sheet: Sheet, limit: int | None = None) -> list[tuple[str, ...]]:
        """The first ``limit`` rows of a sheet as written texts, in roster order."""
        query = publish.rows_query(self.program, sheet, None)
        return self.database.rows(query if limit is None else f"{query}\nLIMIT {limit}")

    def write(self, sheet: Sheet, path: Path) -> None:
        """Writes the whole sheet as csv (UTF-8 with BOM, LF). Raises OSError and SparkUnavailable."""
        lines = self.database.query(publish.lines_query(self.program, sheet))
        write_lines(lines.toDF("line"), f"{publish.heading(sheet)}\n".encode(), path)
