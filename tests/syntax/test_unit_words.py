"""How many of a unit: in English what is counted has a plural, what is measured has none; in Chinese neither has."""

from fractions import Fraction

import pytest

from kpidsl.syntax.units import load_units


@pytest.mark.parametrize(
    ("unit", "count", "english", "chinese"),
    [
        ("event", Fraction(1), "event", "起"),
        ("event", Fraction(0), "events", "起"),
        ("event", Fraction(2), "events", "起"),
        ("event", Fraction(1, 2), "events", "起"),
        ("event", None, "event", "起"),
        ("points", Fraction(1), "point", "分"),
        ("points", Fraction(5), "points", "分"),
        ("points", None, "points", "分"),
        ("day", Fraction(3), "days", "天"),
        ("times", Fraction(1), "times", "次"),
        ("person", Fraction(2), "people", "人"),
        ("percent", Fraction(2), "%", "%"),
        ("pp", Fraction(2), "pp", "个百分点"),
    ],
)
def test_the_word_of_a_unit(unit: str, count: Fraction | None, english: str, chinese: str) -> None:
    spec = load_units()[unit]
    assert (spec.word("en", count), spec.word("zh", count)) == (english, chinese)
