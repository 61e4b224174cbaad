"""Which month a file is of: as its name, its rows, its folder and the caller say; where they disagree, no figure is worked out."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.period import StatedPeriods, periods_in_name, settle_period
from kpidsl.scores.read import read_month
from kpidsl.source import Cell
from tests.scores.plans import HEADING, PLAN, ROWS, csv_text, month, roster, said

MONTHS = [
    ("2019-03.csv", ["2019-02"] * 4, None, "K511 K2 文件名是 2019-03，表里 4 行的考核期都是 2019-02。"),
    ("2019-03.csv", ["2019年3月", "2019/3", "201903", "2019-02"], None,
     "K511 K5 4 行中有 1 行的考核期是 2019-02，其余是 2019-03：第 5 行。"),
    ("数据.csv", ["2019-03", "2019-03", "2019-02", "2019-02"], "2019-03",
     "K511 K4 4 行中有 2 行的考核期是 2019-02，其余是 2019-03：第 4～5 行。"),
    ("数据.csv", ["2019-02"] * 4, "2019-03", "K511 要核算的是 2019-03，这个文件是 2019-02 的。"),
    ("2019年02月.csv", [""] * 4, "2019-03", "K511 要核算的是 2019-03，这个文件是 2019-02 的。"),
    ("2019-02至2019-03.csv", [""] * 4, None, "K511 名称里有几个考核期：2019-02、2019-03。"),
    ("数据.csv", [""] * 4, None, "K512 表里没有月份，文件名里也没有。"),
    ("2019年3月至4月.csv", [""] * 4, None, "K511 名称里有几个考核期：2019-03、2019-04。"),
    ("2019-13.csv", [""] * 4, None, "K512 名称里的“2019-13”不是月份；表里也没有月份。"),
    ("2019年00月.csv", [""] * 4, None, "K512 名称里的“2019年00月”不是月份；表里也没有月份。"),
    ("2019-30号文.csv", ["2019-03"] * 4, "2019-02", "K511 要核算的是 2019-02，这个文件是 2019-03 的。"),
    ("20193.csv", [""] * 4, None, "K512 表里没有月份，文件名里也没有。"),
    ("数据.csv", ["三月", "2019-03", "", ""], None, "K513 K2 “三月”不是月份。"),
    ("数据.csv", ["Mar-19", "2019-03", "", ""], None, "K513 K2 “Mar-19”不是月份。"),
    ("数据.csv", ["三月", "", "", ""], None, "K513 K2 “三月”不是月份。"),
    ("数据.csv", [""] * 4, "2019-13", "K513 “2019-13”不是月份。"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "stated", "asked", "finding"), MONTHS)
def test_months_that_disagree(name: str, stated: list[str], asked: str | None, finding: str, tmp_path: Path) -> None:
    rows = [[*row, period] for row, period in zip(ROWS, stated, strict=True)]
    read, problems = month(tmp_path, csv_text(rows, [*HEADING, "月份"]), names=(name,), period=asked)
    assert read is None
    assert said(problems) == [finding]


def test_of_what_cannot_be_read_nobody_says_that_it_names_no_month(tmp_path: Path) -> None:
    (tmp_path / "数据.csv").write_bytes(
        csv_text([[*row, "2019-03"] for row in ROWS], [*HEADING, "月份"]).encode() + b"\xff"
    )
    problems = Problems()
    known, _ = roster(tmp_path)
    assert read_month([tmp_path / "数据.csv"], PLAN, known, problems) is None
    assert [found.code for found in problems] == ["K501"]


@pytest.mark.parametrize(
    ("name", "stated", "asked"),
    [
        ("2019-03.csv", "", None),
        ("2019年3月份.csv", "2019-03", "201903"),
        ("a.csv", "２０１９－０３", None),
        ("a.csv", "", "2019/3"),
    ],
)
def test_the_month_comes_from_column_name_or_caller(name: str, stated: str, asked: str | None, tmp_path: Path) -> None:
    text = csv_text([[*row, stated] for row in ROWS], [*HEADING, "月份"])
    read, problems = month(tmp_path, text, names=(name,), period=asked)
    assert read, said(problems)
    assert read.period == "2019-03"


FROM_26TH = Cycle(day=26, in_month_before=True)
FROM_6TH = Cycle(day=6)
NAMES = [
    # name, what it says where months begin on the 1st, on the 26th of the month before, on the 6th of this one
    ("2024年4月", "2024-04", "2024-04", "2024-04"),
    ("2024年4月10日", "2024-04", "2024-04", "2024-04"),
    ("2024年4月26日", "2024-04", "2024-04 2024-05", "2024-04"),
    ("2024-04-05 三违", "2024-04", "2024-04", "2024-04 2024-03"),
    ("2024-4-26", "2024-04", "2024-04 2024-05", "2024-04"),
    ("2024-12-31", "2024-12", "2024-12 2025-01", "2024-12"),
    ("2024年2月30日", "2024-02", "2024-02 2024-03", "2024-02"),
    ("2024年3月26日至4月25日", "2024-03 2024-04", "2024-04", "2024-03 2024-04"),
    ("2024-03-26~2024-04-25", "2024-03 2024-04", "2024-04", "2024-03 2024-04"),
    ("2023年12月26日-1月25日", "2023-12 2024-01", "2024-01", "2023-12 2024-01"),
    ("2024年3月1日至3月31日", "2024-03", "2024-03 2024-04", "2024-02 2024-03"),
    ("2024-04-2", "2024-04", "2024-04", "2024-04"),  # the second of several files
    ("2024年4月2班", "2024-04", "2024-04", "2024-04"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "first", "late", "early"), NAMES, ids=[name for name, *_ in NAMES])
def test_the_months_that_a_name_with_days_says(name: str, first: str, late: str, early: str) -> None:
    said = [" ".join(periods_in_name(name, cycle)) for cycle in (Cycle(), FROM_26TH, FROM_6TH)]
    assert said == [first, late, early]


@pytest.mark.parametrize(
    ("stated", "asked", "told"),
    [
        ("", None, "K511 名称里写的是某一天：按月度起算日，这一天是 2024-05 的，名称里的月份却是 2024-04。"),
        ("2024-05", None, "2024-05"),
        ("", "2024-04", "2024-04"),
        ("", "2024-06", "K511 名称里写的是某一天：按月度起算日，这一天是 2024-05 的，名称里的月份却是 2024-04。"),
    ],
)
def test_of_which_month_a_day_in_a_name_is_has_to_be_said(stated: str, asked: str | None, told: str) -> None:
    problems = Problems()
    file = StatedPeriods("2024年4月26日.csv", {2: stated} if stated else {}, 1)
    period = settle_period([file], None, asked, Cell(file.file), problems, FROM_26TH)
    assert ([period] if period else said(problems)) == [told]


def test_files_of_two_months(tmp_path: Path) -> None:
    left, right = (
        csv_text([row[:4] for row in ROWS], HEADING[:4]),
        csv_text([[row[0], *row[4:]] for row in ROWS], [HEADING[0], *HEADING[4:]]),
    )
    read, problems = month(tmp_path, left, right, names=("2019-03.csv", "2019-04.csv"))
    assert read is None
    assert said(problems) == [f"K511 {tmp_path / '2019-03.csv'} 是 2019-03 的，这个文件是 2019-04 的。"]


def test_a_file_in_the_folder_of_another_month(tmp_path: Path) -> None:
    known, _ = roster(tmp_path)
    folder = tmp_path / "2019-03"
    folder.mkdir()
    (folder / "2019-02.csv").write_text(csv_text(ROWS), encoding="utf-8")
    problems = Problems()
    assert read_month(folder, PLAN, known, problems) is None
    assert said(problems) == ["K511 文件夹是 2019-03，文件名是 2019-02。"]
