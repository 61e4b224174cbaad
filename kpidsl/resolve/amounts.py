"""Written numbers read for one purpose: a count of decimals, units or months, or an amount in the unit of its datum.

Takes number nodes; gives exact values, and the text a message shows. Reports a number that cannot serve (K108) and a unit of
measure that does not fit (K324). Never rounds.
"""

from fractions import Fraction

from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.days import day_text
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.syntax.tree import Node, Number
from kpidsl.syntax.units import DATE

MOST = {"whole": 9, "units": 10**6, "months": 1200}
"""The largest count of each purpose; the purposes are variants of K108."""
UNITS = {"whole": "places", "units": "units", "months": "months"}
"""The unit that may stand after a count of each purpose."""


def whole(number: Number, purpose: str, problems: Problems) -> int:
    """A count; one that is not whole, too large or in another unit is reported and cut."""
    least = 0 if purpose == "whole" else 1
    fits = number.value.denominator == 1 and least <= number.value <= MOST[purpose]
    if not fits or number.unit not in ("", UNITS[purpose]):
        problems.add("K108", number.place, purpose, (), **_number_words(number))
    return int(number.value)


def in_unit(node: Node | None, unit: str, problems: Problems) -> Fraction | None:
    """A written amount in the unit with that key; another unit of the same dimension is brought to it."""
    if not isinstance(node, Number):
        return None
    if node.unit in ("", unit):
        return node.value
    own, wanted = unit_spec(node.unit), unit_spec(unit)
    if own is None or wanted is None or own.dimension != wanted.dimension:
        unit_names, written_names = _unit_words("unit", unit), _number_words(node)
        problems.add(
            "K324", node.place, "", (),
            **both("left", f"单位是{unit_names['unit_zh']}", f"the unit is {unit_names['unit_en']}"),
            **both("right", f"这里写的是 {written_names['text_zh']}", f"this is {written_names['text_en']}"),
        )  # fmt: skip
        return node.value
    return node.value * Fraction(own.scale) / Fraction(wanted.scale)


def step_decimals(node: Node | None, step: Fraction | None, problems: Problems) -> int:
    """The decimals of the multiples of a step; a step of nothing, or one that no decimal writes, is reported."""
    if not isinstance(node, Number) or step is None:
        return 0
    digits = next((count for count in range(MOST["whole"] + 1) if (step * 10**count).denominator == 1), None)
    if step <= 0 or digits is None:
        problems.add("K108", node.place, "step", (), **_number_words(node))
    return digits or 0


def written(number: Number) -> str:
    """A number as its author reads it, with the sign of its unit where that is short."""
    text = decimal(number.value, number.digits)
    return text + ("%" if number.unit == "percent" else "")


def decimal(value: Fraction, digits: int) -> str:
    """A decimal with at most ``digits`` decimals, without trailing zeros."""
    scaled = round(value * 10**digits)
    text = str(abs(scaled)).rjust(digits + 1, "0")
    units, part = (text[:-digits], text[-digits:].rstrip("0")) if digits else (text, "")
    return ("-" if scaled < 0 else "") + units + ("." + part if part else "")


def _number_words(number: Number) -> dict[str, object]:
    if number.unit == DATE.key:
        return both("text", day_text(number.value), day_text(number.value))
    text = decimal(number.value, number.digits)
    names = _unit_words("unit", number.unit, number.value) if number.unit else both("unit", "", "")
    between = "" if number.unit in ("", "percent", "permille") else " "
    return both("text", f"{text}{between}{names['unit_zh']}", f"{text}{between}{names['unit_en']}")


def _unit_words(name: str, unit: str, count: Fraction | None = None) -> dict[str, object]:
    spec = unit_spec(unit)
    return both(name, spec.word("zh") if spec else unit, spec.word("en", count) if spec else unit)
