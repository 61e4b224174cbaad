"""Lists without weights and weights that are lost, beside a table of those appraised: each is said once, and not as something else."""

from tests.check.changed import found

HEAD = """考核办法 《班组考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：运输部
单位分类：货车班、客车班、站务班
考核量表 货车班，考评部门：运输部 {
  | 指标 | 考核周期 |
  | 里程 | 月度     |
  | 油耗 | 月度     |
}
考核量表 客车班，考评部门：运输部 {
  | 指标 | 权重 |
  | 正点 | %s   |
  | 投诉 | %s   |
}
考核量表 站务班，考评部门：运输部 {
  | 指标 | 权重 |
  | 保洁 | %s   |
}
考核对象表 {
  | 考核对象 | 考核周期 |
  | 货车班   | 月度     |
  | 客车班   | 月度     |
  | 站务班   | 月度     |
}
"""
TOLD = ("K301", "K757", "K758", "K784")


def told(*weights: str) -> list[tuple[str, str]]:
    findings = found(HEAD % weights)
    return [(one.code, one.variant) for one in findings if one.code in TOLD]


def test_indicators_of_a_list_are_no_missing_rows_of_the_weights_beside_it() -> None:
    assert [code for code, _ in told("60%", "40%", "100%")] == ["K758"]


def test_a_sum_that_is_short_says_so_and_not_that_the_rows_of_the_list_are_missing() -> None:
    assert ("K301", "") in told("60%", "30%", "100%")
    assert ("K301", "rows") not in told("60%", "30%", "100%")


def test_a_class_whose_weights_are_lost_has_its_scorecard() -> None:
    assert {code for code, _ in told("？", "？", "100%")} == {"K757", "K758"}
