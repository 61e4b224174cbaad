"""What the formatter prints reads as the tree it was given; the author's comments stay, and nothing a policy means changes.

``KPIDSL_EXAMPLES=2000`` looks at that many files instead of those of every run.
"""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given

from kpidsl.diagnostics import Lang, Problems
from kpidsl.pipeline import compile_text
from kpidsl.source import Span
from kpidsl.syntax.chars import script
from kpidsl.syntax.print import Layout, print_file
from kpidsl.syntax.tree import File
from kpidsl.testing import policies
from tests.syntax.reading import good, shape
from tests.syntax.trees import SEARCH, SEARCH_POLICIES, files
from tests.syntax.trees_texts import Written, written_samples

BOTH: tuple[Lang, ...] = ("zh", "en")


def formatted(text: str, lang: Lang) -> str:
    """The text as `kpidsl fmt` writes it in a language."""
    return print_file(good(text), lang, Layout(text))


def comments(text: str) -> list[str]:
    prepared = script("random.kpi", text)
    return [prepared.raw[start:end].strip() for start, end in prepared.comments]


@SEARCH
@given(files())
def test_a_printed_tree_reads_as_itself_in_both_languages(file: File) -> None:
    texts = {lang: print_file(file, lang) for lang in BOTH}
    for lang in BOTH:
        assert shape(good(texts[lang])) == shape(file)
    english = formatted(texts["zh"], "en")
    assert shape(good(english)) == shape(file)
    assert formatted(english, "zh") == texts["zh"]


@SEARCH
@given(written_samples())
def test_however_a_policy_is_typed_the_formatter_keeps_its_tree_and_comments(written: Written) -> None:
    for lang in BOTH:
        once = formatted(written.text, lang)
        assert shape(good(once)) == shape(written.sample.file)
        assert comments(once) == list(written.comments)
        assert formatted(once, lang) == once
    chinese = formatted(written.text, "zh")
    assert formatted(formatted(chinese, "en"), "zh") == chinese


def meaning(value: Any) -> Any:
    """A plan, or a part of one, without the places its rules stand at and without the digest of its text."""
    if attrs.has(type(value)):
        kept = (one.name for one in attrs.fields(type(value)) if one.name not in ("digest", "place"))
        return (type(value).__name__, *((name, meaning(getattr(value, name))) for name in kept))
    if isinstance(value, Mapping):
        return tuple((meaning(key), meaning(content)) for key, content in value.items())
    if isinstance(value, tuple | list):
        return tuple(meaning(one) for one in value if not isinstance(one, Span))
    return None if isinstance(value, Span) else value


def compiled(text: str) -> tuple[Any, list[str]]:
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems, text]
    return meaning(found.plan), [f"{one.code} {one.variant}" for one in problems]


@SEARCH_POLICIES
@given(policies())
def test_formatting_never_changes_what_a_policy_means(text: str) -> None:
    chinese = formatted(text, "zh")
    english = formatted(chinese, "en")
    assert formatted(english, "zh") == chinese
    assert formatted(english, "en") == english
    assert compiled(chinese) == compiled(english) == compiled(text)


@pytest.mark.parametrize("lang", BOTH)
def test_brackets_as_deep_as_they_may_be(lang: Lang) -> None:
    file = good("确保：" + "（非 " * 199 + "a > 1" + "）" * 199)
    assert shape(good(print_file(file, lang))) == shape(file)


@pytest.mark.parametrize("lang", BOTH)
def test_a_sum_of_a_thousand_products(lang: Lang) -> None:
    file = good("确保：" + " − ".join(["甲·考评分 ÷ 2 × -（3 % + b）"] * 1_000) + " ≥ 20%")
    assert shape(good(print_file(file, lang))) == shape(file)
