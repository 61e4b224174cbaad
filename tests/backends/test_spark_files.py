"""Files read by Spark give the problems, the places and the numbers that the row-by-row reader gives."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.spark import said
from kpidsl.backends.spark.files import load
from kpidsl.backends.spark.units import bare
from kpidsl.backends.sql.dialect import SPARK
from kpidsl.backends.sql.opening import scan_columns, scan_rows
from kpidsl.backends.sql.program import Program
from kpidsl.diagnostics import Problems
from kpidsl.plan.nodes import Log
from kpidsl.results.sheets import csv_field
from kpidsl.scores import owed
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster
from kpidsl.scores.table import ReadTable, read_table
from tests.backends.local_spark import spark
from tests.backends.test_files import BRANCHES, CLASSES, FEW, INPUTS, OWED_BY_ALL, ROSTER, files, plan_of
from tests.long_runs import of_spark, of_spark_but

HEADING = "被考核单位,单位分类,培训,隐患,产量,完成率（%）,达标,等级"
MONTH = f"""{HEADING}
一队,队组,95.5,12,1.25,95.5%,是,
二队,队组,90,1,-3.5,3%,否,
财务科,科室,100,3,0.00,,是,二级
"""


def by_rows(
    paths: Sequence[Path], roster: Path | None, inputs=FEW, period: str | None = "2019-03", read: ReadTable = read_table
):
    """What the reader of rows says, and the opening table it gives."""
    plan, problems = plan_of(inputs, BRANCHES if roster else {}), Problems()
    units = read_roster(roster, plan.scan, problems) if roster else None
    month = read_month(list(paths), plan, units, problems, period, read)
    if month is None:
        return list(problems), None, None
    rows = [tuple(row) for row in scan_rows(Program.opening(plan, SPARK), month)]
    return list(problems), (month.period, month.digest, month.encoding), rows


def by_spark(data, roster: Path | None, inputs=FEW, period: str | None = "2019-03"):
    """What Spark says of the same, and the rows of its view; orders counted from 0."""
    program, problems = Program.opening(plan_of(inputs, BRANCHES if roster else {}), SPARK), Problems()
    data = [str(path) for path in data] if isinstance(data, list) else data
    loaded = load(spark(), program, data, roster, problems, period)
    if loaded is None:
        return list(problems), None, None
    opening = loaded.scan()
    assert [(name, kind.upper()) for name, kind in opening.dtypes] == [
        (bare(program.names(key)), kind.replace(" ", "")) for key, kind in scan_columns(program)
    ]
    rows = sorted((tuple(row) for row in opening.collect()), key=lambda row: row[2])
    loaded.release()
    assert loaded.bare_names == all(csv_field(row[0]) == row[0] for row in rows)
    facts = (loaded.period, loaded.digest, loaded.encoding)
    assert loaded.complete == all(state == 0 for row in rows for state in row[-len(inputs) * 2 + 1 :: 2])
    return list(problems), facts, [(*row[:2], at, *row[3:]) for at, row in enumerate(rows)]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def table(*rows: str) -> str:
    return "\n".join([HEADING, *rows, ""])


@of_spark
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), with_roster=st.booleans(), inputs=st.sampled_from([INPUTS, OWED_BY_ALL]))
def test_readers_agree(tmp_path_factory, data, with_roster, inputs):
    text, encoding = data.draw(files(with_roster))
    folder = tmp_path_factory.mktemp("data")
    path, roster = written(folder / "数据.csv", text, encoding), written(folder / "units.csv", ROSTER)
    roster = roster if with_roster else None
    assert by_spark([path], roster, inputs) == by_rows([path], roster, inputs)


APART = (
    "被考核单位,单位分类,培训,隐患\n一队,队组,95.5,12\n二队,队组,90,1\n财务科,科室,100,3\n",
    "产量,完成率（%）,达标,等级,单位分类,被考核单位\n1.25,95.5%,是,,队组,一队\n-3.5,,否,二级,科室,财务科\n2,3%,是,,队组,二队\n",
)
SEVERAL = {
    "the columns of one unit in two files, in any order": APART,
    "the same cells twice": (*APART, "被考核单位,单位分类,培训\n一队,队组,95.50\n二队,队组,90.0\n"),
    "other cells in another file": (
        *APART, f"{HEADING}\n一队,队组,95.5,,1.25,95.5%,是,\n财务科,科室,99,,-3.5,,是,二级\n二队,队组,,,2,3%,是,\n",
    ),
    "units in two files under different headings": (
        table("一队,队组,95.5,12,1.25,95.5%,是,"), "被考核单位,产量,单位分类,达标,隐患,培训,完成率\n二队,2,队组,否,1,１００,5.5%\n",
    ),
    "one of the files is no table": (APART[0], "某矿三月报表\n被考核单位,单位分类,产量\n一队,队组,1\n", APART[1]),
}  # fmt: skip
OFTEN = ("other cells in another file", "units in two files under different headings")


ENDED = {
    "utf-8": "被考核单位,单位分类,培训,隐患\n一队,队组,95.5,12\n财务科,科室,100,3\n二队,队组,90,1\x1a",
    "gb18030": f"{HEADING}\n一队,队组,95.5,,1.25,95.5%,是,\n财务科,科室,,,-3.5,,否,二级\x1a",
    "utf-8-sig": "被考核单位,单位分类,产量,完成率,达标\n二队,队组,2,3%,是\n\x1a",
}
"""Months whose files end as old programs end them."""
NOT_ENDED = {
    "utf-8": "被考核单位,单位分类,培训,隐患\n一队,队组,95.5,12\x1a\n财务科,科室,100,3\n二队,队组,90,1\x1a\n",
    "gb18030": f"{HEADING}\n一队,队组,95.5,,1.25,95.5%,是,\x1a\n财务科,科室,,,-3.5,,否,二级",
    "utf-8-sig": "被考核单位,单位分类,产量,完成率,达标\n二队,队组,2,3%,是\x1a\x1a",
}


@pytest.mark.parametrize("texts", [ENDED, NOT_ENDED], ids=["ended", "not ended"])
def test_the_sign_of_the_end_of_a_file_is_no_text_there_alone(tmp_path, texts):
    paths = [written(tmp_path / f"{encoding}.csv", text, encoding) for encoding, text in texts.items()]
    found = by_spark(paths, None)
    assert found == by_rows(paths, None)
    assert (found[2] is None) == (texts is NOT_ENDED)


@pytest.mark.parametrize("texts", of_spark_but(*OFTEN, cases=SEVERAL))
def test_several_files_are_one_month(tmp_path, texts):
    paths = [written(tmp_path / f"{at}.csv", text) for at, text in enumerate(texts)]
    assert by_spark(paths, None) == by_rows(paths, None)


ODD = {
    "sums are no units, and are checked": "\n".join([
        f"序号,{HEADING}", "1,一队,队组,95.5,12,1,95.5%,是,", ",小计,,95.5,12,2,,,", "2,二队,队组,9,12,1,95.5%,是,",
        ",,,5,,,,,", "3,财务科,科室,100,3,-3.5,,否,二级", "合计,,,209.5,27,x,,,", "",
    ]),
    "a unit has two rows": table(
        "一队,队组,95.5,12,1,95.5%,是,", "一队,队组,95.5,12,1,95.5%,是,", "二队,队组,9,12,1,5%,是,", "二 队,队组,8,12,1,5%,是,",
    ),
    "tabs, a mark, blank lines and layout": "\ufeff" + table(
        " 一队 ,队组, 95.5 ,１２,1.25,95.5 %,是,", "", ",,,,,,,", "\u3000二队,队 组,90,1,—,3%,×,", "财务科,科室,不涉及,3,/,,yes,二 级",
    ).replace(",", "\t"),
    "cells in quotes": table('"一,队",队组,"95.5","12",1.25,95.5%,是,', '"六""队",队组,90,1,-3.5,3%,否,""'),
    "a quotation mark inside a cell": table('"一"队,队组,1,1,1,1%,是,'),
    "a class that is none, and one that is left out": table("一队,队祖,1,1,1,1%,是,", "二队,,1,1,1,1%,是,"),
    "cells under no heading": table("一队,队组,1,1,1,1%,是,,7", "二队,队组,1,1,1,1%,是,, ,"),
    "nothing but a heading": f"{HEADING}\n",
    "the heading asks two things": MONTH.replace("被考核单位", "单位"),
    "a column is missing": MONTH.replace("产量", "备注"),
    "NUL": MONTH.replace("否", "\x00"),
    "a name holds what nobody sees": MONTH.replace("二队", "二\u200e队"),
    "only a name that holds what nobody sees": "被考核单位,单位分类\n\n一\u200e队,队组\n",
}  # fmt: skip
ODD_OFTEN = (
    "sums are no units, and are checked", "tabs, a mark, blank lines and layout", "cells in quotes", "cells under no heading"
)  # fmt: skip


@pytest.mark.parametrize("text", of_spark_but(*ODD_OFTEN, cases=ODD))
def test_what_a_file_may_hold(tmp_path, text):
    path = written(tmp_path / "数 据[1]#50%.csv", text)
    assert by_spark([path], None) == by_rows([path], None)


def test_names_are_held_to_the_roster(tmp_path):
    roster = written(tmp_path / "units.csv", ROSTER)
    rows = [
        "一对,队组,95.5,12,1,95.5%,是,",
        "二队,科室,9,12,1,,是,一级",
        "财务,科室,100,3,-3.5,,否,二级",
        "东(一),,100,3,-3.5,3%,否,二级",
    ]
    path = written(tmp_path / "三月.csv", table(*rows))
    assert by_spark([path], roster) == by_rows([path], roster)
    rows = [
        "一队,队组,95.5,12,1,95.5%,是,", "二队,,9,12,1,3%,是,", "三队,队组,9,12,1,3%,是,", "财务,科室,100,3,-3.5,,否,二级",
        "东(一),,100,3,-3.5,,否,二级", "机关支部,支部,7,,0,5%,是,",
    ]  # fmt: skip
    path = written(tmp_path / "三月.csv", table(*rows))
    found = by_spark([path], roster)
    assert found == by_rows([path], roster)
    assert found[2] is not None


GB18030 = "".join(chr(code) for code in (*range(0x4E00, 0x9FA6), *range(0x3400, 0x3500)))


def test_gb18030_is_proven_on_all_bytes(tmp_path):
    text = MONTH.replace("财务科", "，".join(GB18030[at : at + 997] for at in range(0, len(GB18030), 997)))
    path = written(tmp_path / "三月.csv", text, "gb18030")
    assert by_spark([path], None) == by_rows([path], None)
    # A heading of ASCII does not tell: only the rows do.
    ascii_heading = MONTH.replace("被考核单位,单位分类", "unit,class").splitlines()[1:]
    text = "\n".join(["unit,class,备注,培训,隐患,产量,完成率（%）,达标,等级".replace("备注,", ""), *ascii_heading, ""])
    path = written(tmp_path / "三月.csv", text, "gb18030")
    assert by_spark([path], None) == by_rows([path], None)


def test_bytes_that_are_no_text_are_named_by_line(tmp_path):
    path = tmp_path / "三月.csv"
    path.write_bytes(MONTH.replace("否", "\x01").encode().replace(b"\x01", b"\xff\xfe"))
    found = by_spark([path], None)
    assert found == by_rows([path], None)
    assert [(one.code, one.variant, one.place.row) for one in found[0]] == [("K501", "broken", 3)]


MONTHS = {
    "the column says it": (MONTH, ("2019-03", "2019年3月", ""), None),
    "the caller asks for another": (MONTH, ("2019-03", "2019年3月", ""), "2019-04"),
    "the column names no month": (MONTH, ("2019-03", "三月", "2019-03"), None),
    "rows of two months": (MONTH, ("2019-03", "2019-04", "2019-03"), None),
    "nobody says it": (MONTH, ("", "", ""), None),
}


@pytest.mark.parametrize(("text", "months", "asked"), MONTHS.values(), ids=MONTHS)
def test_all_agree_on_the_month(tmp_path, text, months, asked):
    lines = text.splitlines()
    rows = [f"{line},{month}" for line, month in zip(lines, ("月份", *months), strict=True)]
    path = written(tmp_path / "数据.csv", "\n".join(rows) + "\n")
    assert by_spark([path], None, period=asked) == by_rows([path], None, period=asked)


def test_the_name_of_a_file_says_the_month_too(tmp_path):
    path = written(tmp_path / "2019-03.csv", MONTH)
    assert by_spark([path], None, period=None) == by_rows([path], None, period=None)
    assert by_spark([path], None, period="2019-04") == by_rows([path], None, period="2019-04")
    dated = written(tmp_path / "2019-05.csv", MONTH.replace("\n", ",2019-03\n").replace("等级,2019-03", "等级,月份"))
    assert by_spark([dated], None, period=None) == by_rows([dated], None, period=None)


def test_a_file_elsewhere_is_the_same_file(tmp_path):
    path = written(tmp_path / "三月.csv", MONTH)
    said_here, facts, rows = by_spark([path], None)
    assert (said_here, rows) == ([], by_rows([path], None)[2])
    found = by_spark([f"file://{path}"], None)
    assert found == ([], facts, rows)
    assert by_spark([f"file://{tmp_path}"], None)[2] == rows


def test_a_cell_that_goes_on_in_the_next_line_is_refused_with_its_line(tmp_path):
    path = written(tmp_path / "三月.csv", MONTH.replace("财务科", '"财务\n科"'))
    assert by_rows([path], None)[2] is not None
    assert [(one.code, one.variant, one.place.row) for one in by_spark([path], None)[0]][:1] == [("K519", "", 4)]


def test_a_carriage_return_inside_a_line_is_refused_with_its_line(tmp_path):
    path = written(tmp_path / "三月.csv", MONTH.replace("队组,90", "队\r组,90"))
    assert [(one.code, one.variant, one.place.row) for one in by_spark([path], None)[0]] == [("K519", "return", 3)]


def test_of_very_many_the_first_are_named_and_the_rest_counted(tmp_path, monkeypatch):
    """Nothing is lost: rows that are read, named and counted are all rows."""
    monkeypatch.setattr(owed, "NAMED", 2)
    monkeypatch.setattr(said, "AT_ONCE", 3)
    blank = [f"缺{at}队,队组,1,,1,1%,是," for at in range(5)]
    bad = [f"错{at}队,队组,1.25,1,1,1%,是," for at in range(7)]
    path = written(tmp_path / "三月.csv", table(*blank, *bad))
    found = by_spark([path], None)[0]
    assert [(one.code, one.place.row) for one in found if one.code == "K533"] == [("K533", row) for row in (7, 8, 9)]
    counted = {(one.code, one.variant): dict(one.args)["count"] for one in found if one.code in ("K562", "K565")}
    assert counted == {("K562", ""): "5", ("K565", ""): "4"}
    named = {one.code: [dict(label.args)["named"] for label in one.labels] for one in found if one.code == "K562"}
    assert named == {"K562": ["2"]}


@of_spark
@pytest.mark.parametrize("with_roster", [False, True])
def test_what_is_missing_is_named_and_counted_as_by_the_row_reader(tmp_path, monkeypatch, with_roster):
    monkeypatch.setattr(owed, "NAMED", 2)
    rows = [f"缺{at}队,队组,{'' if at % 2 else 1},{'' if at % 3 else 1},1,1%,是," for at in range(9)]
    path, roster = written(tmp_path / "三月.csv", table(*rows)), None
    if with_roster:
        units = "".join(f"缺{at}队,队组,\n" for at in reversed(range(14)))
        roster = written(tmp_path / "units.csv", "单位,单位分类,支部\n" + units)
    assert by_spark([path], roster)[0] == by_rows([path], roster)[0]


def test_a_file_in_many_parts_keeps_its_lines(tmp_path):
    rows = [f"第{at}队,队组,{at % 100}.5,{at},1.25,95.5%,是," for at in range(2000)]
    rows[700], rows[1999] = "合计,,1,,,,,", "坏队,队组,95.25,1,1,1%,是,"
    path = written(tmp_path / "三月.csv", table(*rows))
    spark().conf.set("spark.sql.files.maxPartitionBytes", "8k")
    try:
        assert by_spark([path], None) == by_rows([path], None)
    finally:
        spark().conf.unset("spark.sql.files.maxPartitionBytes")


COLUMNS = pa.table({
    "被考核单位": pa.array(["一队", "二队", "财务科"]),
    "单位分类": pa.array(["队组", "队组", "科室"]),
    "培训": pa.array([Decimal("95.5000"), Decimal("90.0000"), Decimal("0.0000")], pa.decimal128(20, 4)),
    "隐患": pa.array([12, 1, None], pa.int16()),
    "产量": pa.array([1.25, -3.5, 0.1 + 0.2]),
    "完成率": pa.array(["95.5%", "3%", None]),
    "达标": pa.array([True, False, True]),
    "等级": pa.array([None, None, "二级"]),
    "备注": pa.array([[1], None, []], pa.list_(pa.int8())),
})  # fmt: skip
AS_CSV = (
    f"{HEADING},备注\n一队,队组,95.5,12,1.25,95.5%,是,,\n二队,队组,90,1,-3.5,3%,否,,\n财务科,科室,0,,0.3,,是,二级,\n"
)


def test_columns_with_types_mean_what_their_texts_mean(tmp_path):
    path, text = tmp_path / "三月.parquet", written(tmp_path / "三月.csv", AS_CSV)
    pq.write_table(COLUMNS, path)
    problems, _, rows = by_rows([text], None)
    found = by_spark([path], None)
    assert found[2] == rows
    assert [(one.code, dict(one.args)) for one in found[0]] == [(one.code, dict(one.args)) for one in problems]
    assert found[1][2] == "parquet"


def test_a_frame_of_the_caller_s_own_session_is_data_too(tmp_path):
    other = spark().newSession()
    frame = other.createDataFrame(COLUMNS.drop_columns(["备注"]))
    problems, facts, rows = by_spark(frame, None)
    assert rows == by_rows([written(tmp_path / "三月.csv", AS_CSV)], None)[2]
    assert [one.code for one in problems] == ["K567"]
    assert facts[1:] == (by_spark(frame.repartition(3), None)[1][1], "spark")
    assert by_spark(frame.where("`被考核单位` <> '二队'"), None)[1][1] != facts[1]
    again = by_spark(frame.select("*", frame["培训"]), None)[0]
    assert ("K506", 9) in [(one.code, one.place.column) for one in again]


def test_types_that_are_not_exact_are_refused(tmp_path):
    path = tmp_path / "三月.parquet"
    columns = COLUMNS.set_column(4, "产量", pa.array([1.25, 2, 3], pa.float32()))
    pq.write_table(columns.set_column(3, "隐患", pa.array([[1], [2], [3]])), path)
    found = by_spark([path], None)[0]
    assert [(one.code, one.variant, one.place.column) for one in found] == [("K517", "", 4), ("K517", "float", 5)]


def test_what_is_only_called_parquet_is_refused(tmp_path):
    path = written(tmp_path / "三月.parquet", MONTH)
    assert [(one.code, one.variant) for one in by_spark([path], None)[0]] == [("K501", "parquet")]


def test_a_policy_with_logs_is_refused(tmp_path):
    plan, problems = plan_of(FEW, {}), Problems()
    scan = evolve(plan.nodes[0], logs=(Log("违章记录", (), 9, CLASSES),))
    program = Program.opening(evolve(plan, nodes=(scan, *plan.nodes[1:])), SPARK)
    assert load(spark(), program, [str(written(tmp_path / "三月.csv", MONTH))], None, problems, "2019-03") is None
    assert [(one.code, one.variant) for one in problems] == [("K519", "logs")]


def test_a_folder_of_partitions_says_the_month(tmp_path):
    part = tmp_path / "月份=2019-03"
    part.mkdir()
    written(part / "part-0.csv", table("一队,队组,95.5,12,1.25,95.5%,是,"))
    written(part / "part-1.csv", table("二队,队组,90,1,-3.5,3%,否,"))
    written(part / "_SUCCESS", "")
    problems, facts, rows = by_spark([tmp_path], None, period=None)
    assert (problems, facts[0]) == ([], "2019-03")
    assert [row[0] for row in rows] == ["一队", "二队"]
