"""Score files, wherever they lie, into the opening table of a program on Spark.

Takes paths or a frame, a program and the roster; gives the rows that the program starts from, or reports everything that is wrong. No row
comes to this process unless something has to be said about it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidsl.backends.spark.frames import Data, Reading
from kpidsl.backends.spark.rows import Layout
from kpidsl.backends.spark.said import Said, same_numbers
from kpidsl.backends.spark.sources import SourceFile, digest_of, no_rows, source_files
from kpidsl.backends.spark.stated import Stated
from kpidsl.backends.spark.typed import as_texts, digest_of_frame
from kpidsl.backends.spark.units import Tables, Units, named_rows
from kpidsl.backends.sql.program import Program
from kpidsl.diagnostics import Problems
from kpidsl.scores.roster import Roster, read_roster
from kpidsl.source import Cell
from kpidsl.values import define, field

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SETTINGS = {
    # The encodings of Java, of which one is GB18030; what is not in it becomes a sign that is then looked for.
    "spark.sql.legacy.javaCharsets": "true",
    "spark.sql.legacy.codingErrorAction": "true",
    # Folders named key=value above a file are no columns of it.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}
FRAME = "<data>"
"""What messages call a frame, which has no name."""


@define
class Loaded:
    """What was loaded: the month it is about, the digest of the bytes, how they were read, and the rows of the opening table.

    ``complete`` where every unit has a value for every input; ``bare_names`` where no unit has a name that must be quoted in csv.
    """

    period: str
    digest: str
    encoding: str
    scan: "DataFrame" = field(repr=False)
    complete: bool = False
    bare_names: bool = False
    _data: Data | None = field(default=None, repr=False)

    def release(self) -> None:
        """Lets Spark forget what the opening table is made of."""
        if self._data is not None:
            self._data.release()


@define
class Loader:
    """Reads data once; loads the month in them, or any of their periods."""

    session: "SparkSession" = field(repr=False)
    program: Program = field(repr=False)
    roster: Roster | None
    problems: Problems
    files: list[SourceFile]
    data: Data
    tables: Tables
    digested: bool = True
    given: "DataFrame | None" = field(default=None, repr=False)
    """The frame of the caller's, where the data are one."""

    @property
    def place(self) -> Cell:
        """Where a word stands that is about no file."""
        return Cell(self.files[0].name)

    def load(self, period: str, rows: "DataFrame", others: int) -> Loaded | None:
        """The opening table of a period from some of the named ``rows``, of which ``others`` are of no unit."""
        from pyspark import StorageLevel

        data = self.data
        units = Units(data.layout, self.tables, rows, _has_repeats(rows), data.brought)
        whole = len(data.parts) - len(data.unread) == len(self.files)
        if units.repeats:
            units.frame.persist(StorageLevel.MEMORY_AND_DISK)
            data.held.append(units.frame)
        counts = units.summary() | {"others": others}
        same = same_numbers(units, data.parts) if units.repeats else {}
        Said(data, units, self.roster, self.problems, period, whole, self.place, same).report(counts)
        if self.problems.has_errors:
            return None
        digest = self._digest() if self.digested else ""
        encodings = "、".join(dict.fromkeys(part.encoding for part in data.parts))
        scan = units.scan(period)
        return Loaded(period, digest, encodings, scan, not counts["gaps"], not counts["quoted"], data)

    def _digest(self) -> str:
        if self.given is None:
            return digest_of(self.session, self.files)
        return digest_of_frame(as_texts(self.given))


def load(
    session: "SparkSession",
    program: Program,
    data: "Sequence[str] | DataFrame",
    roster_path: Path | None,
    problems: Problems,
    period: str | None,
    digested: bool = True,
) -> Loaded | None:
    """The opening table of ``program`` from the month in ``data``; None when anything is wrong. Raises OSError.

    ``program`` is an opening one, the session one of our own. ``period`` is the month the caller asks for.
    """
    found = Problems()
    loader = opened(session, program, data, roster_path, found, digested)
    if loader is None:
        problems.extend(found)
        return None
    named = named_rows(loader.data.rows, loader.tables)
    stated = Stated.of(named, loader.data)
    _report_empty(loader, stated.rows_of)
    settled = stated.settled(loader.files, _folder(data), period, found)
    loaded = loader.load(settled or "", stated.with_words(), stated.others)
    problems.extend(found)
    if loaded is None or settled is None:
        loader.data.release()
        return None
    return loaded


def opened(
    session: "SparkSession",
    program: Program,
    data: "Sequence[str] | DataFrame",
    roster_path: Path | None,
    problems: Problems,
    digested: bool = True,
) -> Loader | None:
    """The data read as far as can be told without a period; None where nothing can be read, which is reported."""
    for setting, value in _SETTINGS.items():
        session.conf.set(setting, value)
    scan = program.integers.plan.scan
    roster = read_roster(roster_path, scan, problems) if roster_path else None
    if roster_path is not None and roster is None:
        return None
    reading = Reading(session, Layout.of(program, roster is not None), problems)
    given = None if isinstance(data, Sequence) else shared(session, data)
    if isinstance(data, Sequence):
        files = source_files(session, data, roster, problems)
        read = reading.files(files)
    else:
        assert given is not None
        files = [SourceFile(FRAME)]
        read = reading.frame(given, FRAME)
    if roster is None and scan.links and files:
        problems.add("K530", Cell(files[0].name), "links", (), links="、".join(scan.links))
    if read is None:
        return None
    tables = Tables.of(session, reading.layout, roster)
    return Loader(session, program, roster, problems, files, read, tables, digested, given)


def shared(session: "SparkSession", given: "DataFrame") -> "DataFrame":
    """A frame of another session in ours: Spark lets sessions share what is called by a global name."""
    own: Any = session
    name = f"kpidsl_{id(given):x}"
    given.createOrReplaceGlobalTempView(name)
    try:
        return own.table(f"{own.conf.get('spark.sql.globalTempDatabase')}.{name}")  # type: ignore[no-any-return]
    finally:
        given.sparkSession.catalog.dropGlobalTempView(name)


def _folder(data: "Sequence[str] | DataFrame") -> Path | None:
    """The only path of ``data``, where it is a folder of this machine."""
    only = Path(data[0]) if isinstance(data, Sequence) and len(data) == 1 else None
    return only if only is not None and only.is_dir() else None


def _has_repeats(rows: "DataFrame") -> bool:
    """Whether a unit has several rows."""
    from pyspark.sql import functions as f

    counts = rows.where(f.col("who").isNotNull()).groupBy("who").count()
    return bool(counts.where(f.col("count") > 1).limit(1).collect())


def _report_empty(loader: Loader, rows_of: Mapping[int, int]) -> None:
    """Files with nothing but a heading."""
    for number, part in enumerate(loader.data.parts):
        if number not in loader.data.unread and not rows_of.get(number):
            no_rows(part.file, loader.problems)
            loader.data.unread.add(number)
