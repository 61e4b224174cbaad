"""Units of measure made of others: how they are read and spelled back."""

from fractions import Fraction

import pytest

from kpidsl.core.dimensions import measure
from kpidsl.syntax.chars import half_width
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.syntax.unit_words import UnitWords

WORDS = UnitWords(["工时"])


def read(text: str) -> tuple[str, str]:
    """The key of the unit a text begins with, and what follows it."""
    low = half_width(text)
    found = WORDS.at(low, 0, len(low))
    assert found is not None
    return found[0], text[found[1] :]


@pytest.mark.parametrize(
    ("zh", "en", "scale"),
    [
        ("万元/人", "10k yuan/person", 10000),
        ("人/千人", "people/thousand people", Fraction(1, 1000)),
        ("元/（人·次）", "yuan/(person·times)", 1),
        ("起/百万工时", "events/million 工时", Fraction(1, 10**6)),
        ("元/百元", "yuan/hundred yuan", Fraction(1, 100)),
        ("吨·公里", "t·km", 1000),
        ("分/人", "points/person", 1),
        ("吨/月", "t/month", 1),
        ("元/年", "yuan/year", Fraction(1, 12)),
        ("件/（万人·月）", "pieces/(10k people·month)", Fraction(1, 10000)),
    ],
)
def test_a_unit_made_of_others_reads_and_prints_in_both_languages(zh: str, en: str, scale: Fraction) -> None:
    key = read(zh)[0]
    spec = unit_spec(key)
    assert spec is not None
    assert (read(en), spec.word("zh"), spec.word("en")) == ((key, ""), zh, en)
    assert measure(key).scale == scale


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("元/名", "yuan_per_person"),
        ("人/百万吨", "person_per_million_ton"),
        ("万吨", "wan_ton"),
        ("元/人", "yuan_per_person"),
    ],
)
def test_what_units_toml_has_stays_what_it_is(text: str, known: str) -> None:
    assert read(text) == (known, "")


@pytest.mark.parametrize(
    "text", ["元/人数", "元/人均产值", "元 / 人", "元/%", "元/人·次", "元/（人·次", "元/万居民", "元/ 人"]
)
def test_what_is_no_unit_is_left_to_what_follows(text: str) -> None:
    assert read(text) == ("yuan", text[1:])


@pytest.mark.parametrize("after", ["扣 2 分", "且", "，", "按 1 个计", "以内不奖不罚", "）", " 2"])
def test_words_of_rules_may_follow_without_a_blank(after: str) -> None:
    assert read(f"起/百万工时{after}")[1] == after
