"""Findings as people see them: carets under Chinese text, further places, help apart, a count at the end."""

import re

import pytest

from kpidsl.diagnostics import Diagnostic, Label, Lang, Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.diagnostics.width import width
from kpidsl.diagnostics.wording import column_letter, summary
from kpidsl.source import Cell, Place, Source, Span

POLICY = Source(
    "李村.kpi",
    "部门：调度室、纪委监察科\n单位分类：一线队组\n\n\n\n\n\n\n指标 党建管理 { 考评部门：纪检监察科 }\n",
)


def place_of(words: str, source: Source = POLICY) -> Span:
    start = source.text.index(words)
    return Span(source.name, start, start + len(words))


def rendered(place: Place | None, labels: tuple[Label, ...] = (), lang: Lang = "zh") -> str:
    found = Diagnostic("K591", place, "binary", labels, {"file": "甲"})
    return render_text([found], {POLICY.name: POLICY}, lang)


def test_carets_stand_under_the_chinese_words_they_mean() -> None:
    assert rendered(place_of("纪检监察科")) == (
        "错误[K591]：“甲”不是文本文件，读不了。\n"
        " --> 李村.kpi:9:16\n"
        "  |\n"
        "9 | 指标 党建管理 { 考评部门：纪检监察科 }\n"
        "  |                           ^^^^^^^^^^\n"
        "  建议：核对文件名；文件若是传坏了，重新取一份。\n"
        "\n"
        "1 处错误\n"
    )


def test_english() -> None:
    assert rendered(place_of("一线队组"), lang="en") == (
        "error[K591]: 甲 is not a text file and cannot be read.\n"
        " --> 李村.kpi:2:6\n"
        "  |\n"
        "2 | 单位分类：一线队组\n"
        "  |           ^^^^^^^^\n"
        "  help: Check the name; if the file was damaged on its way, fetch it again.\n"
        "\n"
        "1 error\n"
    )


@pytest.fixture
def labelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code with two labels, which no page of the foundation has."""
    text = (
        '+++\ncode = "K399"\nseverity = "warning"\n'
        '[zh]\nmessage = "有两处。"\n[zh.labels]\nfirst = "先在这里写“{name}”"\nhere = "又在这里"\n'
        '[en]\nmessage = "Twice."\n[en.labels]\nfirst = "first {name}"\nhere = "again"\n'
        "+++\n# K399 a\n# K399 b\n"
    )
    known = catalogue.page
    page = catalogue.read_page("K399", text)
    monkeypatch.setattr(catalogue, "page", lambda code: page if code == "K399" else known(code))


@pytest.mark.usefixtures("labelled")
def test_further_places_stand_in_the_order_of_the_lines_each_with_its_words() -> None:
    labels = [Label(place_of("纪委监察科"), "first", {"name": "纪委监察科"}), Label(place_of("党建管理"), "here")]
    found = Diagnostic("K399", place_of("纪检监察科"), "", labels)
    assert render_text([found], {POLICY.name: POLICY}, "zh") == (
        "提醒[K399]：有两处。\n"
        " --> 李村.kpi:9:16\n"
        "  |\n"
        "1 | 部门：调度室、纪委监察科\n"
        "  |               ---------- 先在这里写“纪委监察科”\n"
        "...\n"
        "9 | 指标 党建管理 { 考评部门：纪检监察科 }\n"
        "  |      --------             ^^^^^^^^^^\n"
        "  |      |\n"
        "  |      又在这里\n"
        "\n"
        "1 处提醒\n"
    )


@pytest.mark.usefixtures("labelled")
def test_a_place_in_another_file_has_a_block_of_its_own() -> None:
    other = Source("units.kpi", "部门：甲")
    found = Diagnostic("K399", place_of("一线队组"), "", [Label(place_of("甲", other), "here")])
    shown = render_text([found], {POLICY.name: POLICY, other.name: other}, "en")
    assert " --> units.kpi:1:4\n  |\n1 | 部门：甲\n  |       -- again\n" in shown


@pytest.mark.parametrize(
    ("cell", "lang", "words"),
    [
        (Cell("2019-03.csv", 8, 3), "zh", " --> 2019-03.csv 第 8 行 C 列（职工培训）\n"),
        (Cell("2019-03.csv", 8, 3), "en", " --> 2019-03.csv row 8 column C (职工培训)\n"),
        (Cell("2019-03.csv", 8), "zh", " --> 2019-03.csv 第 8 行\n"),
        (Cell("2019-03.csv", 0, 2), "zh", " --> 2019-03.csv B 列（单位分类）\n"),
        (Cell("2019-03.csv"), "zh", " --> 2019-03.csv\n"),
        (Cell("三月.xlsx", 8, 28, "表一"), "zh", " --> 三月.xlsx 工作表“表一” 第 8 行 AB 列\n"),
    ],
)
def test_a_cell_is_named_as_the_spreadsheet_names_it(cell: Cell, lang: Lang, words: str) -> None:
    found = Diagnostic("K591", cell, "binary", (), {"file": "甲"})
    headings = {("2019-03.csv", ""): ("单位", "单位分类", "职工培训")}
    assert words in render_text([found], {}, lang, headings=headings)


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_column_letters(column: int, letters: str) -> None:
    assert column_letter(column) == letters


def test_the_summary_counts_by_severity() -> None:
    found = [Diagnostic("K591", None), Diagnostic("K592", None)]
    assert (summary(found, "zh"), summary(found[:1], "en"), summary(found, "en")) == ("2 处错误", "1 error", "2 errors")
    assert summary([], "zh") == ""


def test_nothing_found_is_no_text() -> None:
    assert render_text(Problems(), {}, "zh") == ""


def test_control_characters_of_source_and_names_are_shown_and_never_sent() -> None:
    source = Source("a\x1b.kpi", "部门：\t甲\x1b[31m\u202e乙\x00")
    found = Diagnostic("K590", place_of("乙", source), "missing", (), {"path": "x\x1b[2J\ny", "folder": "."})
    shown = render_text([found], {source.name: source}, "zh")
    assert "1 | 部门：    甲␛[31m<U+202E>乙␀\n" in shown
    assert "没有“x␛[2J␊y”这个文件。" in shown
    assert all(character.isprintable() or character == "\n" for character in shown)


def test_colour_changes_no_word() -> None:
    found = [Diagnostic("K591", place_of("一线队组"), "binary", (), {"file": "甲"})]
    plain = render_text(found, {POLICY.name: POLICY}, "zh")
    coloured = render_text(found, {POLICY.name: POLICY}, "zh", colour=True)
    assert plain != coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def several(source: Source, count: int, word: str = "甲") -> list[Diagnostic]:
    places = [Span(source.name, start, start + 1) for start, sign in enumerate(source.text) if sign == word]
    return [Diagnostic("K591", place, "binary", (), {"file": "甲"}) for place in places[:count]]


def test_the_very_same_is_said_once_with_all_its_places() -> None:
    source = Source("a.kpi", "甲\n甲\n甲\n甲\n甲\n")
    shown = render_text(several(source, 5), {source.name: source}, "zh")
    assert shown == (
        "错误[K591]：“甲”不是文本文件，读不了。\n"
        " --> a.kpi:1:1\n  |\n1 | 甲\n  | ^^\n"
        " --> a.kpi:2:1\n  |\n2 | 甲\n  | ^^\n"
        " --> a.kpi:3:1\n  |\n3 | 甲\n  | ^^\n"
        " --> a.kpi:4:1\n"
        " --> a.kpi:5:1\n"
        "  建议：核对文件名；文件若是传坏了，重新取一份。\n"
        "\n"
        "5 处错误\n"
    )


def test_help_that_repeats_is_as_above() -> None:
    found = [Diagnostic("K591", Cell(name), "binary", (), {"file": name}) for name in ("甲", "乙")]
    found.append(Diagnostic("K592", Cell("丙"), "", (), {"file": "丙", "limit": "5 MB"}))
    shown = render_text(found, {}, "zh")
    assert [line for line in shown.splitlines() if "建议" in line][:2] == [
        "  建议：核对文件名；文件若是传坏了，重新取一份。",
        "  建议：同上。",
    ]
    assert shown.count("同上") == 1
    assert "help: as above.\n" in render_text(found, {}, "en")


@pytest.fixture
def with_words_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code with words beside its place and help of two lines."""
    text = (
        '+++\ncode = "K398"\nseverity = "error"\n'
        '[zh]\nmessage = "有误\\n两行。"\nhere = "写了 {sum}"\nhelp = "先改\\n再核对。"\n'
        '[en]\nmessage = "Wrong."\nhere = "says {sum}"\nhelp = "First\\nthen."\n'
        "+++\n# K398 a\n# K398 b\n"
    )
    page = catalogue.read_page("K398", text)
    monkeypatch.setattr(catalogue, "page", lambda _: page)


@pytest.mark.usefixtures("with_words_here")
@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("zh", "错误[K398]：有误\n  两行。\n --> a\n  建议：先改\n        再核对。\n"),
        ("en", "error[K398]: Wrong.\n --> a\n  help: First\n        then.\n"),
    ],
)
def test_further_lines_stand_under_the_first(lang: Lang, shown: str) -> None:
    assert render_text([Diagnostic("K398", Cell("a"), args={"sum": 1})], {}, lang).startswith(shown)


@pytest.mark.usefixtures("with_words_here")
def test_a_page_may_put_words_beside_the_place_itself() -> None:
    shown = render_text([Diagnostic("K398", place_of("一线队组"), args={"sum": "98%"})], {POLICY.name: POLICY}, "zh")
    assert "  |           ^^^^^^^^ 写了 98%\n" in shown


@pytest.mark.parametrize("columns", [60, 72, 80, 90, 200])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_no_line_of_source_goes_on_in_the_next_line_of_a_terminal(columns: int, ambiguous: int) -> None:
    text = "指标 卫生 { 填报数据：" + "“检查次数”（次，0～31）、" * 8 + "投诉（起） }\n"
    source = Source("a.kpi", text * 12)
    start = source.text.index("投诉", len(text) * 10)
    found = [Diagnostic("K109", Span("a.kpi", start, start + 2), "", (), {"word": "投诉"})]
    shown = render_text(found, {"a.kpi": source}, "zh", ambiguous=ambiguous, columns=columns).splitlines()
    line, carets = (next(row for row in shown if sign in row) for sign in ("投诉（", "^^"))
    assert width(line, ambiguous) <= columns
    assert width(line[: line.index("投诉")], ambiguous) == carets.index("^")
