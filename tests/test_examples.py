"""The examples (示例) of every shipped policy come out as they say."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.examples import run_examples
from kpidsl.pipeline import compile_text

POLICIES = [*sorted(Path("policies").rglob("*.kpi")), *sorted(Path("tests/syntax").glob("model.*.kpi"))]


@pytest.mark.parametrize("path", POLICIES, ids=str)
def test_examples_hold(path):
    problems = Problems()
    compiled = compile_text(path.read_text(encoding="utf-8"), problems, path.name)
    assert compiled is not None, [*problems]
    outcomes = [outcome for result in run_examples(compiled) for outcome in result.outcomes]
    assert outcomes
    assert [(o.case.example.name, o.expectation.column, o.got, o.why) for o in outcomes if not o.holds] == []


def test_a_wrong_expectation_is_found():
    text = Path("tests/syntax/model.zh.kpi").read_text(encoding="utf-8").replace("总分 = 76，", "总分 = 77，")
    compiled = compile_text(text, Problems())
    assert compiled is not None
    assert [o.expectation.column for result in run_examples(compiled) for o in result.outcomes if not o.holds] == ["total"]


ONE = """考核办法 《安全考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：安监处、调度室
单位分类：采煤队
指标 安全 {
  考评部门：安监处；填报数据：事故（起）；目标值：事故 = 0
  计分办法：达标得 100 分，未达标不得分
}
指标 任务 { 考评部门：调度室 }
权重表 {
  | 指标 | 采煤队 |
  | 安全 | 40%    |
  | 任务 | 60%    |
}
一票否决 重大事故 {
  情形：安全·事故 > 0；处理 { 任务·考评分：0 分 }；对象：本单位；执行顺序：单项得分之后；影响期：当月
}
示例 一例 { 单位：甲队（采煤队）；数据：GIVEN；结果：总分 = TOTAL }
"""


@pytest.mark.parametrize(
    ("given", "total"),
    [
        ("安全·事故 = 0，任务·考评分 = 90", "94"),
        ("安全 = 不涉及，任务·考评分 = 90", "90"),  # an indicator that is measured, not applicable as a whole
        ("安全·事故 = 不涉及，任务·考评分 = 90", "90"),
        ("安全·事故 = 1，任务·考评分 = 90", "0"),  # a mark that is given is the one before item vetoes
        ("安全·考评分 = 50，任务 = 不涉及", "50"),
    ],
)
def test_what_an_example_gives_is_what_a_month_would_bring(given, total):
    problems = Problems()
    compiled = compile_text(ONE.replace("GIVEN", given).replace("TOTAL", total), problems)
    assert compiled is not None, [*problems]
    assert [str(outcome.got) for result in run_examples(compiled) for outcome in result.outcomes] == [total]
