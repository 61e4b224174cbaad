"""Who is appraised how: holes, rows that disagree, periods, coverage, and who appraises itself."""

from tests.check.changed import assert_found, assert_silent, said

HEAD = """考核办法 《仓库考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分、年度得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：物流部
单位分类：冷库、干仓
统称 { 仓库：冷库、干仓 }
层级：基层
角色：库长（基层）
指标 周转 { 考评部门：物流部 }
权重表 {
  | 指标 | 冷库 | 干仓 |
  | 周转 | 100% | 100% |
}
等次 月度等次，按分数 { 甲：≥ 80；乙：< 80 }
等次 质量等次，按分数 { 一等：≥ 85；二等：< 85 }
"""
FORMS = ("月度考核表", "季度考核表", "年度考核表")
FULL = "| {} | 物流部 | 月度 | 月度等次 | 基层 | 岗位工资 | 月度考核表 |"
COLUMNS = "| 考核对象 | 考核人 | 考核周期 | 考核等级 | 层级 | 薪酬类别 | 考核表 |"
LEADER = "| 库长 | 物流部 | 月度 | — | 基层 | — | — |"
SET = ("K207", "class_set", {"name": "仓库"})
UNWEIGHED = ("K784", "unweighed", {"names_zh": "库长", "count": "1"})


def policy(*rows: str, head: str = HEAD, leader: str = LEADER, more: str = "") -> str:
    """A policy with these rows, and the forms that they name."""
    table = "\n".join(f"  {row}" for row in (COLUMNS, *rows, *([leader] if leader else [])))
    forms = "、".join(form for form in FORMS if form in table)
    return f"{head}表单：{forms}\n考核对象表 {{\n{table}\n}}\n{more}"


def test_a_full_table_is_silent_but_for_who_is_not_weighed() -> None:
    assert_found(policy(FULL.format("仓库")), UNWEIGHED)
    plain = HEAD.replace("角色：库长（基层）\n", "").replace("统称 { 仓库：冷库、干仓 }\n", "")
    assert_silent(policy(FULL.format("冷库"), FULL.format("干仓"), leader="", head=plain))


def test_a_dash_says_that_there_is_none_and_a_question_that_it_is_not_said() -> None:
    open_, none = FULL.replace("月度等次", "？"), FULL.replace("月度等次", "—")
    assert_found(policy(none.format("仓库")), UNWEIGHED)
    row = "考核人 物流部，考核周期 月度，考核等级 缺，层级 基层，薪酬类别 岗位工资，考核表 月度考核表"
    hole = ("K780", "", {"name": "仓库", "missing_zh": "考核等级", "row_zh": row})
    assert_found(policy(open_.format("仓库")), hole, UNWEIGHED)


def test_what_one_row_leaves_open_another_may_say() -> None:
    rows = FULL.replace("月度等次", "").format("仓库"), "| 冷库 | | | 月度等次 | | | |"
    assert_found(policy(*rows), ("K780", "", {"name": "干仓", "missing_zh": "考核等级"}), UNWEIGHED)


def test_lesser_holes_and_those_of_a_role_are_warnings() -> None:
    assert_found(policy(FULL.replace("基层", "").format("仓库")), ("K782", "", {"missing_zh": "层级"}), UNWEIGHED)
    found = ("K782", "role", {"name": "库长", "missing_zh": "考核人、考核周期"})
    assert_found(policy(FULL.format("仓库"), leader=LEADER.replace("物流部 | 月度", "？ | ")), found, UNWEIGHED)


def test_the_classes_of_one_row_that_lack_the_same_are_told_once() -> None:
    rows = FULL.replace("基层", "").format("仓库"), "| 冷库 | 库长 | | | | | |", "| 干仓 | 物流部 | | | | | |"
    missing = {"name": "仓库", "missing_zh": "层级"}
    found = ("K782", "", missing), UNWEIGHED
    assert [f for f in said(policy(*rows)) if f.startswith("K782")] == ["K782"]
    assert_found(policy(*rows[:1], rows[2]), *found)


def test_rows_that_name_others_disagree_unless_their_periods_are_apart() -> None:
    other = FULL.replace("月度等次", "质量等次")
    words = {"name": "仓库", "what_zh": "考核等级", "first_zh": "月度等次", "second_zh": "质量等次"}
    assert_found(policy(FULL.format("仓库"), other.format("仓库")), ("K781", "", words), UNWEIGHED)
    yearly = other.replace("| 月度 |", "| 年度 |").replace("月度考核表", "年度考核表")
    assert_found(policy(FULL.format("仓库"), yearly.format("仓库")), UNWEIGHED)


def test_two_periods_and_nothing_else_that_differs_disagree() -> None:
    row = "| 库长 | 物流部 | 年度 | — | 基层 | — | — |"
    words = {"name": "库长", "what_zh": "考核周期", "first_zh": "月度", "second_zh": "年度"}
    assert_found(
        policy(FULL.format("仓库"), row), ("K781", "", words | {"first_zh": "年度", "second_zh": "月度"}), UNWEIGHED
    )


def test_a_row_that_says_more_than_another_agrees_with_it() -> None:
    more = FULL.replace("月度 ", "月度、年度 ").replace("| 月度考核表", "| 月度考核表、年度考核表")
    assert_found(policy(FULL.format("仓库"), more.format("仓库")), UNWEIGHED)


def test_an_assessor_outside_the_table_is_compared() -> None:
    words = {"name": "仓库", "what_zh": "考核人", "first_zh": "物流部", "second_zh": "库长"}
    assert_found(policy(FULL.format("仓库"), more="考核人 { 冷库：库长 }"), ("K781", "", words), UNWEIGHED)
    assert_found(policy(FULL.format("仓库"), more="考核人 { 冷库：物流部 }"), UNWEIGHED)


def test_a_class_of_another_period_is_named_with_what_the_year_counts() -> None:
    quarterly = FULL.replace("| 月度 |", "| 季度 |").replace("月度考核表", "季度考核表").format("仓库")
    words = {"name": "仓库", "periods_zh": "季度", "policy_zh": "月度"}
    assert_found(policy(quarterly), ("K783", "", words), UNWEIGHED)
    year = "年度得分：平均（综合得分），缺月按实有月数"
    assert_found(policy(quarterly, more=year), ("K783", "annual", {"count": "4", "counted": "12"}), UNWEIGHED)


def test_who_is_in_no_row_is_named_but_not_a_role_that_only_signs() -> None:
    assert_found(policy(FULL.format("冷库"), leader=""), ("K784", "", {"names_zh": "干仓、库长", "count": "2"}), SET)
    signs = HEAD.replace("角色：库长（基层）", "角色：经理")
    assert_silent(
        policy(FULL.format("仓库"), leader="", head=signs, more="审批 考核结果：编制（物流部） → 批准（经理）")
    )


def test_nobody_assesses_itself() -> None:
    assert_found(
        policy(FULL.format("仓库"), leader=LEADER.replace("物流部", "库长")),
        ("K799", "self", {"name": "库长"}),
        UNWEIGHED,
    )


def test_rows_are_compared_beside_a_name_that_nothing_has() -> None:
    rows = FULL.format("仓库"), FULL.replace("物流部", "大门").format("冷库")
    words = {"name": "冷库", "first_zh": "物流部", "second_zh": "大门"}
    assert_found(policy(*rows), ("K220", "", {"name": "大门"}), ("K781", "", words), UNWEIGHED)
    slip = FULL.format("仓库"), FULL.replace("物流部", "物流布").format("冷库")
    assert_found(policy(*slip), ("K220", "near", {"nearest": "物流部"}), UNWEIGHED)


def test_a_composite_of_whom_one_assesses() -> None:
    linked = HEAD.replace("统称 { 仓库：冷库、干仓 }", "对应关系 上级库 { 冷库：干仓 }")
    more = "综合得分（冷库）= 上级库·总分 × 20% + 总分 × 80% { 无上级库：停算 }\n"
    rows = FULL.format("冷库"), FULL.replace("物流部", "冷库").format("干仓")
    assert_found(
        policy(*rows, head=linked, more=more), ("K799", "composite", {"name": "冷库", "whose": "干仓"}), UNWEIGHED
    )
    rows = FULL.replace("物流部", "干仓").format("冷库"), FULL.format("干仓")
    assert_found(policy(*rows, head=linked, more=more), UNWEIGHED)


def test_a_name_that_nothing_has_is_said_once() -> None:
    assert_found(policy(FULL.format("仓库"), FULL.format("大门")), ("K220", "", {"name": "大门"}), UNWEIGHED)


def test_english_words_make_the_same_table() -> None:
    head, row = "| subject | assessor | period | grades | level | pay category | form |", FULL.format("仓库")
    text = (
        policy(row, LEADER, leader="")
        .replace(COLUMNS, head)
        .replace("考核对象表", "subjects")
        .replace("| 月度 |", "| month |")
    )
    assert_found(text, UNWEIGHED)
