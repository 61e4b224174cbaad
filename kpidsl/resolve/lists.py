"""Scorecards as lists: what each says of an indicator that others may describe as well.

Takes SCORECARD declarations; gives their rows. Whether two lists say the same is for ``check``.
"""

from collections.abc import Iterator, Sequence

from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.indicators import periods_in
from kpidsl.resolve.policy import IndicatorList, ListRow
from kpidsl.resolve.scopes import Scopes
from kpidsl.resolve.scorecards import row_name
from kpidsl.syntax.tree import Declaration, Field, Form, Items, Name, TableCell, Word


def read_lists(declarations: Sequence[Declaration], scopes: Scopes) -> tuple[IndicatorList, ...]:
    """All scorecards of a class that is declared."""
    found = []
    for card in declarations:
        if card.word != "SCORECARD" or card.table is None or not isinstance(card.subject, Name):
            continue
        is_weighed = any(isinstance(cell.node, Word) and cell.node.word == "WEIGHT" for cell in card.table.head)
        members = scopes.classes.get(card.subject.text) or ()
        if not is_weighed and not members:  # of one with weights `weights` asks
            scopes.classes.unknown(card.subject, "class_column")
        if not is_weighed and len(members) > 1:
            scopes.problems.add(
                "K204", card.subject.place, "", (), name=card.subject.text, **listed("members", members)
            )
        heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in card.table.head]
        rows = tuple(row for cells in card.table.rows for row in _row(dict(zip(heads, cells, strict=True))))
        if len(members) == 1 and "INDICATOR" in heads:
            found.append(IndicatorList(members[0], rows, is_weighed, card.subject.place))
    return tuple(found)


def _row(cells: dict[str, TableCell]) -> Iterator[ListRow]:
    name = row_name(cells["INDICATOR"].node) if "INDICATOR" in cells else None
    if name is None:
        return
    formula, source, period = (cells.get(word) for word in ("FORMULA", "DATA_SOURCE", "PERIOD"))
    said = Field("PERIOD", (), period.node, None, period.place, period.place) if period else None
    form = next(iter(formula.node.items), None) if formula and isinstance(formula.node, Items) else None
    yield ListRow(
        indicator=name.text,
        formula=form if isinstance(form, Form) else None,
        written=formula.text.strip() if formula else "",
        source=source.text.strip() if source else "",
        periods=periods_in(said),
        place=name.place,
        formula_place=formula.place if formula else name.place,
        source_place=source.place if source else name.place,
    )
