"""Dates as written in regulations, and as numbers of days.

Takes a matched date; gives its ISO form, and the number of days from 0001-01-01 to it. Never guesses the order of its parts: year,
month, day.
"""

import datetime
import re
from fractions import Fraction

from kpidsl.source import Span
from kpidsl.syntax.tokens import Refused

EARLIEST = Fraction(600_000)
"""Among dates in a sum, a smaller number is a length in days: this is a day of 1643."""


def iso_date(found: re.Match[str], place: Span) -> str:
    """``2019年1月1日`` as ``2019-01-01``; Refused (K110) when the calendar has no such day."""
    year, month, day = (int(part) for part in found.groups())
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        raise Refused("K110", place, text=found[0].strip()) from None


def day_number(day: datetime.date) -> Fraction:
    """A day as a number of days; 0001-01-01 is 0."""
    return Fraction(day.toordinal() - 1)


def day_of(number: Fraction) -> datetime.date:
    """The day that is so many days after 0001-01-01."""
    return datetime.date.fromordinal(int(number) + 1)


def day_text(number: Fraction) -> str:
    """The same in ISO form."""
    return day_of(number).isoformat()
