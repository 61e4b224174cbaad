"""Units of measure as data.

Takes ``grammar/units.toml``; gives the units by key and by spelling. Never converts and never compares a quantity.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from kpidsl.grammar_files import grammar_text
from kpidsl.kept import kept, own_text
from kpidsl.syntax.chars import half_width
from kpidsl.values import frozen


@frozen
class UnitSpec:
    """One unit. ``scale``, ``low`` and ``high`` are exact numbers as text (``1/100``); low and high in this unit.

    ``zh`` and ``en`` are the spellings, the first of each the one to print. Units of one ``dimension`` convert by
    ``scale``; ``digits``, ``low`` and ``high`` are what a datum of the unit has where its author writes none.
    """

    key: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    dimension: str
    scale: str
    digits: int
    low: str
    high: str

    def word(self, lang: str, count: Fraction | None = None) -> str:
        """The spelling to print; in English that of a ``count`` where what is counted has a plural: 1 item, 2 items."""
        if lang == "zh":
            return self.zh[0]
        first, second = (*self.en, *self.en)[:2]
        if first.endswith("s") and first.removesuffix("s") == second:
            return second if count == 1 else first
        counted = self.dimension == "time" or self.dimension.startswith("count.")
        plural = counted and count not in (None, 1) and not first.endswith("s")
        return second if plural else first


@cache
def load_units() -> Mapping[str, UnitSpec]:
    """All units by key, in the order of the file."""
    text = grammar_text("units.toml")
    rows = kept("units", [text, own_text(__file__)], lambda: _from_file(text))
    return MappingProxyType({row[0]: UnitSpec(*row) for row in rows})


TIMES, PER = "×", "÷"
"""Join the keys of a derived unit: ``person÷million_ton``. No unit is spelled with them."""


def derived_key(above: Sequence[str], below: Sequence[str]) -> str:
    """The key of the unit that is the product of some units over that of others."""
    return TIMES.join(above) + "".join(PER + key for key in below)


def parts_of(key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys above and below the line of a unit; that of a plain unit stands above."""
    above, *below = key.split(PER)
    return tuple(part for part in above.split(TIMES) if part), tuple(below)


def is_derived(key: str) -> bool:
    """Whether a key is that of a derived unit."""
    return PER in key or TIMES in key


def unit_word(key: str, lang: str, count: Fraction | None = None) -> str:
    """The spelling to print of any unit: one of ``load_units``, one of a policy's own, or a derived one (``人/百万吨``)."""
    spec = load_units().get(key)
    if spec is not None:
        return spec.word(lang, count)
    if not is_derived(key):
        return key
    above, below = parts_of(key)
    first = "·".join(unit_word(part, lang, count or Fraction(2)) for part in above) or "1"
    rest = "·".join(unit_word(part, lang) for part in below)
    bracketed = {"zh": "（{}）", "en": "({})"}[lang].format(rest) if len(below) > 1 else rest
    return f"{first}/{bracketed}" if rest else first


def _from_file(text: str) -> list[tuple[Any, ...]]:
    """The fields of all units."""
    import tomllib

    return [
        (
            key,
            tuple(row["zh"]),
            tuple(row["en"]),
            row["dimension"],
            row["scale"],
            row["digits"],
            row["low"],
            row["high"],
        )
        for key, row in tomllib.loads(text).items()
    ]


class UnitWords:
    """The spellings of units, those of ``load_units`` and a policy's own, found longest first.

    A policy that declares a unit there already is leaves it what it is.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._keys = {half_width(name): name for name in own}
        for unit in load_units().values():
            for spelling in (*unit.zh, *unit.en):
                self._keys[half_width(spelling)] = unit.key
        self._by_first: dict[str, list[str]] = {}
        for spelling in sorted(self._keys, key=len, reverse=True):
            self._by_first.setdefault(spelling[0], []).append(spelling)

    def key(self, spelling: str) -> str | None:
        """The unit spelled exactly so (half width, lower case)."""
        return self._keys.get(spelling)

    def at(self, low: str, start: int, end: int) -> tuple[str, int] | None:
        """Key and end of the longest unit that begins at ``start``; a Latin one ends where its word ends."""
        for spelling in self._by_first.get(low[start : start + 1], ()):
            stop = start + len(spelling)
            if stop <= end and low.startswith(spelling, start):
                after = low[stop : stop + 1] if stop < end else ""
                if spelling[-1].isascii() and spelling[-1].isalnum() and after.isascii() and after.isalnum():
                    continue
                return self._keys[spelling], stop
        return None
