"""Results of earlier periods, as ``evaluate -o`` wrote them: a folder with one folder a period, named after it.

Takes the folder, a plan and a period; gives the figures that the plan reads of earlier periods, by unit. Every file is held to
the hash in the manifest beside it. Reports a folder that is no result or was changed (K587), a period that is not there (K588),
a figure that an older version did not write, or wrote otherwise (K589). Never computes a figure again.
"""

import csv
import datetime
import hashlib
import io
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from kpidsl.core.types import Decimal, Ordinal, Type
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.plan.nodes import PastColumn, Plan
from kpidsl.resolve.cycle import Cycle, Period
from kpidsl.results.figures import name_text
from kpidsl.results.manifest import MANIFEST, Written, read_manifest
from kpidsl.results.sheets import HEADINGS, JOINER, REACHED, STATE_WORDS, heading_in
from kpidsl.results.titles import power_of
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.source import Cell
from kpidsl.syntax.days import day_number
from kpidsl.syntax.units import DATE
from kpidsl.values import define, field, frozen

SHEETS = ("figures.csv", "totals.csv", "scores.csv", "annual.csv")
"""Where figures are looked for, in this order."""

Rows = Mapping[str, Mapping[str, str]]
"""Unit → heading → text."""


@frozen
class Results:
    """What one period came to: each file's rows by unit, read at the first look."""

    period: str
    folder: Path
    manifest: Written
    sheets: Mapping[str, Rows]

    def cell(self, unit: str, headings: tuple[str, ...]) -> str | None:
        """The text under the first of ``headings`` that a sheet has; None where none has it."""
        for sheet in self.sheets.values():
            row = sheet.get(unit, {})
            for heading in headings:
                if heading in row:
                    return row[heading]
        return None

    def has(self, headings: tuple[str, ...]) -> bool:
        """Whether a sheet has a column with one of these headings."""
        rows = (row for sheet in self.sheets.values() for row in list(sheet.values())[:1])
        return any(heading in row for row in rows for heading in headings)

    @property
    def units(self) -> list[str]:
        """The units that have results, in their order."""
        return list(self.sheets.get("totals.csv", {}))


@define
class Store:
    """A folder of results; nothing is read before it is asked for."""

    folder: Path
    policy: str
    problems: Problems
    known: dict[str, Results | None] = field(factory=dict)

    def periods(self, cycle: Cycle) -> list[Period]:
        """The periods of a cycle that have a folder, in time."""
        if not self.folder.is_dir():
            return []
        found = (cycle.period(entry.name) for entry in self.folder.iterdir() if (entry / MANIFEST).is_file())
        return sorted((one for one in found if one), key=lambda one: one.start)

    def results(self, period: str) -> Results | None:
        """The results of a period; None where there are none or they are refused, which is reported once."""
        if period not in self.known:
            folder = self.folder / period
            self.known[period] = self._read(period, folder) if (folder / MANIFEST).is_file() else None
        return self.known[period]

    def _read(self, period: str, folder: Path) -> Results | None:
        manifest = self._manifest(period, folder)
        if manifest is None:
            return None
        sheets: dict[str, Rows] = {}
        for name in SHEETS:
            if name in manifest.files:
                rows = self._sheet(folder / name, manifest.files[name])
                if rows is None:
                    return None
                sheets[name] = rows
        return Results(period, folder, manifest, sheets)

    def _manifest(self, period: str, folder: Path) -> Written | None:
        path = folder / MANIFEST
        found = read_manifest(path)
        if found is None:
            self.problems.add("K587", Cell(str(path)), "manifest")
            return None
        if found.period != period:
            self.problems.add("K587", Cell(str(path)), "period", stated=found.period, named=period)
            return None
        if found.policy != self.policy:
            self.problems.add("K587", Cell(str(path)), "policy", stated=found.policy, policy=self.policy)
            return None
        return found

    def _sheet(self, path: Path, digest: str) -> Rows | None:
        if not path.is_file():
            self.problems.add("K587", Cell(str(path)), "gone")
            return None
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            self.problems.add("K587", Cell(str(path)), "changed")
            return None
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        units = {HEADINGS[lang]["unit"] for lang in HEADINGS}
        unit = next((name for name in rows.fieldnames or () if name in units), "")
        return {row[unit]: row for row in rows}


def earlier_figures(plan: Plan, period: str, store: Store) -> Mapping[str, Mapping[str, Fraction]] | None:
    """The past columns of a plan for a period; None after reporting what is missing or does not fit.

    A period before the policy came into force is none; where it never says when it did, one before the first in the store.
    """
    now = plan.cycle.sure(period)
    before = len(store.problems)
    wanted: dict[str, list[PastColumn]] = {}
    for column in plan.scan.past:
        back = now.before(column.back)
        if not column.this_year or back.year == now.year:
            wanted.setdefault(back.name, []).append(column)
    first = _first(plan, now, store)
    found: dict[str, Mapping[str, Fraction]] = {}
    missing = []
    for name in sorted(wanted):
        results = store.results(name)
        if results is not None:
            for column in wanted[name]:
                found[column.key] = _figures(column, results, store.problems)
        elif name >= first and not (store.folder / name / MANIFEST).is_file():  # one that is refused has been reported
            missing.append(name)
    if missing:
        store.problems.add(
            "K588",
            Cell(str(store.folder)),
            "",
            (),
            period=period,
            count=len(missing),
            first=first,
            **listed("missing", missing),
        )
    return found if len(store.problems) == before else None


def year_of(plan: Plan, year: str, store: Store) -> Month | None:
    """The periods of a year as the opening of its plan; None after reporting that none is there, or that one cannot be used.

    A unit is of the class it had in the last period it has results of; units stand in the order of the last period, those that had
    left before it behind them.
    """
    before = len(store.problems)
    past: dict[str, Mapping[str, Fraction]] = {}
    classes: dict[str, str] = {}
    digests = []
    last = periods_of(plan, year)[-1]
    for back in sorted({column.back for column in plan.scan.past}):
        results = store.results(last.before(back).name)
        if results is not None:
            past |= {one.key: _figures(one, results, store.problems) for one in plan.scan.past if one.back == back}
            for unit in results.units:
                classes.setdefault(unit, results.cell(unit, _CLASS) or "")
            digests.append(hashlib.sha256((results.folder / MANIFEST).read_bytes()).hexdigest())
    if not digests and len(store.problems) == before:
        store.problems.add("K588", Cell(str(store.folder)), "year", (), year=year)
    odd = next((unit for unit, name in classes.items() if name not in plan.scan.classes), None)
    if odd is not None:
        store.problems.add("K589", Cell(str(store.folder)), "class", (), unit=odd, text=classes[odd])
    if len(store.problems) > before:
        return None
    units = tuple(RosterUnit(unit, name, {}) for unit, name in classes.items())
    return Month(year, units, {}, hashlib.sha256("\n".join(digests).encode()).hexdigest(), past=past)


def periods_of(plan: Plan, year: str) -> list[Period]:
    """The periods that a year is made of, in time."""
    assert plan.parts is not None
    first = Period(plan.parts, plan.cycle.sure(year).start)
    return [first.before(-number) for number in range(plan.parts.in_a_year)]


_CLASS = tuple(HEADINGS[lang]["class"] for lang in HEADINGS)


def _first(plan: Plan, now: Period, store: Store) -> str:
    """The first period that must have results: the one in which the policy came into force, else the first there is."""
    if plan.effective:
        first, period = now.cycle.month_of(datetime.date.fromisoformat(plan.effective)), now
        while period.before(1).end >= first:
            period = period.before(1)
        return period.name
    known = store.periods(now.cycle)
    return known[0].name if known else now.name


def _figures(column: PastColumn, results: Results, problems: Problems) -> Mapping[str, Fraction]:
    kind, _, subject = column.of.partition(":")
    if kind == "reached":
        return _reached(subject, results)
    headings, power = headings_of(column), 0
    if power_of(column.title.unit):
        scaled = tuple(heading_in(headings[0], column.title.unit, lang) for lang in HEADINGS)
        if results.has(scaled):
            headings, power = scaled, power_of(column.title.unit)
    if not results.has(headings):
        version = results.manifest.version
        problems.add(
            "K589", Cell(str(results.folder)), "", (), name=headings[0], period=results.period, version=version
        )
        return {}
    found: dict[str, Fraction] = {}
    for unit in results.units:
        text = results.cell(unit, headings)
        if not text or text in _NO_FIGURE:
            continue
        value = _day(text) if column.title.unit == DATE.key else _read(text, column.type, power)
        if value is None:
            place = Cell(str(results.folder))
            words = {"name": headings[0], "unit": unit, "text": text, "period": results.period}
            problems.add("K589", place, "level" if isinstance(column.type, Ordinal) else "value", (), **words)
            return {}
        found[unit] = value
    return found


_NO_FIGURE = frozenset(word for words in STATE_WORDS.values() for word in words.values()) | frozenset(
    words[word] for words in HEADINGS.values() for word in ("UNGRADED", "NOT_ASSESSED")
)


def _reached(veto: str, results: Results) -> Mapping[str, Fraction]:
    """1 for each unit for which the period set the veto off."""
    headings = (*(REACHED[lang] for lang in REACHED), *(HEADINGS[lang]["vetoes"] for lang in HEADINGS))
    found = {}
    for unit in results.units:
        text = results.cell(unit, headings) or ""
        names = {name for joiner in JOINER.values() for name in text.split(joiner)}
        found[unit] = Fraction(veto in names)
    return found


def headings_of(column: PastColumn) -> tuple[str, ...]:
    """What the column may be headed, in both languages."""
    kind, _, _ = column.of.partition(":")
    word = column.title.word.split(":")[1] if ":" in column.title.word else ""
    if kind in ("total", "composite"):
        return tuple(HEADINGS[lang]["total" if kind == "total" else "composite"] for lang in HEADINGS)
    if kind == "grade":
        return (column.title.subject,)
    if kind in ("mark", "points", "place"):
        return tuple(f"{column.title.subject}·{HEADINGS[lang][kind]}" for lang in HEADINGS)
    title = column.title
    return (name_text(type(title)(title.subject, word), "zh"),)


def _day(text: str) -> Fraction | None:
    """A day as results hold it; None where it is none."""
    try:
        return day_number(datetime.date.fromisoformat(text))
    except ValueError:
        return None


def _read(text: str, kind: Type, power: int) -> Fraction | None:
    """A figure written in units of ten to that power; None where it is none of the type."""
    if isinstance(kind, Ordinal):
        return Fraction(kind.scale.index(text)) if text in kind.scale else None
    try:
        value = Fraction(text) * Fraction(10) ** power
    except ValueError:
        return None
    if isinstance(kind, Decimal) and ((value * 10**kind.digits).denominator != 1 or not kind.low <= value <= kind.high):
        return None
    return value
