"""Figures over records at random: both evaluators agree on every column of every unit."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_policy
from kpidsl.plan.nodes import Gather
from kpidsl.scores.month import LogRow, Month, RosterUnit
from kpidsl.source import Source

POLICY = """考核办法 《台账》 {
  版本：1；施行日期：2024-01-01；考核周期：月度；满分：100 分
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：采煤队
台账 三违 {
  日期（日期）；编号（文字）；程度（轻微 < 一般 < 严重）；分数（分，-5～5 分，1 位小数）；人次（人次，1～9）；同一事件按：编号
}
指标 事项 {
  考评部门：调度室
  计分办法：扣分事项 三违 × 人次 { 轻微：不扣分；一般：扣 1.5 分；严重：扣 4 分 }，按最重一项；重复（40 天内，程度）：按 1.5 倍，扣完为止
}
指标 次数 {
  考评部门：调度室
  计分办法：扣分事项 三违 × 人次 { 其余：扣 1 分 }，逐项累计，重复（同年，编号）{ 第 2 次：加倍；第 3 次起：按 3 倍 }，扣完为止
}
指标 汇总 {
  考评部门：调度室
  计算公式：居中 = 中位数（三违·分数 × 三违·人次），无记录：不涉及
  计算公式：最大 = 最大值（三违·分数，其中：程度 达到 一般），无记录：计满分
  计算公式：均值 = 加权平均（三违·分数，三违·人次），分母为零：不涉及，保留小数 2 位，四舍五入
  计算公式：累计 = 合计（三违·人次，本年以来） + 合计（三违·人次，此前 2 个月）
  计算公式：几何 = 保留（几何平均（三违·人次，其中：程度 达到 一般），2 位，只入不舍），无记录：计零分
  计算公式：规模 = 合计（保留（对数（三违·人次 ÷ 1 人次，10），3 位，四舍五入），
    本年以来，其中：保留（乘方（三违·人次 ÷ 1 人次，0.5），1 位，只舍不入） > 100%）
  计分办法：考评分 = 50 分 + 几何 ÷ 1 人次 × 1 分 − 规模 × 1 分
    + 居中 + 最大 − 均值 − 累计 × 0.5 分 − 个数（三违） × 1 分，最低 0 分，最高 100 分
}
权重表 {
  | 指标 | 采煤队 |
  | 事项 | 40%    |
  | 次数 | 30%    |
  | 汇总 | 30%    |
}
"""
UNITS = tuple(RosterUnit(name, "采煤队", {}) for name in ("甲队", "乙队", "丙队"))
MONTHS, FIRST_DAY = 14, 738885


def compiled() -> Compiled:
    problems = Problems()
    found = compile_policy([Source("台账.kpi", POLICY)], problems)
    assert found, [problem.code for problem in problems]
    return found


@st.composite
def records(draw: st.DrawFn) -> LogRow:
    ago = draw(st.integers(0, MONTHS))
    values: dict[str, Fraction | str] = {
        "row:三违·日期": Fraction(FIRST_DAY - 30 * ago + draw(st.integers(0, 29))),
        "row:三违·编号": draw(st.sampled_from(("A", "B", "a"))),
        "row:三违·程度": Fraction(draw(st.integers(0, 2))),
        "row:三违·分数": Fraction(draw(st.integers(-50, 50)), 10),
        "row:三违·人次": Fraction(draw(st.integers(1, 9))),
        "months ago:三违": Fraction(ago),
        "years ago:三违": Fraction(ago > 0) + Fraction(ago > 12),
    }
    return LogRow(draw(st.sampled_from(UNITS)).name, values)


PROGRAM = compiled()


@settings(max_examples=60, deadline=None)
@given(st.lists(records(), max_size=24))
def test_both_evaluators_agree_on_every_figure_over_records(rows: list[LogRow]) -> None:
    month = Month("2024-01", UNITS, {}, logs={"三违": tuple(rows)})
    expected, found = evaluate(PROGRAM.plan, month), DuckDBEngine().run(PROGRAM.plan, month)
    for unit in UNITS:
        want, got = expected.figures(unit.name), found.figures(unit.name)
        assert want is not None
        assert got is not None
        assert {key: want[key] for key in got} == got
        assert {node.column for node in PROGRAM.plan.nodes if isinstance(node, Gather)} <= got.keys()
