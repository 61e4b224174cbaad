"""Who owes which cell."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text

POLICY = """
考核办法 《测试》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算；自评：SELF }
部门：组织部（又称 绩效办）、工会
单位分类：科室、队组
指标 党建 {
  二级指标（按考评部门）：组织部、工会
  填报数据：达标（是否）
  目标值：达标
}
权重表 {
  | 指标        | 科室 | 队组 |
  | 党建·组织部 | 60%  | —    |
  | 党建·工会   | 40%  | 100% |
}
"""


def inputs(self_appraisal):
    problems = Problems()
    compiled = compile_text(POLICY.replace("SELF", self_appraisal), problems)
    assert compiled is not None, [*problems]
    return {source.key: source for source in compiled.plan.scan.inputs}


def test_a_datum_of_a_family_is_owed_by_who_appraises_the_class():
    assert inputs("照评")["data:党建·达标"].owners == (("科室", "组织部"), ("队组", "工会"))


@pytest.mark.parametrize(
    ("rule", "unit", "owner"),
    [
        ("照评", "绩效办", "组织部"),
        ("回避，由 工会 考评", "绩效办", "工会"),
        ("回避，由 工会 考评", "财务科", "组织部"),
    ],
)
def test_who_would_appraise_itself_is_replaced_by_the_substitute(rule, unit, owner):
    assert inputs(rule)["entered:党建·组织部"].owner(unit, "科室") == owner
