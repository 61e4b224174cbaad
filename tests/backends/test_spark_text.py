"""The script for Spark on a session of its own gives what the reference evaluator gives, to the byte."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import HealthCheck, example, given, settings

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import DIALECTS, SPARK
from kpidsl.backends.sql.text import sql_text
from kpidsl.testing import policies
from tests.backends import test_unfilled
from tests.backends.local_spark import spark
from tests.backends.scripts import agree, answers, statements
from tests.backends.test_checked import POLICY, is_all_said
from tests.backends.test_sql_text import compiled
from tests.conformance import test_conformance as conformance
from tests.long_runs import of_spark


@frozen
class Session:
    """A Spark session as what scripts are run on; the tables of a script are kept in ``folder``."""

    spark: object
    folder: Path

    def execute(self, statement):
        at = self.folder / f"{len(list(self.folder.iterdir()))}"
        self.spark.sql(f"{statement} USING parquet LOCATION '{at}'" if "CREATE TABLE" in statement else statement)

    def rows(self, query, parameters=()):
        assert not parameters
        return [tuple(row) for row in self.spark.sql(query).collect()]

    def load(self, table, rows):
        schema = self.spark.table(f"`{table}`").schema
        wide = [field.dataType.typeName() == "decimal" for field in schema]
        rows = [
            [Decimal(cell) if big and cell is not None else cell for cell, big in zip(row, wide, strict=True)]
            for row in rows
        ]
        self.spark.createDataFrame(rows, schema).write.insertInto(f"`{table}`")

    def fill(self, table, columns, rows):
        self.execute(f"CREATE TABLE {table} ({', '.join(f'{key} {kind}' for key, kind in columns)})")
        self.load(table.strip("`"), rows)


@pytest.fixture
def session(tmp_path):
    found = spark().newSession()
    for setting, value in SPARK.settings:
        found.conf.set(setting, value)
    yield Session(found, tmp_path)
    for table in found.sql("SHOW TABLES").collect():
        if not table.isTemporary:
            found.sql(f"DROP TABLE `{table.tableName}`")


CASE = conformance.CASES[-1]
"""A month of few rules: Spark takes its time over a view of views."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_month_with_results_known_from_elsewhere(session, lang):
    plan, month = conformance.compiled(CASE).plan, conformance.month(CASE)
    agree(answers(session, plan, month, lang, SPARK), evaluate(plan, month), plan, lang)


@of_spark
def test_all_that_is_wrong_with_a_month_is_said(session):
    is_all_said(session, SPARK)


@of_spark
def test_what_no_sql_works_out_is_told_where_half_of_it_is_loaded(session, tmp_path_factory):
    test_unfilled.is_told(session, SPARK, test_unfilled.month_in(tmp_path_factory.mktemp("month")), "half of it")


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_what_statements_rely_on_is_set_first(dialect):
    script = sql_text(conformance.compiled(CASE).plan, "zh", dialect)
    first = list(statements(script))[: len(dialect.settings)]
    assert [one.splitlines()[-1] for one in first] == [f"SET {key} = {value}" for key, value in dialect.settings]


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@example(POLICY)
@given(policies())
def test_tables_have_names_that_spark_takes(text):
    script = sql_text(compiled(text).plan, "zh", SPARK)
    named = re.findall(r"^CREATE TABLE (?:IF NOT EXISTS )?`([^`]*)`", script, re.MULTILINE)
    assert named[0] == "scan"
    assert all(re.fullmatch("[A-Za-z0-9_]+", one) for one in named), named


def test_a_view_that_is_read_several_times_says_how_it_is_kept():
    script = sql_text(conformance.compiled(conformance.CASES[0]).plan, "zh", SPARK)
    kept = [line for line in script.splitlines() if line.startswith("--") and "CACHE LAZY TABLE" in line]
    assert kept
    for line in kept:
        count, table = line.split(" 处")[0].split()[-1], line.partition("TABLE ")[2].removesuffix(";")
        assert script.partition(line)[2].count(table) == int(count) > 1
