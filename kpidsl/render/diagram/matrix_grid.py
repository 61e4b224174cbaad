"""Where the cells of a weight matrix stand.

Takes what is shown; gives edges of columns and rows in points, wide enough for every text. Never draws.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.cells import SIZE
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.line_breaks import wrapped
from kpidsl.render.diagram.weight_table import Matrix
from kpidsl.values import frozen

WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "indicator": "指标", "total": "合计", "reason": "暂定理由", "shade": "权重（颜色越深越大）", "provisional": "暂定",
        "dash": "不考评",
    },
    "en": {
        "indicator": "indicator", "total": "total", "reason": "why provisional", "shade": "weight (darker is more)",
        "provisional": "provisional", "dash": "not appraised",
    },
}  # fmt: skip

SMALL = 11
"""Font size of remarks."""
GUTTER, GAP = 20, 10
"""Points that a cell is wider than its text, and between blocks."""

_LEAST_ROW, _LINE = 28, 18
_KINDS = {"label": (SIZE, 14), "class": (SIZE, 8), "reason": (SMALL, 26)}
"""Font size and greatest width in characters of a line, by the kind of column."""


@frozen
class Grid:
    """Edges of columns and rows, one more than there are of either.

    Columns: families, parts where there are ``parts``, classes, reasons where there are ``reasons``. Rows: class sets where there
    are ``sets``, classes, the rows of the table, sums.
    """

    parts: bool
    reasons: bool
    sets: bool
    x: tuple[int, ...]
    y: tuple[int, ...]

    @property
    def first_class(self) -> int:
        """The column of the first class."""
        return 1 + self.parts

    @property
    def first_row(self) -> int:
        """The row of the first indicator."""
        return 1 + self.sets

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.x) - 2

    def box(self, column: int, row: int, to_column: int = 0, to_row: int = 0) -> tuple[int, int, int, int]:
        """Left, top, width and height of the cells from one to another, exclusive; of one cell where none is given."""
        left, top = self.x[column], self.y[row]
        return left, top, self.x[to_column or column + 1] - left, self.y[to_row or row + 1] - top


def grid_of(shown: Matrix, lang: Lang) -> Grid:
    """The grid that a matrix needs, from 0 in both directions."""
    words = WORDS[lang]
    parts = any(row.part for row in shown.rows)
    reasons = any(row.reason is not None for row in shown.rows)
    narrow = [row.family for row in shown.rows if row.part or not parts]
    columns = [_width([words["indicator"], words["total"], *narrow], "label")]
    if parts:
        whole = _width([row.family for row in shown.rows if not row.part], "label")
        columns.append(max(_width([shown.parts, *(row.part for row in shown.rows)], "label"), whole - columns[0]))
    numbers = [
        shown.said(weight.value) for row in shown.rows for weight in row.cells.values() if weight.value is not None
    ]
    widest = max(text_width(number, SIZE) for number in [*numbers, shown.said(Fraction(1))]) + GUTTER
    columns += [max(_width(shown.columns, "class"), widest)] * len(shown.columns)
    if reasons:
        columns.append(_width([words["reason"], *(row.reason or "" for row in shown.rows)], "reason"))
    width = columns[1 + parts]
    heads = (
        [max(_height_of(head_lines(span.name, (span.end - span.first) * width)) for span in shown.spans)]
        if shown.spans
        else []
    )
    heads.append(max(_height(name, "class") for name in shown.columns))
    rows = [
        max(_height(row.family, "label"), _height(row.part, "label"), _height(row.reason or "", "reason"))
        for row in shown.rows
    ]
    x, y = accumulate(columns, initial=0), accumulate([*heads, *rows, _LEAST_ROW], initial=0)
    return Grid(parts, reasons, bool(shown.spans), tuple(x), tuple(y))


def lines_of(text: str, kind: str) -> list[str]:
    """``text`` as the lines of a cell in a ``label``, ``class`` or ``reason`` column; none of it is left out."""
    size, most = _KINDS[kind]
    return wrapped(text, most * size, size)


def head_lines(name: str, width: int) -> list[str]:
    """The name of a class set as the lines of a cell ``width`` points wide."""
    return wrapped(name, width - GUTTER, SIZE)


def _width(texts: Sequence[str], kind: str) -> int:
    """The width of a column that holds these texts."""
    lines = [line for text in texts for line in lines_of(text, kind)]
    return max((text_width(line, _KINDS[kind][0]) for line in lines), default=0) + GUTTER


def _height(text: str, kind: str) -> int:
    return _height_of(lines_of(text, kind))


def _height_of(lines: Sequence[str]) -> int:
    """The height of a row that holds these lines."""
    return max(_LEAST_ROW, len(lines) * _LINE + GAP)
