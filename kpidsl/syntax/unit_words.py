"""Spellings of units of measure in a text.

Takes a text and an offset; gives the unit that begins there, one of ``units.toml``, of the policy's own, or made of both:
``元/人``, ``件/万人``, ``元/（人·次）``. A unit is joined to the next without blanks; below the line several stand in brackets.
"""

from collections.abc import Iterable

from kpidsl.syntax import scan
from kpidsl.syntax.chars import half_width
from kpidsl.syntax.derived_units import BELOW, FACTORS, can_be_part, canonical, folded, is_count
from kpidsl.syntax.units import load_units

_FACTORS = sorted(((word, factor) for factor, words in FACTORS.items() for word in words), key=lambda one: -len(one[0]))
_BELOW = {half_width(word): key for key, words in BELOW.items() for word in words}
_AFTER = scan.OPERATOR_WORDS | {
    "DEDUCT", "ADD", "STARTED", "WHOLE", "PRO_RATA", "BELOW", "ABOVE", "CALLED", "AS_BASE", "OF_TARGET", "NEUTRAL"
}  # fmt: skip
"""Words that may follow a unit without a blank; anything else there is a name that begins like one (人数)."""


class UnitWords:
    """The spellings of units, those of ``load_units`` and a policy's own, found longest first.

    A policy that declares a unit there already is leaves it what it is.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._keys = {half_width(name): name for name in own}
        for unit in load_units().values():
            for spelling in (*unit.zh, *unit.en):
                self._keys[half_width(spelling)] = unit.key
        self._by_first = _by_first(self._keys)
        self._below = {**_BELOW, **self._keys}
        self._below_by_first = _by_first(self._below)

    def key(self, spelling: str) -> str | None:
        """The unit spelled exactly so (half width, lower case)."""
        return self._keys.get(spelling)

    def at(self, low: str, start: int, end: int) -> tuple[str, int] | None:
        """Key and end of the longest unit that begins at ``start``; a Latin one ends where its word ends."""
        found = self._one(low, start, end)
        if found and found[1] < end and low[found[1]] in "/·":
            return self._joined(low, *found, end) or found
        return found

    def _one(self, low: str, start: int, end: int, *, below: bool = False) -> tuple[str, int] | None:
        keys, by_first = (self._below, self._below_by_first) if below else (self._keys, self._by_first)
        for spelling in by_first.get(low[start : start + 1], ()):
            stop = start + len(spelling)
            if stop <= end and low.startswith(spelling, start):
                after = low[stop : stop + 1] if stop < end else ""
                if spelling[-1].isascii() and spelling[-1].isalnum() and after.isascii() and after.isalnum():
                    continue
                if "/" in spelling and not self._ends(low, stop, end, None):
                    continue
                return keys[spelling], stop
        return None

    # ---- made of others ----------------------------------------------------------------------------------------------

    def _joined(self, low: str, first: str, at: int, end: int) -> tuple[str, int] | None:
        """``first`` and what is joined to it from ``at`` on; None where that is no unit, as 人·次 for 人次 is none."""
        if not can_be_part(first):
            return None
        above, at = self._product(low, first, at, end)
        below: list[str] = []
        if low.startswith("/", at):
            found = self._below_line(low, at + 1, end)
            if found is None:
                return None
            below, at = found
        if (not below and all(map(is_count, above))) or not self._ends(low, at, end):
            return None
        return canonical(above, below), at

    def _product(self, low: str, first: str, at: int, end: int, *, below: bool = False) -> tuple[list[str], int]:
        """``人·次``: ``first`` and those joined to it, and where they end."""
        keys = [first]
        while at < end and low[at] == "·":
            found = self._one(low, at + 1, end, below=below)
            if found is None or not can_be_part(found[0]):
                break
            keys.append(found[0])
            at = found[1]
        return keys, at

    def _below_line(self, low: str, at: int, end: int) -> tuple[list[str], int] | None:
        """``万人`` or ``(人·次)``."""
        closes = low.startswith("(", at)
        factor, found = self._counted(low, at + closes, end)
        if found is None or not can_be_part(found[0]):
            return None
        keys, at = self._product(low, *found, end, below=True) if closes else ([found[0]], found[1])
        if closes and not low.startswith(")", at):
            return None
        return ([str(factor)] if factor > 1 else []) + keys, at + closes

    def _counted(self, low: str, at: int, end: int) -> tuple[int, tuple[str, int] | None]:
        """A unit below the line, and how many of it are one."""
        found = self._one(low, at, end, below=True)
        if found:
            return 1, found
        for word, factor in _FACTORS:
            if low.startswith(word, at):
                start = scan.BLANKS.match(low, at + len(word), end)
                found = self._one(low, start.end() if start else at, end, below=True)
                whole = folded(factor, found[0]) if found else None
                if found:
                    return (1, (whole, found[1])) if whole else (factor, found)
        return 1, None

    def _ends(self, low: str, at: int, end: int, words: frozenset[str] | None = _AFTER) -> bool:
        """Whether the unit ends at ``at``: no name goes on there, at most one of ``words``, or any word."""
        if at >= end or low[at] in " \n\r":
            return True
        stops = low[at] != "·" and scan.NAME_STOP.match(low, at) is not None
        return stops or scan.keyword_at(low, at, end, words) is not None


def _by_first(keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spelling in sorted(keys, key=len, reverse=True):
        found.setdefault(spelling[0], []).append(spelling)
    return found
