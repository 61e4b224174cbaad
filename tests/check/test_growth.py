"""The work of checking grows with the policy and no faster: twice the indicators, about twice the steps.

Steps are calls of Python functions, which are the same on every machine.
"""

import sys
from fractions import Fraction
from types import FrameType

import pytest

from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text

CLASSES = tuple(f"第{index}类" for index in range(12))
SMALL, LARGE = 40, 80
LIMIT = 2.3

SOUND = "  考评部门：企管科"
FIGURED = """  考评部门 { 全体：企管科 }
  填报数据：计划（项，1～100）、完成（项，0～100）
  计算公式：完成率 = 完成 ÷ 计划 × 100%
  目标值：完成率 ≥ 95%
  计分办法：达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计，扣完为止"""
MISSPELT = FIGURED.replace("完成 ÷ 计划", "完成 ÷ 计化")


def policy(size: int, fields: str) -> str:
    names = [f"指标{index}号" for index in range(size)]
    weight = plain(Fraction(100, size)) + "%"
    rows = [
        ["指标", *CLASSES],
        *([name] + [weight] * len(CLASSES) for name in names),
        ["合计"] + ["100%"] * len(CLASSES),
    ]
    return "\n".join([
        "考核办法 《大办法》 {\n  版本：1；施行日期：2019年1月1日；考核周期：月度；满分：100 分",
        "  保留小数 { 单项得分、总分：2 位，四舍五入 }\n}",
        "通则 { 缺报：停算催报；不涉及：按比例折算；计分办法：打分 0～100 分，精确到 0.5 分 }",
        "部门：企管科",
        "单位分类：" + "、".join(CLASSES),
        "统称 { 全体：" + "、".join(CLASSES) + " }",
        *(f"指标 {name} {{\n{fields}\n}}" for name in names),
        "权重表 {", *("  | " + " | ".join(row) + " |" for row in rows), "}",
        "等次 月度等次，按分数 { 优：≥ 95；良：[85, 95)；合格：[60, 85)；不合格：< 60 }\n",
    ])  # fmt: skip


def steps(text: str) -> tuple[int, list[str]]:
    """Calls made while the policy is compiled, and the codes found."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG001
        nonlocal count
        count += event == "call"

    problems = Problems()
    sys.setprofile(called)
    try:
        compile_text(text, problems)
    finally:
        sys.setprofile(None)
    return count, [found.code for found in problems.errors]


@pytest.mark.parametrize(("fields", "code"), [(SOUND, None), (FIGURED, None), (MISSPELT, "K205")])
def test_twice_the_indicators_are_twice_the_work(fields: str, code: str | None) -> None:
    steps(policy(2, fields))  # what is loaded once is not counted
    (small, _), (large, found) = steps(policy(SMALL, fields)), steps(policy(LARGE, fields))
    assert set(found) == ({code} if code else set())
    assert large / small < LIMIT
