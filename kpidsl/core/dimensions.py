"""Dimensions: what kind of quantity a number is.

A dimension is a product of powers of named bases (``money/mass``). A ratio has none. A bare number has not been given one
(``None``) and takes that of its neighbour where the language allows it.
"""

from fractions import Fraction

from kpidsl.syntax.units import load_units
from kpidsl.values import frozen

Dimension = tuple[tuple[str, int], ...]

RATIO: Dimension = ()
GAP: Dimension = (("gap", 1),)
POINTS: Dimension = (("points", 1),)
DATE: Dimension = (("date", 1),)
"""A day of the calendar, as a number of days."""


@frozen
class Measure:
    """A unit of measure: its dimension, and how much of the base unit one of it is."""

    key: str
    dimension: Dimension
    scale: Fraction


def measure(key: str) -> Measure:
    """The unit with that key; a key that is not in units.toml is a count unit of the policy's own."""
    spec = load_units().get(key)
    if spec is None:
        return Measure(key, ((f"count.{key}", 1),), Fraction(1))
    return Measure(key, parse(spec.dimension), Fraction(spec.scale))


def parse(text: str) -> Dimension:
    """``money/mass`` as a dimension."""
    if text == "ratio":
        return RATIO
    above, _, below = text.partition("/")
    return times(((above, 1),), invert(((below, 1),)) if below else RATIO)


def times(left: Dimension, right: Dimension) -> Dimension:
    """The dimension of a product."""
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, 0) + power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def invert(dimension: Dimension) -> Dimension:
    """The dimension of one over a quantity."""
    return tuple((base, -power) for base, power in dimension)


def points_for_each(dimension: Dimension) -> Dimension:
    """Points for each of some things, times how many there are, are points; any other dimension stays."""
    things = [(base, power) for base, power in dimension if (base, power) != ("points", 1)]
    each = len(things) < len(dimension) and all(is_count((thing,)) for thing in things)
    return POINTS if each else dimension


def is_count(dimension: Dimension) -> bool:
    """Whether it counts things (起, 项, 人次)."""
    return len(dimension) == 1 and dimension[0][0].startswith("count.") and dimension[0][1] == 1


def spelled(dimension: Dimension | None, lang: str = "zh", count: Fraction | None = None) -> str:
    """A unit that has this dimension, as a reader would write it of a ``count``; several joined by ``·`` and ``/``."""
    if dimension is None:
        return "—"
    if dimension == RATIO:
        return "%"
    for spec in load_units().values():
        if parse(spec.dimension) == dimension and Fraction(spec.scale) == 1:
            return spec.word(lang, count)
    above = "·".join(_base(base, lang) for base, power in dimension for _ in range(max(power, 0)))
    below = "·".join(_base(base, lang) for base, power in dimension for _ in range(max(-power, 0)))
    return (above or "1") + ("/" + below if below else "")


def _base(base: str, lang: str) -> str:
    for spec in load_units().values():
        if spec.dimension == base and Fraction(spec.scale) == 1:
            return spec.word(lang)
    return base.removeprefix("count.")


def unit_name(key: str, lang: str = "zh", count: Fraction | None = None) -> str:
    """The spelling of a unit, in English that of a ``count`` of it."""
    spec = load_units().get(key)
    return spec.word(lang, count) if spec else key


def unit_key(dimension: Dimension | None) -> str:
    """The key of the unit that quantities of this dimension are read in; empty where none is known."""
    if dimension is None:
        return ""
    known = {spec.key: Fraction(spec.scale) for spec in load_units().values() if parse(spec.dimension) == dimension}
    return next((key for key, scale in known.items() if scale == 1), next(iter(known), ""))


def decimals_before_reading(dimension: Dimension | None) -> int:
    """How many decimals of a base value stand before the point where it is read: 2 for a ratio, read as a percentage."""
    scale = measure(unit_key(dimension)).scale
    digits = 0
    while scale < 1:
        scale, digits = scale * 10, digits + 1
    return digits
