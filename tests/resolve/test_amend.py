"""Amendments: what a newer version is, and what is wrong with one."""

from fractions import Fraction

import pytest

from kpidsl.source import Span
from tests.resolve.shared import AMEND, HEAD, PLACES, REST, WHOLE, amended, compiled, found


def weights(changes: str) -> dict[str, dict[str, Fraction | None]]:
    program, problems = amended(changes)
    assert program, [*problems]
    table = program.checked.policy.weights
    assert table
    return {row: {name: cell.value for name, cell in cells.items()} for row, cells in table.rows.items()}


def adjusted(*rows: str) -> str:
    return "调整 权重表 {\n" + "\n".join(rows) + "\n}\n"


def test_what_an_amendment_does_not_name_is_as_it_was() -> None:
    program, _ = amended(adjusted("| 指标 | 采煤队 |", "| 安全 | 45% |", "| 产量 | 45% |"))
    older, _ = compiled(WHOLE, "旧.kpi")
    assert program
    assert older
    assert (program.plan.version, program.plan.effective) == ("2", "2025-01-01")
    assert program.checked.policy.leaves == older.checked.policy.leaves
    assert program.checked.policy.rounding == older.checked.policy.rounding


def test_cells_that_are_not_named_stay() -> None:
    found_weights = weights(adjusted("| 指标 | 采煤队 | 掘进队 |", "| 安全 | 45% | |", "| 产量 | 45% | |"))
    assert found_weights["安全"] == {"采煤队": Fraction(45, 100), "掘进队": Fraction(30, 100)}


def test_a_printed_total_stays_last() -> None:
    older = WHOLE.replace(
        "  | 出勤 | 10%    | 10%    |\n", "  | 出勤 | 10%    | 10%    |\n  | 合计 | 100%   | 100%   |\n"
    )
    changes = adjusted("| 指标 | 采煤队 | 掘进队 |", "| 质量 | 5% | 5% |", "| 出勤 | 5% | 5% |")
    program, problems = amended("增加 指标 质量 { 考评部门：调度室 }\n" + changes, older)
    assert program, [*problems]
    assert program.checked.policy.weights
    assert list(program.checked.policy.weights.rows)[-1] == "质量"


def test_an_indicator_of_a_table_is_changed_like_any_other() -> None:
    program, problems = amended("调整 指标 产量 { 计分办法：打分 0～90 分 }\n改为 指标 出勤 { 考评部门：安监处 }\n")
    assert program, [*problems]
    leaves = {leaf.key: leaf for leaf in program.checked.policy.leaves}
    assert list(leaves) == ["安全", "产量", "出勤"]
    assert set(leaves["产量"].appraisers.values()) == {"调度室"}
    assert set(leaves["出勤"].appraisers.values()) == {"安监处"}


def test_facts_are_amended_field_by_field() -> None:
    facts = """角色：工会
申诉 考核结果 { 受理部门：工会；提出期限：7 天，自公示起；答复期限：5 个工作日 }
公开 { 考核结果：全体员工；考核标准：全体员工 }
时限 { 公示：5 个工作日 }
附表：评分表
"""
    changes = """调整 申诉 考核结果 { 提出期限：10 天，自公示起 }
调整 公开 { 考核结果：工会 }
增加 附表：申诉表
增加 考核内容 { 月度：定量指标 }
"""
    program, problems = amended(changes, WHOLE + facts)
    assert program, [*problems]
    declared = program.checked.policy.declared
    (appeal,) = declared.appeals
    assert appeal.window
    assert (appeal.body, appeal.window.length) == ("工会", 10)
    assert [(one.about, one.readers, one.all_staff) for one in declared.disclosures] == [
        ("考核结果", ("工会",), False),
        ("考核标准", (), True),
    ]
    assert [one.name for one in declared.attached] == ["评分表", "申诉表"]
    assert [one.period for one in declared.contents] == ["MONTH"]


def test_the_number_of_an_older_document_is_not_that_of_the_newer() -> None:
    older = WHOLE.replace("版本：1；", "版本：1；文号：教发〔2024〕1 号；")
    program, _ = amended("改为 指标 出勤 { 考评部门：安监处 }\n", older)
    assert program
    assert program.checked.policy.declared.document_number == ""


def test_places_are_those_of_the_file_where_a_rule_stands() -> None:
    program, _ = amended("改为 指标 出勤 { 考评部门：安监处 }\n")
    assert program
    files = {leaf.key: leaf.place.file for leaf in program.checked.policy.leaves}
    assert files == {"安全": "旧.kpi", "产量": "旧.kpi", "出勤": "新.kpi"}


def test_names_of_lists_and_sets_are_changed_one_by_one() -> None:
    changes = "改为 部门：安监处（又称 安监科）\n增加 部门：团委\n增加 统称 { 一队：采煤队 }\n删除 统称：队组\n"
    program, problems = amended(changes)
    assert program, [*problems]
    policy = program.checked.policy
    assert [one.name for one in policy.departments] == ["安监处", "调度室", "团委"]
    assert policy.departments[0].aliases == ("安监科",)
    assert list(policy.class_sets) == ["一队"]


def test_a_class_that_gets_its_own_target_leaves_the_one_it_shared() -> None:
    older = WHOLE.replace("目标值：事故 = 0", "目标值 { 采煤队、掘进队：事故 = 0 }")
    program, problems = amended("调整 指标 安全 { 目标值 { 掘进队：事故 ≤ 1 起 } }\n", older)
    assert program, [*problems]
    (family,) = (one for one in program.checked.policy.families if one.name == "安全")
    assert [target.classes for target in family.targets] == [("采煤队",), ("掘进队",)]


def test_the_head_states_what_changes_in_it() -> None:
    head = AMEND.replace("2025年1月1日", "2025年1月1日；保留小数 { 总分：1 位，四舍五入 }；废止日期：2026年1月1日")
    program, problems = amended("改为 指标 出勤 { 考评部门：安监处 }\n", head=head)
    assert program, [*problems]
    rounding = program.checked.policy.rounding
    assert {word: rule.digits for word, rule in rounding.items() if rule} == {
        "POINTS": 2, "COMPOSITE_SCORE": 2, "TOTAL": 1
    }  # fmt: skip
    assert program.plan.expires == "2026-01-01"


def test_the_date_an_older_version_expires_is_not_the_newer_ones() -> None:
    older = WHOLE.replace("2024年1月1日", "2024年1月1日；废止日期：2025年1月1日")
    program, _ = amended("改为 指标 出勤 { 考评部门：安监处 }\n", older)
    assert program
    assert program.plan.expires == ""


def test_imports_of_the_older_version_come_along_and_can_be_amended() -> None:
    older = "引用：“共用/部门.kpi”\n" + HEAD + REST
    program, problems = amended("增加 部门：团委\n改为 部门：安监处（又称 安监科）\n", older, 共用_部门__kpi=PLACES)
    assert program, [*problems]
    assert [one.name for one in program.checked.policy.departments] == ["安监处", "调度室", "团委"]


def test_articles_keep_the_order_of_their_numbers() -> None:
    older = WHOLE + "第一条 目的 { 甲 }\n第三条 附则 { 丙 }\n"
    program, problems = amended("增加 第二条 范围 { 乙 }\n改为 第一条 目的 { 甲甲 }\n", older)
    assert program, [*problems]
    program, problems = amended("删除 第三条\n", older)
    assert program, [*problems]
    assert found(amended("删除 第四条\n", older)[1]) == [("K604", "")]


def test_what_is_provisional_about_a_change_is_listed() -> None:
    program, problems = amended("删除 部门：团委　暂定（文件未到）\n", WHOLE.replace("部门：", "部门：团委、", 1))
    assert program, [*problems]
    assert [done.reason for done in program.checked.policy.completions] == ["文件未到"]


def test_statements_without_a_name_are_removed_as_they_stand() -> None:
    program, problems = amended("删除 任何情况下：若 安全·事故 > 3 起，则 总分 < 100 分\n")
    assert program, [*problems]
    assert program.checked.policy.always == ()


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ("指标 质量 { 考评部门：调度室 }\n", [("K603", "")]),
        ("改为 考核办法 《示例办法》 { 版本：3 }\n", [("K603", "head")]),
        ("考核办法 《示例办法》 { 版本：3 }\n", [("K603", "heads")]),
        ("删除 指标 安权\n", [("K604", "near")]),
        ("删除 指标 完全不同的\n", [("K604", "")]),
        ("删除 年度得分\n", [("K604", "kind")]),
        ("删除 部门：团委\n", [("K604", "")]),
        ("删除 统称：班组\n", [("K604", "near")]),
        ("改为 部门：团委\n", [("K604", "")]),
        ("删除 权重表：文明生产\n", [("K604", "")]),
        ("增加 指标 安全 { 考评部门：安监处 }\n", [("K605", "")]),
        ("增加 指标 产量 { 考评部门：安监处 }\n", [("K605", "")]),
        ("增加 指标表 {\n| 指标 | 考评部门 |\n| 安全 | 调度室 |\n}\n", [("K605", "")]),
        ("增加 部门：调度室\n", [("K605", "")]),
        ("增加 统称 { 队组：采煤队 }\n", [("K605", "")]),
        ("增加 通则 { 缺报：计零分 }\n", [("K605", "")]),
        ("调整 指标 安全 { 考评部门：调度室 }\n改为 指标 安全 { 考评部门：调度室 }\n", [("K605", "twice")]),
        ("改为 部门：安监处\n", [("K606", "")]),
        ("改为 统称 { 队组：采煤队、掘进队 }\n", [("K606", "")]),
        ("调整 指标 产量 { 考评部门：调度室 }\n", [("K606", "")]),
        ("调整 指标 产量 { }\n", [("K606", "")]),
        (adjusted("| 指标 | 采煤队 |", "| 安全 | 40% |"), [("K606", "")]),
        ("改为 任何情况下：若 安全·事故 > 3 起，则 总分 < 90 分\n", [("K607", "nameless")]),
        ("调整 部门：安监处（又称 安监科）\n", [("K607", "whole")]),
        ("删除 部门\n", [("K607", "list")]),
        ("删除 通则：缺报\n", [("K607", "piece")]),
        ("调整 指标 安全 { 目标值 { 采煤队：事故 = 0 } }\n", [("K607", "narrowed")]),
        (adjusted("| 指标 | 采煤队 |", "| 质量 | 40% |"), [("K608", "")]),
        (adjusted("| 指标 | 科室 |", "| 安全 | 40% |"), [("K608", "column")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_change(changes: str, codes: list[tuple[str, str]]) -> None:
    program, problems = amended(changes)
    assert program is None
    assert found(problems) == codes


def test_two_without_a_name_cannot_be_told_apart() -> None:
    veto = "一票否决 { 情形：安全·事故 > 1 起；处理 { 总分：0 分 }；对象：本单位；执行顺序：总分之后；影响期：当月 }\n"
    _, problems = amended("删除 一票否决\n", WHOLE + veto + veto.replace("> 1", "> 2"))
    assert found(problems) == [("K607", "several")]


HEADS = {
    "修订 《示例办法》 { 版本：2；施行日期：2025年1月1日 }\n": ("K601", "base"),
    "修订 《示例办法》 { 原版本：1；施行日期：2025年1月1日 }\n": ("K601", ""),
    "修订 《示例办法》 { 原版本：1；版本：2 }\n": ("K601", ""),
    "修订 《示例办法》 { 原版本：1；版本：1；施行日期：2025年1月1日 }\n": ("K601", "same"),
    "修订 《示例办法》 { 原版本：1；版本：2；施行日期：2024年1月1日 }\n": ("K601", "earlier"),
    "修订 《示例办法》 { 原版本：0；版本：2；施行日期：2025年1月1日 }\n": ("K602", "version"),
    "修订 《示例办发》 { 原版本：1；版本：2；施行日期：2025年1月1日 }\n": ("K602", "near"),
    "修订 《安全生产》 { 原版本：1；版本：2；施行日期：2025年1月1日 }\n": ("K602", ""),
    "修订 《示例办法》 { 原版本：1；版本：2；施行日期：2025年1月1日；原文件：“另.kpi” }\n": ("K602", "other"),
    "修订 《示例办法》 { 原版本：1；版本：2；施行日期：2025年1月1日；原文件：“没有.kpi” }\n": ("K214", ""),
}


@pytest.mark.parametrize(("head", "code"), HEADS.items())
def test_what_is_wrong_with_the_head(head: str, code: tuple[str, str]) -> None:
    program, problems = amended("改为 指标 出勤 { 考评部门：安监处 }\n", head=head, 另__kpi=PLACES)
    assert program is None
    assert found(problems) == [code]


def test_two_files_of_the_older_version_are_named() -> None:
    program, problems = amended("改为 指标 出勤 { 考评部门：安监处 }\n", 又一份__kpi=WHOLE)
    assert program is None
    assert found(problems) == [("K602", "several")]
    head = AMEND.replace("原版本：1", "原版本：1；原文件：“旧.kpi”")
    program, _ = amended("改为 指标 出勤 { 考评部门：安监处 }\n", head=head, 又一份__kpi=WHOLE)
    assert program


def test_amendments_go_on_from_one_to_the_next() -> None:
    second = AMEND + "改为 指标 出勤 { 考评部门：安监处 }\n"
    third = (
        "修订 《示例办法》 { 原版本：2；版本：3；施行日期：2026年1月1日 }\n调整 指标 出勤 { 计分办法：打分 0～90 分 }\n"
    )
    program, problems = compiled(third, "三.kpi", 二__kpi=second, 一__kpi=WHOLE)
    assert program, [*problems]
    assert program.plan.version == "3"
    assert [source.name for source in program.sources] == ["三.kpi", "二.kpi", "一.kpi"]


def test_amendments_that_go_in_a_circle_are_refused() -> None:
    second = "修订 《示例办法》 { 原版本：3；版本：2；施行日期：2025年1月1日 }\n"
    third = "修订 《示例办法》 { 原版本：2；版本：3；施行日期：2026年1月1日 }\n"
    program, problems = compiled(third, "三.kpi", 二__kpi=second)
    assert program is None
    (finding,) = problems
    assert (finding.code, finding.variant) == ("K216", "amend")
    assert dict(finding.args)["circle"] == "三.kpi → 二.kpi → 三.kpi"
    assert isinstance(finding.place, Span)


def test_a_change_outside_of_an_amendment_is_refused() -> None:
    program, problems = compiled(WHOLE + "增加 部门：团委\n")
    assert program is None
    assert found(problems) == [("K603", "outside")]


def test_what_rests_on_something_removed_is_said_at_its_place() -> None:
    program, problems = amended("删除 指标 安全\n")
    assert program is None
    assert {(one.code, one.place.file) for one in problems if isinstance(one.place, Span)} >= {("K201", "旧.kpi")}


LOOKUP = """对照表 单价（按 单位分类、月份） {
  | 单位分类 | 1～6月 | 7～12月 |
  | 采煤队   | 5 分   | 6 分    |
  | 其余     | 8 分   | 9 分    |
}
"""
PRICED = WHOLE.replace("每超 1 起扣 5 分", "每超 1 起扣 单价") + LOOKUP


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("| 其余 | 7 分 |", []),
        ("| 掘进队 | 7 分 |", [("K608", "")]),
        ("| 其余 | 8 分 |", [("K606", "")]),
    ],
)
def test_cells_of_a_lookup_are_adjusted_by_their_keys(row: str, codes: list[tuple[str, str]]) -> None:
    program, problems = amended(f"调整 对照表 单价（按 单位分类、月份） {{\n| 单位分类 | 1～6月 |\n{row}\n}}\n", PRICED)
    assert [one for one in found(problems) if one != ("K207", "class_set")] == codes, [*problems]
    assert (program is None) == bool(codes)


@pytest.mark.parametrize(
    "changes",
    [
        "增加 角色：编制（安监处）\n",
        "删除 角色：审核\n",
        "改为 角色：审核（安监处）\n",
        "删除 时限\n",
        "调整 时限 { 申诉：10 天 }\n",
        "改为 计分方式 折半（实际（分））{ 计分办法：考评分 = 实际 ÷ 2 }\n",
        "删除 计分方式 折半\n",
        "调整 加减分合计 { 加分：最多 3 分 }\n",
        "删除 加分项 表彰\n删除 加减分合计\n",
        "改为 难度系数 规模（采煤队）= 1.1\n",
    ],
)
def test_every_kind_of_declaration_can_be_changed(changes: str) -> None:
    older = WHOLE + (
        "角色：审核（调度室）\n时限 { 申诉：7 天 }\n计分方式 折半（实际（分））{ 计分办法：考评分 = 实际 ÷ 3 }\n"
        "加分项 表彰 { 考评部门：调度室；计分办法：打分 0～5 分 }\n加减分合计 { 加分：最多 5 分；总分：0～110 分 }\n"
        "难度系数 规模（采煤队）= 1.2\n"
    )
    _, before = compiled(older)
    _, problems = amended(changes, older)
    amendment = {code for code, _ in found(problems)} - {code for code, _ in found(before)}
    assert not {code for code in amendment if code.startswith("K60")}, [*problems]


SUBJECTS = """考核对象表 {
  | 考核对象 | 考核人 | 考核周期 |
  | 采煤队   | 安监处 | 月度     |
  | 掘进队   | ？     | 月度     |
}
"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("调整 考核对象表 {\n  | 考核对象 | 考核人 |\n  | 掘进队 | 调度室 |\n}\n", {"采煤队": ("安监处",), "掘进队": ("调度室",)}),
        ("改为 考核对象表 {\n  | 考核对象 | 考核人 |\n  | 队组 | 调度室 |\n}\n", {"队组": ("调度室",)}),
        ("删除 考核对象表\n", {}),
    ],
)  # fmt: skip
def test_the_table_of_subjects_is_changed_like_any_other(change: str, said: dict[str, tuple[str, ...]]) -> None:
    program, problems = amended(change, WHOLE + SUBJECTS)
    assert program, [*problems]
    assert {row.name: row.said("ASSESSOR") for row in program.checked.policy.declared.subjects} == said
