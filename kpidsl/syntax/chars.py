"""Characters: full width read as half width, one for one, so that every offset stays what it was.

Takes the text of a file; gives a ``Script``: the same text three times, aligned character by character. Never NFKC,
which changes lengths; never touches the text that clauses are taken from.
"""

import re
import unicodedata

from kpidsl.values import frozen

_PAIRS = {
    "、": ",", "。": "。", "〈": "<", "〉": ">", "＂": '"', "−": "-", "–": "-", "〜": "～", "∼": "～", "~": "～",
    "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "﹥": ">", "﹤": "<", "∙": "·", "•": "·", "・": "·", "‧": "·", "．": ".",
    "⋅": "·", "∶": ":", "│": "|", "∕": "/", "✕": "×", "✖": "×", "：": ":", "﹕": ":", "︰": ":", "﹔": ";", "﹐": ",", "﹑": ",",
    "｡": "。", "【": "[", "】": "]", "〔": "(", "〕": ")", "﹛": "{", "﹜": "}", "―": "—", "─": "—", "﹣": "-",
    "\ufeff": " ", "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\u00ad": " ", "\u200e": " ",
    "\u200f": " ", "\ufe0e": " ", "\ufe0f": " ", "\t": " ", "\x0b": " ", "\x0c": " ",
    "\x1c": " ", "\x1d": " ", "\x1e": " ", "\x1f": " ", "\x85": " ", "\u2028": " ", "\u2029": " ",
}  # fmt: skip


def _half_width() -> dict[int, str]:
    """ASCII for its full-width twins, a blank for every other blank; ～ stays, it is a range and not a tilde."""
    table = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F) if chr(code) != "~"}
    table |= {code: " " for code in range(0x80, 0x3001) if unicodedata.category(chr(code)) == "Zs"}
    return table | {ord(wide): narrow for wide, narrow in _PAIRS.items()}


_HALF_WIDTH = _half_width()
_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}

QUOTED = r"“[^“”\n\r]*”|\"[^\"\n\r]*\"|《[^《》\n\r]*》|「[^「」\n\r]*」"
_COMMENT = re.compile(rf"(?:{QUOTED})|(?P<comment>(?<![0-9])#[^\n\r]*|(?:(?<=[\n\r])|\A)[ ]*注:[^\n\r]*)")
"""From # to the line end, but not a # right after a digit (3#煤层); and lines that begin with 注:."""

CJK = "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANKS = re.compile(rf"(?<=[{CJK}]) +| +(?=[{CJK}])")
_RUNS = re.compile(r" +")

ENDS_OPEN = frozenset(",:={([|+*/×÷<>≥≤≠～·")
"""After one of these a line end ends nothing."""
STARTS_OPEN = frozenset("{,)]+*/×÷=·")
"""Before one of these a line end ends nothing."""


@frozen
class Script:
    """``raw`` is as written, ``flat`` has half-width signs and blanks for comments, ``low`` is that in lower case."""

    file: str
    raw: str
    flat: str
    low: str
    comments: tuple[tuple[int, int], ...]


def script(file: str, raw: str) -> Script:
    """Prepare a text for reading; all three texts have the length of ``raw``."""
    half = raw.translate(_HALF_WIDTH)
    comments: list[tuple[int, int]] = []
    pieces, done = [], 0
    for found in _COMMENT.finditer(half):
        if found["comment"] is not None:
            start, end = found.span("comment")
            comments.append((start, end))
            pieces += [half[done:start], " " * (end - start)]
            done = end
    flat = "".join([*pieces, half[done:]]) if pieces else half
    return Script(file, raw, flat, flat.translate(_LOWER), tuple(comments))


def half_width(text: str) -> str:
    """A spelling as it is compared: half-width signs, lower case."""
    return text.translate(_HALF_WIDTH).translate(_LOWER)


def without_layout(text: str) -> str:
    """A name without the blanks that only pad it: none beside a Chinese character, one between Latin words."""
    if " " not in text:
        return text
    return _RUNS.sub(" ", _BLANKS.sub("", text))


def blanks_to_spaces(text: str) -> str:
    """Every kind of blank as a plain one; nothing else changes."""
    return "".join(" " if _HALF_WIDTH.get(ord(char)) == " " or char in "\n\r" else char for char in text)
