"""What no SQL works out is loaded by whoever runs the script; where it is not all there, once, that is said and nothing published."""

import re

import duckdb
import pytest

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import DUCKDB, POSTGRES
from kpidsl.diagnostics import Problems
from kpidsl.scores.read import read_month
from tests.backends.postgres import Session, psycopg, server
from tests.backends.scripts import Script, agree
from tests.backends.test_sql_text import Loaded, compiled

POLICY = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：采煤队、掘进队
台账 批次 { 日期（日期）；批量（吨，0～100，1 位小数）；件数（件，1～1000）；填报部门：调度室 }
指标 任务 {
  考评部门：调度室；填报数据：人数（人，1～100）、率（%，0～400%）
  计算公式：均批 = 保留（几何平均（批次·批量），1 位，四舍五入），无记录：不涉及
  计算公式：规模 = 总和（保留（乘方（批次·件数 ÷ 1 件，0.5），2 位，四舍五入））
  计算公式：别人 = 保留（几何平均（率，其他同类单位），1 位，四舍五入），没有单位：计零分
  计分办法：考评分 = 均批 ÷ 1 吨 × 1 分 + 规模 × 1 分 + 别人 × 1 分 + 保留（对数（人数 ÷ 1 人），3 位，四舍五入）× 1 分，最高 100 分
}
权重表 {
  | 指标 | 采煤队 | 掘进队 |
  | 任务 | 100%   | 100%   |
}
"""
UNITS = "被考核单位,单位分类,任务·人数,任务·率\n甲队,采煤队,3,100%\n乙队,采煤队,3,400%\n丙队,采煤队,9,100%\n丁队,掘进队,1,9%\n"
RECORDS = "单位,日期,批量,件数\n甲队,2024-01-03,2,10\n甲队,2024-01-04,8,10\n乙队,2024-01-05,0,7\n丙队,2024-01-06,5,1\n丁队,2024-01-06,5,2\n"
ABOUT = ("批次·几何平均", "批次·合计", "任务·率·各单位几何平均", "任务·考评分")
"""What each table is for. Four rows belong into the first and the second, of four units with records and four numbers of pieces;
five into the third, of two classes with three rates, one of which is alone; three into the last, of numbers of people."""

NONE = (0,) * len(ABOUT)
ONE = (1,) * len(ABOUT)
CHOSEN = {
    "nothing": (lambda rows: rows[:0], (4, 4, 5, 3), NONE),
    "half of it": (lambda rows: rows[::2], (2, 2, 2, 1), NONE),
    "all but the last row": (lambda rows: rows[:-1], ONE, NONE),
    "one row twice": (lambda rows: [*rows, rows[1]], NONE, ONE),
    "one row with two values": (lambda rows: [*rows, (*rows[0][:-1], 7)], NONE, ONE),
    "one row in the place of another": (lambda rows: [rows[0], *rows[:-1]], ONE, ONE),
    "all": (lambda rows: rows, NONE, NONE),
    "all in another order": (lambda rows: rows[::-1], NONE, NONE),
    "more than is asked for": (lambda rows: [*rows, (99, *rows[0][1:])], NONE, NONE),
}
"""What is loaded of the rows that belong into a table; how many are missing then, and how many are there twice, by table."""
_SAID = {
    "zh": r"(.*)：表 (\w+) 缺 (\d+) 行，重 (\d+) 行",
    "en": r"(.*): table (\w+) lacks (\d+) rows and has (\d+) more than once",
}


def month_in(folder):
    for name, text in (("2024-01", UNITS), ("2024-01 批次", RECORDS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    problems = Problems()
    found = read_month([folder], compiled(POLICY).plan, None, problems)
    assert found is not None, list(problems)
    return found


@pytest.fixture
def month(tmp_path):
    return month_in(tmp_path)


def told(found, lang="zh"):
    """What the findings say: what a table is for and its name, rows missing, rows twice. They say nothing else."""
    assert all((row[0], *row[4:]) == ("K574", "", "") for row in found.findings), found.findings
    said = [re.fullmatch(_SAID[lang], row[3]).groups() for row in found.findings]
    return {(about, table): (int(missing), int(twice)) for about, table, missing, twice in said}


def is_told(database, dialect, month, case, only=None):
    """Asserts that the script says of each table, or of ``only`` one, what the case leaves out, and publishes all or nothing."""
    plan, (choose, missing, twice) = compiled(POLICY).plan, CHOSEN[case]
    script = Script.of(plan, "zh", dialect)
    tables = [one.table.strip('"') for one in script.program.statements if not isinstance(one, str)]
    chosen = {table: choose for at, table in enumerate(tables) if only in (None, at)}
    counts = zip(zip(ABOUT, tables, strict=True), zip(missing, twice, strict=True), strict=True)
    meant = [(key, count) for key, count in counts if key[1] in chosen and count != (0, 0)]
    found = script.answers(
        database, script.tables(month), lambda table, rows: chosen.get(table, lambda rows: rows)(rows)
    )
    if not meant:
        agree(found, evaluate(plan, month), plan, "zh")
    else:
        assert list(told(found).items()) == meant
        assert (found.scores, found.totals) == ([], [])


@pytest.mark.parametrize("only", [None, *range(len(ABOUT))])
@pytest.mark.parametrize("case", CHOSEN)
def test_what_is_not_there_once_is_told_on_duckdb(month, case, only):
    with duckdb.connect() as connection:
        is_told(Loaded(connection), DUCKDB, month, case, only)


@pytest.fixture(scope="module")
def connection():
    with server() as where, psycopg.connect(where, client_encoding="utf8") as opened:
        yield opened


@pytest.mark.parametrize("case", CHOSEN)
def test_what_is_not_there_once_is_told_on_postgresql(connection, month, case):
    with connection.transaction(force_rollback=True):
        is_told(Session(connection), POSTGRES, month, case)


def test_in_english(month):
    script = Script.of(compiled(POLICY).plan, "en", DUCKDB)
    with duckdb.connect() as connection:
        found = script.answers(Loaded(connection), script.tables(month), lambda _, rows: rows[1:])
    assert list(told(found, "en").values()) == [(1, 0)] * len(ABOUT)
    assert {row[1:3] for row in found.findings} == {
        ("error", "Values that SQL does not work out are not all there, or there twice")
    }


def test_a_unit_that_is_alone_has_a_row_without_a_value(month):
    """Its rate is the only one of its class: of the others there is no mean."""
    rows = {}
    script = Script.of(compiled(POLICY).plan, "zh", DUCKDB)
    with duckdb.connect() as connection:
        script.answers(
            Loaded(connection), script.tables(month), lambda table, found: rows.setdefault(table, list(found))
        )
    (means,) = [found for table, found in rows.items() if table == "gather_6_means"]
    assert [row for row in means if row[2] is None] == [(2, 90_000, None)]


def test_of_no_units_nothing_is_to_be_loaded(month):
    script = Script.of(compiled(POLICY).plan, "zh", DUCKDB)
    with duckdb.connect() as connection:
        found = script.answers(Loaded(connection), {table: [] for table in script.tables(month)})
    assert found.findings == []


def test_where_whatever_is_computed_is_in_sql_nothing_is_counted():
    policy = POLICY.replace("保留（对数（人数 ÷ 1 人），3 位，四舍五入）× 1 分", "人数 ÷ 1 人 × 1 分")
    for term in ("均批 ÷ 1 吨 × 1 分 + ", "规模 × 1 分 + ", "别人 × 1 分 + "):
        policy = policy.replace(term, "")
    policy = re.sub("  计算公式：.*\n", "", policy)
    assert "unfilled" not in Script.of(compiled(policy).plan, "zh", DUCKDB).text
    assert "unfilled" in Script.of(compiled(POLICY).plan, "zh", DUCKDB).text
