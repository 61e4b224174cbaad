"""Every cell that cannot be read, and what is said of it."""

from pathlib import Path

import pytest

from tests.scores.plans import ROWS, csv_text, helps, month, said, with_cell

CELLS = [
    # column, text, the one finding
    ("职工培训", "九十", "K531 E2 综采一队“职工培训”填“九十”，不是数。"),
    ("职工培训", "95+1", "K531 E2 综采一队“职工培训”填“95+1”，不是数。"),
    ("职工培训", "2019-03", "K531 E2 综采一队“职工培训”填“2019-03”，不是数。"),
    ("职工培训", "1e2", "K531 E2 综采一队“职工培训”填“1e2”，是科学记数法，可能已经丢了位数。"),
    ("职工培训", "9.5E+01", "K531 E2 综采一队“职工培训”填“9.5E+01”，是科学记数法，可能已经丢了位数。"),
    ("职工培训", "NaN", "K531 E2 综采一队“职工培训”填“NaN”，是程序导出时留下的，不是数。"),
    ("职工培训", "-inf", "K531 E2 综采一队“职工培训”填“-inf”，是程序导出时留下的，不是数。"),
    ("职工培训", "-0", "K531 E2 综采一队“职工培训”填“-0”，零没有正负。"),
    ("职工培训", "－0.0", "K531 E2 综采一队“职工培训”填“－0.0”，零没有正负。"),
    ("职工培训", "+5", "K531 E2 综采一队“职工培训”填“+5”，数前面不写加号。"),
    ("计划数", '"186,5"', "K531 B2 综采一队“月度任务·计划数”填“186,5”，逗号后面不是三位，多半是小数点写成了逗号。"),
    ("计划数", "12，3456", "K531 B2 综采一队“月度任务·计划数”填“12，3456”，逗号后面不是三位，多半是小数点写成了逗号。"),
    ("计划数", '"1,234"', "K531 B2 综采一队“月度任务·计划数”填“1,234”，数里不写分节号。"),
    ("计划数", "1，234", "K531 B2 综采一队“月度任务·计划数”填“1，234”，数里不写分节号。"),
    ("计划数", "1_000", "K531 B2 综采一队“月度任务·计划数”填“1_000”，数里不写分节号。"),
    ("职工培训", ".5", "K531 E2 综采一队“职工培训”填“.5”，小数点两边都要有数字。"),
    ("职工培训", "5.", "K531 E2 综采一队“职工培训”填“5.”，小数点两边都要有数字。"),
    ("职工培训", "95％", "K531 E2 综采一队“职工培训”填“95％”，带着百分号；“职工培训”的计量单位是分。"),
    ("职工培训", "95分", "K531 E2 综采一队“职工培训”填“95分”，数后面带了字。"),
    ("职工培训", "#DIV/0!", "K531 E2 综采一队“职工培训”填“#DIV/0!”，是 Excel 公式算错留下的。"),
    ("职工培训", "#N/A", "K531 E2 综采一队“职工培训”填“#N/A”，是 Excel 公式算错留下的。"),
    ("职工培训", " -   ", "K531 E2 综采一队“职工培训”填“-”，前后带空格，有两种读法：会计格式的 0，或没有这项工作。"),
    ("职工培训", "92.375", "K533 E2 综采一队“职工培训”填“92.375”，办法规定精确到 0.5 分。"),
    ("职工培训", "92.3", "K533 E2 综采一队“职工培训”填“92.3”，办法规定精确到 0.5 分。"),
    ("原煤产量（万吨）", "1.234", "K533 G2 综采一队“产量·原煤产量”填“1.234”，办法规定最多 2 位小数。"),
    ("计划数", "19.5", "K533 B2 综采一队“月度任务·计划数”填“19.5”，办法规定填整数。"),
    ("职工培训", "94.99999", "K533 E2 综采一队“职工培训”填“94.99999”，办法规定精确到 0.5 分。"),
    ("职工培训", "100.5", "K534 E2 综采一队“职工培训”填“100.5”，办法规定 0～100 分，多了 0.5 分。"),
    ("计划数", "0", "K534 B2 综采一队“月度任务·计划数”填“0”，办法规定 1～1000000000 项，少了 1 项。"),
    ("原煤产量（万吨）", "-5.01", "K534 G2 综采一队“产量·原煤产量”填“-5.01”，办法规定 -5～100 万吨，少了 0.01 万吨。"),
    ("计划数", "9" * 5000, "K534 B2 综采一队“月度任务·计划数”填“" + "9" * 39 + "…”，办法规定 1～1000000000 项。"),
    ("等级", "四级", "K536 I2 综采一队“质量·等级”填“四级”，只能填：一级、二级、三级。"),
    ("等级", "2级", "K536 I2 综采一队“质量·等级”填“2级”，只能填：一级、二级、三级；最接近的是“二级”。"),
    ("等级", "优秀", "K536 I2 综采一队“质量·等级”填“优秀”，只能填：一级、二级、三级。"),
    ("等级", "1", "K536 I2 综采一队“质量·等级”填“1”，只能填：一级、二级、三级。"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "finding"), CELLS, ids=[text[:12] for _, text, _ in CELLS])
def test_a_cell_that_is_refused(heading: str, text: str, finding: str, tmp_path: Path) -> None:
    read, problems = month(tmp_path, with_cell(2, heading, text))
    assert read is None
    assert said(problems) == [finding]


OFFICE_CELLS = [
    ("及时率", "0.955", "K532 F4 党办“上报·及时率”填“0.955”，没写百分号，有两种读法：0.955%，或 95.5%。"),
    ("及时率", "95.5", "K532 F4 党办“上报·及时率”填“95.5”，没写百分号，有两种读法：95.5%，或 9550%。"),
    ("及时率", "1", "K532 F4 党办“上报·及时率”填“1”，没写百分号，有两种读法：1%，或 100%。"),
    ("及时率", "95.555%", "K533 F4 党办“上报·及时率”填“95.555%”，办法规定最多 2 位小数。"),
    ("及时率", "200.01%", "K534 F4 党办“上报·及时率”填“200.01%”，办法规定 0～200%，多了 0.01 个百分点。"),
    ("及时率", "-0%", "K531 F4 党办“上报·及时率”填“-0%”，零没有正负。"),
    ("及时率", "95‰", "K531 F4 党办“上报·及时率”填“95‰”，百分号、千分号写错了；“上报·及时率”的计量单位是%。"),
    ("及时率", "0", "K532 F4 党办“上报·及时率”填“0”，没写百分号；这一列每个数都要写。"),
    ("及时率", "0.00", "K532 F4 党办“上报·及时率”填“0.00”，没写百分号；这一列每个数都要写。"),
    ("上线", "1", "K535 H4 党办“信息·上线”填“1”，要填“是”或“否”。"),
    ("上线", "已上线", "K535 H4 党办“信息·上线”填“已上线”，要填“是”或“否”。"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "finding"), OFFICE_CELLS, ids=[text for _, text, _ in OFFICE_CELLS])
def test_a_cell_of_the_office_that_is_refused(heading: str, text: str, finding: str, tmp_path: Path) -> None:
    read, problems = month(tmp_path, with_cell(4, heading, text))
    assert read is None
    assert said(problems) == [finding]


@pytest.mark.parametrize(("text", "other"), [("0.955", "95.5%"), ("1", "100%"), ("0.01", "1%"), ("-0.5", "-50%")])
def test_under_a_percent_heading_a_number_not_beyond_1_still_has_two_readings(
    text: str, other: str, tmp_path: Path
) -> None:
    table = with_cell(4, "及时率", text).replace("及时率", "及时率（%）")
    read, problems = month(tmp_path, table)
    assert read is None
    assert said(problems) == [
        f"K532 F4 党办“上报·及时率”填“{text}”，表头虽有“（%）”，仍有两种读法：{text}%，或 {other}。"
    ]


@pytest.mark.parametrize("size", [200_000, 2_000_000])
def test_a_cell_of_any_length_is_refused_as_what_it_is(size: int, tmp_path: Path) -> None:
    _, problems = month(tmp_path, with_cell(2, "职工培训", "9" * size))
    assert [line.split(" ")[:2] for line in said(problems)] == [["K534", "E2"]]


def test_help_names_who_decides_and_between_what(tmp_path: Path) -> None:
    _, problems = month(tmp_path, with_cell(2, "职工培训", "92.375"))
    assert helps(problems) == ["程序不替人取舍；请培训中心定 92 还是 92.5，改表重报。"]
    _, problems = month(tmp_path, with_cell(2, "原煤产量（万吨）", "-1.234"))
    assert helps(problems) == ["程序不替人取舍；请调度室定 -1.24 还是 -1.23，改表重报。"]
    _, problems = month(tmp_path, with_cell(4, "及时率", "0.955"))
    assert helps(problems) == ["请企管科写明百分号，或在表头写“（%）”。"]


def test_every_bad_cell_is_named_in_one_run(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][1], rows[1][4], rows[2][5], rows[3][2] = "二十", "90.25", "0.9", "+5"
    read, problems = month(tmp_path, csv_text(rows))
    assert read is None
    assert [line.split(" ")[:2] for line in said(problems)] == [
        ["K531", "B2"],
        ["K533", "E3"],
        ["K532", "F4"],
        ["K531", "C5"],
    ]
