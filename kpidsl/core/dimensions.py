"""Dimensions: what kind of quantity a number is.

A dimension is a product of powers of named bases (``money/mass``). A ratio has none. A bare number has not been given one
(``None``) and takes that of its neighbour where the language allows it.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from kpidsl.syntax.derived_units import derived_key, is_derived, is_factor, parts_of, unit_word
from kpidsl.syntax.units import DATE as DATE_UNIT
from kpidsl.syntax.units import load_units
from kpidsl.values import frozen

Dimension = tuple[tuple[str, int], ...]

RATIO: Dimension = ()
GAP: Dimension = (("gap", 1),)
POINTS: Dimension = (("points", 1),)
TIME: Dimension = (("time", 1),)
DATE: Dimension = (("date", 1),)
"""A day of the calendar, as a number of days."""


@frozen
class Measure:
    """A unit of measure: its dimension, and how much of the base unit one of it is."""

    key: str
    dimension: Dimension
    scale: Fraction


@lru_cache(maxsize=4096)
def measure(key: str) -> Measure:
    """The unit with that key; a key that is not in units.toml is that of a derived unit or of a count of the policy's own."""
    if key == DATE_UNIT.key:
        return Measure(key, DATE, Fraction(1))
    spec = load_units().get(key)
    if spec is None and is_derived(key):
        return _derived(key)
    if is_factor(key):
        return Measure(key, RATIO, Fraction(key))
    if spec is None:
        return Measure(key, ((f"count.{key}", 1),), Fraction(1))
    return Measure(key, parse(spec.dimension), Fraction(spec.scale))


def _derived(key: str) -> Measure:
    above, below = ([measure(part) for part in parts] for parts in parts_of(key))
    dimension, scale = RATIO, Fraction(1)
    for one in above:
        dimension, scale = times(dimension, one.dimension), scale * one.scale
    for one in below:
        dimension, scale = times(dimension, invert(one.dimension)), scale / one.scale
    return Measure(key, dimension, scale)


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
    if dimension == DATE:
        return DATE_UNIT.word(lang)
    for spec in load_units().values():
        if parse(spec.dimension) == dimension and Fraction(spec.scale) == 1:
            return spec.word(lang, count)
    above = "·".join(_base(base, lang) for base, power in dimension for _ in range(max(power, 0)))
    below = "·".join(_base(base, lang) for base, power in dimension for _ in range(max(-power, 0)))
    left, right = ("（", "）") if lang == "zh" else ("(", ")")
    return (above or "1") + ("/" + (left + below + right if "·" in below else below) if below else "")


def _base(base: str, lang: str) -> str:
    for spec in load_units().values():
        if spec.dimension == base and Fraction(spec.scale) == 1:
            return spec.word(lang)
    return base.removeprefix("count.")


def unit_name(key: str, lang: str = "zh", count: Fraction | None = None) -> str:
    """The spelling of a unit, in English that of a ``count`` of it."""
    return unit_word(key, lang, count)


def unit_key(dimension: Dimension | None) -> str:
    """The key of the unit that quantities of this dimension are read in; empty where none is known."""
    if dimension is None:
        return ""
    if dimension == DATE:
        return DATE_UNIT.key
    known = {spec.key: Fraction(spec.scale) for spec in load_units().values() if parse(spec.dimension) == dimension}
    return next((key for key, scale in known.items() if scale == 1), next(iter(known), ""))


def product_unit(dimension: Dimension, factors: Iterable[tuple[str, Dimension | None, bool]]) -> str:
    """The key of the unit that a product of this dimension is read in, by the units that its factors are.

    A factor is the key of its unit, empty where it has none of its own, its dimension, and whether it is divided by. A dimension
    that has a unit of its own is read in that; where units do not cancel out, each is replaced by its base unit.
    """
    known = unit_key(dimension)
    if known or dimension in (RATIO, GAP):
        return known
    powers: dict[str, int] = {}
    for key, own, is_below in factors:
        unit = key or unit_key(own) or (_in_base_units(own) if own else "")
        above, below = parts_of(unit)
        for parts, power in ((above, 1), (below, -1)):
            for part in parts:
                if measure(part).dimension != RATIO:
                    powers[part] = powers.get(part, 0) + (-power if is_below else power)
    left = {part: power for part, power in powers.items() if power}
    spent = sum(abs(power) * sum(abs(one) for _, one in measure(part).dimension) for part, power in left.items())
    derived = _key_of(left)
    fits = measure(derived).dimension == dimension and spent == sum(abs(power) for _, power in dimension)
    return derived if fits else _in_base_units(dimension)


def _in_base_units(dimension: Dimension) -> str:
    base = {spec.dimension: spec.key for spec in load_units().values() if Fraction(spec.scale) == 1}
    return _key_of({base.get(one, one.removeprefix("count.")): power for one, power in dimension})


def _key_of(powers: Mapping[str, int]) -> str:
    above = [part for part, power in powers.items() for _ in range(power)]
    return derived_key(above, [part for part, power in powers.items() for _ in range(-power)])
