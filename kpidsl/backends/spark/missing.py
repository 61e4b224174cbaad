"""Cells that are missing of very many units.

Takes the units of a period; gives those to be named first, and counts what all the others lack, by input and by who owes it.
Collects no more than the units to be named, and a row for each class.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kpidsl.backends.spark.tables import table_of
from kpidsl.backends.spark.units import Units
from kpidsl.scores import owed
from kpidsl.scores.complete import Gaps
from kpidsl.scores.owed import Counted
from kpidsl.values import define

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

Asked = Sequence[tuple[int, "Column"]]
"""Conditions on units, each about the input of an index."""


@define
class Missing:
    """Of the inputs ``suspects`` and the units ``meant``, which a name that is none probably meant, nothing more is said; of units
    with a row only where the numbers of a unit may stand in several rows.
    """

    units: Units
    suspects: Collection[int] = ()
    meant: Collection[str] = ()

    def rows(self) -> dict[Any, int]:
        """Who the first units are that lack cells they need, and the first that lack others, with their places."""
        return self._first("who", self._lacking, self._needed_of_rows, self._optional())

    def rowless(self) -> dict[Any, int]:
        """The names of the first units without a row that owe anything, with their places."""
        return self._first("unit", self._rowless, self._needed_of_rowless, self._optional())

    def count_rows(self, named: Sequence[Any], gaps: Gaps) -> None:
        """Adds to ``gaps`` what units with a row lack, but for those that are ``named`` or about which more is to be said."""
        others = self._but("who", named, self._lacking)
        gaps.missing.counted += self._groups(others, self._needed_of_rows)
        gaps.unreported.counted += self._groups(others, self._optional())

    def count_units(self, named: Sequence[str], gaps: Gaps) -> None:
        """The same of units without a row."""
        from pyspark.sql import functions as f

        others, needed = self._but("unit", named, self._rowless), self._needed_of_rowless
        any_needed = f.lit(False)
        for _, asked in needed:
            any_needed |= asked
        gaps.rowless.units += int(others.where(any_needed).count())
        gaps.rowless.counted += self._groups(others, needed)
        gaps.unreported.counted += self._groups(others, self._optional())

    def owing_columns(self, indexes: Iterable[int]) -> list[Counted]:
        """How many units with a row need each of some inputs."""
        from pyspark.sql import functions as f

        return self._groups(
            self.units.frame.where("present"), [(at, f.col(f"o{at}") & ~self._free(at)) for at in indexes]
        )

    @property
    def _needed_of_rows(self) -> Asked:
        return self._needed(self.units.brought, self._unless if self.units.has_long else None)

    @property
    def _needed_of_rowless(self) -> Asked:
        return self._needed(range(len(self.units.layout.inputs)), self._unless)

    @property
    def _unless(self) -> "Column | None":
        from pyspark.sql import functions as f

        return ~f.col("unit").isin(*sorted(self.meant)) if self.meant else None

    @property
    def _lacking(self) -> "DataFrame":
        from pyspark.sql import functions as f

        return self.units.frame.where(f.col("blank") & ~f.col("words"))

    @property
    def _rowless(self) -> "DataFrame":
        from pyspark.sql import functions as f

        return self.units.frame.where(~f.col("present"))

    def _but(self, key: str, named: Sequence[Any], units: "DataFrame") -> "DataFrame":
        if not named:
            return units
        kind = "bigint" if isinstance(named[0], int) else "string"
        known = table_of(units.sparkSession, {key: kind}, [{key: one} for one in named])
        return units.join(known, key, "leftanti")

    def _first(self, what: str, units: "DataFrame", needed: Asked, optional: Asked) -> dict[Any, int]:
        from pyspark.sql import functions as f

        found: dict[Any, int] = {}
        for asked in (needed, optional):
            any_of = f.lit(False)
            for _, one in asked:
                any_of |= one
            if asked:
                rows = units.where(any_of).select(what, "order").orderBy("order").limit(owed.NAMED)
                found |= {row[what]: row["order"] for row in rows.collect()}
        return found

    def _groups(self, units: "DataFrame", asked: Asked) -> list[Counted]:
        """How many of the units meet each condition, by the owners of the inputs."""
        from pyspark.sql import functions as f

        if not asked:
            return []
        inputs = self.units.layout.inputs
        recused = sorted({unit for wanted in inputs for unit, _ in wanted.recused})
        own = f.when(f.col("unit").isin(*recused), f.col("unit")) if recused else f.lit(None).cast("string")
        aggregates = [f.count(f.when(condition, 1)).alias(f"n{at}") for at, condition in asked]
        aggregates += [f.min(f.when(condition, f.col("order"))).alias(f"p{at}") for at, condition in asked]
        rows = units.groupBy("class", own.alias("own")).agg(*aggregates).collect()
        return [
            Counted(at, row[f"p{at}"], inputs[at].owner(row["own"] or "", row["class"]), row[f"n{at}"])
            for row in rows
            for at, _ in asked
            if row[f"n{at}"]
        ]

    def _needed(self, indexes: Iterable[int], unless: "Column | None") -> Asked:
        """That a cell has to be there and holds nothing."""
        needed = [(at, self.units.lacks(at) & ~self._free(at)) for at in sorted(indexes) if at not in self.suspects]
        return needed if unless is None else [(at, asked & unless) for at, asked in needed]

    def _optional(self) -> Asked:
        """That a cell should be there and holds nothing, and that the policy says what this means."""
        return [
            (at, self.units.lacks(at) & self._free(at))
            for at, wanted in enumerate(self.units.layout.inputs)
            if wanted.optional
        ]

    def _free(self, index: int) -> "Column":
        from pyspark.sql import functions as f

        return f.coalesce(f.col(f"f{index}"), f.lit(False))
