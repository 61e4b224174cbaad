"""The script for PostgreSQL on a real server gives what the reference evaluator gives, to the byte."""

import os
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kpidsl.backends.outcome import SqlOutcome
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import POSTGRES, Names
from kpidsl.backends.sql.emit import Emitter
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.publish import lines_query, rows_query
from kpidsl.backends.sql.running import carry_out
from kpidsl.core.expr import Rounding
from kpidsl.core.rounding import rounded
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.plan.integers import build
from kpidsl.plan.integers.expr import IntCol, IntLit
from kpidsl.plan.integers.program import Integers, Overflow, QuotientKey
from kpidsl.results.sheets import csv_field, scores_sheet, totals_sheet
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.testing import drawn_afresh, months, policies
from tests.backends.postgres import Session, psycopg, server
from tests.backends.scripts import agree, answers
from tests.backends.strategies import CLASSES
from tests.backends.strategies import months as random_months
from tests.backends.strategies import plans as random_plans
from tests.backends.test_integers import EDGES, WIDE, plan_of, signed_pairs
from tests.conformance import test_conformance as conformance

CASES = int(os.environ.get("KPIDSL_CASES", "120"))
EXAMPLES = CASES // 2
SHARDS = 5
MONTHS = 4
"""Months that each policy is tried with; a case is one of them."""


@pytest.fixture(scope="module")
def connection():
    with server() as where, psycopg.connect(where, client_encoding="utf8") as opened:
        for setting, value in POSTGRES.settings:
            opened.execute(f"SET {setting} = {value}")
        yield opened


def same(connection, plan, month, lang="zh"):
    """In one transaction, which is taken back: the tables of the script are gone after it."""
    with connection.transaction(force_rollback=True):
        agree(answers(Session(connection), plan, month, lang, POSTGRES), evaluate(plan, month), plan, lang)


@pytest.mark.parametrize("case", conformance.CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_months_with_results_known_from_elsewhere(connection, case: Path, lang):
    same(connection, conformance.compiled(case).plan, conformance.month(case), lang)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_policies(connection, shard):
    def compare(data):
        policy = compiled(data.draw(policies()))
        for _ in range(MONTHS):
            same(connection, policy.plan, data.draw(months(policy)))

    drawn_afresh(compare, CASES // SHARDS // MONTHS, shard)


def compiled(text):
    problems = Problems()
    found = compile_text(text, problems)
    if {one.code for one in problems.errors} == {"K401"}:
        assume(False)
    assert found is not None, [*problems, text]
    return found


@settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(plan=random_plans(), month=random_months(), lang=st.sampled_from(["zh", "en"]))
def test_random_plans(connection, plan, month, lang):
    """Every operation and node of plans, also as no policy puts them together."""
    try:
        integers = Integers.of(plan)
    except (Overflow, QuotientKey):
        return
    same_plan(connection, plan, integers, month, lang)


def same_plan(connection, plan, integers, month, lang="zh"):
    """The program itself, without its script: findings with their figures, csv lines, every figure of two units."""
    expected, program = evaluate(plan, month), Program.of(integers, POSTGRES)
    with connection.transaction(force_rollback=True):
        session = Session(connection)
        open_month(session, program, month)
        carry_out(session, program)
        outcome = SqlOutcome(session, program)
        assert outcome.reports == expected.reports
        for sheet in (totals_sheet(plan, lang), scores_sheet(plan, lang)):
            assert session.rows(rows_query(program, sheet, None, headed=True)) == expected.rows(sheet)
            lines = [",".join(map(csv_field, row)) for row in expected.rows(sheet)]
            assert [line for (line,) in session.rows(lines_query(program, sheet))] == lines
        for row in expected.table[:2]:
            assert outcome.figures(row["unit"]) == row


@pytest.mark.parametrize("expr", WIDE)
def test_what_leaves_64_bits_is_exact(connection, expr):
    """Two amounts of money at the ends of their ranges, at ties and on both sides of 0."""
    plan = plan_of(expr)
    assert any("NUMERIC" in text for text in Program.of(Integers.of(plan), POSTGRES).statements)
    units = tuple(RosterUnit(f"队{at}", CLASSES[0], {}) for at in range(len(EDGES) ** 2))
    pairs = list(product(EDGES, repeat=2))
    cells = {
        key: {unit.name: pair[place] for unit, pair in zip(units, pairs, strict=True)}
        for place, key in enumerate(("收入", "成本"))
    }
    same_plan(connection, plan, Integers.of(plan), Month("2019-03", units, cells))


def test_more_vetoes_than_a_call_has_arguments(connection):
    """A hundred and thirty reasons to fail, of which a unit has all, some or none."""
    text = Path("docs/first/en/crews.kpi").read_text(encoding="utf-8")
    veto = text[text.index("veto Accident") : text.index("grades Grade")]
    more = [veto.replace("Accident", f"Accident {at}").replace("> 0", f"> {at}") for at in range(1, 130)]
    policy = compiled(text.replace(veto, "".join([veto, *more])))
    units = tuple(RosterUnit(f"Crew {at}", "heading crew", {}) for at in range(5))
    accidents = dict(zip((unit.name for unit in units), map(Fraction, (0, 1, 99, 100, 130)), strict=True))
    cells = {
        "data:Advance·planned": dict.fromkeys(accidents, Fraction(180)),
        "data:Advance·driven": dict.fromkeys(accidents, Fraction(170)),
        "entered:Safety record": dict.fromkeys(accidents, Fraction(195, 2)),
        "data:Safety record·accidents": accidents,
    }
    assert cells.keys() == {source.key for source in policy.plan.scan.inputs}
    same(connection, policy.plan, Month("2019-03", units, cells), "en")


@pytest.mark.parametrize("mode", list(Rounding))
@pytest.mark.parametrize("scale", [1, 10**15], ids=["narrow", "wide"])
def test_rounding_division_is_that_of_decimal_arithmetic(connection, mode, scale):
    """Of both signs, ties and whole quotients included; what is wide is beyond 64 bits in dividend, divisor or both."""
    pairs = [(a * scale, b) for a, b in signed_pairs()[:3000]]
    pairs += [(a * scale, b * scale) for a, b in pairs[:1000]] if scale > 1 else []
    far = max(abs(number) for pair in pairs for number in pair)
    num, den = IntCol("num", -far, far, False), IntCol("den", 1, far, False)
    emitter = Emitter(POSTGRES, Names())
    sql = ", ".join(emitter.number(build.divide(num, below, mode)) for below in (den, IntLit(8)))
    kind = emitter.type_of(num)
    assert (kind == "NUMERIC") == (scale > 1)
    with connection.transaction(force_rollback=True):
        session = Session(connection)
        session.fill(
            "pairs", [("place", "BIGINT"), ("num", kind), ("den", kind)], [(n, *pair) for n, pair in enumerate(pairs)]
        )
        found = session.rows(f"SELECT {sql} FROM pairs ORDER BY place")
    assert found == [(rounded(a, b, mode), rounded(a, 8, mode)) for a, b in pairs]
