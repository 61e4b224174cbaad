"""What has to be said about the rows of a month.

Takes the units of a period of which Spark has told which need a word; has ``kpidsl.scores`` read exactly their rows, some thousands at
once, which gives the problems. Of units that merely lack cells the first are named and all are counted. Changes no value.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from kpidsl.backends.spark.frames import LINES, Data
from kpidsl.backends.spark.missing import Missing
from kpidsl.backends.spark.parts import Part
from kpidsl.backends.spark.reader import OPEN
from kpidsl.backends.spark.tables import table_of
from kpidsl.backends.spark.units import Units
from kpidsl.diagnostics import Problems
from kpidsl.scores.cells import Bad
from kpidsl.scores.complete import Completeness, Gaps
from kpidsl.scores.gather import Same as SameInFiles
from kpidsl.scores.gather import gather
from kpidsl.scores.names import name_of
from kpidsl.scores.register import Register
from kpidsl.scores.roster import Roster
from kpidsl.scores.rows import Entry, FileRows, read_rows
from kpidsl.scores.table import Record, Table
from kpidsl.scores.totals import check_totals
from kpidsl.scores.words import name_key
from kpidsl.source import Cell
from kpidsl.values import define, field

AT_ONCE = 20_000
"""Rows or units that are read together; where they hold errors those after them are only counted."""
ROWS_AT_ONCE = 200_000
"""Rows of long files that are read together: so many that the units they are of have."""

Same = dict[tuple[int, int, int], tuple[int, int]]
"""First file, further file and input → how many cells both have, alike, and the place of the first row of the further one."""


@define
class Said:
    """``whole`` where every file could be read: what an unreadable one holds is not missing."""

    data: Data
    units: Units
    roster: Roster | None
    problems: Problems
    period: str
    whole: bool
    place: Cell
    same: Same = field(factory=dict)
    gaps: Gaps = field(factory=Gaps)
    suspects: set[int] = field(factory=set)
    """Inputs that a name that is none probably meant."""
    meant: set[str] = field(factory=set)
    """Units that a name that is none probably meant."""
    cut_short: set[int] = field(factory=set)
    """Files with a line whose cells cannot be told apart: nothing else is said of them."""

    def report(self, counts: dict[str, int]) -> None:
        """Everything there is to say; ``counts`` as ``Units.summary`` gives them, and ``others``: rows that are of no unit."""
        self.suspects |= frozenset[int]().union(*(part.binding.suspects for part in self.data.parts))
        named = self._flagged(None) if counts["words"] else []
        others = self._others() if counts["others"] else []
        self._report_quotes(others)
        if named or others:
            self._read_rows([*self._rows_of([who for who, _ in named]), *others], [], dict(named))
        missing = Missing(self.units, self.suspects, self.meant)  # now that is known what wrong names meant
        blank = missing.rows() if counts["blank"] else {}
        rowless = missing.rowless() if counts["rowless"] else {}
        if blank or rowless:
            self._read_rows(self._rows_of(list(blank)), list(rowless), blank, counted=True)
        left = counts["words"] - len(named)
        while left and not self.problems.has_errors and not self.gaps.keep_open:
            named = self._flagged(named[-1][1])
            self._read_rows(self._rows_of([who for who, _ in named]), [], dict(named))
            left -= len(named)
        left += max(counts["others"] - AT_ONCE, 0)
        if left:
            self.problems.add("K565", self.place, "", (), count=left)
        if self.whole and not self.cut_short:
            if counts["blank"]:
                missing.count_rows(list(blank), self.gaps)
            if counts["rowless"]:
                missing.count_units(list(rowless), self.gaps)
            self.gaps.report(self.place, self.period, self.data.plan.cycle, self.problems)
            self._report_columns()
        self._report_same()

    @property
    def _at_once(self) -> int:
        if not self.units.has_long:
            return AT_ONCE
        return max(min(AT_ONCE, ROWS_AT_ONCE // max(len(self.units.layout.inputs), 1)), 1)

    def _flagged(self, last: int | None) -> list[tuple[Any, int]]:
        """The next units about which something must be said."""
        from pyspark.sql import functions as f

        asked = f.col("words") if last is None else f.col("words") & (f.col("order") > last)
        found = self.units.frame.where(asked).select("who", "order").orderBy("order").limit(self._at_once)
        return [(row["who"], row["order"]) for row in found.collect()]

    def _others(self) -> list[Any]:
        """The first rows that are of no unit."""
        from pyspark.sql import functions as f

        found = self.units.rows.where(f.col("who").isNull()).orderBy("place").limit(AT_ONCE)
        return found.select("file", "line", "shape", "raw", "key").collect()

    def _rows_of(self, units: Sequence[Any]) -> list[Any]:
        """All rows of some units."""
        if not units:
            return []
        kind = "bigint" if self.roster is not None else "string"
        wanted = table_of(self.data.session, {"who": kind}, [{"who": who} for who in units])
        found = self.units.rows.join(wanted, "who", "leftsemi")
        return found.select("file", "line", "shape", "raw", "key").collect()

    def _read_rows(
        self, rows: Sequence[Any], rowless: Sequence[str], places: Mapping[Any, int], *, counted: bool = False
    ) -> None:
        """Has rows read as the row reader reads them, file by file. ``places``: those of units, by who they are.

        ``counted``: what files have alike of these units is known.
        """
        inputs, cycle = self.units.layout.inputs, self.data.plan.cycle
        records = self._records(rows)
        register = Register(self._part_of_roster(records, rowless), self.units.layout.classes)
        register.suspects |= self.meant
        files = []
        for number, part in enumerate(self.data.parts):
            table = Table(part.file.name, part.heading, tuple(records.get(number, ())), "", part.encoding)
            read = read_rows(table, part.binding, inputs, register, self.problems, cycle)
            files.append(evolve(read, suspects=read.suspects | self.suspects))
        for number, file in enumerate(files):
            if file.totals:
                check_totals(self._with_sums(number, file), self.problems)
        complete, same = Completeness(files, inputs, register, self.place), SameInFiles()
        complete.cells(gather(files, inputs, self.problems, same))
        if not counted:
            self._count_same(same)
        self.suspects |= frozenset[int]().union(*(file.suspects for file in files))
        self.meant |= register.suspects
        if self.roster is not None:
            every = {unit.name: at for at, unit in enumerate(self.roster.units)}
        else:
            every = {unit.name: places.get(name_key(unit.name), 0) for unit in register.units}
        self.gaps.take(complete.gaps, every)

    def _records(self, rows: Sequence[Any]) -> dict[int, list[Record]]:
        """The cells of rows, by the number of their file, in the order of their lines."""
        found: dict[int, dict[int, Record]] = {}
        shapes = self.data.row_shapes
        for row in rows:
            cells = None if row["file"] in self.cut_short else shapes[row["shape"]].cells(row["raw"])
            if cells is not None:
                found.setdefault(row["file"], {})[row["line"]] = Record(row["line"], tuple(cells))
        return {file: [known[line] for line in sorted(known)] for file, known in found.items()}

    def _report_quotes(self, others: Sequence[Any]) -> None:
        """The first line of a file whose cells cannot be told apart: one goes on in the next line, or a quotation mark stands in one."""
        shapes = self.data.row_shapes
        for row in others:
            if row["key"] != OPEN or row["file"] in self.cut_short:
                continue
            self.cut_short.add(row["file"])
            file, line = self.data.parts[row["file"]].file, row["line"]
            if shapes[row["shape"]].goes_on(row["raw"]):
                self.problems.add("K519", Cell(file.name, line), "", (), file=file.short, row=line)
            else:
                self.problems.add("K509", Cell(file.name, line), "", (), row=line)

    def _part_of_roster(self, records: dict[int, list[Record]], rowless: Sequence[str]) -> Roster | None:
        """The roster as if it had only the units that are looked at: the others are complete. All names stay known."""
        if self.roster is None:
            return None
        named = set(rowless)
        for number, known in records.items():
            position = self.data.parts[number].unit
            named |= {unit.name for record in known if (unit := self.roster.find(record.cell(position)))}
        return evolve(self.roster, units=tuple(unit for unit in self.roster.units if unit.name in named))

    def _with_sums(self, number: int, found: FileRows) -> FileRows:
        """``found`` with one entry for all rows between two 合计 rows, so that printed sums can be checked."""
        from pyspark.sql import functions as f

        totals = sorted({total.entry.place.row for total in found.totals})
        after = f.size(f.filter(f.array(*map(f.lit, totals)), lambda line: line < f.col("line")))
        added = (f.col("file") == number) & ~f.col("total") & ~f.col("key").isin("", OPEN)
        rows = self.units.rows.where(added).withColumn("after", after)
        columns = {total.entry.column.index: total.entry.column for total in found.totals}
        is_long = found.binding.long
        cells = [f.when(f.col("slot") == at, f.col("value")) if is_long else f.col(f"v{at}") for at in columns]
        sums = [f.sum(cell.cast("decimal(38,0)")).alias(f"v{at}") for at, cell in zip(columns, cells, strict=True)]
        entries = [entry for entry in found.entries if isinstance(entry.reading, Bad)]
        for row in rows.groupBy("after").agg(f.min("line").alias("line"), *sums).collect():
            for index, column in columns.items():
                value = Fraction(int(row[f"v{index}"] or 0)) / Fraction(10) ** self.units.layout.digits(index)
                entries.append(Entry(None, column, Cell(found.file, row["line"], column.position + 1), "", value))
        return evolve(found, entries=tuple(entries))

    def _count_same(self, found: SameInFiles) -> None:
        """The same numbers in two files, of the units that were read."""
        numbers = {part.file.name: number for number, part in enumerate(self.data.parts)}
        for (first, other, index), alike in found.items():
            pair, place = (numbers[first], numbers[other], index), numbers[other] * LINES + alike.place.row
            count, before = self.same.get(pair, (0, place))
            self.same[pair] = (count + alike.count, min(before, place))

    def _report_same(self) -> None:
        """K524, once for two files and an input, in the order in which a reader of rows would meet them."""
        parts = self.data.parts

        def met(pair: tuple[int, int, int]) -> tuple[int, int, int]:
            columns = (column.position for column in parts[pair[1]].binding.inputs if column.index == pair[2])
            return pair[1], self.same[pair][1], next(columns, 0)  # a row of a long file brings one input

        for pair in sorted(self.same, key=met):
            one, other = (parts[number].file.name for number in pair[:2])
            heading, count = name_of(self.units.layout.inputs[pair[2]]), self.same[pair][0]
            if not self.cut_short & {*pair[:2]}:
                self.problems.add("K524", Cell(other), "", (), heading=heading, file=other, first=one, count=count)

    def _report_columns(self) -> None:
        """Inputs without a column, with all who owe them."""
        suspects = frozenset[int]().union(*(part.binding.suspects for part in self.data.parts))
        absent = [at for at in range(len(self.units.layout.inputs)) if at not in self.units.brought | suspects]
        if not absent:
            return
        owing = Missing(self.units).owing_columns(absent)
        for index in absent:
            found = sorted((group for group in owing if group.index == index), key=lambda group: group.order)
            if found:
                listed = "、".join(dict.fromkeys(group.owner for group in found))
                count, heading = sum(group.count for group in found), name_of(self.units.layout.inputs[index])
                self.problems.add("K561", self.place, "", (), heading=heading, owners=listed, count=count)


def same_numbers(units: Units, parts: Sequence[Part]) -> Same:
    """The cells that two files both have, of units about which nothing else is said."""
    from pyspark.sql import functions as f

    def brings(part: Part, at: int) -> bool:
        return part.binding.long or at in part.binding.indexes

    twice = [at for at in range(len(units.layout.inputs)) if sum(brings(part, at) for part in parts) > 1]
    if not twice:
        return {}
    cells = units.written(twice).join(units.frame.select("who", "words"), "who")
    firsts = cells.groupBy("who", "input").agg(f.min("file").alias("first"))
    later = cells.join(firsts, ["who", "input"]).where((f.col("file") > f.col("first")) & ~f.col("words"))
    pairs = later.groupBy("first", "file", "input").agg(f.count(f.lit(1)).alias("count"), f.min("place").alias("place"))
    return {(row["first"], row["file"], row["input"]): (row["count"], row["place"]) for row in pairs.collect()}
