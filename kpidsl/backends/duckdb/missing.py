"""Cells that are missing in very many rows.

Takes the tables of a month in which every cell is known to hold something or nothing; gives the rows and units to be named first, and
counts what all the others lack, by input and by who owes it. Reads no row.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from kpidsl.backends.duckdb.cells import BLANK
from kpidsl.backends.duckdb.month_table import MonthTable
from kpidsl.backends.duckdb.names import listed
from kpidsl.scores import owed
from kpidsl.scores.owed import Counted
from kpidsl.values import define

_ROWS = "read JOIN units ON units.pos = read.rowid WHERE read.rowid IN (SELECT pos FROM odd WHERE NOT unread)"
_ROWLESS = "units WHERE units.pos IS NULL"


Asked = Sequence[tuple[int, str]]
"""Conditions on units, each about the input of an index."""


@define
class Missing:
    """``table`` holds ``odd``, whose rows that are not ``unread`` lack cells and nothing else. ``further``: how many names may be of
    units that another name probably meant; that many more are named.
    """

    table: MonthTable
    further: int = 0

    def rows(self) -> list[int]:
        """Rows of ``read`` of the first units that lack cells they need, and of the first that lack others."""
        needed = self._needed(self.table.cells, self._blank)
        return [at for at, _ in self._first("units.pos", _ROWS, needed, self._optional(self._blank))]

    def units(self) -> list[str]:
        """The first units without a row that owe anything."""
        needed = self._needed(range(len(self.table.inputs)), _whole)
        return [name for name, _ in self._first("units.unit", _ROWLESS, needed, self._optional(_whole))]

    def counted_rows(
        self, rows: Collection[int], suspects: Collection[int], meant: Collection[str]
    ) -> tuple[list[Counted], list[Counted]]:
        """What the rows but ``rows`` need and lack, and what they may leave out. ``suspects`` are inputs and ``meant`` units that a name
        that is none probably meant: nothing more is said of these.
        """
        others = f"{_ROWS} AND read.rowid NOT IN ({', '.join(map(str, rows)) or '-1'})"
        needed = self._needed([index for index in self.table.cells if index not in suspects], self._blank, meant)
        return list(self._groups(others, needed)), list(self._groups(others, self._optional(self._blank)))

    def counted_units(
        self, names: Collection[str], suspects: Collection[int], meant: Collection[str]
    ) -> tuple[list[Counted], list[Counted], int]:
        """The same of units without a row but those called ``names``, and how many there are that need anything."""
        others = f"{_ROWLESS} AND units.unit NOT IN ({listed(list(names))})" if names else _ROWLESS
        indexes = [index for index in range(len(self.table.inputs)) if index not in suspects]
        needed = self._needed(indexes, _whole, meant)
        any_needed = " OR ".join(f"({condition})" for _, condition in needed) or "FALSE"
        count = self.table.value(f"SELECT COUNT(*) FILTER ({any_needed}) FROM {others}")
        return list(self._groups(others, needed)), list(self._groups(others, self._optional(_whole))), count

    def owing_columns(self, rows: str, indexes: Iterable[int]) -> list[Counted]:
        """How many units of ``rows``, what stands behind FROM, need each of some inputs."""
        return list(self._groups(rows, self._needed(indexes, _whole)))

    def _first(self, what: str, rows: str, needed: Asked, optional: Asked) -> list[tuple[Any, int]]:
        """``what`` and order of the first units that meet any of the one conditions, and of those that meet any of the others."""
        found: dict[tuple[Any, int], None] = {}
        for asked in (needed, optional):
            if asked:
                any_of = " OR ".join(f"({condition})" for _, condition in asked)
                query = f'SELECT {what}, units."order" FROM {rows} AND ({any_of}) ORDER BY units."order"'
                found |= dict.fromkeys(self._fetch(f"{query} LIMIT {owed.NAMED + self.further}"))
        return list(found)

    def _groups(self, rows: str, asked: Asked) -> Iterator[Counted]:
        """How many units of ``rows`` meet each condition, by the owners of the inputs."""
        if not asked:
            return
        aggregates = [
            f'COUNT(*) FILTER ({condition}), MIN(units."order") FILTER ({condition})' for _, condition in asked
        ]
        own = f"CASE WHEN units.unit IN ({listed(self._recused)}) THEN units.unit END" if self._recused else "NULL"
        query = f"SELECT units.class, {own} AS own, {', '.join(aggregates)} FROM {rows} GROUP BY ALL"
        for unit_class, unit, *figures in self._fetch(query):
            for at, (index, _) in enumerate(asked):
                count, order = figures[2 * at : 2 * at + 2]
                if count:
                    yield Counted(index, order, self.table.inputs[index].owner(unit or "", unit_class), count)

    def _blank(self, index: int) -> str:
        return f"{self.table.state(index)} = {BLANK}" if index in self.table.cells else "TRUE"

    def _needed(self, indexes: Iterable[int], blank: Callable[[int], str], meant: Collection[str] = ()) -> Asked:
        """That a cell has to be there and is ``blank``, of units not called as one of ``meant``."""
        named = f" AND units.unit NOT IN ({listed(sorted(meant))})" if meant else ""
        return [
            (
                at,
                f"{self.table.owes(at, 'units')} AND NOT ({self.table.may_leave_out(at, 'units')}) AND {blank(at)}{named}",
            )
            for at in indexes
        ]

    def _optional(self, blank: Callable[[int], str]) -> Asked:
        """That a cell should be there, is ``blank``, and that the policy says what this means."""
        return [
            (at, f"{self.table.owes(at, 'units')} AND {self.table.may_leave_out(at, 'units')} AND {blank(at)}")
            for at, wanted in enumerate(self.table.inputs)
            if wanted.optional
        ]

    @cached_property
    def _recused(self) -> list[str]:
        """Units whose cells another appraiser may have to bring than their class says."""
        return sorted({unit for wanted in self.table.inputs for unit, _ in wanted.recused})

    def _fetch(self, query: str) -> list[tuple[Any, ...]]:
        return self.table.connection.execute(query).fetchall()


def _whole(index: int) -> str:
    """Of a unit without a row every cell is blank."""
    del index
    return "TRUE"
