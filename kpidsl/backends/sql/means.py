"""Geometric means over records or units: the distinct values of each group are counted in the database, the means worked out here.

Takes the relations so far and a ``Gather``; gives what is done for it: a table of the values, a table of the means, what fills
that, and the query that gives every unit its own. Of more distinct values than ``worked`` allows none is read.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from kpidsl.backends.sql import among_units, records
from kpidsl.backends.sql.database import Database, Value
from kpidsl.backends.sql.relations import SCAN, Relations
from kpidsl.backends.sql.worked import bounded
from kpidsl.core.aggregates import Inflow, Peers, Rows
from kpidsl.core.irrational import GEOMETRIC_MEAN, Means
from kpidsl.plan.integers.expr import IntCol
from kpidsl.plan.integers.program import IntNode
from kpidsl.plan.nodes import ORDER, Gather, Origin, Title
from kpidsl.values import frozen


@frozen
class MeansFilling:
    """``table`` is made with the means of the groups in ``query``, whose rows are a group, a value over ``10**scale``, how often it occurs.

    Where ``others``, it gets the mean of all but one, for each value that may be left out, as well; of none it is absent.
    """

    table: str
    typed: tuple[tuple[str, str], ...]
    """Its columns: quoted name, SQL type."""
    query: str
    asked: str
    """A query of the keys for which the table has a row."""
    scale: int
    node: Gather
    others: bool

    @property
    def title(self) -> Title:
        """What the means are for."""
        return self.node.title

    @property
    def origin(self) -> Origin:
        """The rule that asks for them."""
        return self.node.origin

    @property
    def keys(self) -> tuple[str, ...]:
        """The quoted names of the columns by which a mean is found."""
        return tuple(name for name, _ in self.typed[:-1])

    def run(self, database: Database) -> None:
        """Makes the table; raises TooManyArguments before anything is read."""
        bounded(database, self.query, self.node.title, self.node.origin, GEOMETRIC_MEAN)
        found = groupby(database.rows(f"{self.query}\nORDER BY 1"), _first)
        database.fill(self.table, self.typed, (row for name, rows in found for row in self._rows(name, list(rows))))

    def _rows(self, group: str | int, rows: list[tuple[str | int, int, int]]) -> Iterator[Sequence[Value]]:
        assert self.node.rounding is not None
        digits, mode = self.node.rounding
        values = {value: Fraction(value, 10**self.scale) for _, value, _ in rows}
        means = Means({values[value]: count for _, value, count in rows})
        for without in (None, *(values if self.others else ())):
            mean = means.mean(digits, mode, None if without is None else values[without])
            yield group, without, None if mean is None else int(mean * 10**digits)


def _first(row: tuple[str | int, int, int]) -> str | int:
    return row[0]


def means(
    relations: Relations, node: IntNode, table: str, log: str = "", layers: Sequence[str] = ()
) -> tuple[str, MeansFilling, str]:
    """The statements that make ``table``: of values by unit, what makes the table of means, and of a unit's own mean."""
    assert isinstance(node.node, Gather)
    (output,) = node.outputs
    assert isinstance(output, IntCol)
    names, kind = relations.names, relations.emitter.type_of(output)
    order, own, found = names(ORDER), names(f"{table} values"), names(f"{table}_means".replace(" ", "_"))
    of_records = isinstance(node.node.over, Rows)
    body = records.values(relations, node, log, layers) if of_records else among_units.values(relations, node)
    others = isinstance(node.node.over, Peers) and node.node.over.others
    dialect = relations.dialect
    group = dialect.text if isinstance(node.node.over, Inflow) else dialect.narrow
    typed = (('"#of"', group), ('"#without"', dialect.wide), ('"#mean"', kind))
    pool = order if of_records else '"#pool"'
    present = f'FROM {own}\nWHERE {pool} IS NOT NULL AND "#value" IS NOT NULL'
    query = f'SELECT {pool}, "#value", COUNT(*)\n{present}\nGROUP BY {pool}, "#value"'
    asked = f'SELECT DISTINCT {pool} AS "#of", CAST(NULL AS {dialect.wide}) AS "#without"\n{present}'
    asked += f'\nUNION ALL\nSELECT DISTINCT {pool}, "#value"\n{present}' if others else ""
    source, mine = (names(SCAN), order) if of_records else (own, '"#mine"')
    left_out = 'own."#value"' if others else "NULL"
    every = (
        f'SELECT own.{order}, CAST(found."#mean" AS {kind}) AS {names(output.key)}\nFROM {source} AS own\n'
        f'  LEFT JOIN {found} AS found ON found."#of" = own.{mine} AND found."#without" IS NOT DISTINCT FROM {left_out}'
    )
    return (
        f"{dialect.create.format(own)}\n{body}",
        MeansFilling(found, typed, query, asked, node.scale, node.node, others),
        f"{dialect.create.format(names(table))}\n{every}",
    )
