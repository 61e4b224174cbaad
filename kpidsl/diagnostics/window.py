"""A line of source as it is shown: safe to print, of limited width, with cells known for every character.

Takes a line and the stretch of it that matters; gives what is shown of it. Never lets a character of the source act on the
terminal.
"""

import unicodedata

from kpidsl.diagnostics.width import ELLIPSIS, char_width, truncate, width
from kpidsl.values import frozen

LINE_CELLS = 100
"""Cells of a source line that are shown where the screen has no less; a longer line is cut around what is marked."""
LEAD_CELLS = 30
"""Cells kept before the mark in a line that is cut on its left; more where the line ends soon after."""
_TAB = "    "


@frozen
class Window:
    """What is shown of line ``line`` (from 1): ``text``, which begins with its character ``left``.

    ``ambiguous`` is the width of characters that some terminals draw wide, ``cells`` how many there is room for.
    """

    line: int
    written: str
    left: int
    text: str
    ambiguous: int
    cells: int

    def cell(self, column: int) -> int:
        """The cell, from 0, that the character ``column`` (from 0) of the line begins in."""
        cut = width(ELLIPSIS, self.ambiguous) if self.left else 0
        shown = printable(self.written[self.left : column])
        return min(cut + width(shown, self.ambiguous), self.cells)


def window(line: int, written: str, start: int, ambiguous: int = 1, cells: int = LINE_CELLS) -> Window:
    """The line, or as much of it as there is room for around its character ``start``."""
    left = 0
    if width(printable(written), ambiguous) > cells:
        rest = width(printable(written[start:]), ambiguous)
        left = _cut(written, start, max(LEAD_CELLS, cells - rest), ambiguous)
    text = (ELLIPSIS if left else "") + printable(written[left:])
    return Window(line, written, left, truncate(text, cells, ambiguous).rstrip(" "), ambiguous, cells)


def fits(written: str, start: int, end: int, ambiguous: int = 1, cells: int = LINE_CELLS) -> bool:
    """Whether one window shows both ``start`` and ``end``."""
    whole = width(printable(written), ambiguous) <= cells
    return whole or width(printable(written[start:end]), ambiguous) <= cells - LEAD_CELLS - 1


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


def _cut(written: str, start: int, cells: int, ambiguous: int) -> int:
    """The first character shown, so that an ellipsis and what follows it up to ``start`` take at most ``cells``."""
    if width(printable(written[:start]), ambiguous) <= cells:
        return 0
    room = cells - width(ELLIPSIS, ambiguous)
    while start and room >= (taken := width(printable(written[start - 1]), ambiguous)):
        start -= 1
        room -= taken
    return start
