"""Months of several files, wide and long: the database gives the problems, the places and the numbers of the reader of rows."""

import csv
import gzip
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb import files as loading
from kpidsl.backends.duckdb import long, odd
from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.duckdb.frames import ReadAny
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.results.sheets import totals_sheet
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster
from tests.backends.test_files import ANY, BRANCHES, FEW, GOOD, HEADINGS, INPUTS, OWED_BY_ALL, ROSTER, UNITS, plan_of
from tests.long_runs import examples

ENGINE = DuckDBEngine(threads=1)
CLASS_OF = {"队": "队组", "科": "科室", "部": "支部", "）": "科室", ")": "科室", "一": "队组"}
NAMES = {
    source.key: [
        (source.leaf, source.datum, ""), (f"{source.leaf}·{source.datum}" if source.datum else source.leaf, "", ""),
        *([] if source.key == "完成日" else [(HEADINGS[source.key][-1], "", "")]),
        *([(source.leaf, source.datum, "%")] if source.unit == "percent" else []),
    ]
    for source in INPUTS
}  # fmt: skip


PLAIN = {
    "培训": ["0", "95.5", "100"], "安全·隐患": ["0", "12", "10000"], "产量": ["1.25", "100", "-3.5", "0"],
    "完成率": ["95.5%", "0%", "200%"],
    "满意率": ["49.5%", "7.0%", "0%"], "增减": ["-0.1", "7.3", "0"], "达标": ["是", "否"], "等级": ["一级", "二级", "三级"],
    "检查": ["合格", "基本合格", "不合格"], "完成日": ["2019-03-05", "2020-02-29", "0001-01-01"],
}  # fmt: skip
"""What the database reads by itself."""


@st.composite
def months(draw, with_roster: bool, inputs) -> list[tuple[bool, list[list[str]]]]:
    """The files of a month as rows, each long or not: cells told once, spread over files, with one thing or another that is not so."""
    dirty = draw(st.sampled_from([0, 0, 1, 2]))
    said = GOOD if dirty or draw(st.booleans()) else {key: [*texts, "不涉及"] for key, texts in PLAIN.items()}
    some = st.lists(st.sampled_from([*UNITS, "四,五队"] if not with_roster else UNITS), min_size=3, unique=True)
    names = draw(some if dirty or not with_roster else st.permutations(UNITS))
    cells = {}
    for name in names:
        for source in inputs:
            owed = CLASS_OF[name[-1]] in dict(source.owners)
            good = st.sampled_from(said[source.key]) if owed else st.just("")
            cells[name, source.key] = draw(st.sampled_from(ANY) if draw(st.integers(0, 30)) < dirty else good)
    count = draw(st.integers(1, 3))
    by_class = draw(st.booleans())
    files = []
    for at in range(count):
        own = [name for place, name in enumerate(names) if not by_class or place % count == at]
        keys = [one.key for place, one in enumerate(INPUTS) if by_class or place % count == at]
        if dirty and draw(st.booleans()):  # told twice
            keys = list(dict.fromkeys([*keys, draw(st.sampled_from(INPUTS)).key]))
            own = list(dict.fromkeys([*own, draw(st.sampled_from(names))]))
        files.append(draw(table(own, keys, cells, with_roster=with_roster, dirty=dirty)))
    return files


@st.composite
def table(draw, names, keys, cells, *, with_roster, dirty) -> tuple[bool, list[list[str]]]:
    """One file that tells some cells of some units."""
    is_long = draw(st.booleans())
    classes = not with_roster or draw(st.booleans())
    month = draw(st.sampled_from([[], [], ["月份"]]))

    def opening(name: str) -> list[str]:
        spelled = (
            draw(st.sampled_from([name, name, name.replace("（", "("), {"一队": "采一"}.get(name, name)]))
            if dirty
            else name
        )
        group = CLASS_OF[name[-1]]
        said = draw(st.sampled_from([group] * 9 + ["支部", ""])) if dirty else group
        when = draw(st.sampled_from(["2019-03"] * 9 + ["2019年3月", "三月", ""])) if dirty else "2019-03"
        return [
            spelled if with_roster or spelled != "采一" else name,
            *([said] if classes else []),
            *([when] if month else []),
        ]

    heading = ["被考核单位", *(["单位分类"] if classes else []), *month]
    if not is_long:
        headings = [draw(st.sampled_from(HEADINGS[key] if dirty else HEADINGS[key][:-1] or [key])) for key in keys]
        rows = [[*opening(name), *(cells[name, key] for key in keys)] for name in names]
        if dirty and draw(st.integers(0, 5)) == 0:
            rows.append(["合计", *[""] * (len(heading) - 1), *["1"] * len(keys)])
        return False, [[*heading, *headings], *rows]
    split, measured = draw(st.booleans()), draw(st.booleans())
    rows = []
    for name in names:
        first = opening(name)
        for key in keys:
            if not cells[name, key] and draw(st.integers(0, 9)):
                continue
            fitting = [one for one in NAMES[key] if (split or not one[1]) and (measured or not one[2])]
            leaf, datum, measure = draw(st.sampled_from(fitting))
            if dirty and draw(st.integers(0, 40)) == 0:
                leaf = draw(st.sampled_from(["", "没有的", "合计", leaf[:1]]))
            rows.append([*first, leaf, *([datum] if split else []), *([measure] if measured else []), cells[name, key]])
    rows = draw(st.permutations(rows)) if draw(st.booleans()) else rows
    if dirty and rows and draw(st.integers(0, 9)) == 0:
        rows = [*rows, rows[0]]
    return True, [[*heading, "指标", *(["数据"] if split else []), *(["计量单位"] if measured else []), "数值"], *rows]


def write(rows: list[list[str]], path: Path) -> None:
    match path.suffixes[-1]:
        case ".parquet":
            columns = [pa.array([row[at] for row in rows[1:]], pa.string()) for at in range(len(rows[0]))]
            pq.write_table(pa.table(columns, names=rows[0]), path)
        case ".gz":
            with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        case _:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)


def of_both(paths: list[Path], roster: Path | None, inputs=INPUTS):
    """What both readers say: findings, figures, and what is told of the data."""
    plan = plan_of(inputs, BRANCHES if roster else {})
    expected, found = Problems(), Problems()
    read = ReadAny(ENGINE.connect)
    units = read_roster(roster, plan.scan, expected) if roster else None
    month = read_month(paths, plan, units, expected, "2019-03", read) if units or not roster else None
    run = ENGINE.run_files(plan, paths, roster, found, "2019-03")
    sheet = totals_sheet(plan, "zh")
    outcome = None if month is None else evaluate(plan, month)
    return tuple(
        (list(problems), gave and gave.rows(sheet), gave and gave.reports, about)
        for problems, gave, about in (
            (expected, outcome, month and (month.period, month.digest, month.encoding)),
            (found, run and run.outcome, run and (run.period, run.digest, run.encoding)),
        )
    )


def in_order(told):
    """Findings as a set in order: files are read in turn by one reader, at once by the other."""
    findings, *rest = told
    return sorted(map(repr_of, findings)), *rest


def repr_of(found) -> str:
    place = (found.place.file, found.place.row, found.place.column)
    labels = [(label.key, label.place.file, label.place.row, label.place.column, label.args) for label in found.labels]
    return repr((found.code, found.variant, place, labels, found.args))


@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), with_roster=st.booleans(), inputs=st.sampled_from([INPUTS, OWED_BY_ALL]))
def test_readers_agree_on_a_month_of_files(tmp_path_factory, data, with_roster, inputs):
    folder = tmp_path_factory.getbasetemp() / "月"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    roster = folder / "units.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    paths = []
    for at, (_, rows) in enumerate(data.draw(months(with_roster, inputs))):
        paths.append(folder / f"{at}{data.draw(st.sampled_from(['.csv', '.csv', '.csv.gz', '.parquet']))}")
        write(rows, paths[-1])
    given = [folder] if data.draw(st.booleans()) else paths
    expected, found = of_both(given, roster if with_roster else None, inputs)
    assert in_order(found) == in_order(expected)


def layouts(rows: list[list[str]]) -> dict[str, list[list[list[str]]]]:
    """One month of a wide table in every layout: its files."""
    heading, *body = rows
    cells = [
        [unit, group, name, value]
        for unit, group, *values in body
        for name, value in zip(heading[2:], values, strict=True)
        if value
    ]
    opening = ["被考核单位", "单位分类", "指标", "数值"]
    by_input = sorted(
        cells, key=lambda cell: (heading.index(cell[2]), rows.index(next(r for r in body if r[0] == cell[0])))
    )
    half = len(heading) // 2
    return {
        "long": [[opening, *cells]],
        "long, an input after the other": [[opening, *by_input]],
        "long, by appraiser": [[opening, *(cell for cell in cells if heading.index(cell[2]) % 2 == odd)] for odd in (0, 1)],
        "by columns": [[[*row[:2], *row[2:half]] for row in rows], [[*row[:2], *row[half:]] for row in rows]],
        "by rows": [[heading, *body[:70]], [heading, *body[70:]]],
        "wide and long": [
            [[*row[:2], *row[2:half]] for row in rows],
            [opening, *(cell for cell in cells if heading.index(cell[2]) >= half)],
        ],
    }  # fmt: skip


def month_of(count: int) -> list[list[str]]:
    """A wide table of as many units, in which all is plain."""
    keys = [one.key for one in FEW]
    rows = [["被考核单位", "单位分类", *keys]]
    for at in range(count):
        group = ("科室", "队组", "支部")[at % 3]
        owed = [group in dict(one.owners) for one in FEW]
        texts = [[*PLAIN[key], "不涉及"][(at // 3 + place) % (len(PLAIN[key]) + 1)] for place, key in enumerate(keys)]
        rows.append([f"{at}单位", group, *(text if said else "" for text, said in zip(texts, owed, strict=True))])
    return rows


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".parquet"])
@pytest.mark.parametrize("layout", layouts(month_of(1)))
def test_where_all_is_plain_no_row_passes_through_python(tmp_path, monkeypatch, layout, suffix):
    rows = month_of(140)
    wide = tmp_path / "全.csv"
    write(rows, wide)
    expected, _ = of_both([wide], None, FEW)
    assert expected[1]
    paths = [tmp_path / f"{at}{suffix}" for at in range(2)][: len(layouts(rows)[layout])]
    for path, file in zip(paths, layouts(rows)[layout], strict=True):
        write(file, path)
    by_rows, by_columns = of_both(paths, None, FEW)
    assert in_order(by_columns) == in_order(by_rows)
    assert by_columns[1:3] == expected[1:3]

    def refused(*_: object) -> None:
        raise AssertionError("a row was looked at")

    monkeypatch.setattr(loading, "read_month", refused)
    monkeypatch.setattr(odd.OddRows, "_read_rows", refused)
    run = ENGINE.run_files(plan_of(FEW, {}), paths, None, problems := Problems(), "2019-03")
    assert run
    assert (list(problems), run.outcome.reports) == ([], expected[2])


def test_names_that_the_first_rows_do_not_show_are_looked_up(tmp_path, monkeypatch):
    """A file with one input after the other, the last under a name of its own."""
    monkeypatch.setattr(long, "_SAMPLE", 10)
    rows = month_of(140)
    path = tmp_path / "月.csv"
    cells = layouts(rows)["long, an input after the other"][0]
    write([[*cell[:2], cell[2].replace("产量", "产量（万吨）"), cell[3]] for cell in cells], path)
    by_rows, by_columns = of_both([path], None, FEW)
    assert in_order(by_columns) == in_order(by_rows)
    assert by_columns[1]


@pytest.mark.parametrize("named", [2, 20_000])
def test_what_two_files_say_alike_is_counted_once(tmp_path, monkeypatch, named):
    """Units that two files bring with the same value, read a few at a time."""
    monkeypatch.setattr(odd, "AT_ONCE", named)
    rows = month_of(30)
    paths = [tmp_path / "甲.csv", tmp_path / "乙.csv"]
    write(rows, paths[0])
    write([[*row[:2], *row[2:4]] for row in rows], paths[1])
    by_rows, by_columns = of_both(paths, None, FEW)
    assert in_order(by_columns) == in_order(by_rows)
    assert {found.code for found in by_rows[0]} == {"K524"}


def test_files_with_the_same_heading_are_read_together_and_told_apart(tmp_path):
    """Five files, each written in its own way, with a bad cell in three of them."""
    heading, *body = month_of(50)
    ways = [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\n"), ("utf-8", "\n\n"), ("utf-8", "\r\n")]
    paths = []
    for at, (encoding, end) in enumerate(ways):
        rows = [list(row) for row in body[at * 10 : at * 10 + 10]]
        if at % 2 == 0:
            rows[at][2] = "九十"
        paths.append(tmp_path / f"{at}.csv")
        paths[-1].write_bytes("".join(",".join(row) + end for row in [heading, *rows]).encode(encoding))
    by_rows, by_columns = of_both(paths, None, FEW)
    assert in_order(by_columns) == in_order(by_rows)
    assert [(Path(found.place.file).name, found.place.row) for found in by_rows[0]] == [
        ("0.csv", 2), ("2.csv", 4), ("4.csv", 6)
    ]  # fmt: skip


@pytest.mark.parametrize("is_long", [True, False])
def test_rows_that_quotation_marks_have_taken_in_are_told_of_every_file(tmp_path, is_long):
    """A remark in each of two files that opens before a row and closes behind it."""
    rows = layouts(month_of(40))["long"][0] if is_long else month_of(40)
    paths = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for path, body in zip(paths, (rows[1:61], rows[61:]) if is_long else (rows[1:21], rows[21:]), strict=True):
        lines = [",".join([*row, ""]) for row in body]
        lines[3], lines[5] = lines[3] + '"好', lines[5] + '好"'
        path.write_text("\n".join([",".join([*rows[0], "备注"]), *lines]) + "\n", encoding="utf-8")
    by_rows, by_columns = of_both(paths, None, FEW)
    assert in_order(by_columns) == in_order(by_rows)
    taken = [(Path(found.place.file).name, found.place.row) for found in by_rows[0] if found.code == "K509"]
    assert taken == [("1.csv", 5), ("2.csv", 5)]
