"""What is wrong with a month is said in full: which cell, what stands there, what the policy says, who decides."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.scores.read import read_month
from tests.scores.plans import HEADING, PLAN, ROWS, csv_text, helps, labels, month, roster, said, with_cell

HEADINGS = [
    # heading changed, to, finding
    ("职工培训", "职工陪训", "K505 E1 办法里没有要填“职工陪训”；最接近的是“职工培训”。"),
    ("职工培训", "食堂", "K505 E1 办法里没有要填“食堂”。"),
    ("职工培训", "月度任务", "K505 E1 “月度任务”不直接填分，要填的是“月度任务·计划数”、“月度任务·完成数”。"),
    ("职工培训", "总分", "K505 E1 “总分”由程序核算，不用填。"),
    ("职工培训", "数值", "K505 E1 办法里没有要填“数值”。"),
    ("职工培训", "備考", "K505 E1 办法里没有要填“備考”。"),
    ("职工培训", "计划数", "K506 E1 “计划数”和前面一列是同一项：月度任务·计划数。"),
    ("职工培训", "月度任务·计划数", "K506 E1 “月度任务·计划数”和前面一列是同一项：月度任务·计划数。"),
    ("职工培训", "职工培训（%）", "K507 E1 表头“职工培训（%）”写的是%，办法规定“职工培训”的计量单位是分。"),
    ("原煤产量（万吨）", "原煤产量（吨）", "K507 G1 表头“原煤产量（吨）”写的是吨，办法规定“产量·原煤产量”的计量单位是万吨。"),
    ("职工培训", "职工培训（培训中心）",
     "K507 E1 表头“职工培训（培训中心）”括号里的“培训中心”不是计量单位；办法规定“职工培训”的计量单位是分。"),
    ("等级", "等级（分）", "K507 I1 表头“等级（分）”写了计量单位分，而“质量·等级”填的是一级、二级、三级，没有计量单位。"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "finding"), HEADINGS, ids=[new for _, new, _ in HEADINGS])
def test_a_heading_that_is_refused(old: str, new: str, finding: str, tmp_path: Path) -> None:
    heading = [new if cell == old else cell for cell in HEADING]
    read, problems = month(tmp_path, csv_text(ROWS, heading))
    assert read is None
    assert finding in said(problems)
    assert {line[:4] for line in said(problems)} <= {finding[:4], "K561"}


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    rows = [[*row[:4], *row[5:]] for row in ROWS]
    read, problems = month(tmp_path, csv_text(rows, [*HEADING[:4], *HEADING[5:]]))
    assert read is None
    assert said(problems) == ["K561 没有“职工培训”一列，3 个单位的数没有报（培训中心）。"]


WHOLE_FILES = [
    ("empty", b"", "K502 这个文件是空的。"),
    ("blank", b"\xef\xbb\xbf \r\n\r\n", "K502 这个文件是空的。"),
    ("heading only", csv_text([]).encode(), "K502 只有表头，没有一行数。"),
    ("UTF-16", csv_text(ROWS).encode("utf-16"), "K501 2019-03.csv 是 Excel 的“Unicode 文本”（UTF-16），读不了。"),
    ("xlsx", b"PK\x03\x04....xl/workbook.xml", "K501 2019-03.csv 是 xlsx 工作簿，现在只读 CSV。"),
    ("ods", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "K501 2019-03.csv 是 ods 工作簿，现在只读 CSV。"),
    ("zip", b"PK\x03\x04....readme.txt", "K501 2019-03.csv 不是 CSV 文件，是 zip 文件。"),
    ("xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "K501 2019-03.csv 是 xls 工作簿，现在只读 CSV。"),
    ("pdf", b"%PDF-1.4", "K501 2019-03.csv 不是 CSV 文件，是 pdf 文件。"),
    ("html", "<html><table><tr><td>单位".encode(),
     "K501 2019-03.csv 里是网页，不是 CSV；不少办公系统导出的“Excel”其实是网页。"),
    ("NUL", csv_text(ROWS).encode().replace(b"19,0", b"19,\x000"), "K501 2 2019-03.csv 第 2 行里有不是文字的内容，不像 CSV。"),
    ("broken", csv_text(ROWS).encode()[:-8] + b"\xff\xff\n", "K501 5 2019-03.csv 第 5 行有一处不成字：按 UTF-8 读到这里读不下去。"),
    ("open quote", csv_text(ROWS).replace("综采二队", '"综采二队').encode(), "K509 3 从第 3 行起引号不成对，后面的行分不开了。"),
    ("stray quote", csv_text(ROWS).replace("综采二队", '"综采"二队').encode(), "K509 3 从第 3 行起引号不成对，后面的行分不开了。"),
    ("title", ("2019年3月考核数据,,\n" + csv_text(ROWS)).encode(), "K503 2 “被考核单位”在第 2 行才出现，表头要在第一行。"),
    (
        "Chinese commas",
        csv_text(ROWS, delimiter="，").encode(),
        "K503 1 表头“被考核单位”后面用的是中文逗号，各列分不开。",
    ),
    ("no unit", csv_text(ROWS, ["部门", *HEADING[1:]]).encode(), "K505 A1 办法里没有要填“部门”。"),
    ("单位", csv_text(ROWS, ["单位", *HEADING[1:]]).encode(), "K504 A1 表头“单位”有两种读法：被考核的单位，或数的计量单位。"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "data", "finding"), WHOLE_FILES, ids=[what for what, _, _ in WHOLE_FILES])
def test_a_file_that_cannot_be_a_month(what: str, data: bytes, finding: str, tmp_path: Path) -> None:
    read, problems = month(tmp_path, data)
    assert read is None, what
    assert finding in said(problems)
    assert {line[:4] for line in said(problems)} <= {finding[:4], "K503"}


UNITS = [
    ("综采一队", "综采三队", ["K521 A2 名册上没有叫“综采三队”的单位；最接近的是“综采一队”。"]),
    ("综采一队", "食堂", [
        "K525 名册上有 1 个单位一行数也没有：综采一队。所欠：调度室 3、安监处 1、培训中心 1、工程部 1。",
        "K521 A2 名册上没有叫“食堂”的单位。"]),
    ("综采一队", "", [
        "K525 名册上有 1 个单位一行数也没有：综采一队。所欠：调度室 3、安监处 1、培训中心 1、工程部 1。",
        "K529 A2 第 2 行有数，没写是哪个单位。"]),
    *(("综采一队", f"综采{sign}一队", ["K526 A2 单位名称“综采�一队”里有看不见的字符（显示为 � 的地方），同一个单位会因此算成两个。"])
      for sign in "\x01\x1b\u200e\u2028"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "findings"), UNITS, ids=[ascii(new) for _, new, _ in UNITS])
def test_a_unit_that_is_not_on_the_roster(old: str, new: str, findings: list[str], tmp_path: Path) -> None:
    read, problems = month(tmp_path, csv_text(ROWS).replace(old, new))
    assert read is None
    assert said(problems) == findings


def test_units_without_a_row_are_listed_with_who_owes_them(tmp_path: Path) -> None:
    read, problems = month(tmp_path, csv_text(ROWS[:2]))
    assert read is None
    assert said(problems)[0] == (
        "K525 名册上有 2 个单位一行数也没有：党办、综采支部。所欠：绩效办 4、培训中心 1、企管科 1、网信部 1。"
    )
    assert labels(problems)[0] == ("绩效办欠 4 个：党办、综采支部“月度任务·计划数”；党办、综采支部“月度任务·完成数”")


def test_a_unit_with_two_rows_that_differ(tmp_path: Path) -> None:
    again = ["综采一队", "20", "18", "0", "92", "", "1.25", "", "一级", ""]
    read, problems = month(tmp_path, csv_text([*ROWS, again]))
    assert read is None
    assert said(problems) == ["K522 C6 “综采一队”有两行，数不一样：第 2 行 19，第 6 行 18（月度任务·完成数）。"]
    assert labels(problems) == ["“职工培训”也不一样：92.5 和 92"]
    assert helps(problems) == ["请调度室、培训中心确认留哪一行；程序不取平均，也不取后一行。"]


def test_a_unit_with_two_rows_that_agree_or_fill_each_other(tmp_path: Path) -> None:
    same = [*ROWS, ["一队", "20.0", *ROWS[0][2:]]]
    assert said(month(tmp_path, csv_text(same))[1]) == ["K522 B6 “综采一队”有两行，第 2 行和第 6 行，数一样。"]
    rows = [["综采一队", *[""] * 9], *ROWS]
    assert said(month(tmp_path, csv_text(rows))[1])[0] == (
        "K522 B3 “综采一队”有两行，第 2 行和第 3 行，一行空着的另一行填了（月度任务·计划数）。"
    )


def test_two_files_with_the_same_cell(tmp_path: Path) -> None:
    extra = csv_text([["综采一队", "92.5"], ["综采二队", "90.0"]], ["被考核单位", "职工培训"])
    names = ("2019-03.csv", "培训2019-03.csv")
    read, problems = month(tmp_path, csv_text(ROWS), extra, names=names)
    assert read
    first, second = (str(tmp_path / name) for name in names)
    assert said(problems) == [f"K524 “职工培训”在 {first} 和 {second} 里都有，2 个数一样。"]
    read, problems = month(tmp_path, csv_text(ROWS), extra.replace("92.5", "92"), names=names)
    assert read is None
    assert f"K523 B2 “综采一队”的“职工培训”在两个文件里不一样：{first} 第 2 行 92.5，这里第 2 行 92。" in said(problems)


def test_missing_cells_are_listed_by_who_owes_them(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][4] = rows[1][4] = rows[2][5] = ""
    read, problems = month(tmp_path, csv_text(rows))
    assert read is None
    assert said(problems) == ["K562 2019年3月还缺 3 个数（培训中心 2、企管科 1），暂不核算。"]
    assert labels(problems) == ["培训中心欠 2 个：综采一队、综采二队“职工培训”", "企管科欠 1 个：党办“上报·及时率”"]
    assert helps(problems) == ["请各考评部门补报；确实没有这项工作的填“不涉及”。"]


@pytest.mark.parametrize("word", ["待核实", "待复核", " 待核实　"])
def test_a_pending_cell_keeps_the_month_open(word: str, tmp_path: Path) -> None:
    read, problems = month(tmp_path, with_cell(2, "职工培训", word))
    assert read is None
    assert said(problems) == ["K563 2019年3月有 1 个数待核实（培训中心 1），本月还不能结。"]
    assert labels(problems) == ["培训中心待核实 1 个：综采一队“职工培训”"]


def test_a_value_where_the_class_is_not_appraised_is_a_warning(tmp_path: Path) -> None:
    read, problems = month(tmp_path, with_cell(4, "安全事故", "一起"))
    assert read
    assert "党办" not in read.cells["安全管理·安全事故"]
    assert said(problems) == ["K537 D4 “政工科室”不考核“安全事故”，党办填了“一起”，不计分。"]


TOTALS = [
    (["合计", "43", "42", "1", "", "", "3.75", "", "", "3"], []),
    (["合 计", "43", "42", "1", "282.5", "不涉及", "3.750", "", "", ""], []),
    (["总计", "", "", "", "", "", "3.57", "", "", ""], [
        "K538 G6 第 6 行是总计，不当单位算；“原煤产量（万吨）”核对时对不上：表上 3.57 万吨，各行相加 3.75 万吨，差 0.18 万吨。"]),
    (["小计", "四十三", "", "", "", "", "", "", "", ""], [
        "K538 B6 第 6 行是小计，不当单位算；“计划数”一格填“四十三”，不是数，没有核对。"]),
    (["合计", "", "", "", "", "95.5", "", "", "", ""], []),
]  # fmt: skip


@pytest.mark.parametrize(("row", "findings"), TOTALS)
def test_a_total_is_never_a_unit_but_is_checked(row: list[str], findings: list[str], tmp_path: Path) -> None:
    read, problems = month(tmp_path, csv_text([*ROWS, row]))
    assert read
    assert len(read.units) == 4
    assert said(problems) == findings


def test_subtotals_add_up_the_rows_since_the_last_one(tmp_path: Path) -> None:
    blank = [""] * 8
    rows = [*ROWS[:2], ["小计", "30", *blank], *ROWS[2:], ["小计", "14", *blank], ["总计", "43", *blank]]
    _, problems = month(tmp_path, csv_text(rows))
    assert said(problems) == [
        "K538 B7 第 7 行是小计，不当单位算；“计划数”核对时对不上：表上 14 项，各行相加 13 项，差 1 项。"
    ]


def test_a_total_may_stand_under_the_running_numbers(tmp_path: Path) -> None:
    rows = [*([str(at), *row] for at, row in enumerate(ROWS, start=1)), ["合计", "", "44", *[""] * 8]]
    read, problems = month(tmp_path, csv_text(rows, ["序号", *HEADING]))
    assert read
    assert [line[:7] for line in said(problems)] == ["K538 C6"]


def test_a_class_that_is_not_that_of_the_roster(tmp_path: Path) -> None:
    read, problems = month(tmp_path, csv_text([[*row, "政工科室"] for row in ROWS[2:3]], [*HEADING, "单位分类"]))
    assert read is None
    assert "K527" not in "".join(said(problems))
    _, problems = month(tmp_path, csv_text([[*row, "政工科室"] for row in ROWS], [*HEADING, "单位分类"]))
    assert said(problems) == [
        "K527 K2 “综采一队”在表里是“政工科室”，名册上是“一线队组”。",
        "K527 K3 “综采二队”在表里是“政工科室”，名册上是“一线队组”。",
        "K527 K5 “综采支部”在表里是“政工科室”，名册上是“队组支部”。",
    ]


def test_a_cell_under_no_heading(tmp_path: Path) -> None:
    rows = [[*ROWS[0], "5"], *ROWS[1:]]
    read, problems = month(tmp_path, csv_text(rows))
    assert read is None
    assert said(problems) == ["K508 K2 第 2 行有一格“5”，上面没有表头。"]


LONG = ["被考核单位", "指标", "数据", "数值"]
LONG_ROWS = [
    (["综采一队", "食堂", "", "1"], "K564 B2 办法里没有要填“食堂”（1 行：第 2 行）。"),
    (["综采一队", "职工陪训", "", "90"], "K564 B2 办法里没有要填“职工陪训”（1 行：第 2 行）；最接近的是“职工培训”。"),
    (["综采一队", "月度任务", "", "1"],
     "K564 B2 “月度任务”不直接填分，要填的是“月度任务·计划数”、“月度任务·完成数”（1 行：第 2 行）。"),
    (["综采一队", "", "", "1"], "K564 B2 有 1 行没写指标：第 2 行。"),
    (["综采一队", "产量", "原煤产量（吨）", "1"],
     "K507 B2 表头“产量·原煤产量(吨)”写的是吨，办法规定“产量·原煤产量”的计量单位是万吨。"),
    (["党办", "上报", "及时率", "95"],
     "K532 D2 党办“上报·及时率”填“95”，没写百分号，有两种读法：95%，或 9500%。"),
    (["党办", "上报", "及时率（%）", "95"], ""),
    (["综采一队", "职工培训", "", "92.3"], "K533 D2 综采一队“职工培训”填“92.3”，办法规定精确到 0.5 分。"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "finding"), LONG_ROWS, ids=["·".join(row) for row, _ in LONG_ROWS])
def test_a_row_of_the_long_layout_that_is_refused(row: list[str], finding: str, tmp_path: Path) -> None:
    read, problems = month(tmp_path, csv_text([row], LONG))
    assert read is None
    found = [line for line in said(problems) if line[:4] not in ("K525", "K562", "K567")]
    assert found == [finding] * bool(finding)


def test_a_column_unit_in_the_long_layout_has_two_readings(tmp_path: Path) -> None:
    _, problems = month(
        tmp_path, csv_text([["综采一队", "职工培训", "90", "分"]], ["被考核单位", "指标", "数值", "单位"])
    )
    assert helps(problems)[-1] == "指考核对象的改写“被考核单位”；指计量单位的改写“计量单位”。"


def test_very_many_of_one_kind_are_counted_not_lost(tmp_path: Path) -> None:
    rows = [["综采一队", "x"] for _ in range(300)]
    _, problems = month(tmp_path, csv_text(rows, ["被考核单位", "职工培训"]))
    found = [line for line in said(problems) if line.startswith(("K531", "K568"))]
    assert len(found) == 21
    assert found[-1] == "K568 B22 “职工培训”一列还有 280 处同样的问题（K531）：第 22～301 行。"


def test_very_many_columns_that_nobody_asked_for_are_counted_not_lost(tmp_path: Path) -> None:
    heading, *rows = csv_text(ROWS).splitlines()
    more = "".join(f",多余{at}" for at in range(300))
    read, problems = month(tmp_path, "\n".join([heading + more, *rows]) + "\n")
    assert read is None
    assert [line.partition(" ")[0] for line in said(problems)] == ["K505"] * 21
    assert said(problems)[-1].endswith("办法里没有要填的还有 280 列，从“多余20”到“多余299”。")


def test_without_a_roster_the_file_brings_the_classes(tmp_path: Path) -> None:
    from attrs import evolve

    scan = evolve(PLAN.scan, links=())
    plan = evolve(PLAN, nodes=(scan, *PLAN.nodes[1:]))
    path = tmp_path / "2019-03.csv"
    classes = ("一线队组", "一线队组", "政工科室", "队组支部")
    text = csv_text([[*row, kind] for row, kind in zip(ROWS, classes, strict=True)], [*HEADING, "单位分类"])
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    read = read_month(path, plan, None, problems)
    assert read, said(problems)
    assert [unit.unit_class for unit in read.units] == list(classes)

    path.write_text(text.replace("政工科室", "政工科"), encoding="utf-8")
    problems = Problems()
    assert read_month(path, plan, None, problems) is None
    assert said(problems) == ["K528 K4 “党办”的单位分类写成“政工科”，办法里没有；最接近的是“政工科室”。"]

    path.write_text(csv_text(ROWS), encoding="utf-8")
    problems = Problems()
    assert read_month(path, plan, None, problems) is None
    assert said(problems) == ["K530 1 没有名册 units.csv，表里又没有“单位分类”一列，不知道各单位是哪一类。"]

    problems = Problems()
    assert read_month(path, PLAN, None, problems) is None
    assert said(problems)[0] == "K530 办法里有对应关系（所属支部），没有名册 units.csv，不知道各单位对应谁。"


def test_a_folder_names_what_it_did_not_read(tmp_path: Path) -> None:
    known, _ = roster(tmp_path)
    folder = tmp_path / "2019-03"
    folder.mkdir()
    read_month(folder, PLAN, known, problems := Problems())
    assert said(problems) == ["K502 这个文件夹里没有 CSV 文件。"]
    (folder / "a.csv").write_text(csv_text(ROWS), encoding="utf-8")
    (folder / "说明.txt").write_text("", encoding="utf-8")
    (folder / "b.xlsx").write_bytes(b"PK")
    (folder / "李村.kpi").write_text("", encoding="utf-8")
    (folder / "kpidsl.toml").write_text("", encoding="utf-8")
    read_month(folder, PLAN, known, problems := Problems())
    assert said(problems) == ["K514 文件夹里还有没读的文件：说明.txt。", "K501 b.xlsx 是 xlsx 工作簿，现在只读 CSV。"]


def test_a_column_that_the_long_layout_does_not_have(tmp_path: Path) -> None:
    _, problems = month(
        tmp_path, csv_text([["综采一队", "职工培训", "90", "好"]], ["被考核单位", "指标", "数值", "评语"])
    )
    assert "K505 D1 一行一个数的表里没有“评语”这样的列。" in said(problems)
