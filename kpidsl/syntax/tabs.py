"""Rows of a table as spreadsheets paste them: cells between tabs.

Takes a prepared text and offsets; gives where a row ends, its cells, and by how many tabs it is indented. A row that holds a
``|`` is none of these. Never says what a cell means.
"""

from collections.abc import Iterator

from kpidsl.source import Span
from kpidsl.syntax.chars import Script

_TAB = "\t"
_BLANK = " "


def row_end(flat: str, raw: str, start: int, end: int) -> int:
    """Where the row that begins at ``start`` ends, the tabs of its last empty cells included; -1 where it is none."""
    line_end = _line_end(flat, start, end)
    stop = start + len(flat[start:line_end].rstrip(_BLANK))
    if flat[start:stop].endswith("}") and "{" not in flat[start:stop]:
        stop = start + len(flat[start:stop].rstrip("; }"))
    else:
        while stop < line_end and raw[stop].isspace():
            stop += 1
    return stop if _TAB in raw[start:stop] and "|" not in flat[start:stop] else -1


def is_broken(flat: str, start: int, end: int) -> bool:
    """Whether the line goes on inside a cell: a spreadsheet puts such a cell in straight quotation marks."""
    return flat.count('"', start, _line_end(flat, start, end)) % 2 == 1


def is_row(script: Script, row: Span) -> bool:
    """Whether the cells of a row lie between tabs."""
    return script.flat[row.start] != "|"


def indent(script: Script, row: Span) -> int:
    """Tabs between the start of its line and a row."""
    line = max(script.raw.rfind(sign, 0, row.start) for sign in "\n\r{") + 1
    return script.raw.count(_TAB, line, row.start)


def cells(script: Script, row: Span) -> Iterator[tuple[int, int]]:
    """The places between the tabs, not yet trimmed."""
    start = row.start
    while (stop := script.raw.find(_TAB, start, row.end)) >= 0:
        yield start, stop
        start = stop + 1
    yield start, row.end


def _line_end(flat: str, start: int, end: int) -> int:
    return min((at for sign in "\n\r" if (at := flat.find(sign, start, end)) >= 0), default=end)
