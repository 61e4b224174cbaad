"""Which month data are of, told from their names or their first rows, before it is known which policy reads them.

Takes a file or a folder; gives a month, or None where it says none. Never reads a file whole and never says what is wrong:
whoever reads the data does.
"""

from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import Role
from kpidsl.scores.files import score_files
from kpidsl.scores.header import fixed_role
from kpidsl.scores.period import parse_period, periods_in_name
from kpidsl.scores.table import table_of_bytes

_OPENING = 1 << 20
"""Bytes of a file that are looked at."""


def stated_month(data: Path) -> str | None:
    """The month in the name of a file or folder, else in its 月份 column, else in the names of a folder's files. Raises OSError."""
    named = periods_in_name(data.name if data.is_dir() else data.stem)
    if named:
        return named[0] if len(named) == 1 else None
    if not data.is_dir():
        return _in_column(data)
    months = {stated_month(file) for file in score_files([data], None, Problems()) if file.is_file()}
    return months.pop() if len(months) == 1 else None


def _in_column(path: Path) -> str | None:
    with path.open("rb") as file:
        opening = file.read(_OPENING)
    if len(opening) == _OPENING:
        opening = opening[: opening.rfind(b"\n") + 1]
    table = table_of_bytes(str(path), opening, lambda cell: fixed_role(cell) is Role.MONTH, Problems())
    if table is None:
        return None
    column = next((at for at, cell in enumerate(table.heading.cells) if fixed_role(cell) is Role.MONTH), None)
    months = {parse_period(row.cell(column)) for row in table.records} if column is not None else set()
    return months.pop() if len(months) == 1 else None
