"""On random policies and random months the database gives what the reference evaluator gives, to the byte.

500 cases, the same at every run; ``make test-long`` looks at 20 000. A case that fails is shrunk by Hypothesis and joins
``tests/conformance`` before it is mended.
"""

import os

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from kpidsl.backends.reference import evaluate
from kpidsl.backends.sql.duckdb import DuckDBEngine
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.results.sheets import scores_sheet, totals_sheet
from kpidsl.testing import months, policies

CASES = int(os.environ.get("KPIDSL_CASES", "500"))
SHARDS = 10


@pytest.mark.parametrize("shard", range(SHARDS))
def test_engines_agree(shard: int) -> None:
    @seed(shard)
    @settings(max_examples=CASES // SHARDS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def agree(data: st.DataObject) -> None:
        compare(data)

    agree()


def compare(data: st.DataObject) -> None:
    policy = compiled(data.draw(policies()))
    month = data.draw(months(policy))
    expected = evaluate(policy.plan, month)
    outcome = DuckDBEngine(threads=1).run(policy.plan, month)
    assert outcome.reports == expected.reports
    for sheet in (totals_sheet(policy.plan, "zh"), scores_sheet(policy.plan, "zh")):
        assert outcome.rows(sheet) == expected.rows(sheet)
    for unit in month.units:
        assert outcome.figures(unit.name) == expected.figures(unit.name)
    looked_at = DuckDBEngine(threads=1, written=False).run(policy.plan, month)
    assert looked_at.reports == expected.reports
    assert looked_at.rows(totals_sheet(policy.plan, "zh"), 2) == expected.rows(totals_sheet(policy.plan, "zh"), 2)
    for unit in month.units[:2]:
        assert looked_at.figures(unit.name) == expected.figures(unit.name)


def compiled(text: str) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems, text]
    return found
