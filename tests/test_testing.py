"""What docs/testing.md shows runs, and ``same`` tells whatever differs."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

import kpidsl
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.results.sheets import scores_sheet, totals_sheet
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.testing import drawn_afresh, same

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=["one policy", "any policy"])
def test_an_example_of_the_page_runs(example):
    exec(compile(example, "docs/testing.md", "exec"), {"__name__": "example"})


@pytest.fixture(scope="module")
def plan():
    compiled = kpidsl.load(ROOT / "docs" / "first" / "en" / "crews.kpi", Problems())
    assert compiled
    return compiled.plan


@pytest.fixture(scope="module")
def month(plan):
    units = tuple(RosterUnit(f"Crew {at}", "heading crew", {}) for at in range(1, 16))
    figures = {"planned": Fraction(200), "driven": Fraction(170), "accidents": Fraction(1)}
    cells = {
        source.key: {unit.name: figures.get(source.key.rpartition("·")[2], Fraction(90)) for unit in units}
        for source in plan.scan.inputs
    }
    return Month("2019-03", units, cells)


@pytest.fixture
def totals(plan, month):
    return [list(row) for row in evaluate(plan, month).rows(totals_sheet(plan, "en"))]


def test_what_the_reference_gives_is_the_same(plan, month, totals):
    outcome = evaluate(plan, month)
    findings = [(row.report.code, row.unit, row.unit_class) for row in outcome.reports]
    same(plan, month, {"totals": totals, "scores": outcome.rows(scores_sheet(plan, "en")), "findings": findings}, "en")


def test_a_cell_is_told_with_its_unit_and_heading(plan, month, totals):
    totals[1][2] = "59.01"
    with pytest.raises(AssertionError, match=r"^totals, row 2 \(Crew 2\), total: '59\.01', not '59\.00'$"):
        same(plan, month, {"totals": totals}, "en")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.pop(), r"^totals, row 15: missing: Crew 15, heading crew, 59\.00, "),
        (lambda rows: rows.append(["Crew 16", "heading crew"]), r"^totals, row 16: not expected: Crew 16, heading crew$"),
        (lambda rows: rows[0].pop(), r"^totals, row 1: 5 columns, not 6: unit, class, total, composite, Grade, vetoes$"),
        (lambda rows: rows.reverse(), r"(?s)^totals, row 1 \(Crew 1\), unit: 'Crew 15', not 'Crew 1'\n.*\nand 4 more$"),
    ],
    ids=["a row too few", "a row too many", "a column too few", "another order"],
)  # fmt: skip
def test_rows_and_columns_are_told_too(plan, month, totals, change, said):
    change(totals)
    with pytest.raises(AssertionError, match=said):
        same(plan, month, {"totals": totals}, "en")


def test_a_finding_that_is_not_told_is_missing(plan, month):
    findings = [(row.report.code, row.unit, row.unit_class) for row in evaluate(plan, month).reports]
    same(plan, month, {"findings": findings}, "en")
    with pytest.raises(AssertionError, match=r"^findings, row \d+: not expected: K999, Crew 1, heading crew$"):
        same(plan, month, {"findings": [*findings, ("K999", "Crew 1", "heading crew")]}, "en")


def test_nothing_cannot_be_held_to_it(plan, month):
    """A program that forgets to hand in a sheet must not pass."""
    with pytest.raises(ValueError, match="totals, scores"):
        same(plan, month, {}, "en")
    with pytest.raises(ValueError, match="0 cases"):
        drawn_afresh(print, 0)


def test_a_sheet_that_a_policy_has_not_cannot_be_held_to_it(plan, month):
    with pytest.raises(KeyError, match="pay: totals"):
        same(plan, month, {"pay": []}, "en")
