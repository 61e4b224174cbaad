"""What the parser says about text that does not read: which code, where, and one finding for one mistake."""

from bisect import bisect_right

import pytest

from kpidsl.diagnostics import catalogue
from kpidsl.source import Span
from kpidsl.syntax.lexer import Lexer
from kpidsl.syntax.tokens import Token
from tests.syntax.reading import MODEL, codes, good, read, written

INSIDE = "指标 甲 {{ {} }}"

FIELDS = [
    ("目标植：率 ≥ 95%", "K101 near", "目标植"),
    ("目标直 { 甲：率 ≥ 95% }", "K101 near", "目标直"),
    ("计分办法：打粪 0～100 分", "K101 near", "打粪"),
    ("缺报：停蒜", "K101 near", "停蒜"),
    ("考评部门 安监处", "K101 colon", "安监处"),
    ("考评部门：安监处。", "K101 stop", "。"),
    ("计算公式：率 = a ÷ b x 100%", "K101 joined", "b x 100%"),
    ("目标值：率超过 95%", "K101 joined", "率超过 95%"),
    ("牵头部门：”安监处“", "K103 reversed", "”"),
    ("计算公式：率 a ÷ b × 100%", "K101 unnamed", "÷"),
    ("计算公式：a − b", "K101 unnamed", "−"),
    ("计算公式：率，a ÷ b", "K101 instead", "，"),
    ("目标值：率 ≥", "K101 end", ""),
    ("目标值：率 ≥ ≥ 95%", "K101 twice", "≥"),
    ("目标值：率 ≥；条款：一", "K101 end", ""),
    ("条款：", "K101 empty", ""),
    ("目标值：≥ 95%", "K101 compared", "≥"),
    ("：完成率 ≥ 95%", "K101 first", "："),
    ("计分办法：每发生 1 次扣 5 分，扣完为止", "K101 each_time", "每发生 1 次扣 5 分"),
    ("计分办法：发生一次扣 5 分，扣完为止", "K101 each_time", "发生一次扣 5 分"),
    ("计分办法：满分 100 分，每出现一次扣 5 分", "K101 each_time", "满分 100 分，每出现一次扣 5 分"),
    ("scoring: deduct 5 points for each accident, floor 0", "K101 each_time", "deduct 5 points for each accident"),
    ("计分办法：100 − 次数 × 2", "K101 bare_sum", "100"),
    ("scoring: 100 points - accidents * 5 points", "K101 bare_sum", "100 points"),
    ("计分办法：分档 件数 { 0：100 分；≥ 1：0 分 }", "K101 one_value", "0"),
    ("计分办法：分档 件数 { ≥ 1 件：0 分；= 0 件：100 分 }", "K101 one_value", "0 件"),
    ("计分办法：分档 率 { 率 == 95%：100 分；其余：0 分 }", "K101 one_value", "95%"),
    ("scoring: tiers accidents { 0: 100 points; otherwise: 0 points }", "K101 one_value", "0"),
    ("计分办法：分档 件数 { ≥ 0 100 分；其余：0 分 }", "K101 missing", ""),
    ("考评部门：护理部、医务处", "K101 appraisers", "、"),
    ("考评部门：护理部/医务处", "K101 appraisers", "/"),
    ("appraiser: Wards, Office", "K101 appraisers", ","),
    ("牵头部门：护理部、医务处", "K101 offices", "、"),
    ("牵头部门：护理部，", "K101 extra", "，"),
    ("目标值：率 = 90% 已审（看过）", "K233 code", "已审"),
    ("目标值：率 = 90% 已审", "K233 code", "已审"),
    ("target: rate = 90% reviewed (seen)", "K233 code", "reviewed"),
    ("目标值：率 = 90% 已审 K768、K744（看过）", "K233 each", "、K744"),
    ("目标值：率 = 90% 已审 K207（看过） 已审 K768，K744（看过）", "K233 each", "，K744"),
    ("考评部门：，安监处", "K101 extra", "，"),
    ("考评部门：：安监处", "K101 twice", "："),
    ("缺报：停算 计零分", "K101 extra", "计零分"),
    ("考评部门：安监处，填报数据：事故（起）", "K101 after", "，"),
    ("考评部门：安监处 填报数据：事故（起）", "K101 separator", "填报数据"),
    ("考评部门 { 甲：乙 丙：丁 }", "K101 separator", "丙"),
    ("计分办法：打分 0，100 分", "K101 instead", "，"),
    ("计分办法达标得 100 分", "K101 colon", "达标得"),
    ("考评部门安监处", "K101 colon", "安监处"),
    ("目标值 { 甲率 95% }", "K101 joined", "甲率 95%"),
    ("考评部门 { 政工科室绩效办 }", "K101 no_colon", ""),
    ("考评部门：暂定（未定）", "K101 missing", ""),
    ("填报数据：率（%0～100%）", "K101 missing", ""),
    ("填报数据：米数（米、率（%）", "K103 bracket", "（"),
    ("填报数据：米数）", "K103 unopened", "）"),
    ("责任部门：安监处", "K105", "责任部门"),
    ("依据：三（二）", "K105", "依据"),
    ("缺项：计零分", "K105", "缺项"),
    ("目标值：率 90% 以上", "K105", "以上"),
    ("目标值：得分 ≥ 90", "K105", "得分"),
    ("计分办法：达标得 1,000 分", "K108 thousands", "1,000"),
    ("目标值：产量 ≥ 95.5.1", "K108 points", "95.5"),
    ("目标值：产量 ≥ 1e5", "K108 exponent", "1e5"),
    ("目标值：（率 ≥ 95%", "K103 bracket", "（"),
    ("填报数据：率（%，率", "K103 bracket", "（"),
    ("填报数据：率（把）", "K112", "把"),
    ("填报数据：率（%，5）", "K111 datum", "5"),
    ("牵头部门：“安监处", "K103 quote", "“"),
    ("目标值：率 ≥ 95% 暂定（没写完", "K103 bracket", "（"),
    ("计分办法：不足 1 个百分点不计", "K111 scoring", "不足 1 个百分点不计"),
    ("计分办法：达标得 100 分，达标得 90 分，未达标不得分，未达标得 10 分", "K109 part", "未达标得 10 分"),
    ("计算公式：率 = a ÷ b，分母为零：停算，分母为零：计满分", "K109 part", None),
    ("目标值：率 ≥ 95%；目标值：率 ≥ 90%", "K109", "目标值"),
    ("施行日期：2019年1月1日", "K101", "施行日期"),
]


@pytest.mark.parametrize(("text", "code", "at"), FIELDS)
def test_a_mistake_in_a_field(text: str, code: str, at: str | None) -> None:
    whole = INSIDE.format(text)
    file, problems = read(whole)
    assert file is None
    assert [f"{one.code} {one.variant}".strip() for one in problems] == [code]
    if at is not None:
        assert written(whole, problems[0]) == at


DECLARATIONS = [
    ("指镖 甲 { }", "K102 near", "指镖"),
    ("指标组 甲 { }", "K102 near", "指标组"),
    ("随便写写", "K102", "随便写写"),
    ("出处：L-1", "K102 tag", "出处：L-1"),
    ("部门：甲\n出处：L-1\n出处：L-2", "K102 tag", "出处：L-2"),
    ("考核办法 甲 { 施行日期：2019年2月29日 }", "K110", "2019年2月29日"),
    ("部门：甲、，乙", "K101 twice", "，"),
    ("部门：甲、乙、\n单位分类：丙", "K101 end", ""),
    ("权重表 {\n指标  甲\na  100%\n}", "K101 table", "指标"),
    ("指标表 { }", "K101 table", "}"),
    ("权重表 {\n| 指标 | 甲 |\n|---|---|\n| a | 1% |\n}", "K101 rule_row", "-"),
    ("权重表 {\n| 指标 | 甲 |\n  | :-- | --: |\n| a | 1% |\n}", "K101 rule_row", ":"),
    ("考核办法 { 版本：1 }", "K101 missing", ""),
    ("部门：甲 }", "K103 stray", "}"),
    ("指标 甲 { 条款：一", "K103 brace", "{"),
    ("部门：组织部（又称 绩效办\n单位分类：甲", "K103 bracket", "（"),
    ("权重表 {\n| 指标 | 甲 |\n| a | 1% | 2% |\n}", "K106", "| a | 1% | 2% |"),
    ("权重表 {\n| 指标 | 甲 |\n| a | 1%\n}", "K106 open", "| a | 1%"),
    ("权重表 {\n| 指标 | 甲 | 乙 |\n| a | 1% |\n}", "K106 short", "| a | 1% |"),
    ("指标 a {\n计算公式：b = 1；d = 2\n}", "K101 formula", "d"),
    ("指标 a {\n计算公式：b = 总和（c，同类单位，保留小数 2 位）\n}", "K101 rounds", "保留小数"),
    ("权重表 {\n| 指标 | 甲 |\n| a | 1% | | b | 2% |\n}", "K106 run_on", None),
    ("权重表 {\n| 指标 | 甲 | | a | 1% |\n| b | 2% |\n}", "K106 run_on", None),
    ("指标表 {\n| 指标 | 考评部们 |\n| a | 甲 |\n}", "K107 near", "考评部们"),
    ("考核办法 甲\n  版本：1\n  满分：100 分\n}", "K103 unblocked", ""),
    ("统称 队组：甲、乙；支部：丙 }", "K101 missing", ""),
    ("等次 甲 { 分类排名：乙｜、丙 }", "K101 either", "、"),
    ("指标 甲 {\n  考评部门 { 乙：丙\n  条款：一\n}\n部门：丁", "K103 inner", "{"),
    ("权重表 {\n| 项目 | 甲 |\n| a | 1% |\n}", "K107", "项目"),
    ("权重表 {\n| 单位分类 | 安全 |\n| 机关 | 1% |\n}", "K107 turned", "单位分类"),
    ("weights {\n| classes | safety |\n| office | 1% |\n}", "K107 turned", "classes"),
    ("指标表 {\n| 指标 | |\n| a | 1% |\n}", "K107 blank", ""),
    ("指标表 {\n| 指标 | 责任部门 |\n| a | 甲 |\n}", "K105", "责任部门"),
    ("权重表 {\n| 指标 | 甲 | 甲 |\n| a | 1% | 2% |\n}", "K109 head", "甲"),
    ("部门：甲 暂定（一） 暂定（二）", "K109 provisional", "暂定（二）"),
    ("综合得分（甲）= 总分 暂定（一） { 条款：二 } 暂定（三）", "K109 provisional", "暂定（三）"),
    ("确保：" + "（" * 201 + "1" + "）" * 201 + " > 0", "K104", "（"),
]


@pytest.mark.parametrize(("text", "code", "at"), DECLARATIONS)
def test_a_mistake_in_a_declaration(text: str, code: str, at: str | None) -> None:
    file, problems = read(text)
    assert file is None
    assert [f"{one.code} {one.variant}".strip() for one in problems] == [code]
    if at is not None:
        assert written(text, problems[0]) == at


def test_several_mistakes_are_reported_in_one_run() -> None:
    text = """部门：甲、、乙
指标 一 {
  目标植：率 ≥ 95%
  条款：三
  缺报：停蒜；不涉及：按比例折算
  计分办法：达标得 100 分；每低 1 个百分点扣，扣完为止
}
指镖 二 { 条款：四 }
单位分类：队组
权重表 {
  | 指标 | 队组 |
  | a | 1% | 2% |
  | b |
}
"""
    assert codes(text) == [
        "K101 twice", "K101 near", "K101 near", "K101 either", "K102 near", "K106", "K106 short",
    ]  # fmt: skip


def test_an_unclosed_brace_does_not_hide_what_follows() -> None:
    text = MODEL["zh"].replace("  条款：三（二）（2）\n", "").replace("条款：三（二）（6）\n}", "条款：三（二）（6）")
    text = text.replace("单位分类：", "单位分泪：")
    assert codes(text) == ["K102 near", "K103 brace"]


def tokens(text: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    """The tokens of a text that reads, rows of tables left out."""
    found: set[tuple[int, int, str]] = set()
    read_next = Lexer.next

    def noted(self: Lexer, wanted: frozenset[str]) -> Token | None:
        token = read_next(self, wanted)
        if token and token.end_pos > token.start_pos and token.type != "TABLE_ROW":
            found.add((token.start_pos, token.end_pos, token.type))
        return token

    monkeypatch.setattr(Lexer, "next", noted)
    good(text)
    monkeypatch.undo()
    return [(kind, start, end) for start, end, kind in sorted(found)]


@pytest.mark.parametrize("lang", sorted(MODEL))
def test_a_word_or_sign_left_out_is_one_mistake_and_one_finding(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = MODEL[lang]
    edges = [0, *(one.place.start for one in good(text).declarations[1:]), len(text)]
    counts = []
    for kind, start, end in tokens(text, monkeypatch):
        gap = " " if kind in ("_SEP", "_CONTINUE") else ""
        after = bisect_right(edges, start)
        # Read with the declaration before and the two after: a mistake is never told of further away.
        first, last = edges[max(0, after - 2)], edges[min(after + 2, len(edges) - 1)]
        counts.append(len(read(text[first:start] + gap + text[end:last])[1]))
    broken = [count for count in counts if count]
    assert len(broken) > 300
    assert broken.count(1) / len(broken) > 0.98
    assert max(broken) <= 3


def test_a_brace_left_open_is_shown_with_where_the_next_declaration_begins() -> None:
    text = "指标 甲 {\n  条款：一\n指标 乙 { 条款：二 }\n"
    (one,) = read(text)[1]
    (label,) = one.labels
    assert isinstance(label.place, Span)
    assert (label.key, text[label.place.start : label.place.end]) == ("next", "指标")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("指标 { 条款：一 }", "名称", "a name"),
        ("指标 甲 { 目标值：率 ≥ }", "数或名称", "a number or a name"),
        ("指标 甲 { ：绩效办 }", "“考评部门”、“牵头部门”、“承担单位”、“汇总部门”、“填报数据”等", None),
        ("等次 甲 { 优：前 }", "数", "a number"),
        ("考核办法 甲 { 施行日期： }", "日期（如 2019年1月1日）", "a date (2019-01-01)"),
        ("指标 甲 { 填报数据：乙（） }", "计量单位（如 %、项、万元）、数、“是否”、“日期”或“文字”", None),
        ("综合得分（甲）总分", "“=”", "“=”"),
    ],
)
def test_what_is_missing_is_said_in_the_words_of_the_policy(text: str, zh: str, en: str | None) -> None:
    (one,) = read(text)[1]
    assert dict(one.args)["zh"] == zh
    assert en is None or dict(one.args)["en"] == en


def test_what_is_offered_really_leads_on() -> None:
    (one,) = read("等次 甲 { 优：20%50% }")[1]
    assert dict(one.args)["zh"] == "“～”"


@pytest.mark.parametrize("value", ["0", "0 起", "95%", "-1"])
def test_one_number_reads_as_the_range_that_help_offers_for_it(value: str) -> None:
    (found,) = read(INSIDE.format(f"计分办法：分档 数 {{ {value}：100 分；其余：0 分 }}"))[1]
    for lang, sign in (("zh", "～"), ("en", "..")):
        offered = f"{value}{sign}{value}"
        assert f"“{offered}”" in catalogue.help_text(found.code, lang, found.variant, found.args)
        good(INSIDE.format(f"计分办法：分档 数 {{ {offered}：100 分；其余：0 分 }}"))


def test_the_message_offers_at_most_five_things() -> None:
    for text in ("指标 甲 { 条 }", "等次 甲 { 优：好 }", "指标 甲 乙 ＝ 丙"):
        for one in read(text)[1]:
            said = dict(one.args).get("zh", "")
            assert said.count("、") < 5


def test_every_message_can_be_worded_in_both_languages() -> None:
    texts = [INSIDE.format(text) for text, _, _ in FIELDS] + [text for text, _, _ in DECLARATIONS]
    for text in texts:
        for one in read(text)[1]:
            for lang in ("zh", "en"):
                assert catalogue.message(one.code, lang, one.variant, one.args)
                assert catalogue.help_text(one.code, lang, one.variant, one.args)
                for label in one.labels:
                    assert catalogue.label_text(one.code, lang, label.key, label.args)


SYNTAX_CODES = [code for code in catalogue.codes() if code.startswith("K1")]


@pytest.mark.parametrize("code", SYNTAX_CODES)
def test_the_examples_of_a_page_do_what_it_says(code: str) -> None:
    page = catalogue.page(code)
    assert page is not None
    article = page.articles["zh"]
    bad = article.split("```kpi bad\n")[1].split("```")[0]
    right = article.split("```kpi good\n")[1].split("```")[0]
    assert {one.code for one in read(bad)[1]} == {code}
    assert good(right)
