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


def text_width(text: str, size: int) -> int:
    """Points that ``text`` takes at most at a font size of ``size`` points."""
    return -(-sum(map(ems, text)) * size // 100)


def ems(character: str) -> int:
    """Hundredths of the font size that a character takes."""
    known = _EMS.get(character)
    return known if known is not None else (0, _USUAL, _WIDE)[char_width(character)]
