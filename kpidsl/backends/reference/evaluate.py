"""A plan over a whole month.

Takes a plan and a month; gives the outcome of every unit. Never reads a file.
"""

from kpidsl.backends.reference.nodes import run_node
from kpidsl.backends.reference.outcome import ReferenceOutcome
from kpidsl.backends.reference.rows import opening_rows, records_of
from kpidsl.plan.nodes import Plan
from kpidsl.results.outcome import ReportRow
from kpidsl.scores.month import Month


def evaluate(plan: Plan, month: Month) -> ReferenceOutcome:
    """Runs every node over all units of the month."""
    rows = opening_rows(plan, month)
    records = records_of(plan.scan, month.logs)
    reports: list[ReportRow] = []
    for node in plan.nodes:
        run_node(node, rows, records, reports)
    return ReferenceOutcome(rows, tuple(reports))
