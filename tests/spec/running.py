"""A month of a chapter, read as a file and published as its sheets.

Takes the table of a chapter: a row per unit with its class, its links and its figures. Gives the month as the readers of files
give it, and the published figures of an outcome by their headings.
"""

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.spark.engine import SparkEngine
from kpidsl.cli.outputs import write_results
from kpidsl.diagnostics import Problems
from kpidsl.in_force import with_past
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Plan
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import annual_sheet, figures_sheet, pay_sheet, scores_sheet, totals_sheet
from kpidsl.run import Run, opening_of_year
from kpidsl.scores.month import Month
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster
from kpidsl.scores.store import Store
from tests.backends.local_spark import spark
from tests.long_runs import ON_SPARK

EVALUATORS: dict[str, Callable[[Plan, Month], Outcome]] = {"reference": evaluate, "duckdb": DuckDBEngine().run}
if ON_SPARK:  # a minute becomes an hour
    EVALUATORS["spark"] = lambda plan, month: SparkEngine(spark()).run(plan, month)
UNIT, CLASS, FINDINGS = "被考核单位", "单位分类", "提示"
CODE = re.compile(r"K\d{3}")


def read(
    data: list[list[str]],
    program: Compiled,
    folder: Path,
    logs: Mapping[str, list[list[str]]] | None = None,
    period: str = "2024-01",
    earlier: tuple[tuple[str, list[list[str]]], ...] = (),
    evaluator: str = "reference",
) -> tuple[Month | None, list[str]]:
    """The month in one table, which also holds the class of each unit and the unit at the other end of each link; and logs.

    The months before are evaluated first, and their results written for this one to read.
    """
    publish(earlier, program, folder, evaluator)
    heading = data[0]
    units = [UNIT, CLASS, *(link for link in program.plan.scan.links if link in heading)]
    scores = [UNIT, *(name for name in heading if name not in units)]
    for name, columns in (("units.csv", units), (f"{period}.csv", scores)):
        cells = [[row[heading.index(column)] for column in columns] for row in data]
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
    for name, cells in (logs or {}).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
    paths = [folder / f"{period}.csv"] if len(scores) > 1 else []
    paths += [folder / f"{name}.csv" for name in logs or {}]
    problems = Problems()
    roster = read_roster(folder / "units.csv", program.plan.scan, problems)
    month = read_month(paths or folder / f"{period}.csv", program.plan, roster, problems, period) if roster else None
    (folder / "results").mkdir(exist_ok=True)
    month = with_past(program.plan, month, folder / "results", problems) if month else None
    return month, [finding.code for finding in problems]


def publish(months: tuple[tuple[str, list[list[str]]], ...], program: Compiled, folder: Path, evaluator: str) -> None:
    """Evaluates months in order and writes their results."""
    for name, table in months:
        month, codes = read(table, program, folder, None, name, (), evaluator)
        assert month is not None, codes
        run = Run(program.plan, EVALUATORS[evaluator](program.plan, month), name, evaluator, "", "")
        write_results(run, folder / "results" / name, "zh")


def the_year(
    case_year: str, own: list[list[str]], program: Compiled, folder: Path, evaluator: str
) -> tuple[Outcome | None, list[str]]:
    """The year from the results of its months, and what was found."""
    assert program.year
    problems = Problems()
    store = Store(folder / "results", program.plan.policy, problems)
    path = folder / f"{case_year}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(own)
    opening = opening_of_year(program.year, case_year, store, [path] if own else [], None, problems)
    if opening is None:
        return None, [found.code for found in problems]
    return EVALUATORS[evaluator](program.year, opening), []


def published_year(outcome: Outcome, program: Compiled, heading: list[str]) -> list[list[str]]:
    """The figures of the year under the headings a chapter names, and the codes that were found for each unit."""
    assert program.year
    sheet = annual_sheet(program.year, "zh")
    names = [column.heading for column in sheet.columns]
    units = [dict(zip(names, row, strict=True)) for row in outcome.rows(sheet)]
    for figures in units:
        figures[FINDINGS] = "、".join(sorted(one.report.code for one in outcome.reports if one.unit == figures[UNIT]))
        assert FINDINGS in heading or not figures[FINDINGS], figures
    return [[figures[name] for name in heading] for figures in units]


def published(outcome: Outcome, program: Compiled, heading: list[str]) -> list[list[str]]:
    """The published figures under the headings a chapter names, and the codes that were found for each unit."""
    units: dict[str, dict[str, str]] = {}
    further = (pay_sheet(program.plan, "zh"), figures_sheet(program.plan, "zh"))
    for sheet in (scores_sheet(program.plan, "zh"), totals_sheet(program.plan, "zh"), *filter(None, further)):
        names = [column.heading for column in sheet.columns]
        for row in outcome.rows(sheet):
            figures = dict(zip(names, row, strict=True))
            units.setdefault(figures[UNIT], {}).update(figures)
    for figures in units.values():
        codes = sorted(found.report.code for found in outcome.reports if found.unit == figures[UNIT])
        assert FINDINGS in heading or not codes, f"{figures[UNIT]}: {codes}"
        figures[FINDINGS] = "、".join(codes)
    return [[figures[name] for name in heading] for figures in units.values()]
