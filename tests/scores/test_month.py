"""A sound month: layouts, encodings, delimiters, names and states all lead to the same values."""

from fractions import Fraction
from pathlib import Path

import pytest

from kpidsl.plan.nodes import State
from kpidsl.scores.month import Month
from tests.scores.plans import BRANCH, CREW, HEADING, OFFICE, ROWS, csv_text, month, said, with_cell

UNREPORTED = "K567"


def sound(read: tuple[Month | None, object]) -> Month:
    found, problems = read
    assert found, said(problems)  # type: ignore[arg-type]
    return found


def test_values_are_exact_and_in_base_units(tmp_path: Path) -> None:
    read = sound(month(tmp_path, csv_text(ROWS)))
    assert read.period == "2019-03"
    assert [(unit.name, unit.unit_class) for unit in read.units] == [
        ("综采一队", CREW), ("综采二队", CREW), ("党办", OFFICE), ("综采支部", BRANCH),
    ]  # fmt: skip
    assert read.units[0].links == {"所属支部": "综采支部"}
    assert read.cells["月度任务·计划数"] == {"综采一队": 20, "综采二队": 10, "党办": 8, "综采支部": 5}
    assert read.cells["职工培训"] == {"综采一队": Fraction(185, 2), "综采二队": 90, "党办": 100}
    assert read.cells["上报·及时率"] == {"党办": Fraction(955, 1000)}
    assert read.cells["产量·原煤产量"] == {"综采一队": 12500, "综采二队": 25000}
    assert read.cells["信息·上线"] == {"党办": 0}
    assert read.cells["质量·等级"] == {"综采一队": 0, "综采二队": 1}
    assert read.cells["宣传·稿件"] == {"综采支部": 3}


SAME = [
    ("with a mark", csv_text(ROWS).encode("utf-8-sig")),
    ("in GB18030", csv_text(ROWS).encode("gb18030")),
    ("with tabs", csv_text(ROWS, delimiter="\t")),
    ("with semicolons", csv_text(ROWS, delimiter=";")),
    ("with Windows line ends", csv_text(ROWS).replace("\n", "\r\n")),
    ("without the last line end", csv_text(ROWS).rstrip("\n")),
    ("with blank lines", csv_text(ROWS).replace("\n", "\n\n")),
    ("with blank columns at the end", csv_text([[*row, "", ""] for row in ROWS], [*HEADING, "", ""])),
    ("with short rows", "\n".join(line.rstrip(",") for line in csv_text(ROWS).split("\n"))),
    ("with everything quoted", csv_text([[f'"{cell}"' for cell in row] for row in ROWS])),
    ("with running numbers and remarks", csv_text(
        [[str(at), *row, "见附件"] for at, row in enumerate(ROWS)], ["序号", *HEADING, "备注"])),
    ("with classes", csv_text(
        [[*row, unit_class] for row, unit_class in zip(ROWS, (CREW, CREW, OFFICE, ""), strict=True)],
        [*HEADING, "单位分类"])),
    ("with the month", csv_text([[*row, "2019年3月"] for row in ROWS], [*HEADING, "月份"])),
    ("in full width", csv_text(ROWS).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})),
    ("with aliases and inner blanks", csv_text(ROWS).replace("综采一队", "一队").replace("党办", "党　办")),
    ("with whole names", csv_text(ROWS, [
        "单位名称", "月度任务·计划数（项）", "月度任务.完成数", "安全管理・安全事故(起)", "职工培训·考评分（分）",
        "上报 · 及时率", "产量·原煤产量", "信息·上线（是/否）", "质量·等级", "宣传·稿件(篇)"])),
    ("with percent in the heading", csv_text(ROWS, [
        "及时率（%）" if name == "及时率" else name for name in HEADING]).replace("95.5%", "９５．５")),
]  # fmt: skip


@pytest.mark.parametrize(("how", "text"), SAME, ids=[how for how, _ in SAME])
def test_one_month_however_it_is_written(how: str, text: str | bytes, tmp_path: Path) -> None:
    plain = sound(month(tmp_path, csv_text(ROWS)))
    other = sound(month(tmp_path, text))
    assert (other.cells, other.units, other.period) == (plain.cells, plain.units, plain.period), how


def long_rows() -> list[list[str]]:
    rows = []
    for row in ROWS:
        for heading, cell in zip(HEADING[1:], row[1:], strict=True):
            if cell:
                name = heading.partition("（")[0]
                leaf, datum = ("职工培训", "") if name == "职工培训" else ("", name)
                rows.append([row[0], leaf or {"计划数": "月度任务", "完成数": "月度任务", "安全事故": "安全管理",
                    "及时率": "上报", "原煤产量": "产量", "上线": "信息", "等级": "质量", "稿件": "宣传"}[name], datum, cell])  # fmt: skip
    return rows


def test_the_long_layout_gives_the_same_month(tmp_path: Path) -> None:
    plain = sound(month(tmp_path, csv_text(ROWS)))
    long = sound(month(tmp_path, csv_text(long_rows(), ["被考核单位", "指标", "数据", "数值"])))
    assert long.cells == plain.cells


def test_the_long_layout_may_give_the_unit_of_measure(tmp_path: Path) -> None:
    rows = [[*row, "%" if row[2] == "及时率" else ""] for row in long_rows()]
    text = csv_text(rows, ["被考核单位", "指标", "数据", "数值", "计量单位"]).replace("95.5%", "95.5")
    assert sound(month(tmp_path, text)).cells == sound(month(tmp_path, csv_text(ROWS))).cells


def test_several_files_make_one_month(tmp_path: Path) -> None:
    plain = sound(month(tmp_path, csv_text(ROWS)))
    left = csv_text([row[:4] for row in ROWS], HEADING[:4])
    right = csv_text([[row[0], *row[4:]] for row in reversed(ROWS)], [HEADING[0], *HEADING[4:]])
    both = sound(month(tmp_path, left, right, names=("调度室2019-03.csv", "其他2019-03.csv")))
    assert both.cells == plain.cells
    assert both.units == plain.units


def test_a_folder_is_a_month(tmp_path: Path) -> None:
    from kpidsl.diagnostics import Problems
    from kpidsl.scores.read import read_month
    from tests.scores.plans import PLAN, roster

    known, _ = roster(tmp_path)
    folder = tmp_path / "2019年3月"
    folder.mkdir()
    (folder / "a.csv").write_text(csv_text([row[:4] for row in ROWS], HEADING[:4]), encoding="utf-8")
    (folder / "b.csv").write_text(csv_text([[row[0], *row[4:]] for row in ROWS], [HEADING[0], *HEADING[4:]]), "gb18030")
    (folder / "units.csv").write_text("单位\n", encoding="utf-8")
    (folder / "~$a.csv").write_bytes(b"\x00lock")
    problems = Problems()
    read = read_month(folder, PLAN, known, problems)
    assert read, said(problems)
    assert (read.period, read.encoding) == ("2019-03", "utf-8、gb18030")
    assert read.cells == sound(month(tmp_path, csv_text(ROWS))).cells


@pytest.mark.parametrize(
    "word", ["不涉及", "不适用", "无此项工作", "/", "／", "—", "——", "－", "N/A", "n/a", " 不涉及　"]
)
def test_words_for_not_applicable(word: str, tmp_path: Path) -> None:
    read = sound(month(tmp_path, with_cell(2, "安全事故", word)))
    assert read.cells["安全管理·安全事故"]["综采一队"] is State.NOT_APPLICABLE


@pytest.mark.parametrize("word", ["", "—", "不涉及", "　"])
def test_what_is_not_appraised_may_be_left_out(word: str, tmp_path: Path) -> None:
    read, problems = month(tmp_path, with_cell(4, "安全事故", word))
    assert read
    assert "党办" not in read.cells["安全管理·安全事故"]
    assert not list(problems)


def test_the_policy_may_allow_an_unreported_cell_and_each_is_listed(tmp_path: Path) -> None:
    read, problems = month(tmp_path, with_cell(5, "稿件", ""))
    assert read
    assert read.cells["宣传·稿件"] == {"综采支部": State.UNREPORTED}
    assert said(problems) == ["K567 2019年3月有 1 个数缺报（宣传部 1），按办法里“缺报”的规定处理。"]


@pytest.mark.parametrize(
    ("word", "position"), [("是", 0), ("否", 1), ("YES", 0), ("no", 1), ("√", 0), ("×", 1), ("　是 ", 0)]
)
def test_yes_and_no(word: str, position: int, tmp_path: Path) -> None:
    assert sound(month(tmp_path, with_cell(4, "上线", word))).cells["信息·上线"] == {"党办": position}


@pytest.mark.parametrize(
    ("text", "value"),
    [("95.5%", "0.955"), ("９５．５％", "0.955"), ("95.50 %", "0.955"), ("100%", "1"), ("0%", "0"), ("0.5%", "0.005")],
)
def test_percent_is_written_with_its_sign(text: str, value: str, tmp_path: Path) -> None:
    assert sound(month(tmp_path, with_cell(4, "及时率", text))).cells["上报·及时率"]["党办"] == Fraction(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" 1.25 ", "12500"),
        ("１．２５", "12500"),
        ("-3", "-30000"),
        ("－3", "-30000"),
        ("−3", "-30000"),
        ("01.250", "12500"),
    ],
)
def test_numbers_as_people_write_them(text: str, value: str, tmp_path: Path) -> None:
    read = sound(month(tmp_path, with_cell(2, "原煤产量（万吨）", text)))
    assert read.cells["产量·原煤产量"]["综采一队"] == Fraction(value)


def test_digest_and_encoding_are_those_of_the_bytes(tmp_path: Path) -> None:
    import hashlib

    data = csv_text(ROWS).encode("gb18030")
    read = sound(month(tmp_path, data))
    assert (read.digest, read.encoding) == (hashlib.sha256(data).hexdigest(), "gb18030")
