"""A month of a chapter, read as a file and published as its sheets.

Takes the table of a chapter: a row per unit with its class, its links and its figures. Gives the month as the readers of files
give it, and the published figures of an outcome by their headings.
"""

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kpidsl.backends.reference import evaluate
from kpidsl.backends.sql.duckdb import DuckDBEngine
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Plan
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import scores_sheet, totals_sheet
from kpidsl.scores.month import Month
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster

EVALUATORS: dict[str, Callable[[Plan, Month], Outcome]] = {"reference": evaluate, "duckdb": DuckDBEngine().run}
UNIT, CLASS, FINDINGS = "被考核单位", "单位分类", "提示"
CODE = re.compile(r"K\d{3}")


def read(
    data: list[list[str]], program: Compiled, folder: Path, logs: Mapping[str, list[list[str]]] | None = None
) -> tuple[Month | None, list[str]]:
    """The month in one table, which also holds the class of each unit and the unit at the other end of each link; and logs."""
    heading = data[0]
    units = [UNIT, CLASS, *(link for link in program.plan.scan.links if link in heading)]
    scores = [UNIT, *(name for name in heading if name not in units)]
    for name, columns in (("units.csv", units), ("2024-01.csv", scores)):
        cells = [[row[heading.index(column)] for column in columns] for row in data]
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
    for name, cells in (logs or {}).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
    paths = [folder / "2024-01.csv"] if len(scores) > 1 else []
    paths += [folder / f"{name}.csv" for name in logs or {}]
    problems = Problems()
    roster = read_roster(folder / "units.csv", program.plan.scan, problems)
    month = read_month(paths or folder / "2024-01.csv", program.plan, roster, problems, "2024-01") if roster else None
    return month, [finding.code for finding in problems]


def published(outcome: Outcome, program: Compiled, heading: list[str]) -> list[list[str]]:
    """The published figures under the headings a chapter names, and the codes that were found for each unit."""
    units: dict[str, dict[str, str]] = {}
    for sheet in (scores_sheet(program.plan, "zh"), totals_sheet(program.plan, "zh")):
        names = [column.heading for column in sheet.columns]
        for row in outcome.rows(sheet):
            figures = dict(zip(names, row, strict=True))
            units.setdefault(figures[UNIT], {}).update(figures)
    for figures in units.values():
        codes = sorted(found.report.code for found in outcome.reports if found.unit == figures[UNIT])
        assert FINDINGS in heading or not codes, f"{figures[UNIT]}: {codes}"
        figures[FINDINGS] = "、".join(codes)
    return [[figures[name] for name in heading] for figures in units.values()]
