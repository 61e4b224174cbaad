"""Weight tables spread over indicators and classes.

Takes WEIGHTS and SPLIT declarations; gives weights as fractions of 1 per row and class, printed totals, and places.
Never adds up: sums are for ``check``.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.amounts import decimal
from kpidsl.resolve.names import Scope
from kpidsl.resolve.policy import Column, Family, Leaf, Split, Weight, WeightTable
from kpidsl.resolve.scopes import Scopes
from kpidsl.resolve.scorecards import row_name
from kpidsl.source import Span
from kpidsl.syntax.tree import Blank, Dash, Declaration, Name, Node, Number, Table, TableCell, Word
from kpidsl.values import define, field, frozen

_SAME = 100
"""The full mark of which so many points are as many percent."""


@frozen
class _LeftOpen:
    """A row with blank cells, and the first of them."""

    row: str
    place: Span


@define
class _Rows:
    """A weight table while it is read."""

    scopes: Scopes
    problems: Problems
    rows: dict[str, dict[str, Weight]] = field(factory=dict)
    row_names: dict[str, TableCell] = field(factory=dict)
    columns: list[str | None] = field(factory=list)
    column_places: dict[str, Span] = field(factory=dict)
    totals: list[Column] = field(factory=list)
    totals_place: Span | None = None
    full: Fraction = Fraction(100)
    """The full mark of the policy, which points are a share of."""
    units: dict[str, TableCell] = field(factory=dict)
    """The first cell in percent, the first in points: a table has cells of one kind."""
    lost: dict[str, dict[str, Span]] = field(factory=dict)
    """Class → row → the cells that are lost in the source."""
    tables: list[tuple[list[str | None], set[str]]] = field(factory=list)
    """The columns and the rows of each table, the weight table first, then scorecards."""
    blanks: dict[tuple[str, ...], list[_LeftOpen]] = field(factory=dict)
    """Rows with blank cells, by the columns in which they are."""
    assumed: set[str] = field(factory=set)
    """Rows whose name is lost, under the indicator that their place speaks for."""

    def head(self, cells: tuple[TableCell, ...]) -> None:
        """Class names over the columns; the first column holds the row names, a note column holds no class."""
        self.columns, self.totals_place = [None], None
        self.tables.append((self.columns, set()))
        for cell in cells[1:]:
            self.columns.append(self._class(cell.node) if isinstance(cell.node, Name) else None)

    def _class(self, name: Name) -> str | None:
        members = self.scopes.classes.get(name.text)
        if members is None:
            self.scopes.classes.unknown(name, "class_column")
            return None
        if len(members) != 1:
            self.problems.add("K204", name.place, "", (), name=name.text, **listed("members", members))
            return None
        if members[0] in self.column_places:
            label = Label(self.column_places[members[0]], "first")
            self.problems.add("K202", name.place, "column", [label], name=name.text)
            return None
        self.column_places[members[0]] = name.place
        return members[0]

    def row(self, key: str, name: TableCell, cells: tuple[TableCell, ...]) -> None:
        """One row of weights."""
        _, here = self.tables[-1]
        if key in here:
            self._again(key, name, cells)
            return
        here.add(key)
        self.rows.setdefault(key, {})
        self.row_names.setdefault(key, name)
        blank: list[tuple[str, TableCell]] = []
        for unit_class, cell in zip(self.columns, cells, strict=False):
            if unit_class is not None and isinstance(cell.node, Blank) and cell.text:
                self.lost.setdefault(unit_class, {})[key] = cell.place
            elif unit_class is not None and isinstance(cell.node, Blank):
                blank.append((unit_class, cell))
            elif unit_class is not None:
                weight = self._weight(cell)
                if weight:
                    self.rows[key][unit_class] = weight
        if blank:
            columns = tuple(unit_class for unit_class, _ in blank)
            self.blanks.setdefault(columns, []).append(_LeftOpen(key, blank[0][1].place))

    def report_blanks(self) -> None:
        """K305, once for the rows that are blank in the same columns."""
        for columns, rows in self.blanks.items():
            names = [one.row for one in rows]
            variant = "" if len(names) == len(columns) == 1 else "several"
            words = {**_listed("rows", names), **_listed("columns", columns), "count": len(names) * len(columns)}
            self.problems.add("K305", rows[0].place, variant, (), row=names[0], unit_class=columns[0], **words)
        self.blanks.clear()

    def nameless(self, cells: tuple[TableCell, ...], meant: str | None) -> None:
        """A row that has lost its name; ``meant`` is the indicator that its place speaks for."""
        shown = [
            f"{unit_class} {cell.text}"
            for unit_class, cell in zip(self.columns, cells, strict=False)
            if unit_class is not None and isinstance(cell.node, Number)
        ]
        words = {**listed("cells", shown), "meant": meant or ""}
        self.problems.add("K305", cells[0].place, "nameless" if meant else "nameless_alone", (), **words)
        if meant:
            self.assumed.add(meant)
            self.row(meant, cells[0], cells)

    def _again(self, key: str, name: TableCell, cells: tuple[TableCell, ...]) -> None:
        """A second row: by another name of the same, with other weights (then the first that differ), or the same again."""
        first = self.row_names[key]
        labels = [Label(first.place, "first")]
        if first.text != name.text:
            self.problems.add("K202", name.place, "row_alias", labels, name=name.text, first=first.text)
            return
        for unit_class, cell in zip(self.columns, cells, strict=False):
            before = self.rows[key].get(unit_class) if unit_class else None
            if before and before.value != self._share(cell):
                words = {
                    "unit_class": unit_class,
                    "before": self._shown(before.value),
                    "now": self._shown(self._share(cell)),
                }
                self.problems.add("K202", name.place, "row_differs", labels, name=name.text, **words)
                return
        self.problems.add("K202", name.place, "row", labels, name=name.text)

    def _share(self, cell: TableCell) -> Fraction | None:
        match cell.node:
            case Number(value, _, unit):
                return value / (self.full if unit == "points" else 100)
            case _:
                return None

    def _shown(self, weight: Fraction | None) -> str:
        if weight is None:
            return "—"
        return decimal(weight * self.full, 4) + " 分" if "points" in self.units else decimal(weight * 100, 4) + "%"

    def _weight(self, cell: TableCell) -> Weight | None:
        match cell.node:
            case Dash():
                return Weight(None, cell.place)
            case Number(value, _, "percent" | "points" as unit):
                return self._amount(value, unit, cell)
            case Number(value, _, "") if 0 < value < 1:
                self.problems.add("K306", cell.place, "fraction", text=cell.text, percent=decimal(value * 100, 4) + "%")
            case Number(_, _, ""):
                self.problems.add("K306", cell.place, "bare", text=cell.text)
            case _:
                self.problems.add("K306", cell.place, text=cell.text)
        return None

    def _amount(self, value: Fraction, unit: str, cell: TableCell) -> Weight | None:
        """A share of the total, from a percentage or from points; a table with both is refused, once."""
        other = self.units.get("points" if unit == "percent" else "percent")
        first = self.units.setdefault(unit, cell)
        if other is not None and first is cell:
            self._refuse_both(value, unit, cell, other)
        if unit == "percent":
            return Weight(value / 100, cell.place)
        if value == 0:
            self.problems.add("K631", cell.place, "zero")
            return None
        return Weight(value / self.full, cell.place)

    def _refuse_both(self, value: Fraction, unit: str, cell: TableCell, other: TableCell) -> None:
        """K631, with what the cell is in the way that the table began."""
        points = value if unit == "points" else value * self.full / 100
        words = {
            "text": cell.text, "first": other.text, "points": decimal(points, 4), "full": decimal(self.full, 4),
            "percent": decimal(points * 100 / self.full, 4), "written": decimal(value, 4),
        }  # fmt: skip
        variant = "percent" if unit == "percent" else ""
        if self.full == _SAME:
            variant = f"{variant}_same".removeprefix("_")
        self.problems.add("K631", cell.place, variant, [Label(other.place, "first")], **words)

    def sums(self, cells: tuple[TableCell, ...]) -> None:
        """The printed 合计 row; a cell of it may be left out."""
        if self.totals_place:
            label = Label(self.totals_place, "first")
            self.problems.add("K202", cells[0].place, "row", [label], name=cells[0].text)
            return
        self.totals_place = cells[0].place
        for unit_class, cell in zip(self.columns, cells, strict=False):
            if unit_class is not None and not isinstance(cell.node, Blank):
                total = self._weight(cell)
                if total and total.value is not None:
                    self.totals.append(Column(unit_class, total.value, cell.place))

    def complete(self) -> None:
        """A class is not appraised on what the table of its column has no row for."""
        for columns, here in self.tables:
            for key in self.rows.keys() - here:
                absent = {name: Weight(None, self.row_names[key].place) for name in columns if name is not None}
                self.rows[key] = absent | self.rows[key]

    def table(self, place: Span, area: Span) -> WeightTable:
        places = {key: name.place for key, name in self.row_names.items()}
        in_points = "points" in self.units and "percent" not in self.units
        totals = tuple(self.totals)
        return WeightTable(
            self.rows, places, self.column_places, totals, place, area, in_points, frozenset(self.assumed), self.lost
        )


def _listed(name: str, names: Sequence[str]) -> dict[str, object]:
    """The first names of a list in quotes, and how many there are where there are more."""
    zh, en = "、".join(f"“{one}”" for one in names[:_NAMED]), ", ".join(names[:_NAMED])
    more = len(names) > _NAMED
    return both(name, zh + f"等 {len(names)} 个" * more, en + f" and {len(names) - _NAMED} more" * more)


_NAMED = 4


def read_weights(
    declarations: list[Declaration], scopes: Scopes, families: Sequence[Family], full: Fraction, problems: Problems
) -> WeightTable | None:
    """The one weight table of the policy, whose full mark is ``full``; ``families`` are those that it weighs."""
    tables = [d for d in declarations if d.word == "WEIGHTS" and d.table]
    cards = [d for d in declarations if d.word == "SCORECARD" and _is_whole(d)]
    for extra in tables[1:]:
        problems.add("K202", extra.word_place, "weights", [Label(tables[0].word_place, "first")])
    whole = [(d, _upright(d.table, scopes, problems)) for d in tables[:1] if d.table]
    weighed = [*whole, *((d, d.table) for d in cards if d.table)]
    if not weighed:
        return None
    reader = _Rows(scopes, problems, full=full)
    columns = [(d, table, _columns_of(d, table)) for d, table in weighed]
    named = {
        name.text.partition("·")[0]
        for _, table, (at, _) in columns
        for row in table.rows
        if (name := row_name(row[at].node))
    }
    rest = tuple(family.name for family in families if family.name not in named)
    for declaration, table, (names, weights) in columns:
        one = table if declaration.word == "WEIGHTS" else _of_card(declaration, table, names, weights)
        _fill(reader, one, partial(_row_key, scopes=scopes, rest=rest), families)
    reader.report_blanks()
    reader.complete()
    first, area = weighed[0]
    return reader.table(first.word_place, area.place)


def _upright(table: Table, scopes: Scopes, problems: Problems) -> Table:
    """The table; one with indicators over its columns and classes before its rows is reported (K107) and read as it is meant."""
    rows = [(name, row) for row in table.rows if (name := row_name(row[0].node))]
    classes = [one.text for one, _ in rows if scopes.classes.get(one.text) and not scopes.families.knows(one.text)]
    heads = [(cell.node.text, at) for at, cell in enumerate(table.head) if at and isinstance(cell.node, Name)]
    indicators = [(name, at) for name, at in heads if scopes.families.knows(name)]
    if not classes or len(indicators) * 2 <= len(heads) or any(scopes.classes.get(name) for name, _ in heads):
        return table
    words = {**_listed("heads", [name for name, _ in indicators]), **_listed("rows", classes)}
    problems.add("K107", table.head[0].place, "turned_names", (), **words)
    meant = tuple((table.head[at], *(row[at] for _, row in rows)) for _, at in indicators)
    return Table((table.head[0], *(TableCell(name, name.text, name.place) for name, _ in rows)), meant, table.place)


def _columns_of(declaration: Declaration, table: Table) -> tuple[int, int]:
    """Which columns of a table hold the names of its rows and, in a scorecard, the weights."""
    words = [cell.node.word if isinstance(cell.node, Word) else "" for cell in table.head]
    if declaration.word == "WEIGHTS":
        return 0, 1
    return words.index("INDICATOR"), words.index("WEIGHT")


def _is_whole(card: Declaration) -> bool:
    """Whether a scorecard has the columns that it must; one that has not was reported."""
    heads = card.table.head if card.table else ()
    return {"INDICATOR", "WEIGHT"} <= {cell.node.word for cell in heads if isinstance(cell.node, Word)}


def _of_card(declaration: Declaration, table: Table, name: int, weight: int) -> Table:
    """The weights of a scorecard as a table with a column for its class."""
    subject = declaration.subject
    assert isinstance(subject, Name)
    head = (table.head[name], TableCell(subject, subject.text, subject.place))
    return Table(head, tuple((row[name], row[weight]) for row in table.rows), table.place)


def read_splits(
    declarations: list[Declaration], scopes: Scopes, leaves: tuple[Leaf, ...], full: Fraction, problems: Problems
) -> tuple[Split, ...]:
    """All tables that spread a family's weight over its parts."""
    found: dict[str, Split] = {}
    for declaration in declarations:
        if declaration.word == "SPLIT" and isinstance(declaration.subject, Name) and declaration.table:
            family = scopes.families.look_up(declaration.subject)
            if family is None:
                continue
            if family in found:
                label = Label(found[family].table.place, "first")
                problems.add("K202", declaration.subject.place, "split", [label], name=family)
                continue
            reader = _Rows(scopes, problems, full=full)
            parts = {leaf.name: leaf for leaf in leaves if leaf.family == family}
            _fill(reader, declaration.table, partial(_part_key, parts=parts, scopes=scopes))
            reader.report_blanks()
            table = reader.table(declaration.subject.place, declaration.table.place)
            found[family] = Split(family, _basis(declaration, table, problems), table)
    return tuple(found.values())


def _basis(declaration: Declaration, table: WeightTable, problems: Problems) -> str | None:
    """Of what the cells of a split are shares, as written; points are points of the total."""
    of = declaration.value if isinstance(declaration.value, Word) else None
    if table.in_points and of is not None and of.word == "OF_PART":
        problems.add("K631", of.place, "of_part")
    return "OF_TOTAL" if table.in_points else of.word if of else None


def _fill(reader: _Rows, table: Table, key_of: Callable[[Node], str | None], families: Sequence[Family] = ()) -> None:
    reader.head(table.head)
    keys = [None if isinstance(row[0].node, (Word, Blank)) else key_of(row[0].node) for row in table.rows]
    for at, (row, key) in enumerate(zip(table.rows, keys, strict=True)):
        match row[0].node:
            case Word("SUM"):
                reader.sums(row)
            case Blank():
                reader.nameless(row, _by_place(at, keys, families))
            case _ if key:
                reader.row(key, row[0], row)


def _by_place(at: int, keys: Sequence[str | None], families: Sequence[Family]) -> str | None:
    """The indicator that a row without a name is about, where the others stand in the order in which they are declared."""
    order = {key: index for index, family in enumerate(families) for key in (family.name, *family.leaves)}
    known = [order[key] for key in keys if key in order]
    below = next((order[key] for key in keys[at + 1 :] if key in order), len(families))
    above = max((order[key] for key in keys[:at] if key in order), default=-1)
    if len(known) < 2 or known != sorted(known) or below - above < 2:
        return None
    return families[below - 1].name


def _row_key(node: Node, scopes: Scopes, rest: tuple[str, ...]) -> str | None:
    """A family or a leaf, by its name or its dotted name; ``rest`` are the families that have no row."""
    name = row_name(node)
    if name is None:
        return None
    if scopes.families.knows(name.text):
        return scopes.families.get(name.text)
    if scopes.leaves.knows(name.text):
        return scopes.leaves.get(name.text)
    if "·" in name.text:
        scopes.leaves.unknown(name)
    else:
        scopes.families.unknown(name, "indicator_row", rest)
    return None


def _part_key(node: Node, parts: dict[str, Leaf], scopes: Scopes) -> str | None:
    name = row_name(node)
    if name is None:
        return None
    if name.text in parts:
        return parts[name.text].key
    department = scopes.departments.get(name.text)
    if department in parts:
        return parts[department].key
    if name.text in {leaf.key for leaf in parts.values()}:
        return name.text
    meant = nearest(name.text, parts)
    if meant and any(found.code == "K201" and found.place == parts[meant].place for found in scopes.problems):
        return parts[meant].key  # it is the part that is misspelt, and that has been said
    known = Scope[str]("part", scopes.problems)
    for part, leaf in parts.items():
        known.declare(Name(part, leaf.place), part)
    known.unknown(name)
    return None
