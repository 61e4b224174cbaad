"""The texts of all codes, in Chinese and English.

Takes a code; gives its severity, texts and page. A page is one Markdown file in ``codes/``: TOML between ``+++`` lines,
then the article in each language. A page is read when its code is first raised. Never formats a number: arguments come
as text.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from kpidsl.kept import kept
from kpidsl.values import frozen

Lang = Literal["zh", "en"]
Severity = Literal["error", "warning", "note"]

LANGS: tuple[Lang, ...] = ("zh", "en")
CODES = Path(__file__).with_name("codes")

_CODE = r"K[1-9]\d\d"
_FENCE = "```"
_BLOCK = r"(?ms)^```([^\n]*)\n(.*?)^```$"


class CatalogueError(Exception):
    """A page is missing or does not fit the code that raised it. Always our fault, never the user's."""


@frozen
class Page:
    """One code. ``texts`` is the TOML table of each language; ``articles`` the Markdown of each language."""

    code: str
    severity: Severity
    texts: Mapping[Lang, Mapping[str, Any]]
    articles: Mapping[Lang, str]


@cache
def page(code: str) -> Page | None:
    """The page of ``code``; None when there is no such code."""
    path = CODES / f"{code}.md"
    if not re.fullmatch(_CODE, code) or not path.is_file():
        return None
    return read_page(code, path.read_text(encoding="utf-8"))


def codes() -> list[str]:
    """All codes that have a page, sorted."""
    return sorted(path.stem for path in CODES.glob("K*.md"))


def read_page(code: str, text: str) -> Page:
    """The page written in ``text``; raises CatalogueError when it is not in the form described above."""
    opening, separator, rest = text.partition("+++\n")
    front, separator_end, body = rest.partition("\n+++\n")
    if opening.strip() or not separator or not separator_end:
        raise CatalogueError(f"{code}: the page does not open with TOML between +++ lines")
    try:
        table = kept("page", [front], lambda: _front(front))
    except ValueError as error:  # of tomllib
        raise CatalogueError(f"{code}: {error}") from error
    if table.get("code") != code or table.get("severity") not in ("error", "warning", "note"):
        raise CatalogueError(f"{code}: code or severity of the page is wrong")
    if any(lang not in table or "message" not in table[lang] for lang in LANGS):
        raise CatalogueError(f"{code}: a language has no message")
    articles = _articles(code, body)
    texts = {lang: table[lang] for lang in LANGS}
    return Page(code, cast(Severity, table["severity"]), texts, articles)


def _front(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def examples(article: str) -> list[tuple[str, str]]:
    """The code blocks of an article: what stands behind the opening fence (``kpi bad``), and the block."""
    return [(match[1].strip(), match[2]) for match in re.finditer(_BLOCK, article)]


def shows_examples(code: str) -> bool:
    """Whether the page of ``code`` shows what is wrong and what is right."""
    return bool(examples(_page_of(code).articles["zh"]))


def severity(code: str) -> Severity:
    """``error``, ``warning`` or ``note``."""
    return _page_of(code).severity


def title(code: str, lang: Lang) -> str:
    """The few words that name the code."""
    return str(_page_of(code).texts[lang].get("title", ""))


def message(code: str, lang: Lang, variant: str = "", args: Iterable[tuple[str, str]] = ()) -> str:
    """What is wrong, in ``lang``."""
    return _fill(code, _text(code, lang, variant, "message"), args)


def help_text(code: str, lang: Lang, variant: str = "", args: Iterable[tuple[str, str]] = ()) -> str:
    """What to do about it, in ``lang``; empty when the page gives no help."""
    return _fill(code, _text(code, lang, variant, "help"), args)


def here_text(code: str, lang: Lang, variant: str = "", args: Iterable[tuple[str, str]] = ()) -> str:
    """The words beside the place itself, in ``lang``; empty when the page gives none."""
    return _fill(code, _text(code, lang, variant, "here"), args)


def holds_text(code: str, lang: Lang, variant: str = "", args: Iterable[tuple[str, str]] = ()) -> str:
    """What holds where nothing is found, in ``lang``."""
    return _fill(code, _text(code, lang, variant, "holds"), args)


def label_text(code: str, lang: Lang, key: str, args: Iterable[tuple[str, str]] = ()) -> str:
    """The text beside a further place."""
    labels = _page_of(code).texts[lang].get("labels", {})
    if key not in labels:
        raise CatalogueError(f"{code}: no label {key} in {lang}")
    return _fill(code, labels[key], args)


def _page_of(code: str) -> Page:
    found = page(code)
    if found is None:
        raise CatalogueError(f"{code}: there is no page")
    return found


def _text(code: str, lang: Lang, variant: str, key: str) -> str:
    """A variant says only what differs; the rest is that of the page."""
    texts = _page_of(code).texts[lang]
    if variant and variant not in texts:
        raise CatalogueError(f"{code}: no variant {variant} in {lang}")
    chosen = texts[variant] if variant else texts
    return str(chosen.get(key, texts.get(key, "")))


def _fill(code: str, template: str, args: Iterable[tuple[str, str]]) -> str:
    try:
        return template.format_map(dict(args))
    except (LookupError, ValueError) as error:
        raise CatalogueError(f"{code}: {template!r} cannot be filled: {error!r}") from error


def _articles(code: str, body: str) -> dict[Lang, str]:
    """The body cut at its two headings ``# K301 …``; a heading inside a code block is a comment of the example."""
    starts, fenced, offset = [], False, 0
    for line in body.splitlines(keepends=True):
        if line.startswith(_FENCE):
            fenced = not fenced
        elif not fenced and line.startswith(f"# {code} "):
            starts.append(offset)
        offset += len(line)
    if len(starts) != len(LANGS):
        raise CatalogueError(f"{code}: the page needs one heading “# {code} …” for each language")
    ends = [*starts[1:], len(body)]
    return {lang: body[start:end].strip() for lang, start, end in zip(LANGS, starts, ends, strict=True)}
