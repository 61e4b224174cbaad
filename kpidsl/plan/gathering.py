"""Aggregates take their places in the plan: each directly before the first node that reads it.

Takes nodes in order and the aggregates of a policy; gives the nodes with a ``Gather`` for each aggregate that is read. What
an aggregate reads is there by then: the kinds of columns that a place may read (``core/names.py``) see to that.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.aggregates import MOST_UNITS, PLACE, Aggregate, Placing, Preceding, Rows, aggregate_type
from kpidsl.core.types import COUNT, Type, type_of
from kpidsl.plan.nodes import Extend, Gather, Linked, Node, Origin, Plan, Precede, Rank, Reach, Report, Title

_RECORDS = 2
"""Figures over records."""
_STAGE = 6
"""Peer figures come after the marks of the row itself; an earlier reader brings its aggregates forward."""


def with_gathers(
    nodes: Iterable[Node], aggregates: Iterable[Aggregate | Preceding | Placing], types: dict[str, Type]
) -> tuple[Node, ...]:
    """The nodes, with the aggregates they read before them; ``types`` is told of columns added on the way."""
    waiting = {key: aggregate for aggregate in aggregates for key in _keys(aggregate)}
    found: list[Node] = []
    for node in nodes:
        for key in sorted(columns_read(node)):
            found += _brought(key, node, waiting, types)
        found.append(node)
    return tuple(found)


def logs_looked_back(plan: Plan) -> frozenset[str]:
    """The logs of which records of earlier months count too: some figure over them, or some order of them, says nothing of the month."""
    ages = {log.name: log.ages[:1] for log in plan.scan.logs}
    found = {node.log for node in plan.nodes if isinstance(node, Precede)}
    for node in plan.nodes:
        if isinstance(node, Gather) and isinstance(node.over, Rows):
            conditions = node.where.args if isinstance(node.where, e.And) else (node.where,)
            if not any(e.Cmp("=", e.Col(age), e.ZERO) in conditions for age in ages[node.over.log]):
                found.add(node.over.log)
    return frozenset(found)


def _keys(aggregate: Aggregate | Preceding | Placing) -> tuple[str, ...]:
    return (aggregate.key, aggregate.count_key) if isinstance(aggregate, Placing) else (aggregate.key,)


def _brought(
    key: str, reader: Node, waiting: dict[str, Aggregate | Preceding | Placing], types: dict[str, Type]
) -> Iterator[Node]:
    aggregate = waiting.get(key)
    if aggregate is None:
        return
    for one in _keys(aggregate):
        del waiting[one]
    for inner in sorted(_read_by(aggregate)):
        yield from _brought(inner, reader, waiting, types)
    title, origin = _whose(reader)
    if isinstance(aggregate, Placing):
        yield from _placed(aggregate, title, origin, types)
        return
    if isinstance(aggregate, Preceding):
        yield Precede(
            key, aggregate.log, aggregate.same, aggregate.order, aggregate.within, aggregate.among,
            Title(aggregate.log, "RECORDS_BEFORE"), evolve(origin, stage=_RECORDS),
        )  # fmt: skip
        return
    if isinstance(aggregate.over, Rows):
        title, origin = Title(aggregate.over.log, aggregate.op, aggregate.unit), evolve(origin, stage=_RECORDS)
    else:
        title = Title(_subject(aggregate.of), f"UNITS_{aggregate.op}", aggregate.unit)
    kind = types.get(key) or aggregate_type(aggregate.op, type_of(aggregate.of, types), MOST_UNITS, aggregate.rounding)
    types[key] = kind
    over = aggregate.over
    yield Gather(key, aggregate.op, aggregate.of, aggregate.where, over, kind, title, origin, aggregate.rounding)


def _subject(of: e.Expr) -> str:
    """What a figure over units is of, in the words of the policy; empty for a total or a composite."""
    return next((key.partition(":")[2] for key in sorted(e.columns_of(of))), "")


def _placed(placing: Placing, title: Title, origin: Origin, types: dict[str, Type]) -> Iterator[Node]:
    """The value that is compared, as a column, and the places by it."""
    value = placing.value_key
    types[value] = type_of(placing.of, types)
    yield Extend(value, placing.of, types[value], title, origin)
    columns = placing.key, placing.count_key, f"{placing.key}#base", f"{placing.key}#spent"
    types.update({placing.key: PLACE} | dict.fromkeys(columns[1:], COUNT))
    here = e.Present(value)
    yield Rank(
        tuple(("、".join(group), group) for group in placing.over.groups), (value,), placing.ties, here, here, e.FALSE,
        *columns, Title(title.subject, "RANK"), origin,
    )  # fmt: skip


def _read_by(aggregate: Aggregate | Preceding | Placing) -> set[str]:
    match aggregate:
        case Placing():
            return e.columns_of(aggregate.of)
        case Aggregate():
            return e.columns_of(aggregate.of) | e.columns_of(aggregate.where)
        case Preceding():
            return e.columns_of(aggregate.order) | e.columns_of(aggregate.among)


def _whose(reader: Node) -> tuple[Title, Origin]:
    match reader:
        case Extend() | Linked() | Reach() | Rank() | Gather():
            return reader.title, reader.origin
        case Report():
            return Title(), reader.origin
        case _:
            return Title(), Origin(_STAGE)


def columns_read(node: Node) -> set[str]:
    """The columns that a node reads."""
    match node:
        case Extend(_, expr):
            return e.columns_of(expr)
        case Linked(_, _, source):
            return {source}
        case Reach(_, fired):
            return {fired}
        case Rank():
            own = e.columns_of(node.ranked) | e.columns_of(node.counted) | e.columns_of(node.spends)
            return own | set(node.keys)
        case Gather():
            return e.columns_of(node.of) | e.columns_of(node.where)
        case Precede():
            return e.columns_of(node.order) | e.columns_of(node.among) | set(node.same)
        case Report():
            return e.columns_of(node.when) | set(node.show)
        case _:
            return set()
