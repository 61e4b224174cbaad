"""Dates as written in regulations.

Takes a matched date; gives its ISO form. Never guesses the order of its parts: year, month, day.
"""

import datetime
import re

from kpidsl.source import Span
from kpidsl.syntax.tokens import Refused


def iso_date(found: re.Match[str], place: Span) -> str:
    """``2019年1月1日`` as ``2019-01-01``; Refused (K110) when the calendar has no such day."""
    year, month, day = (int(part) for part in found.groups())
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        raise Refused("K110", place, text=found[0].strip()) from None
