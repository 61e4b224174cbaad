"""Of which period rows are.

Takes the rows of all files; gives the period that columns, file names and the caller agree on, or reports how they do not. Lines come to
this process only where rows of one file state different periods.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.backends.spark.frames import Data
from kpidsl.backends.spark.sources import SourceFile
from kpidsl.diagnostics import Problems
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.contract import BLANKS, Role
from kpidsl.scores.period import StatedPeriods, parse_period, settle_period
from kpidsl.source import Cell
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_LISTED = 100_000
"""Rows of one file whose lines are named where they state different periods."""


@frozen
class Count:
    """A text of the 月份 column of a file: how many rows have it, and the line of the first."""

    file: int
    text: str
    rows: int
    line: int


class _Alike(Mapping[int, str]):
    """So many rows that state one period, of which only the first line is known."""

    def __init__(self, line: int, count: int, period: str) -> None:
        self.lines, self.period = range(line, line + count), period

    def __getitem__(self, line: int) -> str:
        return self.period

    def __iter__(self) -> Iterator[int]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@frozen
class Stated:
    """What all rows state; ``others`` counts rows that are of no unit."""

    data: Data
    rows: "DataFrame" = field(repr=False)
    counts: tuple[Count, ...]
    others: int
    rows_of: Mapping[int, int]

    @staticmethod
    def of(rows: "DataFrame", data: Data) -> "Stated":
        """What named rows state."""
        from pyspark.sql import functions as f

        found = rows.groupBy("file", "month").agg(
            f.count(f.lit(1)).alias("rows"),
            f.min("line").alias("line"),
            f.count(f.when(f.col("who").isNull(), 1)).alias("others"),
        )
        counts, others, rows_of = [], 0, dict[int, int]()
        for row in found.collect():
            counts.append(Count(row["file"], row["month"], row["rows"], row["line"]))
            others += row["others"]
            rows_of[row["file"]] = rows_of.get(row["file"], 0) + row["rows"]
        return Stated(data, rows, tuple(counts), others, rows_of)

    @property
    def cycle(self) -> Cycle:
        """The periods of the policy."""
        return self.data.plan.cycle

    def with_words(self) -> "DataFrame":
        """The rows, about those that name no period something being to be said."""
        from pyspark.sql import functions as f

        texts = {count.text for count in self.counts if count.text.strip(BLANKS)}
        bad = [text for text in texts if parse_period(text, self.cycle) is None]
        return self.rows.withColumn("said", f.col("said") | f.col("month").isin(*bad)) if bad else self.rows

    def settled(
        self, files: Sequence[SourceFile], folder: Path | None, asked: str | None, problems: Problems
    ) -> str | None:
        """The period of all rows; None where nobody says it or two say different ones, which is reported.

        ``folder`` is the only path that was given, where it is one.
        """
        unsaid = Problems()
        first = [self._file(file, {count.line: period for count, period in self._known(file)}) for file in files]
        found = settle_period(first, folder, asked, Cell(files[0].name), unsaid, self.cycle)
        if not len(unsaid):
            return found
        whole = [self._file(file, self._lines(file)) for file in files]
        return settle_period(whole, folder, asked, Cell(files[0].name), problems, self.cycle)

    def _known(self, file: SourceFile) -> list[tuple[Count, str]]:
        """The texts of a file that are periods."""
        number = next((at for at, part in enumerate(self.data.parts) if part.file == file), None)
        found = ((count, parse_period(count.text, self.cycle)) for count in self.counts if count.file == number)
        return [(count, period) for count, period in found if period]

    def _file(self, file: SourceFile, rows: Mapping[int, str]) -> StatedPeriods:
        part = next((part for part in self.data.parts if part.file == file), None)
        position = part.binding.position(Role.MONTH) if part else None
        return StatedPeriods(file.name, rows, 0 if position is None else position + 1)

    def _lines(self, file: SourceFile) -> Mapping[int, str]:
        """The period of each row of a file."""
        from pyspark.sql import functions as f

        known = self._known(file)
        if len({period for _, period in known}) < 2:
            return (
                _Alike(min(count.line for count, _ in known), sum(count.rows for count, _ in known), known[0][1])
                if known
                else {}
            )
        texts = {count.text: period for count, period in known}
        rows = self.rows.where((f.col("file") == known[0][0].file) & f.col("month").isin(*texts))
        found = rows.orderBy("line").limit(_LISTED).select("line", "month").collect()
        return {row["line"]: texts[row["month"]] for row in found}
