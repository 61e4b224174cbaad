"""Slips in rules over many: places among units, earlier periods, gates, raters. Each is one finding, at its place."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.source import Span

POLICY = """考核办法 《办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算；计分办法：打分 0～100 分 }
部门：调度室
单位分类：采煤队、掘进队
台账 测评 { 评分（分，0～100，1 位小数）；组别（文字：领导、职工）；填报部门：调度室 }
指标 产量 {
  考评部门：调度室；填报数据：完成（吨，0～1000）、计划（吨，1～1000）
  计算公式：完成率 = 完成 ÷ 计划 × 100%，保留小数 2 位，四舍五入
  计分办法：按名次计分（完成率，同类单位，从高到低，并列取靠前名次）{ 1～5：100 分；6：95 分；此后每 5 名减 5 分 }，扣完为止
}
指标 成本 {
  考评部门：调度室；填报数据：单耗（元，0～1000，2 位小数）
  计分办法：功效系数法（单耗，同类单位，从低到高）60～100 分，全部相同得 100 分，只有一个单位得 80 分
}
指标 利润 {
  考评部门：调度室；填报数据：利润（万元，0～1000）
  计算公式：增幅 = 同比（利润） × 100%，保留小数 2 位，四舍五入，无上期：不涉及，分母为零：不涉及
  目标值：增幅 ≥ 5%
  计分办法：达标得 80 分；偏差 1 个百分点以内不奖不罚，从边界起算；每低 1 个百分点扣 2 分，
    不足部分按比例计，扣完为止；每超 1 个百分点加 1 分，不足 1 个百分点不计，
    最多加 20 分；前提：产量·完成率 ≥ 90%，不满足时不加分
}
指标 民主测评 {
  考评部门：调度室
  计分办法：评分人 测评·评分（按 组别）{ 领导：60%；职工：40% }，最少 3 票，票数不足：停算，每组平均 2 位，四舍五入
}
权重表 {
  | 指标 | 采煤队 | 掘进队 |
  | 产量 | 30% | 30% |
  | 成本 | 20% | 20% |
  | 利润 | 20% | 20% |
  | 民主测评 | 30% | 30% |
}
一票否决 三个月 {
  情形：连续 2 个月（总分 < 60 分）
  处理 { 综合得分上限：59 分 }
  对象：本单位；执行顺序：综合得分之后；影响期：当月
}
"""

SLIPS = [
    # written, instead of, found, at
    ("同类单位，并列", "同类单位，从高到低，并列", "K703 order", "（完成率，同类单位，并列取靠前名次）"),
    ("从高到低）{", "从高到低，并列取靠前名次）{", "K703 ", "（完成率，同类单位，从高到低）"),
    ("；7：95 分；", "；6：95 分；", "K342 ", ""),
    ("从低到低", "从低到高", "K101 near", "从低到低"),
    ("100～60 分，全部", "60～100 分，全部", "K706 ends", ""),
    ("60～100 分\n", "60～100 分，全部相同得 100 分，只有一个单位得 80 分\n", "K706 ", ""),
    ("同比（利润，完成）", "同比（利润）", "K720 ", "同比（利润，完成）"),
    ("同比（利润率）", "同比（利润）", "K205 near", "利润率"),
    ("四舍五入，分母为零", "四舍五入，无上期：不涉及，分母为零", "K716 ", "增幅"),
    ("无上期：不涉及\n", "无上期：不涉及，分母为零：不涉及\n", "K347 outcomes", "增幅"),
    ("偏差 1 分以内", "偏差 1 个百分点以内", "K654 unit", "1 分"),
    ("不奖不罚；", "不奖不罚，从边界起算；", "K652 numbers", "偏差 1 个百分点以内不奖不罚"),
    ("≥ 90%\n", "≥ 90%，不满足时不加分\n", "K656 ", "前提：产量·完成率 ≥ 90%"),
    ("产量·完成度", "产量·完成率", "K205 near", "产量·完成度"),
    ("≥ 90 分，", "≥ 90%，", "K324 ", "90 分"),
    ("职工：50%", "职工：40%", "K689 ", ""),
    ("工会：40%", "职工：40%", "K684 level", "工会"),
    ("3 票，每组", "3 票，票数不足：停算，每组", "K689 few", ""),
    ("最少 0 票", "最少 3 票", "K689 least", "0 票"),
    ("组别（文字）", "组别（文字：领导、职工）", "K689 no_label", ""),
    ("连续 0 个月", "连续 2 个月", "K717 none", "0 个月"),
    ("连续 1 个月", "连续 2 个月", "K717 one", "连续 1 个月"),
    ("连续 60 个月", "连续 2 个月", "K717 many", "60 个月"),
]


def test_the_policy_itself_is_sound() -> None:
    problems = Problems()
    assert compile_text(POLICY, problems)
    assert [*problems] == []


@pytest.mark.parametrize(("new", "old", "finding", "at"), SLIPS, ids=[new.strip() for new, *_ in SLIPS])
def test_a_slip_is_one_finding_at_its_place(new: str, old: str, finding: str, at: str) -> None:
    assert POLICY.count(old) == 1
    text, problems = POLICY.replace(old, new), Problems()
    assert compile_text(text, problems) is None
    (found,) = problems
    assert f"{found.code} {found.variant}" == finding
    assert isinstance(found.place, Span)
    assert at in ("", text[found.place.start : found.place.end])


def test_without_a_period_how_many_of_them_a_run_has_is_not_asked() -> None:
    text, problems = POLICY.replace("考核周期：月度；", ""), Problems()
    assert compile_text(text, problems) is None
    codes = [found.code for found in problems]
    assert codes[0] == "K208"
    assert "K717" not in codes
