"""Months with results known from elsewhere, through every engine.

A case is a folder: ``case.toml`` names policy, units, data and the findings to come; ``expected.csv`` holds the totals sheet,
computed without kpidsl; ``hand.md`` works some of its units out line by line, so that a reader can follow each figure.
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kpidsl
from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import Sheet, scores_sheet, totals_sheet
from kpidsl.scores.month import Month
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/case.toml"))
HAND = [case for case in CASES if (case / "hand.md").exists()]
ENGINES = ("reference", "duckdb", "files")
"""The reference evaluator; the database on a month that is read; the database reading the files itself."""


@cache
def settings(case: Path) -> dict[str, Any]:
    return tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))


@cache
def compiled(case: Path) -> Compiled:
    problems = Problems()
    policy = kpidsl.load(case / settings(case)["policy"], problems)
    assert policy is not None, [problem.code for problem in problems]
    return policy


@cache
def month(case: Path) -> Month:
    problems, policy = Problems(), compiled(case)
    roster = read_roster(case / settings(case)["units"], policy.plan.scan, problems)
    assert roster is not None, [problem.code for problem in problems]
    found = read_month([case / name for name in settings(case)["data"]], policy.plan, roster, problems)
    assert found is not None, [problem.code for problem in problems]
    assert not list(problems)
    return found


@cache
def outcome(case: Path, engine: str) -> Outcome:
    policy = compiled(case)
    if engine != "files":
        return (
            evaluate(policy.plan, month(case))
            if engine == "reference"
            else DuckDBEngine().run(policy.plan, month(case))
        )
    problems, paths = Problems(), [case / name for name in settings(case)["data"]]
    found = DuckDBEngine().run_files(policy.plan, paths, case / settings(case)["units"], problems)
    assert found is not None, [problem.code for problem in problems]
    return found.outcome


def sheet(case: Path, engine: str, wanted: Sheet) -> list[dict[str, str]]:
    """The rows of a sheet, by heading."""
    headings = [column.heading for column in wanted.columns]
    return [dict(zip(headings, row, strict=True)) for row in outcome(case, engine).rows(wanted)]


def expected(case: Path) -> list[dict[str, str]]:
    with (case / "expected.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_engine_gives_the_expected_totals(case: Path, engine: str) -> None:
    assert sheet(case, engine, totals_sheet(compiled(case).plan, "zh")) == expected(case)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_reported_is_what_the_case_names(case: Path, engine: str) -> None:
    found = [[row.report.code, row.unit] for row in outcome(case, engine).reports]
    assert found == settings(case)["reports"]


@pytest.mark.parametrize("engine", ENGINES[1:])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_figure_of_a_unit_is_that_of_the_reference(case: Path, engine: str) -> None:
    for unit in month(case).units[:3]:
        assert outcome(case, engine).figures(unit.name) == outcome(case, "reference").figures(unit.name)


# ---- hand.md: the arithmetic holds, and leads to the figures of expected.csv and of the engines ----------------------


def tables(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The tables of a page, each with the heading above it."""
    heading, rows = "", []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            yield heading, rows
            rows = []
        if line.startswith("#"):
            heading = line.lstrip("# ").partition("（")[0]


def units_by_hand(case: Path) -> dict[str, list[list[str]]]:
    """Unit → rows of indicator, mark, weight, arithmetic, points."""
    page = (case / "hand.md").read_text(encoding="utf-8")
    return {heading: rows[2:] for heading, rows in tables(page) if rows[0][0] == "指标"}


def arithmetic(text: str) -> Decimal:
    """``94 × 5% × 30 ÷ 28``, worked from left to right; ``+`` adds products."""
    total = Decimal()
    for term in text.split(" + "):
        value, sign = Decimal(1), "×"
        for token in term.split():
            if token in "×÷":
                sign = token
                continue
            number = Decimal(token.rstrip("%")) / (100 if token.endswith("%") else 1)
            value = value * number if sign == "×" else value / number
        total += value
    return total


def two_places(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize("case", HAND, ids=lambda case: case.name)
def test_every_line_of_arithmetic_by_hand_holds(case: Path) -> None:
    page = (case / "hand.md").read_text(encoding="utf-8")
    lines = re.findall(r"([\d.]+%?(?: [×÷+] [\d.]+%?)+) = ([\d.]+)(…?)(?: → ([\d.]+))?", page)
    assert len(lines) > 100
    for left, right, cut, brought_to in lines:
        value = arithmetic(left)
        digits = Decimal(1).scaleb(-len(right.partition(".")[2]))
        assert (value.quantize(digits, ROUND_FLOOR) if cut else value) == Decimal(right), left
        if brought_to:
            assert brought_to in (two_places(value), str(int(value))), left


@pytest.mark.parametrize("case", HAND, ids=lambda case: case.name)
def test_points_by_hand_are_those_of_the_engines(case: Path) -> None:
    by_unit = {row["被考核单位"]: row for row in sheet(case, "reference", scores_sheet(compiled(case).plan, "zh"))}
    for unit, rows in units_by_hand(case).items():
        given = [
            name.removesuffix("·单项得分") for name, value in by_unit[unit].items() if value and "·单项得分" in name
        ]
        assert [leaf for leaf, mark, *_ in rows if mark != "不涉及"] == given
        for leaf, mark, weight, sum_, points in rows:
            if mark == "不涉及":
                assert (by_unit[unit][f"{leaf}·考评分"], by_unit[unit][f"{leaf}·单项得分"]) == ("不涉及", "")
                continue
            left = sum_.partition(" = ")[0]
            assert left.startswith(f"{mark} × {weight}")
            assert (two_places(arithmetic(left)), by_unit[unit][f"{leaf}·单项得分"]) == (points, points)
            assert Decimal(by_unit[unit][f"{leaf}·考评分"]) == Decimal(mark)


@pytest.mark.parametrize("case", HAND, ids=lambda case: case.name)
def test_one_unit_of_every_class_is_worked_out_by_hand(case: Path) -> None:
    by_unit = {row["被考核单位"]: row for row in expected(case)}
    page = (case / "hand.md").read_text(encoding="utf-8")
    totals = dict(re.findall(r"## (\S+?)（[^#]*?总分 = [^=]+ = ([\d.]+)", page))
    composites = dict(re.findall(r"## (\S+?)（[^#]*?综合得分 = [^→]+→ ([\d.]+)\n", page))
    assert {by_unit[unit]["单位分类"] for unit in totals} == set(compiled(case).checked.policy.class_names)
    for unit, rows in units_by_hand(case).items():
        assert two_places(sum((Decimal(row[4]) for row in rows if row[4] != "—"), Decimal())) == totals[unit]
        assert totals[unit] == by_unit[unit]["总分"]
        if not by_unit[unit]["一票否决"]:
            assert composites.get(unit, totals[unit]) == by_unit[unit]["综合得分"]


@pytest.mark.parametrize("case", HAND, ids=lambda case: case.name)
def test_ranks_and_grades_by_hand_are_those_expected(case: Path) -> None:
    by_hand = {
        unit: (place.strip("—"), composite, grade)
        for _, rows in tables((case / "hand.md").read_text(encoding="utf-8"))
        for place, unit, composite, grade in (rows[2:] if rows[0][0] == "名次" else ())
    }
    ranked = {
        row["被考核单位"]: (row["月度等次·名次"], row["综合得分"], row["月度等次"])
        for row in expected(case)
        if row["月度等次·排名组"]
    }
    assert by_hand == ranked
