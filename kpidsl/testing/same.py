"""What a program publishes held to what the reference publishes.

Takes a plan, a month and rows as they stand in published sheets; raises AssertionError with what differs, cell by cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Lang
from kpidsl.plan.nodes import Plan
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import figures_sheet, pay_sheet, scores_sheet, totals_sheet
from kpidsl.scores.month import Month

FINDINGS = "findings"
_TOLD = 10
"""Differences that are told; the rest are counted."""

Rows = Sequence[Sequence[str]]


def same(plan: Plan, month: Month, found: Mapping[str, Rows], lang: Lang = "zh") -> None:
    """Asserts that ``found`` is what the reference evaluator gives for ``month``, to the byte.

    ``found``: rows by sheet, as many sheets as the program makes: ``totals``, ``scores``, ``pay``, ``figures``, a text for each
    column and a row for each unit in roster order, headed in ``lang``; and ``findings``: code, unit and class of each, by rule,
    then in roster order. Raises KeyError for a sheet that the policy has not, ValueError where there is no sheet: nothing would be
    compared, and everything would be the same.
    """
    published = _published(plan, evaluate(plan, month), lang)
    if not found:
        raise ValueError(f"no sheet to compare; there are {', '.join(published)}")
    if unknown := next((name for name in found if name not in published), None):
        raise KeyError(f"{unknown}: {', '.join(published)}")
    told = [line for name, rows in found.items() for line in _differences(name, *published[name], rows)]
    rest = [f"and {len(told) - _TOLD} more"] if len(told) > _TOLD else []
    assert not told, "\n".join([*told[:_TOLD], *rest])


def _published(plan: Plan, outcome: Outcome, lang: Lang) -> dict[str, tuple[list[str], Rows]]:
    """By sheet its headings and rows."""
    made = totals_sheet(plan, lang), scores_sheet(plan, lang), pay_sheet(plan, lang), figures_sheet(plan, lang)
    sheets = {
        sheet.name: ([column.heading for column in sheet.columns], outcome.rows(sheet)) for sheet in made if sheet
    }
    findings = [(row.report.code, row.unit, row.unit_class) for row in outcome.reports]
    return {**sheets, FINDINGS: (["code", "unit", "class"], findings)}


def _differences(name: str, headings: list[str], expected: Rows, found: Rows) -> Iterator[str]:
    for number, (row, other) in enumerate(zip_longest(expected, found), start=1):
        at = f"{name}, row {number}"
        if row is None or other is None:
            yield f"{at}: {'not expected' if row is None else 'missing'}: {', '.join(row or other or ())}"
        elif len(row) != len(other):
            yield f"{at}: {len(other)} columns, not {len(row)}: {', '.join(headings)}"
        else:
            yield from (
                f"{at} ({row[0]}), {heading}: {theirs!r}, not {ours!r}"
                for heading, ours, theirs in zip(headings, row, other, strict=True)
                if ours != theirs
            )
