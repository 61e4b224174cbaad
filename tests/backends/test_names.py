"""The keys by which units are found, as the database makes them."""

import pytest

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.duckdb.month_table import MonthTable
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.backends.sql.program import Program
from kpidsl.results.sheets import csv_field
from kpidsl.scores.contract import BLANKS, HALF_WIDTH
from kpidsl.scores.words import name_key
from tests.backends.test_files import FEW, plan_of

UNUSUAL = sorted({*BLANKS, *map(chr, HALF_WIDTH)})


def table_of(names: list[str]) -> MonthTable:
    connection = DuckDBEngine(threads=1).connect()
    connection.execute("CREATE TEMP TABLE read AS SELECT unnest(?) AS unit, CAST(NULL AS VARCHAR) AS key", [names])
    table = MonthTable(connection, Program.opening(plan_of(FEW, {}), DUCKDB), has_roster=False)
    table.name_keys("read")
    return table


@pytest.mark.parametrize("place", ["{}队", "一{}队", "一{}"])
def test_every_name_gets_the_key_that_the_reader_of_rows_gives_it(place):
    names = [place.format(character) for character in UNUSUAL]
    assert all(name_key(name) != name for name in names)
    found = table_of(names).connection.execute("SELECT key FROM read ORDER BY rowid").fetchall()
    assert [key for (key,) in found] == [name_key(name) for name in names]


@pytest.mark.parametrize("character", [*UNUSUAL, ",", '"', "·", "㎡", "、", "一"])
def test_names_are_bare_only_where_none_is_changed_or_quoted(character):
    names = [f"{at}队" for at in range(5000)] + [f"一{character}"]
    is_bare = name_key(names[-1]) == names[-1] == csv_field(names[-1])
    assert table_of(names).bare is is_bare
