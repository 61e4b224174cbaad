"""Units of measure as they stand in headings.

Takes the text in the brackets of a heading; gives the key a plan uses, and the word to print for a key.
"""

from functools import cache

from kpidsl.plan.nodes import Input
from kpidsl.scores.contract import YES_NO, YES_NO_MEASURES
from kpidsl.scores.words import heading_key
from kpidsl.syntax.chars import half_width
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.syntax.units import load_units


def measure_key(text: str) -> str | None:
    """The key of the unit of measure spelled ``text``; None when the language has no such unit."""
    return _spellings().get(heading_key(text)) or _made_of_others(half_width(text))


def measure_word(key: str) -> str:
    """How ``key`` is written; a unit that a policy declares is written as its key."""
    unit = unit_spec(key)
    return unit.zh[0] if unit else key


def fits(text: str, wanted: Input) -> bool:
    """Whether a column headed with the unit ``text`` holds values as ``wanted`` writes them."""
    if wanted.levels:
        return wanted.levels == YES_NO and heading_key(text) in YES_NO_MEASURES
    if measure_key(text) == wanted.unit or heading_key(text) == heading_key(wanted.unit):
        return True
    spec = unit_spec(wanted.unit)
    return spec is not None and heading_key(text) in map(heading_key, (*spec.zh, *spec.en))


def _made_of_others(text: str) -> str | None:
    from kpidsl.syntax.unit_words import UnitWords  # most headings name no unit

    found = UnitWords().at(text, 0, len(text))
    return found[0] if found and found[1] == len(text) else None


@cache
def _spellings() -> dict[str, str]:
    return {heading_key(spelling): unit.key for unit in load_units().values() for spelling in (*unit.zh, *unit.en)}
