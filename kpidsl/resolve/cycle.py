"""Periods and how they follow each other: ``2019-03``, ``2019Q1``, ``2019H1``, ``2019``, ``2019-2021``.

Takes what a policy says of its periods; gives periods by name, those before, and the month a day belongs to. Names sort in time
within one kind. Never looks at data.
"""

import datetime
import re

from kpidsl.values import frozen

A_YEAR = 12
LENGTHS = {"MONTH": 1, "QUARTER": 3, "HALF_YEAR": 6, "YEAR": A_YEAR}
"""How many months a period of each kind has; a term says so itself."""
LATEST = 28
"""The latest day that every month has."""

_LETTERS = {"QUARTER": "Q", "HALF_YEAR": "H"}
_NAME = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12])|-([0-9]{4}))?")


@frozen
class Cycle:
    """The periods of a policy: their kind, how many months they have (0: a term that does not say), and where they begin.

    A month begins on ``day``, of the calendar month before where ``in_month_before``, and has the name of the calendar month that
    it ends in or, else, begins in. A year begins with the month ``first`` and has the name of the calendar year of that.
    """

    word: str = "MONTH"
    months: int = 1
    day: int = 1
    in_month_before: bool = False
    first: int = 1

    @property
    def in_a_year(self) -> int:
        """How many periods a year has, 0 where a period is longer."""
        return A_YEAR // self.months if self.months else 0

    def period(self, name: str) -> "Period | None":
        """The period of that name; None where it names none of this cycle."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        year, month, quarter, half, last = found.groups()
        opening = int(year) * A_YEAR + self.first - 1
        match self.word:
            case "MONTH" if month:
                return Period(self, int(year) * A_YEAR + int(month) - 1)
            case "QUARTER" if quarter:
                return Period(self, opening + (int(quarter) - 1) * self.months)
            case "HALF_YEAR" if half:
                return Period(self, opening + (int(half) - 1) * self.months)
            case "YEAR" if name == year:
                return Period(self, opening)
            case "TERM" if last and (int(last) - int(year) + 1) * A_YEAR == self.months:
                return Period(self, opening)
            case _:
                return None

    def sure(self, name: str) -> "Period":
        """The period of a name that has been read."""
        found = self.period(name)
        assert found is not None, name
        return found

    def month_of(self, day: datetime.date) -> int:
        """The month a day belongs to, as a number of months."""
        month = day.year * A_YEAR + day.month - 1
        if self.in_month_before:
            return month + (day.day >= self.day)
        return month - (day.day < self.day)

    def year_of(self, month: int) -> int:
        """The year a month belongs to."""
        return (month - self.first + 1) // A_YEAR

    def with_month(self, month: int) -> "Period":
        """The period that has a month; a term is taken to end with the year of that month."""
        if self.word == "TERM":
            return Period(self, (self.year_of(month) + 1) * A_YEAR + self.first - 1 - self.months)
        return Period(self, month - (month - self.first + 1) % self.months)


@frozen
class Period:
    """A period of a cycle, by its first month, as a number of months."""

    cycle: Cycle
    start: int

    @property
    def end(self) -> int:
        """Its last month."""
        return self.start + self.cycle.months - 1

    @property
    def year(self) -> int:
        """The year it ends in."""
        return self.cycle.year_of(self.end)

    @property
    def name(self) -> str:
        """As it stands in names of files and folders."""
        cycle = self.cycle
        year, month = divmod(self.start - cycle.first + 1, A_YEAR)
        if cycle.word == "MONTH":
            return month_name(self.start)
        if cycle.word == "YEAR":
            return f"{year}"
        if cycle.word == "TERM":
            return f"{year}-{self.year}"
        return f"{year}{_LETTERS[cycle.word]}{month // cycle.months + 1}"

    @property
    def first_month(self) -> str:
        """The name of the month it begins with."""
        return month_name(self.start)

    @property
    def last_month(self) -> str:
        """The name of the month it ends with."""
        return month_name(self.end)

    def before(self, back: int) -> "Period":
        """The period so many ago."""
        return Period(self.cycle, self.start - back * self.cycle.months)


def month_name(month: int) -> str:
    """``2019-03``."""
    return f"{month // A_YEAR}-{month % A_YEAR + 1:02d}"


def kind_of(name: str) -> str:
    """Of which kind the period of that name is, as the word for it."""
    found = _NAME.fullmatch(name)
    assert found, name
    kinds = ("MONTH", "QUARTER", "HALF_YEAR", "TERM")
    return next((kind for kind, part in zip(kinds, found.groups()[1:], strict=True) if part), "YEAR")


def last_month_of(name: str) -> str:
    """The last month of a period of any kind, its year being that of the calendar."""
    kind = kind_of(name)
    years = int(name[5:]) - int(name[:4]) + 1 if kind == "TERM" else 1
    return Cycle(kind, LENGTHS.get(kind, A_YEAR * years)).sure(name).last_month
