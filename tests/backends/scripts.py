"""A script of ``kpidsl compile`` run as its reader would run it: the tables it describes are loaded, then it is carried out.

Takes a script and a month; gives the rows of its queries. A month is loaded as the comments of the script say, and what no SQL
works out is filled in where the script says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Protocol

from attrs import frozen

from kpidsl.backends.sql.database import Database, Value
from kpidsl.backends.sql.dialect import Dialect
from kpidsl.backends.sql.opening import log_columns, scan_columns
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.text import script_program, sql_text
from kpidsl.core import calendar
from kpidsl.diagnostics import Lang
from kpidsl.plan.nodes import Log, Plan, State
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import pay_sheet, scores_sheet, totals_sheet
from kpidsl.scores.month import Month

_COLUMN = re.compile(r'  ["`]((?:[^"`]|""|``)*)["`] (\w+),? -- (.*)')
_OPENED = re.compile(r'CREATE TABLE IF NOT EXISTS ["`]([^"`]*)["`] \((.*?)\n\);', re.DOTALL)
_QUERY = re.compile(r"\A(?:(?:--[^\n]*)?\n)*SELECT ")


Rows = list[Sequence[Value]]


class Loading(Database, Protocol):
    """A database that takes rows into a table that is there."""

    def load(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Puts rows into ``table``, which is not quoted."""


@frozen
class ByHand:
    """A database as whoever runs a script sees it, who loads ``chosen`` of the rows that belong into a table."""

    database: Loading
    dialect: Dialect
    chosen: Callable[[str, Rows], Rows]

    def execute(self, statement: str) -> None:
        """Runs a statement that is written for all."""
        self.database.execute(self.dialect.spelled(statement))

    def rows(self, query: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query that is written for all."""
        return self.database.rows(self.dialect.spelled(query), parameters)

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Value]]) -> None:
        """Makes the table with what is chosen."""
        spelled = self.dialect.spelled
        chosen = self.chosen(table.strip('"'), list(rows))
        self.database.fill(spelled(table), [(spelled(key), kind) for key, kind in columns], chosen)


def _all(_: str, rows: Rows) -> Rows:
    return rows


@frozen
class Answers:
    """The rows of the queries at the end of a script."""

    scores: list[tuple[str, ...]]
    totals: list[tuple[str, ...]]
    pay: list[tuple[str, ...]]
    findings: list[tuple[str, ...]]


def opened(script: str) -> dict[str, dict[str, str]]:
    """The tables that a month is loaded into, each with what the script says of its columns."""
    return {
        match[1]: {found[1].replace('""', '"').replace("``", "`"): found[3] for found in _COLUMN.finditer(match[2])}
        for match in _OPENED.finditer(script)
    }


def statements(script: str) -> Iterator[str]:
    """The statements with the comments before each; one ends with a line that ends with a semicolon and is no comment."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if line.endswith(";") and not line.startswith("--"):
            yield "\n".join(lines).strip().removesuffix(";")
            lines = []
    assert all(not line or line.startswith("--") for line in lines), lines


def factor(said: str, one: Fraction) -> Fraction:
    """What the script stores 1 as; ``one`` is 1 of the unit of measure in base units."""
    stored = re.search(r"(?:存成|stored as) (\d+)$", said)
    return int(stored[1]) / one if stored else Fraction(1)


Tables = dict[str, list[dict[str, Value]]]
"""The rows of the tables that a month is loaded into, each by the keys of its columns."""


@frozen
class Script:
    """A script for a database, and the program that it is of."""

    plan: Plan
    dialect: Dialect
    program: Program
    text: str

    @staticmethod
    def of(plan: Plan, lang: Lang, dialect: Dialect) -> "Script":
        """The script of a plan."""
        program, _ = script_program(plan, lang, dialect)
        return Script(plan, dialect, program, sql_text(plan, lang, dialect))

    def said(self) -> list[dict[str, str]]:
        """What it says of the columns of each of its tables, by their keys."""
        keys = [scan_columns(self.program), *(log_columns(self.program, log) for log in self.plan.scan.logs)]
        told = opened(self.text).values()
        return [
            dict(zip((key for key, _ in own), says.values(), strict=True)) for own, says in zip(keys, told, strict=True)
        ]

    def tables(self, month: Month) -> Tables:
        """A month as its comments describe the tables: whole numbers, as many as they say for one unit of measure."""
        units, *logs = self.said()
        rows = [list(_scan_rows(self.plan, month, units))]
        rows += [list(_log_rows(log, month, said)) for log, said in zip(self.plan.scan.logs, logs, strict=True)]
        return dict(zip(opened(self.text), rows, strict=True))

    def answers(self, database: Loading, tables: Tables, chosen: Callable[[str, Rows], Rows] = _all) -> Answers:
        """What its queries answer to these rows, where of those that no SQL works out the ``chosen`` ones of each table are loaded."""
        fillings = [one for one in self.program.statements if not isinstance(one, str)]
        to_load, found = (
            iter(zip(opened(self.text), tables.values(), self.said(), strict=True)),
            list[list[tuple[str, ...]]](),
        )
        for statement in statements(self.text):
            if _QUERY.match(statement):
                found.append(database.rows(statement))
                continue
            database.execute(statement)
            if "CREATE TABLE IF NOT EXISTS" in statement:
                table, rows, said = next(to_load)
                database.load(table, [[row.get(key) for key in said] for row in rows])
            for filling in fillings:
                if f"{self.dialect.spelled(self.dialect.temporary.format(filling.table))} (" in statement:
                    database.execute(self.dialect.spelled(f"DROP TABLE {filling.table}"))
                    filling.run(ByHand(database, self.dialect, chosen))
        assert not list(to_load)
        scores, totals, *pay, findings = found
        return Answers(scores, totals, [row for rows in pay for row in rows], findings)


def answers(database: Loading, plan: Plan, month: Month, lang: Lang, dialect: Dialect) -> Answers:
    """What the queries of the script answer to a month."""
    script = Script.of(plan, lang, dialect)
    return script.answers(database, script.tables(month))


def agree(found: Answers, expected: Outcome, plan: Plan, lang: Lang) -> None:
    """Asserts that the queries gave what an evaluator gave."""
    assert found.totals == expected.rows(totals_sheet(plan, lang))
    assert found.scores == expected.rows(scores_sheet(plan, lang))
    paid = pay_sheet(plan, lang)
    assert found.pay == (expected.rows(paid) if paid else [])
    told = [(row.report.code, row.unit, row.unit_class) for row in expected.reports]
    assert [(row[0], *row[4:]) for row in found.findings] == told


def _scan_rows(plan: Plan, month: Month, said: dict[str, str]) -> Iterator[dict[str, Value]]:
    for order, unit in enumerate(month.units):
        row: dict[str, Value] = {"unit": unit.name, "class": unit.unit_class, "order": order}
        row |= {"link:" + link: unit.links.get(link) for link in plan.scan.links}
        row |= {key: int(value) for key, value in calendar.of_period(month.period, plan.cycle).items() if key in said}
        for source in plan.scan.inputs:
            cell = month.cells.get(source.key, {}).get(unit.name, State.NOT_APPRAISED)
            row[source.state] = int(cell) if isinstance(cell, State) else 0
            one = factor(said[source.key], source.scale)
            row[source.key] = None if isinstance(cell, State) else int(cell * one)
        for earlier in plan.scan.past:
            value = month.past.get(earlier.key, {}).get(unit.name)
            row[earlier.key] = None if value is None else int(value * factor(said[earlier.key], Fraction(1)))
        yield row


def _log_rows(log: Log, month: Month, said: dict[str, str]) -> Iterator[dict[str, Value]]:
    order_of = {unit.name: order for order, unit in enumerate(month.units)}
    scales = {column.key: column.scale for column in log.columns}
    for number, record in enumerate(month.logs.get(log.name, ())):
        row: dict[str, Value] = {"order": order_of[record.unit], "#row": number}
        for key, value in record.values.items():
            one = factor(said[key], scales.get(key, Fraction(1)))
            row[key] = value if isinstance(value, str) or value is None else int(value * one)
        yield row
