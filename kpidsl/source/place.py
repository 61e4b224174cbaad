"""Places: where in a file something stands.

A place is a span of a text file or a cell of a table. Places compare by file and position, so that diagnostics sort
in reading order.
"""

from kpidsl.values import frozen


@frozen(order=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive), counted from 0, of the text of ``file``."""

    file: str
    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """The smallest span that covers both; both must lie in one file."""
        return Span(self.file, min(self.start, other.start), max(self.end, other.end))


@frozen(order=True)
class Cell:
    """A cell of a table in ``file``: ``row`` counts from 1 with the heading as row 1, ``column`` from 1.

    ``row`` 0 is the whole file, ``column`` 0 the whole row.
    """

    file: str
    row: int = 0
    column: int = 0
    sheet: str = ""


Place = Span | Cell
