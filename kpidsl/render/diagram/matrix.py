"""The weight matrix: the regulation's own table, shaded by weight.

Takes a checked policy; gives one picture of the weight table (权重表) and one of each table that spreads a family's weight over
its parts (权重分配表). Columns stand under the class sets (统称) they belong to; what is provisional (暂定) is hatched, with its
reason beside.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.words import percent
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.cells import PAD, Look, Sheet
from kpidsl.render.diagram.dot import Picture
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.ink import HEAD, QUIET, SCALE_MARKS, WHITE, shade
from kpidsl.render.diagram.line_breaks import wrapped
from kpidsl.render.diagram.matrix_grid import GAP, GUTTER, SMALL, WORDS, Grid, grid_of, head_lines, lines_of
from kpidsl.render.diagram.weight_table import Matrix, Row, matrices

_DASH = "—"
_TITLE = Look(size=18, bold=True, align="left", border="")
_FACTS = Look(size=12, ink=QUIET, align="left", border="")
_HEADING = Look(fill=HEAD, bold=True)
_LABEL = Look(align="left")
_REASON = Look(size=SMALL, align="left")
_KEY = Look(size=SMALL, ink=QUIET, align="left", border="")
_LEAST_WIDTH = 540
"""Points of a line over or under a table that is narrower."""
_KEY_HEIGHT, _SWATCH = 20, 40


def matrix(checked: CheckedPolicy, lang: Lang, classes: Sequence[str] = ()) -> tuple[Picture, ...]:
    """The weight table and each split, as pictures; only the columns of ``classes`` where some are given.

    A table that has none of these columns is left out, and a policy without weights has no picture.
    """
    return tuple(_picture(found, lang) for found in matrices(checked.policy, lang, classes))


def _picture(shown: Matrix, lang: Lang) -> Picture:
    sheet, grid, y = Sheet(shown.title), grid_of(shown, lang), 0
    width = max(grid.x[-1], _LEAST_WIDTH)
    for text, look in ((shown.title, _TITLE), (shown.facts, _FACTS)):
        y = _lines(sheet, text, y, width, look, -PAD)
    table = evolve(grid, y=tuple(edge + y + GAP for edge in grid.y))
    _heads(sheet, shown, table, lang)
    _labels(sheet, shown, table)
    _weights(sheet, shown, table)
    _sums(sheet, shown, table, lang)
    y = _legend(sheet, shown, table.y[-1] + GAP, width, lang)
    _lines(sheet, shown.sets, y, width, _KEY)
    return sheet.picture(shown.name)


def _lines(sheet: Sheet, text: str, y: int, width: int, look: Look, x: int = 0) -> int:
    """A text beside the table; gives its lower edge."""
    for line in wrapped(text, width, look.size):
        sheet.cell(x, y, width, look.size + 8, line, look)
        y += look.size + 8
    return y


def _heads(sheet: Sheet, shown: Matrix, grid: Grid, lang: Lang) -> None:
    words, end = WORDS[lang], grid.first_row
    every_part = grid.parts and all(row.part for row in shown.rows)
    sheet.cell(*grid.box(0, 0, 1 if every_part else grid.first_class, end), words["indicator"], _HEADING)
    if every_part:
        sheet.cell(*grid.box(1, 0, 2, end), shown.parts, _HEADING)
    for span in shown.spans:
        box = grid.box(grid.first_class + span.first, 0, grid.first_class + span.end, 1)
        sheet.cell(*box, head_lines(span.name, box[2]), _HEADING)
    for column, name in enumerate(shown.columns):
        grouped = any(span.first <= column < span.end for span in shown.spans)
        x = grid.first_class + column
        sheet.cell(*grid.box(x, end - 1 if grouped else 0, x + 1, end), lines_of(name, "class"), _HEADING)
    if grid.reasons:
        sheet.cell(*grid.box(grid.last, 0, grid.last + 1, end), words["reason"], _HEADING)


def _labels(sheet: Sheet, shown: Matrix, grid: Grid) -> None:
    """Names of the indicators: one cell for the parts of a family that stand together, and one for each part."""
    y = grid.first_row
    for (family, has_parts), group in groupby(shown.rows, key=lambda row: (row.family, bool(row.part))):
        rows = list(group)
        end = y + len(rows)
        sheet.cell(*grid.box(0, y, 1 if has_parts else grid.first_class, end), lines_of(family, "label"), _LABEL)
        for part, row in enumerate(rows if has_parts else (), y):
            sheet.cell(*grid.box(1, part), lines_of(row.part, "label"), _LABEL, f"{family}·{row.part}")
        y = end


def _weights(sheet: Sheet, shown: Matrix, grid: Grid) -> None:
    for y, row in enumerate(shown.rows, grid.first_row):
        said = "·".join(filter(None, [row.family, row.part]))
        for x, name in enumerate(shown.columns, grid.first_class):
            value = _value(row, name)
            look = Look(hatch=row.reason is not None).on(WHITE if value is None else shade(value))
            sheet.cell(*grid.box(x, y), _said(shown, row, name), look, f"{said}｜{name}")
        if grid.reasons:
            sheet.cell(*grid.box(grid.last, y), lines_of(row.reason or "", "reason"), _REASON)


def _value(row: Row, unit_class: str) -> Fraction | None:
    weight = row.cells.get(unit_class)
    return weight.value if weight else None


def _said(shown: Matrix, row: Row, unit_class: str) -> str:
    value = _value(row, unit_class)
    return _DASH if value is None else shown.said(value)


def _sums(sheet: Sheet, shown: Matrix, grid: Grid, lang: Lang) -> None:
    y, word = grid.first_row + len(shown.rows), WORDS[lang]["total"]
    sheet.cell(*grid.box(0, y, grid.first_class), word, _HEADING)
    for x, name in enumerate(shown.columns, grid.first_class):
        sheet.cell(*grid.box(x, y), shown.said(shown.sums[name]), _HEADING, f"{word}｜{name}")
    if grid.reasons:
        sheet.cell(*grid.box(grid.last, y), "", _HEADING)


def _legend(sheet: Sheet, shown: Matrix, y: int, width: int, lang: Lang) -> int:
    """The scale, and what a hatched cell and a dash mean where the table has any; as many to a line as fit.

    Gives where the next block may begin.
    """
    words, swatch = WORDS[lang], evolve(_KEY, align="middle")
    keys = [[(words["shade"], _KEY), *((percent(mark), swatch.on(shade(mark))) for mark in SCALE_MARKS)]]
    if any(row.reason is not None for row in shown.rows):
        keys.append([("", Look(hatch=True)), (words["provisional"], _KEY)])
    if any(_value(row, name) is None for row in shown.rows for name in shown.columns):
        keys.append([(_DASH, Look()), (words["dash"], _KEY)])
    x = 0
    for key in keys:
        widths = [text_width(text, SMALL) + GUTTER if look is _KEY else _SWATCH for text, look in key]
        if x and x + sum(widths) > width:
            x, y = 0, y + _KEY_HEIGHT + GAP // 2
        for (text, look), taken in zip(key, widths, strict=True):
            sheet.cell(x, y, taken, _KEY_HEIGHT, text, look)
            x += taken
        x += GAP
    return y + _KEY_HEIGHT + GAP
