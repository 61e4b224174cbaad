"""How texts of a data file are compared and shown.

Takes text as it stands in a cell; gives the form in which it is matched, or in which a message shows it.
"""

import re
from fractions import Fraction
from typing import Final

from kpidsl.core.expr import decimal_digits
from kpidsl.scores.contract import BLANKS, DOTS, HALF_WIDTH, INVISIBLE

_SHOWN = 40
_HALF_WIDTH = dict(HALF_WIDTH)
"""As `str.translate` looks it up fastest."""
_WITHOUT_LAYOUT = {code: None if chr(half) in BLANKS else half for code, half in HALF_WIDTH.items()} | {
    ord(blank): None for blank in BLANKS
}
_DOTS = {ord(dot): "·" for dot in DOTS}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_PLACES_OF_BLANKS = re.compile(f"[{BLANKS}]+")
CJK: Final = (("\u3000", "\u303f"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uff60"))


def half_width(text: str) -> str:
    """``text`` translated to half width, one character for one."""
    return text.translate(_HALF_WIDTH)


def cell_key(text: str) -> str:
    """A cell as the patterns of the contract see it."""
    return text.translate(_HALF_WIDTH).strip(BLANKS)


def name_key(text: str) -> str:
    """Two names with one key are one name: width and layout do not tell them apart."""
    return text.translate(_WITHOUT_LAYOUT)


def heading_key(text: str) -> str:
    """Headings also compare without case, and with one dot."""
    return name_key(text).translate(_DOTS).casefold()


def plain_name(text: str) -> str:
    """A name without layout: no blanks beside Chinese characters, single ones between words."""

    def keep(blanks: re.Match[str]) -> str:
        beside = stripped[blanks.start() - 1], stripped[blanks.end()]
        return "" if any(first <= sign <= last for sign in beside for first, last in CJK) else " "

    stripped = text.strip(BLANKS)
    return _PLACES_OF_BLANKS.sub(keep, stripped)


def without_invisible(name: str) -> str | None:
    """A name without the characters in it that nobody sees; None where it has none of them."""
    cleaned, count = _INVISIBLE.subn("", name)
    return cleaned if count else None


def shown(text: str) -> str:
    """``text`` as a message may show it: one line, not long, no control characters."""
    line = _CONTROL.sub("�", _PLACES_OF_BLANKS.sub(" ", text).strip(" "))
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def ranges(rows: list[int]) -> str:
    """Row numbers as ``8、11～20``."""
    spans: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return "、".join(str(low) if low == high else f"{low}～{high}" for low, high in spans)


def decimal_text(value: Fraction) -> str:
    """``value`` in decimal notation without superfluous zeros; a fraction where the decimals never end."""
    digits = decimal_digits(value)
    if digits is None:
        return str(value)
    whole, rest = divmod(abs(value) * 10**digits, 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{int(rest):0{digits}d}" if digits else f"{sign}{whole}"


def amount(value: Fraction, measure: str) -> str:
    """``value`` with its unit of measure: ``95.5%``, ``21.05 万吨``."""
    between = "" if not measure or measure in "%‰" else " "
    return f"{decimal_text(value)}{between}{measure}"
