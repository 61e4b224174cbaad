"""What a trace says of a figure, in words: months of a small policy, and the lines of one unit."""

import pytest

from kpidsl.cli.outputs import write_results
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.trace import Step
from kpidsl.run import evaluate_files, trace_unit

POLICY = """
考核办法 《办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：队组
基础数据 考勤 { 牵头部门：调度室；填报数据：病假（个月，0～12） }
不参加考核 长期病假 { 情形：考勤·病假 > 6 个月 }
不定等次 试用期 { 情形：考勤·病假 > 3 个月 }
指标 安全 {
  考评部门：调度室；填报数据：事故（起，0～9）、盈亏（元，-20～20）
  计分办法：考评分 = 80 分 − 事故 × 2 分 − 盈亏 ÷ 1 元 × 1 分
}
权重表 {
  | 指标 | 队组 |
  | 安全 | 100% |
}
等次 考核等级，按分数 { 优：≥ 90；良：[0, 90)；差：< 0 }
一票否决 事故 {
  情形：安全·事故 > 0；处理 { 考核等级：差 }
  对象：本单位；影响期：当年
}
兑现 绩效工资 { 金额：综合得分 ÷ 1 分 × 10 元；保留小数：2 位，四舍五入 }
"""
HEADING = "被考核单位,单位分类,安全·事故,安全·盈亏,病假\n"
MONTHS = ("甲,队组,0,-5,0\n乙,队组,1,3,0\n", "甲,队组,1,-5.5,0\n乙,队组,0,3,9\n", "甲,队组,1,0,0\n乙,队组,0,3,4\n")


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], list[Step]]:
    """The traces of both units, month by month."""
    folder, found = tmp_path_factory.mktemp("months"), {}
    problems = Problems()
    program = compile_text(POLICY, problems)
    assert program, [one.code for one in problems]
    for at, rows in enumerate(MONTHS, start=1):
        (folder / f"2024-0{at}.csv").write_text(HEADING + rows, encoding="utf-8")
        run = evaluate_files(program.plan, [folder / f"2024-0{at}.csv"], None, problems, results=folder / "results")
        assert run, [one.code for one in problems]
        write_results(run, folder / "results" / f"2024-0{at}", "zh")
        for unit in ("甲", "乙"):
            traced = trace_unit(run, unit, "zh")
            assert traced
            found[at, unit] = traced[1]
    return found


@pytest.mark.parametrize(
    ("month", "unit", "name", "told"),
    [
        # One sign for what is below nothing, in brackets behind another sign.
        (1, "甲", "安全·盈亏", [("−5 元", "调度室")]),
        (1, "甲", "安全·考评分", [("85.00", "80 − 0 × 2 − (−5) = 85")]),
        (2, "甲", "安全·考评分", [("83.50", "80 − 2 − (−5.5) = 83.5")]),
        (3, "甲", "安全·考评分", [("78.00", "80 − 2 − 0 = 78")]),
        # A veto that lasts names the periods that set it off, and no others.
        (1, "甲", "事故·一票否决", []),
        (1, "乙", "事故·一票否决", [("是", "")]),
        (3, "乙", "事故·一票否决", [("是", "事故·一票否决（前 2 期）")]),
        (3, "甲", "事故·一票否决", [("是", ""), ("是", "事故·一票否决（前 1 期）")]),
        # A grade is limited by its name, not by its number.
        (2, "甲", "考核等级", [("良", ""), ("差", "一票否决“事故”：良 → 差")]),
        # A unit that is not assessed has nothing, and the case that made it so.
        (2, "乙", "总分", [("不参加考核", "长期病假")]),
        (2, "乙", "综合得分", [("不参加考核", "长期病假")]),
        (2, "乙", "考核等级", [("不参加考核", "长期病假")]),
        (2, "乙", "绩效工资", [("不参加考核", "长期病假")]),
        (3, "乙", "绩效工资", [("770.00 元", "77 × 10 = 770")]),
    ],
)
def test_a_line(
    month: int, unit: str, name: str, told: list[tuple[str, str]], traces: dict[tuple[int, str], list[Step]]
) -> None:
    assert [(step.value, step.how) for step in traces[month, unit] if step.name == name] == told
