"""The nodes over records of logs, as queries.

Takes the relations so far, a node, the table of the log and the layers of what is computed of each record; gives the text of
a query: of a ``Gather`` with ``order`` and the figure, one row per unit; of a ``Precede`` the log with its column added. A log
has a row per record: the ``order`` of its unit, its own number, its columns.
"""

from collections.abc import Sequence

from kpidsl.backends.sql.emit import leaves_64_bits
from kpidsl.backends.sql.relations import SCAN, Relations
from kpidsl.plan.integers.expr import IntCol
from kpidsl.plan.integers.program import IntNode
from kpidsl.plan.nodes import ORDER, Gather, Precede

NUMBER = "#row"
"""The number of a record in its log."""


def gather(relations: Relations, node: IntNode, log: str, layers: Sequence[str]) -> str:
    """The figure of each unit; of one without records a sum or count is 0, anything else absent."""
    assert isinstance(node.node, Gather)
    names, dialect = relations.names, relations.dialect
    output = node.outputs[0]
    assert isinstance(output, IntCol)
    order, kind = names(ORDER), dialect.wide if leaves_64_bits(output) else dialect.narrow
    tables = [*_stacked(relations, log, layers), _counted(relations, node, layers)]
    if node.node.op == "MEDIAN":
        tables.append(_ordered(relations))
    found, source = _FIGURES[node.node.op], _FROM[node.node.op]
    tables.append(f'found AS (\n  SELECT {order}, {found} AS "#figure"\n  FROM {source}\n  GROUP BY {order}\n)')
    figure = f'CAST(found."#figure" AS {kind})'
    figure = figure if output.nullable else f"COALESCE({figure}, 0)"
    scan = names(SCAN)
    return (
        f"WITH {', '.join(tables)}\nSELECT {scan}.{order}, {figure} AS {names(output.key)}\n"
        f"FROM {scan} LEFT JOIN found ON found.{order} = {scan}.{order}"
    )


def values(relations: Relations, node: IntNode, log: str, layers: Sequence[str]) -> str:
    """The value of each record that counts, with its unit."""
    return (
        f"WITH {', '.join([*_stacked(relations, log, layers), _counted(relations, node, layers)])}\nSELECT * FROM own"
    )


def _counted(relations: Relations, node: IntNode, layers: Sequence[str]) -> str:
    assert isinstance(node.node, Gather)
    emitter = relations.emitter
    value = emitter.brought(node.keys[0], node.node.op, node.outputs[0])
    return (
        f'own AS (\n  SELECT {relations.names(ORDER)}, {value} AS "#value"\n'
        f"  FROM {_last(layers)}\n  WHERE {emitter.truth(node.truths[0])}\n)"
    )


_FIGURES = {
    "SUM": 'SUM("#value")',
    "COUNT": 'COUNT("#value")',
    "LEAST": 'MIN("#value")',
    "GREATEST": 'MAX("#value")',
    "MEDIAN": 'SUM("#value" * ("#lower" + "#upper") * 5)',
}
"""A median has one decimal more than the values: the two in the middle, which may be the same, count five tenths each."""
_FROM = dict.fromkeys(_FIGURES, "own") | {"MEDIAN": "ordered"}


def _ordered(relations: Relations) -> str:
    """The values of each unit with whether they are the lower or the upper one of the middle."""
    order, divided = relations.names(ORDER), relations.emitter.divided
    place = f'ROW_NUMBER() OVER (PARTITION BY {order} ORDER BY "#value")'
    count = f"COUNT(*) OVER (PARTITION BY {order})"
    return (
        f'ordered AS (\n  SELECT {order}, "#value",\n'
        f'    CASE WHEN {place} = {divided(f"({count} + 1)", "2")} THEN 1 ELSE 0 END AS "#lower",\n'
        f'    CASE WHEN {place} = {divided(count, "2")} + 1 THEN 1 ELSE 0 END AS "#upper"\n'
        '  FROM own WHERE "#value" IS NOT NULL\n)'
    )


def stacked(relations: Relations, log: str, layers: Sequence[str]) -> str:
    """The records with all that is computed of each."""
    return f"WITH {', '.join(_stacked(relations, log, layers))}\nSELECT * FROM {_last(layers)}"


def precede(relations: Relations, node: IntNode, log: str, source: str, layers: Sequence[str]) -> str:
    """The log with how many records stand before each; ``source`` is the log with what was worked out of its records."""
    assert isinstance(node.node, Precede)
    names, emitter = relations.names, relations.emitter
    order, number = names(ORDER), names(NUMBER)
    placed = (
        f'placed AS (\n  SELECT *, {emitter.number(node.keys[0])} AS "#order", '
        f'{emitter.truth(node.truths[0], strict=True)} AS "#among"\n  FROM {_last(layers)}\n)'
    )
    same = [order, *map(names, node.node.same)]
    before = [f"other.{key} = own.{key}" for key in same] + [
        'other."#among"',
        f'(other."#order" < own."#order" OR (other."#order" = own."#order" AND other.{number} < own.{number}))',
    ]
    if len(node.keys) > 1:
        before.append(f'other."#order" >= own."#order" - {emitter.number(node.keys[1])}')
    counted = (
        f'counted AS (\n  SELECT own.{number}, COUNT(other.{number}) AS "#count"\n'
        f"  FROM placed AS own LEFT JOIN placed AS other ON {' AND '.join(before)}\n  GROUP BY own.{number}\n)"
    )
    tables = ", ".join([*_stacked(relations, source, layers), placed, counted])
    return (
        f'WITH {tables}\nSELECT log.*, counted."#count" AS {names(node.node.column)}\n'
        f"FROM {names(log)} AS log JOIN counted USING ({number})"
    )


def _stacked(relations: Relations, log: str, layers: Sequence[str]) -> list[str]:
    """The records, and what is computed of each, layer by layer."""
    tables = [f'"layer 0" AS (\n  SELECT * FROM {relations.names(log)}\n)']
    for number, layer in enumerate(layers, start=1):
        tables.append(
            f'"layer {number}" AS {relations.dialect.layered}(\n  SELECT *,\n{layer}\n  FROM "layer {number - 1}"\n)'
        )
    return tables


def _last(layers: Sequence[str]) -> str:
    return f'"layer {len(layers)}"'
