"""The roster: which units are appraised, in which class, and whom each is linked to.

Takes ``units.csv`` and the classes and links of a policy; gives a ``Roster`` or the problems of every row. The order of
the rows is the order of the units everywhere. Never guesses a class or a link.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.plan.nodes import Scan
from kpidsl.scores.contract import ALIAS_SEPARATORS, NOTHING, ROSTER_HEADINGS, TOTALS, Role
from kpidsl.scores.findings import Findings
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.nearby import Nearby
from kpidsl.scores.table import ReadTable, Record, Table, read_table
from kpidsl.scores.words import cell_key, half_width, heading_key, name_key, plain_name, shown, without_invisible
from kpidsl.source import Cell
from kpidsl.values import field, frozen


@frozen
class Roster:
    """The units in order; ``names`` maps the key of every name and alias to the unit. ``of_results``: they are those that have results
    of a year, in the folder ``file``.
    """

    units: tuple[RosterUnit, ...]
    names: Mapping[str, RosterUnit] = field(eq=False)
    file: str = ""
    digest: str = ""
    encoding: str = ""
    of_results: bool = False

    def find(self, text: str) -> RosterUnit | None:
        """The unit that ``text`` names."""
        return self.names.get(name_key(text))

    @cached_property
    def spellings(self) -> Mapping[str, RosterUnit]:
        """Every name and alias as a near miss is shown."""
        return {unit.name: unit for unit in self.units} | dict(self.names)


@frozen
class _Columns:
    """Positions (from 0) of the columns of a roster."""

    unit: int
    unit_class: int
    alias: int | None
    links: Mapping[str, int]


def read_roster(path: Path, scan: Scan, problems: Problems, read: ReadTable = read_table) -> Roster | None:
    """The roster in the file at ``path``; None when anything in it is wrong. Raises OSError."""
    mine = Problems()
    table = read(path, lambda cell: heading_key(cell) in _ROLES, mine)
    roster = roster_of_table(table, scan, mine) if table else None
    problems.extend(mine)
    return None if mine.has_errors else roster


def roster_of_table(table: Table, scan: Scan, problems: Problems) -> Roster | None:
    """The roster in ``table``."""
    columns = _bind(table, scan, problems)
    if columns is None:
        return None
    reader = _Reader(table, columns, scan)
    roster = reader.roster()
    reader.findings.hand_over(problems)
    return roster


def _bind(table: Table, scan: Scan, problems: Problems) -> _Columns | None:
    """Which column is what; None when a column that every roster needs is absent."""
    links = {heading_key(link): link for link in scan.links}
    found: dict[str, int] = {}
    for position, cell in enumerate(table.heading.cells):
        key = heading_key(cell)
        role = _ROLES.get(key)
        name = links.get(key) or (str(role) if role else "")
        place = Cell(table.file, table.heading.line, position + 1)
        if not key or role is Role.IGNORED:
            continue
        if not name:
            known = [*(spellings[0] for spellings in ROSTER_HEADINGS.values()), *scan.links]
            near = nearest(shown(cell), known)
            problems.add("K551", place, "near" if near else "", heading=shown(cell), near=near or "")
        elif name in found:
            before = Label(Cell(table.file, table.heading.line, found[name] + 1), "first")
            problems.add("K506", place, labels=[before], heading=shown(cell), name=shown(cell))
        else:
            found[name] = position
    for role in (Role.UNIT, Role.CLASS):
        if role not in found:
            problems.add("K552", Cell(table.file, table.heading.line), wanted=ROSTER_HEADINGS[role][0])
    for link in scan.links:
        if link not in found:
            problems.add("K552", Cell(table.file, table.heading.line), "link", wanted=link)
    if Role.UNIT not in found or Role.CLASS not in found:
        return None
    positions = {link: found[link] for link in scan.links if link in found}
    return _Columns(found[Role.UNIT], found[Role.CLASS], found.get(Role.ALIAS), positions)


class _Reader:
    """First all names, then the links between them."""

    def __init__(self, table: Table, columns: _Columns, scan: Scan) -> None:
        self.table, self.columns, self.scan = table, columns, scan
        self.findings = Findings()
        self.near, self.near_class = Nearby(), Nearby()
        self.classes = {name_key(name): name for name in scan.classes}
        self.named: dict[str, tuple[str, Cell]] = {}
        """Key of a name or alias → the unit's own name, and the cell that gave it."""
        self.class_of: dict[str, str] = {}

    def roster(self) -> Roster:
        """The roster as far as it can be read."""
        rows = [row for row in self.table.records if self._name(row)]
        for row in rows:
            self._aliases(row)
        units = [self._unit(row) for row in rows]
        by_name = {unit.name: unit for unit in units}
        names = {key: by_name[name] for key, (name, _) in self.named.items() if name in by_name}
        return Roster(tuple(units), names, self.table.file, self.table.digest, self.table.encoding)

    def _name(self, row: Record) -> bool:
        """Take up the unit of ``row`` and its class; whether it is a new unit."""
        self._too_long(row)
        name, place = plain_name(row.cell(self.columns.unit)), self._place(row, self.columns.unit)
        words = {"unit": shown(name)}
        if not name:
            self._add("K553", place, "name", {})
            return False
        if heading_key(name) in TOTALS:
            self._add("K553", place, "total", words)
            return False
        if without_invisible(name) is not None:
            self._add("K526", place, "", words)
            return False
        owner, first = self.named.setdefault(name_key(name), (name, place))
        if first != place:
            self._add("K555", place, "", words, (Label(first, "first", {"owner": shown(owner)}),))
            return False
        self.class_of[name] = self._class(name, row.cell(self.columns.unit_class), row)
        return True

    def _class(self, name: str, written: str, row: Record) -> str:
        """The class called ``written``; empty when there is none."""
        known = self.classes.get(name_key(written))
        if known:
            return known
        place = self._place(row, self.columns.unit_class)
        near = self.near_class.find(shown(written), self.scan.classes) or ""
        words = {"unit": shown(name), "written": shown(written), "near": near, "classes": "、".join(self.scan.classes)}
        if name_key(written):
            self._add("K554", place, "near" if near else "", words)
        else:
            self._add("K553", place, "class", words)
        return ""

    def _aliases(self, row: Record) -> None:
        if self.columns.alias is None:
            return
        name, written = plain_name(row.cell(self.columns.unit)), half_width(row.cell(self.columns.alias))
        if cell_key(written) in NOTHING:
            return
        for separator in ALIAS_SEPARATORS:
            written = written.replace(separator, "\n")
        place = self._place(row, self.columns.alias)
        for alias in filter(None, map(plain_name, written.split("\n"))):
            if without_invisible(alias) is not None:
                self._add("K526", place, "", {"unit": shown(alias)})
                continue
            owner, first = self.named.setdefault(name_key(alias), (name, place))
            if owner != name:
                words = {"unit": shown(name), "written": shown(alias), "owner": shown(owner)}
                self._add("K555", place, "alias", words, (Label(first, "first", {"owner": shown(owner)}),))

    def _unit(self, row: Record) -> RosterUnit:
        name = plain_name(row.cell(self.columns.unit))
        links: dict[str, str] = {}
        for link, position in self.columns.links.items():
            end = self._link(name, link, row.cell(position), self._place(row, position))
            if end:
                links[link] = end
        return RosterUnit(name, self.class_of[name], links)

    def _link(self, name: str, link: str, written: str, place: Cell) -> str:
        """The unit at the other end, or empty."""
        if cell_key(written) in NOTHING:
            return ""
        words = {"unit": shown(name), "link": link, "written": shown(written)}
        end, _ = self.named.get(name_key(written), ("", place))
        if not end:
            near = self.near.find(shown(written), self.class_of) or ""
            self._add("K556", place, "near" if near else "", {**words, "near": near})
            return ""
        own, other, ends = self.class_of[name], self.class_of[end], self.scan.links[link]
        if own and own not in ends:
            self._add("K557", place, "origin", {**words, "class": own, "origins": "、".join(ends)})
        elif own and other and other not in ends[own]:
            self._add("K557", place, "", {**words, "class": own, "other": other, "allowed": "、".join(ends[own])})
        return end

    def _too_long(self, row: Record) -> None:
        extra = row.beyond(len(self.table.heading.cells))
        if extra is not None:
            words = {"row": str(row.line), "value": shown(row.cells[extra])}
            self._add("K508", self._place(row, extra), "", words)

    def _add(
        self, code: str, place: Cell, variant: str, words: Mapping[str, str], labels: tuple[Label, ...] = ()
    ) -> None:
        heading = self.table.heading.cells
        over = shown(heading[place.column - 1]) if place.column <= len(heading) else ""
        self.findings.report(code, place, variant, words, labels, heading=over)

    def _place(self, row: Record, position: int) -> Cell:
        return Cell(self.table.file, row.line, position + 1)


_ROLES = {heading_key(spelling): role for role, spellings in ROSTER_HEADINGS.items() for spelling in spellings}
