"""Periods by name: ``2019-03``, ``2019Q1``, ``2019H1``, ``2019``.

Takes and gives their names; they sort in time within one kind. Never looks at data.
"""

from kpidsl.values import frozen

_IN_YEAR = {"MONTH": 12, "QUARTER": 4, "HALF_YEAR": 2, "YEAR": 1}
_LETTERS = {"QUARTER": "Q", "HALF_YEAR": "H"}


@frozen
class Period:
    """The ``number``-th period of a kind in a year, from 1."""

    kind: str
    year: int
    number: int

    @property
    def name(self) -> str:
        """As it stands in names of files and folders."""
        if self.kind == "YEAR":
            return f"{self.year}"
        letter = _LETTERS.get(self.kind)
        return f"{self.year}{letter}{self.number}" if letter else f"{self.year}-{self.number:02d}"

    def before(self, back: int) -> "Period":
        """The period so many ago."""
        each = _IN_YEAR[self.kind]
        year, number = divmod(self.year * each + self.number - 1 - back, each)
        return Period(self.kind, year, number + 1)

    @property
    def first_month(self) -> str:
        """The month it begins in."""
        return f"{self.year}-{(self.number - 1) * 12 // _IN_YEAR[self.kind] + 1:02d}"

    @property
    def last_month(self) -> str:
        """The month it ends in."""
        return f"{self.year}-{self.number * 12 // _IN_YEAR[self.kind]:02d}"


def period_of(name: str) -> Period | None:
    """The period of that name; None where it names none."""
    year, rest = name[:4], name[4:]
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    if not rest:
        return Period("YEAR", int(year), 1)
    kind = {"-": "MONTH", "Q": "QUARTER", "H": "HALF_YEAR"}.get(rest[0])
    number = rest[1:]
    if kind is None or not (number.isascii() and number.isdigit()) or len(number) != (2 if kind == "MONTH" else 1):
        return None
    return Period(kind, int(year), int(number)) if 1 <= int(number) <= _IN_YEAR[kind] else None
