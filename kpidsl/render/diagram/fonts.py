"""Fonts: which ones a picture asks for, and how much room a text takes.

Widths come from the kind of a character, never from a font, so that a picture is laid out alike on every machine; they are
generous enough for the fonts named here. Reads no font (see `font_files`).
"""

from kpidsl.diagnostics.width import char_width

FAMILIES = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, SimHei, PingFang SC, sans-serif"
BOLD = f"{FAMILIES} Bold"

_EMS = {
    **dict.fromkeys("%mwMW@&“”‘’—…·×÷≥≤±～", 100),
    **dict.fromkeys("iljtfrI.,:;|!'()[]{}/ -", 42),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ=+<>#", 74),
}  # fmt: skip
_WIDE, _USUAL = 100, 62
ELLIPSIS = "…"


def text_width(text: str, size: int) -> int:
    """Points that ``text`` takes at most at a font size of ``size`` points."""
    return -(-sum(map(_em, text)) * size // 100)


def _em(character: str) -> int:
    """Hundredths of the font size."""
    known = _EMS.get(character)
    return known if known is not None else (0, _USUAL, _WIDE)[char_width(character)]


def wrapped(text: str, width: int, size: int, most: int = 3) -> list[str]:
    """``text`` in at most ``most`` lines of ``width`` points; what does not fit is cut with an ellipsis.

    Lines break between Chinese characters and at blanks; a Latin word breaks only where it alone is wider than the line.
    """
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        head = _head(rest, width, size)
        if len(lines) == most - 1 and len(head) < len(rest):
            head = rest
            while head and text_width(head + ELLIPSIS, size) > width:
                head = head[:-1]
            return [*lines, head + ELLIPSIS]
        lines.append(head.strip())
        rest = rest[len(head) :].strip()
    return lines


_NEVER_FIRST = "，。；：、！？）》”’】％%,.;:!?)]…～"
_NEVER_LAST = "（《“‘【(["


def _head(text: str, width: int, size: int) -> str:
    """As much of ``text`` as one line holds, at least one character."""
    fits = next((n for n in range(1, len(text) + 1) if text_width(text[:n], size) > width), len(text) + 1) - 1
    if fits >= len(text):
        return text
    for end in range(fits, max(fits // 2, 0), -1):
        before, after = text[end - 1], text[end]
        joined = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if not joined and after not in _NEVER_FIRST and before not in _NEVER_LAST:
            return text[:end]
    return text[: max(fits, 1)]
