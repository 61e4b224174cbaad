"""Columns that no SQL works out: a function of ``core/irrational.py`` over stored whole numbers.

Takes the tables so far and a definition; gives what is done for it. The distinct arguments are read from the database and
their values put beside them in a table, from which every unit gets its own; more than so many are refused. Never computes
anything in floating point.
"""

from kpidsl.backends.sql.database import Database
from kpidsl.backends.sql.relations import Relations
from kpidsl.plan.integers.expr import IntCol, IntLit, IntWorked, may_be_absent
from kpidsl.plan.integers.numbers import Definition
from kpidsl.plan.nodes import ORDER, Origin, Title
from kpidsl.values import frozen

MOST_DISTINCT = 200_000
"""Of how many distinct arguments a function is worked out: some forty seconds for the slowest, a logarithm to a written base."""


class TooManyArguments(Exception):  # noqa: N818 - a verdict about a month, not an error of ours
    """In this month a function of the rule has ``count`` distinct arguments, more than ``most``."""

    def __init__(self, title: Title, origin: Origin, word: str, count: int, most: int) -> None:
        super().__init__(f"{title.subject} {title.word}: {count} > {most}")
        self.title, self.origin, self.word, self.count, self.most = title, origin, word, count, most


def bounded(database: Database, query: str, title: Title, origin: Origin, word: str) -> None:
    """Raises TooManyArguments where a query has more rows than are worked out."""
    ((count,),) = database.rows(f'SELECT COUNT(*) FROM ({query}) AS "#counted"')
    if count > MOST_DISTINCT:
        raise TooManyArguments(title, origin, word, count, MOST_DISTINCT)


@frozen
class Filling:
    """``table`` is made with a row for each row of ``query``: the arguments, which are columns of the function, and its value."""

    table: str
    typed: tuple[tuple[str, str], ...]
    """Its columns: quoted name, SQL type."""
    query: str
    function: IntWorked
    columns: tuple[IntCol, ...]
    """The arguments that are no literals, as the query gives them."""
    title: Title
    origin: Origin

    @property
    def keys(self) -> tuple[str, ...]:
        """The quoted names of the arguments, by which a value is found."""
        return tuple(name for name, _ in self.typed[:-1])

    @property
    def asked(self) -> str:
        """A query of the keys for which the table has a row."""
        return self.query

    def run(self, database: Database) -> None:
        """Makes the table; raises TooManyArguments before anything is read."""
        bounded(database, self.query, self.title, self.origin, self.function.word)
        found = database.rows(self.query)
        database.fill(self.table, self.typed, ((*row, self._value(row)) for row in found))

    def _value(self, row: tuple[int, ...]) -> int | None:
        given = dict(zip(self.columns, row, strict=True))
        args = self.function.args
        mantissas = tuple(arg.value if isinstance(arg, IntLit) else given[arg] for arg in args)  # type: ignore[index]
        return self.function.value(mantissas)


def filled(relations: Relations, table: str, definition: Definition) -> tuple[Filling, str]:
    """What makes the table of values, and the query that gives every unit its value."""
    assert isinstance(definition.column, IntCol)
    source = relations.joined({column.key for column in arguments(definition)})
    filling, using = values_of(relations, table, definition, source)
    own = f"{relations.names(ORDER)}, {relations.names(definition.column.key)}"
    return filling, f"SELECT {own}\nFROM {source}\n  LEFT JOIN {using}"


def filled_records(relations: Relations, table: str, definition: Definition, source: str) -> tuple[Filling, str]:
    """The same for the records in ``source``, which get the value as one column more."""
    filling, using = values_of(relations, table, definition, source)
    return filling, f"SELECT *\nFROM {source}\n  LEFT JOIN {using}"


def arguments(definition: Definition) -> tuple[IntCol, ...]:
    """The stored columns that a function is of."""
    assert isinstance(definition.expr, IntWorked)
    return tuple(dict.fromkeys(arg for arg in definition.expr.args if isinstance(arg, IntCol)))


def values_of(relations: Relations, table: str, definition: Definition, source: str) -> tuple[Filling, str]:
    """What makes the table of values, and how rows of ``source`` are joined to it."""
    function, names, emitter = definition.expr, relations.names, relations.emitter
    assert isinstance(function, IntWorked)
    assert isinstance(definition.column, IntCol)
    columns = arguments(definition)
    # Of letters, digits and _ alone, which every database takes for the name of a table.
    values = names(f"{table}_values".replace(" ", "_"))
    typed = tuple((names(column.key), emitter.type_of(column)) for column in (*columns, definition.column))
    listed = ", ".join(names(column.key) for column in columns)
    present = " AND ".join(f"{names(column.key)} IS NOT NULL" for column in columns if may_be_absent(column)) or "TRUE"
    query = f"SELECT DISTINCT {listed}\nFROM {source}\nWHERE {present}"
    filling = Filling(values, typed, query, function, columns, definition.title, definition.origin)
    return filling, f"{values} USING ({listed})"
