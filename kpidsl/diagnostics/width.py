"""Display width: how many cells of a terminal a text takes.

Takes text; gives widths, and text padded or cut to a width, at its end or in the middle. Never changes what is within the width.
"""

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"


@lru_cache(4096)
def char_width(character: str, ambiguous: int = 1) -> int:
    """0 for marks that combine and for what does not print, 2 for wide and full-width characters, else 1.

    Ambiguous characters (“ ” … — × ÷ ≥) take ``ambiguous`` cells: 1 on terminals that speak UTF-8, as the wcwidth they
    follow has it, 2 where the encoding is an East Asian one of old (UAX #11), as on a GBK console.
    """
    if character.isascii():
        return 1 if character.isprintable() else 0
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    kind = unicodedata.east_asian_width(character)
    if kind == "A":
        return ambiguous
    return 2 if kind in ("W", "F") else 1


def width(text: str, ambiguous: int = 1) -> int:
    """Cells that ``text`` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(char_width(character, ambiguous) for character in text)


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` filled with blanks to ``cells``; ``right`` sets it flush right. A wider text stays as it is."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


def truncate(text: str, cells: int, ambiguous: int = 1) -> str:
    """``text`` cut to at most ``cells``, the last of them an ellipsis when something was cut."""
    if width(text, ambiguous) <= cells:
        return text
    room = cells - width(ELLIPSIS, ambiguous)
    kept: list[str] = []
    for character in text:
        room -= char_width(character, ambiguous)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + (ELLIPSIS if cells >= width(ELLIPSIS, ambiguous) else "")


def middle_cut(text: str, cells: int) -> str:
    """``text`` of at most ``cells``: where it is wider, its beginning and its end with an ellipsis between them."""
    if width(text) <= cells:
        return text
    room = cells - width(ELLIPSIS)
    left = truncate(text, room - room // 2 + 1)[:-1]
    right = truncate(text[: -cells - 1 : -1], room // 2 + 1)[:-1][::-1]
    return f"{left}{ELLIPSIS}{right}"
