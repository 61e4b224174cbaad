"""The SQL script of a plan: what runs, laid out to be read, and what a database makes of it."""

import csv
import re
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.backends.sql.layout import LINE, laid_out, words
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.text import sql_text
from kpidsl.backends.sql.worked import Filling
from kpidsl.core import calendar
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.width import width
from kpidsl.pipeline import compile_text
from kpidsl.plan.integers.program import Integers
from kpidsl.plan.nodes import Report, State
from kpidsl.results.sheets import pay_sheet, scores_sheet, totals_sheet
from kpidsl.run import evaluate_files
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster
from kpidsl.testing import months, policies

LICUN = Path("policies/licun")
FIRST = Path("docs/first")
COLUMN = re.compile(r'  "((?:[^"]|"")*)" (\w+),? -- (.*)')


def compiled(text):
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems, text]
    return found


def described(script):
    """The columns of the table scan with what the script says of each."""
    return opened(script)["scan"]


def opened(script):
    """The tables that a month is loaded into, each with what the script says of its columns."""
    return {
        match[1]: {found[1].replace('""', '"'): found[3] for found in COLUMN.finditer(match[2])}
        for match in re.finditer(r'CREATE TABLE IF NOT EXISTS "([^"]*)" \((.*?)\n\);', script, re.DOTALL)
    }


def factor(said, one):
    """What the script stores 1 as; ``one`` is 1 of the unit of measure in base units."""
    stored = re.search(r"(?:存成|stored as) (\d+)$", said)
    return int(stored[1]) / one if stored else 1


def scan_rows(plan, month, columns):
    """A month as the script describes its table: whole numbers, as many as it says for one unit of measure."""
    for order, unit in enumerate(month.units):
        row = {"unit": unit.name, "class": unit.unit_class, "order": order}
        row |= {"link:" + link: unit.links.get(link) for link in plan.scan.links}
        row |= calendar.of_period(month.period, plan.cycle)
        for source in plan.scan.inputs:
            cell = month.cells.get(source.key, {}).get(unit.name, State.NOT_APPRAISED)
            row[source.state] = int(cell) if isinstance(cell, State) else 0
            one = factor(columns[source.key], source.scale)
            row[source.key] = None if isinstance(cell, State) else int(cell * one)
        for earlier in plan.scan.past:
            value = month.past.get(earlier.key, {}).get(unit.name)
            one = factor(columns[earlier.key], Fraction(1))
            row[earlier.key] = None if value is None else int(value * one)
        yield [row[column] for column in columns]


def log_rows(log, month, columns):
    """The records of a log as the script describes its table."""
    order_of = {unit.name: order for order, unit in enumerate(month.units)}
    scales = {column.key: column.scale for column in log.columns}
    for number, record in enumerate(month.logs.get(log.name, ())):
        row = {"order": order_of[record.unit], "#row": number}
        for key, value in record.values.items():
            row[key] = value if isinstance(value, str) else int(value * factor(columns[key], scales.get(key, 1)))
        yield [row.get(column) for column in columns]


def run(plan, month, lang, folder):
    """What the queries of the script answer to a month: scores, totals and, where a plan has any to tell, findings.

    The tables of functions that no SQL works out are filled as soon as they are there.
    """
    fillings = [one for one in Program.of(Integers.of(plan), DUCKDB).statements if isinstance(one, Filling)]
    script = sql_text(plan, lang)
    tables = opened(script)
    rows = {"scan": scan_rows(plan, month, tables["scan"])}
    rows |= {f"log:{log.name}": log_rows(log, month, tables[f"log:{log.name}"]) for log in plan.scan.logs}
    statements = duckdb.extract_statements(script)
    with duckdb.connect() as connection:
        for number, (statement, (table, columns)) in enumerate(zip(statements, tables.items(), strict=False)):
            connection.execute(statement)
            file = folder / f"{number}.csv"
            with file.open("w", encoding="utf-8", newline="") as written:
                csv.writer(written).writerows([[*columns], *rows[table]])
            connection.execute(f"COPY \"{table}\" FROM '{file}' (HEADER, DELIMITER ',')")
        answers = []
        for statement in statements[len(tables) :]:
            answers.append(connection.execute(statement).fetchall())
            for filling in fillings:
                if statement.query.lstrip().startswith(f"CREATE TEMP TABLE {filling.table} ("):
                    connection.execute(f"DROP TABLE {filling.table}")
                    filling.run(Embedded(connection))
    tells = any(isinstance(node, Report) for node in plan.nodes)
    findings = answers.pop() if tells else []
    scores, totals = answers[-3:-1] if pay_sheet(plan, lang) else answers[-2:]
    return scores, totals, findings


@pytest.fixture(scope="module")
def licun():
    return compiled((LICUN / "licun.kpi").read_text(encoding="utf-8"))


def test_the_month_of_licun_gets_the_same_totals_by_hand(licun, tmp_path):
    problems = Problems()
    plan = licun.plan
    roster = read_roster(LICUN / "units.csv", plan.scan, problems)
    month = read_month([LICUN / "2019-03.csv"], plan, roster, problems, None)
    evaluated = evaluate_files(plan, [LICUN / "2019-03.csv"], LICUN / "units.csv", problems)
    assert month is not None
    assert evaluated is not None
    scores, totals, findings = run(plan, month, "zh", tmp_path)
    assert totals == evaluated.outcome.rows(totals_sheet(plan, "zh"))
    assert scores == evaluated.outcome.rows(scores_sheet(plan, "zh"))
    assert [(row[0], *row[4:]) for row in findings] == [
        (row.report.code, row.unit, row.unit_class) for row in evaluated.outcome.reports
    ]
    assert findings[0][:4] == ("K545", "提醒", "没达标，打了满分", "劳动纪律")


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_script_gives_what_the_reference_gives(data, tmp_path_factory):
    policy = compiled(data.draw(policies()))
    plan, month = policy.plan, data.draw(months(policy))
    outcome = evaluate(plan, month)
    scores, totals, findings = run(plan, month, "en", tmp_path_factory.mktemp("scan"))
    assert totals == outcome.rows(totals_sheet(plan, "en"))
    assert scores == outcome.rows(scores_sheet(plan, "en"))
    assert [(row[0], *row[4:]) for row in findings] == [
        (row.report.code, row.unit, row.unit_class) for row in outcome.reports
    ]


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(policies())
def test_layout_changes_blanks_and_lines_only(text):
    plan = compiled(text).plan
    statements = Program.of(Integers.of(plan), DUCKDB).statements
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
