"""Statements to lines.

Takes statements and, where there is one, the author's layout; gives lines. The author's line breaks stay where they fall
between two items, so do empty lines, several of them as one. A list on one line that is too long for it is broken between
items. Comments stay where they are; one that stands where no line can end goes to the end of the line. Never drops one.
"""

from collections.abc import Sequence
from itertools import pairwise

from kpidsl.syntax.print.documents import SEPARATOR_CELLS, Bit, Body, Part, Prose, Rows, Statement
from kpidsl.syntax.print.layout import Comment, Layout

LIMIT = 120
"""Cells of a line, reasons and comments not counted."""
STEP = 2
"""Cells by which a block is indented."""
_CONTINUED = 6
"""Cells by which a statement's further lines are indented: ``部门：`` takes as many."""
_BEFORE_COMMENT = " " * 5


class Lines:
    """The lines so far."""

    def __init__(self, layout: Layout | None) -> None:
        self._layout = layout
        self._comments: list[Comment] = list(reversed(layout.comments)) if layout else []
        self._held: list[Comment] = []
        self._lines: list[str] = []
        self._line = ""
        self._cells = 0
        self._fresh = True  # nothing stands yet in this block, or this file

    def text(self, statements: Sequence[Statement]) -> str:
        """The whole file."""
        for statement in statements:
            self._begin(_start(statement), 0)
            self._statement(statement, 0)
        self._end_line(list(reversed(self._comments)), 0)
        return "".join([f"{line}\n" for line in self._lines])

    # ---- lines and comments ------------------------------------------------------------------------------------------

    def _begin(self, start: int, indent: int) -> None:
        """A line for a statement that comes from ``start``."""
        self._end_line(self._taken(start), indent)
        if self._layout and not self._fresh and self._layout.spaced(start):
            self._lines.append("")
        self._line, self._cells, self._fresh = " " * indent, indent, False

    def _end_line(self, comments: Sequence[Comment], indent: int) -> None:
        """End the line, with the comments that follow."""
        comments, self._held = [*self._held, *comments], []
        if self._line.strip():
            if comments and comments[0].trailing:
                self._line += _BEFORE_COMMENT + comments[0].text
                comments = comments[1:]
            self._lines.append(self._line)
        self._line = ""
        for comment in comments:
            if self._layout and not self._fresh and self._layout.spaced(comment.start):
                self._lines.append("")
            self._lines.append(" " * indent + comment.text)
            self._fresh = False

    def _taken(self, before: int) -> list[Comment]:
        """The comments before an offset that are not in place yet."""
        taken = []
        while self._comments and self._comments[-1].start < before:
            taken.append(self._comments.pop())
        return taken

    def _write(self, text: str, cells: int) -> None:
        self._line += text
        self._cells += cells

    # ---- statements --------------------------------------------------------------------------------------------------

    def _statement(self, parts: Statement, indent: int) -> None:
        """All parts, where the line stands now or on further lines."""
        inner = indent
        broken = self._broken_before(parts)
        for at, part in enumerate(parts):
            match part:
                case Bit():
                    if self._bit(part, indent, broken=at in broken, fill=not broken):
                        inner = indent + _CONTINUED
                case Body():
                    self._body(part, inner, parts[at + 1 :])
                case Rows():
                    self._rows(part, inner)
                case Prose():
                    self._prose(part, inner)

    def _bit(self, bit: Bit, indent: int, *, broken: bool, fill: bool) -> bool:
        """A bit; whether it went to a line of its own: where the author broke, or to ``fill`` lines nobody broke."""
        if self._layout:
            self._held += self._taken(bit.start)
        long = fill and self._cells + bit.lead_cells + bit.cells > LIMIT
        if bit.breakable and (broken or self._held or long):
            self._end_line([], indent + _CONTINUED)
            self._line, self._cells = " " * (indent + _CONTINUED), indent + _CONTINUED
            self._write(bit.text, bit.cells)
            return True
        self._write(bit.lead + bit.text, bit.lead_cells + bit.cells)
        if bit.reason:
            self._taken(bit.end)  # what looks like a comment in a reason is written with it
        return False

    def _rows(self, rows: Rows, indent: int) -> None:
        self._open()
        for row in rows.rows:
            self._begin(row.start, indent + STEP)
            self._write(row.text, 0)
        self._close(rows.end, indent)

    def _prose(self, prose: Prose, indent: int) -> None:
        """One paragraph on the line where it fits and the author left it there; else each on a line of its own."""
        first = prose.paragraphs[0]
        apart = bool(self._layout and self._layout.broken(prose.start, first.start))
        comments = bool(self._held) or bool(self._layout and self._layout.commented(prose.start, prose.end))
        if len(prose.paragraphs) == 1 and not apart and not comments and self._cells + first.cells + 4 <= LIMIT:
            self._write(f" {{ {first.text} }}", first.cells + 4)
            return
        self._open()
        self._begin(first.start, indent + STEP)
        self._write(first.text, 0)
        for paragraph in prose.paragraphs[1:]:
            self._lines.append(self._line)
            self._line = " " * (indent + STEP) + paragraph.text if paragraph.text else ""
        self._taken(first.end)  # what looks like a comment in a text is written with it
        self._close(prose.end, indent)

    def _open(self) -> None:
        self._write(" {", 2)
        self._fresh = True

    def _close(self, end: int, indent: int) -> None:
        self._end_line(self._taken(end) if self._layout else [], indent + STEP)
        self._line, self._cells, self._fresh = " " * indent + "}", indent + 1, False

    def _body(self, body: Body, indent: int, rest: Sequence[Part]) -> None:
        """A body on one line, or each line of fields on a line of its own."""
        if self._layout:
            self._held += self._taken(body.start)
        author_broke = self._breaks(body)
        cells = None if author_broke or self._held else self._flat_cells([body])
        if cells is not None and self._cells + cells + self._closing_cells(rest) <= LIMIT:
            self._flat_body(body)
            return
        self._open()
        end, joinable = -1, False
        for entry in body.entries:
            long = self._flat_cells(entry)
            joined = (
                self._layout is not None and author_broke and joinable and long is not None
                and not self._layout.broken(end, _start(entry)) and not self._layout.commented(end, entry[-1].end)
                and self._cells + SEPARATOR_CELLS + long <= LIMIT
            )  # fmt: skip
            if joined:
                self._write(body.separator, SEPARATOR_CELLS)
            else:
                self._begin(_start(entry), indent + STEP)
            lines = len(self._lines)
            self._statement(entry, indent + STEP)
            end, joinable = entry[-1].end, long is not None and lines == len(self._lines) and not self._held
        self._close(body.end, indent)

    def _flat_body(self, body: Body) -> None:
        self._write(" {", 2)
        for at, entry in enumerate(body.entries):
            self._write(" " if at == 0 else body.separator, SEPARATOR_CELLS if at else 1)
            self._statement(entry, 0)
        self._write(" }", 2)

    # ---- what fits ---------------------------------------------------------------------------------------------------

    def _broken_before(self, parts: Sequence[Part]) -> frozenset[int]:
        """Before which parts the author ended a line where a line may end."""
        layout = self._layout
        if layout is None:
            return frozenset()
        pairs = enumerate(pairwise(parts), 1)
        return frozenset([
            at for at, (last, part) in pairs
            if isinstance(part, Bit) and part.breakable and layout.broken(last.end, part.start)
        ])  # fmt: skip

    def _breaks(self, body: Body) -> bool:
        """Whether the author gave the fields lines of their own; where there is no author, whether they should have."""
        if self._layout is None:
            return not body.inline
        if self._layout.commented(body.start, body.end):
            return True
        starts = [_start(entry) for entry in body.entries]
        ends = [entry[-1].end for entry in body.entries]
        return any(self._layout.broken(*gap) for gap in zip([body.start, *ends], [*starts, body.end], strict=True))

    def _flat_cells(self, parts: Sequence[Part], *, inside: bool = False) -> int | None:
        """Cells of the parts on one line; None when they cannot stand on one. A reason at the end of a line is not counted,
        one ``inside`` braces is.
        """
        cells = 0
        if self._broken_before(parts):
            return None
        for at, part in enumerate(parts):
            match part:
                case Rows() | Prose():
                    return None
                case Bit():
                    if "\n" in part.text or (self._layout and self._layout.commented(part.start, part.end)):
                        return None
                    if inside or not part.reason or at < len(parts) - 1:
                        cells += part.lead_cells + part.cells
                case Body():
                    inner = (
                        [None] if self._breaks(part) else [self._flat_cells(one, inside=True) for one in part.entries]
                    )
                    if None in inner:
                        return None
                    cells += 4 + sum([one or 0 for one in inner]) + SEPARATOR_CELLS * max(0, len(inner) - 1)
        return cells

    def _closing_cells(self, rest: Sequence[Part]) -> int:
        """Cells of what follows a body up to where a line may end."""
        cells = 0
        for part in rest:
            if not isinstance(part, Bit) or part.breakable or part.reason:
                break
            cells += part.lead_cells + part.cells
        return cells


def _start(statement: Statement) -> int:
    return statement[0].start
