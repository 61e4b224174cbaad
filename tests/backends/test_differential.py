"""The database gives what the reference evaluator gives: every column of every unit, every byte of every sheet."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.outcome import DuckDBOutcome
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.running import carry_out
from kpidsl.plan.integers.program import Integers, Overflow, QuotientKey
from kpidsl.results.sheets import csv_field, scores_sheet, totals_sheet
from tests.backends.strategies import months, plans
from tests.long_runs import examples


@pytest.fixture(scope="module")
def connection():
    with DuckDBEngine(threads=2).connect() as opened:
        yield opened


def cleared(connection):
    for kind in ("view", "table"):
        found = f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE NOT internal"
        for (name,) in connection.execute(found).fetchall():
            connection.execute(f'DROP {kind} "{name}"')
    return connection


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans(), month=months(), lang=st.sampled_from(["zh", "en"]))
def test_plans_agree(connection, tmp_path_factory, plan, month, lang):
    agree(connection, tmp_path_factory.getbasetemp() / "sheet.csv", plan, month, lang, complete=False)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans(), month=months(complete=True), lang=st.sampled_from(["zh", "en"]))
def test_plans_made_for_complete_months_agree(connection, tmp_path_factory, plan, month, lang):
    agree(connection, tmp_path_factory.getbasetemp() / "sheet.csv", plan, month, lang, complete=True)


def agree(connection, path: Path, plan, month, lang: str, complete: bool) -> None:
    """Asserts that the database gives what the reference evaluator gives."""
    expected = evaluate(plan, month)
    try:
        integers = Integers.of(plan, complete)
    except (Overflow, QuotientKey):
        return
    looked_at = Program.of(integers, DUCKDB, written=False)
    open_month(Embedded(cleared(connection)), looked_at, month)
    carry_out(Embedded(connection), looked_at)
    outcome = DuckDBOutcome(Embedded(connection), looked_at)
    assert outcome.reports == expected.reports
    assert outcome.rows(totals_sheet(plan, lang), 3) == expected.rows(totals_sheet(plan, lang), 3)
    for row in expected.table[:2]:
        assert outcome.figures(row["unit"]) == row
    program = Program.of(integers, DUCKDB)
    open_month(Embedded(cleared(connection)), program, month)
    carry_out(Embedded(connection), program)
    outcome = DuckDBOutcome(Embedded(connection), program)
    assert outcome.units == expected.units
    assert outcome.reports == expected.reports
    for sheet in (totals_sheet(plan, lang), scores_sheet(plan, lang)):
        assert outcome.rows(sheet) == expected.rows(sheet)
        outcome.write(sheet, path)
        lines = [[column.heading for column in sheet.columns], *expected.rows(sheet)]
        text = "".join(",".join(map(csv_field, line)) + "\n" for line in lines)
        assert path.read_bytes() == ("\ufeff" + text).encode()
    for row in expected.table[:2]:
        assert outcome.figures(row["unit"]) == row
    assert outcome.figures("没有的单位") is None
