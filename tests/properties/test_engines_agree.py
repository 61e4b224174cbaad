"""On random policies and random months the database gives what the reference evaluator gives, to the byte."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.reference import evaluate
from kpidsl.backends.sql.duckdb import DuckDBEngine
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import scores_sheet, totals_sheet
from kpidsl.testing import months, policies


def compiled(text):
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems, text]
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_engines_agree(data):
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
