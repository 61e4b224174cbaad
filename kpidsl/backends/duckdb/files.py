"""Score files of many units into the database.

Takes paths, a program and the roster; fills ``scan``, or reports everything that is wrong. Tables that are sound,
wide and long, are read by the database itself; any other is read by ``kpidsl.scores``, with the same result.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.backends.duckdb.columns import Columns
from kpidsl.backends.duckdb.frames import Frames, ReadAny
from kpidsl.backends.duckdb.gathered import Gathered
from kpidsl.backends.duckdb.large_roster import Units, WholeRoster, read_large_roster
from kpidsl.backends.duckdb.load import Embedded, load_roster
from kpidsl.backends.duckdb.long import Long
from kpidsl.backends.duckdb.month_table import MonthTable
from kpidsl.backends.duckdb.names import KEY
from kpidsl.backends.duckdb.odd import OddRows
from kpidsl.backends.duckdb.origins import OneFile, Origin
from kpidsl.backends.duckdb.sources import Source, opened_source
from kpidsl.backends.duckdb.wide import Wide
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import Role
from kpidsl.scores.files import score_files
from kpidsl.scores.header import Binding, bind_header
from kpidsl.scores.read import digest_of, names_units, read_month
from kpidsl.scores.roster import read_roster
from kpidsl.source import Cell
from kpidsl.values import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@frozen
class Loaded:
    """What was loaded: the month it is about, the digest of the bytes, how they were read.

    ``complete`` where every unit has a value for every input; ``bare_names`` where no unit has a name that must be quoted in csv;
    ``by_rows`` where the files were read row by row.
    """

    period: str
    digest: str
    encoding: str
    complete: bool = False
    bare_names: bool = False
    by_rows: bool = False


def load_files(
    connection: "DuckDBPyConnection",
    program: Program,
    paths: Sequence[Path],
    roster_path: Path | None,
    problems: Problems,
    period: str | None,
    digested: bool = True,
    frames: Frames | None = None,
) -> Loaded | None:
    """Fills ``scan`` from the month in ``paths``; None when anything is wrong. ``program`` is an opening one. Raises OSError.

    The digest may be left out where it is not to be ``digested``, which takes its time with a large file.
    """
    roster, scan, read = None, program.integers.plan.scan, ReadAny(lambda: connection, frames)
    large = read_large_roster(connection, roster_path, scan, frames) if roster_path else None
    if roster_path and not large:
        roster = read_roster(roster_path, scan, problems, read)
        if roster is None:
            return None
        load_roster(connection, roster, scan.links)
    units = large or (WholeRoster(roster) if roster else None)
    mine = Problems()
    with ExitStack() as opened:
        asked = _Asked(paths, roster_path, period, digested, frames)
        loaded = _load(MonthTable(connection, program, units is not None), asked, units, mine, opened)
    if loaded is not None:
        problems.extend(mine)
        return None if mine.has_errors else loaded
    if large and roster_path:
        roster = read_roster(roster_path, scan, problems, read)
    month = read_month(list(paths), program.integers.plan, roster, problems, period, read)
    if month is None:
        return None
    open_month(Embedded(connection), program, month)
    return Loaded(month.period, month.digest, month.encoding, by_rows=True)


@frozen
class _Asked:
    """A month as it is asked for."""

    paths: Sequence[Path]
    roster: Path | None
    period: str | None
    digested: bool
    frames: Frames | None


def _load(
    table: MonthTable, asked: _Asked, units: Units | None, problems: Problems, opened: ExitStack
) -> Loaded | None:
    """The files of a month; None where any of them is to be read row by row. ``opened`` closes what is opened."""
    sources: list[Source] = []
    paths = score_files(asked.paths, asked.roster, problems)
    stamps = _stamps(paths, asked.frames)
    for path in paths:
        source = opened.enter_context(opened_source(table.connection, path, names_units, asked.digested, asked.frames))
        if source is None:
            return None
        sources.append(source)
    bindings = [_binding(source, table, units is not None) for source in sources]
    files = [(source, binding) for source, binding in zip(sources, bindings, strict=True) if binding]
    if not sources or len(files) < len(sources):
        return None
    origin = _origin(table, files)
    loaded = _loaded(origin, asked, units, problems) if origin else None
    # Its digest was taken before its rows were read: they must be those of one and the same file.
    for path, stamp in _stamps(paths, asked.frames).items():
        if loaded and stamp != stamps[path]:
            problems.add("K501", Cell(str(path)), "changed", (), file=path.name)
    return loaded


def _stamps(paths: Sequence[Path], frames: Frames | None) -> dict[Path, tuple[int, ...]]:
    """What changes about a file when it is written to. Raises OSError."""
    found = {path: path.stat() for path in paths if not (frames and path in frames.tables)}
    return {path: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in found.items()}


def _binding(file: Source, table: MonthTable, has_roster: bool) -> Binding | None:
    """The columns of a file that has all it needs to be read; what it lacks is reported by the other reader."""
    plan = table.program.integers.plan
    binding = bind_header(file.heading.cells, plan, str(file.path), Problems())
    if binding is None or not (binding.long or binding.inputs):
        return None
    classes_known = has_roster or binding.position(Role.CLASS) is not None
    links_known = has_roster or not plan.scan.links
    return binding if classes_known and links_known else None


def _origin(table: MonthTable, files: Sequence[tuple[Source, Binding]]) -> Origin | None:
    """The files in the database; None where one of them is not as it should be."""
    import duckdb

    try:
        if len(files) == 1 and not files[0][1].long:
            wide = Wide(table, *files[0])
            wide.load()
            named = table.value(f"SELECT COUNT(*) FROM (SELECT 1 FROM read WHERE {KEY} <> '' LIMIT 1)")
            return OneFile(wide) if named else None
        parts = [
            Long(table, file, binding, at) if binding.long else Wide(table, file, binding)
            for at, (file, binding) in enumerate(files)
        ]
        gathered = Gathered(table, parts)
        return gathered if gathered.load() else None
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return None
    except duckdb.Error:
        if any(isinstance(file, Columns) and file.is_parquet for file, _ in files):
            return None  # harmed behind its heading; the other reader says so
        raise


def _loaded(origin: Origin, asked: _Asked, units: Units | None, problems: Problems) -> Loaded | None:
    """None where rows and lines of a file cannot be told apart."""
    table, files = origin.table, [file for file, _ in origin.files]
    for file in files:
        bind_header(file.heading.cells, table.program.integers.plan, str(file.path), problems)
    odd = OddRows(origin, units, problems, asked.paths)
    bad_months = odd.bad_months()
    origin.gather(bad_months)
    table.place_units()
    table.odd_rows(bad_months)
    agreed = odd.agreed_period(asked.period)
    if (agreed is None or odd.any()) and not origin.find_lines():
        return None
    odd.period = agreed or odd.settled_period(asked.period)
    odd.read()
    if not problems.has_errors:
        table.open_scan(odd.period or "")
    encodings = "、".join(dict.fromkeys(file.encoding for file in files))
    bare = table.bare and not table.has_roster
    return Loaded(odd.period or "", digest_of([file.digest for file in files]), encodings, table.complete, bare)
