"""What was aimed at before anything was measured, beside what is found.

Takes the sections of the page of benchmarks by their titles; gives one table. Measures nothing.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

import measuring

_CELL = r" [^|]*\|"
_NUMBER = r" ([\d.]+) \|"


class Goal(NamedTuple):
    """``found`` shows where the number stands in a section; several are added up. ``at_least``: more is better."""

    words: str
    goal: float
    section: str
    found: str
    at_least: bool = False


def _row(label: str, column: int, below: str = "") -> str:
    """Where the number in a column of a table stands, its first being 1, in the first row so labelled ``below`` a text."""
    return f"{re.escape(below)}.*?^\\| {re.escape(label)} \\|{_CELL * (column - 1)}{_NUMBER}"


_LARGE, _MINE = "Large months", "One mine's month"
_MILLION, _TEN = "1,000,000 units of", "10,000,000 units of"
GOALS = (
    Goal("1 000 000 units, evaluated / merely read", 2.0, _LARGE, _row("evaluate", 2, _MILLION)),
    Goal("10 000 000 units, evaluated / merely read", 2.3, _LARGE, _row("evaluate", 2, _TEN)),
    Goal("1 000 000 units, evaluated / by hand", 1.1, _LARGE, _row("evaluate", 3, _MILLION)),
    Goal("10 000 000 units, evaluated / by hand", 1.1, _LARGE, _row("evaluate", 3, _TEN)),
    Goal("10 000 000 units, sheets written / merely read", 6, _LARGE, _row("evaluate, sheets", 2, _TEN)),
    Goal("a row for each number, evaluated / merely read", 2.3, "A row for each number", _row("evaluate, a row a number", 2)),
    Goal("10 000 000 units, 512 MB / 2 GB of memory", 1.3, _LARGE, r"^512MB of memory against 2GB: ([\d.]+)"),
    Goal("10 000 000 units in 512 MB, peak memory, MB", 650, _LARGE, _row("evaluate, 512MB", 7, _TEN)),
    Goal("100 classes / one class", 1.8, _LARGE, r"^100 classes against one,.*?: ([\d.]+)"),
    Goal("200 indicators, statements planned and run, ms", 200, _LARGE, _row("200", 3)),
    Goal("100 000 units, GoRules zen / ours", 100, "What one might use instead",
         _row("GoRules zen, decision tables", 2, "### 100,000 units"), at_least=True),
    Goal("one mine, whole process, new text / import", 1.6, _MINE, _row("`evaluate`, new text", 2)),
    Goal("one mine, whole process, known text / import", 0.8, _MINE, _row("`evaluate`", 2)),
    Goal("one mine, warm, read and evaluated with all steps kept, ms", 6, _MINE,
         rf"^\| 13 indicators \|{_CELL * 3}{_NUMBER}{_NUMBER}"),
    Goal("Spark, shown / by hand", 1.15, "Spark on one machine", _row("kpidsl evaluate --engine spark", 2)),
)  # fmt: skip


def table(sections: Mapping[str, str]) -> str:
    """The table of all goals; one whose number is not on the page was not measured."""
    rows = []
    for goal in GOALS:
        place = re.search(goal.found, sections.get(goal.section, ""), re.MULTILINE | re.DOTALL)
        found, verdict = "", "not measured"
        if place:
            number = sum(map(float, place.groups()))
            met = number >= goal.goal if goal.at_least else number <= goal.goal
            found, verdict = f"{number:g}", "met" if met else "missed"
        rows.append([goal.words, f"{'≥' if goal.at_least else '≤'} {goal.goal:g}", found, verdict])
    return measuring.table(("", "goal", "found", ""), rows)
