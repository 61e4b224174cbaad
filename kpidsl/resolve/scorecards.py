"""Scorecards (考核量表 安全监察部经理 { | 指标 | 权重 | 目标值 | 达标得 | … | }): the indicators of one class with their weights.

Takes SCORECARD declarations; gives each row that says what its indicator is as a declaration of that indicator, for the rest of
the linker reads indicators only. An indicator of several scorecards is declared in one of them, the others name and weigh it.
The weights stay in the table, where `weights` reads them. Reports a row that says in two ways how it is scored, and one that says
what a part is (K202).
"""

from collections.abc import Iterator, Sequence

from kpidsl.diagnostics import Label, Problems
from kpidsl.syntax.tree import Declaration, Field, Form, Items, Name, Node, Ref, TableCell, Word
from kpidsl.values import frozen

_OUTSIDE = frozenset({"INDICATOR", "WEIGHT"})
"""Columns that do not say what an indicator is."""


@frozen
class _Row:
    """A row of a scorecard: the indicator, and what is said of it by the word of the column."""

    card: Declaration
    name: Name
    cells: dict[str, TableCell]

    @property
    def declares(self) -> bool:
        """Whether it says more of its indicator than its weight."""
        return any(cell.text.strip() for word, cell in self.cells.items() if word not in (*_OUTSIDE, "NOTE"))


def with_scorecards(declarations: Sequence[Declaration], problems: Problems) -> list[Declaration]:
    """The declarations, each scorecard followed by those of its indicators."""
    rows = [row for one in declarations if one.word == "SCORECARD" for row in _rows(one)]
    known = {row.name.text for row in rows if row.declares} | _declared(declarations)
    found: list[Declaration] = []
    for declaration in declarations:
        found.append(declaration)
        for row in rows:
            if row.card is not declaration:
                continue
            if "·" in row.name.text:
                _refuse_part(row, problems)
            elif row.declares or row.name.text not in known:
                known.add(row.name.text)
                found.append(_indicator(row, problems))
    return found


def row_name(node: Node) -> Name | None:
    """What a row of weights is named, with its dots."""
    match node:
        case Name():
            return node
        case Ref(parts, place):
            return Name("·".join(part.text for part in parts if isinstance(part, Name)), place)
        case _:
            return None


def _refuse_part(row: _Row, problems: Problems) -> None:
    """K202 for a row that says more of a part than its weight: a part is said with its indicator."""
    if row.declares:
        problems.add("K202", row.name.place, "card_part", (), name=row.name.text)


def _declared(declarations: Sequence[Declaration]) -> set[str]:
    """The indicators that are declared elsewhere."""
    found = {one.subject.text for one in declarations if one.word == "INDICATOR" and isinstance(one.subject, Name)}
    for declaration in declarations:
        if declaration.word == "INDICATORS" and declaration.table:
            at = [isinstance(cell.node, Word) and cell.node.word == "INDICATOR" for cell in declaration.table.head]
            named = (
                cell.node for row in declaration.table.rows for is_name, cell in zip(at, row, strict=True) if is_name
            )
            found |= {name.text for name in named if isinstance(name, Name)}
    return found


def _rows(card: Declaration) -> Iterator[_Row]:
    if card.table is None:
        return
    heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in card.table.head]
    for row in card.table.rows:
        cells = {head: cell for head, cell in zip(heads, row, strict=True) if head}
        name = row_name(cells["INDICATOR"].node) if "INDICATOR" in cells else None
        if name is not None:
            yield _Row(card, name, cells)


def _indicator(row: _Row, problems: Problems) -> Declaration:
    fields = {
        word: Field(word, (), cell.node, None, cell.place, cell.place)
        for word, cell in row.cells.items()
        if word not in (*_OUTSIDE, "MET", "MISSED") and cell.text.strip()
    }
    if isinstance(row.card.value, Name):
        appraiser = row.card.value
        fields.setdefault("APPRAISER", Field("APPRAISER", (), appraiser, None, appraiser.place, appraiser.place))
    marks = [(slot, row.cells[word]) for slot, word in (("met", "MET"), ("missed", "MISSED")) if _says(row, word)]
    if marks:
        place = marks[0][1].place.to(marks[-1][1].place)
        if "SCORING" in fields:
            problems.add("K202", place, "card_scoring", [Label(fields["SCORING"].place, "first")], name=row.name.text)
        form = Form("PASS_FAIL", tuple((slot, cell.node) for slot, cell in marks), place)
        fields.setdefault("SCORING", Field("SCORING", (), Items((form,), place), None, place, place))
    place = row.name.place
    return Declaration("INDICATOR", row.name, None, tuple(fields.values()), None, row.card.provisional, place, place)


def _says(row: _Row, word: str) -> bool:
    return word in row.cells and bool(row.cells[word].text.strip())
