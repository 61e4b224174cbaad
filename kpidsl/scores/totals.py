"""合计 rows: never units, but a check on the rows they add up.

Takes the entries of one file and its 合计 cells; reports a printed sum that no reading of the row confirms. Shares (％),
ordinals and dates do not add up and are not checked; a column with a refused cell cannot be.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf

from kpidsl.diagnostics import Problems
from kpidsl.scores.cells import Bad, plain_number
from kpidsl.scores.contract import SIGNS, SUBTOTALS
from kpidsl.scores.rows import Entry, FileRows, TotalCell
from kpidsl.scores.words import amount, heading_key, shown
from kpidsl.syntax.units import DATE


def check_totals(file: FileRows, problems: Problems) -> None:
    """Compare every printed sum of ``file`` with the rows."""
    by_column: dict[int, list[Entry]] = {}
    for entry in file.entries:
        by_column.setdefault(entry.column.index, []).append(entry)
    totals: dict[int, list[TotalCell]] = {}
    for total in file.totals:
        totals.setdefault(total.entry.column.index, []).append(total)
    for index, cells in totals.items():
        entries = by_column.get(index, [])
        wanted = cells[0].entry.column.input
        adds_up = wanted is not None and not wanted.levels and wanted.unit not in (*SIGNS, DATE.key)
        if adds_up and not any(isinstance(entry.reading, Bad) for entry in entries):
            for cell in cells:
                _check(cell, entries, [other.entry.place.row for other in cells], problems)


def _check(total: TotalCell, entries: Sequence[Entry], rows: Sequence[int], problems: Problems) -> None:
    """Confirm one printed sum as that of all rows, of the rows since the last 合计 row, or up to the next one."""
    cell, column = total.entry, total.entry.column
    row = cell.place.row
    if not isinstance(cell.reading, Fraction | Bad):
        return
    # A sum may well be beyond the range of a single unit: only its digits are read.
    printed = plain_number(cell.text)
    if printed is None:
        words = {"name": total.name, "heading": column.heading, "value": shown(cell.text)}
        problems.add("K538", cell.place, "unread", (), row=row, **words)
        return
    before = max((other for other in rows if other < row), default=0)
    after = min((other for other in rows if other > row), default=inf)
    whole = _sum(entries)
    above = _sum(entry for entry in entries if before < entry.place.row < row)
    below = _sum(entry for entry in entries if row < entry.place.row < after)
    if printed in (whole, above, below):
        return
    added = above if heading_key(total.name) in SUBTOTALS else whole
    words = {"name": total.name, "heading": column.heading, "printed": amount(printed, column.measure)}
    words |= {"added": amount(added, column.measure), "gap": amount(abs(printed - added), column.measure)}
    problems.add("K538", cell.place, "", (), row=row, **words)


def _sum(entries: Iterable[Entry]) -> Fraction:
    """In written units; blanks and states add nothing."""
    readings = ((entry.reading, entry.column.scale) for entry in entries)
    return sum((reading / scale for reading, scale in readings if isinstance(reading, Fraction)), Fraction())
