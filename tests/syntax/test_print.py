"""Canonical text: each page of ``layout`` shows it by a text before and after; every policy here goes through it and back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpidsl.diagnostics import Lang, Problems
from kpidsl.source import Source
from kpidsl.syntax import parse
from kpidsl.syntax.print import Layout, print_file
from kpidsl.syntax.print.formatted import Misprint, formatted, hold_against, language_of, same_tree
from tests.syntax.reading import MODEL, good, shape
from tests.syntax.test_forms import EXAMPLE, EXPRESSIONS, GRADES, INDICATOR, SCORING, VETO

ROOT = Path(__file__).parents[2]
PAGES = sorted((Path(__file__).parent / "layout").glob("*.md"))
_CASE = re.compile(r"^## ([^\n]+)\n\n```kpi before\n(.*?)```\n```kpi after\n(.*?)```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```kpi[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
CASES = [
    pytest.param(before, after, id=f"{page.stem}: {title}")
    for page in PAGES
    for title, before, after in _CASE.findall(page.read_text(encoding="utf-8"))
]
assert len(CASES) == sum(page.read_text(encoding="utf-8").count("\n## ") for page in PAGES)
SHIPPED = sorted([*ROOT.glob("policies/**/*.kpi"), *ROOT.glob("docs/first/*/*.kpi")])
FOLDERS = {"kpidsl/diagnostics/codes": 200, "docs": 8, "policies": 1, "tests": 200}
"""Where there are policies, and how many at the least."""
LANGS: tuple[Lang, Lang] = ("zh", "en")


def written(text: str, lang: Lang | None = None) -> str:
    problems = Problems()
    found = formatted(Source("test.kpi", text), problems, lang)
    assert found is not None, list(problems)
    return found


def blocks(folder: Path) -> list[tuple[str, str]]:
    """Every policy of a folder that reads: files, and blocks of pages."""
    files = sorted(folder.rglob("*.kpi"))
    found = [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in files]
    for path in sorted(folder.rglob("*.md")):
        texts = _BLOCK.findall(path.read_text(encoding="utf-8"))
        found += [(f"{path.relative_to(ROOT)} {at}", text) for at, text in enumerate(texts)]
    return [(name, text) for name, text in found if parse(Source(name, text), Problems()) is not None]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_a_text_before_and_after(before: str, after: str) -> None:
    assert written(before) == after
    assert written(after) == after


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_shipped_policy_is_canonical_and_comes_back_from_the_other_language_as_it_was(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    own = language_of(good(text), text)
    other: Lang = "en" if own == "zh" else "zh"
    assert written(text) == text
    assert written(written(text, other), own) == text


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_policy_in_the_repository_keeps_its_tree_and_has_one_form_in_each_language(folder: str) -> None:
    found = blocks(ROOT / folder)
    assert len(found) >= FOLDERS[folder]
    for name, text in found:
        forms, meant = {lang: written(text, lang) for lang in LANGS}, shape(good(text))
        for form in forms.values():
            tree = good(form)
            assert shape(tree) == meant, name
            assert {lang: print_file(tree, lang, Layout(form)) for lang in LANGS} == forms, name


def test_the_model_policy_in_one_language_reads_as_its_twin_in_the_other() -> None:
    assert shape(good(written(MODEL["zh"], "en"))) == shape(good(MODEL["en"]))
    assert shape(good(written(MODEL["en"], "zh"))) == shape(good(MODEL["zh"]))


FIELDS = [
    *[("指标", one) for one in [*INDICATOR, *[(f"计分办法：{zh}", f"scoring: {en}", "") for zh, en, _ in SCORING]]],
    *[("一票否决", one) for one in VETO], *[("等次", one) for one in GRADES], *[("示例", one) for one in EXAMPLE],
]  # fmt: skip


@pytest.mark.parametrize(("head", "field"), FIELDS)
def test_a_field_is_printed_alike_from_either_language(head: str, field: tuple[str, str, str]) -> None:
    zh, en, _ = field
    chinese, english = (good(f"{head} 甲 {{ {text}\n}}") for text in (zh, en))
    for lang in LANGS:
        assert print_file(chinese, lang) == print_file(english, lang)
        assert shape(good(print_file(chinese, lang))) == shape(chinese)


@pytest.mark.parametrize("text", [text for text, _ in EXPRESSIONS])
def test_an_expression_has_no_bracket_that_says_nothing(text: str) -> None:
    file = good(f"确保：{text}")
    for lang in LANGS:
        printed = print_file(file, lang)
        assert shape(good(printed)) == shape(file)
        for fewer in without_one_pair(printed):
            again = parse(Source("", fewer), Problems())
            assert again is None or not same_tree(again, file)


def without_one_pair(text: str) -> Iterator[str]:
    """The text without one pair of its round brackets, each pair in turn."""
    opened = []
    for at, sign in enumerate(text):
        if sign in "（(":
            opened.append(at)
        elif sign in "）)":
            start = opened.pop()
            yield f"{text[:start]}{text[start + 1 : at]}{text[at + 1 :]}"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("指标 甲 {\r\n目标值:a>1\r\n}\r\n", "\r\n"),
        ("指标 甲 {\n目标值:a>1\n}", "\n"),
        ("# 一\r\n\r\n# 二\r\n# 三\n", "\r\n"),
    ],
)
def test_lines_end_as_most_of_the_file_does(text: str, ends: str) -> None:
    assert set(re.findall(r"\r\n|\r|\n", written(text))) == {ends}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("指标 甲 { target: a > 1 }", "zh"),
        ("indicator 甲 { 目标值：a > 1 }", "en"),
        ("# 甲", "zh"),
        ("# a", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_file_is_that_of_the_words_its_declarations_begin_with(text: str, lang: Lang) -> None:
    assert language_of(good(text), text) == lang


def test_a_text_with_a_mistake_is_not_printed_and_its_places_are_those_of_the_file() -> None:
    problems = Problems()
    text = "指标 甲 {\r\n  目标值：a > 1\r\n  计分办法：达标 100\r\n}\r\n"
    assert formatted(Source("test.kpi", text), problems) is None
    (found,) = problems
    assert (found.code, text[found.place.start : found.place.end]) == ("K101", "达标")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "printed",
    [
        "指标 甲 { 目标值：a > 2 }     # 一\n",
        "指标 甲 { 目标值：a > 1 }\n",
        "指标 甲 { 目标值：a > 1 }     # 一\n# 一\n",
        "指标 甲 {",
    ],
)
def test_a_text_that_would_read_otherwise_is_not_handed_out(printed: str) -> None:
    text = "指标 甲{目标值:a>1}# 一\n"
    hold_against(written(text), good(text), Layout(text), "test.kpi")
    with pytest.raises(Misprint):
        hold_against(printed, good(text), Layout(text), "test.kpi")


def test_trees_are_the_same_when_only_places_differ() -> None:
    one, other = (good(text) for text in ("指标 甲{目标值:a>1}", "indicator 甲 { target: a > 1 }"))
    assert same_tree(one, other)
    assert not same_tree(one, good("指标 甲 { 目标值：a > 1.0 }"))
    assert not same_tree(one, good("指标 甲 { 目标值：a > 1；备注：一 }"))
