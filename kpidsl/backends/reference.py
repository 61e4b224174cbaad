"""The reference evaluator: what the language means, in plain exact Python.

Takes a plan and a month; gives every column of every unit, as fractions. It is written to be read, not to be fast: each
plan node is one function, each core operation one line. ``replay`` computes one unit alone, with what it needs of other
units handed in. Nothing here is approximate, and nothing is decided here that the plan does not say.
"""

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import prod
from pathlib import Path

from attrs import field

from kpidsl.core import calendar
from kpidsl.core import expr as e
from kpidsl.core.aggregates import Inflow, Peers, Rows
from kpidsl.core.expr import Expr
from kpidsl.core.irrational import Means, round_to, rounded_value
from kpidsl.plan.nodes import (
    CLASS,
    ORDER,
    UNIT,
    Emit,
    Extend,
    Gather,
    Linked,
    Node,
    Plan,
    Precede,
    Rank,
    Reach,
    Report,
    Scan,
    State,
    Weigh,
)  # fmt: skip
from kpidsl.results.figures import Value, decimal_text
from kpidsl.results.outcome import ReportRow
from kpidsl.results.sheets import ByClass, Content, DayOf, LevelOf, NamesOf, NumberOf, Sheet, TextOf, csv_field
from kpidsl.scores.month import LogRow, Month
from kpidsl.syntax.dates import day_text
from kpidsl.values import frozen

Row = dict[str, Value]
Records = dict[str, list[Row]]
"""The records of each log, with what is computed of each."""


def evaluate(plan: Plan, month: Month) -> "ReferenceOutcome":
    """Runs every node over all units of the month."""
    rows = [_opening_row(plan, month, order) for order in range(len(month.units))]
    records = records_of(plan.scan, month.logs)
    reports: list[ReportRow] = []
    for node in plan.nodes:
        _run(node, rows, records, reports)
    return ReferenceOutcome(rows, tuple(reports))


def replay(
    plan: Plan,
    opening: Mapping[str, Value],
    given: Mapping[str, Value],
    others: Iterable[Mapping[str, Value]] | None = None,
    logs: Mapping[str, Iterable[LogRow]] | None = None,
) -> Row:
    """Computes one unit alone from its opening columns; ``given`` holds what other units contribute, and wins.

    ``logs`` are its records; without them figures over records come from ``given``. ``others`` are the units it is ranked with,
    by the columns that ranks read; without them places come from ``given``.
    """
    row: Row = {**opening, **given}
    records = records_of(plan.scan, logs or {})
    for node in plan.nodes:
        match node:
            case Precede():
                _precede(node, records[node.log])
            case Gather(column, over=Rows()) if logs is not None and column not in given:
                _gather(node, [row], records)
            case Weigh():
                _weigh(node, row)
            case Extend() if node.column not in given:
                row[node.column] = value_of(node.expr, row)
            case Reach() if node.column not in given:
                row[node.column] = bool(row[node.fired]) and "unit" in node.via
            case Rank() if others is not None and any(row[CLASS] in classes for _, classes in node.groups):
                _rank(node, [row, *(dict(other) for other in others)])
            case Linked() | Rank() | Gather():
                for column in columns_from_others(node):
                    row.setdefault(column, None)
            case _:
                pass
    return row


def replay_among(
    plan: Plan, units: Sequence[tuple[Mapping[str, Value], Mapping[str, Value]]], own: Records
) -> list[Row]:
    """Computes some units as the only ones of a month; ``given`` of each wins over what is computed, and says what links bring.

    ``own`` are the records of the first of them; the others have none.
    """
    rows: list[Row] = [{**opening, **given} for opening, given in units]
    for node in plan.nodes:
        match node:
            case Report() | Scan() | Emit():
                continue
            case Precede():
                _precede(node, own[node.log])
            case Linked(column):  # what an example says of the unit at the other end
                for row in rows:
                    row.setdefault(column, None)
            case _:
                _run(node, rows, own, [])
        for row, (_, given) in zip(rows, units, strict=True):
            row.update({column: given[column] for column in added_columns(node) if column in given})
    return rows


def added_columns(node: Node) -> tuple[str, ...]:
    """The columns that a node adds, by which a given value is put back."""
    return (node.column,) if isinstance(node, Extend) else columns_from_others(node)


def columns_from_others(node: Node) -> tuple[str, ...]:
    """The columns of a node that depend on other units."""
    match node:
        case Linked(column) | Reach(column) | Gather(column):
            return (column,)
        case Rank():
            return (node.place, node.places, node.base, node.spent)
        case _:
            return ()


def opening_columns(plan: Plan) -> frozenset[str]:
    """The columns that a month brings."""
    links = {"link:" + link for link in plan.scan.links}
    cells = {column for source in plan.scan.inputs for column in (source.key, source.state)}
    past = {column.key for column in plan.scan.past}
    return frozenset({UNIT, CLASS, ORDER, *plan.scan.calendar} | links | cells | past)


def value_of(expr: Expr, row: Mapping[str, Value]) -> Value:
    """The value of a core expression for one row; None where absent. Of a choice, only the arm taken is looked at."""
    match expr:
        case e.Case(arms, default):
            return value_of(next((value for when, value in arms if value_of(when, row)), default), row)
        case _:
            return function_of(expr)(row)


Function = Callable[[Mapping[str, Value]], Value]


def function_of(expr: Expr) -> Function:
    """A core expression as a function of a row; None where absent."""
    match expr:
        case e.Const(value):
            return lambda _: value
        case e.Col(key):
            return operator.itemgetter(key)
        case e.Null():
            return lambda _: None
        case e.Case(arms, default):
            return _choice([(function_of(when), function_of(value)) for when, value in arms], function_of(default))
        case e.Cmp(op, left, right):
            return _comparison(_HOLDS[op], function_of(left), function_of(right))
        case e.And(args):
            parts = [function_of(arg) for arg in args]
            return lambda row: all(part(row) for part in parts)
        case e.Or(args):
            parts = [function_of(arg) for arg in args]
            return lambda row: any(part(row) for part in parts)
        case e.Not(arg):
            part = function_of(arg)
            return lambda row: not part(row)
        case e.Present(key):
            return lambda row: row[key] is not None
        case e.Among(key, texts):
            return lambda row: row[key] in texts
        case _:
            return _arithmetic(_operation(expr), [function_of(part) for part in e.children(expr)])


def _choice(arms: list[tuple[Function, Function]], default: Function) -> Function:
    def chosen(row: Mapping[str, Value]) -> Value:
        for when, value in arms:
            if when(row):
                return value(row)
        return default(row)

    return chosen


_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _comparison(holds: Callable[[int, int], bool], left: Function, right: Function) -> Function:
    """By the numerators over the product of the denominators; false where a side is absent."""

    def compared(row: Mapping[str, Value]) -> bool:
        a, b = left(row), right(row)
        if type(a) is not Fraction or type(b) is not Fraction:
            return False
        return holds(a.numerator * b.denominator, b.numerator * a.denominator)

    return compared


def _arithmetic(operation: Callable[[list[Fraction]], Value], parts: list[Function]) -> Function:
    """Absent where a part is."""

    def computed(row: Mapping[str, Value]) -> Value:
        numbers = [number for part in parts if type(number := part(row)) is Fraction]
        return operation(numbers) if len(numbers) == len(parts) else None

    return computed


def _operation(expr: Expr) -> Callable[[list[Fraction]], Value]:
    match expr:
        case e.Add():
            return lambda numbers: sum(numbers, Fraction())
        case e.Mul():
            return lambda numbers: prod(numbers, start=Fraction(1))
        case e.Div():
            return lambda numbers: numbers[0] / numbers[1] if numbers[1] > 0 else None
        case e.Round(_, digits, mode):
            return lambda numbers: round_to(numbers[0], digits, mode)
        case e.Irrational(word, _, by, digits, mode):
            return lambda numbers: rounded_value(word, numbers, by, digits, mode)
        case e.Least():
            return min
        case e.Greatest():
            return max
        case _:
            raise TypeError(f"not an expression: {expr}")


_STATES = {state: Fraction(state) for state in State}


def _opening_row(plan: Plan, month: Month, order: int) -> Row:
    scan, unit = plan.scan, month.units[order]
    row: Row = {UNIT: unit.name, CLASS: unit.unit_class, ORDER: Fraction(order)}
    for link in scan.links:
        row["link:" + link] = unit.links.get(link)
    if scan.calendar:
        known = calendar.of_period(month.period, plan.cycle)
        row.update({key: known[key] for key in scan.calendar})
    for source in scan.inputs:
        cell = month.cells.get(source.key, {}).get(unit.name, State.NOT_APPRAISED)
        row[source.key] = None if isinstance(cell, State) else cell
        row[source.state] = _STATES[cell if isinstance(cell, State) else State.VALUE]
    for earlier in scan.past:
        row[earlier.key] = month.past.get(earlier.key, {}).get(unit.name)
    return row


def _run(node: Node, rows: list[Row], records: Records, reports: list[ReportRow]) -> None:
    match node:
        case Scan() | Emit():
            pass
        case Weigh():
            for row in rows:
                _weigh(node, row)
        case Extend(column, expr):
            function = function_of(expr)
            for row in rows:
                row[column] = function(row)
        case Linked():
            _linked(node, rows)
        case Reach():
            _reach(node, rows)
        case Rank():
            for _, classes in node.groups:
                _rank(node, [row for row in rows if row[CLASS] in classes])
            for row in rows:
                for column in (node.place, node.places, node.base, node.spent):
                    row.setdefault(column, None)
        case Gather():
            _gather(node, rows, records)
        case Precede():
            _precede(node, records[node.log])
        case Report():
            when = function_of(node.when)
            reports += [_report(node, row) for row in rows if when(row)]


def _weigh(node: Weigh, row: Row) -> None:
    weights: Iterable[Fraction | None] = dict(node.rows)[str(row[CLASS])]
    row.update(zip(node.columns, weights, strict=True))


def _linked(node: Linked, rows: list[Row]) -> None:
    source = {row[UNIT]: row[node.source] for row in rows}
    for row in rows:
        row[node.column] = source.get(row["link:" + node.link])


def _reach(node: Reach, rows: list[Row]) -> None:
    fired = [row for row in rows if row[node.fired]]
    reached: set[tuple[str, Value]] = set()
    for via in node.via:
        key = UNIT if via == "unit" else CLASS if via == "class" else via
        reached |= {("class" if via == "class" else "unit", row[key]) for row in fired}
    for row in rows:
        row[node.column] = ("unit", row[UNIT]) in reached or ("class", row[CLASS]) in reached


def _rank(node: Rank, group: list[Row]) -> None:
    is_ranked, is_counted, spends = map(function_of, (node.ranked, node.counted, node.spends))
    ranked = [row for row in group if is_ranked(row)]
    base = Fraction(sum(bool(is_counted(row)) for row in group))
    spent = Fraction(sum(bool(spends(row)) for row in group))
    keys = {id(row): tuple(_rank_key(row[key]) for key in node.keys) for row in ranked}
    for row in group:
        row[node.place], row[node.places], row[node.base], row[node.spent] = None, Fraction(len(ranked)), base, spent
    for row in ranked:
        mine = keys[id(row)]
        if node.ties == "better":
            row[node.place] = Fraction(1 + sum(key > mine for key in keys.values()))
        else:
            row[node.place] = Fraction(sum(key >= mine for key in keys.values()))


def replay_records(plan: Plan, logs: Mapping[str, Iterable[LogRow]], unit: str) -> Records:
    """The records of one unit, with the columns that the plan adds to them."""
    own = {log: [record for record in rows if record.unit == unit] for log, rows in logs.items()}
    records = records_of(plan.scan, own)
    for node in plan.nodes:
        if isinstance(node, Precede):
            _precede(node, records[node.log])
    return records


def records_of(scan: Scan, logs: Mapping[str, Iterable[LogRow]]) -> Records:
    """The records of every log of a plan as rows, blank cells absent."""
    return {
        log.name: [
            {UNIT: record.unit, **dict.fromkeys(column.key for column in log.columns), **record.values}
            for record in logs.get(log.name, ())
        ]
        for log in scan.logs
    }


def _precede(node: Precede, records: list[Row]) -> None:
    order, among = function_of(node.order), function_of(node.among)
    within = None if node.within is None else value_of(node.within, {})
    groups: dict[tuple[Value, ...], list[Row]] = {}
    for record in records:
        groups.setdefault((record[UNIT], *(record[key] for key in node.same)), []).append(record)
    for group in groups.values():
        placed = [(order(record), among(record)) for record in group]
        for at, record in enumerate(group):
            own = placed[at][0]
            record[node.column] = Fraction(
                sum(
                    bool(counts) and isinstance(other, Fraction) and isinstance(own, Fraction)
                    and (other < own or (other == own and place < at))
                    and (not isinstance(within, Fraction) or other >= own - within)
                    for place, (other, counts) in enumerate(placed)
                )
            )  # fmt: skip


def _gather(node: Gather, rows: list[Row], records: Records) -> None:
    of, where = function_of(node.of), function_of(node.where)
    match node.over:
        case Rows(log):
            members = _by(records.get(log, []), UNIT)
            found = [(row, members.get(row[UNIT], [])) for row in rows]
        case Inflow(link):
            members = _by(rows, "link:" + link)
            found = [(row, members.get(row[UNIT], [])) for row in rows]
        case Peers(groups, others):
            of_class = {name: [row for row in rows if row[CLASS] in group] for group in groups for name in group}
            found = [
                (
                    row,
                    [one for one in of_class[str(row[CLASS])] if one is not row]
                    if others
                    else of_class[str(row[CLASS])],
                )
                for row in rows
                if row[CLASS] in of_class
            ]
    for row in rows:
        row[node.column] = None
    figures: dict[int, Value] = {}
    for row, group in found:
        if id(group) not in figures:  # units of one class have one list
            values = [value for one in group if where(one) and isinstance(value := of(one), Fraction)]
            figures[id(group)] = _of_many(node, values)
        row[node.column] = figures[id(group)]


def _by(rows: Iterable[Row], key: str) -> dict[Value, list[Row]]:
    found: dict[Value, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _of_many(node: Gather, values: list[Fraction]) -> Value:
    match node.op:
        case "SUM":
            return sum(values, Fraction())
        case "COUNT":
            return Fraction(len(values))
        case "LEAST":
            return min(values, default=None)
        case "GREATEST":
            return max(values, default=None)
        case "MEDIAN":
            ordered = sorted(values)
            middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
            return sum(middle, Fraction()) / len(middle) if middle else None
        case "GEOMETRIC_MEAN" if node.rounding:
            return Means(Counter(values)).mean(*node.rounding)
        case _:
            raise TypeError(f"not an operation over rows: {node.op}")


def _rank_key(value: Value) -> tuple[bool, Fraction]:
    return (True, value) if isinstance(value, Fraction) else (False, Fraction())


def _report(node: Report, row: Row) -> ReportRow:
    return ReportRow(node, str(row[UNIT]), str(row[CLASS]), tuple(row[column] for column in node.show))


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
