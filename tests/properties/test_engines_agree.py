"""On random policies and random months the database gives what the reference evaluator gives, to the byte.

800 cases, the same at every run; ``make test-long`` looks at 20 000. A case that fails is shrunk by Hypothesis and joins
``tests/conformance`` before it is mended.
"""

import os

import duckdb
import pytest
from hypothesis import assume
from hypothesis import strategies as st

from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.outcome import DuckDBOutcome
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.running import carry_out
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.plan.integers.program import Integers
from kpidsl.plan.nodes import Plan
from kpidsl.results.sheets import figures_sheet, pay_sheet, scores_sheet, totals_sheet
from kpidsl.scores.month import Month
from kpidsl.testing import drawn_afresh, months, policies

CASES = int(os.environ.get("KPIDSL_CASES", "320"))
SHARDS = 10
MONTHS = 4
"""Months that each policy is tried with; a case is one of them."""
DATABASE = duckdb.connect(config={"threads": 1})


@pytest.mark.parametrize("shard", range(SHARDS))
def test_engines_agree(shard: int) -> None:
    drawn_afresh(compare, CASES // SHARDS // MONTHS, shard)


def compare(data: st.DataObject) -> None:
    """A policy with its months: written the sheets are the same, and looked at one month more is."""
    policy = compiled(data.draw(policies()))
    integers = Integers.of(policy.plan)
    written = Program.of(integers, DUCKDB)
    for _ in range(MONTHS - 1):
        same(policy.plan, written, data.draw(months(policy)))
    same(policy.plan, Program.of(integers, DUCKDB, written=False), data.draw(months(policy)))


def same(plan: Plan, program: Program, month: Month) -> None:
    """The database gives what the reference gives: findings, sheets, and every figure of two units."""
    expected = evaluate(plan, month)
    with DATABASE.cursor() as connection:
        open_month(Embedded(connection), program, month)
        carry_out(Embedded(connection), program)
        outcome = DuckDBOutcome(Embedded(connection), program)
        assert outcome.reports == expected.reports
        further = pay_sheet(plan, "zh"), figures_sheet(plan, "zh")
        for sheet in (totals_sheet(plan, "zh"), scores_sheet(plan, "zh"), *filter(None, further)):
            if program.written or sheet.name == "totals":
                assert outcome.rows(sheet) == expected.rows(sheet)
        for unit in month.units[:2]:
            assert outcome.figures(unit.name) == expected.figures(unit.name)


def compiled(text: str) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    errors = {one.code for one in problems.errors}
    assume(
        errors != {"K401"}
    )  # numbers beyond what the database holds are refused by name, once in thousands of policies
    assert found is not None, [*problems, text]
    return found
