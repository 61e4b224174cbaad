"""Days of the calendar as numbers.

Takes a day; gives the number of days from 0001-01-01 to it, and the day and its text back. Reads no text.
"""

import datetime
from fractions import Fraction

EARLIEST = Fraction(600_000)
"""Among dates in a sum, a smaller number is a length in days: this is a day of 1643."""


def day_number(day: datetime.date) -> Fraction:
    """A day as a number of days; 0001-01-01 is 0."""
    return Fraction(day.toordinal() - 1)


def day_of(number: Fraction) -> datetime.date:
    """The day that is so many days after 0001-01-01."""
    return datetime.date.fromordinal(int(number) + 1)


def day_text(number: Fraction) -> str:
    """The same in ISO form."""
    return day_of(number).isoformat()
