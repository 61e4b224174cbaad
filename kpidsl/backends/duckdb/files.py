"""Score files of many units into the database.

Takes paths, a program and the roster; fills ``scan``, or reports everything that is wrong. One wide table is read by the
database itself; whatever else a month may be is read by ``kpidsl.scores``, with the same result.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.backends.duckdb.frames import Frames, ReadAny
from kpidsl.backends.duckdb.large_roster import Units, WholeRoster, read_large_roster
from kpidsl.backends.duckdb.load import Embedded, load_roster
from kpidsl.backends.duckdb.month_table import MonthTable
from kpidsl.backends.duckdb.names import KEY
from kpidsl.backends.duckdb.odd import OddRows
from kpidsl.backends.duckdb.sources import Source, opened_source
from kpidsl.backends.duckdb.wide import Wide
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding, bind_header
from kpidsl.scores.read import names_units, read_month
from kpidsl.scores.roster import read_roster
from kpidsl.values import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@frozen
class Loaded:
    """What was loaded: the month it is about, the digest of the bytes, how they were read.

    ``complete`` where every unit has a value for every input; ``bare_names`` where no unit has a name that must be quoted in csv.
    """

    period: str
    digest: str
    encoding: str
    complete: bool = False
    bare_names: bool = False


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
    loaded = _load_plain(connection, program, paths, units, mine, period, digested, frames)
    if loaded is not None:
        problems.extend(mine)
        return None if mine.has_errors else loaded
    if large and roster_path:
        roster = read_roster(roster_path, scan, problems, read)
    month = read_month(list(paths), program.integers.plan, roster, problems, period, read)
    if month is None:
        return None
    open_month(Embedded(connection), program, month)
    return Loaded(month.period, month.digest, month.encoding)


def _load_plain(
    connection: "DuckDBPyConnection",
    program: Program,
    paths: Sequence[Path],
    units: Units | None,
    problems: Problems,
    period: str | None,
    digested: bool,
    frames: Frames | None,
) -> Loaded | None:
    """The one wide file of a month; None where it is something else."""
    if len(paths) != 1 or paths[0].is_dir():
        return None
    with opened_source(connection, paths[0], names_units, digested, frames) as file:
        binding = _binding(file, program, units is not None) if file else None
        if file is None or binding is None:
            return None
        wide = Wide(MonthTable(connection, program, units is not None), file, binding)
        return _load_wide(wide, units, problems, period) if _is_table(wide) else None


def _binding(file: Source, program: Program, has_roster: bool) -> Binding | None:
    """The columns of a wide file that has all it needs to be read; what it lacks is reported by the other reader."""
    binding = bind_header(file.heading.cells, program.integers.plan, str(file.path), Problems())
    if binding is None or binding.long or not binding.inputs:
        return None
    classes_known = has_roster or binding.position(Role.CLASS) is not None
    links_known = has_roster or not program.integers.plan.scan.links
    return binding if classes_known and links_known else None


def _is_table(wide: Wide) -> bool:
    """Whether the database can read the file, and there is something in it."""
    import duckdb

    try:
        wide.load()
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    return wide.table.value(f"SELECT COUNT(*) FROM (SELECT 1 FROM read WHERE {KEY} <> '' LIMIT 1)") > 0


def _load_wide(wide: Wide, units: Units | None, problems: Problems, asked: str | None) -> Loaded | None:
    """None where rows and lines of the file cannot be told apart."""
    file, table = wide.file, wide.table
    plan = table.program.integers.plan
    bind_header(file.heading.cells, plan, str(file.path), problems)
    odd = OddRows(wide, units, problems)
    table.place_units()
    table.odd_rows(odd.bad_months())
    agreed = odd.agreed_period(asked)
    if (agreed is None or odd.any()) and not odd.find_lines():
        return None
    odd.period = agreed or odd.settled_period(asked)
    odd.read()
    if not problems.has_errors:
        table.open_scan(odd.period or "")
    return Loaded(odd.period or "", file.digest, file.encoding, table.complete, file.bare and not table.has_roster)
