"""When something is due: lengths of time, days of a month or of a year, and what they are counted from.

Takes declarations; gives ``TimeLimit`` values. What is no length of time, and a day that no month has, is reported (K614).
Never asks whether two limits agree.
"""

from collections.abc import Iterator

from kpidsl.diagnostics import Problems
from kpidsl.resolve.declared import TimeLimit
from kpidsl.resolve.names import Scope, names_in
from kpidsl.source import Span
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.syntax.tree import Declaration, Form, Items, Name, Node, Number, Word

_LONGEST_MONTH = 31
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LENGTHS = ("time", "period", "working days")


def time_limits(declarations: list[Declaration], problems: Problems) -> Iterator[TimeLimit]:
    """Every entry of 时限; a second one of a name is reported (K202) and dropped."""
    names: Scope[str] = Scope("time_limit", problems)
    for one in declarations:
        for entry in one.fields if one.word == "TIME_LIMITS" else ():
            (name,) = names_in(Items(entry.keys, entry.place))
            if isinstance(entry.value, Form) and names.declare(name, name.text):
                yield time_limit(name.text, entry.value, entry.place, problems)


def time_limit(name: str, form: Form, place: Span, problems: Problems) -> TimeLimit:
    """``7 天，自公示起``, ``次年 1 月 15 日以前``, or ``？``."""
    since, length = form.get("since") or form.get("ahead"), form.get("length")
    month, of_year = form.get("month"), None
    if form.word == "DATE_OF_YEAR":
        of_year, last = _date_of_year(form, problems)
        month, first = form.get("year"), None
    else:
        first, last = (_day(form.get(slot), problems) for slot in ("first", "last"))
    counted = _length(length, problems) if isinstance(length, Number) else None
    return TimeLimit(
        name, counted, length.unit if isinstance(length, Number) else "", month.word if isinstance(month, Word) else "", first, last,
        since.text if isinstance(since, Name) else "", place, since.place if since else place,
        of_year, form.get("ahead") is not None, form.word != "UNSTATED",
    )  # fmt: skip


def _date_of_year(form: Form, problems: Problems) -> tuple[int | None, int | None]:
    """Month and day; both None where the calendar has no such day (K614)."""
    month, day = form.get("month"), form.get("day")
    assert isinstance(month, Number)
    assert isinstance(day, Number)
    if month.unit or month.value not in range(1, len(_DAYS_OF_MONTHS) + 1):
        problems.add("K614", month.place, "month", ())
        return None, None
    last = _day(day, problems)
    longest = _DAYS_OF_MONTHS[int(month.value) - 1]
    if last is not None and last > longest:
        problems.add("K614", day.place, "short", (), month=int(month.value), longest=longest)
        last = None
    return (int(month.value), last) if last is not None else (None, None)


def _day(node: Node | None, problems: Problems) -> int | None:
    """A day of a month, 1 to 31; another is reported (K614)."""
    if not isinstance(node, Number):
        return None
    if node.unit != "day" or node.value.denominator != 1 or not 1 <= node.value <= _LONGEST_MONTH:
        problems.add("K614", node.place, "day", ())
        return None
    return int(node.value)


def _length(number: Number, problems: Problems) -> int | None:
    """How many of its unit of time; what is no length of time is reported (K614)."""
    unit = unit_spec(number.unit)
    if unit is None or unit.dimension not in _LENGTHS or number.value <= 0 or number.value.denominator != 1:
        problems.add("K614", number.place, "", ())
        return None
    return int(number.value)
