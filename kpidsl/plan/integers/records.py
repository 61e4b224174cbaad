"""The nodes over records of logs in integers.

Takes a node, the columns so far and what stores an output; gives the parts of its ``IntNode``: ``truths`` which records count,
``keys`` the value of each (and, of a ``Precede``, how far back it looks). What has to be stored on the way is stored for each
record, not for each unit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kpidsl.core.expr import Const, Expr
from kpidsl.core.types import COUNT, Decimal, Type, type_of
from kpidsl.plan.integers import quotient as q
from kpidsl.plan.integers.expr import Int, IntCol, IntLit, Truth, TruthCol
from kpidsl.plan.integers.numbers import Expressions
from kpidsl.plan.nodes import Gather, Precede

Store = Callable[[str, Type, bool], IntCol]
"""Stores an output of a node: its key, its type, whether it may be absent."""
Parts = tuple[tuple[Truth, ...], tuple[Int, ...], tuple[IntCol | TruthCol, ...]]


def gather(node: Gather, work: Expressions, store: Store) -> Parts:
    """A figure over the records of each unit."""
    with _of_records(work):
        value, when = _value(node.of, work), work.truth(node.where)
    kind, nullable = (COUNT, False) if node.op == "COUNT" else (node.type, node.op != "SUM")
    return (when,), (value,), (store(node.column, kind, nullable),)


def precede(node: Precede, work: Expressions, store: Store) -> Parts:
    """How many records stand before each."""
    with _of_records(work):
        order, among = _value(node.order, work), work.truth(node.among)
    kind = type_of(node.order, work.proven)
    assert isinstance(kind, Decimal)
    keys: tuple[Int, ...] = (order,)
    if isinstance(node.within, Const):
        keys = (order, IntLit(int(node.within.value * 10**kind.digits)))
    return (among,), keys, (store(node.column, COUNT, False),)


def _value(expr: Expr, work: Expressions) -> Int:
    kind = type_of(expr, work.proven)
    assert isinstance(kind, Decimal), "what is gathered has declared digits"
    return q.at_digits(work.number(expr), kind.digits).num


@contextmanager
def _of_records(work: Expressions) -> Iterator[None]:
    """What is stored for the records of one node is known to no other."""
    before = dict(work.stored)
    yield
    work.stored.clear()
    work.stored.update(before)
