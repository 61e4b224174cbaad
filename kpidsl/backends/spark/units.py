"""The units of a period, put together from the rows that name them.

Takes the rows of all files and the roster; gives a frame with one row a unit: its class, the value and state of every input, and
whether a word has to be said about it. A cell that no file brings is absent, never a number.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

from kpidsl.backends.spark.cells import ABSENT, BAD, BLANK
from kpidsl.backends.spark.long import lines_of
from kpidsl.backends.spark.reader import OPEN
from kpidsl.backends.spark.rows import Layout, key_of
from kpidsl.backends.spark.tables import table_of
from kpidsl.backends.sql.opening import kind_of
from kpidsl.core import calendar
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, State
from kpidsl.scores.contract import INVISIBLE
from kpidsl.scores.roster import Roster
from kpidsl.scores.words import name_key
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_BARE = '\\A[^,"\\r\\n \\t](?:[^,"\\r\\n]*[^,"\\r\\n \\t])?\\z'
"""A name that stands in csv without quotes."""


def bare(quoted: str) -> str:
    """A quoted name without its quotes."""
    return quoted[1:-1].replace(quoted[0] * 2, quoted[0])


@frozen
class Tables:
    """What is joined to rows: what each class owes, and the units of the roster with all their names, where there is one."""

    classes: "DataFrame"
    roster: "DataFrame | None" = None
    names: "DataFrame | None" = None

    @staticmethod
    def of(session: "SparkSession", layout: Layout, roster: Roster | None) -> "Tables":
        """The tables of a plan and a roster."""
        rows = []
        for name in layout.classes:
            owed = {f"o{at}": name in dict(one.owners) for at, one in enumerate(layout.inputs)}
            free = {f"f{at}": name in dict(one.owners) and name in one.optional for at, one in enumerate(layout.inputs)}
            rows.append({"of": name, **owed, **free})
        kinds = {"of": "string", **{key: "boolean" for row in rows[:1] for key in row if key != "of"}}
        classes = table_of(session, kinds, rows)
        if roster is None:
            return Tables(classes)
        links = list(layout.program.integers.plan.scan.links)
        kinds = {
            "at": "bigint",
            "name": "string",
            "own": "string",
            **{f"link{at}": "string" for at in range(len(links))},
        }
        units = [
            {"at": at, "name": unit.name, "own": unit.unit_class}
            | {f"link{number}": unit.links.get(link) or None for number, link in enumerate(links)}
            for at, unit in enumerate(roster.units)
        ]
        order_of = {unit.name: at for at, unit in enumerate(roster.units)}
        names = [
            {"alias": key, "who": order_of[unit.name], "own_key": name_key(unit.unit_class)}
            for key, unit in roster.names.items()
        ]
        known = table_of(session, {"alias": "string", "who": "bigint", "own_key": "string"}, names)
        return Tables(classes, table_of(session, kinds, units), known)


def named_rows(rows: "DataFrame", tables: Tables) -> "DataFrame":
    """``rows`` with ``who`` they are about (null where that is nobody) and whether they name ``clash``: another class than the roster."""
    from pyspark.sql import functions as f

    unseen = f.col("said") & f.col("unit").rlike(f"[{INVISIBLE}]")  # a name with what nobody sees is no name
    names_one = ~f.col("total") & ~f.col("key").isin("", OPEN) & ~unseen
    if tables.names is None:
        return rows.select("*", f.when(names_one, f.col("key")).alias("who"), f.lit(False).alias("clash"))
    joined = rows.join(tables.names, rows["key"] == tables.names["alias"], "left")
    clash = (key_of(f.col("class")) != "") & (key_of(f.col("class")) != f.col("own_key"))
    kept = list(rows.columns)
    return joined.select(
        *kept, f.when(names_one, f.col("who")).alias("who"), f.coalesce(clash & names_one, f.lit(False)).alias("clash")
    )


@frozen
class Units:
    """``rows`` are named. ``brought`` are the inputs, by index, that some file has; ``has_long`` where one has one value a row."""

    layout: Layout
    tables: Tables
    rows: "DataFrame" = field(repr=False)
    brought: frozenset[int]
    has_long: bool = False

    @cached_property
    def lines(self) -> "DataFrame":
        """What units are put together from: their rows; of long files one line a unit and file."""
        from pyspark.sql import functions as f

        rows = self.rows.where(f.col("who").isNotNull())
        said = (f.col("said") | f.col("clash")).alias("said")
        kept: list[Column | str] = ["who", "file", "place", "unit", "class", said, *self.layout.cells]
        if not self.has_long:
            return rows.select(*kept)
        long = lines_of(self.layout, rows.where(f.col("slot").isNotNull()))
        return rows.where(f.col("slot").isNull()).select(*kept).unionByName(long) if self._has_wide else long

    @property
    def _has_wide(self) -> bool:
        return set(self.layout.cells) <= set(self.rows.columns)

    @cached_property
    def repeats(self) -> bool:
        """Whether a unit has several lines."""
        from pyspark.sql import functions as f

        counts = self.lines.groupBy("who").count()
        return bool(counts.where(f.col("count") > 1).limit(1).collect())

    def written(self, inputs: Sequence[int]) -> "DataFrame":
        """Where something stands under ``inputs``: who, file, place and input."""
        from pyspark.sql import functions as f

        rows, known = self.rows.where(f.col("who").isNotNull()), ["who", "file", "place"]
        found = []
        if self._has_wide:
            here = [f.when(~f.col(f"s{at}").isin(ABSENT, BLANK), f.lit(at)) for at in inputs]
            found.append(rows.select(*known, f.explode(f.array_compact(f.array(*here))).alias("input")))
        if self.has_long:
            one = rows.where(f.col("slot").isin(*inputs) & ~f.col("state").isin(ABSENT, BLANK))
            found.append(one.select(*known, f.col("slot").cast("int").alias("input")))
        return reduce(lambda one, other: one.unionByName(other), found)

    @cached_property
    def frame(self) -> "DataFrame":
        """One row a unit: who, order, name, class, present, words (say something), blank (lacks cells), values, states, what it owes."""
        from pyspark.sql import functions as f

        found = self._merged() if self.repeats else self._single()
        if self.tables.roster is not None:
            known = found.drop("unit", "class")
            joined = self.tables.roster.join(known, self.tables.roster["at"] == known["who"], "left")
            links = [f"link{at}" for at in range(len(self.layout.program.integers.plan.scan.links))]
            found = joined.select(
                f.col("at").alias("who"), f.col("at").alias("order"), f.col("name").alias("unit"),
                f.col("own").alias("class"), *links, f.col("order").isNotNull().alias("present"),
                f.coalesce("words", f.lit(False)).alias("words"), *self._filled(),
            )  # fmt: skip
        else:
            found = found.select("*", f.lit(True).alias("present"))
        owing = found.join(self.tables.classes, found["class"] == self.tables.classes["of"], "left")
        return owing.select(
            *(name for name in found.columns if name != "words"),
            (f.col("words") | self._any(self._unasked)).alias("words"),
            self._any(self._lacks).alias("blank"),
            *(f"{kind}{index}" for index in range(len(self.layout.inputs)) for kind in "of"),
        )

    def _single(self) -> "DataFrame":
        """Lines as they are, where no unit has two."""
        from pyspark.sql import functions as f

        order, words = f.col("place").alias("order"), f.col("said").alias("words")
        return self.lines.select("who", order, "unit", "class", words, *self.layout.cells)

    def _merged(self) -> "DataFrame":
        """One row a unit, from all its lines: a cell is what the lines say that have anything under its heading."""
        from pyspark.sql import functions as f

        known = f.when(f.col("class").isin(*self.layout.classes), f.col("class"))
        made = [
            f.min("place").alias("order"), f.min_by("unit", "place").alias("unit"),
            f.min_by(known, f.when(known.isNotNull(), f.col("place"))).alias("class"),
            f.max("said").alias("said"),
            (f.count(f.lit(1)) > f.size(f.collect_set("file"))).alias("again"),
            (f.coalesce(f.min(known) != f.max(known), f.lit(False))).alias("classes"),
        ]  # fmt: skip
        differ = f.lit(False)
        for index in range(len(self.layout.inputs)):
            value, state = f.col(f"v{index}"), f.col(f"s{index}")
            here = ~state.isin(ABSENT, BLANK)
            made += [
                f.max(f.when(here, value)).alias(f"v{index}"), f.min(f.when(here, value)).alias(f"w{index}"),
                f.coalesce(f.max(f.when(here, state)), f.max(state)).alias(f"s{index}"),
                f.min(f.when(here, state)).alias(f"t{index}"), f.count(f.when(here, 1)).alias(f"m{index}"),
            ]  # fmt: skip
            apart = f.coalesce(f.col(f"v{index}") != f.col(f"w{index}"), f.lit(False))
            differ |= apart | ((f.col(f"m{index}") > 1) & (f.col(f"s{index}") != f.col(f"t{index}")))
        words = (
            f.col("said") | f.col("again") | (f.col("classes") if self.tables.roster is None else f.lit(False)) | differ
        )
        return self.lines.groupBy("who").agg(*made).select(
            "who", "order", "unit", "class", words.alias("words"), *self.layout.cells
        )  # fmt: skip

    def _filled(self) -> "list[Column]":
        """Cells of units without a row are absent."""
        from pyspark.sql import functions as f

        cells: list[Column] = []
        for index in range(len(self.layout.inputs)):
            absent = f.lit(ABSENT).cast("tinyint")
            cells += [f.col(f"v{index}"), f.coalesce(f.col(f"s{index}"), absent).alias(f"s{index}")]
        return cells

    def _any(self, asked: Any) -> "Column":
        from pyspark.sql import functions as f

        found = f.lit(False)
        for index in range(len(self.layout.inputs)):
            found |= asked(index)
        return f.coalesce(found, f.lit(False))

    def _unasked(self, index: int) -> "Column":
        """A value that no appraiser has to give."""
        from pyspark.sql import functions as f

        return f.col(f"s{index}").isin(int(State.VALUE), BAD) & ~f.coalesce(f.col(f"o{index}"), f.lit(False))

    def lacks(self, index: int) -> "Column":
        """A cell that is owed and holds nothing, where a file has its column."""
        from pyspark.sql import functions as f

        return f.coalesce(f.col(f"o{index}"), f.lit(False)) & f.col(f"s{index}").isin(ABSENT, BLANK)

    def _lacks(self, index: int) -> "Column":
        """What is told of a unit with a row: a cell without a value, but not a whole column that nobody brings."""
        from pyspark.sql import functions as f

        free = f.col(f"f{index}") if index not in self.brought else f.lit(True)
        return f.col("present") & self.lacks(index) & f.coalesce(free, f.lit(False))

    def scan(self, period: str, past: Mapping[str, Mapping[str, Fraction]]) -> "DataFrame":
        """The opening table of the program; ``past`` are the figures of earlier periods, by column and unit."""
        from pyspark.sql import functions as f

        program = self.layout.program
        scan, narrow = program.integers.plan.scan, program.dialect.narrow
        made = [f.col("unit").alias(self._name(UNIT)), f.col("class").alias(self._name(CLASS))]
        made.append(f.col("order").cast(narrow).alias(self._name(ORDER)))
        made += [f.col(f"link{at}").alias(self._name("link:" + link)) for at, link in enumerate(scan.links)]
        known = calendar.of_period(period, program.integers.plan.cycle) if scan.calendar else {}
        made += [f.lit(int(known[key])).cast(narrow).alias(self._name(key)) for key in scan.calendar]
        for index, wanted in enumerate(scan.inputs):
            owes = f.coalesce(f.col(f"o{index}"), f.lit(False))
            state = f.when(~owes, int(State.NOT_APPRAISED)).when(self.lacks(index), int(State.UNREPORTED))
            made.append(f.when(owes, f.col(f"v{index}")).alias(self._name(wanted.key)))
            made.append(state.otherwise(f.col(f"s{index}")).cast(narrow).alias(self._name(wanted.state)))
        if not scan.past:
            return self.frame.select(*made)
        made += [f.col(f"p{at}").alias(self._name(earlier.key)) for at, earlier in enumerate(scan.past)]
        return self.frame.join(self._past(past), self.frame["unit"] == f.col("of unit"), "left").select(*made)

    def _past(self, past: Mapping[str, Mapping[str, Fraction]]) -> "DataFrame":
        """The figures of earlier periods, a row a unit."""
        from pyspark.sql import functions as f

        program = self.layout.program
        keys = [earlier.key for earlier in program.integers.plan.scan.past]
        units = dict.fromkeys(unit for values in past.values() for unit in values)
        rows: list[dict[str, Any]] = [
            {"of unit": unit, **{f"p{at}": self._whole(past, key, unit) for at, key in enumerate(keys)}}
            for unit in units
        ]
        table = table_of(
            self.rows.sparkSession, {"of unit": "string", **{f"p{at}": "string" for at in range(len(keys))}}, rows
        )
        return table.select("of unit", *(f.col(f"p{at}").cast(kind_of(program, key)) for at, key in enumerate(keys)))

    def _whole(self, past: Mapping[str, Mapping[str, Fraction]], key: str, unit: str) -> str | None:
        value = past.get(key, {}).get(unit)
        stored = self.layout.program.integers.columns[key]
        assert isinstance(stored, Quotient)
        if value is None:
            return None
        whole = value * 10**stored.digits
        assert whole.denominator == 1, f"{value} is finer than its declared digits"
        return str(whole.numerator)

    def _name(self, key: str) -> str:
        return bare(self.layout.program.names(key))

    def summary(self) -> dict[str, int]:
        """How many units there are, have words, lack cells, have no row; have gaps of any kind, names that need quotes."""
        from pyspark.sql import functions as f

        full = f.lit(True)
        for index in range(len(self.layout.inputs)):
            full &= f.col(f"o{index}") & (f.col(f"s{index}") == int(State.VALUE))
        counted = {
            "words": f.col("words"), "blank": f.col("blank"), "rowless": ~f.col("present"),
            "gaps": ~f.coalesce(full, f.lit(False)), "quoted": ~f.col("unit").rlike(_BARE),
        }  # fmt: skip
        columns = [f.count(f.when(asked, 1)).alias(name) for name, asked in counted.items()]
        row = self.frame.agg(f.count(f.lit(1)).alias("units"), *columns).collect()[0]
        return {name: int(row[name]) for name in ("units", *counted)}
