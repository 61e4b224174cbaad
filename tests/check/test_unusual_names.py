"""Names are the author's own: words of the language, digits, signs in quotes, wherever a name stands."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text

POLICY = """考核办法 《办法》 {{
  版本：1；施行日期：2019年1月1日；考核周期：月度；满分：100 分
  保留小数 {{ 单项得分、总分、综合得分：2 位，四舍五入 }}
}}
通则 {{ 缺报：停算催报；不涉及：按比例折算；自评：照评 }}
部门：{department}
单位分类：{unit_class}、乙类
统称 {{ {class_set}：{unit_class}、乙类 }}
对应关系 {link} {{ {unit_class}：乙类 }}
指标 {indicator} {{
  考评部门：{department}
  填报数据：{datum}（起）、率值（%，0～100%）
  目标值：{datum} ≤ 2 起 且 率值 ≥ 90%
  计分办法：达标得 100 分，未达标不得分
}}
指标表 {{
  | 指标   | 考评部门     | 计分办法      |
  | 其他甲 | {department} | 打分 0～100 分 |
}}
权重表 {{
  | 指标        | {unit_class} | 乙类 |
  | {indicator} | 60%          | 60%  |
  | 其他甲      | 40%          | 40%  |
  | 合计        | 100%         | 100% |
}}
确保（{class_set}）：{indicator}·权重 ≥ 50%
综合得分（{unit_class}）= {link}·综合得分 × 20% + 总分 × 80% {{ 无{link}：停算 }}
一票否决 {veto} {{
  情形：{indicator}·{datum} > 0
  处理 {{ {scale}：差 }}
  对象：本单位；执行顺序：综合得分之后；影响期：当月
  排名：剔除后递补；不合格名额：不占用
}}
等次 {scale} {{
  分类排名：{unit_class}｜乙类
  {grade}：前 20%；中：20%～90%；差：后 10%
  名额取整：只舍不入；并列：按较高等次；不足 5 个单位：只排名不定等次
}}
任何情况下：若 {indicator}·{datum} > 0，则 {scale} ≠ {grade}
示例 {example} {{
  单位：{unit}（{unit_class}），{link}·综合得分 = 90
  数据：{indicator}·{datum} = 1，{indicator}·率值 = 95%，其他甲·考评分 = 90
  结果：{indicator}·考评分 = 100
}}
"""
USUAL = {
    "department": "企管科", "unit_class": "队组", "class_set": "全部", "link": "所属支部", "indicator": "安全", "datum": "事故数",
    "veto": "事故", "scale": "月度等次", "grade": "优", "example": "例一", "unit": "综一队",
}  # fmt: skip
NAMES = [
    "目标值", "考评部门", "部门", "单位", "等次", "示例", "数据", "结果", "一票否决", "对象", "处理", "情形", "通则", "统称", "缺报",
    "且", "或", "至", "达到", "暂定科", "前", "后", "每低", "扣", "至善", "或有", "达标得", "打分", "policy", "top", "6S管理", "3#煤层",
    "3号煤层", "ISO9001", "QHSE体系", "OA平台", "“甲、乙”", "“3#煤层”", "“甲（含乙）”", "「甲·乙」", "1队",
]  # fmt: skip


@pytest.mark.parametrize("place", USUAL)
def test_a_name_may_be_any_word(place: str) -> None:
    for name in NAMES:
        problems = Problems()
        assert compile_text(POLICY.format(**{**USUAL, place: name}), problems), (
            name,
            [one.code for one in problems.errors],
        )
