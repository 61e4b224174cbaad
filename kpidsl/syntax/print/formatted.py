"""A text in its canonical form, or not at all.

Takes a source; gives its text anew in its own language or another. What is given reads as an equal tree and has the same
comments: both are looked at before it is handed out. Never gives a text that would mean something else.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs

from kpidsl.diagnostics import Lang, Problems
from kpidsl.source import Source, Span
from kpidsl.syntax.parser import parse
from kpidsl.syntax.print import print_file
from kpidsl.syntax.print.layout import Layout
from kpidsl.syntax.tree import File, TableCell

_LINE_END = re.compile(r"\r\n|\r|\n")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_UNREAD = frozenset({"place", "word_place", "written"})


class Misprint(Exception):  # noqa: N818  a fault of ours, named for what it is
    """The text printed would not read as it should; it is not handed out."""


def formatted(
    source: Source, problems: Problems, lang: Lang | None = None, measures: tuple[str, ...] = ()
) -> str | None:
    """The text of ``source`` in canonical form, with the line ends that most of its lines have.

    ``measures`` are units of measure that files it imports declare.
    ``lang`` is the language to write, without it that of most declarations. None when the source has syntax errors, each
    reported to ``problems``. Raises Misprint.
    """
    text = _LINE_END.sub("\n", source.text)
    file = parse(Source(source.name, text), Problems(), measures)
    if file is None:
        parse(source, problems, measures)
        return None
    layout = Layout(text)
    printed = print_file(file, lang or language_of(file, text), layout, measures)
    hold_against(printed, file, layout, source.name, measures)
    return printed.replace("\n", line_end(source.text))


def hold_against(printed: str, file: File, layout: Layout, name: str, measures: tuple[str, ...] = ()) -> None:
    """Raises Misprint unless the text printed reads as ``file`` and has the comments of ``layout``."""
    again = parse(Source(name, printed), Problems(), measures)
    if again is None or not same_tree(file, again):
        raise Misprint(f"{name}: another tree")
    if Counter(_texts(layout)) != Counter(_texts(Layout(printed))):
        raise Misprint(f"{name}: other comments")


def language_of(file: File, text: str) -> Lang:
    """The language of the words that most declarations begin with; of the whole text where there is none."""
    places = [one.word_place for one in file.declarations] or [file.place]
    chinese = sum(1 for place in places if _CHINESE.search(text, place.start, place.end))
    return "zh" if chinese * 2 >= len(places) and chinese else "en"


def line_end(text: str) -> str:
    """The line end that most lines of a text have; a line feed where none has any."""
    ends = Counter(_LINE_END.findall(text))
    return max(ends, key=lambda end: ends[end]) if ends else "\n"


def mixes_line_ends(text: str) -> bool:
    """Whether the lines of a text do not all end alike."""
    return len(set(_LINE_END.findall(text))) > 1


def same_tree(one: object, other: object) -> bool:
    """Whether two trees differ in nothing but places and the spelling of cells."""
    left: list[tuple[Any, Any]] = [(one, other)]
    while left:
        a, b = left.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, tuple):
            if len(a) != len(b):
                return False
            left.extend(zip(a, b, strict=True))
        elif attrs.has(type(a)) and not isinstance(a, Span):
            left.extend((getattr(a, name), getattr(b, name)) for name in _read(a))
        elif a != b:
            return False
    return True


def _read(node: Any) -> Iterable[str]:
    """The fields of a node that say something."""
    names = [entry.name for entry in attrs.fields(type(node)) if entry.name not in _UNREAD]
    return [name for name in names if name != "text"] if isinstance(node, TableCell) else names


def _texts(layout: Layout) -> list[str]:
    return [comment.text for comment in layout.comments]
