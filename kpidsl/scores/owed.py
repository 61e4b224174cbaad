"""Who owes which cells.

Takes cells that hold nothing usable; gives the labels that name every one of them, by appraiser. Never shortens a list.
"""

from collections.abc import Iterable
from operator import attrgetter

from kpidsl.diagnostics import Label
from kpidsl.plan.nodes import Input
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.names import name_of
from kpidsl.source import Cell
from kpidsl.values import frozen


@frozen
class Owed:
    """A cell that ``owner`` has to bring: ``place`` is where it stands, or the file it should stand in."""

    owner: str
    wanted: Input
    unit: RosterUnit
    place: Cell


def by_owner(cells: Iterable[Owed]) -> dict[str, list[Owed]]:
    """``cells`` by appraiser, in the order the appraisers occur."""
    found: dict[str, list[Owed]] = {}
    for cell in cells:
        found.setdefault(cell.owner, []).append(cell)
    return found


def owners_of(cells: Iterable[Owed]) -> str:
    """``后勤中心 2、人力资源科 1``."""
    return "、".join(f"{owner} {len(owed)}" for owner, owed in by_owner(cells).items())


def owed_labels(cells: Iterable[Owed]) -> tuple[Label, ...]:
    """One label ``owed`` an appraiser, at the first of its cells: how many it owes, and which."""
    labels = []
    for owner, owed in by_owner(cells).items():
        first = min(owed, key=attrgetter("place")).place
        labels.append(Label(first, "owed", {"owner": owner, "count": len(owed), "cells": _named(owed)}))
    return tuple(labels)


def _named(owed: Iterable[Owed]) -> str:
    """``机电科、运输科“后勤管理”；企管科“劳动纪律”``."""
    units: dict[str, list[str]] = {}
    for cell in owed:
        units.setdefault(name_of(cell.wanted), []).append(cell.unit.name)
    return "；".join(f"{'、'.join(names)}“{name}”" for name, names in units.items())
