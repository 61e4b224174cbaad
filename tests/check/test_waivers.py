"""已审: a warning or note that was looked at is put aside with its reason, where the mark stands and nowhere else."""

import pytest

from kpidsl.check.roster import check_roster
from kpidsl.check.waivers import waive_with_roster
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import NO_FILES, check_shared, compile_policy, compile_text
from kpidsl.render.reviewing.readme import Beside, Shown, readme
from kpidsl.resolve.library import library_of
from kpidsl.source import Source
from kpidsl.syntax.print.formatted import formatted

POLICY = """考核办法 《食堂考核办法》@head {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：后勤处@departments
单位分类：食堂
指标 卫生@before {
  考评部门：后勤处；条款：第三条@clause
  填报数据：检查次数（次，0～31）@data
}@behind
指标 菜品 { 考评部门：后勤处；填报数据：投诉（起）　已审 K207（留作台账） }
权重表 {
  | 指标 | 食堂 | 备注 |
  | 卫生 | 60%  | @row |
  | 菜品 | 40%  |      |
  | 合计 | 100% |      |
}
"""
PLACES = ("head", "departments", "before", "clause", "data", "behind", "row")


def policy(**marks: str) -> str:
    text = POLICY
    for place in PLACES:
        text = text.replace(f"@{place}", f"　{marks[place]}" if place in marks else "")
    return text


def found(text: str, library=NO_FILES) -> Problems:
    problems = Problems()
    compile_text(text, problems, library=library)
    return problems


def codes(problems: Problems) -> list[str]:
    return [one.code for one in problems]


@pytest.mark.parametrize(
    ("marks", "wanted", "waived"),
    [
        ({}, ["K207", "K230"], 1),
        ({"data": "已审 K207（先报数）"}, ["K230"], 2),
        ({"data": "reviewed K207 (figures first)"}, ["K230"], 2),
        ({"data": "已审K207（先报数）"}, ["K230"], 2),
        ({"data": "已审 ｋ２０７（先报数）"}, ["K230"], 2),
        ({"data": "暂定（原表无） 已审 K207（先报数）"}, ["K230"], 2),
        ({"data": "已审 K207（先报数） 暂定（原表无）"}, ["K230"], 2),
        ({"before": "已审 K207（先报数）"}, ["K230"], 2),
        ({"behind": "已审 K207（先报数）"}, ["K230"], 2),
        ({"clause": "已审 K207（先报数）"}, ["K207", "K230", "K231"], 1),  # behind another field
        ({"head": "已审 K207（先报数）"}, ["K207", "K230", "K231"], 1),
        ({"data": "已审 K206（先报数）"}, ["K207", "K230", "K232"], 1),  # an error
        ({"data": "已审 K200（先报数）"}, ["K207", "K230", "K232"], 1),  # no code
        ({"data": "已审 K230（先报数）"}, ["K207", "K230", "K232"], 1),
        ({"data": "已审 K207（ ）"}, ["K230", "K233"], 2),
        ({"data": "已审 K207"}, ["K230", "K233"], 2),
        ({"behind": "已审 K207（先报数）", "data": "已审 K207（先报数）"}, ["K230", "K231"], 2),  # the nearer one acts
    ],
)  # fmt: skip
def test_a_mark_acts_on_its_code_in_its_place(marks: dict[str, str], wanted: list[str], waived: int) -> None:
    problems = found(policy(**marks))
    assert sorted(codes(problems)) == wanted
    assert len(problems.waived) == waived
    assert all(one.finding.code == "K207" for one in problems.waived)


def test_what_is_put_aside_is_kept_with_its_reason_and_place() -> None:
    text = policy(data="已审 K207（先报数）")
    first, second = sorted(found(text).waived, key=lambda one: one.place)
    assert (first.reason, second.reason) == ("先报数", "留作台账")
    assert text[first.place.start : first.place.end] == "已审 K207（先报数）"
    [note] = found(text)
    assert dict(note.args)["reviewed_zh"] == "\nK207 “卫生”的填报数据：先报数；\nK207 “菜品”的填报数据：留作台账"


def test_nothing_is_said_to_be_gone_where_an_error_may_hide_it() -> None:
    broken = policy(clause="已审 K207（先报数）").replace("| 60%", "| 50%")
    assert "K301" in codes(found(broken))
    assert "K231" not in codes(found(broken))


def test_a_row_of_a_table_is_marked_in_its_remarks() -> None:
    bare = policy(row="暂定")
    assert "K394" in codes(found(bare))
    assert codes(found(policy(row="暂定 已审 K394（理由见附表）", data="已审 K207（先报数）"))) == ["K230"]


CARD = """考核办法 《水文站考核办法》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：站网科
单位分类：水文站
考核量表 水文站，考评部门：站网科 {
  | 指标 | 权重 | 填报数据           | 目标值   | 达标得 | 未达标得 | 备注 |
  | 测报 | 60%  | 漏报（次，0～30）  | 漏报 = 2 | 100 分 | 60 分    | ONE  |
  | 设备 | 40%  | 停机（次，0～720） | 停机 = 8 | 100 分 | 0 分     | TWO  |
}
"""


def test_a_mark_in_the_remarks_of_a_scorecard_speaks_of_its_row_and_of_no_other() -> None:
    mark = "已审 K768（就是这个数）"
    assert codes(found(CARD.replace("ONE", mark).replace("TWO", mark))) == ["K230"]
    problems = found(CARD.replace("ONE", mark).replace("TWO", ""))
    assert sorted(codes(problems)) == ["K230", "K768"]
    [left] = (one for one in problems if one.code == "K768")
    assert dict(left.args)["name_zh"] == "停机"
    [note] = (one for one in problems if one.code == "K230")
    assert dict(note.args)["reviewed_zh"] == "\nK768 “测报”一行：就是这个数"


def test_a_mark_behind_a_declaration_is_named_by_it() -> None:
    [note] = found(policy(behind="已审 K207（先报数）"))
    assert dict(note.args)["reviewed_zh"].startswith("\nK207 指标“卫生”：先报数")


def test_a_mark_in_an_imported_file_may_be_meant_for_other_policies() -> None:
    shared = Source("共用.kpi", "部门：后勤处、宣传部　已审 K207（他处用）\n")
    problems = Problems()
    check_shared(shared, problems)
    assert codes(problems) == []
    text = policy(data="已审 K207（先报数）").replace("部门：后勤处\n", "引用：“共用.kpi”\n")
    assert codes(found(text, library_of({shared.name: shared.text}))) == ["K230"]


def test_an_amendment_keeps_the_marks_of_what_it_does_not_replace_and_adds_its_own() -> None:
    base = Source("旧.kpi", policy(data="已审 K207（先报数）"))
    head = "修订 《食堂考核办法》 { 原版本：1；版本：2；施行日期：2024年7月1日 }\n"
    library = library_of({base.name: base.text})

    def amended(change: str) -> list[str]:
        problems = Problems()
        compile_policy([Source("新.kpi", head + change)], problems, library)
        return codes(problems)

    assert amended("调整 指标 菜品 { 条款：第五条 }\n") == ["K230"]
    new = "调整 指标 卫生 { 填报数据：检查次数（次，0～62）@ }\n"
    assert "K207" in amended(new.replace("@", ""))
    assert amended(new.replace("@", "　已审 K207（下半年起）")) == ["K230"]
    assert amended(new.replace("指标 卫生 {", "指标 卫生 已审 K207（下半年起） {").replace("@", "")) == ["K230"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_marks_are_printed_as_they_stand(lang: str) -> None:
    marks = {place: f"已审 K207（{place}）" for place in PLACES}
    text = policy(**{**marks, "data": "暂定（原表无）　已审 K207（一）　已审 K211（二）"})
    other = formatted(Source("a.kpi", text), Problems(), lang)
    assert other is not None
    back = formatted(Source("a.kpi", other), Problems(), "zh")
    assert back is not None
    for place in ("head", "departments", "before", "clause", "behind", "row"):
        assert f"已审 K207（{place}）" in back
    assert "暂定（原表无）　已审 K207（一）　已审 K211（二）" in back
    assert formatted(Source("a.kpi", back), Problems(), "zh") == back


def test_the_page_for_reviewers_lists_them() -> None:
    problems = Problems()
    compiled = compile_text(policy(data="已审 K207（先报数）"), problems)
    assert compiled, [*problems]
    shown = Shown("x.svg", "x")
    page = readme(compiled.checked, Beside("../a.kpi", (), (), shown, "plan.txt", "x.sql"), {}, "zh")
    assert "## 已审的提示（2 项）" in page
    assert "| 1 | “卫生”的填报数据 | K207 写了没有用到 | 先报数 |" in page


GRADES = """等次 月度等次 {
  分类排名：食堂；优：前 30%；良：30%～100%
  名额取整：只舍不入　已审 K380（照原文）；并列：按较高等次；不足 2 个单位：只排名不定等次
}
"""


@pytest.mark.parametrize(("units", "wanted"), [(0, ["K230"]), (5, ["K230"]), (10, ["K231", "K230"])])
def test_what_is_found_with_the_units_file_is_waited_for(units: int, wanted: list[str]) -> None:
    problems = Problems()
    compiled = compile_text(policy(data="已审 K207（先报数）") + GRADES, problems, "a.kpi")
    assert compiled, [*problems]
    if units:
        check_roster(compiled.checked.policy, [(f"食堂{number}", "食堂", {}) for number in range(units)], problems)
        waive_with_roster(compiled.checked.policy.reviewed, ["a.kpi"], problems)
    assert codes(problems) == wanted
