"""A file read by the database gives the problems, the places and the numbers that the row-by-row reader gives."""

import csv
import io
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb import files as duckdb_files
from kpidsl.backends.duckdb import large_roster
from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.core import expr as e
from kpidsl.core.types import COUNT, FLAG, Decimal, Ordinal, Text
from kpidsl.diagnostics import Label, Problems
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Emit, Input, Plan, Report, Scan
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import Sheet, totals_sheet
from kpidsl.scores import owed
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster
from kpidsl.syntax.units import DATE
from tests.long_runs import examples

CLASSES = ("科室", "队组", "支部")


def wanted(key: str, kind, unit: str, owners: str, optional: str = "", **facts) -> Input:
    facts = {"scale": Fraction(1), "decimals": 0, **facts}
    owed = tuple((name, f"{name[0]}办") for name in CLASSES if name[0] in owners)
    free = tuple(name for name in CLASSES if name[0] in optional)
    leaf, _, datum = key.partition("·")
    return Input(key, leaf, datum, kind, owed, free, unit, **facts)


def decimal(digits: int, low: str, high: str) -> Decimal:
    return Decimal(digits, Fraction(low), Fraction(high))


INPUTS = (
    wanted("培训", decimal(1, "0", "100"), "point", "科队支", "队", decimals=1, low=Fraction(0), high=Fraction(100), step=Fraction("0.5")),
    wanted("安全·隐患", decimal(0, "0", "10000"), "item", "科队", "科", low=Fraction(0), high=Fraction(10000)),
    wanted("产量", decimal(0, "-1000000", "1000000"), "wan_ton", "科队支", "支",
           scale=Fraction(10000), decimals=2, low=Fraction(-100), high=Fraction(100)),
    wanted("完成率", decimal(4, "0", "2"), "percent", "队支", "", scale=Fraction(1, 100), decimals=2, low=Fraction(0), high=Fraction(200)),
    wanted("满意率", decimal(3, "0", "1"), "percent", "科队支", "", scale=Fraction(1, 100), decimals=1, low=Fraction(0), high=Fraction(50)),
    wanted("增减", decimal(1, "-20", "20"), "point", "支", "支", decimals=1, low=Fraction(-5), high=Fraction("7.3"), step=Fraction("0.1")),
    wanted("达标", Ordinal(("是", "否")), "", "科队支", "科", low=Fraction(0), high=Fraction(1), levels=("是", "否")),
    wanted("等级", Ordinal(("一级", "二级", "三级")), "", "科", "科", low=Fraction(0), high=Fraction(2), levels=("一级", "二级", "三级")),
    wanted("检查", Ordinal(("合格", "基本合格", "不合格")), "", "科队", "科", low=Fraction(0), high=Fraction(2),
           levels=("合格", "基本合格", "不合格")),
    wanted("完成日", decimal(0, "0", "3652058"), DATE.key, "队支", "支", low=Fraction(0), high=Fraction(3652058)),
)  # fmt: skip

BRANCHES = {"支部": {"队组": ("支部",)}}

FEW = tuple(source for source in INPUTS if source.key not in {"满意率", "增减", "检查", "完成日"})


OWED_BY_ALL = tuple(
    evolve(one, owners=tuple((name, f"{name[0]}办") for name in CLASSES), optional=()) for one in INPUTS
)


def plan_of(inputs: tuple[Input, ...], links: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Plan:
    keys = {source.key: source.type for source in inputs} | {source.state: FLAG for source in inputs}
    types = {UNIT: Text(), CLASS: Text(), ORDER: COUNT, **{"link:" + link: Text() for link in links}, **keys}
    everything = Report("K598", e.TRUE, tuple(types))
    return Plan("办法", "1", (Scan(inputs, links, CLASSES), everything, Emit((), ORDER, ORDER, (), ())), types)


HEADINGS = {
    "培训": ["培训", "培训·考评分", "培训（分）"], "安全·隐患": ["隐患", "安全·隐患"], "产量": ["产量", "产量（万吨）"],
    "完成率": ["完成率", "完成率（%）"], "满意率": ["满意率", "满意率（%）"], "增减": ["增减"], "达标": ["达标"], "等级": ["等级"],
    "检查": ["检查"], "完成日": ["完成日", "完成日（日期）"],
}  # fmt: skip
GOOD = {
    "培训": ["0", "100", "95.5", "7", "007", "12.50"], "安全·隐患": ["0", "12", "10000"], "产量": ["1.25", "-3.5", "100", "0.00"],
    "完成率": ["95.5%", "0%", "200%", "1.25%", "100.00 %"],
    "满意率": ["49.5%", "50%", "7.0%", "0%", "03%", "0.5%"], "增减": ["-0.1", "7.3", "0", "-5.0", "3", "07"],
    "达标": ["是", "否", "√", "yes", "YES"], "等级": ["一级", "三级", "二 级"],
    "检查": ["合格", "基本合格", "不合格", "　合格"],
    "完成日": ["2019-03-05", "2019/3/5", "2020-02-29", "2019年3月5日", "20190305", "2019-03-05 00:00:00", "0001-01-01", "9999-12-31"],
}  # fmt: skip
ANY = [
    "", "", " ", "—", "/", "不涉及", "N/A", "－", "待核实", "95.5", "0.955", "１２", " 8 ", "-0", "+5", "1e3", "1,234", ".5", "5.", "1_000",
    "95.25", "101", "-1", "1", "1%", "0.5%", "1.0", "-0.0", "7.4", "-5.1", "50.1%",
    "99999999999999999999", "0.3", "95.5%", "12项", "#DIV/0!", "NaN", 'a"b', "1.0000", "10001", " -   ",
    "合恪", "优", "2019-02-29", "2019-02-30", "0000-01-01", "43529", "3月5日", "5/3/2019", "2019-3/5", "２０１９-03-05", "2019-03-05 10:30",
]  # fmt: skip
UNITS = ["一队", "二队", "财务科", "机关支部", "东（一）", "三队"]
ROSTER = "单位,单位分类,又称,支部\n" + "".join(
    f"{name},{unit_class},{alias},{link}\n"
    for name, unit_class, alias, link in zip(
        UNITS, ["队组", "队组", "科室", "支部", "科室", "队组"], ["采一", "", "财务", "", "", ""],
        ["机关支部", "", "—", "", "", "机关支部"],
        strict=True,
    )
)  # fmt: skip


@st.composite
def files(draw, with_roster: bool) -> tuple[str, str]:
    """Text and encoding of a wide file: mostly in order, with one thing or another that is not."""
    inputs = [source for source in INPUTS if draw(st.integers(0, 9)) > 0]
    headings = [draw(st.sampled_from(HEADINGS[source.key])) for source in inputs]
    extra = draw(st.sampled_from([[], [], [], ["备注"], [""], ["不认识"], ["月份"], ["序号"]]))
    classes = ["单位分类"] if not with_roster or draw(st.booleans()) else []
    rows = [["被考核单位", *classes, *headings, *extra]]
    dirtied = draw(st.integers(0, 4)) == 4
    names = draw(
        st.lists(
            st.sampled_from(
                [
                    *UNITS,
                    *UNITS,
                    "采一",
                    "东(一)",
                    "一 队",
                    "合计",
                    *(["一\u200e队", "\x01"] if dirtied else []),
                    *(["四队", ""] if with_roster else ["四,五队", '"六"队']),
                ]
            ),
            max_size=8,
            unique=draw(st.booleans()),
        )
    )
    dirty = draw(st.integers(0, 3))
    for name in names:
        group = {"队": "队组", "科": "科室", "部": "支部", "）": "科室"}.get(name[-1:], "队组")
        if dirty == 3 and draw(st.integers(0, 9)) == 0:
            group = draw(st.sampled_from(["科室", " 队组", "没有的", ""]))
        cells = []
        for source in inputs:
            odd_cell = draw(st.integers(0, 9)) < dirty
            owed = group in dict(source.owners)
            good = st.sampled_from(GOOD[source.key]) if owed else st.just("")
            cells.append(draw(st.sampled_from(ANY) if odd_cell else good))
        tail = (
            [draw(st.sampled_from(["2019-03", "2019年3月", ""] if extra == ["月份"] else ["", "", "x"]))]
            if extra
            else []
        )
        rows.append([name, *([group] if classes else []), *cells, *tail])
    target = io.StringIO()
    csv.writer(target, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows(rows)
    text = target.getvalue()
    if draw(st.integers(0, 9)) == 0:
        text = text.replace("\n", "\n\n", 2)
    if draw(st.integers(0, 9)) == 0:
        text = text.rstrip()
    text += draw(st.sampled_from(["", "", "", "\x1a"]))
    return text, draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))


def both(path: Path, roster: Path | None, inputs: tuple[Input, ...] = INPUTS):
    """What the two readers say of one file: findings, and the figures if there are any."""
    engine = DuckDBEngine(threads=1)
    plan = plan_of(inputs, BRANCHES if roster else {})
    expected, found = Problems(), Problems()
    units = read_roster(roster, plan.scan, expected) if roster else None
    month = read_month(path, plan, units, expected, "2019-03")
    run = engine.run_files(plan, [path], roster, found, "2019-03")
    outcome = None if month is None else evaluate(plan, month)
    about = None if month is None else (month.period, month.digest, month.encoding)
    here = None if run is None else (run.period, run.digest, run.encoding)
    sheet, written = totals_sheet(plan, "zh"), path.with_name("totals.csv")
    return tuple(
        (list(said), gave and gave.reports, gave and _bytes(gave, sheet, written), facts)
        for said, gave, facts in ((expected, outcome, about), (found, run and run.outcome, here))
    )


def _bytes(outcome: Outcome, sheet: Sheet, path: Path) -> bytes:
    outcome.write(sheet, path)
    return path.read_bytes()


PLAIN_ROSTER = "\n".join(",".join(line.split(",")[:2] + line.split(",")[3:]) for line in ROSTER.splitlines()) + "\n"


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), with_roster=st.booleans(), inputs=st.sampled_from([INPUTS, OWED_BY_ALL]))
def test_readers_agree(tmp_path_factory, data, with_roster, inputs):
    text, encoding = data.draw(files(with_roster))
    folder = tmp_path_factory.getbasetemp()
    path, roster = folder / "数据.csv", folder / "units.csv"
    path.write_bytes(text.encode(encoding))
    roster.write_text(ROSTER, encoding="utf-8")
    expected, found = both(path, roster if with_roster else None, inputs)
    assert found == expected


@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_readers_agree_on_a_roster_in_the_database(tmp_path_factory, data):
    text, encoding = data.draw(files(with_roster=True))
    folder = tmp_path_factory.getbasetemp()
    path, roster = folder / "数据.csv", folder / "units.csv"
    path.write_bytes(text.encode(encoding))
    roster.write_text(PLAIN_ROSTER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_roster, "LARGE", 0)
        expected, found = both(path, roster)
    # What an unknown name probably means is asked of small rosters only.
    if not any(diagnostic.code == "K521" for diagnostic in expected[0]):
        assert found == expected
    else:
        assert any(diagnostic.code == "K521" for diagnostic in found[0])


@pytest.mark.parametrize(
    "roster",
    [
        "单位,单位分类,支部\n一队,队组,机关支部\n机关支部,支部,\n一 队,队组,\n",
        "单位,单位分类,支部\n一队,队组,财务科\n财务科,科室,\n",
        "单位,单位分类,支部\n一队,队组,没有\n",
        "单位,单位分类,支部\n一队,班组,\n",
        "单位,单位分类,支部\n一队,队组,\n合计,队组,\n",
        "单位,单位分类\n一队,队组\n",
    ],
)
def test_a_large_roster_with_a_fault_is_worded_by_its_reader(tmp_path, monkeypatch, roster):
    monkeypatch.setattr(large_roster, "LARGE", 0)
    path, units = tmp_path / "2019-03.csv", tmp_path / "units.csv"
    path.write_text("被考核单位,培训,隐患,产量,完成率,达标,等级\n一队,1,1,1,95%,是,\n", encoding="utf-8")
    units.write_text(roster, encoding="utf-8")
    expected = Problems()
    plan = plan_of(INPUTS, BRANCHES)
    assert read_roster(units, plan.scan, expected) is None
    found = Problems()
    assert DuckDBEngine().run_files(plan, [path], units, found) is None
    assert list(found) == list(expected)


def test_rows_keep_their_order(tmp_path):
    """More rows than one thread reads at once; every thousandth needs a closer look."""
    rows = (
        f"{place}号队,队组,{place % 100}.5,{'１' if place % 1000 == 0 else '1'},2.5,95%,是,\n"
        for place in range(300_000)
    )
    path = tmp_path / "2019-03.csv"
    path.write_text("被考核单位,单位分类,培训,隐患,产量,完成率,达标,等级\n" + "".join(rows), encoding="utf-8")
    plan = plan_of(FEW, {})
    shown = Report("K598", e.TRUE, (UNIT, ORDER, "培训"))
    plan = evolve(plan, nodes=(plan.scan, shown, plan.emit))
    problems = Problems()
    run = DuckDBEngine(threads=2).run_files(plan, [path], None, problems)
    assert not list(problems)
    rows = [row.shown for row in run.outcome.reports]
    assert rows == [(f"{place}号队", place, Fraction(place % 100) + Fraction(1, 2)) for place in range(300_000)]


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), with_roster=st.booleans(), named=st.integers(1, 3))
def test_readers_agree_on_how_many_cells_are_missing_and_which_are_named(tmp_path_factory, data, with_roster, named):
    text, encoding = data.draw(files(with_roster))
    folder = tmp_path_factory.getbasetemp()
    path, roster = folder / "数据.csv", folder / "units.csv"
    path.write_bytes(text.encode(encoding))
    roster.write_text(ROSTER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owed, "NAMED", named)
        expected, found = both(path, roster if with_roster else None)
    assert found == expected


THOUSANDS = [f"{at}队" for at in range(3000)]
GAPS = {
    "cells": (
        [f"{unit},1,{'' if at % 3 else 1},1,1%,是" for at, unit in enumerate(THOUSANDS)],
        {"K562": ("2000", 1000)},
    ),
    "cells, some of which may be left out": (
        [
            f"{unit},1,1,1,1%,{'是' if at % 3 else ''}" if at % 2 else f"{unit},,1,,1%,是"
            for at, unit in enumerate(THOUSANDS)
        ],
        {"K562": ("2000", 1000), "K567": ("1500", 1000)},
    ),
    "rows": ([f"{unit},1,1,1,1%,是" for unit in THOUSANDS[::3]], {"K525": ("2000", 4000), "K567": ("2000", 1000)}),
    "rows and cells": (
        [f"{unit},1,{'' if at % 3 else 1},1,1%,是" for at, unit in enumerate(reversed(THOUSANDS[:2000]))],
        {"K525": ("1000", 4000), "K562": ("1333", 1000), "K567": ("1000", 1000)},
    ),
}


TAKEN_IN = {
    "in the name": '"一队,队组,1,1,1,1%,是,,好\n二队",队组,1,1,1,1%,是,,\n三队,队组,1,1,1,1%,是,,\n',
    "in a remark": '一队,队组,1,1,1,1%,是,,"好\n二队,队组,1,1,1,1%,是,,\n三队,队组,1,1,1,1%,是,,好"\n',
    "in a number": '一队,队组,1,1,"1,1%,是,,\n二队,队组,1,1,1",1%,是,,\n',
    "lines of a remark": '一队,队组,1,1,1,1%,是,,"前两班,好\n后一班差"\n二队,队组,1,1,1,1%,是,,\n',
}


@pytest.mark.parametrize("rows", TAKEN_IN.values(), ids=TAKEN_IN)
def test_rows_that_quotation_marks_have_taken_in(tmp_path, rows):
    path = tmp_path / "数据.csv"
    path.write_text("被考核单位,单位分类,培训,隐患,产量,完成率,达标,等级,备注\n" + rows, encoding="utf-8")
    expected, found = both(path, None, FEW)
    assert found == expected
    assert ("rows" in {one.variant for one in found[0]}) == ("后一班" not in rows)


@pytest.mark.parametrize("later", ["1,1,1,1%,是,\n四队,队组,1,1,1,1%,是,\n", "1,1,1,1%,否,\n"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch, later):
    """What is evaluated would not be what the manifest says."""
    path, problems = tmp_path / "2019-03.csv", Problems()
    text = "被考核单位,单位分类,培训,隐患,产量,完成率,达标,等级\n三队,队组,"
    path.write_text(text + "1,1,1,1%,是,\n", encoding="utf-8")
    read = duckdb_files._origin

    def read_and_change(*asked):
        found = read(*asked)
        path.write_text(text + later, encoding="utf-8")
        return found

    monkeypatch.setattr(duckdb_files, "_origin", read_and_change)
    assert DuckDBEngine().run_files(plan_of(FEW, {}), [path], None, problems) is None
    assert [(one.code, one.variant) for one in problems] == [("K501", "changed")]


@pytest.mark.parametrize("kind", GAPS)
def test_of_thousands_of_missing_cells_all_are_counted_and_the_first_named(tmp_path, kind):
    """A crew owes five cells, one of which it may leave out."""
    path, roster = tmp_path / "数据.csv", tmp_path / "units.csv"
    rows, told = GAPS[kind]
    path.write_text("\n".join(["被考核单位,培训,隐患,产量,完成率,达标", *rows]) + "\n", encoding="utf-8")
    roster.write_text("单位,单位分类,支部\n" + "".join(f"{unit},队组,\n" for unit in THOUSANDS), encoding="utf-8")
    expected, found = both(path, roster, tuple(one for one in FEW if one.key != "等级"))
    assert found == expected
    named = {one.code: sum(_named(label) for label in one.labels) for one in found[0]}
    assert {one.code: (dict(one.args)["count"], named[one.code]) for one in found[0]} == told


def _named(label: Label) -> int:
    """How many cells a label names: all, where it does not say that these are the first."""
    words = dict(label.args)
    return int(words.get("named", words["count"]))
