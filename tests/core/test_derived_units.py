"""Units of products and quotients: what a figure is read in, how it is spelled, and how a trace says what came out."""

from fractions import Fraction
from pathlib import Path

import pytest

from kpidsl.core import dimensions as dim
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.titles import power_of
from kpidsl.run import evaluate_files, trace_unit
from kpidsl.syntax.derived_units import unit_word

UNITS = {
    "a unit of its own": (["yuan", "/ton"], "yuan_per_ton", "元/吨", "yuan/t"),
    "one that has a name": (["person", "/million_ton"], "person_per_million_ton", "人/百万吨", "people/Mt"),
    "things of the policy": (["wan_yuan", "/班次"], "wan_yuan÷班次", "万元/班次", "10k yuan/班次"),
    "two below the line": (["yuan", "/household", "/times"], "yuan÷household÷times", "元/（户·次）", "yuan/(household·times)"),
    "the same above and below": (["household", "kwh", "/household"], "kwh", "千瓦时", "kWh"),
    "of a derived one": (["wan_yuan÷household", "household"], "yuan", "元", "yuan"),
    "units that do not cancel": (["wan_ton", "household", "/ton", "/times"], "household÷times", "户/次", "households/times"),
    "percentages": (["percent", "wan_yuan", "/household"], "wan_yuan÷household", "万元/户", "10k yuan/household"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
def test_a_product_is_read_in_the_units_of_its_factors(name: str) -> None:
    written, unit, zh, en = UNITS[name]
    factors, dimension = [], dim.RATIO
    for one in written:
        own = dim.measure(one.removeprefix("/")).dimension
        factors.append((one.removeprefix("/"), own, one.startswith("/")))
        dimension = dim.times(dimension, dim.invert(own) if one.startswith("/") else own)
    assert dim.product_unit(dimension, factors) == unit
    assert dim.measure(unit).dimension == dimension
    assert (unit_word(unit, "zh"), unit_word(unit, "en")) == (zh, en)


def test_a_derived_unit_counts_base_units() -> None:
    assert dim.measure("wan_yuan÷household").scale == 10000
    assert dim.measure("yuan÷household÷million_ton").scale == Fraction(1, 10**6)
    assert [power_of(unit) for unit in ("wan_yuan÷household", "person_per_million_ton", "ton÷day", "percent", "")] == [
        4,
        -6,
        0,
        0,
        0,
    ]


POLICY = """
考核办法 《办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日
  保留小数 { 考评分：2 位，四舍五入；单项得分：2 位，四舍五入；总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：安监处
单位分类：队组
指标 安全 {
  考评部门：安监处；填报数据：死亡（人，0～100）、产量（百万吨，1～100）、费用（万元，0～1000）、住户（户，1～100）
  计算公式：死亡率 = 死亡 ÷ 产量，保留小数 2 位，四舍五入
  计算公式：户均 = 费用 ÷ 住户，保留小数 1 位，四舍五入
  目标值：死亡率 ≤ 0.1 人/百万吨
  计分办法：考评分 = 100 分 − 户均 × 1 户 × 1 分 ÷ 1 万元，最低 0 分
}
权重表 {
  | 指标 | 队组 |
  | 安全 | 100% |
}
"""


def test_a_trace_says_what_came_out_in_the_unit_it_is_read_in(tmp_path: Path) -> None:
    month = tmp_path / "2019-03.csv"
    month.write_text("被考核单位,单位分类,死亡,产量,费用,住户\n甲队,队组,1,3,100,3\n", encoding="utf-8")
    problems = Problems()
    program = compile_text(POLICY, problems)
    assert program
    run = evaluate_files(program.plan, [month], None, problems)
    assert run
    found = trace_unit(run, "甲队", "zh")
    assert found
    steps = {step.name: (step.value, step.how) for step in found[1]}
    assert steps["安全·死亡率"] == ("0.33 人/百万吨", "1 ÷ 3000000 ≈0.333333 人/百万吨 → 0.33（2 位，四舍五入）")
    assert steps["安全·户均"] == ("33.3 万元/户", "1000000 ÷ 3 ≈33.333333 万元/户 → 33.3（1 位，四舍五入）")
    assert steps["安全·目标值"] == ("未达标", "0.33 人/百万吨 ≤ 0.1 人/百万吨")
