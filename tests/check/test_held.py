"""What was checked and holds is told with its numbers; what does not hold is not told to."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.catalogue import LANGS, Lang, holds_text
from kpidsl.pipeline import compile_text

POLICY = """考核办法 《食堂考核办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：后勤处
单位分类：食堂、车队
指标 卫生 { 考评部门：后勤处；二级指标：灶间、餐厅 }
指标 菜品 { 考评部门：后勤处；适用于：食堂 }
指标 出车 { 考评部门：后勤处；适用于：车队 }
权重表 {
  | 指标 | 食堂 | 车队 |
  | 卫生 | 60%  | 30%  |
  | 菜品 | 40%  | —    |
  | 出车 | —    | 70%  |
  | 合计 | 100% | 100% |
}
权重分配表 卫生，占总分 {
  | 二级指标 | 食堂 | 车队 |
  | 灶间 | 40%  | 10%  |
  | 餐厅 | 20%  | 20%  |
}
等次 评价，按分数 { 好：≥ 80；中：60 ≤ 分数 < 80；差：< 60 }
等次 名次档 {
  分类排名：食堂、车队；优：前 20%；良：20%～60%；差：后 40%
  名额取整：只舍不入；并列：按较高等次；不足 5 个单位：只排名不定等次
}
任何情况下：若 卫生·灶间·考评分 < 60，则 评价 ≠ 好
审批 考核结果：编制（后勤处） → 批准
时限 { 公示：5 天；申诉：7 天，自公示起 }
总数 { 指标：共 3 项；食堂：共 2 项 }
"""
ALL = {
    "K301": "权重 2 列，每列 3 行，合计都是 100%",
    "K302": "“卫生”分到各项的权重 2 列，合计都与权重表一致",
    "K303": "印出的合计 2 个，都与各行之和相符",
    "K312": "“评价”3 档，0～100 分里每个分数恰好落在一档",
    "K314": "“名次档”3 档从第一名排到最后一名，不断不叠",
    "K546": "“任何情况下”的规定 1 条，用到的数都有，能逐月核对",
    "K612": "审批顺序 1 条、2 步，没有一人签两次，先后不矛盾",
    "K613": "时限 2 项，起点都有着落，先后不颠倒",
    "K615": "正文里写的 2 个总数都相符：指标 3、食堂 2",
}


def held(text: str, lang: Lang = "zh") -> dict[str, str]:
    problems = Problems()
    compile_text(text, problems)
    return {one.code: holds_text(one.code, lang, one.variant, one.args) for one in problems.held}


def test_everything_that_holds_is_told() -> None:
    assert held(POLICY) == ALL


@pytest.mark.parametrize(
    ("old", "new", "code", "now"),
    [
        ("| 菜品 | 40% ", "| 菜品 | 30% ", "K301", "权重 2 列中有 1 列合计是 100%"),
        ("| 菜品 | 40%  | —    |\n  | 出车 | —    | 70% ", "| 菜品 | 30%  | —    |\n  | 出车 | —    | 60% ", "K301", None),
        ("| 灶间 | 40% ", "| 灶间 | 30% ", "K302", "“卫生”分到各项的权重 2 列中有 1 列与权重表一致"),
        ("| 合计 | 100% | 100% |", "| 合计 | 100% | 90%  |", "K303", "印出的合计 2 个，有 1 个与各行之和相符"),
        ("60 ≤ 分数 < 80", "60 ≤ 分数 < 79", "K312", None),
        ("差：后 40%", "差：后 30%", "K314", None),
        ("评价 ≠ 好", "评介 ≠ 好", "K546", None),
        ("批准\n", "批准 → 审核（后勤处）\n", "K612", None),
        ("自公示起", "自公布起", "K613", None),
        ("指标：共 3 项", "指标：共 4 项", "K615", "正文里写的 1 个总数都相符：食堂 2"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_not_told_to(old: str, new: str, code: str, now: str | None) -> None:
    assert old in POLICY
    found = held(POLICY.replace(old, new))
    assert found.get(code) == now
    others = {other for other in found if other not in (code, "K303")}  # a cell is in a printed total besides
    assert others
    assert all(found[other] == ALL[other] for other in others)


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_have_the_words(lang: Lang) -> None:
    assert all(held(POLICY, lang).values())
