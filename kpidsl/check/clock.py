"""How long time limits take, and what they are counted from.

Takes the time limits of a policy; gives lengths as the fewest and the most calendar days they can have, and the chain of a
limit back to what it begins with. Working days are counted with weekends and the longest public holidays, since no calendar
is kept. Never reports.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate
from math import ceil

from kpidsl.core.dimensions import unit_name
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.cycle import LENGTHS
from kpidsl.resolve.declared import TimeLimit
from kpidsl.resolve.policy import Policy
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.values import frozen

YEARLY = frozenset({"EACH_YEAR", "NEXT_YEAR"})
WEEK, WORKING = 7, 5
HOLIDAYS = 9
"""Days off in a row that a public holiday can put between two working days."""
_MINUTES_OF_A_DAY = 1440
_PLAIN_YEAR, _LEAP_YEAR = 2023, 2024
_LAST_YEAR = 9000
"""No witness is counted from a later year: the calendar ends with 9999."""
_LEAP_CYCLE, _DAYS_OF_A_CYCLE = 48, 1461
"""Months from one leap year to the next, and their days."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip

Days = tuple[int, int]
"""The fewest and the most days."""


@frozen
class Chain:
    """``links``: a limit, the limit it begins with, and so on; ``start``: what the last of them begins with.

    ``dated`` is the limit with a day of its own at the end of the chain, which is then the last of ``links``.
    """

    links: tuple[TimeLimit, ...]
    start: str
    dated: TimeLimit | None


def chain(limit: TimeLimit, limits: Mapping[str, TimeLimit]) -> Chain:
    """The chain of a limit; one that runs in a circle ends where it closes."""
    links = [limit]
    while True:
        last = links[-1]
        if last.last is not None and len(links) > 1:
            return Chain(tuple(links), "", last)
        before = limits.get(last.since) if not last.ahead else None
        if before is None or before in links:
            return Chain(tuple(links), last.since, None)
        links.append(before)


def total(links: Iterable[TimeLimit]) -> Days | None:
    """All lengths of a chain together; None where one is not stated or is a day of the calendar."""
    found = [days(one) for one in links]
    known = [one for one in found if one is not None]
    return (sum(fewest for fewest, _ in known), sum(most for _, most in known)) if len(known) == len(found) else None


def days(limit: TimeLimit) -> Days | None:
    """A length in calendar days; None where none is stated."""
    spec = unit_spec(limit.unit)
    if limit.length is None or spec is None:
        return None
    scale = Fraction(spec.scale)
    match spec.dimension:
        case "time":
            exact = ceil(limit.length * scale / _MINUTES_OF_A_DAY)
            return exact, exact
        case "working days":
            weeks = (limit.length - 1) // WORKING
            return limit.length + 2 * weeks, limit.length + 2 * (weeks + 1) + HOLIDAYS
        case _:
            return of_months(int(limit.length * scale))


def of_months(count: int) -> Days:
    """The fewest and the most days of so many months in a row."""
    cycles, rest = divmod(count, _LEAP_CYCLE)
    fewest, most = _of_few_months(rest)
    return cycles * _DAYS_OF_A_CYCLE + fewest, cycles * _DAYS_OF_A_CYCLE + most


@cache
def _of_few_months(count: int) -> Days:
    """The same of fewer months than there are from one leap year to the next."""
    lengths = [
        (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.date(year, month, 1)).days
        for year in range(_PLAIN_YEAR, _PLAIN_YEAR + 8)
        for month in range(1, 13)
    ]
    sums = [0, *accumulate(lengths)]
    spans = [sums[at + count] - sums[at] for at in range(len(lengths) - count + 1)]
    return min(spans), max(spans)


def periods_in(limit: TimeLimit, months: int) -> int:
    """How many periods of so many months a length touches at least, when it begins with one."""
    spec = unit_spec(limit.unit)
    if spec and spec.dimension == "period":
        return ceil((limit.length or 0) * Fraction(spec.scale) / months)
    length = days(limit)
    return ceil(Fraction(length[1] if length else 0, of_months(months)[1]))


def shortest_period(policy: Policy) -> tuple[str, int] | None:
    """The shortest period in which anybody is appraised, by the head or the table of subjects, with its months; None where
    neither says.
    """
    words = {word for subject in policy.declared.subjects for word in subject.said("PERIOD") if word in LENGTHS}
    found = [(LENGTHS[word], word) for word in words]
    found += [(policy.cycle.months, policy.period)] * bool(policy.cycle.months)
    return min(found)[::-1] if found else None


# ---- days of the calendar --------------------------------------------------------------------------------------------


def gap(earlier: TimeLimit, later: TimeLimit) -> int | None:
    """Days from one dated limit to the next; None where one is of the month and the other of the year, or it comes before."""
    if (earlier.month in YEARLY) != (later.month in YEARLY) or earlier.last is None or later.last is None:
        return None
    if earlier.of_year is None or later.of_year is None:
        apart = later.last - earlier.last
        if earlier.month == later.month:
            return apart if apart >= 0 else None
        return of_months(1)[0] + apart if later.month == "NEXT_MONTH" else None
    year = _PLAIN_YEAR
    first = _date(year, earlier.of_year, earlier.last)
    if earlier.month == "EACH_YEAR" and later.month == "NEXT_YEAR":
        return (_date(year + 1, later.of_year, later.last) - first).days
    same = (_date(year, later.of_year, later.last) - first).days
    return same if same >= 0 else (_date(year + 1, later.of_year, later.last) - first).days


def _date(year: int, month: int, day: int) -> datetime.date:
    """A day; the 29th of February of a year without one is the 28th."""
    return datetime.date(year, month, min(day, 28) if month == 2 else day)


def from_day(policy: Policy) -> datetime.date:
    """The day that witnesses are counted from: the first of March of the year in which the policy comes into force."""
    year = int(policy.effective[:4]) if policy.effective[:4].isdigit() else _LEAP_YEAR
    return datetime.date(min(max(year, 1), _LAST_YEAR), 3, 1)


def after(start: datetime.date, limit: TimeLimit) -> datetime.date:
    """The day on which a length ends that begins on ``start``; working days are Monday to Friday."""
    spec, length = unit_spec(limit.unit), limit.length or 0
    dimension = spec.dimension if spec else ""
    if dimension == "working days":
        day, left = start, length
        while left:
            day += datetime.timedelta(days=1)
            left -= day.weekday() < WORKING
        return day
    if dimension == "period" and spec:
        months = start.month - 1 + int(length * Fraction(spec.scale))
        first = datetime.date(start.year + months // 12, months % 12 + 1, 1)
        following = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return min(
            first.replace(day=1) + datetime.timedelta(days=start.day - 1), following - datetime.timedelta(days=1)
        )
    counted = days(limit)
    return start + datetime.timedelta(days=counted[0] if counted else 0)


# ---- words -----------------------------------------------------------------------------------------------------------


def length_text(limit: TimeLimit, lang: str) -> str:
    """``1 个月``, ``7 days``."""
    count = limit.length or 0
    unit = unit_name(limit.unit, lang, Fraction(count))
    return f"{count} {unit.removesuffix('s') if lang == 'en' and count == 1 else unit}"


def length_words(name: str, limit: TimeLimit) -> dict[str, object]:
    """The same as an argument of a message."""
    return both(name, length_text(limit, "zh"), length_text(limit, "en"))


def day_words(name: str, day: datetime.date) -> dict[str, object]:
    """``3 月 8 日``, ``8 March``."""
    return both(name, f"{day.month} 月 {day.day} 日", f"{day.day} {_MONTHS[day.month - 1]}")


_DATED = {
    "zh": {"EACH_MONTH": "每月 {last} 日", "NEXT_MONTH": "次月 {last} 日", "EACH_YEAR": "每年 {month} 月 {last} 日",
           "NEXT_YEAR": "次年 {month} 月 {last} 日"},
    "en": {"EACH_MONTH": "day {last} of each month", "NEXT_MONTH": "day {last} of the next month",
           "EACH_YEAR": "{last} {name} each year", "NEXT_YEAR": "{last} {name} of the next year"},
}  # fmt: skip


def date_words(name: str, limit: TimeLimit) -> dict[str, object]:
    """``次年 1 月 15 日``: the day of a limit that has one."""
    month = limit.of_year
    words = {"last": limit.last, "month": month, "name": _MONTHS[month - 1] if month else ""}
    return both(name, _DATED["zh"][limit.month].format(**words), _DATED["en"][limit.month].format(**words))


def steps_words(name: str, links: Sequence[TimeLimit]) -> dict[str, object]:
    """The limits of a chain in order, each with its length where one is stated."""
    zh = "、".join(f"“{one.name}”{_bracketed(one, 'zh')}" for one in links)
    en = ", ".join(f"{one.name}{_bracketed(one, 'en')}" for one in links)
    return both(name, zh, en)


def _bracketed(limit: TimeLimit, lang: str) -> str:
    if limit.length is None:
        return ""
    return f"（{length_text(limit, lang)}）" if lang == "zh" else f" ({length_text(limit, lang)})"
