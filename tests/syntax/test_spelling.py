"""However it is typed, the same text gives the same tree."""

import unicodedata

import pytest

from kpidsl.syntax.chars import SPACES, script
from tests.syntax.reading import MODEL, codes, good, line, shape

WIDE = {ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789%{}|=><,;:()+*/.?#"} | {ord(" "): "\u3000"}
NARROW = {code: half for half, code in ((chr(half), ord(full)) for half, full in WIDE.items())} | {ord("、"): ","}


def without_blanks(text: str) -> str:
    """The Chinese model as typed without a blank, but for the line ends and the ones that end a declaration's word."""
    return "\n".join(row.replace("　", "").replace(" ", "") for row in text.splitlines())


def test_full_width_signs_and_digits_read_like_half_width_ones() -> None:
    text = MODEL["zh"]
    whole = [text[one.place.start : one.place.end] for one in good(text).declarations]
    plain = [one for one in whole if not any(mark in one for mark in ("条款", "暂定", "#", "《"))]
    assert len(plain) >= 10
    narrow = "\n".join(plain).translate(NARROW)
    assert shape(good(narrow.translate(WIDE))) == shape(good(narrow))
    assert shape(good(narrow)) == shape(good("\n".join(plain)))


def test_no_blanks_are_needed() -> None:
    assert shape(good(without_blanks(MODEL["zh"]))) == shape(good(MODEL["zh"]))


def test_line_ends_of_every_system_are_equal() -> None:
    wanted = shape(good(MODEL["zh"]))
    assert shape(good(MODEL["zh"].replace("\n", "\r\n"))) == wanted
    assert shape(good(MODEL["zh"].replace("\n", "\n\n"))) == wanted
    assert shape(good(MODEL["zh"].replace("；", "；；").replace("\n}", "；\n}"))) == wanted


def test_english_keywords_in_any_case_and_with_more_blanks() -> None:
    text = "Grades 甲 { RANK  within: 乙; Not   Ranked: 丙; ties: Better grade }"
    assert shape(good(text)) == shape(good("grades 甲 { rank within: 乙; not ranked: 丙; ties: better grade }"))


def test_languages_may_be_mixed() -> None:
    assert shape(good("指标 甲 { target: 率 ≥ 95%；计分办法: met 100, 未达标不得分 }")) == shape(
        good("indicator 甲 { 目标值：率 >= 95%; scoring: 达标得 100 分，missed 0 }")
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("党　办", "党办"), ("工 会", "工会"), ("OA 平台", "OA平台"), ("Team   One", "Team One"), ("６Ｓ 管理", "6S管理"),
        ("“a、b：c”", "a、b：c"), ("满分", "满分"), ("目标值", "目标值"), ("数据上报率", "数据上报率"), ("部门满意度", "部门满意度"),
        ("“指标”", "指标"), ("2019年计划", "2019年计划"), ("3项工作", "3项工作"), ("得分", "得分"),
        ("3#煤层", "3#煤层"), ("15＃层 东翼", "15#层东翼"), ("“#1机组”", "#1机组"), ("“甲（含乙）”", "甲（含乙）"),
    ],
)  # fmt: skip
def test_names(text: str, name: str) -> None:
    file = good(f"指标 {text} {{ 牵头部门：{text}；条款：一 }}")
    assert line(file.declarations[0].subject) == name
    assert line(file.declarations[0].fields[0]) == f"LEAD: {name}"


def test_the_place_of_a_quoted_name_is_what_stands_between_the_quotes() -> None:
    text = "指标 “a：b” { 条款：一 }"
    subject = good(text).declarations[0].subject
    assert subject is not None
    assert text[subject.place.start : subject.place.end] == "a：b"


def test_keywords_are_words_by_position() -> None:
    file = good("部门：部门、指标、合计、暂定科\n指标 目标值 { 考评部门：考评部门；目标值：满意度 ≥ 90% }")
    assert line(file.declarations[0].value) == (
        "[DEPARTMENT(name=部门), DEPARTMENT(name=指标), DEPARTMENT(name=合计), DEPARTMENT(name=暂定科)]"
    )


def test_comments_and_printed_notes_say_nothing() -> None:
    text = "# 抬头\n部门：甲、  # 第一个\n  乙 ＃ 第二个\n注：本表自下月起用\n单位分类：“#1 队”"
    assert shape(good(text)) == shape(good("部门：甲、乙\n单位分类：“#1 队”"))
    prepared = script("t", text)
    assert [prepared.raw[start:end] for start, end in prepared.comments] == [
        "# 抬头",
        "# 第一个",
        "＃ 第二个",
        "注：本表自下月起用",
    ]
    assert len(prepared.raw) == len(prepared.flat) == len(prepared.low)


def test_a_statement_goes_on_after_an_open_line_end() -> None:
    wanted = shape(good("确保（甲、乙）：a + b ≥ 20%"))
    for text in ("确保（甲、\n乙）：\na +\nb ≥\n20%", "确保（\n甲\n、乙\n）：a\n+ b ≥ 20%"):
        assert shape(good(text)) == wanted
    assert shape(good("指标 甲\n{\n条款：一\n}\n")) == shape(good("指标 甲 { 条款：一 }"))


def test_free_text_is_kept_as_written_up_to_its_end() -> None:
    text = "指标 甲 { 条款：三（二；一）(1)、暂定部分 暂定（理由；（二））；备注：a  b＃c\n出处：１）甲 ２）乙 }"
    fields = good(text).declarations[0].fields
    assert [line(one) for one in fields] == [
        "CLAUSE: '三（二；一）(1)、暂定部分' ?理由；（二）",
        "NOTE: 'a  b'",
        "TAG: '１）甲 ２）乙'",
    ]


def test_a_closed_bracket_with_a_semicolon_does_not_end_a_reason_of_several_lines() -> None:
    (field,) = good("指标 甲 { 条款：三（二；一）(1) 暂定（原文\n没有写） }").declarations[0].fields
    assert line(field) == "CLAUSE: '三（二；一）(1)' ?原文\n没有写"


def test_provisional_is_a_mark_only_with_its_reason() -> None:
    assert line(good("一票否决 暂定 { 条款：一 }").declarations[0].subject) == "暂定"
    for text in (
        "指标 甲 { 缺报：停算 暂定 }",
        "指标 甲 { 条款：一 } 暂定",
        "指标 甲 { 计分办法：达标得 100 分 暂定；条款：一 }",
    ):
        assert codes(text)[0].startswith("K101")


def test_free_text_ends_with_its_line_even_after_a_comma() -> None:
    fields = good("指标 甲 { 条款：第三条、\n备注：见（\n牵头部门：乙 }").declarations[0].fields
    assert [line(one) for one in fields] == ["CLAUSE: '第三条、'", "NOTE: '见（'", "LEAD: 乙"]


def test_a_word_of_expressions_may_stand_at_a_line_end() -> None:
    assert shape(good("确保：（甲 且\n乙 ≥ 3）")) == shape(good("确保：（甲 且 乙 ≥ 3）"))


def test_brackets_of_free_text_need_not_pair() -> None:
    fields = good("指标 甲 { 条款：三（二；备注：见{附件}\n出处：1）一；牵头部门：乙 }").declarations[0].fields
    assert [line(one) for one in fields] == ["CLAUSE: '三（二'", "NOTE: '见{附件}'", "TAG: '1）一'", "LEAD: 乙"]


def test_every_space_of_unicode_is_a_blank() -> None:
    spaces = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs"]
    assert list(SPACES) == spaces[1:]
    assert script("p.kpi", "".join(spaces)).flat == " " * len(spaces)
