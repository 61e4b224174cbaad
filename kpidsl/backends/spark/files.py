"""Score files, wherever they lie, into the opening table of a program on Spark.

Takes paths or a frame, a program and the roster; gives the rows that the program starts from, or reports everything that is wrong. No row
comes to this process unless something has to be said about it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidsl.backends.spark.frames import Reading
from kpidsl.backends.spark.loader import Loaded, Loader
from kpidsl.backends.spark.rows import Layout
from kpidsl.backends.spark.sources import SourceFile, no_rows, source_files
from kpidsl.backends.spark.stated import Stated
from kpidsl.backends.spark.units import Tables, named_rows
from kpidsl.backends.sql.program import Program
from kpidsl.diagnostics import Problems
from kpidsl.scores.roster import read_roster
from kpidsl.source import Cell
from kpidsl.values import field, frozen

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


def load(
    session: "SparkSession",
    program: Program,
    data: "Sequence[str] | DataFrame",
    roster_path: Path | None,
    problems: Problems,
    period: str | None,
    digested: bool = True,
) -> Loaded | None:
    """What ``program`` opens with, from the month in ``data``; None when anything is wrong. Raises OSError.

    ``program`` is an opening one, the session one of our own. ``period`` is the month the caller asks for.
    """
    found = Problems()
    read = opened(session, program, data, roster_path, found, digested)
    if read is None:
        problems.extend(found)
        return None
    loader, stated = read
    settled = stated.settled(loader.files, _folder(data), period, found)
    loaded = loader.load(settled or "", stated.with_words(), stated.others, found)
    problems.extend(found)
    if loaded is None or settled is None:
        loader.release()
        return None
    loaded.hold(loader.data.held)
    return loaded


@frozen
class Period:
    """The rows of one period of data that hold many."""

    name: str
    loader: Loader
    rows: "DataFrame" = field(repr=False)
    others: int

    def load(self, problems: Problems) -> Loaded | None:
        """What the program opens with in this period; None when anything is wrong."""
        return self.loader.load(self.name, self.rows, self.others, problems)


def load_periods(
    session: "SparkSession",
    program: Program,
    data: "Sequence[str] | DataFrame",
    roster_path: Path | None,
    problems: Problems,
    digested: bool = True,
) -> list[Period] | None:
    """Every period in ``data``, in time; None where it cannot be told of which period rows are, or nothing can be read. Raises OSError.

    The 月份 column says it, or the name of the file, or that of a folder above it (``月份=2019-03``).
    """
    read = opened(session, program, data, roster_path, problems, digested)
    if read is None:
        return None
    loader, stated = read
    found = stated.periods(problems)
    if problems.has_errors:
        loader.release()
        return None
    return [Period(name, loader, rows, others) for name, rows, others in found]


def opened(
    session: "SparkSession",
    program: Program,
    data: "Sequence[str] | DataFrame",
    roster_path: Path | None,
    problems: Problems,
    digested: bool = True,
) -> tuple[Loader, Stated] | None:
    """The data read as far as can be told without a period, with what tells it; None where nothing can be read, which is reported."""
    for setting, value in _SETTINGS.items():
        session.conf.set(setting, value)
    scan = program.integers.plan.scan
    if scan.logs:
        problems.add("K519", None, "logs", (), logs="、".join(log.name for log in scan.logs))
        return None
    roster = read_roster(roster_path, scan, problems) if roster_path else None
    if roster_path is not None and roster is None:
        return None
    reading = Reading(session, Layout.of(program, roster is not None), problems)
    given = None if isinstance(data, Sequence) else shared(session, data)
    if isinstance(data, Sequence):
        files, headings = source_files(session, data, roster, problems), []
        read = reading.files(files)
    else:
        assert given is not None
        files = [SourceFile(FRAME)]
        headings = data.columns
        read = reading.frame(given, FRAME, headings)
    if roster is None and scan.links and files:
        problems.add("K530", Cell(files[0].name), "links", (), links="、".join(scan.links))
    if read is None:
        return None
    tables = Tables.of(session, reading.layout, roster)
    loader = Loader(session, roster, files, read, tables, digested, given, tuple(headings))
    return loader, _stated_in(loader, problems)


def _stated_in(loader: Loader, problems: Problems) -> Stated:
    """Of which period the rows are; reports files with nothing but a heading."""
    stated = Stated.of(named_rows(loader.data.rows, loader.tables), loader.data)
    for number, part in enumerate(loader.data.parts):
        if number not in loader.data.unread and not stated.rows_of.get(number):
            no_rows(part.file, problems)
            loader.data.unread.add(number)
    return stated


def shared(session: "SparkSession", given: "DataFrame") -> "DataFrame":
    """A frame of another session in ours, its columns by number: Spark lets sessions share what is called by a global name."""
    own: Any = session
    name = f"kpidsl_{id(given):x}"
    given.toDF(*(f"t{at}" for at in range(len(given.columns)))).createOrReplaceGlobalTempView(name)
    try:
        return own.table(f"{own.conf.get('spark.sql.globalTempDatabase')}.{name}")  # type: ignore[no-any-return]
    finally:
        given.sparkSession.catalog.dropGlobalTempView(name)


def _folder(data: "Sequence[str] | DataFrame") -> Path | None:
    """The only path of ``data``, where it is a folder of this machine."""
    only = Path(data[0]) if isinstance(data, Sequence) and len(data) == 1 else None
    return only if only is not None and only.is_dir() else None
