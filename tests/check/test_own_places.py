"""What grades with places of their own leave open or contradict, each in its own words."""

import pytest

from kpidsl.diagnostics import Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source

POLICY = """考核办法 《年度考评》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分，精确到 0.5 分；缺报：停算催报；不涉及：按比例折算；自评：照评 }
部门：人事部
单位分类：员工、班长
指标 绩效 { 考评部门：人事部；填报数据：事故（起，0～9） }
权重表 {
  | 指标 | 员工 | 班长 |
  | 绩效 | 100% | 100% |
}
等次 等次 { 分类排名：GROUPS；BANDS
  名额取整：四舍五入；并列：按较低等次；不足 5 个单位：只排名不定等次
}
"""
HALVES = "优：前 50%；差：50%～100%"
VETO = """一票否决 事故 {
  情形：绩效·事故 > 0；处理 { 等次：差 }；对象：本单位；影响期：当月；排名：剔除后递补；不合格名额：占用
}
"""
CASES = [
    ("K712", "", "优：30%；良：50%；差：其余；末：15%", []),
    ("K712", "always", "优：60%；良：60%；差：其余", []),
    ("K713", "", "优：20%；差：80%", []),
    ("K713", "two", "优：20%；良：其余；差：其余", []),
    ("K713", "mixed", "优：前 20%；良：30%；差：其余", []),
    ("K713", "number", "优：最多 20 分；良：10%；差：其余", []),
    ("K713", "number", "优：1.5；良：10%；差：其余", []),
    ("K713", "number", "优 { 其余：20 分 }；良：10%；差：其余", []),
    ("K713", "share", "优：100%；差：其余", []),
    ("K713", "size", "优 { < 5.5：20%；其余：10% }；差：其余", []),
    ("K713", "hole", "优 { < 5：1 名；> 5：2 名 }；良：10%；差：其余", []),
    ("K713", "twice", "优 { ≤ 5：1 名；≥ 5：2 名 }；良：10%；差：其余", []),
    ("K713", "after", "优：20%；良：其余；差：最多 10%", []),
    ("K713", "ties", "优：≤ 20%；差：其余", [("按较低等次", "按较高等次")]),
    ("K713", "remainder", "优：20%；差：其余", [("四舍五入；并列", "最大余数；并列")]),
    ("K713", "idle", "优：2 名；差：其余", []),
    ("K713", "used", "优：20%；差：其余", [("等次 等次 {", VETO + "等次 等次 {")]),
    ("K714", "", "优：20%；良：最多 20%；差：其余；各组合计 { 优：最多 15%，名次靠后的降一等 }", []),
    ("K714", "grade", HALVES + "；各组合计 { 良：最多 15%，名次靠后的降一等 }", []),
    ("K714", "number", HALVES + "；各组合计 { 优：最多 15 分，名次靠后的降一等 }", []),
    ("K714", "last", HALVES + "；各组合计 { 差：最多 15%，名次靠后的降一等 }", []),
    ("K714", "remainder", HALVES + "；各组合计 { 优：最多 15%，名次靠后的降一等 }", [("四舍五入；并列", "最大余数；并列")]),
    ("K714", "one", HALVES + "；各组合计 { 优：最多 15%，名次靠后的降一等 }", [("员工｜班长", "员工、班长")]),
    ("K714", "twice", HALVES + "；各组合计 { 优：最多 15%，名次靠后的降一等；优：2 名，名次靠后的降一等 }", []),
    ("K714", "by_score", "优：≥ 90；差：< 90；各组合计 { 优：最多 15%，名次靠后的降一等 }",
     [("等次 等次", "等次 等次，按分数"), ("分类排名：员工｜班长；", ""),
      ("名额取整：四舍五入；并列：按较低等次；不足 5 个单位：只排名不定等次", "")]),
    ("K315", "rest", "优：≥ 90；差：其余",
     [("等次 等次", "等次 等次，按分数"), ("分类排名：员工｜班长；", ""),
      ("名额取整：四舍五入；并列：按较低等次；不足 5 个单位：只排名不定等次", "")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "variant", "bands", "changes"), CASES, ids=[f"{one[0]} {one[1]} {one[2]}" for one in CASES]
)
def test_what_is_open_is_said(code: str, variant: str, bands: str, changes: list[tuple[str, str]]) -> None:
    text = POLICY.replace("BANDS", bands).replace("GROUPS", "员工｜班长")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    problems, source = Problems(), Source("例.kpi", text)
    compile_policy([source], problems)
    assert [(one.code, one.variant) for one in problems.errors] == [(code, variant)]
    for lang in catalogue.LANGS:
        assert render_text(problems, {source.name: source}, lang)
