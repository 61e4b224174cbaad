"""Tables as a spreadsheet pastes them: tabs between cells mean what bars mean, and ``fmt`` puts bars in."""

import re
from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.source import Source
from kpidsl.syntax.print.formatted import formatted, same_tree
from tests.syntax.reading import MODEL, codes, good, read, written

ROOT = Path(__file__).parents[2]
LICUN = (ROOT / "policies" / "licun" / "licun.kpi").read_text(encoding="utf-8")
ROW = re.compile(r"^ *\|(.*)\|", re.MULTILINE)


def pasted(text: str) -> str:
    """The text with all rows of its tables as a spreadsheet pastes them."""
    return ROW.sub(lambda row: "\t".join(cell.strip() for cell in row[1].split("|")), text)


def canonical(text: str) -> str | None:
    return formatted(Source("办法.kpi", text), Problems())


WAYS = {
    "as pasted": pasted(LICUN),
    "blanks at line ends trimmed": re.sub(r"[\t ]+$", "", pasted(LICUN), flags=re.MULTILINE),
    "indented with a tab": re.sub(r"^(.*\t)", r"\t\1", pasted(LICUN), flags=re.MULTILINE),
    "line ends of Windows": pasted(LICUN).replace("\n", "\r\n"),
    "blanks beside the tabs": pasted(LICUN).replace("\t", "　\t "),
    "two empty columns pasted along": re.sub(r"^(.*\t.*)$", "\\1\t\t", pasted(LICUN), flags=re.MULTILINE),
    "one row pasted into a table with bars": LICUN.replace(
        "  | 精神文明                | 3%         | 4%           | 7%       | 10%      | 10%      | 6%       | 6%       |",
        "精神文明\t3%\t4%\t7%\t10%\t10%\t6%\t6%\t",
    ).replace("暂定（原表该行缺失）                             |\n  | 企业", "暂定（原表该行缺失）\n  | 企业"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_pasted_table_is_written_with_bars(way: str) -> None:
    assert WAYS[way] != LICUN
    printed = canonical(WAYS[way])
    assert printed is not None
    assert printed.replace("\r\n", "\n") == LICUN


@pytest.mark.parametrize("text", [*MODEL.values(), (ROOT / "tests" / "check" / "base.kpi").read_text(encoding="utf-8")])
def test_a_pasted_table_reads_as_the_same_tree(text: str) -> None:
    assert "\t" in pasted(text)
    assert same_tree(good(pasted(text)), good(text))


def test_comments_stay_beside_and_between_pasted_rows() -> None:
    before = "权重表 {\n指标\t队组\t备注\n# 中间\n安全\t100%\t\t# 行末\n注：\t末尾\n}\n"
    after = "权重表 {\n  | 指标 | 队组 | 备注 |\n  # 中间\n  | 安全 | 100% |      |     # 行末\n  注：\t末尾\n}\n"
    assert canonical(before) == after


def test_the_brace_may_stand_on_the_last_row() -> None:
    bars = good("权重表 {\n| 指标 | 队组 |\n| 安全 | 100% |\n}\n")
    assert same_tree(good("权重表 {指标\t队组\n安全\t100% }\n"), bars)
    assert same_tree(good("权重表 { 指标\t队组\n安全\t100%};\n"), bars)


REFUSED = [
    ("指标\t\t科室\t\n\t\t机关\t车间\n安全\t\t5%\t5%\n", "K106 merged", "指标\t\t科室"),
    ("指标\t\t机关\n安全\t事故\t5%\n", "K106 merged", "指标\t\t机关"),
    ("指标\t机关\n信息\t5%\n\tOA\t5%\n", "K106 merged", "OA\t5%"),
    ("指标\t机关\t车间\n安全\t5%\n", "K106 short", "安全\t5%"),
    ("指标\t机关\n安全\t5%\t7%\n", "K106", "安全\t5%\t7%"),
    ("指标\t机关\n\"安\n全\"\t5%\n", "K106 broken", '"'),
    ("指标\t机关\n安全\t\"5\n%\"\n", "K106 broken", '安全\t"5'),
    ("指标\t权重（%）\n安全\t25\n", "K107 percent", "权重（%）"),
    ("指标\t机关（%）\n安全\t25\n", "K107 percent", "机关（%）"),
    ("指标  机关\n安全  5%\n", "K101 table", "指标"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code", "at"), REFUSED)
def test_a_paste_that_does_not_say_which_cell_is_which_is_refused(rows: str, code: str, at: str) -> None:
    text = f"权重表 {{\n{rows}}}\n"
    assert codes(text) == [code]
    assert written(text, read(text)[1][0]) == at
