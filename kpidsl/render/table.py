"""A plain text table.

Takes texts by row; gives lines whose columns stand under one another by display width, so that Chinese and Latin words
may be mixed. Never changes a cell.
"""

import re
from collections.abc import Sequence

from kpidsl.diagnostics.width import pad, width

_NUMBER = re.compile(r"[+\-−]?\d[\d.,]*(?:\s?\S{1,4})?")
_EMPTY = ("", "—", "-", "？", "?")
_GAP = "  "


def text_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """``heads``, a rule and ``rows`` as lines; a column of numbers is set flush right, and its head with it.

    A number may carry a unit (``95.5%``, ``3 项``). Every row has as many cells as there are heads; raises ValueError
    otherwise. The text has no final line end and no blanks at line ends.
    """
    columns = list(zip(*([heads, *rows]), strict=True))
    right = [_is_numeric(column[1:]) for column in columns]
    cells = [max(map(width, column)) for column in columns]
    lines = [_line(heads, cells, right), _GAP.join("-" * count for count in cells)]
    lines += [_line(row, cells, right) for row in rows]
    return "\n".join(lines)


def _line(row: Sequence[str], cells: list[int], right: list[bool]) -> str:
    padded = (pad(cell, count, right=flush) for cell, count, flush in zip(row, cells, right, strict=True))
    return _GAP.join(padded).rstrip(" ")


def _is_numeric(column: Sequence[str]) -> bool:
    """Whether a column holds numbers and nothing else but cells left open."""
    written = [cell for cell in column if cell not in _EMPTY]
    return bool(written) and all(_NUMBER.fullmatch(cell) for cell in written)
