"""The outcome of a program that has run on a database.

Takes the database and the program; gives rows, reports and figures as ``results.outcome`` says. Rows stay in the database until
they are asked for. Never writes a file: each database has a way of its own.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, Generic, TypeVar

from kpidsl.backends.reference.replay import replay
from kpidsl.backends.sql import publish
from kpidsl.backends.sql.database import Database
from kpidsl.backends.sql.program import Program, report_key
from kpidsl.backends.sql.relations import SCAN
from kpidsl.plan.integers.expr import IntCol, IntLit, IntNull, TruthCol
from kpidsl.plan.integers.numbers import TextColumn
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Gather, Linked, Rank, Reach, Report
from kpidsl.results.figures import Value
from kpidsl.results.outcome import ReportRow
from kpidsl.results.sheets import Sheet
from kpidsl.values import field, frozen

D = TypeVar("D", bound=Database)


@frozen
class SqlOutcome(Generic[D]):
    """What a database holds after a run."""

    database: D = field(repr=False)
    program: Program = field(repr=False)

    @cached_property
    def units(self) -> int:
        """How many units were evaluated."""
        ((count,),) = self.database.rows(f"SELECT COUNT(*) FROM {self.program.names(SCAN)}")
        return int(count)

    @property
    def reports(self) -> tuple[ReportRow, ...]:
        """All report rows, by report in plan order, then by roster order."""
        found: list[ReportRow] = []
        holding = self._holding()
        for index, node in enumerate(self.program.integers.plan.nodes):
            if index not in holding or not isinstance(node, Report):
                continue
            parts = publish.stored_parts(self.program, node.show)
            for unit, unit_class, *values in self.database.rows(publish.report_query(self.program, index, node.show)):
                stored = dict(zip(parts, values, strict=True))
                shown = tuple(self._value(key, stored) for key in node.show)
                found.append(ReportRow(node, unit, unit_class, shown))
        return tuple(found)

    def _holding(self) -> set[int]:
        """The places in the plan of the reports that hold for some unit: most hold for none."""
        nodes, home = self.program.integers.plan.nodes, self.program.relations.home
        by_table: dict[str, list[int]] = {}
        for index, node in enumerate(nodes):
            if isinstance(node, Report):
                by_table.setdefault(home[report_key(index)], []).append(index)
        holding: set[int] = set()
        for table, places in by_table.items():
            (counts,) = self.database.rows(publish.reports_query(self.program, table, places))
            holding.update(place for place, count in zip(places, counts, strict=True) if count)
        return holding

    def rows(self, sheet: Sheet, limit: int | None = None) -> list[tuple[str, ...]]:
        """The first ``limit`` rows of a sheet as written texts, in roster order."""
        return self.database.rows(publish.rows_query(self.program, sheet, limit))

    def figures(self, unit: str) -> Mapping[str, Value] | None:
        """Every column of one unit, or None if there is no such unit.

        What looks at other units comes from the database, the rest is computed again from the unit's own data.
        """
        plan = self.program.integers.plan
        opening = (UNIT, CLASS, ORDER, *("link:" + link for link in plan.scan.links), *plan.scan.calendar)
        opening += tuple(key for source in plan.scan.inputs for key in (source.key, source.state))
        opening += tuple(earlier.key for earlier in plan.scan.past)
        across: list[str] = []
        for node in plan.nodes:
            match node:
                case Linked(column) | Reach(column) | Gather(column):
                    across.append(column)
                case Rank():
                    across += (node.place, node.places, node.base, node.spent)
                case _:
                    pass
        keys = (*opening, *across)
        found = self.database.rows(publish.unit_query(self.program, keys), [unit])
        if not found:
            return None
        stored = dict(zip(publish.stored_parts(self.program, keys), found[0], strict=True))
        values = {key: self._value(key, stored) for key in keys}
        return replay(plan, {key: values[key] for key in opening}, {key: values[key] for key in across})

    def _value(self, key: str, stored: Mapping[str, Any]) -> Value:
        match self.program.integers.columns[key]:
            case TextColumn(column):
                text: str | None = stored[column]
                return text
            case TruthCol(column):
                truth: bool | None = stored[column]
                return truth
            case Quotient(num, den, factors, digits):
                parts = [_held(part, stored) for part in (num, *factors)]
                value = Fraction(1)
                for part in parts[1:]:
                    if part is None:
                        return None
                    value /= part
                return None if parts[0] is None else value * parts[0] / den / Fraction(10) ** digits


def _held(part: object, stored: Mapping[str, Any]) -> int | None:
    match part:
        case IntLit(value):
            return value
        case IntNull():
            return None
        case IntCol(key):
            held: int | None = stored[key]
            return held
        case _:
            raise TypeError(f"not stored: {part}")
