"""Geometric means over records or units: the distinct values of each group are counted in the database, the means worked out here.

Takes the relations so far and a ``Gather``; gives what is done for it: a table of the values, a table of the means, what fills
that, and the query that gives every unit its own. Of more distinct values than ``worked`` allows none is read.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from kpidsl.backends.sql import among_units, records
from kpidsl.backends.sql.dialect import literal
from kpidsl.backends.sql.relations import SCAN, Relations
from kpidsl.backends.sql.worked import bounded, insert
from kpidsl.core.aggregates import Inflow, Peers, Rows
from kpidsl.core.irrational import GEOMETRIC_MEAN, Means
from kpidsl.plan.integers.expr import IntCol
from kpidsl.plan.integers.program import IntNode
from kpidsl.plan.nodes import ORDER, Gather
from kpidsl.values import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TEXT = "VARCHAR"


@frozen
class MeansFilling:
    """``table`` gets the means of the groups in ``query``, whose rows are a group, a value over ``10**scale`` and how often it occurs.

    Where ``others``, it gets the mean of all but one, for each value that may be left out, as well.
    """

    table: str
    query: str
    scale: int
    node: Gather
    others: bool

    def run(self, connection: "DuckDBPyConnection") -> None:
        """Fills the table; raises TooManyArguments before anything is read."""
        bounded(connection, self.query, self.node.title, self.node.origin, GEOMETRIC_MEAN)
        found = connection.execute(f"{self.query}\nORDER BY 1").fetchall()
        insert(
            connection,
            self.table,
            (row for name, rows in groupby(found, _first) for row in self._rows(name, list(rows))),
        )

    def _rows(self, group: str | int, rows: list[tuple[str | int, int, int]]) -> Iterator[Sequence[str]]:
        assert self.node.rounding is not None
        digits, mode = self.node.rounding
        values = {value: Fraction(value, 10**self.scale) for _, value, _ in rows}
        means = Means({values[value]: count for _, value, count in rows})
        name = literal(group) if isinstance(group, str) else str(group)
        for without in (None, *(values if self.others else ())):
            mean = means.mean(digits, mode, None if without is None else values[without])
            if mean is not None:
                yield name, "NULL" if without is None else str(without), str(int(mean * 10**digits))


def _first(row: tuple[str | int, int, int]) -> str | int:
    return row[0]


def means(
    relations: Relations, node: IntNode, table: str, log: str = "", layers: Sequence[str] = ()
) -> tuple[str, str, MeansFilling, str]:
    """The statements that make ``table``: of values by unit, of means, what fills these, and of a unit's own mean."""
    assert isinstance(node.node, Gather)
    (output,) = node.outputs
    assert isinstance(output, IntCol)
    names, kind = relations.names, relations.emitter.type_of(output)
    order, own, found = names(ORDER), names(f"{table} values"), names(f"{table} means")
    of_records = isinstance(node.node.over, Rows)
    body = records.values(relations, node, log, layers) if of_records else among_units.values(relations, node)
    others = isinstance(node.node.over, Peers) and node.node.over.others
    group = _TEXT if isinstance(node.node.over, Inflow) else relations.dialect.narrow
    pool = order if of_records else '"#pool"'
    query = (
        f'SELECT {pool}, "#value", COUNT(*)\nFROM {own}\nWHERE {pool} IS NOT NULL AND "#value" IS NOT NULL\n'
        f'GROUP BY {pool}, "#value"'
    )
    source, mine = (names(SCAN), order) if of_records else (own, '"#mine"')
    left_out = 'own."#value"' if others else "NULL"
    every = (
        f'SELECT own.{order}, CAST(found."#mean" AS {kind}) AS {names(output.key)}\nFROM {source} AS own\n'
        f'  LEFT JOIN {found} AS found ON found."#of" = own.{mine} AND found."#without" IS NOT DISTINCT FROM {left_out}'
    )
    return (
        f"{relations.dialect.create.format(own)}\n{body}",
        f'CREATE TEMP TABLE {found} ("#of" {group}, "#without" {relations.dialect.wide}, "#mean" {kind})',
        MeansFilling(found, query, node.scale, node.node, others),
        f"{relations.dialect.create.format(names(table))}\n{every}",
    )
