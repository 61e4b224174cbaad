"""One period out of data that are read: the opening table of a program.

Takes the rows of a period; gives what the program starts from, or reports everything that is wrong. Reads no file.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from kpidsl.backends.spark.frames import Data
from kpidsl.backends.spark.said import Said, same_numbers
from kpidsl.backends.spark.session import let_go
from kpidsl.backends.spark.sources import SourceFile, digest_of
from kpidsl.backends.spark.typed import as_texts, digest_of_frame
from kpidsl.backends.spark.units import Tables, Units
from kpidsl.diagnostics import Problems
from kpidsl.scores.roster import Roster
from kpidsl.source import Cell
from kpidsl.values import define, field

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Past = Mapping[str, Mapping[str, Fraction]]
"""Figures of earlier periods: key of a past column → unit → value."""


@define
class Loaded:
    """What was loaded: the period it is about, the digest of the bytes, how they were read, and its units.

    ``count`` is how many there are. ``complete`` where every unit has a value for every input; ``bare_names`` where no unit has a name
    that must be quoted in csv.
    """

    period: str
    digest: str
    encoding: str
    units: Units = field(repr=False)
    count: int
    complete: bool = False
    bare_names: bool = False
    _held: "tuple[DataFrame, ...]" = field(default=(), repr=False)

    def scan(self, past: Past | None = None) -> "DataFrame":
        """The rows of the opening table; ``past`` are the figures of earlier periods that the plan reads."""
        return self.units.scan(self.period, past or {})

    def hold(self, frames: "Sequence[DataFrame]") -> None:
        """Takes over frames that nothing else needs."""
        self._held += tuple(frames)

    def release(self) -> None:
        """Lets Spark forget what only this opening table is made of."""
        let_go(self._held)


@define
class Loader:
    """Data that are read once, for a month or for each of their periods."""

    session: "SparkSession" = field(repr=False)
    roster: Roster | None
    files: list[SourceFile]
    data: Data
    tables: Tables
    digested: bool = True
    given: "DataFrame | None" = field(default=None, repr=False)
    """The frame of the caller's, where the data are one; ``headings`` are the names of its columns."""
    headings: tuple[str, ...] = ()
    _known_digest: str = field(default="", init=False)

    def load(self, period: str, rows: "DataFrame", others: int, problems: Problems) -> Loaded | None:
        """The units of a period from its named ``rows``, of which ``others`` are of no unit; None when anything is wrong."""
        from pyspark import StorageLevel

        data = self.data
        units = Units(data.layout, self.tables, rows, data.brought, data.has_long)
        whole = len(data.parts) - len(data.unread) == len(self.files)
        held: tuple[DataFrame, ...] = (units.lines.persist(StorageLevel.MEMORY_AND_DISK),) if data.has_long else ()
        if units.repeats:
            held += (units.frame.persist(StorageLevel.MEMORY_AND_DISK),)
        counts = units.summary() | {"others": others}
        same = same_numbers(units, data.parts) if units.repeats else {}
        Said(data, units, self.roster, problems, period, whole, Cell(self.files[0].name), same).report(counts)
        if problems.has_errors:
            let_go(held)
            return None
        encodings = "、".join(dict.fromkeys(part.encoding for part in data.parts))
        return Loaded(
            period, self.digest, encodings, units, counts["units"], not counts["gaps"], not counts["quoted"], held
        )

    @property
    def digest(self) -> str:
        """That of all data, worked out once; empty where nobody asks for it."""
        if self.digested and not self._known_digest:
            given = self.given
            self._known_digest = (
                digest_of(self.session, self.files)
                if given is None
                else digest_of_frame(as_texts(given), self.headings)
            )
        return self._known_digest

    def release(self) -> None:
        """Lets Spark forget the rows."""
        self.data.release()
