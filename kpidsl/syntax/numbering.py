"""Numbers of articles and chapters, as regulations write them.

Takes a text and an offset, or a number; gives ``第二十三条``, ``article 23``, ``三（二）（1）`` read or written. Numbers go up to 9999.
Never knows whether there is such an article.
"""

import re

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
NUMERAL = r"[零〇一二三四五六七八九十百千0-9]+"
_VALUES = {sign: value for value, sign in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_TENS = {sign: 10**power for power, sign in enumerate(UNITS) if sign}
ORDINAL = re.compile(rf"第 *({NUMERAL}) *([条章])")
"""``第三条``, ``第二章``, in half-width signs."""
OUTLINE = re.compile(rf" *({NUMERAL} *(?:\( *{NUMERAL} *\) *)*)(?=[ {{\n\r]|$)")
"""``三(二)(1)``, in half-width signs."""
PLAIN = re.compile(rf" *({NUMERAL})(?=[ \n\r]|$)")
LARGEST = 9999


def value_of(numeral: str) -> int | None:
    """What a numeral says, Chinese or Arabic; None for one that is not written as numbers are."""
    if numeral.isascii():
        return int(numeral) if 0 < len(numeral) < len(str(LARGEST)) + 1 else None
    total, digit = 0, 0
    for sign in numeral:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        elif sign in _VALUES:
            digit = _VALUES[sign]
        else:
            return None
    total += digit
    return total if total and numeral in (chinese(total), chinese(total).replace("零", "〇")) else None


def chinese(number: int) -> str:
    """``二十三`` for 23, from 1 to 9999."""
    text, pending = "", False
    for power in range(len(UNITS) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if pending and text else "") + DIGITS[digit] + UNITS[power]
        pending = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def outline_text(written: str) -> str:
    """``三（二）（1）`` in canonical form: no blanks, full-width brackets."""
    return written.replace(" ", "").replace("(", "（").replace(")", "）")


def levels(outline: str) -> tuple[str, ...]:
    """``三（二）（1）`` by levels: 三, 二, 1."""
    return tuple(part for part in re.split(r"[（）()]", outline) if part)
