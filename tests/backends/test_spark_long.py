"""Files with one number a row give on Spark the problems, the places and the numbers that the row-by-row reader gives."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.frames import ReadAny
from kpidsl.backends.spark import frames, long, said
from kpidsl.scores import owed
from tests.backends.local_spark import spark
from tests.backends.test_files import FEW, INPUTS, OWED_BY_ALL, ROSTER, decimal, wanted
from tests.backends.test_many_files import ENGINE, layouts, month_of, months, write
from tests.backends.test_spark_files import by_rows, by_spark, written
from tests.long_runs import of_spark, of_spark_but


def told(paths: Sequence[Path], roster: Path | None = None, inputs=FEW, period: str | None = "2019-03"):
    """What both say of files: that of Spark, that of the reader of rows."""
    return by_spark(list(paths), roster, inputs, period), by_rows(
        paths, roster, inputs, period, ReadAny(ENGINE.connect)
    )


def alike(paths: Sequence[Path], roster: Path | None = None, inputs=FEW, period: str | None = "2019-03"):
    """What both say of files, which is the same."""
    found, expected = told(paths, roster, inputs, period)
    assert found == expected
    return found


@of_spark
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), with_roster=st.booleans(), inputs=st.sampled_from([INPUTS, OWED_BY_ALL]))
def test_readers_agree_on_a_month_of_files(tmp_path_factory, data, with_roster, inputs):
    folder, paths = tmp_path_factory.mktemp("data"), []
    for at, (_, rows) in enumerate(data.draw(months(with_roster, inputs))):
        paths.append(folder / f"{at}{data.draw(st.sampled_from(['.csv', '.csv', '.parquet']))}")
        write(rows, paths[-1])
    alike(paths, written(folder / "units.csv", ROSTER) if with_roster else None, inputs)


OPENING = "被考核单位,单位分类,指标,数值"
MEASURED = "被考核单位,单位分类,指标,数据,计量单位,数值"
MONTH = (
    "一队,队组,培训,95.5", "一队,队组,安全·隐患,12", "一队,队组,产量,1.25", "一队,队组,完成率,95.5%", "一队,队组,达标,是",
    "二队,队组,培训,90", "二队,队组,隐患,1", "二队,队组,产量（万吨）,-3.5", "二队,队组,完成率（%）,3", "二队,队组,达标,否",
    "财务科,科室,培训,100", "财务科,科室,隐患,3", "财务科,科室,产量,0.00", "财务科,科室,达标,不涉及", "财务科,科室,等级,二级",
)  # fmt: skip
"""All that three units owe."""


def table(*rows: str, heading: str = OPENING) -> str:
    return "\n".join([heading, *rows, ""])


def without(*starts: str) -> list[str]:
    """The rows of the month but those that begin like this."""
    return [row for row in MONTH if not row.startswith(starts)]


SPOILED = {
    "names that name none, or not one, or in the wrong measure": [table(
        *without("一队,队组,培训", "财务科,科室,等级"), "一队,队组,培川,95.5", "二队,队组,,1", "二队,队组,没有的,1", "一队,队组,没有的,1",
        "一队,队组,总分,1", "二队,队组,培训（万吨）,1", "一队,队组,完成率（分）,1", "合计,,没有的,1", ",,没有的,1",
    )],
    "a row has a second one that says the same, another value, or nothing": [table(
        *MONTH, "一队,队组,培训,95.50", "二队,队组,安全·隐患,2", "财务科,科室,等级,", "二队,队组,产量,", "财务科,科室,培训·考评分,1O0",
        "一 队,队组,达标,否",
    )],
    "values that do not fit, are pending, nobody asked for, or are not there": [table(
        *without("一队,队组,培训", "二队,队组,安全", "二队,队组,产量", "财务科,科室,等级"), "一队,队组,培训,95.25", "二队,队组,产量,-101",
        "二队,队组,等级,一级", "财务科,科室,等级,待核实", "财务科,科室,完成率,3%", "三队,队组,培训,九十", "三队,队组,隐患,",
        "四队,队组,培训,", "五队,队组,产量,1",
    )],
    "other ways to write the same": [table(
        '"一,队",队组,"培训","95.5"', ' 一队 , 队组 , 培 训 , ９５.5 ', "一队,队组,安全．隐患,１２", "", ",,,", "一队,队组,产量,1.25",
        "一队,队组,完成率（％）,95.5%", "一队,队组,达标,√", '二队,队组,"培训",90', "\u3000二队,队组,隐患,—", "二队,队组,产量,/",
        "二队,队组,完成率,3 %", "二队,队组,达标,yes",
    ).strip().replace("\n", "\r\n") + "\x1a"],
    "sums are no units, and are checked": [table(
        *(f",{row}" for row in MONTH[:5]), ",小计,,培训,95.5", ",小计,,隐患,13", *(f",{row}" for row in MONTH[5:10]), ",小计,,培训,9O",
        "合计,,,产量,-2.25", *(f",{row}" for row in MONTH[10:]), ",总计,,培训,285.5", ",总计,,隐患,17", ",合计,,完成率,3%", ",合计,,达标,",
        heading=f"序号,{OPENING}",
    )],
    "classes that are none, clash or are left out; cells under no heading": [table(
        *without("一队,队组,隐", "财务科,科室,培训"), "一队,科室,隐患,12", "财务科,,培训,100", "三队,队祖,培训,1", "四队,,培训,1",
        "一队,队组,等级,,,7", "五队,队组,培训,1,",
    )],
    "columns for datum and measure": [table(
        "一队,队组,培训,,分,95.5", "一队,队组,安全,隐患,,12", "一队,队组,产量,,万吨,1.25", "一队,队组,完成率,,%,95.5",
        "一队,队组,完成率,,%,0.5", "一队,队组,达标,,,是", "二队,队组,培训,考评分,,90", "二队,队组,安全,,项,1", "二队,队组,产量,,吨,1",
        "二队,队组,完成率（%）,,,3", "二队,队组,达标,,分,是", "三队,队组,完成率,,,3", heading=MEASURED,
    )],
    "a number of percent without its sign": [table(*without("一队,队组,完成率"), "一队,队组,完成率,3")],
    "nothing but a heading": [table(*MONTH), table()],
    "two files that say the same, or not": [table(*MONTH), table(
        "财务科,科室,等级,二级", "二队,队组,培训,90.0", "一队,队组,产量,1.5", "一队,队组,培训,95.50", "一队,队组,隐患,",
    )],
    "one number a row and one unit a row": [
        "被考核单位,单位分类,培训,隐患,等级\n一队,队组,95.50,12,\n财务科,科室,100,4,\n三队,队组,,1,\n",
        table(*without("二队,队组,培训", "财务科,科室,等级")),
    ],
    **{
        f"three files have numbers alike, of units that lack others{told}": [
            f"被考核单位,单位分类,培训,产量\n一队,队组,,1.25\n二队,队组,90,2\n财务科,{of},100,-3.5\n",
            table("一队,队组,产量,1.25", "财务科,科室,产量,-3.5"),
            "被考核单位,单位分类,产量,隐患\n二队,队组,2,1\n财务科,科室,-3.5,3\n一队,队组,1.25,12\n",
        ]
        for told, of in (("", "科室"), (", one of no class", ""))
    },
}  # fmt: skip

OFTEN = (
    "names that name none, or not one, or in the wrong measure", "other ways to write the same", "columns for datum and measure",
    "one number a row and one unit a row", "three files have numbers alike, of units that lack others",
)  # fmt: skip


@pytest.mark.parametrize("texts", of_spark_but(*OFTEN, cases=SPOILED))
def test_what_files_may_hold(tmp_path, texts):
    encodings = ("gb18030", "utf-8-sig", "utf-8")
    alike([written(tmp_path / f"{at}.csv", text, encodings[at]) for at, text in enumerate(texts)])


@of_spark
def test_names_are_held_to_the_roster(tmp_path):
    """A unit whose name is misspelt lacks nothing besides, and neither does an input."""
    roster = written(tmp_path / "units.csv", ROSTER)
    rows = [row.replace("一队", "采一") for row in without("二队,队组,产量", "二队,队组,隐", "财务科,科室,等级")]
    rows += ["财务,队组,等级,二级", "东(一),,培训,7", "机关支邹,,培训,1", "没有,,培训,1", "二队,队组,产两,1"]
    path = written(tmp_path / "三月.csv", table(*rows))
    found = alike([path], roster)
    assert {"K521", "K525", "K527", "K562", "K564"} <= {one.code for one in found[0]}


@of_spark
def test_nothing_else_is_said_of_a_file_with_a_quotation_mark_inside_a_cell(tmp_path):
    rows = [*MONTH[2:-1], "一队,队组,培训,九十", '财务科,科室,"等"级,二级', '财务科,科室,"等"级,二级']
    found = alike([written(tmp_path / "三月.csv", table(*rows))], written(tmp_path / "units.csv", ROSTER))
    assert [(one.code, one.place.row) for one in found[0]] == [("K509", 15)]


WHEN = {
    "rows of two months": ("2019-03", "2019-04", "2019-03"),
    "the column names no month": ("2019-03", "三月", "2019-03"),
}


@pytest.mark.parametrize("when", WHEN.values(), ids=WHEN)
def test_all_rows_agree_on_the_month(tmp_path, when):
    rows = [f"{row},{when[at % 3]}" for at, row in enumerate(MONTH)]
    alike([written(tmp_path / "数据.csv", table(*rows, heading=f"{OPENING},月份"))], period=None)


@pytest.fixture
def _only_spark(monkeypatch):
    """No row is read by Python."""

    def refused(*_: object) -> None:
        raise AssertionError("a row was looked at")

    monkeypatch.setattr(frames.Reading, "_read_odd", refused)
    monkeypatch.setattr(said.Said, "_read_rows", refused)


@pytest.mark.usefixtures("_only_spark")
@pytest.mark.parametrize("layout", ["long, an input after the other", "long, by appraiser", "wide and long"])
def test_where_all_is_plain_no_row_passes_through_python(tmp_path, layout):
    rows = month_of(60)
    paths = [tmp_path / f"{at}.csv" for at in range(2)][: len(layouts(rows)[layout])]
    for path, file in zip(paths, layouts(rows)[layout], strict=True):
        write(file, path)
    spark().conf.set("spark.sql.files.maxPartitionBytes", "2k")
    try:
        assert alike(paths)[2]
    finally:
        spark().conf.unset("spark.sql.files.maxPartitionBytes")


def test_names_that_are_too_many_are_looked_up_row_by_row(tmp_path, monkeypatch):
    monkeypatch.setattr(long, "_MOST_NAMES", 2)
    assert alike([written(tmp_path / "三月.csv", table(*MONTH))])[2]


@pytest.mark.parametrize("with_roster", [pytest.param(False, marks=of_spark), True])
def test_what_is_missing_is_named_and_counted_as_by_the_row_reader(tmp_path, monkeypatch, with_roster):
    """Nothing more is said of an input and of a unit that a name that is none probably meant, also where they are only counted."""
    monkeypatch.setattr(owed, "NAMED", 2)
    rows = [f"缺{at}队,队组,{name},1" for at in range(9) for name in ("隐患", "产量")[at % 3 :]]
    rows += ["错队,队组,隐串,1", *(["缺1对,队组,产量,1"] if with_roster else [])]
    path, roster = written(tmp_path / "三月.csv", table(*rows)), None
    if with_roster:
        units = "".join(f"缺{at}队,队组,\n" for at in reversed(range(14)))
        roster = written(tmp_path / "units.csv", f"单位,单位分类,支部\n错队,队组,\n{units}")
    found = alike([path], roster)
    assert {one.code for one in found[0]} >= {"K562", "K564"}


def test_of_very_many_the_first_are_named_and_the_rest_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(said, "ROWS_AT_ONCE", 3 * len(FEW))
    rows = [row.replace("一队", f"错{at}队").replace("95.5%", "x") for at in range(7) for row in MONTH[:5]]
    found = by_spark([written(tmp_path / "三月.csv", table(*rows))], None)[0]
    assert [(one.code, one.place.row) for one in found] == [("K565", 0), ("K531", 5), ("K531", 10), ("K531", 15)]
    assert dict(found[0].args)["count"] == "4"


WIDE = wanted(
    "吨位", decimal(2, "0", "1" + "0" * 24), "point", "科队", decimals=2, low=Fraction(0), high=Fraction(10**24)
)


def test_values_of_many_digits_stand_beside_others(tmp_path):
    rows = [*MONTH, f"一队,队组,吨位,{'9' * 24}.25", "二队,队组,吨位,1", "财务科,科室,吨位,0.5"]
    found = alike([written(tmp_path / "三月.csv", table(*rows))], inputs=(*FEW, WIDE))
    assert found[2]


VALUES = pa.table({
    "unit": ["一队", "一队", "一队", "财务科", "财务科", "财务科"],
    "class": ["队组", "队组", "队组", "科室", "科室", "科室"],
    "indicator": ["培训", "隐患", "产量", "培训", "隐患", "产量"],
    "value": pa.array([Decimal("95.5000"), Decimal(12), Decimal("1.25"), Decimal(100), None, Decimal(7)], pa.decimal128(20, 4)),
})  # fmt: skip


@of_spark
def test_columns_with_types_and_a_frame_of_the_caller_s(tmp_path):
    path, inputs = tmp_path / "三月.parquet", FEW[:3]
    pq.write_table(VALUES, path)
    found = alike([path], inputs=inputs)
    assert [one.code for one in found[0]] == ["K567"]
    frame = spark().newSession().createDataFrame(VALUES)
    said_of_it, facts, rows = by_spark(frame.repartition(2, "value"), None, inputs)
    assert ([one.code for one in said_of_it], facts[2], sorted(row[:2] + row[3:] for row in rows)) == (
        ["K567"], "spark", sorted(row[:2] + row[3:] for row in found[2]),
    )  # fmt: skip
