"""Characters: full width read as half width, one for one, so that every offset stays what it was.

Takes the text of a file; gives a ``Script``: the same text three times, aligned character by character. Never NFKC,
which changes lengths; never touches the text that clauses are taken from.
"""

import re

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


SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Every character of Unicode's category Zs but the plain blank."""


def _half_width() -> dict[int, str]:
    """ASCII for its full-width twins, a blank for every other blank; ～ stays, it is a range and not a tilde."""
    table = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F) if chr(code) != "~"}
    return table | {ord(space): " " for space in SPACES} | {ord(wide): narrow for wide, narrow in _PAIRS.items()}


_HALF_WIDTH = _half_width()
_TO_BLANKS = {code: " " for code, sign in _HALF_WIDTH.items() if sign == " "} | {ord(end): " " for end in "\n\r"}
_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_FOLDED = _LOWER | {wide: sign.translate(_LOWER) for wide, sign in _HALF_WIDTH.items()}

QUOTED = r"“[^“”\n\r]*”|\"[^\"\n\r]*\"|《[^《》\n\r]*》|「[^「」\n\r]*」"
_COMMENT = re.compile(rf"(?:{QUOTED})|(?P<comment>(?<![0-9])#[^\n\r]*|(?:(?<=[\n\r])|\A)[ ]*注:[^\n\r]*)")
"""From # to the line end, but not a # right after a digit (3#煤层); and lines that begin with 注:."""

_CJK = (
    ("\u2e80", "\u2fff"), ("\u3005", "\u3007"), ("\u3021", "\u3029"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)  # fmt: skip
_RUNS = re.compile(r" +")

ENDS_OPEN = frozenset(",:={([|+*/×÷<>≥≤≠～·→")
"""After one of these a line end ends nothing."""
STARTS_OPEN = frozenset("{,)]+*/×÷=·→")
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
    return text.translate(_FOLDED)


def without_layout(text: str) -> str:
    """A name without the blanks that only pad it: none beside a Chinese character, one between Latin words."""
    if " " not in text:
        return text
    return _RUNS.sub(_gap, text)


def _gap(run: re.Match[str]) -> str:
    """What is left of a run of blanks."""
    before, after = run.string[max(run.start() - 1, 0) : run.start()], run.string[run.end() : run.end() + 1]
    return "" if any(first <= sign <= last for sign in (before, after) for first, last in _CJK) else " "


def blanks_to_spaces(text: str) -> str:
    """Every kind of blank as a plain one; nothing else changes."""
    return text.translate(_TO_BLANKS)


def paragraphs(raw: str) -> str:
    """The paragraphs of a text without the blanks around them, an empty line between two at most."""
    lines = [line.strip() for line in raw.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()
