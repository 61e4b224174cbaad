"""Who owes which cells.

Takes cells that hold nothing usable, one by one or counted; gives how many each appraiser owes, and the labels that name them. Of
very many units the first are named and all are counted.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve

from kpidsl.diagnostics import Label
from kpidsl.plan.nodes import Input
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.names import name_of
from kpidsl.source import Cell
from kpidsl.values import define, field, frozen

NAMED = 1000
"""Units whose missing cells are named one by one, in roster order; what others lack is only counted."""


@frozen
class Counted:
    """How many cells of an input, by its ``index``, ``owner`` has to bring; ``order`` is the place of the first of their units."""

    index: int
    order: int
    owner: str
    count: int = 1


@frozen
class Owed:
    """A cell that ``owner`` has to bring: ``place`` is where it stands, or the file it should stand in."""

    owner: str
    wanted: Input
    unit: RosterUnit
    place: Cell
    index: int = 0
    order: int = 0


@define
class Owing:
    """Cells that lack a value for one reason: those there is a name for, and those only ``counted``, of ``units`` further units."""

    named: list[Owed] = field(factory=list)
    counted: list[Counted] = field(factory=list)
    units: int = 0

    def __bool__(self) -> bool:
        return bool(self.named or self.counted)

    @property
    def count(self) -> int:
        """How many cells there are."""
        return len(self.named) + sum(group.count for group in self.counted)

    @property
    def owners(self) -> str:
        """``后勤中心 2、人力资源科 1``, in the order in which a reader of rows meets them."""
        return "、".join(f"{owner} {count}" for owner, count in self._shares().items())

    @property
    def first(self) -> "Owing":
        """The cells of the first units, sorted by input and unit; they are to be named."""
        orders = sorted({cell.order for cell in self.named})[:NAMED]
        kept = [cell for cell in self.named if cell.order <= orders[-1]] if orders else []
        return Owing(sorted(kept, key=lambda cell: (cell.index, cell.order)))

    @property
    def labels(self) -> tuple[Label, ...]:
        """One label an appraiser, at the first of its cells that are named: how many it owes, and which."""
        shares, labels = self._shares(), []
        for owner, owed in by_owner(self.first.named).items():
            place = min(cell.place for cell in owed)
            facts = {"owner": owner, "count": shares[owner], "cells": _named(owed)}
            if len(owed) < shares[owner]:
                labels.append(Label(place, "owed_first", {**facts, "named": len(owed)}))
            else:
                labels.append(Label(place, "owed", facts))
        return tuple(labels)

    def add(self, cells: Iterable[Owed], orders: "dict[str, int] | None" = None) -> None:
        """Takes over cells; ``orders`` gives the places of their units where they have others."""
        self.named += cells if orders is None else [evolve(cell, order=orders[cell.unit.name]) for cell in cells]

    def _shares(self) -> dict[str, int]:
        """Owner → how many cells."""
        each = [Counted(cell.index, cell.order, cell.owner) for cell in self.named]
        found: dict[str, int] = {}
        for group in sorted([*each, *self.counted], key=lambda group: (group.index, group.order)):
            found[group.owner] = found.get(group.owner, 0) + group.count
        return found


def by_owner(cells: Iterable[Owed]) -> dict[str, list[Owed]]:
    """``cells`` by appraiser, in the order the appraisers occur."""
    found: dict[str, list[Owed]] = {}
    for cell in cells:
        found.setdefault(cell.owner, []).append(cell)
    return found


def _named(owed: Sequence[Owed]) -> str:
    """``机电科、运输科“后勤管理”；企管科“劳动纪律”``."""
    units: dict[str, list[str]] = {}
    for cell in owed:
        units.setdefault(name_of(cell.wanted), []).append(cell.unit.name)
    return "；".join(f"{'、'.join(names)}“{name}”" for name, names in units.items())
