"""Every page of a code says the same in both languages, and every place that raises a code gives its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from kpidsl.diagnostics import catalogue
from kpidsl.diagnostics.catalogue import LANGS, Lang, Page

CODES = catalogue.codes()
PACKAGE = Path(catalogue.__file__).parents[1]
TEXTS = {"message", "help"}
BESIDE = {"here", "holds"}
NOT_SAID = re.compile("非法|无效|期望|解析|字段|空值|标识符|请检查输入")


def page_of(code: str) -> Page:
    page = catalogue.page(code)
    assert page
    return page


def tables(code: str, lang: Lang) -> dict[str, dict[str, str]]:
    """The wordings of a page by variant, the page's own under the empty name, the labels under ``labels``."""
    texts = page_of(code).texts[lang]
    own = {key: value for key, value in texts.items() if isinstance(value, str)}
    return {"": own, **{key: value for key, value in texts.items() if isinstance(value, dict)}}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def of_either_language(word: str, lang: Lang) -> str:
    """Words that are themselves in a language come once for each: ``zh`` and ``en``, ``unit_zh`` and ``unit_en``."""
    stem, _, last = word.rpartition("_")
    assert last == lang or last not in LANGS, f"{word} in a text in {lang}"
    return stem if last == lang else word


@pytest.mark.parametrize("code", CODES)
def test_both_languages_have_the_same_texts_with_the_same_placeholders(code: str) -> None:
    zh, en = (
        {
            (name, key): {of_either_language(word, lang) for word in placeholders(text)}
            for name, table in tables(code, lang).items()
            for key, text in table.items()
        }
        for lang in LANGS
    )
    assert zh == en


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_a_title_message_and_help_and_nothing_unknown(code: str) -> None:
    for lang in LANGS:
        for name, table in tables(code, lang).items():
            known = set(table) if name == "labels" else {*TEXTS, *BESIDE} if name else {*TEXTS, *BESIDE, "title"}
            assert set(table) <= known, name
            assert all(text.strip() == text and text for text in table.values()), name
        assert {"title", "message"} <= set(tables(code, lang)[""])


@pytest.mark.parametrize("code", CODES)
def test_placeholders_are_plain_names(code: str) -> None:
    texts = [text for lang in LANGS for table in tables(code, lang).values() for text in table.values()]
    for text in texts:
        for _, name, form, conversion in Formatter().parse(text):
            assert name is None or (name.isidentifier() and not form and not conversion), text


@pytest.mark.parametrize("code", CODES)
def test_chinese_is_that_of_an_office_and_ends_in_a_full_stop(code: str) -> None:
    for name, table in tables(code, "zh").items():
        for key, text in table.items():
            assert not NOT_SAID.search(text), (name, key)
            if name != "labels" and key in TEXTS:
                assert text.endswith(("。", "？", "。”", "}")), (name, key)


@pytest.mark.parametrize("code", CODES)
def test_the_article_has_prose_under_its_title_in_each_language(code: str) -> None:
    for lang in LANGS:
        heading, _, rest = page_of(code).articles[lang].partition("\n")
        assert heading == f"# {code} {catalogue.title(code, lang)}"
        assert re.sub(r"```.*?```", "", rest, flags=re.DOTALL).strip()


def calls() -> Iterator[tuple[str, ast.Call, int]]:
    """The calls in the package that name a code: where, the call, and the position of the code in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            for position, argument in enumerate(node.args):
                if isinstance(argument, ast.Constant) and re.fullmatch(r"K[1-9]\d\d", str(argument.value)):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node, position


CALLS = list(calls())


@pytest.mark.parametrize("code", CODES)
def test_every_page_is_of_a_code_that_is_raised(code: str) -> None:
    texts = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert any(f'"{code}"' in text for text in texts)


def constant(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


@pytest.mark.parametrize(("where", "call", "position"), CALLS, ids=[where for where, _, _ in CALLS])
def test_a_raised_code_has_a_page_and_gets_all_its_words(where: str, call: ast.Call, position: int) -> None:
    code = str(constant(call.args[position]))
    assert code in CODES, where
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    named = isinstance(call.func, ast.Attribute | ast.Name)
    name = (call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id) if named else ""
    if name not in ("add", "failed", "hold") or None in keywords:
        return  # the words of a `Diagnostic`, or of `**words`, are seen only when the code is raised
    given = call.args[position + 2] if len(call.args) > position + 2 else keywords.get("variant")
    variant = constant(given) if given is not None else ""
    variants = [str(variant)] if isinstance(variant, str) else [key for key in tables(code, "zh") if key != "labels"]
    wanted, texts = set(), {"holds"} if name == "hold" else TEXTS
    for one in variants:
        table = tables(code, "zh")
        assert one in table, f"{where}: {code} has no variant {one}"
        wanted |= {word for key in texts for word in placeholders({**table[""], **table[one]}.get(key, ""))}
    if isinstance(variant, str):
        assert wanted <= set(keywords), f"{where}: {code} lacks {wanted - set(keywords)}"
    assert set(keywords) <= wanted | {"variant", "labels"}, f"{where}: {code} has no use for {set(keywords) - wanted}"
