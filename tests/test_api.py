"""What another program calls: a policy loaded, a month evaluated, and everything wrong collected."""

import shutil
from decimal import Decimal
from pathlib import Path

import polars
import pyarrow.csv
import pyarrow.parquet
import pytest

import kpidsl
from kpidsl.diagnostics import Lang, Problems
from kpidsl.diagnostics.render_concise import render_concise

FIRST = Path(__file__).parents[1] / "docs" / "first" / "en"
POLICY = FIRST / "crews.kpi"


def test_a_month_under_a_policy() -> None:
    problems = Problems()
    compiled = kpidsl.load(POLICY, problems)
    assert compiled
    run = kpidsl.evaluate(compiled, [str(FIRST / "2019-03.csv")], problems)
    assert run
    assert (run.period, run.outcome.units, list(problems)) == ("2019-03", 3, [])


def test_the_month_is_given_where_the_file_does_not_say_it(tmp_path: Path) -> None:
    data = shutil.copy(FIRST / "2019-03.csv", tmp_path / "crews.csv")
    problems = Problems()
    compiled = kpidsl.load(str(POLICY), problems)
    assert compiled
    assert kpidsl.evaluate(compiled, [data], problems) is None
    assert [found.code for found in problems] == ["K512"]
    run = kpidsl.evaluate(compiled, [data], problems := Problems(), period="2019-03")
    assert run
    assert (run.period, list(problems)) == ("2019-03", [])


def test_a_policy_with_errors_is_none_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "crews.kpi"
    path.write_text(POLICY.read_text(encoding="utf-8").replace("65%", "60%"), encoding="utf-8")
    assert kpidsl.load(path, problems := Problems()) is None
    assert [found.code for found in problems] == ["K301"]


MANY = 22_000
"""Rows from which on a table of six columns is read by the database."""


def compiled():
    found = kpidsl.load(POLICY, Problems())
    assert found
    return found


def crews(count: int) -> pyarrow.Table:
    """So many crews, all in order."""
    numbers = range(count)
    return pyarrow.table(
        {
            "unit": [f"Crew {at}" for at in numbers],
            "class": ["heading crew"] * count,
            "Advance.planned (m)": pyarrow.array([Decimal(180 + at % 7) for at in numbers], pyarrow.decimal128(9, 3)),
            "Advance.driven (m)": [170.25 + at % 50 for at in numbers],
            "Safety record": [Decimal("97.5")] * count,
            "Safety record.accidents": [at % 100 // 99 for at in numbers],
        }
    )


TABLES = {
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
    "pandas with rows left out": lambda table: table.to_pandas()[lambda frame: frame["unit"] != "nobody"].iloc[::1],
    "pandas by unit": lambda table: table.to_pandas().set_index("unit"),
    "polars": polars.from_arrow,
    "a stream that is read once": lambda table: pyarrow.RecordBatchReader.from_batches(
        table.schema, table.to_batches(7)
    ),
}


@pytest.mark.parametrize("library", TABLES)
@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_a_table_of_any_library_is_data(library: str, engine: str) -> None:
    run = kpidsl.evaluate(
        compiled(), TABLES[library](crews(20)), problems := Problems(), period="2019-03", engine=engine
    )
    assert run, [*problems]
    expected = kpidsl.evaluate(compiled(), crews(20), Problems(), period="2019-03")
    assert expected
    assert pyarrow.table(run.arrow()) == pyarrow.table(expected.arrow())


def test_many_rows_are_read_by_the_database_and_give_the_same() -> None:
    few = kpidsl.evaluate(compiled(), crews(MANY), Problems(), period="2019-03", engine="reference")
    many = kpidsl.evaluate(compiled(), crews(MANY), Problems(), period="2019-03")
    assert few
    assert many
    assert (few.engine, many.engine) == ("reference", "duckdb")
    assert few.data_digest == many.data_digest
    for sheet in ("totals", "scores"):
        assert pyarrow.table(few.arrow(sheet)) == pyarrow.table(many.arrow(sheet))


def test_what_is_wrong_in_a_table_is_told_by_its_name_and_rows() -> None:
    table = crews(MANY).to_pandas()
    table.loc[19_999, "Advance.driven (m)"] = 94.999
    for engine in ("reference", "duckdb"):
        assert kpidsl.evaluate(compiled(), {"2019-03": table}, problems := Problems(), engine=engine) is None
        assert [(found.code, str(found.place.file), found.place.row, found.place.column) for found in problems] == [
            ("K533", "<2019-03>", 20_001, 4)
        ]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("rows", [3, 20_000])
def test_a_name_with_a_nul_is_refused_in_a_table_as_in_a_file(engine: str, rows: int) -> None:
    table = crews(rows).to_pandas()
    table.loc[1, "unit"] = "Crew\x00 1"
    assert kpidsl.evaluate(compiled(), table, problems := Problems(), period="2019-03", engine=engine) is None
    assert [(found.code, found.place.row, found.place.column) for found in problems] == [("K526", 3, 1)]


def test_the_roster_may_be_a_table() -> None:
    table = crews(3).drop_columns(["class"])
    roster = pyarrow.table({"单位": ["Crew 0", "Crew 1", "Crew 2"], "单位分类": ["heading crew"] * 3})
    run = kpidsl.evaluate(compiled(), table, problems := Problems(), roster, period="2019-03")
    assert run, [*problems]
    assert run.outcome.units == 3
    less = roster.slice(0, 2)
    assert kpidsl.evaluate(compiled(), table, problems := Problems(), less, period="2019-03") is None
    assert {found.code for found in problems} == {"K521"}


def test_files_and_tables_make_one_month(tmp_path: Path) -> None:
    table, path = crews(3), tmp_path / "dispatch.parquet"
    pyarrow.parquet.write_table(table.select(table.column_names[:4]), path)
    rest = table.select([*table.column_names[:2], *table.column_names[4:]])
    run = kpidsl.evaluate(compiled(), [path, rest], problems := Problems(), period="2019-03")
    assert run, [*problems]
    whole = kpidsl.evaluate(compiled(), table, Problems(), period="2019-03")
    assert whole
    assert pyarrow.table(run.arrow()) == pyarrow.table(whole.arrow())


def test_a_table_with_numbers_and_texts_in_one_column_is_refused() -> None:
    table = crews(3).to_pandas().astype({"Advance.driven (m)": object})
    table.loc[1, "Advance.driven (m)"] = "none"
    assert kpidsl.evaluate(compiled(), table, problems := Problems(), period="2019-03") is None
    assert [(found.code, found.variant, dict(found.args)["heading"]) for found in problems] == [
        ("K517", "mixed", "Advance.driven (m)")
    ]


def of_driven(array: pyarrow.Array) -> pyarrow.Table:
    table = crews(2)
    return table.set_column(3, "Advance.driven (m)", array)


UNREAD = {
    "16-bit floats": (lambda: of_driven(pyarrow.array([1, 2], pyarrow.float16())), "float", 4),
    "32-bit floats": (lambda: of_driven(pyarrow.array([1, 2], pyarrow.float32())), "float", 4),
    "very long decimals": (lambda: of_driven(pyarrow.array([1, 2], pyarrow.decimal256(60, 18))), "decimal", 4),
    "decimals of hundreds": (lambda: of_driven(pyarrow.nulls(2, pyarrow.decimal128(5, -2))), "decimal", 4),
    "times with a zone": (lambda: of_driven(pyarrow.nulls(2, pyarrow.timestamp("us", "UTC"))), "", 4),
    "bytes that are no text": (
        lambda: of_driven(
            pyarrow.array([b"\xff", b"\xfe"]).view(pyarrow.binary()).cast(pyarrow.binary()).view(pyarrow.string())
        ),
        "unicode",
        0,
    ),
    "one column": (lambda: crews(2).to_pandas()["unit"], "values", 0),
}


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_column_that_is_not_read_is_named_with_its_type_and_in_our_words(name: str, lang: Lang) -> None:
    """The database says it in English, and of some types without the column."""
    table, variant, column = UNREAD[name]
    problems = Problems()
    assert kpidsl.evaluate(compiled(), table(), problems, period="2019-03") is None
    assert [(found.code, found.variant, found.place.column) for found in problems] == [("K517", variant, column)]
    text = render_concise(problems, {}, lang)
    assert "Error" not in text


def test_columns_keep_the_names_that_the_program_gives_them() -> None:
    """The database would call the second of two ``…_1``, and one without a name ``v6``."""
    table = crews(2)
    twice = pyarrow.Table.from_arrays(
        [*table.columns, table.column(3)], names=[*table.column_names, "Advance.driven (m)"]
    )
    nameless = pyarrow.Table.from_arrays([*table.columns, table.column(3)], names=[*table.column_names, ""])
    for given, code in ((twice, "K506"), (nameless, "K508")):
        assert kpidsl.evaluate(compiled(), given, problems := Problems(), period="2019-03") is None
        assert {found.code for found in problems} == {code}


def test_a_stream_that_can_be_read_once_is_data() -> None:
    table = crews(3)
    stream = pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches())
    assert kpidsl.evaluate(compiled(), stream, Problems(), period="2019-03").outcome.units == 3


def test_what_a_caller_can_only_have_mistaken_is_raised() -> None:
    with pytest.raises(TypeError, match="load gave None"):
        kpidsl.evaluate(None, crews(3), Problems(), period="2019-03")
    with pytest.raises(TypeError, match="str"):
        kpidsl.evaluate("crews.kpi", crews(3), Problems(), period="2019-03")
    with pytest.raises(TypeError, match="2019-03"):
        kpidsl.evaluate(compiled(), crews(3), Problems(), period=201903)
    with pytest.raises(ValueError, match="reference, duckdb"):
        kpidsl.evaluate(compiled(), crews(3), Problems(), period="2019-03", engine="duck")


def test_an_empty_table_is_refused() -> None:
    assert kpidsl.evaluate(compiled(), crews(0), problems := Problems(), period="2019-03") is None
    assert [found.code for found in problems] == ["K502"]


def test_a_pattern_that_no_file_fits_is_told(tmp_path: Path) -> None:
    assert kpidsl.evaluate(compiled(), tmp_path / "*.csv", problems := Problems()) is None
    assert [found.code for found in problems] == ["K518"]


def test_what_is_no_data_is_a_fault_of_the_caller() -> None:
    with pytest.raises(TypeError, match="int"):
        kpidsl.evaluate(compiled(), 5, Problems())
    with pytest.raises(TypeError, match="str"):
        kpidsl.evaluate(compiled(), {"2019-03": "a.csv"}, Problems())
    run = kpidsl.evaluate(compiled(), crews(3), Problems(), period="2019-03")
    assert run
    with pytest.raises(ValueError, match="no language 'fr': zh, en"):
        run.arrow(lang="fr")
    with pytest.raises(KeyError, match="totals"):
        run.arrow("total")


def test_a_published_sheet_has_decimals_and_says_why_there_is_none() -> None:
    table = crews(3).set_column(4, "Safety record", pyarrow.array(["97.5", "not applicable", "100"]))
    run = kpidsl.evaluate(compiled(), table, problems := Problems(), period="2019-03")
    assert run, [*problems]
    scores = pyarrow.table(run.arrow("scores", lang="en"))
    assert scores.schema.field("Safety record·mark").type == pyarrow.decimal128(38, 1)
    assert scores["Safety record·mark"].to_pylist() == [Decimal("97.5"), None, Decimal("100.0")]
    assert scores["Safety record·mark·state"].to_pylist() == [None, "not applicable", None]


def test_what_was_found_before_does_not_reject_the_next(tmp_path: Path) -> None:
    """A collector may go through many months, and policies."""
    broken, bad = tmp_path / "broken.kpi", tmp_path / "2019-04.csv"
    broken.write_text(POLICY.read_text(encoding="utf-8").replace("65%", "60%"), encoding="utf-8")
    bad.write_text((FIRST / "2019-03.csv").read_text(encoding="utf-8").replace("97.5", "x"), encoding="utf-8")
    problems = Problems()
    assert kpidsl.load(broken, problems) is None
    compiled = kpidsl.load(POLICY, problems)
    assert compiled
    for _ in range(2):  # equal findings are kept once, and reject a month each time
        assert kpidsl.evaluate(compiled, str(bad), problems) is None
        assert kpidsl.evaluate(compiled, str(FIRST / "2019-03.csv"), problems)
        table = pyarrow.csv.read_csv(FIRST / "2019-03.csv")
        assert kpidsl.evaluate(compiled, {"2019-03": table}, problems)
    assert sorted(found.code for found in problems.errors) == ["K301", "K531"]


@pytest.mark.parametrize("data", [[], {}, "", [""]])
def test_no_data_are_no_month(data: object) -> None:
    compiled = kpidsl.load(POLICY, Problems())
    assert compiled
    with pytest.raises(ValueError, match=r"no data|empty path"):
        kpidsl.evaluate(compiled, data, Problems())
