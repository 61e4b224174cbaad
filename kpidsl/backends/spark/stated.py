"""Of which period rows are.

Takes the rows of all files; gives the period that columns, file names and the caller agree on, or reports how they do not. Lines come to
this process only where rows of one file state different periods.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.backends.spark.frames import Data
from kpidsl.backends.spark.sources import SourceFile
from kpidsl.backends.spark.tables import table_of
from kpidsl.diagnostics import Problems
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.contract import BLANKS, HEADINGS, Role
from kpidsl.scores.period import StatedPeriods, parse_period, period_finding, settle_period, unreadable
from kpidsl.scores.words import shown
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
    others: int
    """Rows that are of no unit."""


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
    """What all rows state."""

    data: Data
    rows: "DataFrame" = field(repr=False)
    counts: tuple[Count, ...]

    @staticmethod
    def of(rows: "DataFrame", data: Data) -> "Stated":
        """What named rows state."""
        from pyspark.sql import functions as f

        found = rows.groupBy("file", "month").agg(
            f.count(f.lit(1)).alias("rows"),
            f.min("line").alias("line"),
            f.count(f.when(f.col("who").isNull(), 1)).alias("others"),
        )
        counts = tuple(
            Count(row["file"], row["month"], row["rows"], row["line"], row["others"]) for row in found.collect()
        )
        return Stated(data, rows, counts)

    @property
    def others(self) -> int:
        """Rows that are of no unit."""
        return sum(count.others for count in self.counts)

    @property
    def rows_of(self) -> Mapping[int, int]:
        """How many rows each file has."""
        found: dict[int, int] = {}
        for count in self.counts:
            found[count.file] = found.get(count.file, 0) + count.rows
        return found

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

    def periods(self, problems: Problems) -> "list[tuple[str, DataFrame, int]]":
        """The periods in time, each with its rows and how many of them are of no unit; reports rows of no period."""
        from pyspark.sql import functions as f

        of = {count: period for count in self.counts if (period := self._period(count, problems)) is not None}
        places = [{"file": count.file, "month": count.text, "period": period} for count, period in of.items()]
        table = table_of(self.data.session, {"file": "bigint", "month": "string", "period": "string"}, places)
        rows = self.rows.join(table, ["file", "month"])
        found = sorted(set(of.values()), key=lambda period: self.cycle.sure(period).start)
        return [
            (period, rows.where(f.col("period") == period).drop("period"), sum(c.others for c in of if of[c] == period))
            for period in found
        ]

    def _period(self, count: Count, problems: Problems) -> str | None:
        """The period of the rows that are counted together; None where they have none, which is reported."""
        part = self.data.parts[count.file]
        column = self._file(part.file, {}).column
        stated = {found for _, found in self._known(part.file)}
        period = parse_period(count.text, self.cycle)
        if period is None and count.text.strip(BLANKS):
            code, variant, words = period_finding(shown(count.text), "", self.cycle)
            heading = HEADINGS[Role.MONTH][0]
            problems.add(code, Cell(part.file.name, count.line, column), variant, (), heading=heading, **words)
            return None
        if period is None and len(stated) > 1:
            words = {"file": part.file.short, "count": str(count.rows), "row": str(count.line)}
            problems.add("K519", Cell(part.file.name, count.line, column), "period", (), **words)
            return None
        rows = {count.line: period} if period else {count.line: next(iter(stated))} if stated else {}
        file = self._file(part.file, rows)
        return settle_period([file], None, None, Cell(part.file.name), problems, self.cycle)

    def _known(self, file: SourceFile) -> list[tuple[Count, str]]:
        """The texts of a file that are periods."""
        number = next((at for at, part in enumerate(self.data.parts) if part.file == file), None)
        found = ((count, parse_period(count.text, self.cycle)) for count in self.counts if count.file == number)
        return [(count, period) for count, period in found if period]

    def _file(self, file: SourceFile, rows: Mapping[int, str]) -> StatedPeriods:
        part = next((part for part in self.data.parts if part.file == file), None)
        position = part.binding.position(Role.MONTH) if part else None
        texts = {count.text for count in self.counts if part and self.data.parts[count.file] is part}
        unclear = bool(unreadable(texts, self.cycle))
        return StatedPeriods(file.name, rows, 0 if position is None else position + 1, unclear)

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
