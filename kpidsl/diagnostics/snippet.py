"""Lines of source with what is marked in them: carets under words, a bracket beside a stretch of several lines.

Takes a source and marks; gives rows of styled text. Words stand beside the last mark of a line, those of the others below it,
each hanging from its mark. Carets are placed by display width, so that they stand under the Chinese text they mean.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import Literal

from attrs import evolve

from kpidsl.diagnostics.width import width
from kpidsl.diagnostics.window import LINE_CELLS, Window, fits, window
from kpidsl.source import Source, Span
from kpidsl.values import define, field, frozen

Style = Literal["plain", "primary", "secondary"]
Piece = tuple[Style, str]

GAP = -1
"""The number of a row that stands for lines left out."""


@frozen
class Mark:
    """A place and the words beside it; the ``primary`` one is where the mistake is, the others explain it."""

    place: Span
    words: str
    primary: bool = False

    @property
    def style(self) -> Style:
        """How it is coloured."""
        return "primary" if self.primary else "secondary"

    @property
    def sign(self) -> str:
        """What underlines it."""
        return "^" if self.primary else "-"


@frozen
class Row:
    """A row as shown: the ``number`` of a line of source, None below one, `GAP` for lines left out."""

    number: int | None
    pieces: tuple[Piece, ...]


@frozen
class _Stretch:
    """A mark with its lines (from 1) and columns (from 0), ``end`` exclusive; ``lane`` is its place in the margin."""

    mark: Mark
    first: int
    start: int
    last: int
    end: int
    lane: int = -1

    @property
    def in_one_line(self) -> bool:
        """Whether carets can show it."""
        return self.first == self.last


def snippet(source: Source, marks: Iterable[Mark], ambiguous: int = 1, cells: int = LINE_CELLS) -> list[Row]:
    """The lines that ``marks`` begin and end in, in order, with the marks below them; of a line as much as ``cells`` hold."""
    stretches = (_stretch(source, mark) for mark in dict.fromkeys(marks))
    found = sorted(stretches, key=lambda one: (one.first, one.start, -one.end))
    lanes = count()
    placed = [one if one.in_one_line else evolve(one, lane=next(lanes)) for one in found]
    return list(_Drawing(source, placed, next(lanes), ambiguous, cells).rows())


def _stretch(source: Source, mark: Mark) -> _Stretch:
    """Where ``mark`` is; line ends at its end are not part of it."""
    start = max(0, min(mark.place.start, len(source.text)))
    first, column = source.line_column(start)
    length = len(source.text[start : mark.place.end].rstrip())
    last, after = source.line_column(start + length)
    if last > first:
        return _Stretch(mark, first, column - 1, last, after - 1)
    written = source.line_text(first)
    begin = min(column - 1, len(written))
    return _Stretch(mark, first, begin, first, max(begin, min(begin + mark.place.end - start, len(written))))


@define
class _Drawing:
    source: Source
    found: Sequence[_Stretch]
    lanes: int
    ambiguous: int
    cells: int
    open: dict[int, Style] = field(factory=dict)
    """The lanes a bracket now runs along, with its style."""

    def rows(self) -> Iterator[Row]:
        """All rows."""
        before = 0
        for line in sorted({number for one in self.found for number in (one.first, one.last)}):
            if before and line == before + 2:
                yield self._line(self._window(before + 1, 0), ())
            elif before and line > before + 2:
                yield Row(GAP, self._margin())
            yield from self._marked(line)
            before = line

    def _window(self, line: int, start: int) -> Window:
        return window(line, self.source.line_text(line), start, self.ambiguous, self.cells)

    def _marked(self, line: int) -> Iterator[Row]:
        """The line and what is below it; a long line once for every group of marks that one window shows."""
        for start, group in self._groups(line):
            shown = self._window(line, start)
            begun = [one for one in group if one.first == line and not one.in_one_line]
            yield self._line(shown, begun)
            yield from self._below(shown, [one for one in group if one.in_one_line])
            for one in begun:
                if not self._is_flush(one):
                    yield self._corner(one, shown.cell(one.start), " ")
                self.open[one.lane] = one.mark.style
            for one in group:
                if one.last == line and not one.in_one_line:
                    yield self._corner(one, shown.cell(one.end - 1), "|")
                    del self.open[one.lane]

    def _groups(self, line: int) -> Iterator[tuple[int, list[_Stretch]]]:
        """The marks that touch ``line``, those together that fit into one window, with where it is shown from."""
        anchors: list[tuple[int, int, _Stretch]] = []
        for one in self.found:
            if one.in_one_line and one.first == line:
                anchors.append((one.start, one.end, one))
            elif one.first == line:
                anchors.append((one.start, one.start + 1, one))
            elif one.last == line:
                anchors.append((one.end - 1, one.end, one))
        written = self.source.line_text(line)
        group: list[_Stretch] = []
        left = 0
        for start, end, one in sorted(anchors, key=lambda anchor: anchor[:2]):
            if group and not fits(written, left, end, self.ambiguous, self.cells):
                yield left, group
                group = []
            left = left if group else start
            group.append(one)
        yield left, group

    def _is_flush(self, one: _Stretch) -> bool:
        """Whether nothing stands before it in its first line, so that the bracket can begin beside it."""
        return not self.source.line_text(one.first)[: one.start].strip()

    def _margin(self, begun: Iterable[_Stretch] = ()) -> tuple[Piece, ...]:
        corners = {one.lane for one in begun if self._is_flush(one)}
        styles = {**self.open, **{one.lane: one.mark.style for one in begun if one.lane in corners}}
        pieces: list[Piece] = []
        for lane in range(self.lanes):
            sign = "/" if lane in corners else "|" if lane in styles else " "
            pieces.append((styles.get(lane, "plain"), sign))
        return (*pieces, ("plain", " ")) if pieces else ()

    def _line(self, shown: Window, begun: Iterable[_Stretch]) -> Row:
        return Row(shown.line, (*self._margin(begun), ("plain", shown.text)))

    def _corner(self, one: _Stretch, cell: int, side: str) -> Row:
        """The row that leads from the margin to where ``one`` begins or ends."""
        mark = one.mark
        words = f" {mark.words}" if mark.words and side == "|" else ""
        lead = side + "_" * (self.lanes - one.lane + cell) + mark.sign + words
        return Row(None, (*self._margin()[: one.lane], (mark.style, lead)))

    def _below(self, shown: Window, group: Sequence[_Stretch]) -> Iterator[Row]:
        """The carets of one line, and the words that hang from them."""
        if not group:
            return
        spans = {one: _cells(shown, one) for one in group}
        styles: dict[int, tuple[Style, str]] = {}
        for one in sorted(group, key=lambda one: one.mark.primary):
            styles.update(dict.fromkeys(range(*spans[one]), (one.mark.style, one.mark.sign)))
        worded = [one for one in group if one.mark.words]
        beside = max(worded, key=lambda one: (spans[one][1], spans[one][0]), default=None)
        edge = max(end for _, end in spans.values())
        if beside and spans[beside][1] < edge:
            beside = None
        carets = [(cell, style, sign) for cell, (style, sign) in styles.items()]
        if beside:
            carets.append((edge + 1, beside.mark.style, beside.mark.words))
        yield self._placed(carets)
        yield from self._hanging([(spans[one][0], one.mark) for one in worded if one is not beside])

    def _hanging(self, marks: list[tuple[int, Mark]]) -> Iterator[Row]:
        """Words below their marks, the last first, with a line from each of the others."""
        marks = sorted(marks, key=lambda entry: entry[0])
        bars = dict(reversed([(cell, (cell, mark.style, "|")) for cell, mark in marks]))
        if marks:
            yield self._placed(list(bars.values()))
        for cell, mark in reversed(marks):
            left = [bar for at, bar in bars.items() if at < cell]
            yield self._placed([*left, (cell, mark.style, mark.words)])

    def _placed(self, parts: list[tuple[int, Style, str]]) -> Row:
        """A row of texts, each at its cell."""
        pieces: list[Piece] = [*self._margin()]
        for style, run in groupby(_filled(sorted(parts), self.ambiguous), key=lambda piece: piece[0]):
            pieces.append((style, "".join(text for _, text in run)))
        return Row(None, tuple(pieces))


def _cells(shown: Window, one: _Stretch) -> tuple[int, int]:
    """The cells ``one`` takes; a place between two characters, or at the end of the line, takes one."""
    start = shown.cell(one.start)
    return start, max(start + 1, shown.cell(one.end))


def _filled(parts: list[tuple[int, Style, str]], ambiguous: int) -> Iterator[Piece]:
    at = 0
    for cell, style, text in parts:
        if cell > at:
            yield "plain", " " * (cell - at)
        yield style, text
        at = max(at, cell) + width(text, ambiguous)
