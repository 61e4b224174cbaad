"""What an example reaches of coefficients, bonuses and their limits, slices, bands, gates and rates of records."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.examples import run_examples
from kpidsl.examples.coverage import coverage
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.results.figures import number_text

POLICY = """考核办法 《办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分、综合得分、难度系数：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：队组
台账 三违 { 日期（日期）；程度（轻微 < 严重）；人员（文字）；填报部门：调度室 }
指标 产量 {
  考评部门：调度室；填报数据：吨数（吨，0～1000）、计划（吨，1～1000）
  计算公式：率 = 吨数 ÷ 计划；目标值：率 ≥ 100%
  计分办法：达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点不计，扣完为止
    偏差 3 个百分点以内不奖不罚，从边界起算；前提：产量·吨数 ≥ 20 吨，不满足时不得分
}
指标 安全 {
  考评部门：调度室
  计分办法：扣分事项 三违（按 程度）{ 严重：扣 10 分；其余：扣 1 分 }，重复（30 天内，人员）{
    第 2 次：按 3 倍；第 3 次起：按 4 倍 }，扣完为止
}
加分项 外销 {
  考评部门：调度室；类别：荣誉；填报数据：外销量（吨，0～1000）
  计分办法：分段累进 外销量 { 前 10 吨：每 1 吨加 1 分；再 10 吨：每 1 吨加 2 分；其余：不再计 }，不足 1 吨不计，最高 30 分
}
加减分合计 { 加分：不设上限；荣誉：最多 20 分；总分：0～110 分 }
难度系数 难度（队组） = 1.1
权重表 {
  | 指标 | 队组 |
  | 产量 | 60%  |
  | 安全 | 40%  |
}
示例 一例 { 单位：甲队（队组）；数据：GIVEN；记录 RECORDS；结果：总分 = TOTAL }
"""
SCORES = "产量·考评分 = 80，安全·考评分 = 50"
NONE = "三违"
LIGHT, HEAVY = "三违：日期 = 2024-01-05，程度 = 轻微，人员 = 张某", "三违：日期 = 2024-01-06，程度 = 严重，人员 = 张某"
PIECES = (
    "难度", "加分", "荣誉", "前 10 吨：每 1 吨加 1 分", "再 10 吨：每 1 吨加 2 分", "30 分", "3 个百分点", "从边界起算",
    "前提：产量·吨数 ≥ 20 吨，不满足时不得分", "产量·吨数 ≥ 20 吨", "严重：扣 10 分", "其余：扣 1 分", "第 2 次：按 3 倍",
)  # fmt: skip
REACH = [
    # given, records, and what of PIECES the example reaches
    (f"{SCORES}，外销·考评分 = 0", NONE, {"难度"}),
    (f"{SCORES}，外销·外销量 = 14 吨", NONE, {"难度", "加分", "前 10 吨：每 1 吨加 1 分", "再 10 吨：每 1 吨加 2 分"}),
    (f"{SCORES}，外销·外销量 = 16 吨", NONE, {"难度", "加分", "荣誉"}),
    ("产量·吨数 = 95 吨，产量·计划 = 100 吨，安全·考评分 = 50，外销·考评分 = 0", NONE, {"难度", "3 个百分点", "从边界起算"}),
    (
        "产量·吨数 = 20 吨，产量·计划 = 20 吨，安全·考评分 = 50，外销·考评分 = 0", NONE,
        {"难度", "产量·吨数 ≥ 20 吨"},
    ),
    ("产量·考评分 = 80，外销·考评分 = 0", LIGHT, {"难度", "其余：扣 1 分"}),
    ("产量·考评分 = 80，外销·考评分 = 0", f"{LIGHT}；记录 {HEAVY}", {"难度", "其余：扣 1 分", "严重：扣 10 分", "第 2 次：按 3 倍"}),
]  # fmt: skip


def compiled(given: str, records: str, total: str) -> Compiled:
    text = POLICY.replace("GIVEN", given).replace("RECORDS", records).replace("TOTAL", total)
    problems = Problems()
    found = compile_text(text, problems)
    assert found, [*problems]
    return found


@pytest.mark.parametrize(("given", "records", "pieces"), REACH)
def test_an_example_reaches_what_it_would_fail_without(given: str, records: str, pieces: set[str]) -> None:
    (result,) = run_examples(compiled(given, records, "1"))
    total = result.replayed.row["total"]
    policy = compiled(given, records, number_text(total))
    text = POLICY.replace("GIVEN", given).replace("RECORDS", records)
    reached = {text[one.rule.place.start : one.rule.place.end] for one in coverage(policy) if one.example}
    assert reached & {*PIECES} == pieces
