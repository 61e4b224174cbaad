"""What a unit knows of the period that is appraised: 月份, 当月天数, 年份, and the quarter by which a table is read.

Takes the period by name; gives the values of the columns by which expressions read it. Never decides which period it is.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core.types import Decimal, Type
from kpidsl.resolve.cycle import A_YEAR, Cycle

KEYS = {"MONTH_NUMBER": "month:number", "DAYS_IN_MONTH": "month:days", "YEAR_NUMBER": "month:year"}
"""The columns, by the word that reads them."""

TYPES: Mapping[str, Type] = {
    "month:number": Decimal(0, Fraction(1), Fraction(12)),
    "month:days": Decimal(0, Fraction(28), Fraction(31)),
    "month:year": Decimal(0, Fraction(1900), Fraction(2999)),
}


KNOWN = {
    "MONTH": ("MONTH_NUMBER", "DAYS_IN_MONTH", "YEAR_NUMBER", "QUARTER"), "QUARTER": ("YEAR_NUMBER", "QUARTER"),
    "HALF_YEAR": ("YEAR_NUMBER",), "YEAR": ("YEAR_NUMBER",),
}  # fmt: skip
"""What is known in a period of each kind."""


def of_period(name: str, cycle: Cycle) -> Mapping[str, Fraction]:
    """The values of all columns in a period; the month is its first, by which the quarter is told."""
    period = cycle.sure(name)
    number = (period.start - cycle.first + 1) % A_YEAR if cycle.word == "QUARTER" else period.start % A_YEAR
    days = _opening(period.start + 1, cycle) - _opening(period.start, cycle)
    year = period.start // A_YEAR if cycle.word == "MONTH" else period.year
    return {"month:number": Fraction(number + 1), "month:days": Fraction(days.days), "month:year": Fraction(year)}


def _opening(month: int, cycle: Cycle) -> datetime.date:
    """The first day of a month."""
    year, number = divmod(month - cycle.in_month_before, A_YEAR)
    return datetime.date(year, number + 1, cycle.day)
