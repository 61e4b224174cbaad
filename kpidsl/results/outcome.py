"""The outcome of a run: what was found, and the sheets that can be written from it.

Every backend gives the same outcome for the same plan and data, to the byte.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from kpidsl.plan.nodes import Report
from kpidsl.results.figures import Value
from kpidsl.results.sheets import Sheet
from kpidsl.values import frozen


@frozen
class ReportRow:
    """A unit for which ``report`` holds; ``shown`` holds the figures of the report's ``show`` columns, in that order."""

    report: Report
    unit: str
    unit_class: str
    shown: tuple[Value, ...]


class Outcome(Protocol):
    """What a run gives."""

    @property
    def units(self) -> int:
        """How many units were evaluated."""

    @property
    def reports(self) -> tuple[ReportRow, ...]:
        """All report rows, by report in plan order, then by roster order."""

    def rows(self, sheet: Sheet, limit: int | None = None) -> list[tuple[str, ...]]:
        """The first ``limit`` rows of a sheet as written texts, in roster order."""

    def write(self, sheet: Sheet, path: Path) -> None:
        """Writes the whole sheet as csv (UTF-8 with BOM, LF)."""

    def figures(self, unit: str) -> Mapping[str, Value] | None:
        """Every column of one unit, or None if there is no such unit."""
