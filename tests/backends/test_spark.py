"""Spark gives what the reference evaluator gives: every figure of every unit, every byte of every sheet.

30 random policies and a few random plans; ``make test-long`` looks at 2 000. Months are small, so their rows lie in one place: some are
made to lie in many, as those of large months do, and one month is computed by compiled code. Without Java and pyspark all is
skipped, which pytest tells.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.spark import database, engine
from kpidsl.backends.spark.engine import SparkEngine
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.plan.integers.program import Integers, Overflow, QuotientKey
from kpidsl.plan.nodes import Plan
from kpidsl.results.sheets import published_sheets
from kpidsl.scores.month import Month
from kpidsl.testing import drawn_afresh, months, policies
from tests.backends.local_spark import compiling, spark
from tests.backends.strategies import months as unit_months
from tests.backends.strategies import plans
from tests.conformance import test_conformance as conformance

CASES = int(os.environ.get("KPIDSL_SPARK_CASES", "30"))
SHARDS = max(5, CASES // 50)


@pytest.mark.parametrize("case", conformance.CASES, ids=lambda case: case.name)
def test_months_with_results_known_from_elsewhere(case: Path, tmp_path: Path) -> None:
    same(conformance.compiled(case).plan, conformance.month(case), "zh", tmp_path)


@pytest.fixture
def _scattered(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few rows there are, each two of them lie in different places."""
    monkeypatch.setattr(database, "FEW", 1)
    monkeypatch.setattr(engine, "FEW", 0)


@pytest.mark.usefixtures("_scattered")
def test_a_month_computed_by_compiled_code(tmp_path: Path) -> None:
    case = conformance.CASES[-1]
    same(conformance.compiled(case).plan, conformance.month(case), "zh", tmp_path, compiling())


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_policies(shard: int, tmp_path: Path) -> None:
    drawn_afresh(lambda data: compare(data, tmp_path), CASES // SHARDS, shard)


@pytest.mark.usefixtures("_scattered")
def test_random_policies_over_scattered_rows(tmp_path: Path) -> None:
    drawn_afresh(lambda data: compare(data, tmp_path), CASES // 10, SHARDS)


def compare(data: st.DataObject, folder: Path) -> None:
    policy = compiled(data.draw(policies()))
    same(policy.plan, data.draw(months(policy)), data.draw(st.sampled_from(["zh", "en"])), folder)


@pytest.mark.parametrize("shard", range(2))
def test_random_plans(shard: int) -> None:
    """Every operation and every node, values at the edges of their ranges; a report shows every column of every unit."""

    def compare(data: st.DataObject) -> None:
        plan, month = data.draw(plans()), data.draw(unit_months())
        try:
            Integers.of(plan)
        except (Overflow, QuotientKey):
            return
        outcome = SparkEngine(spark()).run(plan, month)
        assert outcome.reports == evaluate(plan, month).reports
        outcome.database.close()

    drawn_afresh(compare, CASES // 10, shard)


def same(plan: Plan, month: Month, lang: str, folder: Path, session: Any = None) -> None:
    """Spark gives the findings, the sheets to the byte, and every figure of two units."""
    expected = evaluate(plan, month)
    outcome = SparkEngine(session or spark()).run(plan, month)
    assert outcome.units == expected.units
    assert outcome.reports == expected.reports
    for number, sheet in enumerate(published_sheets(plan, lang)):
        assert outcome.rows(sheet) == expected.rows(sheet)
        if not number:
            assert outcome.rows(sheet, 2) == expected.rows(sheet, 2)
            outcome.write(sheet, folder / "spark.csv")
            expected.write(sheet, folder / "reference.csv")
            assert (folder / "spark.csv").read_bytes() == (folder / "reference.csv").read_bytes()
    for unit in month.units[:2]:
        assert outcome.figures(unit.name) == expected.figures(unit.name)
    outcome.database.close()


def compiled(text: str) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    assume({one.code for one in problems.errors} != {"K401"})
    assert found is not None, [*problems, text]
    return found
