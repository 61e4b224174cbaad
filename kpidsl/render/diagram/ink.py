"""Colours: shade by weight, ink that can be read on it, hatching under the ink.

Takes weights as fractions of 1; gives colours as ``#rrggbb``. Contrast is that of WCAG 2.2 (relative luminance of sRGB); ink on
a shade of ours never has less than `READABLE`.
"""

from fractions import Fraction
from functools import cache
from itertools import pairwise

READABLE = 4.5
"""Least contrast of text: WCAG 2.2, success criterion 1.4.3."""

BLACK, WHITE = "#000000", "#ffffff"
QUIET = "#57606a"
"""Ink of what is said beside the table."""
RULE = "#8c959f"
"""Lines between cells."""
HEAD = "#eaeef2"
"""Under headings and sums."""

_HATCH, _SEEN = 1.5, 1.3
"""Contrast of hatching and the fill under it, wanted and at least: seen at a glance, and less than the text."""

_SCALE = {
    0: "#f7fbff", 2: "#eaf2fb", 5: "#d9e7f5", 10: "#c2daee", 20: "#9ac4e3", 40: "#62a5d6", 60: "#2f75b5", 100: "#08306b",
}  # fmt: skip
"""Percent → shade. Steps are finer below 10%, where most weights lie; up to 40% the ink is black."""
SCALE_MARKS = tuple(Fraction(percent, 100) for percent in _SCALE)[1:-2]
"""The weights a legend shows."""


def shade(weight: Fraction) -> str:
    """The fill of a cell with this weight, darker with more; weights outside 0 to 1 get the ends of the scale."""
    percent = min(max(weight * 100, Fraction(0)), Fraction(100))
    low, high = next(pair for pair in pairwise(_SCALE) if percent <= pair[1])
    return mixed(_SCALE[low], _SCALE[high], (percent - low) / (high - low))


def mixed(colour: str, other: str, share: Fraction) -> str:
    """``colour`` with this share of ``other`` in it."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


@cache
def ink_on(fill: str) -> str:
    """Black or white, whichever is read better on ``fill``; one of them always has a contrast of 4.58 or more."""
    return max(BLACK, WHITE, key=lambda ink: contrast(ink, fill))


@cache
def hatch_on(fill: str) -> str:
    """The colour of hatching on ``fill``: darker where that can be seen and the ink of `ink_on` read over it, else lighter."""
    ink = ink_on(fill)
    for other in (BLACK, WHITE):
        tried = (mixed(fill, other, Fraction(share, 20)) for share in range(1, 13))
        readable = [one for one in tried if contrast(ink, one) >= READABLE]
        found = min(readable, key=lambda one: abs(contrast(one, fill) - _HATCH), default=fill)
        if contrast(found, fill) >= _SEEN:
            break
    return found


def contrast(one: str, two: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
