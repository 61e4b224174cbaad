"""Which period data are of, told from their names or their first rows, before it is known which policy reads them.

Takes a file or a folder; gives a period, or None where it says none. Never reads a file whole and never says what is wrong:
whoever reads the data does.
"""

from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.resolve.cycle import kind_of
from kpidsl.scores.contract import Role
from kpidsl.scores.files import score_files
from kpidsl.scores.header import fixed_role
from kpidsl.scores.period import any_in_name, parse_any, periods_in_name
from kpidsl.scores.table import table_of_bytes

_OPENING = 1 << 20
"""Bytes of a file that are looked at."""


def stated_period(data: Path) -> str | None:
    """The month in the name of a file or folder, else the period in its 月份 column, else in the names of a folder's files.

    A quarter or a year in the name counts where nothing else says a period. Raises OSError.
    """
    name = data.name if data.is_dir() else data.stem
    named = periods_in_name(name) or any_in_name(name)
    if len(named) > 1:
        return None
    if named and kind_of(named[0]) == "MONTH":
        return named[0]
    if data.is_dir():
        periods = {stated_period(file) for file in score_files([data], None, Problems()) if file.is_file()}
        inside = periods.pop() if len(periods) == 1 else None
    else:
        inside = _in_column(data)
    return inside or (named[0] if named else None)


def _in_column(path: Path) -> str | None:
    with path.open("rb") as file:
        opening = file.read(_OPENING)
    if len(opening) == _OPENING:
        opening = opening[: opening.rfind(b"\n") + 1]
    table = table_of_bytes(str(path), opening, lambda cell: fixed_role(cell) is Role.MONTH, Problems())
    if table is None:
        return None
    column = next((at for at, cell in enumerate(table.heading.cells) if fixed_role(cell) is Role.MONTH), None)
    months = {parse_any(row.cell(column)) for row in table.records} if column is not None else set()
    return months.pop() if len(months) == 1 else None
