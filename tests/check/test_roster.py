"""A roster beside a policy: who appraises itself, and what groups of that size get."""

import pytest

from kpidsl.check.roster import check_roster, head_count_table
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.resolve.policy import Policy
from tests.check.changed import Change, changed

AS_UNITS: list[Change] = [("后勤部、安保部", "后勤部、安保部（又称 保卫科）")]


def policy(*changes: Change) -> Policy:
    compiled = compile_text(changed(*changes), Problems())
    assert compiled
    return compiled.checked.policy


def findings(units: list[tuple[str, str]], *changes: Change) -> list[tuple[str, dict[str, str]]]:
    problems = Problems()
    check_roster(policy(*changes), [(name, unit_class, {}) for name, unit_class in units], problems)
    return [(finding.code, dict(finding.args)) for finding in problems]


def test_a_department_that_is_a_unit_appraises_itself_and_is_named_once_with_all_its_leaves() -> None:
    ((code, words),) = findings([("后勤部", "分部")])
    assert code == "K364"
    assert words["unit"] == "后勤部"
    assert words["leaves_zh"] == "“卫生”（40%）、“服务·态度”（30%）、“服务·及时”（30%）"


def test_a_department_is_known_by_its_other_names() -> None:
    ((_, words),) = findings([("保卫科", "食堂")], *AS_UNITS)
    assert words["leaves_zh"] == "“安全”（20%）"


def test_what_a_class_is_not_appraised_on_nobody_appraises_itself_on() -> None:
    assert findings([("安保部", "分部")]) == []


@pytest.mark.parametrize("rule", ["照评", "按比例折算", "计满分", "回避，由 安保部 考评"])
def test_a_rule_for_self_appraisal_settles_it(rule: str) -> None:
    assert findings([("后勤部", "分部")], ("通则 { ", f"通则 {{ 自评：{rule}；")) == []


def units_of(unit_class: str, count: int) -> list[tuple[str, str]]:
    return [(f"{unit_class}{number}", unit_class) for number in range(count)]


def test_a_group_where_another_method_gives_other_places_is_noted_with_both() -> None:
    ((code, words),) = findings(units_of("食堂", 6))  # 1.5 and 5.1
    assert code == "K380"
    assert (words["groups_zh"], words["size"], words["chosen"]) == ("食堂", "6", "2、3、1")
    assert words["others_zh"] == "只舍不入 1、4、1；只入不舍 2、4、0；最大余数 1、4、1"


def test_groups_of_one_size_share_a_note() -> None:
    ((_, words),) = findings([*units_of("食堂", 6), *units_of("车队", 6)])
    assert words["groups_zh"] == "食堂、车队"


def test_a_group_where_all_methods_agree_is_not_noted() -> None:
    assert findings(units_of("食堂", 20)) == []


def test_a_group_below_the_smallest_size_is_not_noted() -> None:
    assert findings(units_of("食堂", 3)) == []


def test_the_head_count_table_has_a_row_for_each_size() -> None:
    scale = policy().scale("月评")
    assert scale
    assert head_count_table(scale, [4, 6, 20]) == {4: (1, 2, 1), 6: (2, 3, 1), 20: (5, 12, 3)}
