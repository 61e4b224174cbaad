"""Which period a set of files is about: the month of a policy by the month, the quarter of one by the quarter, and so on.

Takes what the 月份 columns, the names of files and folder, and the caller say; gives the period they all agree on. Never
picks one of two.
"""

import calendar
import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.resolve.cycle import A_YEAR, Cycle, kind_of, month_name
from kpidsl.scores.contract import BLANKS, DAY_IN_NAME, NO_PERIOD_IN_NAME, PERIOD, PERIOD_IN_NAME, UNTIL_IN_NAME
from kpidsl.scores.words import half_width, name_key, ranges
from kpidsl.source import Cell
from kpidsl.values import frozen

_MONTHLY = Cycle()
_LETTERS = {"QUARTER": "Q", "HALF_YEAR": "H"}
_OPENS, _CLOSES = r"(?:^|(?<=[^0-9]))((?:19|20)[0-9]{2})", r"(?![0-9])"
_LONGER = {
    "QUARTER": _OPENS + r"(?:-?[Qq]([1-4])|年第?([1-4一二三四])季度?)" + _CLOSES,
    "HALF_YEAR": _OPENS + r"(?:-?[Hh]([12])|年(?P<word>[上下]半年))" + _CLOSES,
    "TERM": _OPENS + r"年?[-~至到—]((?:19|20)[0-9]{2})(?:年度?)?" + _CLOSES,
    "YEAR": r"(?:^|(?<=[^0-9~至到—-]))((?:19|20)[0-9]{2})(?:年度?)?(?![0-9上下第一二三四年度]|-?[0-9QqHh]|[~至到—])",
}
"""How periods longer than a month are written; of a year nothing may follow that would make it another period."""
_ORDINALS = dict(zip("一二三四", "1234", strict=True)) | {"上半年": "1", "下半年": "2"}
_EXAMPLES = {
    "MONTH": "2019-03", "QUARTER": "2019Q1", "HALF_YEAR": "2019H1", "YEAR": "2019", "TERM": "2019-2021",
}  # fmt: skip
_IN_WORDS = {
    "MONTH": "2019年3月", "QUARTER": "2019年第1季度", "HALF_YEAR": "2019年上半年", "YEAR": "2019年度", "TERM": "2019年至2021年",
}  # fmt: skip
_COLUMN = {"MONTH": "月份", "QUARTER": "季度", "HALF_YEAR": "考核期", "YEAR": "年度", "TERM": "考核期"}


_pattern = cache(re.compile)
"""A pattern compiled when it is first asked for: a run uses few of them."""


@frozen
class _Mention:
    """A month in a name, and the day that stands after it, if any."""

    year: int
    month: int
    day: int | None

    @property
    def name(self) -> str:
        return f"{self.year}-{self.month:02d}"

    def of(self, cycle: Cycle) -> str:
        """The month of a cycle that the day is in; the one written where there is no day."""
        if self.day is None:
            return self.name
        last = calendar.monthrange(self.year, self.month)[1]
        return month_name(cycle.month_of(datetime.date(self.year, self.month, min(self.day, last))))


@frozen
class StatedPeriods:
    """What one file says: ``rows`` gives the period of each row that has one; ``column`` is its 月份 column, from 1.

    ``unclear``: it may say more, in what cannot be read, which is reported elsewhere.
    """

    file: str
    rows: Mapping[int, str]
    column: int = 0
    unclear: bool = False


def parse_period(text: str, cycle: Cycle = _MONTHLY) -> str | None:
    """``2019-03`` for ``2019-03``, ``2019年3月``, ``2019/3``, ``201903``; None for what is no period of the cycle."""
    named = parse_any(text)
    return named if named is not None and cycle.period(named) else None


def unreadable(texts: Iterable[str], cycle: Cycle) -> list[str]:
    """Texts of a 月份 column that name no period of the cycle, blank ones left out."""
    return [text for text in texts if text.strip(BLANKS) and parse_period(text, cycle) is None]


def parse_any(text: str) -> str | None:
    """The name of a period of any kind."""
    key = name_key(text)
    month = _pattern(PERIOD).fullmatch(key)
    if month:
        year, number = (month[1], month[4]) if month[1] else (month[5], month[7])
        return f"{year}-{int(number):02d}"
    for kind, pattern in _LONGER.items():
        if found := _pattern(pattern).fullmatch(key):
            return _named(kind, found)
    return None


def _named(kind: str, found: re.Match[str]) -> str:
    """The name of a period longer than a month, as it was written."""
    year, *rest = found.groups()
    said = next((part for part in rest if part), "")
    if kind in _LETTERS:
        return f"{year}{_LETTERS[kind]}{_ORDINALS.get(said, said)}"
    return f"{year}-{said}" if kind == "TERM" else year


def periods_in_name(name: str, cycle: Cycle = _MONTHLY) -> list[str]:
    """The different periods of a cycle that a file name mentions, in order.

    Where months begin on another day than the first, a day in the name counts: with its end (``3月26日至4月25日``) it is of one
    month, alone it is of the month written or of the one that has it.
    """
    if cycle.word != "MONTH":
        found = [_named(cycle.word, match) for match in _pattern(_LONGER[cycle.word]).finditer(half_width(name))]
        return list(dict.fromkeys(found))
    if day := day_in_name(name, cycle):
        return list(day)
    return list(dict.fromkeys(one.name if _whole_months(cycle) else one.of(cycle) for one in _mentions(name)))


def day_in_name(name: str, cycle: Cycle) -> tuple[str, str] | None:
    """Of a single day in a name, where months begin on another day than the first: the month written and the one that has it.

    None where both are the same.
    """
    mentions = [] if cycle.word != "MONTH" or _whole_months(cycle) else _mentions(name)
    months = (mentions[0].name, mentions[0].of(cycle)) if len(mentions) == 1 else ("", "")
    return months if months[0] != months[1] else None


def any_in_name(name: str) -> list[str]:
    """The periods that a name mentions, of the first kind there is one of: months, else longer ones."""
    kinds = (_MONTHLY, *(Cycle(kind) for kind in _LONGER))
    return next((found for cycle in kinds if (found := periods_in_name(name, cycle))), [])


def period_words(cycle: Cycle) -> dict[str, str]:
    """What messages say of the periods of a cycle: what they are, and how one is written."""
    zh, en = _NOUNS[cycle.word]
    return {
        "what_zh": zh, "what_en": en, "example": _EXAMPLES[cycle.word], "words": _IN_WORDS[cycle.word],
        "column": _COLUMN[cycle.word],
    }  # fmt: skip


def other_words(named: str) -> dict[str, str]:
    """What messages say of a period of another kind than is appraised."""
    zh, en = _NOUNS[kind_of(named)]
    return {"other_zh": zh, "other_en": en}


_NOUNS = {
    "MONTH": ("月份", "month"), "QUARTER": ("季度", "quarter"), "HALF_YEAR": ("半年", "half-year"), "YEAR": ("年度", "year"),
    "TERM": ("任期", "term"),
}  # fmt: skip


def _mentions(name: str) -> list[_Mention]:
    """The months in a name and the days after them."""
    text = half_width(name)
    found: list[_Mention] = []
    start = 0
    # A month may begin with the character that ended the one before it.
    while match := _pattern(PERIOD_IN_NAME).search(text, start):
        year, month = int(match[1]), int(match[2])
        day = _pattern(DAY_IN_NAME).match(text, match.end(2))
        found.append(_Mention(year, month, int(day[1] or day[2] or day[3]) if day else None))
        start = max(match.end() - 1, day.end() if day else 0)
        if until := _pattern(UNTIL_IN_NAME).match(text, day.end() if day else match.end(2)):
            last, on = int(until[1] or until[3]), until[2] or until[4]
            found.append(_Mention(year + (last < month), last, int(on) if on else None))
    return found


def _whole_months(cycle: Cycle) -> bool:
    return cycle.day == 1 and not cycle.in_month_before


def settle_period(
    files: Sequence[StatedPeriods], folder: Path | None, asked: str | None, place: Cell, problems: Problems,
    cycle: Cycle = _MONTHLY,
) -> str | None:  # fmt: skip
    """The period of ``files``; None when nobody says it or two say different ones."""
    wanted = parse_period(asked, cycle) if asked is not None else None
    if asked is not None and wanted is None:
        report_period(asked, None, "asked", cycle, problems)
        return None
    before = len(problems)
    above = _of_name(folder, cycle, problems, wanted) if folder else None
    first: tuple[str, str] | None = None
    for file in files:
        period = _of_file(file, above, wanted, cycle, problems)
        if period and first and period != first[1]:
            problems.add("K511", Cell(file.file), "files", other=first[0], named=first[1], stated=period)
        first = first or ((file.file, period) if period else None)
    if len(problems) > before:
        return None
    period = wanted or (first[1] if first else above)
    if period is None and not any(file.unclear for file in files):
        paths = [*([folder] if folder else []), *(Path(file.file) for file in files)]
        other = next((found[0] for path in paths if (found := any_in_name(_name(path)))), None)
        slip = next(
            (like[0] for path in paths if (like := _pattern(NO_PERIOD_IN_NAME).search(half_width(_name(path))))), None
        )
        words = period_words(cycle) | (other_words(other) if other else {})
        variant = (
            ("year" if kind_of(other) == "YEAR" and cycle.word != "TERM" else "kind")
            if other
            else "slip"
            if slip
            else ""
        )
        problems.add("K512", place, variant, (), named=other or slip or "", **words)
    return period


def report_period(text: str, place: Cell | None, variant: str, cycle: Cycle, problems: Problems) -> None:
    """K513 for what is no period of the cycle, by the kind of period it is where it is one."""
    code, variant, words = period_finding(text, variant, cycle)
    problems.add(code, place, variant, (), **words)


def period_finding(text: str, variant: str, cycle: Cycle) -> tuple[str, str, dict[str, str]]:
    """The same, yet to be reported."""
    other = parse_any(text)
    if other is None:
        return "K513", variant, {"value": text, **period_words(cycle)}
    if kind_of(other) == cycle.word:  # a term of another length
        return "K513", "years", {"value": text, "years": str(cycle.months // A_YEAR), **period_words(cycle)}
    return "K513", "kind", {"value": text, **period_words(cycle), **other_words(other)}


def _of_file(
    file: StatedPeriods, above: str | None, wanted: str | None, cycle: Cycle, problems: Problems
) -> str | None:
    """The period of one file: its column, else its name; reports what contradicts it."""
    counts = Counter(file.rows.values())
    named = _of_name(Path(file.file), cycle, problems, next(iter(counts), wanted or above))
    if named and above and named != above:
        problems.add("K511", Cell(file.file), "folder", named=above, stated=named)
    named = named or above
    if len(counts) > 1:
        _report_mixed(file, named, counts, problems)
        return None
    stated = next(iter(counts), None)
    if stated and named and stated != named:
        place = Cell(file.file, min(file.rows), file.column)
        problems.add("K511", place, named=named, stated=stated, count=len(file.rows))
        return None
    period = stated or named
    if period and wanted and period != wanted:
        problems.add("K511", Cell(file.file), "asked", named=wanted, stated=period)
        return None
    return period


def _of_name(path: Path, cycle: Cycle, problems: Problems, known: str | None) -> str | None:
    """The period in a name; ``known`` is what column or caller say, which settles of which month a day is."""
    found = periods_in_name(_name(path), cycle)
    if day := day_in_name(_name(path), cycle):
        if known not in day:
            problems.add("K511", Cell(str(path)), "day", stated=day[0], named=day[1])
        return known if known in day else None
    if len(found) > 1:
        problems.add("K511", Cell(str(path)), "name", named="、".join(found))
    if len(found) == 1 and cycle.period(found[0]) is None:
        report_period(found[0], Cell(str(path)), "", cycle, problems)
        return None
    return found[0] if len(found) == 1 else None


def _name(path: Path) -> str:
    return path.name if path.is_dir() else path.stem


def _report_mixed(file: StatedPeriods, named: str | None, counts: Counter[str], problems: Problems) -> None:
    """Several months in one file: the odd rows are those that are not the month of the name, or of most rows."""
    usual = named if named in counts else counts.most_common(1)[0][0]
    odd = [row for row, period in file.rows.items() if period != usual]
    listed = "、".join(sorted({file.rows[row] for row in odd}))
    place = Cell(file.file, min(odd), file.column)
    problems.add(
        "K511", place, "mixed", usual=usual, stated=listed, count=len(odd), rows=ranges(odd), of=len(file.rows)
    )
