"""Results as a table on the screen.

Takes the columns of a sheet and rows of it; gives text, in which a name that no line has room for is cut in the middle. The sheets that
are written have it whole.
"""

from collections.abc import Sequence

from kpidsl.diagnostics.texts import shortened
from kpidsl.plan.nodes import UNIT
from kpidsl.render.table import text_table
from kpidsl.results.sheets import SheetColumn, TextOf

ROWS = 200
"""Units that are shown; more are for ``-o``."""


def screen_table(columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]]) -> str:
    """The rows below their headings."""
    names = {at for at, column in enumerate(columns) if column.content == TextOf(UNIT)}
    shown = [[shortened(cell) if at in names else cell for at, cell in enumerate(row)] for row in rows]
    return text_table([column.heading for column in columns], shown)
