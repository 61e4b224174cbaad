"""Sheets of more units than one thread writes at once are in roster order, whether or not they had to be sorted."""

import pytest

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.sql.publish import lines_query
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import scores_sheet, totals_sheet

UNITS = 300_000
POLICY = """考核办法 《秩序》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算；自评：照评 }
部门：企管科
单位分类：甲、乙
指标 培训 { 考评部门：企管科；计分办法：打分 0～100 分，精确到 0.5 分，扣分须写明原因 }
指标 安全 { 考评部门：企管科；计分办法：打分 0～100 分，精确到 0.5 分，扣分须写明原因 }
权重表 {
 | 指标 | 甲  | 乙  |
 | 培训 | FIRST  | 50% |
 | 安全 | SECOND | 50% |
 | 合计 | 100% | 100% |
}
等次 月度等次 {
  分类排名：甲｜乙
  优：前 20%；良：20%～50%；合格：50%～90%；不合格：后 10%
  名额取整：只舍不入；并列：按较高等次；不足 5 个单位：只排名不定等次
}
"""
ALIKE, APART = ("50%", "50%"), ("40%", "60%")


def mark(place: int) -> str:
    return f"{place * 7 % 100}.5"


@pytest.mark.parametrize(
    ("weights", "gap"),
    [(ALIKE, ""), (APART, ""), (ALIKE, "不涉及")],
    ids=["no join moves a row", "weights are joined", "a gap, weights are joined"],
)
def test_lines_are_in_order(tmp_path, weights, gap):
    first, second = weights
    plan = compile_text(POLICY.replace("FIRST", first).replace("SECOND", second), Problems()).plan
    path = tmp_path / "2019-03.csv"
    rows = (
        f"{place}号,{'甲乙'[place % 2]},{mark(place)},{gap if gap and place == 77_777 else mark(place + 1)}\n"
        for place in range(UNITS)
    )
    path.write_text("被考核单位,单位分类,培训,安全\n" + "".join(rows), encoding="utf-8")
    problems = Problems()
    outcome = DuckDBEngine(threads=2).run_files(plan, [path], None, problems).outcome
    assert not list(problems)
    sheets = (scores_sheet(plan, "zh"), totals_sheet(plan, "zh"))
    if weights == ALIKE and not gap:
        assert "ORDER BY" not in lines_query(outcome.program, sheets[0], outcome.in_order)
    for sheet in sheets:
        outcome.write(sheet, tmp_path / "sheet.csv")
        _, *lines = (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig").splitlines()
        assert [line.partition(",")[0] for line in lines] == [f"{place}号" for place in range(UNITS)]
        if sheet.name == "scores" and not gap:
            place = UNITS - 1  # of the second class, which weighs both alike
            points = [f"{place * 7 % 100 + 0.5:.1f}", f"{(place + 1) * 7 % 100 + 0.5:.1f}"]
            assert [lines[place].split(",")[at] for at in (2, 4)] == points
