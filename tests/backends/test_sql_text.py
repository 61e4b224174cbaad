"""The SQL script of a plan: what runs, laid out to be read, and what a database makes of it."""

import re
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import DIALECTS, DUCKDB
from kpidsl.backends.sql.layout import LINE, laid_out, words
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.text import sql_text
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.width import width
from kpidsl.pipeline import compile_text
from kpidsl.plan.integers.program import Integers
from kpidsl.run import evaluate_files
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster
from kpidsl.testing import months, policies
from kpidsl.values import frozen
from tests.backends.scripts import agree, answers, opened

LICUN = Path("policies/licun")
FIRST = Path("docs/first")


def compiled(text):
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems, text]
    return found


def described(script):
    """The columns of the table scan with what the script says of each."""
    return opened(script)["scan"]


@frozen
class Loaded(Embedded):
    """The embedded database, which takes rows into a table that is there."""

    def load(self, table, rows):
        rows = list(rows)
        if rows:
            self.connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows)


def run(plan, month, lang):
    """What the queries of the script answer to a month."""
    with duckdb.connect() as connection:
        return answers(Loaded(connection), plan, month, lang, DUCKDB)


@pytest.fixture(scope="module")
def licun():
    return compiled((LICUN / "licun.kpi").read_text(encoding="utf-8"))


def test_the_month_of_licun_gets_the_same_totals_by_hand(licun):
    problems = Problems()
    plan = licun.plan
    roster = read_roster(LICUN / "units.csv", plan.scan, problems)
    month = read_month([LICUN / "2019-03.csv"], plan, roster, problems, None)
    evaluated = evaluate_files(plan, [LICUN / "2019-03.csv"], LICUN / "units.csv", problems)
    assert month is not None
    assert evaluated is not None
    found = run(plan, month, "zh")
    agree(found, evaluated.outcome, plan, "zh")
    assert found.findings[0][:4] == ("K545", "提醒", "没达标，打了满分", "劳动纪律")


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_script_gives_what_the_reference_gives(data):
    policy = compiled(data.draw(policies()))
    plan, month = policy.plan, data.draw(months(policy))
    agree(run(plan, month, "en"), evaluate(plan, month), plan, "en")


def test_rows_stand_in_roster_order_whatever_a_heading_is_called():
    text = (FIRST / "en/crews.kpi").read_text(encoding="utf-8").replace("Grade", "Order")
    plan = compiled(text).plan
    units = tuple(RosterUnit(f"Crew {place}", "heading crew", {}) for place in range(3))
    marks = dict(zip((unit.name for unit in units), map(Fraction, (90, 0, 100)), strict=True))
    cells = {source.key: dict.fromkeys(marks, Fraction("planned" in source.key)) for source in plan.scan.inputs}
    cells |= {key: marks for key in cells if key.startswith("entered")}
    cells["data:Advance·driven"] = cells["data:Advance·planned"]
    month = Month("2019-03", units, cells)
    agree(run(plan, month, "en"), evaluate(plan, month), plan, "en")


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(policies(), st.sampled_from(sorted(DIALECTS)))
def test_layout_changes_blanks_and_lines_only(text, target):
    plan = compiled(text).plan
    statements = Program.of(Integers.of(plan), DIALECTS[target]).statements
    for statement in [one for one in statements if isinstance(one, str)]:
        assert words(laid_out(statement)) == words(statement)
        assert all(width(line) <= LINE for line in laid_out(statement).splitlines())


@pytest.mark.parametrize(
    ("statement", "lines"),
    [
        ("SELECT a", ["SELECT a"]),
        (
            f"SELECT {', '.join(f'column_{n}' for n in range(12))} FROM {'long_' * 5}table LEFT JOIN other USING (a)",
            [
                "SELECT column_0, column_1, column_2, column_3, column_4, column_5, column_6, column_7, column_8, column_9, column_10,",
                "  column_11",
                "FROM long_long_long_long_long_table",
                "LEFT JOIN other USING (a)",
            ],
        ),
        (
            f"    CAST(CASE WHEN \"{'甲' * 20}\" = 2 THEN 2 WHEN \"{'乙' * 20}\" = 'a, b (c' THEN 1 ELSE 0 END AS BIGINT) AS x,",
            [
                "    CAST(CASE",
                f'      WHEN "{"甲" * 20}" = 2 THEN 2',
                f"      WHEN \"{'乙' * 20}\" = 'a, b (c' THEN 1",
                "      ELSE 0",
                "    END AS BIGINT) AS x,",
            ],
        ),
        (
            f"  ({'a' * 60} + {'b' * 40}) AND {'c' * 30}",
            [f"  ({'a' * 60} + {'b' * 40})", f"    AND {'c' * 30}"],
        ),
        (f"  -- {'a, b ' * 40}", [f"  -- {'a, b ' * 40}"]),
    ],
)  # fmt: skip
def test_long_lines_are_broken_at_their_outermost_part(statement, lines):
    assert laid_out(statement).splitlines() == lines


def test_every_rule_has_a_comment_with_its_name_and_clause(licun):
    script = sql_text(licun.plan, "zh")
    for leaf in licun.plan.emit.leaves:
        assert re.search(rf"-- {leaf.leaf}·考评分 条款 三（二）（\d+）\n", script), leaf.leaf
    assert "-- 安全事故·一票否决 条款 三（二）（6）\n" in script
    assert "-- 提醒[K545] 没达标，打了满分 条款 三（二）（1）\n" in script


def test_the_table_is_described_column_by_column(licun):
    columns = described(sql_text(licun.plan, "zh"))
    assert columns["data:职工培训·全员培训覆盖率"] == "职工培训·全员培训覆盖率，1% 存成 10000"
    assert columns["data:质量标准化·标准化等级"] == "质量标准化·标准化等级：0 一级，1 二级，2 三级"
    assert columns["state:entered:安全管理"] == "安全管理·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评"
    assert columns["link:所属支部"] == "所属支部：对应单位的名称，没有的为 NULL"
    english = described(sql_text(compiled((FIRST / "en/crews.kpi").read_text(encoding="utf-8")).plan, "en"))
    assert english["data:Advance·planned"] == "Advance·planned, 1 m is stored as 100"
