"""What a program can see of the style of messages (docs/messages.md)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpidsl.diagnostics import catalogue
from kpidsl.diagnostics.catalogue import LANGS, Lang

STYLE = Path(__file__).parents[2] / "docs" / "messages.md"
BAD = STYLE.with_name("bad-messages.md")

NEVER: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile("非法|无效|期望|解析|字段|空值|标识符|请检查输入|你|您"),
    "en": re.compile(r"\b(invalid|illegal|unexpected|pars\w+|token|null|identifier|please)\b", re.IGNORECASE),
}
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff] *[,;:!?(]|[,;:](?=[\u4e00-\u9fff])")
QUOTED = re.compile(r"“[^”]*”|\{[^}]*\}")
LONGEST: dict[Lang, int] = {"zh": 200, "en": 300}
SENTENCES = ("message", "help")


def wordings(lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Every text of every page: which, of what kind, and the text."""
    for code in catalogue.codes():
        page = catalogue.page(code)
        assert page
        for key, value in page.texts[lang].items():
            table = {key: value} if isinstance(value, str) else value
            variant = "" if isinstance(value, str) else key
            for kind, text in table.items():
                yield f"{code}-{variant}-{kind}", "label" if variant == "labels" else kind, text


ALL = [(lang, *wording) for lang in LANGS for wording in wordings(lang)]
IDS = [f"{lang}-{which}" for lang, which, _, _ in ALL]


@pytest.mark.parametrize(("lang", "which", "kind", "text"), ALL, ids=IDS)
def test_a_wording_keeps_to_the_style(lang: Lang, which: str, kind: str, text: str) -> None:
    plain = QUOTED.sub("", text)
    assert not NEVER[lang].search(plain), which
    assert len(text) <= LONGEST[lang]
    assert "“" not in text or text.count("“") == text.count("”")
    if lang == "zh":
        assert not HALF_WIDTH.search(plain)
    if kind in SENTENCES:
        assert text.endswith(("。", "？", "。”", "}") if lang == "zh" else (".", "?", ".”", "}", "…"))
    else:
        assert not text.endswith(("。", ".")) or text.endswith("…")


@pytest.mark.parametrize("lang", LANGS)
def test_the_style_names_what_is_never_said(lang: Lang) -> None:
    row = next(line for line in STYLE.read_text(encoding="utf-8").splitlines() if line.startswith("| never |"))
    words = [word.strip() for word in row.split("|")[2 if lang == "zh" else 3].split(",")]
    assert words
    assert all(NEVER[lang].search(word) for word in words)


@pytest.mark.parametrize("page", [STYLE, BAD], ids=lambda page: page.stem)
def test_codes_that_are_named_have_a_page(page: Path) -> None:
    named = set(re.findall(r"\bK[1-9]\d\d\b", page.read_text(encoding="utf-8")))
    assert named
    assert named <= set(catalogue.codes())
