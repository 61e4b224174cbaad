"""Score files of many units into the database.

Takes paths, a program and the roster; fills ``scan``, or reports everything that is wrong. One wide, comma-separated file is
read by the database itself; whatever else a month may be is read by ``kpidsl.scores``, with the same result.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kpidsl.backends.sql.csv_file import CsvFile, opened
from kpidsl.backends.sql.load import load_month, load_roster
from kpidsl.backends.sql.odd import OddRows
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.read import Wide
from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding, bind_header
from kpidsl.scores.period import settle_period
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import Roster
from kpidsl.source import Cell

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@frozen
class Loaded:
    """What was loaded: the month it is about, the digest of the bytes, how they were read."""

    period: str
    digest: str
    encoding: str


def load_files(
    connection: "DuckDBPyConnection",
    program: Program,
    paths: Sequence[Path],
    roster: Roster | None,
    problems: Problems,
    period: str | None,
) -> Loaded | None:
    """Fills ``scan`` from the month in ``paths``; None when anything is wrong. Raises OSError."""
    if len(paths) == 1 and paths[0].is_file():
        with opened(paths[0]) as file:
            binding = _binding(file, program, roster) if file else None
            if file and binding:
                wide = Wide(connection, program, file, binding, roster is not None)
                mine = Problems()
                if _is_table(wide):
                    loaded = _load_wide(wide, roster, mine, period)
                    if loaded is not None:
                        problems.extend(mine)
                        return None if mine.has_errors else loaded
    month = read_month(list(paths), program.integers.plan, roster, problems, period)
    if month is None:
        return None
    load_month(connection, program, month)
    return Loaded(month.period, month.digest, month.encoding)


def _binding(file: CsvFile, program: Program, roster: Roster | None) -> Binding | None:
    """The columns of a wide file that has all it needs to be read; what it lacks is reported by the other reader."""
    binding = bind_header(file.heading.cells, program.integers.plan, str(file.path), Problems())
    if binding is None or binding.long or not binding.inputs:
        return None
    classes_known = roster is not None or binding.position(Role.CLASS) is not None
    links_known = roster is not None or not program.integers.plan.scan.links
    return binding if classes_known and links_known else None


def _is_table(wide: Wide) -> bool:
    """Whether the database can read the file, and there is something in it."""
    import duckdb

    try:
        wide.load()
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    return wide.value("SELECT COUNT(*) FROM read WHERE key <> ''") > 0


def _load_wide(wide: Wide, roster: Roster | None, problems: Problems, asked: str | None) -> Loaded | None:
    """None where rows and lines of the file cannot be told apart."""
    file, plan = wide.file, wide.program.integers.plan
    bind_header(file.heading.cells, plan, str(file.path), problems)
    if roster:
        load_roster(wide.connection, roster, plan.scan.links)
    odd = OddRows(wide, roster, problems)
    wide.place_units()
    wide.odd_rows(odd.bad_months())
    if odd.is_needed() and not odd.find_lines():
        return None
    odd.period = settle_period([odd.stated()], None, asked, Cell(str(file.path)), problems)
    odd.read()
    if not problems.has_errors:
        wide.open_scan()
    return Loaded(odd.period or "", file.digest, file.encoding)
