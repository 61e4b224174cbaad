"""Aggregates take their places in the plan: each directly before the first node that reads it.

Takes nodes in order and the aggregates of a policy; gives the nodes with a ``Gather`` for each aggregate that is read. What
an aggregate reads is there by then: the kinds of columns that a place may read (``core/names.py``) see to that.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.aggregates import Aggregate, Preceding, Rows
from kpidsl.core.types import Type
from kpidsl.plan.nodes import Extend, Gather, Linked, Node, Origin, Precede, Rank, Reach, Report, Title

_RECORDS = 2
"""Figures over records."""
_STAGE = 6
"""Peer figures come after the marks of the row itself; an earlier reader brings its aggregates forward."""


def with_gathers(
    nodes: Iterable[Node], aggregates: Iterable[Aggregate | Preceding], types: Mapping[str, Type]
) -> tuple[Node, ...]:
    """The nodes, with the aggregates they read before them."""
    waiting = {aggregate.key: aggregate for aggregate in aggregates}
    found: list[Node] = []
    for node in nodes:
        for key in sorted(columns_read(node)):
            found += _brought(key, node, waiting, types)
        found.append(node)
    return tuple(found)


def _brought(
    key: str, reader: Node, waiting: dict[str, Aggregate | Preceding], types: Mapping[str, Type]
) -> Iterator[Node]:
    aggregate = waiting.pop(key, None)
    if aggregate is None:
        return
    for inner in sorted(_read_by(aggregate)):
        yield from _brought(inner, reader, waiting, types)
    title, origin = _whose(reader)
    if isinstance(aggregate, Preceding):
        yield Precede(
            key, aggregate.log, aggregate.same, aggregate.order, aggregate.within, aggregate.among,
            Title(aggregate.log, "RECORDS_BEFORE"), evolve(origin, stage=_RECORDS),
        )  # fmt: skip
        return
    if isinstance(aggregate.over, Rows):
        title, origin = Title(aggregate.over.log, aggregate.op, aggregate.unit), evolve(origin, stage=_RECORDS)
    yield Gather(key, aggregate.op, aggregate.of, aggregate.where, aggregate.over, types[key], title, origin)


def _read_by(aggregate: Aggregate | Preceding) -> set[str]:
    match aggregate:
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
