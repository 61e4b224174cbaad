"""Who gives results that its own figures are made of, and who joins scores that two offices collect."""

from tests.check.changed import assert_found, assert_silent

HEAD = """考核办法 《门店考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：营运部、人事部
单位分类：门店、片区
对应关系 所属片区 { 门店：片区 }
"""
CARDS = """指标 销售 { 考评部门：营运部 }
考核量表 门店，考评部门：人事部 {
  | 指标     | 权重 | 数据来源 | 被考核人 |
  | 服务     | 60%  | 顾客     |          |
  | 店员管理 | 40%  | SOURCE   | WHOM     |
}
考核量表 片区 {
  | 指标 | 权重 |
  | 销售 | 100% |
}
角色：店员
考核人 { 片区：营运部 }
考核对象表 {
  | 考核对象 | 考核人 |
  | 门店     | 片区   |
  | 片区     | 营运部 |
  | 店员     | 门店   |
}
综合得分（门店）= 总分 × 70% + 所属片区·总分 × 30% { 无所属片区：停算 }
"""
IDLE = ("K784", "unweighed", {"names_zh": "店员"})


def policy(source: str, whom: str) -> str:
    return HEAD + CARDS.replace("SOURCE", source).replace("WHOM", whom)


def test_an_indicator_about_those_whom_its_class_assesses() -> None:
    words = {"name": "门店", "indicator": "店员管理", "whose": "店员", "weight": "40%"}
    assert_found(policy("", "店员"), ("K799", "", words), IDLE)
    assert_found(policy("店员考核得分", ""), ("K799", "", words), IDLE)


def test_a_source_that_only_names_them_is_none_of_their_results() -> None:
    assert_found(policy("店员花名册", ""), IDLE)
    assert_found(policy("片区考核得分", "片区"), IDLE)


def test_an_indicator_of_a_table_is_looked_at_alike() -> None:
    table = """指标表 {
  | 指标     | 考评部门 | 被考核人 |
  | 店员管理 | 人事部   | 店员     |
}
"""
    text = HEAD + table + CARDS.replace("| 数据来源 | 被考核人 ", "").replace("| 顾客     |          ", "")
    text = text.replace("| SOURCE   | WHOM     ", "")
    assert_found(text, ("K799", "", {"indicator": "店员管理", "whose": "店员"}), IDLE)


COLLECTED = (
    HEAD
    + """指标 销售 { 考评部门：营运部 }
指标 服务 { 考评部门：人事部 }
权重表 {
  | 指标 | 门店 | 片区 |
  | 销售 | 60%  | 100% |
  | 服务 | 40%  | —    |
}
汇总部门 { 门店：营运部；片区：人事部 }
"""
)


def test_two_collectors_and_nobody_who_joins() -> None:
    composite = "综合得分（门店）= 总分 × 70% + 所属片区·总分 × 30% { 无所属片区：停算 }\n"
    words = {"unit_class": "门店", "own": "营运部", "rest": "70%", "far": "片区", "part": "30%", "other": "人事部"}
    assert_found(COLLECTED + composite, ("K797", "", words))
    assert_silent(COLLECTED + composite.replace("停算 }", "停算；汇总部门：营运部 }"))
    assert_silent(COLLECTED.replace("片区：人事部 }", "片区：营运部 }") + composite)


def test_a_composite_that_is_no_sum_of_shares() -> None:
    composite = "综合得分（门店）= 较低者（总分，所属片区·总分） { 无所属片区：停算 }\n"
    assert_found(COLLECTED + composite, ("K797", "plain", {"own": "营运部", "other": "人事部"}))


def test_marks_of_its_own_count_as_its_score_and_a_score_that_is_handed_on_needs_nobody() -> None:
    composite = "综合得分（门店）= 所属片区·总分 × 50% + 销售·考评分 × 50% { 无所属片区：停算 }\n"
    assert_found(COLLECTED + composite, ("K797", "", {"rest": "50%", "part": "50%"}))
    alone = (
        COLLECTED.replace("| 门店 | 片区 |", "| 片区 |")
        .replace("| 60%  | 100% |", "| 60%  |")
        .replace("| 40%  | —    |", "| 40%  |")
    )
    assert_silent(alone + "综合得分（门店）= 所属片区·总分 { 无所属片区：停算 }\n")
