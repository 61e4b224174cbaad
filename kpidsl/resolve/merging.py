"""Fields and cells put in the place of older ones.

Takes what was and what a change names; gives both in one, in the order of the older, and whether anything differs. A field of
entries is merged entry by entry, and a class that gets an entry of its own leaves the one it shared. Never reports.
"""

from collections.abc import Iterable

from attrs import evolve

from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.bare import bare
from kpidsl.source import Span
from kpidsl.syntax.tables import INDICATOR_HEADS, SUBJECT_HEADS
from kpidsl.syntax.tree import Blank, Block, Field, Form, Items, Table, TableCell, Word
from kpidsl.values import define, field, frozen


@frozen
class Merged:
    """``narrowed``: places where what held for all is given for some only, so that nothing would hold for the others."""

    fields: tuple[Field, ...]
    differs: bool
    narrowed: tuple[Span, ...]


def merged_fields(older: tuple[Field, ...], newer: tuple[Field, ...]) -> Merged:
    """Fields of one block: one that is named anew stands where the older did, others are added."""
    fields, differs, narrowed = list(older), False, list[Span]()
    for one in newer:
        at = next((at for at, other in enumerate(fields) if _key(other) == _key(one)), None)
        if at is None:
            if one.word == "ENTRY":
                keys = {bare(key) for key in one.keys}
                fields = [rest for other in fields if (rest := _without(other, keys)) is not None]
            fields.append(one)
            differs = True
            continue
        other = fields[at]
        if isinstance(one.value, Block) and isinstance(other.value, Block):
            inner = merged_fields(other.value.fields, one.value.fields)
            value = evolve(other.value, fields=inner.fields)
            provisional = one.provisional or other.provisional
            fields[at] = evolve(other, value=value, provisional=provisional, waivers=other.waivers + one.waivers)
            differs = differs or inner.differs or bool(one.waivers) or bare(provisional) != bare(other.provisional)
            narrowed += inner.narrowed
            continue
        if isinstance(one.value, Block) and _is_by_class(one.value):
            narrowed.append(one.word_place)
            continue
        differs = differs or bare(one) != bare(other)
        fields[at] = one
    return Merged(tuple(fields), differs, tuple(narrowed))


def _key(one: Field) -> object:
    """What a field is known by in its block; formulas by the name of what they give."""
    name = None
    if one.word == "FORMULA" and isinstance(one.value, Items) and one.value.items:
        first = one.value.items[0]
        name = bare(first.get("name")) if isinstance(first, Form) else None
    keys = frozenset(bare(key) for key in one.keys)
    return one.word, keys, name


def _is_by_class(block: Block) -> bool:
    return any(entry.word == "ENTRY" for entry in block.fields)


def _without(entry: Field, gone: set[object]) -> Field | None:
    """An entry without keys that others have; None where none is left."""
    if entry.word != "ENTRY":
        return entry
    keys = tuple(key for key in entry.keys if bare(key) not in gone)
    return evolve(entry, keys=keys) if keys else None


# ---- tables ----------------------------------------------------------------------------------------------------------


@frozen
class Refusal:
    """Why a row or column cannot be merged: the variant of K608 and its words."""

    place: Span
    variant: str
    words: dict[str, object] = field(eq=False)


@frozen
class MergedTable:
    """A table with the cells of another, and what of it could not be merged."""

    table: Table
    differs: bool
    refused: tuple[Refusal, ...]


@define
class _Cells:
    """A table while others' cells are put in."""

    head: list[TableCell]
    rows: list[list[TableCell]]
    differs: bool = False
    refused: list[Refusal] = field(factory=list)


def merged_table(older: Table, newer: Table) -> MergedTable:
    """The older table with the cells that the newer one names; one left empty there stays as it was.

    A row or a column that was not there must have all its cells.
    """
    work = _Cells(list(older.head), [list(row) for row in older.rows])
    columns = {bare(cell.node): at for at, cell in enumerate(work.head)}
    for cell in newer.head:
        if bare(cell.node) not in columns and _covers(older, newer, cell, work):
            columns[bare(cell.node)] = len(work.head)
            work.head.append(cell)
            for row in work.rows:
                row.append(TableCell(Blank(row[0].place), "", row[0].place))
    for cells in newer.rows:
        _row(work, columns, newer, cells)
    rows = tuple(tuple(row) for row in work.rows)
    return MergedTable(Table(tuple(work.head), rows, older.place), work.differs, tuple(work.refused))


def _key_cell(head: Iterable[TableCell], cells: Iterable[TableCell]) -> TableCell:
    """The cell that a row is known by: that under 指标 or 考核对象, else its first."""
    pairs = list(zip(head, cells, strict=False))
    named = (cell for one, cell in pairs if isinstance(one.node, Word) and one.node.word in ("INDICATOR", "SUBJECT"))
    return next(named, pairs[0][1])


def _is_required(head: TableCell) -> bool:
    """Whether a new row has a cell in a column: what a row only may say need not be said."""
    return not (isinstance(head.node, Word) and head.node.word in (*INDICATOR_HEADS, *SUBJECT_HEADS))


def _covers(older: Table, newer: Table, head: TableCell, work: _Cells) -> bool:
    """Whether a new column has a cell for every row there is; one of remarks need not."""
    if not _is_required(head):
        return True
    given = {bare(_key_cell(newer.head, row)) for row in newer.rows}
    rows = [_key_cell(older.head, row) for row in older.rows if not _is_sum(row)]
    missing = [row.text for row in rows if bare(row) not in given]
    if missing:
        work.refused.append(Refusal(head.place, "column", {"column": head.text, **listed("rows", missing)}))
    return not missing


def _row(work: _Cells, columns: dict[object, int], newer: Table, cells: tuple[TableCell, ...]) -> None:
    """One row of changes: into the row of its name, else as a new one above the printed total."""
    key = _key_cell(newer.head, cells)
    found = next((row for row in work.rows if bare(_key_cell(work.head, row)) == bare(key)), None)
    given = {
        columns[bare(head.node)]: cell
        for head, cell in zip(newer.head, cells, strict=True)
        if bare(head.node) in columns
    }
    if found is None:
        lacking = [
            cell.text
            for at, cell in enumerate(work.head)
            if not (at in given and given[at].text.strip()) and _is_required(cell)
        ]
        if lacking:
            words = {"row": key.text, **listed("columns", lacking)}
            work.refused.append(Refusal(cells[0].place, "", words))
            return
        empty = TableCell(Blank(cells[0].place), "", cells[0].place)
        new = [given.get(at, empty) for at in range(len(work.head))]
        last = next((at for at, row in enumerate(work.rows) if _is_sum(row)), len(work.rows))
        work.rows.insert(last, new)
        work.differs = True
        return
    for at, cell in given.items():
        if cell.text.strip() and bare(cell) != bare(found[at]):
            found[at] = cell
            work.differs = True


def _is_sum(row: tuple[TableCell, ...] | list[TableCell]) -> bool:
    return isinstance(row[0].node, Word) and row[0].node.word == "SUM"
