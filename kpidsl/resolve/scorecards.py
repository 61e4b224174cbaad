"""Scorecards (考核量表 安全监察部经理 { | 指标 | 权重 | 目标值 | 达标得 | … | }): the indicators of one class with their weights.

Takes SCORECARD declarations; gives each row that says what its indicator is as a declaration of that indicator, for the rest of
the linker reads indicators only. What several scorecards say of one indicator is put together. The weights stay in the table,
where `weights` reads them. Reports rows that say different things of one indicator or how it is scored in two ways, and a row
that says what a part is (K202).
"""

from collections.abc import Iterator, Sequence

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.source import Span
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.tree import Declaration, Field, Form, Items, Name, Node, Ref, TableCell, Word
from kpidsl.values import frozen

_OUTSIDE = frozenset({"INDICATOR", "WEIGHT", "TAG"})
"""Columns that do not say what an indicator is."""
_OWN = frozenset({"CLAUSE", "TAG", "NOTE", "DATA_SOURCE", "EVIDENCE", "OTHERWISE_BY", "PERIOD"})
"""Columns of which each row may have words of its own: they compute nothing."""
_COMPARED = frozenset({"FORMULA"})
"""Columns that ``check`` compares by what they mean, not by how they are written."""


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


@frozen
class _Said:
    """A cell that says something of its indicator, with its text without blanks."""

    node: Node
    written: str
    place: Span


def with_scorecards(declarations: Sequence[Declaration], problems: Problems) -> list[Declaration]:
    """The declarations, each scorecard followed by those of its indicators."""
    rows = [row for one in declarations if one.word == "SCORECARD" for row in _rows(one)]
    said: dict[str, list[_Row]] = {}
    for row in rows:
        if row.declares:
            said.setdefault(row.name.text, []).append(row)
    elsewhere = _declared(declarations)
    for row in rows:
        if row.name.text not in elsewhere:
            said.setdefault(row.name.text, [row])
    found: list[Declaration] = []
    for declaration in declarations:
        found.append(declaration)
        for row in (row for row in rows if row.card is declaration):
            if "·" in row.name.text:
                _refuse_part(row, problems)
            elif (together := said.get(row.name.text)) and together[0] is row:
                found.append(_indicator(together, problems))
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


def _indicator(rows: Sequence[_Row], problems: Problems) -> Declaration:
    """What the rows of one name say together: one may hold the formula, another the target."""
    said: dict[str, _Said] = {}
    for row in rows:
        for word, one in _said(row, problems).items():
            first = said.setdefault(word, one)
            if word not in _OWN | _COMPARED and first.written != one.written:
                _refuse_other(row.name.text, word, first, one, problems)
    fields = {word: Field(word, (), one.node, None, one.place, one.place) for word, one in said.items()}
    for row in rows:
        if isinstance(row.card.value, Name):
            appraiser = row.card.value
            fields.setdefault("APPRAISER", Field("APPRAISER", (), appraiser, None, appraiser.place, appraiser.place))
    name, provisional = rows[0].name, rows[0].card.provisional
    return Declaration("INDICATOR", name, None, tuple(fields.values()), None, provisional, name.place, name.place)


def _said(row: _Row, problems: Problems) -> dict[str, _Said]:
    """What one row says by the word of the column, the points of a target met or missed as its scoring."""
    cells = {word: cell for word, cell in row.cells.items() if word not in _OUTSIDE and cell.text.strip()}
    marks = [(slot, cells.pop(word)) for slot, word in (("met", "MET"), ("missed", "MISSED")) if word in cells]
    said = {word: _Said(cell.node, "".join(cell.text.split()), cell.place) for word, cell in cells.items()}
    if marks:
        place = marks[0][1].place.to(marks[-1][1].place)
        if "SCORING" in said:
            problems.add("K202", place, "card_scoring", [Label(said["SCORING"].place, "first")], name=row.name.text)
        form = Form("PASS_FAIL", tuple((slot, cell.node) for slot, cell in marks), place)
        written = "/".join(f"{slot}:{''.join(cell.text.split())}" for slot, cell in marks)
        said.setdefault("SCORING", _Said(Items((form,), place), written, place))
    return said


def _refuse_other(name: str, word: str, first: _Said, other: _Said, problems: Problems) -> None:
    """K202 where two scorecards say different things of one indicator."""
    head = both("head", *(load_keywords().spelling(word, lang) for lang in LANGS))
    problems.add("K202", other.place, "card_differs", [Label(first.place, "first")], name=name, **head)
