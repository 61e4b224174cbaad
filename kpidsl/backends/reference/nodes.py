"""What each node of a plan does to the rows of a month, one function a node.

Takes a node, the rows before it and the records of their logs; adds its columns in place, its reports to a list. Never
looks at a node that comes later.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from kpidsl.backends.reference.expressions import function_of, value_of
from kpidsl.backends.reference.rows import Records, Row
from kpidsl.core.aggregates import Inflow, Peers, Rows
from kpidsl.core.irrational import Means
from kpidsl.plan.nodes import (
    CLASS,
    UNIT,
    Emit,
    Extend,
    Gather,
    Linked,
    Node,
    Precede,
    Rank,
    Reach,
    Report,
    Scan,
    Weigh,
)  # fmt: skip
from kpidsl.results.figures import Value
from kpidsl.results.outcome import ReportRow


def run_node(node: Node, rows: list[Row], records: Records, reports: list[ReportRow]) -> None:
    """Runs a node over all units, whose rows it changes in place."""
    match node:
        case Scan() | Emit():
            pass
        case Weigh():
            for row in rows:
                weigh(node, row)
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
                rank(node, [row for row in rows if row[CLASS] in classes])
            for row in rows:
                for column in (node.place, node.places, node.base, node.spent):
                    row.setdefault(column, None)
        case Gather():
            gather(node, rows, records)
        case Precede():
            precede(node, records[node.log])
        case Report():
            when = function_of(node.when)
            reports += [_report(node, row) for row in rows if when(row)]


def weigh(node: Weigh, row: Row) -> None:
    """Gives a unit the weights of its class."""
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


def rank(node: Rank, group: list[Row]) -> None:
    """Places the units of one group; those not ranked have no place, but the numbers of the group."""
    is_ranked, is_counted, spends = map(function_of, (node.ranked, node.counted, node.spends))
    ranked = [row for row in group if is_ranked(row)]
    base = Fraction(sum(bool(is_counted(row)) for row in group))
    spent = Fraction(sum(bool(spends(row)) for row in group))
    scores = list(zip(*(_in_order([row[key] for row in ranked]) for key in node.keys), strict=True))
    ordered = sorted(scores)
    for row in group:
        row[node.place], row[node.places], row[node.base], row[node.spent] = None, Fraction(len(ranked)), base, spent
    for row, mine in zip(ranked, scores, strict=True):
        if node.ties == "better":
            row[node.place] = Fraction(1 + len(ordered) - bisect_right(ordered, mine))
        else:
            row[node.place] = Fraction(len(ordered) - bisect_left(ordered, mine))


def precede(node: Precede, records: list[Row]) -> None:
    """Counts for each record those of its unit that came before it."""
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


def gather(node: Gather, rows: list[Row], records: Records) -> None:
    """Gives each unit a figure of many rows: its records, the units that point at it, or those of its class."""
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


def _in_order(values: list[Value]) -> list[tuple[bool, int]]:
    """What compares as the values of a key do, absent below any number: numerators over a common denominator."""
    common = lcm(*(value.denominator for value in values if isinstance(value, Fraction)))
    return [
        (True, value.numerator * (common // value.denominator)) if isinstance(value, Fraction) else (False, 0)
        for value in values
    ]


def _report(node: Report, row: Row) -> ReportRow:
    return ReportRow(node, str(row[UNIT]), str(row[CLASS]), tuple(row[column] for column in node.show))
