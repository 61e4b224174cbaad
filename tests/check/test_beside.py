"""Slips in what stands beside the weighted sum: each is one finding, at its place, in words that fit it."""

import pytest

from kpidsl.diagnostics import Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.pipeline import compile_text
from kpidsl.source import Source, Span
from tests.beside_policy import POLICY

SLIPS = [
    # written, instead of, found, at
    ("荣誉加分：最多 3 分", "荣誉：最多 3 分", "K671 ", "荣誉加分"),
    ("= 105 分", "= 1.05", "K667 ", "105 分"),
    ("= -1", "= 1.05", "K667 negative", "-1"),
    ("= 0", "= 1.05", "K667 zero", "0"),
    ("打分 -5～5 分", "打分 0～5 分", "K665 negative", "计分办法：打分 -5～5 分"),
    ("打分 5～0 分", "打分 0～5 分", "K329 ", "打分 5～0 分"),
    ("| 1～6月 | 60     |\n", "| 1～6月 | 60     | 50     |\n", "K106 short", "| 1～6月 | 60     |"),
    ("| 1～16月 |", "| 1～6月 |", "K637 month_number", "1～16月"),
    ("| 60 元  | 50 分  |", "| 60     | 50     |", "K324 ", "50 分"),
    ("× 工资系数 ×", "× 工资率 ×", "K205 ", "工资系数"),
    ("分配总额：10000；", "分配总额：10000 元；", "K709 bare", "10000"),
    ("分配份额：综合得分 − 90 分；", "分配份额：综合得分；", "K708 negative", "综合得分 − 90 分"),
    ("扣分事项 三违 × 姓名", "扣分事项 三违 × 人次", "K681 ", "姓名"),
    ("{ 一般：扣 1 分 }", "{ 一般：扣 1 分；严重：扣 10 分 }", "K684 ", "扣分事项 三违 × 人次 { 一般：扣 1 分 }"),
    ("较重：扣 10 分", "严重：扣 10 分", "K684 level", "较重"),
    ("日期（日期）；日期（日期）", "日期（日期）", "K202 log_column", "日期"),
    ("程度（一般、严重）", "程度（一般 < 严重）", "K112 levels", "一般"),
    ("缺省 10）", "缺省 1）", "K680 default", "10"),
]  # fmt: skip


def test_the_policy_itself_is_sound() -> None:
    problems = Problems()
    assert compile_text(POLICY, problems)
    assert [*problems] == []


@pytest.mark.parametrize(("new", "old", "finding", "at"), SLIPS, ids=[new for new, *_ in SLIPS])
def test_a_slip_is_one_finding_at_its_place(new: str, old: str, finding: str, at: str) -> None:
    assert POLICY.count(old) == 1
    text, problems = POLICY.replace(old, new), Problems()
    assert compile_text(text, problems) is None
    (found,) = problems
    assert f"{found.code} {found.variant}" == finding
    assert isinstance(found.place, Span)
    assert text[found.place.start : found.place.end] == at
    for lang in catalogue.LANGS:
        assert "{" not in render_text([found], {found.place.file: Source(found.place.file, text)}, lang).split("\n")[0]
