"""A line of source with carets under a part of it, safe to print.

Takes a source and a span; gives two lines of text of limited width. Carets are placed by display width, so that they
stand under the Chinese text they mean. Never lets a character of the source act on the terminal.
"""

import unicodedata

from kpidsl.diagnostics.width import ELLIPSIS, char_width, truncate, width
from kpidsl.source import Source, Span
from kpidsl.values import frozen

LINE_CELLS = 100
"""Cells of a source line that are shown; a longer line is cut around the caret."""
_LEAD_CELLS = 30
"""Cells kept before the caret in a line that is cut on its left."""
_TAB = "    "


@frozen
class Snippet:
    """``line`` counts from 1; ``text`` is the line as shown; the carets begin at cell ``indent`` and take ``cells``."""

    line: int
    text: str
    indent: int
    cells: int


def snippet(source: Source, span: Span) -> Snippet:
    """The line ``span`` begins in; of a span of several lines the part in the first of them is marked."""
    line, column = source.line_column(span.start)
    written = source.line_text(line)
    start = min(column - 1, len(written))
    end = max(start, min(start + span.end - span.start, len(written)))
    before, marked, after = (printable(part) for part in (written[:start], written[start:end], written[end:]))
    before = _cut_left(before, _LEAD_CELLS) if width(before + marked + after) > LINE_CELLS else before
    marked = truncate(marked, LINE_CELLS - width(before))
    text = truncate(before + marked + after, LINE_CELLS)
    # A place between two characters, or at the end of the line, gets one caret.
    return Snippet(line, text.rstrip(" "), width(before), max(1, width(marked)))


def printable(text: str) -> str:
    """``text`` with tabs as blanks and every character that does not print, or turns text around, made visible."""
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if character == "\t":
        return _TAB
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if unicodedata.category(character) == "Zs":
        return " " * char_width(character)
    return f"<U+{code:04X}>"


def _cut_left(text: str, cells: int) -> str:
    """The end of ``text``, at most ``cells`` wide, the first of them an ellipsis when something was cut."""
    if width(text) <= cells:
        return text
    room, start = cells - width(ELLIPSIS), len(text)
    while start and room >= char_width(text[start - 1]):
        start -= 1
        room -= char_width(text[start])
    return ELLIPSIS + text[start:]
