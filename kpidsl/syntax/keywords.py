"""Keywords as data: which word has which spellings, in both languages.

Takes ``grammar/keywords/*.toml``; gives look-ups by spelling and by word. Never knows what a word means or where it may
stand: that is the grammar's.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from kpidsl.grammar_files import grammar_text
from kpidsl.kept import kept, own_text
from kpidsl.syntax import chars
from kpidsl.syntax.chars import half_width, without_layout
from kpidsl.values import field, frozen

LANGS = ("zh", "en")

_SAME = {"COMPOSITE": "COMPOSITE_SCORE", "NOT_APPLICABLE_VALUE": "NOT_APPLICABLE", "STOP_AND_CHASE": "STOP",
         "PART": "PARTS", "ARTICLE": "ARTICLES", "CHAPTER": "CHAPTERS", "SMALL": "UNDER"}  # fmt: skip
"""Words of the tree that the grammar tells apart by position, and the keyword each is written with."""


@frozen
class Spelling:
    """One spelling as it is compared: ``solid`` has blanks only between Latin words. ``keys``: the words spelled so."""

    solid: str
    keys: frozenset[str]
    latin: bool


@frozen
class Keywords:
    """All spellings: ``rows`` are the fields of each, longest first; ``ask`` are the words with two readings."""

    rows: tuple[tuple[str, frozenset[str], bool], ...] = field(repr=False)
    ask: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, Any]] = field(repr=False)

    @cached_property
    def whole(self) -> Mapping[str, frozenset[str]]:
        """The words that a run without layout may be."""
        return {text: words for text, words, _ in self.rows}

    @cached_property
    def by_first(self) -> Mapping[str, tuple[Spelling, ...]]:
        """The spellings that begin with a character, longest first."""
        found: dict[str, list[Spelling]] = {}
        for spelling in self._spellings:
            found.setdefault(spelling.solid[0], []).append(spelling)
        return {first: tuple(group) for first, group in found.items()}

    @cached_property
    def of_word(self) -> Mapping[str, tuple[Spelling, ...]]:
        """The spellings of a word, longest first."""
        found: dict[str, list[Spelling]] = {}
        for spelling in self._spellings:
            for word in spelling.keys:
                found.setdefault(word, []).append(spelling)
        return {word: tuple(group) for word, group in found.items()}

    @cached_property
    def _spellings(self) -> list[Spelling]:
        return [Spelling(*row) for row in self.rows]

    def spelling(self, word: str, lang: str, within: str = "") -> str:
        """How ``word`` is written in ``lang``, inside the field or declaration ``within``; KeyError if it has none."""
        word = _SAME.get(word, word)
        table = self.tables[lang]
        local = table.get("within", {}).get(within, {})
        for part in (local, table["words"], table["only"], table["operators"]):
            if word in part:
                return str(part[word][0])
        other = next(other for other in LANGS if other != lang)
        return str(self.tables[other]["only"][word][0])


def solid(text: str) -> str:
    """A run or a spelling as it is looked up: blanks only between Latin words, and one there."""
    return without_layout(half_width(text).strip())


@cache
def load_keywords() -> Keywords:
    """The keywords of both languages."""
    texts = {lang: grammar_text(f"keywords/{lang}.toml") for lang in LANGS}
    made_from = [*texts.values(), own_text(__file__), own_text(chars.__file__)]
    tables, ask, rows = kept("keywords", made_from, lambda: _from_files(texts))
    return Keywords(tuple(rows), ask, tables)


def _from_files(texts: Mapping[str, str]) -> tuple[Any, ...]:
    """The tables, the words with two readings, and the fields of all spellings, longest first."""
    import tomllib

    tables = {lang: tomllib.loads(text) for lang, text in texts.items()}
    keys: dict[str, set[str]] = {}
    for table in tables.values():
        within = table.get("within", {}).values()
        for part in (table["words"], table["only"], table["operators"], *within):
            for word, spellings in part.items():
                for spelling in spellings:
                    keys.setdefault(solid(spelling), set()).add(word)
    longest_first = sorted(keys.items(), key=lambda entry: len(entry[0]), reverse=True)
    rows = [(text, frozenset(words), text[0].isascii() and text[0].isalpha()) for text, words in longest_first]
    ask = {solid(text): tuple(words) for table in tables.values() for text, words in table["ask"].items()}
    return tables, ask, rows
