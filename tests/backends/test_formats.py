"""Compressed files, Parquet files and tables of a program: both readers say the same of them, and what a csv file would give."""

import csv
import gzip
import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.duckdb.frames import Frames, ReadAny
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.results.sheets import totals_sheet
from kpidsl.scores import compressed
from kpidsl.scores.read import read_month
from kpidsl.scores.table import read_table
from tests.backends.test_files import FEW, INPUTS, files, plan_of
from tests.long_runs import examples

ENGINE = DuckDBEngine(threads=1)
DATA = Path("<data>")


def by_rows(path: Path, frames: Frames | None = None, inputs=INPUTS):
    """Findings and published bytes by the reader of rows."""
    plan, problems = plan_of(inputs, {}), Problems()
    month = read_month(path, plan, None, problems, "2019-03", ReadAny(ENGINE.connect, frames))
    if month is None:
        return list(problems), None, None
    return list(problems), (month.digest, month.encoding), written(plan, evaluate(plan, month))


def by_columns(path: Path, frames: Frames | None = None, inputs=INPUTS):
    """The same by the database."""
    plan, problems = plan_of(inputs, {}), Problems()
    run = ENGINE.run_files(plan, [path], None, problems, "2019-03", frames)
    if run is None:
        return list(problems), None, None
    return list(problems), (run.digest, run.encoding), written(plan, run.outcome)


def written(plan, outcome) -> list[tuple[str, ...]]:
    return [*outcome.rows(totals_sheet(plan, "zh")), *(row.shown for row in outcome.reports)]


def told(findings, path: Path) -> list[object]:
    """Findings without the name of the file."""

    def bare(text: object) -> str:
        return str(text).replace(str(path), "").replace(path.name, "")

    def place(cell) -> tuple[str, int, int]:
        return bare(cell.file), cell.row, cell.column

    return [
        (
            found.code,
            found.variant,
            place(found.place),
            sorted((key, bare(value)) for key, value in dict(found.args).items()),
            [(label.key, place(label.place)) for label in found.labels],
        )
        for found in findings
    ]


def table_of(text: str) -> pa.Table:
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    columns = [[row[at] if at < len(row) else "" for row in rows[1:]] for at in range(len(rows[0]))]
    return pa.table([pa.array(column, pa.string()) for column in columns], names=rows[0])


def packed(kind: str, data: bytes) -> bytes:
    if kind == ".gz":
        middle = len(data) // 2  # two parts are one text
        return gzip.compress(data[:middle]) + gzip.compress(data[middle:])
    return zstandard.ZstdCompressor().compress(data)


@pytest.mark.parametrize("kind", [".gz", ".zst"])
@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(written=files(with_roster=False))
def test_a_compressed_file_is_the_file_it_holds(tmp_path_factory, kind, written):
    text, encoding = written
    plain = tmp_path_factory.getbasetemp() / "数据.csv"
    path = plain.with_name(plain.name + kind)
    plain.write_bytes(text.encode(encoding))
    path.write_bytes(packed(kind, plain.read_bytes()))
    expected, found = by_rows(path), by_columns(path)
    assert found == expected
    findings, _, figures = by_rows(plain)
    assert (told(found[0], path), found[2]) == (told(findings, plain), figures)


@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(written=files(with_roster=False))
def test_a_parquet_file_and_a_table_of_the_program_are_read_alike_by_both(tmp_path_factory, written):
    table = table_of(written[0])
    path = tmp_path_factory.getbasetemp() / "数据.parquet"
    pq.write_table(table, path)
    assert by_columns(path) == by_rows(path)
    frames = Frames.of({DATA: table}, ENGINE.connect, Problems())
    assert frames
    expected = by_rows(DATA, frames)
    assert by_columns(DATA, Frames.of({DATA: table}, ENGINE.connect, Problems())) == expected
    if "" not in table.column_names:  # the interface gives such a column a name
        findings, _, figures = by_rows(path)
        assert (told(expected[0], DATA), expected[2]) == (told(findings, path), figures)


@pytest.mark.parametrize(
    "names",
    [
        ["被考核单位", "单位分类", "备注", ""],
        ["被考核单位", "单位分类", "培训", "培训"],
        ["被考核单位", "单位分类", "x", "X"],
    ],
)
def test_names_of_columns_are_those_of_the_file(tmp_path, names):
    path, nested = tmp_path / "月.parquet", pa.array([{"a": [1], "b": {"c": 2}}])
    texts = [pa.array(["一队"]), pa.array(["队组"])]
    last = [nested, pa.array([None], pa.string())] if "备注" in names else [pa.array(["1"]), pa.array(["2"])]
    pq.write_table(pa.table([*texts, *last], names=names), path)
    plain = tmp_path / "月.csv"
    plain.write_text(",".join(names) + "\n一队,队组,1," + ("" if "备注" in names else "2") + "\n", encoding="utf-8")
    expected = by_rows(plain)
    for found in (by_rows(path), by_columns(path)):
        assert (told(found[0], path), found[2]) == (told(expected[0], plain), expected[2])


NUMBERS = {
    "whole numbers": (pa.array([95, 100], pa.int16()), ["95", "100"]),
    "large whole numbers": (pa.array([2**64 - 1, 7], pa.uint64()), [str(2**64 - 1), "7"]),
    "decimals": (pa.array([Decimal("95.5000"), Decimal("0.5000")], pa.decimal128(9, 4)), ["95.5", "0.5"]),
    "a decimal with more digits": (pa.array([Decimal("95.5001"), None], pa.decimal128(9, 4)), ["95.5001", ""]),
    "whole decimals": (pa.array([Decimal(100), Decimal(7)], pa.decimal128(9, 0)), ["100", "7"]),
    "floats": (pa.array([95.5, 0.1 + 0.2], pa.float64()), ["95.5", "0.3"]),
    "a float short of its target": (pa.array([94.99999, 1e16], pa.float64()), ["94.99999", "1e+16"]),
    "what is no number": (pa.array([float("nan"), float("-inf")], pa.float64()), ["nan", "-inf"]),
    "the other zero": (pa.array([-0.0, None], pa.float64()), ["-0", ""]),
    "nothing at all": (pa.nulls(2), ["", ""]),
    "yes and no": (pa.array([True, False]), ["是", "否"]),
    "days": (pa.array([date(2019, 3, 5), None]), ["2019-03-05", ""]),
    "times of day": (
        pa.array([datetime(2019, 3, 5), datetime(2019, 3, 5, 10, 30)], pa.timestamp("us")),
        ["2019-03-05 00:00:00", "2019-03-05 10:30:00"],
    ),
    "labels": (pa.array(["合格", "不合格"]).dictionary_encode(), ["合格", "不合格"]),
}


@pytest.mark.parametrize("under", ["培训", "产量", "完成率（%）", "达标", "检查", "完成日"])
@pytest.mark.parametrize("name", NUMBERS)
def test_a_column_with_a_type_says_what_the_same_text_would(tmp_path, name, under):
    array, texts = NUMBERS[name]
    units = pa.array(["一队", "二队"])
    table = pa.table([units, pa.array(["队组", "队组"]), array], names=["被考核单位", "单位分类", under])
    path, plain = tmp_path / "月.parquet", tmp_path / "月.csv"
    pq.write_table(table, path)
    with plain.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([table.column_names, *zip(["一队", "二队"], ["队组", "队组"], texts, strict=True)])
    inputs = tuple(one for one in INPUTS if one.key == under.removesuffix("（%）"))
    expected = by_rows(plain, inputs=inputs)
    for found in (by_rows(path, inputs=inputs), by_columns(path, inputs=inputs)):
        assert (told(found[0], path), found[2]) == (told(expected[0], plain), expected[2])


REFUSED = {
    "32-bit floats": (pa.array([95.5, 1.0], pa.float32()), "float"),
    "lists": (pa.array([[1], [2]]), ""),
    "bytes": (pa.array([b"1", b"2"]), ""),
    "records": (pa.array([{"a": 1}, {"a": 2}]), ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_column_that_cannot_be_read_exactly_is_refused_but_not_where_nothing_is_read(tmp_path, name):
    array, variant = REFUSED[name]
    path = tmp_path / "月.parquet"
    names = ["被考核单位", "单位分类", "培训", "备注"]
    pq.write_table(pa.table([["一队", "二队"], ["队组", "队组"], array, array], names=names), path)
    for findings, *_ in (by_rows(path), by_columns(path)):
        assert [(found.code, found.variant, found.place.column) for found in findings] == [("K517", variant, 3)]


def test_the_digest_of_a_file_is_that_of_its_bytes_on_the_disk(tmp_path):
    text = "被考核单位,单位分类,培训,隐患,产量,完成率,达标\n一队,队组,95.5,1,2.5,95%,是\n"
    path = tmp_path / "月.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    from hashlib import sha256

    digest = sha256(path.read_bytes()).hexdigest()
    assert by_rows(path, inputs=FEW)[1] == by_columns(path, inputs=FEW)[1] == (digest, "utf-8")


def cut(data: bytes) -> bytes:
    return data[:-9]


def turned(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(255 - byte for byte in data[len(data) // 2 :])


def turned_inside(data: bytes) -> bytes:
    """The rows are harmed and the schema, which stands at the end of a Parquet file, is not."""
    return data[:30] + bytes(255 - byte for byte in data[30:130]) + data[130:]


@pytest.mark.parametrize("kind", [".gz", ".zst", ".parquet"])
@pytest.mark.parametrize("harmed", [cut, turned, turned_inside, lambda _: b"", lambda _: b"a,b\n1,2\n"])
def test_what_is_left_of_a_file_is_not_read(tmp_path, kind, harmed: Callable[[bytes], bytes]):
    text = "被考核单位,单位分类,培训,隐患,产量,完成率,达标\n" + "".join(
        f"{at}队,队组,95.5,1,2.5,95%,是\n" for at in range(999)
    )
    path = tmp_path / f"月{'.csv' if kind != '.parquet' else ''}{kind}"
    if kind == ".parquet":
        pq.write_table(table_of(text), path)
    else:
        path.write_bytes(packed(kind, text.encode()))
    whole = [found for found in by_rows(path, inputs=FEW)[0] if found.severity == "error"]
    assert not whole
    path.write_bytes(harmed(path.read_bytes()))
    expected = by_rows(path, inputs=FEW)
    assert by_columns(path, inputs=FEW) == expected
    assert {found.code for found in expected[0]} <= {"K516", "K501", "K502"}
    assert expected[1] is None


def test_a_reader_that_is_not_installed_is_named(tmp_path, monkeypatch):
    def missing(_kind: str) -> type[Exception]:
        raise compressed.NotUnpackedError("library")

    monkeypatch.setattr(compressed, "_fault", missing)
    path = tmp_path / "月.csv.zst"
    path.write_bytes(packed(".zst", b"a"))
    assert read_table(path, bool, problems := Problems()) is None
    assert [(found.code, found.variant) for found in problems] == [("K516", "library")]


def test_a_name_with_the_signs_of_patterns_is_one_file(tmp_path):
    text = "被考核单位,单位分类,培训,隐患,产量,完成率,达标\n一队,队组,95.5,1,2.5,95%,是\n"
    for path in (tmp_path / "月[1].csv", tmp_path / "月[1].parquet"):
        if path.suffix == ".csv":
            path.write_text(text, encoding="utf-8")
        else:
            pq.write_table(table_of(text), path)
        assert by_columns(path, inputs=FEW) == by_rows(path, inputs=FEW)
        assert by_columns(path, inputs=FEW)[2]
