"""Declared facts that agree raise nothing, stand on the page for reviewers, and change no figure."""

import pytest

from kpidsl.check.checked import CheckedPolicy
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.render.reviewing.facts import facts
from kpidsl.resolve.citations import references
from kpidsl.syntax.numbering import chinese, value_of

POLICY = """考核办法 《月度考核办法》 {
  文号：矿发〔2024〕12 号；版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日；条款：第一条
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：企管科
单位分类：队组
指标 任务 { 考评部门：企管科；条款：第二条（二）、《安全生产法》第九十条；另按：任务细则、调度规定（试行、2019 年）}
权重表 {
  | 指标 | 队组 |
  | 任务 | 100% |
}
"""
FACTS = """第一章 总则
第一条 目的 { 为加强考核，制定本办法。 }
第二章 考核内容
第二条 {
  考核内容：
  （一）安全；
  （二）任务。
}
层级：高层、中层
角色：总经理（高层）、分管领导（中层）
汇总部门：企管科
考核人 { 队组：分管领导 }
审批：编制（企管科） → 审核（分管领导） → 批准（总经理）
审批 考核结果：编制 → 批准
表单：评分表（分管领导）
时限 {
  报送：每月 3 日以前；审核：每月 5 日以前，自报送起；公示：5 个工作日，自批准起；申诉：7 天，自公示起
  面谈：次月 5 日～10 日，自评分表起；兑现：1 个月，自月末起
}
附表：评分表、申诉表
申诉 考核结果 {
  受理部门：总经理；先行：谈话；提出期限：7 天，自公示起；答复期限：5 个工作日；提交材料：申诉表；适用于：队组
}
公开 { 考核标准：全体员工；考核结果：分管领导、队组 }
考核内容 { 月度：定量指标；年度：定量指标、定性指标 }
时限 { 谈话：2 天，自公示起；自检：每年 12 月 31 日以前；备案：次年 1 月 15 日以前，自自检起；方案：1 周，在考核实施前 }
总数 { 指标：共 1 项；部门：共 1 个；条文：共 1 + 1 = 2 条；章：共 2 章；角色：共 2 个；队组：共 1 项；队组、任务：共 1 + 1 = 2 项 }
"""


def checked(text: str) -> CheckedPolicy:
    problems = Problems()
    compiled = compile_text(text, problems)
    assert [*problems] == []
    assert compiled
    return compiled.checked


def test_facts_that_agree_raise_nothing_and_leave_the_plan_as_it_is() -> None:
    problems = Problems()
    with_facts, without = compile_text(POLICY + FACTS, problems), compile_text(POLICY, problems)
    assert [*problems] == []
    assert with_facts
    assert without
    assert with_facts.plan.nodes == without.plan.nodes


def test_the_page_for_reviewers_shows_them() -> None:
    policy = checked(POLICY + FACTS).policy
    shown = {heading: "\n".join(lines) for heading, lines in facts(policy.declared, policy.name, "zh")}
    assert "| 第二条 | 考核内容： （一）安全； （二）任务。 | 任务 |" in shown["条文"]
    assert "| 任务细则 | 任务 |" in shown["另按的文件"]
    assert "| 调度规定（试行、2019 年） | 任务 |" in shown["另按的文件"]
    assert "| 公示 | 5 个工作日，自批准起 |" in shown["时限"]
    assert "| 面谈 | 次月 5 日～10 日，自评分表起 |" in shown["时限"]
    assert "| 本办法 | 编制（企管科） → 审核（分管领导） → 批准（总经理） |" in shown["审批次序"]
    assert "| 备案 | 次年 1 月 15 日以前，自自检起 |" in shown["时限"]
    assert "| 方案 | 1 周，在考核实施以前 |" in shown["时限"]
    appeal = "| 考核结果 | 队组 | 总经理 | 7 天，自公示起 | 谈话 | 5 个工作日 | 申诉表 |"
    assert appeal in shown["申诉"]
    assert "| 考核结果 | 分管领导、队组 |" in shown["公开范围"]
    assert "| 年度 | 定量指标、定性指标 |" in shown["考核内容"]
    assert "| 申诉表 |" in shown["附表"]
    english = {heading: "\n".join(lines) for heading, lines in facts(policy.declared, policy.name, "en")}
    assert "| 申诉 | 7 days, since 公示 |" in english["Time limits"]
    assert "| 备案 | next year by day 15 of month 1, since 自检 |" in english["Time limits"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第三条、第五条", ["第三条", "第五条"]),
        ("第三条（二）", ["第三条（二）"]),
        ("《安全生产法》第九十条", []),
        ("《月度考核办法》第九条，《细则》", ["第九条"]),
        ("三（二）（1）、三（三）", ["三（二）（1）", "三（三）"]),
        ("第 12 条 见附件", ["第 12 条"]),
        ("article 7", ["article 7"]),
        ("见附件一", []),
    ],
)
def test_what_a_clause_cites(text: str, found: list[str]) -> None:
    assert [one.written for one in references(text, "月度考核办法")] == found


def test_numerals_are_read_as_they_are_written() -> None:
    assert [value_of(chinese(number)) for number in range(1, 10000)] == list(range(1, 10000))
    assert [chinese(number) for number in (10, 11, 20, 105, 110, 1005)] == [
        "十",
        "十一",
        "二十",
        "一百零五",
        "一百一十",
        "一千零五",
    ]
    assert [value_of(text) for text in ("〇", "二〇", "十十", "12345", "一百零五", "一百〇五")] == [
        None,
        None,
        None,
        None,
        105,
        105,
    ]


def test_where_a_rule_comes_from_is_kept_with_what_it_is_said_of() -> None:
    text = (POLICY + FACTS).replace("单位分类：队组\n", "单位分类：队组\n出处：甲-3、甲-4\n")
    text = text.replace("| 队组 |\n", "| 队组 | 出处 |\n").replace("| 100% |\n", "| 100% | 甲-7 |\n")
    tags = checked(text).policy.declared.tags
    assert [(tag.by, tag.text) for tag in tags] == [("", "甲-3、甲-4"), ("任务", "甲-7")]
