"""Rows of the weight table: which indicators could be meant by one that is none."""

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text

POLICY = """
考核办法 《办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：队组
指标 产量 { 考评部门：调度室 }
指标 安全 { 考评部门：调度室 }
加分项 表彰 { 考评部门：调度室；计分办法：打分 0～5 分 }
减分项 通报 { 考评部门：调度室；计分办法：打分 0～5 分 }
加减分合计 { 加分：最多 5 分；减分：最多 5 分 }
基础数据 人员 { 牵头部门：调度室；填报数据：人数（人，1～100） }
权重表 {
  | 指标 | 队组 |
  | 产量 | 60%  |
  | 宣传 | 40%  |
}
"""


def test_bonuses_and_figures_are_not_asked_for_as_rows() -> None:
    problems = Problems()
    assert compile_text(POLICY, problems) is None
    (found,) = [one for one in problems if one.code == "K201"]
    assert found.variant == "indicator_row"
    assert dict(found.args)["known_zh"] == "（表里还没有的：安全）"
