"""The page for a committee: findings under the clause they belong to, in the order of the text, each with line and proposal."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cli.process import kpidsl

POLICY = """考核办法 《食堂考核办法》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：后勤部
单位分类：食堂
总数 { 指标：共 3 项 }
第一条 卫生 {
  每月检查 | 两次。
  <不合格>的*扣分*。
}
第二条 { 指标如下。 }
指标 服务 { 考评部门：后勤部；条款：第二条 }
指标 卫生 { 考评部门：后勤部；条款：第一条；填报数据：次数（次，0～9） }
权重表 {
  | 指标 | 食堂 |
  | 卫生 | 60%  |
  | 服务 | 30%  |
}
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "食堂.kpi"
    path.write_text(POLICY, encoding="utf-8")
    return path


def page(policy: Path, *options: str) -> str:
    done = kpidsl("audit", str(policy), *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_findings_stand_under_their_clause_in_the_order_of_the_text(policy: Path) -> None:
    shown = page(policy, "--lang", "zh")
    headings = [line for line in shown.splitlines() if line.startswith("#")]
    assert headings[0] == "# 《食堂考核办法》审查意见"
    clauses = [line for line in headings if line.startswith("### ")]
    assert clauses == ["### 总数", "### 权重表（在第二条之后）"]
    first, last = shown.index("### 总数"), shown.index("### 权重表")
    assert "K615" in shown[first:last]
    assert "合计 90%" in shown[last:]
    assert "第 17 行" in shown[last:]


def test_a_clause_is_quoted_as_it_stands_and_nothing_in_it_is_read_as_markdown(policy: Path) -> None:
    policy.write_text(POLICY.replace("60%", "70%").replace("次，0～9", "次，9～0"), encoding="utf-8")
    shown = page(policy, "--lang", "zh")
    assert "### 第一条 卫生" in shown
    assert "> 每月检查 \\| 两次。\n>\n> \\<不合格\\>的\\*扣分\\*。" in shown


def test_tables_and_lists_are_read_as_such(policy: Path) -> None:
    html = MarkdownIt().enable("table").render(page(policy, "--lang", "en"))
    assert "<th>kind</th>" in html
    assert html.count("<ol") == 2
    assert '<ol start="2">' in html
    assert "Proposal: " in html


def test_a_page_in_a_file_links_to_lines_of_the_policy(policy: Path) -> None:
    page(policy, "-o", str(policy.parent / "意见" / "食堂.md"))
    assert "[第 8 行](../食堂.kpi#L8)" in (policy.parent / "意见" / "食堂.md").read_text(encoding="utf-8")


def test_nothing_found_is_said(policy: Path) -> None:
    policy.write_text(
        POLICY.replace("60%", "70%").replace("共 3 项", "共 2 项").replace("；填报数据：次数（次，0～9）", ""),
        encoding="utf-8",
    )
    assert "没有发现要改的地方。" in page(policy, "--lang", "zh")


def test_what_was_looked_at_has_a_list_of_its_own(policy: Path) -> None:
    policy.write_text(
        POLICY.replace("次，0～9）", "次，0～9）　已审 K207（只报数）").replace("60%", "70%"), encoding="utf-8"
    )
    shown = page(policy, "--lang", "zh")
    assert "K615" in shown
    assert "K230" not in shown
