"""Some units computed alone, for an example or a trace.

Takes a plan, what a month would say of them, and what units that are not there contribute; gives their rows. Never looks at
a month.
"""

from collections.abc import Iterable, Mapping, Sequence

from kpidsl.backends.reference.expressions import value_of
from kpidsl.backends.reference.nodes import gather, precede, rank, run_node, weigh
from kpidsl.backends.reference.rows import Records, Row, records_of
from kpidsl.core.aggregates import Rows
from kpidsl.plan.nodes import (
    CLASS,
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
    Weigh,
)  # fmt: skip
from kpidsl.results.figures import Value
from kpidsl.scores.month import LogRow


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
                precede(node, records[node.log])
            case Gather(column, over=Rows()) if logs is not None and column not in given:
                gather(node, [row], records)
            case Weigh():
                weigh(node, row)
            case Extend() if node.column not in given:
                row[node.column] = value_of(node.expr, row)
            case Reach() if node.column not in given:
                row[node.column] = bool(row[node.fired]) and "unit" in node.via
            case Rank() if others is not None and any(row[CLASS] in classes for _, classes in node.groups):
                rank(node, [row, *(dict(other) for other in others)])
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
                precede(node, own[node.log])
            case Linked(column):  # what an example says of the unit at the other end
                for row in rows:
                    row.setdefault(column, None)
            case _:
                run_node(node, rows, own, [])
        for row, (_, given) in zip(rows, units, strict=True):
            row.update({column: given[column] for column in added_columns(node) if column in given})
    return rows


def added_columns(node: Node) -> tuple[str, ...]:
    """The columns that a node adds, by which a given value is put back."""
    return (node.column,) if isinstance(node, Extend) else columns_from_others(node)


def replay_records(plan: Plan, logs: Mapping[str, Iterable[LogRow]], unit: str) -> Records:
    """The records of one unit, with the columns that the plan adds to them."""
    own = {log: [record for record in rows if record.unit == unit] for log, rows in logs.items()}
    records = records_of(plan.scan, own)
    for node in plan.nodes:
        if isinstance(node, Precede):
            precede(node, records[node.log])
    return records


def columns_from_others(node: Node) -> tuple[str, ...]:
    """The columns of a node that depend on other units."""
    match node:
        case Linked(column) | Reach(column) | Gather(column):
            return (column,)
        case Rank():
            return (node.place, node.places, node.base, node.spent)
        case _:
            return ()
