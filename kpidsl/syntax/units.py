"""Units of measure as data.

Takes ``grammar/units.toml``; gives the units by key. Never converts and never compares a quantity.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from kpidsl.grammar_files import grammar_text
from kpidsl.kept import kept, own_text
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
        counted = self.dimension in ("time", "working days") or self.dimension.startswith("count.")
        plural = counted and count not in (None, 1) and not first.endswith("s")
        return second if plural else first


DATE = UnitSpec("#date", ("日期",), ("date",), "date", "1", 0, "0", "3652058")
"""A day of the calendar as a number of days, 0001-01-01 as 0: read in this unit, and written as a date, never with it."""


@cache
def load_units() -> Mapping[str, UnitSpec]:
    """All units by key, in the order of the file."""
    text = grammar_text("units.toml")
    rows = kept("units", [text, own_text(__file__)], lambda: _from_file(text))
    return MappingProxyType({row[0]: UnitSpec(*row) for row in rows})


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
