"""Display width: how many cells of a terminal a text takes.

Takes text; gives widths, and text padded or cut to a width. Never changes what is within the width.
"""

import unicodedata

ELLIPSIS = "…"


def char_width(character: str) -> int:
    """0 for marks that combine and for what does not print, 2 for wide and full-width characters, else 1.

    Ambiguous characters (“ ” … — × ÷) count 1: so do terminals under a UTF-8 locale and the wcwidth they follow. A font
    that draws them wide moves a caret by one cell each, the other choice would do so on every other terminal.
    """
    if character.isascii():
        return 1 if character.isprintable() else 0
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def width(text: str) -> int:
    """Cells that ``text`` takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(char_width, text))


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` filled with blanks to ``cells``; ``right`` sets it flush right. A wider text stays as it is."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


def truncate(text: str, cells: int) -> str:
    """``text`` cut to at most ``cells``, the last of them an ellipsis when something was cut."""
    if width(text) <= cells:
        return text
    room = cells - width(ELLIPSIS)
    kept: list[str] = []
    for character in text:
        room -= char_width(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + (ELLIPSIS if cells > 0 else "")
