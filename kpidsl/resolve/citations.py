"""Which articles a text cites.

Takes the text of a 条款 and the policy's title; gives references. What is cited of another document (《…》第三条) is none of them.
Never knows whether an article exists.
"""

import re
from collections.abc import Iterable, Iterator

from kpidsl.syntax.numbering import NUMERAL, levels, value_of
from kpidsl.values import frozen

OTHER = re.compile(r"《([^》]*)》(\s*第[^、，；。]*)?")
"""Another document, with what is cited of it."""
_ARTICLE = re.compile(rf"第\s*({NUMERAL})\s*条|\barticle\s+([0-9]+)", re.IGNORECASE)
_TITLE = re.compile('[“「"]([^”」"]+)[”」"]')
_ITEM = re.compile(r"\s*[（(]([一二三四五六七八九十百0-9]+)[）)]")
_OUTLINE = re.compile(rf"(?<![第（(\w])({NUMERAL})((?:[（(]{NUMERAL}[）)])+)")


@frozen
class Reference:
    """One article that is cited: ``levels`` its numbers, ``items`` those of the item inside it, as written."""

    written: str
    levels: tuple[int, ...]
    is_outline: bool
    items: tuple[str, ...]


def references(text: str, title: str) -> Iterator[Reference]:
    """Every article of this policy that ``text`` cites."""
    own = OTHER.sub(lambda found: found[2] or "" if found[1] == title else "", text)
    for found in _ARTICLE.finditer(own):
        number = value_of(found[1] or found[2])
        if number:
            items = []
            at = found.end()
            while item := _ITEM.match(own, at):
                items.append(item[1])
                at = item.end()
            yield Reference(own[found.start() : at].strip(), (number,), False, tuple(items))
    for found in _OUTLINE.finditer(own):
        yield Reference(found[0], numbers(found[0]), True, ())


def quoted_titles(text: str) -> Iterator[str]:
    """Every title of an article or a chapter that ``text`` cites in quotation marks."""
    yield from (found[1].strip() for found in _TITLE.finditer(text))


def is_titled(cited: str, titles: Iterable[str]) -> bool:
    """Whether a part of the text is called so, in short or in full: 考核 alone does not stand for 考核方法."""
    return any(cited in one or (one in cited and 2 * len(one) > len(cited)) for one in titles)


def numbers(outline: str) -> tuple[int, ...]:
    """``三（二）（1）`` as numbers; 0 for a numeral that is written as none is."""
    return tuple(value_of(level) or 0 for level in levels(outline))
