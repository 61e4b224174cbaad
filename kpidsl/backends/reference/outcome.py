"""What a reference run gives: every column of every unit, read by sheets.

Takes rows and reports; gives texts as published. Never computes a figure.
"""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from kpidsl.backends.reference.rows import Row
from kpidsl.plan.nodes import CLASS, UNIT
from kpidsl.results.figures import Value, decimal_text
from kpidsl.results.outcome import ReportRow
from kpidsl.results.sheets import ByClass, Content, DayOf, LevelOf, NamesOf, NumberOf, Sheet, TextOf, csv_field
from kpidsl.syntax.days import day_text
from kpidsl.values import field, frozen


@frozen
class ReferenceOutcome:
    """The outcome of a reference run; ``table`` holds every column of every unit, in roster order."""

    table: list[Row] = field(repr=False)
    reports: tuple[ReportRow, ...]

    @property
    def units(self) -> int:
        """How many units were evaluated."""
        return len(self.table)

    def rows(self, sheet: Sheet, limit: int | None = None) -> list[tuple[str, ...]]:
        """The first ``limit`` rows of a sheet as texts."""
        return [tuple(_text(column.content, row) for column in sheet.columns) for row in self.table[:limit]]

    def write(self, sheet: Sheet, path: Path) -> None:
        """The whole sheet as csv, UTF-8 with BOM."""
        lines = ([column.heading for column in sheet.columns], *self.rows(sheet))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            file.writelines(",".join(map(csv_field, line)) + "\n" for line in lines)

    def figures(self, unit: str) -> Mapping[str, Value] | None:
        """Every column of one unit."""
        return next((row for row in self.table if row[UNIT] == unit), None)


def _text(content: Content, row: Row) -> str:
    match content:
        case TextOf(key):
            return str(row[key])
        case ByClass(texts):
            return dict(texts).get(str(row[CLASS]), "")
        case NumberOf(key, digits, state, words, power):
            value = row[key]
            if isinstance(value, Fraction):
                return decimal_text(value / Fraction(10) ** power, digits)
            return _state_word(row, state, words)
        case DayOf(key, state, words):
            day = row[key]
            return day_text(day) if isinstance(day, Fraction) else _state_word(row, state, words)
        case LevelOf(key, scale, state, words):
            position = row[key]
            return scale[int(position)] if isinstance(position, Fraction) else _state_word(row, state, words)
        case NamesOf(flags, joiner):
            return joiner.join(name for name, key in flags if row[key])


def _state_word(row: Row, state: str, words: tuple[tuple[int, str], ...]) -> str:
    """Why there is no figure, in a word; empty where that is not told."""
    code = row[state] if state else None
    return dict(words).get(int(code), "") if isinstance(code, Fraction) else ""
