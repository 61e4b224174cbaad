"""What every rival computes: the policy of ``bench/large.py``, and how the answer is written.

Six shares with the target 95 %, from which every started percentage point below takes 2 of 100; two counts that must be 0; five
marks by hand. Points are mark times weight, rounded half up to hundredths; the total is their sum. Places are counted within
a class; 20 %, 50 % and 90 % of its units, rounded down, get the first three grades.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

SHARES, COUNTS, MARKS = range(6), range(6, 8), range(8, 13)
CLASSES = ("甲", "乙", "丙", "丁")
WEIGHTS = (10, 10, 10, 10, 5, 5, 5, 5, 10, 10, 10, 5, 5)
LAST_WEIGHTS = (5, 5, 5, 10, 10, 10, 5, 10, 5, 5, 10, 10, 10)
"""Of the class 丁."""
GRADES = ((20, "优"), (50, "良"), (90, "合格"), (100, "不合格"))
HEADING = ("unit", "class", "total", "place", "grade")
FIRST = 3
"""The column of the first number in a month."""


def weights(unit_class: str) -> tuple[int, ...]:
    """The weights of a class, in percent."""
    return LAST_WEIGHTS if unit_class == CLASSES[-1] else WEIGHTS


def units(path: str) -> Iterator[tuple[str, str, list[str]]]:
    """Name, class and number cells of every unit of a month."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            yield row[0], row[1], row[FIRST:]


def places(totals: Iterable[tuple[str, int]]) -> tuple[dict[tuple[str, int], int], Counter[str]]:
    """The place of each total (in hundredths) within its class, and how many units the class has."""
    counts = Counter(totals)
    found: dict[tuple[str, int], int] = {}
    before: Counter[str] = Counter()
    for unit_class, total in sorted(counts, key=lambda key: -key[1]):
        found[unit_class, total] = before[unit_class] + 1
        before[unit_class] += counts[unit_class, total]
    return found, before


def grade(place: int, size: int) -> str:
    """The grade of a place among ``size`` units."""
    return next(name for percent, name in GRADES if place * 100 <= size * percent)


def write(path: str, scored: list[tuple[str, str, int]]) -> None:
    """Writes units with their totals (in hundredths), places and grades, in the order given."""
    at, sizes = places((unit_class, total) for _, unit_class, total in scored)
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(HEADING)
        for unit, unit_class, total in scored:
            place = at[unit_class, total]
            lines.writerow(
                (unit, unit_class, f"{total // 100}.{total % 100:02}", place, grade(place, sizes[unit_class]))
            )
