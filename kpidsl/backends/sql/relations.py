"""Where the columns of a program lie.

Takes tables and their columns as they are made; gives the table, or the join of tables, that holds columns wanted together.
Never writes an expression of its own.
"""

from collections.abc import Iterable

from attrs import Factory, field

from kpidsl.backends.sql.dialect import Dialect, Names
from kpidsl.backends.sql.emit import Emitter
from kpidsl.plan.nodes import ORDER
from kpidsl.values import define

SCAN = "scan"
"""The opening table: unit, class, order, links, inputs and their states."""


@define
class Relations:
    """The tables of a program so far, one row per unit each, and in which one each stored column ended up last (``home``)."""

    dialect: Dialect
    names: Names = Factory(lambda self: Names(self.dialect.longest), takes_self=True)
    home: dict[str, str] = field(factory=dict)
    held: dict[str, set[str]] = field(factory=dict)
    """The stored columns of each table, whose home some are."""
    stored: dict[str, str] = field(factory=dict)
    """The quoted name under which a table is stored, where the table is a view that gives columns back their size."""

    @property
    def emitter(self) -> Emitter:
        """Writes expressions in the names of these tables."""
        return Emitter(self.dialect, self.names)

    def hold(self, table: str, keys: Iterable[str]) -> None:
        """``table`` has been made, with these stored columns."""
        self.held[table] = set(keys)
        self.home.update(dict.fromkeys(self.held[table], table))

    def joined(self, keys: Iterable[str]) -> str:
        """The FROM clause that gives the stored columns ``keys`` and ``order``."""
        keys = set(keys) - {ORDER}
        tables, order = self.tables(keys), self.names(ORDER)
        if len(tables) == 1:
            return self.names(tables[0])
        parts = []
        for table in tables:
            columns = [order, *(self.names(key) for key in sorted(keys) if self.home[key] == table)]
            parts.append(f"(SELECT {', '.join(columns)} FROM {self.names(table)}) AS {self.names(table)}")
        return parts[0] + "".join(f"\n  JOIN {part} USING ({order})" for part in parts[1:])

    def tables(self, keys: Iterable[str]) -> list[str]:
        """The tables that hold the stored columns ``keys`` together; the last one that holds them all, where there is one."""
        wanted = set(keys) - {ORDER}
        whole = [table for table, held in self.held.items() if wanted <= held]
        return whole[-1:] or list(dict.fromkeys(self.home[key] for key in sorted(wanted)))
