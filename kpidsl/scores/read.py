"""Score files to a month.

Takes the files of one month, the plan they feed and the roster; gives the ``Month``, or every problem of every file in
one go and no month. Values are exact and in base units. Never evaluates, never fills in what is not there.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.plan.gathering import logs_looked_back
from kpidsl.plan.nodes import Plan
from kpidsl.scores.complete import Completeness
from kpidsl.scores.contract import HEADINGS, TWO_READINGS, Role
from kpidsl.scores.files import score_files
from kpidsl.scores.gather import gather
from kpidsl.scores.header import Binding, bind_header, fixed_role
from kpidsl.scores.logs import LogFiles
from kpidsl.scores.month import Month
from kpidsl.scores.period import StatedPeriods, settle_period
from kpidsl.scores.register import Register
from kpidsl.scores.roster import Roster
from kpidsl.scores.rows import FileRows, read_rows
from kpidsl.scores.table import ReadTable, Table, read_table
from kpidsl.scores.totals import check_totals
from kpidsl.scores.words import half_width, name_key
from kpidsl.source import Cell

_LOOK_DOWN = 9
"""Rows below the first in which a heading is looked for, so that a title above it is named as such."""


def read_month(
    paths: Path | Sequence[Path],
    plan: Plan,
    roster: Roster | None,
    problems: Problems,
    period: str | None = None,
    read: ReadTable = read_table,
) -> Month | None:
    """The month in the files and folders ``paths``; None when anything is wrong. Raises OSError.

    ``period`` is the month the caller asks for, which the files must not contradict. Without a roster the files must
    bring the class of each unit, and the policy may have no links. ``read`` reads a file.
    """
    given = [paths] if isinstance(paths, Path) else list(paths)
    mine = Problems()
    month = _read(given, plan, roster, mine, period, read)
    problems.extend(mine)
    return None if mine.has_errors else month


def _read(
    given: Sequence[Path],
    plan: Plan,
    roster: Roster | None,
    problems: Problems,
    asked: str | None,
    read_file: ReadTable,
) -> Month | None:
    place = Cell(str(given[0])) if given else Cell("")
    if roster is None and plan.scan.links:
        problems.add("K530", place, "links", links="、".join(plan.scan.links))
    register = Register(roster, plan.scan.classes)
    found = score_files(given, Path(roster.file) if roster else None, problems)
    logs = LogFiles(found, plan.scan.logs, plan.cycle, problems, read_file)
    paths = logs.others
    tables = (read_file(path, names_units, problems) for path in paths)
    files = [file for table in tables if table and (file := _read_rows(table, plan, register, problems))]
    for file in files:
        check_totals(file, problems)
    folder = given[0] if len(given) == 1 and given[0].is_dir() else None
    read = {file.file: file.stated for file in files}
    stated = [read.get(str(path), StatedPeriods(str(path), {}, unclear=path in paths)) for path in found]
    period = settle_period(stated, folder, asked, place, problems, plan.cycle) if found else None
    month = Completeness(files, plan.scan.inputs, register, place)
    cells = month.cells(gather(files, plan.scan.inputs, problems))
    if (files or logs.tables) and len(files) == len(paths):  # what an unreadable file holds is not missing
        month.report(period, plan.cycle, problems)
    records = logs.records(register, period, place, logs_looked_back(plan)) if found else {}
    read_files: list[FileRows | Table] = [*files, *logs.tables]
    encodings = "、".join(dict.fromkeys(file.encoding for file in read_files))
    return Month(
        period or "", register.units, cells, digest_of([file.digest for file in read_files]), encodings, records
    )


def _read_rows(table: Table, plan: Plan, register: Register, problems: Problems) -> FileRows | None:
    if has_no_heading(table, problems):
        return None
    binding = bind_header(table.heading.cells, plan, table.file, problems, table.heading.line)
    if binding is None:
        return None
    if not has_class(binding, table.file, table.heading.line, register.roster is not None, problems):
        return None
    return read_rows(table, binding, plan.scan.inputs, register, problems, plan.cycle)


def names_units(cell: str) -> bool:
    """Whether a cell of a heading is one that the heading of every month has."""
    return fixed_role(cell) is Role.UNIT or name_key(cell) == TWO_READINGS


def has_no_heading(table: Table, problems: Problems) -> bool:
    """Whether the heading stands below a title, or its columns are not apart; reported."""
    if any(map(names_units, table.heading.cells)):
        return False
    wanted = HEADINGS[Role.UNIT][0]
    for cell in table.heading.cells:
        if any(map(names_units, half_width(cell).split(","))):
            problems.add("K503", Cell(table.file, table.heading.line), "comma", wanted=wanted)
            return True
    for record in table.records[:_LOOK_DOWN]:
        if any(map(names_units, record.cells)):
            problems.add("K503", Cell(table.file, record.line), "lower", wanted=wanted, row=record.line)
            return True
    return False


def has_class(binding: Binding, file: str, line: int, has_roster: bool, problems: Problems) -> bool:
    """Whether the class of each unit is known, from the roster or from a column; reported at the heading where it is not."""
    if has_roster or binding.position(Role.CLASS) is not None:
        return True
    problems.add("K530", Cell(file, line), wanted=HEADINGS[Role.CLASS][0])
    return False


def digest_of(digests: Sequence[str]) -> str:
    """The SHA-256 of the only file, or of the digests of all in their order; empty where they were not asked for."""
    if len(digests) == 1 or not all(digests):
        return digests[0] if digests else hashlib.sha256().hexdigest()
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()
