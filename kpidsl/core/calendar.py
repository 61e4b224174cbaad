"""What a unit knows of the month that is appraised: 月份, 当月天数, 年份.

Takes the month as text; gives the values of the columns by which expressions read it. Never decides which month it is.
"""

from calendar import monthrange
from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core.types import Decimal, Type

KEYS = {"MONTH_NUMBER": "month:number", "DAYS_IN_MONTH": "month:days", "YEAR_NUMBER": "month:year"}
"""The columns, by the word that reads them."""

TYPES: Mapping[str, Type] = {
    "month:number": Decimal(0, Fraction(1), Fraction(12)),
    "month:days": Decimal(0, Fraction(28), Fraction(31)),
    "month:year": Decimal(0, Fraction(1900), Fraction(2999)),
}


def of_month(period: str) -> Mapping[str, Fraction]:
    """The values of all columns in a month ``2024-03``."""
    year, month = map(int, period.split("-")[:2])
    days = monthrange(year, month)[1]
    return {"month:number": Fraction(month), "month:days": Fraction(days), "month:year": Fraction(year)}
