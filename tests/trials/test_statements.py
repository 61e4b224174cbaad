"""What must hold in any case is tried on months made up for it: always the same, and a failure is shown as plainly as it can be."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.catalogue import message
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.trials import failing, trials

POLICY = """
考核办法 《试算》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：安监处
单位分类：队组、科室
指标 安全 {
  考评部门：安监处；填报数据：事故（起，0～9）；目标值：事故 = 0
  计分办法：达标得 100 分，未达标得 60 分
}
指标 现场 { 考评部门：安监处；计分办法：打分 0～100 分 }
权重表 {
  | 指标 | 队组 | 科室 |
  | 安全 | 40%  | 30%  |
  | 现场 | 60%  | 70%  |
}
等次 月度等次，按分数 { 优：≥ 90；合格：[60, 90)；不合格：< 60 }
"""


EXTRAS = """
加分项 表彰 { 考评部门：安监处；计分办法：打分 0～8 分 }
减分项 通报 { 考评部门：安监处；计分办法：打分 0～6 分 }
加减分合计 { 加分：最多 8 分；减分：最多 6 分 }
"""


def tried(statement: str) -> tuple[Compiled, list[object]]:
    problems = Problems()
    compiled = compile_text(POLICY + statement, problems)
    assert compiled, [*problems]
    return compiled, list(trials(compiled))


@pytest.mark.parametrize("statement", [
    "任何情况下：若 安全·事故 > 0，则 月度等次 ≠ 优",
    "任何情况下：若 综合得分 < 60，则 月度等次 = 不合格",
    "任何情况下：若 安全·考评分 = 60，则 总分 ≤ 88",
])  # fmt: skip
def test_what_holds_always_is_not_found_to_fail(statement: str) -> None:
    compiled, (trial,) = tried(statement)
    assert trial.months > 80
    assert trial.met > 0
    assert failing(compiled, trial) is None


@pytest.mark.parametrize(("statement", "told"), [
    ("任何情况下：若 安全·事故 > 0，则 月度等次 = 不合格", "安全·事故 1 起，其余都是最平常的数，结果是 安全·事故 1 起、月度等次 合格。"),
    ("任何情况下：若 安全·事故 > 8，则 综合得分 < 84", "安全·事故 9 起，其余都是最平常的数，结果是 综合得分 84、安全·事故 9 起。"),
    ("任何情况下：若 总分 ≥ 0，则 月度等次 ≠ 优", "填报的都是最平常的数，结果是 月度等次 优、总分 100。"),
])  # fmt: skip
def test_what_fails_is_shown_by_the_plainest_figures(statement: str, told: str) -> None:
    compiled, (trial,) = tried(statement)
    found = failing(compiled, trial)
    assert found is not None
    assert found.code == "K546"
    assert message(found.code, "zh", found.variant, found.args).partition("队组的一个单位，")[2] == told
    month, unit = trial.broken
    assert [one.name for one in month.units if one.name == unit] == [unit]
    assert len(month.units) <= 1


def test_most_units_have_no_bonus_and_no_malus() -> None:
    statement = "任何情况下：若 总分 ≥ 0，则 综合得分 < 100"
    compiled, (trial,) = tried(EXTRAS + statement)
    found = failing(compiled, trial)
    assert found is not None
    assert "其余" not in message(found.code, "zh", found.variant, found.args)
    assert "总分 100。" in message(found.code, "zh", found.variant, found.args)


def test_a_condition_that_never_comes_about_is_counted() -> None:
    _, (trial,) = tried("任何情况下：若 安全·事故 > 5 且 安全·事故 < 4，则 总分 < 0")
    assert (trial.met, trial.broken) == (0, None)


def test_a_policy_is_always_tried_on_the_same_months() -> None:
    assert tried("任何情况下：若 现场 < 60，则 总分 < 60")[1] == tried("任何情况下：若 现场 < 60，则 总分 < 60")[1]


def test_records_of_made_up_months_have_days_and_say_how_long_ago_they_were() -> None:
    repeated = """台账 三违 { 填报部门：安监处；日期（日期）；程度（轻微 < 严重）；人员（文字） }
任何情况下：若 现场·考评分 < 60 分，则 现场·考评分 < 60 分
"""
    rule = "计分办法：扣分事项 三违（按 程度）{ 严重：扣 5 分；轻微：扣 1 分 }，每条计一次，重复（30 天内，人员）：加倍，扣完为止"
    problems = Problems()
    compiled = compile_text(POLICY.replace("计分办法：打分 0～100 分", rule) + repeated, problems)
    assert compiled, [*problems]
    (trial,) = trials(compiled)
    assert trial.months > 80
