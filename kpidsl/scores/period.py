"""Which month a set of files is about.

Takes what the 月份 columns, the names of files and folder, and the caller say; gives the month they all agree on. Never
picks one of two.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import PERIOD, PERIOD_IN_NAME
from kpidsl.scores.words import half_width, name_key, ranges
from kpidsl.source import Cell
from kpidsl.values import frozen

_PERIOD = re.compile(PERIOD)
_IN_NAME = re.compile(PERIOD_IN_NAME)


@frozen
class StatedPeriods:
    """What one file says: ``rows`` gives the month of each row that has one; ``column`` is its 月份 column, from 1."""

    file: str
    rows: Mapping[int, str]
    column: int = 0


def parse_period(text: str) -> str | None:
    """``2019-03`` for ``2019-03``, ``2019年3月``, ``2019/3``, ``201903``; None for anything else."""
    found = _PERIOD.fullmatch(name_key(text))
    if not found:
        return None
    year, month = (found[1], found[4]) if found[1] else (found[5], found[7])
    return f"{year}-{int(month):02d}"


def periods_in_name(name: str) -> list[str]:
    """The different months that a file name mentions, in order."""
    found: dict[str, None] = {}
    text, start = half_width(name), 0
    # A month may begin with the character that ended the one before it.
    while match := _IN_NAME.search(text, start):
        found[f"{match[1]}-{int(match[2]):02d}"] = None
        start = match.end() - 1
    return list(found)


def settle_period(
    files: Sequence[StatedPeriods], folder: Path | None, asked: str | None, place: Cell, problems: Problems
) -> str | None:
    """The month of ``files``; None when nobody says it or two say different months."""
    wanted = parse_period(asked) if asked is not None else None
    if asked is not None and wanted is None:
        problems.add("K513", None, "asked", value=asked)
        return None
    before = len(problems)
    above = _of_name(folder, problems) if folder else None
    first: tuple[str, str] | None = None
    for file in files:
        period = _of_file(file, above, wanted, problems)
        if period and first and period != first[1]:
            problems.add("K511", Cell(file.file), "files", other=first[0], named=first[1], stated=period)
        first = first or ((file.file, period) if period else None)
    if len(problems) > before:
        return None
    period = wanted or (first[1] if first else above)
    if period is None:
        problems.add("K512", place)
    return period


def _of_file(file: StatedPeriods, above: str | None, wanted: str | None, problems: Problems) -> str | None:
    """The month of one file: its column, else its name; reports what contradicts it."""
    named = _of_name(Path(file.file), problems)
    if named and above and named != above:
        problems.add("K511", Cell(file.file), "folder", named=above, stated=named)
    named = named or above
    counts = Counter(file.rows.values())
    if len(counts) > 1:
        _report_mixed(file, named, counts, problems)
        return None
    stated = next(iter(counts), None)
    if stated and named and stated != named:
        place = Cell(file.file, min(file.rows), file.column)
        problems.add("K511", place, named=named, stated=stated, count=len(file.rows))
        return None
    period = stated or named
    if period and wanted and period != wanted:
        problems.add("K511", Cell(file.file), "asked", named=wanted, stated=period)
        return None
    return period


def _of_name(path: Path, problems: Problems) -> str | None:
    found = periods_in_name(path.name if path.is_dir() else path.stem)
    if len(found) > 1:
        problems.add("K511", Cell(str(path)), "name", named="、".join(found))
    return found[0] if len(found) == 1 else None


def _report_mixed(file: StatedPeriods, named: str | None, counts: Counter[str], problems: Problems) -> None:
    """Several months in one file: the odd rows are those that are not the month of the name, or of most rows."""
    usual = named if named in counts else counts.most_common(1)[0][0]
    odd = [row for row, period in file.rows.items() if period != usual]
    listed = "、".join(sorted({file.rows[row] for row in odd}))
    place = Cell(file.file, min(odd), file.column)
    problems.add(
        "K511", place, "mixed", usual=usual, stated=listed, count=len(odd), rows=ranges(odd), of=len(file.rows)
    )
