"""Examples that say what other units have: ranks, means of peers and parts of a pool come out, on both evaluators."""

from fractions import Fraction

import pytest

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.core.weighing import all_weights
from kpidsl.diagnostics import Problems
from kpidsl.examples import run_examples, verify
from kpidsl.examples.replaying import prepare
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.plan.nodes import State
from kpidsl.scores.month import Month, RosterUnit
from tests.syntax.reading import good, shape

POLICY = """考核办法 《产量考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算；自评：照评 }
部门：调度室
单位分类：采煤队、机电队
指标 产量 {
  考评部门：调度室；填报数据：产量（吨，0～1000）
  计分办法：按名次计分（产量，同类单位，从高到低，并列取靠前名次）{ 1：100 分；2：90 分；其余：60 分 }
}
指标 成本 {
  考评部门：调度室；填报数据：成本（元，1～1000）
  计算公式：平均成本 = 平均（成本，同类单位），保留小数 2 位，四舍五入
  计分办法：分档 成本 { ≤ 500 元：100 分；其余：80 分 }
}
指标 任务 { 考评部门：调度室 }
权重表 {
  | 指标 | 采煤队 | 机电队 |
  | 产量 | 40%    | —      |
  | 成本 | 20%    | —      |
  | 任务 | 40%    | 100%   |
}
等次 等级 { 分类排名：采煤队、机电队；优：最多 1 名；良：最多 2 名；中：其余；并列：按较低等次 }
兑现 奖金 {
  适用于：采煤队；分配总额：1000 元；分配份额：综合得分；分配范围：同类单位；余数：最大余数
  保留小数：2 位，只舍不入
}
任何情况下：若 成本·平均成本 > 0 元，则 综合得分 ≥ 0
示例 三个队 {
  单位：甲队（采煤队）
  数据：产量·产量 = 900 吨，成本·成本 = 400 元，其余指标：满分
  同类单位 { 乙队：产量·产量 = 950 吨，成本·成本 = 501 元，任务 = 80；PEERS }
  结果：EXPECT
}
"""
PEERS = "丙队：产量·产量 = 900 吨，成本·成本 = 700 元，任务 = 100；机修队（机电队）：任务 = 99"
# 甲：90 × 40% + 100 × 20% + 100 × 40% = 96；乙：40 + 16 + 32 = 88；丙：36 + 16 + 40 = 92；份额 96 ÷ 276 = 347.826…
HOLDS = "产量·考评分 = 90，成本·平均成本 = 533.67 元，综合得分 = 96，等级·名次 = 2，等级 = 良，奖金 = 347.83 元"


def written(expect: str = HOLDS, peers: str = PEERS) -> str:
    return POLICY.replace("PEERS", peers).replace("EXPECT", expect)


def compiled(text: str) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems]
    return found


def test_what_peers_have_decides_what_comes_out() -> None:
    (result,) = run_examples(compiled(written()))
    assert [(one.expectation.column, one.got) for one in result.outcomes if not one.holds] == []
    assert result.holds


@pytest.mark.parametrize("evaluator", [evaluate, DuckDBEngine(threads=1).run])
def test_both_evaluators_give_what_the_example_gives(evaluator) -> None:
    policy = compiled(written())
    (case,) = policy.checked.core.examples
    prepared = prepare(policy, all_weights(policy.checked.policy), case)
    units = (prepared, *(prepared.peers or ()))
    roster = tuple(RosterUnit(str(one.opening["unit"]), str(one.opening["class"]), {}) for one in units)
    cells = {
        cell.key: {
            unit.name: value
            if isinstance(value := one.opening[cell.key], Fraction)
            else State(int(one.opening[cell.state] or 0))
            for unit, one in zip(roster, units, strict=True)
        }
        for cell in policy.plan.scan.inputs
    }
    row = evaluator(policy.plan, Month("2024-01", roster, cells)).figures("甲队")
    assert {one.column: row[one.column] for one in case.expect} == {one.column: one.value for one in case.expect}


@pytest.mark.parametrize(
    ("expect", "peers", "codes"),
    [
        ("产量·考评分 = 100", PEERS, ["K390"]),
        ("总分 = 停算", "丙队：任务 = 100", []),  # what is owed for another unit stops the month
        ("奖金 = 347 分", PEERS, ["K324"]),
        ("总分 = 96", "乙队：任务 = 100", ["K387"]),
        ("总分 = 96", "甲队：任务 = 100", ["K387"]),
        ("总分 = 96\n  同组其余单位：95", PEERS, ["K387"]),
        ("总分 = 96", "丙队（机电队）：产量·考评分 = 100", ["K387"]),
    ],
)
def test_what_does_not_hold_is_said(expect: str, peers: str, codes: list[str]) -> None:
    problems = Problems()
    found = compile_text(written(expect, peers), problems)
    if found is not None:
        verify(found, problems)
    assert [one.code for one in problems.errors] == codes


def test_a_unit_alone_has_no_peers() -> None:
    text = written("产量·考评分 = 100，奖金 = 1000 元", "").replace(
        "乙队：产量·产量 = 950 吨，成本·成本 = 501 元，任务 = 80；", ""
    )
    assert all(result.holds for result in run_examples(compiled(text)))


def test_peers_read_alike_in_both_languages() -> None:
    zh = "示例 一例 { 单位：甲（队）；数据：产量 = 9；同类单位 { 乙：产量 = 8，其余指标：满分；丙（组）：产量 = 缺报 }；结果：总分 = 5 }"
    en = (
        "example 一例 { unit: 甲 (队); given: 产量 = 9; peers { 乙: 产量 = 8, other indicators: full; 丙 (组): 产量 = unreported };"
        " expect: total = 5 }"
    )
    assert shape(good(zh)) == shape(good(en))
