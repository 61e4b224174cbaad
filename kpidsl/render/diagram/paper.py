"""What the card and the structure have in common: headings, texts that go on in the next line, rows of shares, the key.

Takes a sheet; puts cells on it from the top down and gives where they end, in points. Knows no indicator.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from attrs import evolve

from kpidsl.render.diagram.cells import Look, Point, Sheet
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.ink import HEAD, QUIET
from kpidsl.render.diagram.line_breaks import wrapped
from kpidsl.render.diagram.weight_table import facts_of
from kpidsl.render.phrases import Phrases
from kpidsl.resolve.policy import Policy
from kpidsl.values import frozen

TITLE = Look(size=18, bold=True, align="left", border="")
BESIDE = Look(size=11, ink=QUIET, align="left", border="")
TEXT = Look(size=12, align="left")
CELL = Look(size=12)
HEADED = Look(size=12, fill=HEAD)
CAPTION = Look(size=14, bold=True, align="left", border="")
STRONG = Look(size=12, bold=True, align="left", border="")
ALARM = "#a40e26"
"""Ink of what is said of a veto."""

_TINTS = ("#d9e7f5", "#f3f7fb")

ROW = 24
"""Least height of a row."""
GAP = 18
_PITCH, _EDGE, _TIGHT, _HEAD = 1.35, 8, 7, 8
"""Line distance in font sizes; points beside and around texts, around those of a strip; length of the head of an arrow."""

_KEY = {
    "zh": "斜线底纹：暂定（原文没有写明，编写时补定，待审定）。",
    "en": "Hatched: provisional (the source does not say it; settled by the author, to be confirmed).",
}


Statement = tuple[str, bool]
"""A text, and whether it is provisional."""
Piece = tuple[Sequence[str], Fraction, Look]
"""A piece of a strip: texts under one another, its share of 1, and how it looks."""


@frozen
class Paper:
    """A sheet, and the language that is spoken on it."""

    sheet: Sheet
    phrases: Phrases

    def heading(self, policy: Policy, title: str, width: int) -> int:
        """The title, and which policy it is of; gives where the table under it begins."""
        name = f"《{policy.name}》" if self.phrases.lang == "zh" else policy.name
        y = self.text(0, 0, width, title, TITLE, least=0)
        return self.text(0, y, width, f"{name}　{facts_of(policy, self.phrases.lang)}", BESIDE, least=0) + 6

    def lines(self, text: str, width: float, look: Look) -> list[str]:
        """The lines of a text in a cell of that width."""
        return wrapped(text, int(width) - _EDGE * 2, look.size)

    def height(self, text: str, width: float, look: Look, least: int = ROW) -> int:
        """The height of a cell that holds the text."""
        return max(least, ceil(max(1, len(self.lines(text, width, look))) * look.size * _PITCH) + _EDGE)

    def text(
        self, x: float, y: float, width: float, text: str, look: Look, height: int | None = None, least: int = ROW
    ) -> int:  # fmt: skip
        """A cell with a text of as many lines as it needs; gives its lower edge."""
        height = height or self.height(text, width, look, least)
        self.sheet.cell(x, y, width, height, self.lines(text, width, look), look, text)
        return int(y) + height

    def stack(
        self, x: float, y: float, width: float, height: float, texts: Sequence[tuple[str, Look]], box: Look
    ) -> None:
        """A cell with texts of several looks under one another, as a whole in its middle."""
        self.sheet.cell(x, y, width, height, "", box)
        rows = [(line, look) for text, look in texts for line in self.lines(text, width, look)]
        at = y + (height - sum(look.size * _PITCH for _, look in rows)) / 2
        for line, look in rows:
            self.sheet.cell(x + 1, at, width - 2, look.size * _PITCH, line, evolve(look, border="", fill=""))
            at += look.size * _PITCH

    def stack_height(self, width: float, texts: Sequence[tuple[str, Look]]) -> int:
        """The height of a cell that holds the texts."""
        rows = [look for text, look in texts for _ in self.lines(text, width, look)]
        return max(ROW, ceil(sum(look.size * _PITCH for look in rows)) + _EDGE)

    def strip(self, x: float, y: float, width: int, pieces: Sequence[Piece], least: int) -> int:
        """Cells side by side that fill the width, as high as the highest needs; gives their lower edge."""
        rooms, height = _rooms(pieces, width), self.strip_height(width, pieces, least)
        for (texts, _, look), room in zip(pieces, rooms, strict=True):
            lines = [line for text in texts for line in self.lines(text, room, look)]
            self.sheet.cell(x, y, room, height, lines, look, " ".join(texts))
            x += room
        return int(y) + height

    def strip_height(self, width: int, pieces: Sequence[Piece], least: int) -> int:
        """The height of such cells."""
        needs = [
            ceil(sum(len(self.lines(text, room, look)) for text in texts) * look.size * _PITCH) + _TIGHT
            for (texts, _, look), room in zip(pieces, _rooms(pieces, width), strict=True)
        ]
        return max([least, *needs])

    def row(self, x: int, y: int, width: int, statements: Sequence[Statement]) -> int:
        """Statements side by side, each as wide as the others; gives their lower edge."""
        widths = shared(width, [1] * len(statements))
        cells = [(text, evolve(TEXT, hatch=is_open)) for text, is_open in statements]
        return self.cells(x, y, widths, cells) if cells else y

    def cells(
        self, x: int, y: int, widths: Sequence[int], cells: Sequence[tuple[str, Look]], least: int = ROW
    ) -> int:  # fmt: skip
        """Cells side by side, all as high as the highest needs; gives their lower edge."""
        height = max(self.height(text, width, look, least) for (text, look), width in zip(cells, widths, strict=True))
        for (text, look), width in zip(cells, widths, strict=True):
            self.text(x, y, width, text, look, height)
            x += width
        return y + height

    def caption(self, y: float, width: int, text: str) -> int:
        """The name of a block; gives where the block begins."""
        return self.text(0, y, width, text, CAPTION)

    def arrow(self, points: Sequence[Point], colour: str = QUIET) -> None:
        """A line through ``points``, straight in its last piece, with a head at its end."""
        (x, y), (to_x, to_y) = points[-2], points[-1]
        step = _HEAD / (abs(to_x - x) + abs(to_y - y) or 1)
        back_x, back_y = (to_x - x) * step, (to_y - y) * step
        base = (to_x - back_x, to_y - back_y)
        side = (back_y / 2, back_x / 2)
        self.sheet.line([*points[:-1], base], colour, 1)
        wings = [(base[0] + sign * side[0], base[1] + sign * side[1]) for sign in (1, -1)]
        self.sheet.polygon([(to_x, to_y), *wings], colour)

    def key(self, y: float, width: int) -> int:
        """What hatching means; gives its lower edge."""
        self.sheet.cell(0, y + 4, 30, 14, "", Look(hatch=True), "key")
        return self.text(34, y, width - 34, _KEY[self.phrases.lang], BESIDE, least=0)


def shared(width: int, parts: Sequence[int]) -> list[int]:
    """``width`` in these proportions, in whole points."""
    widths = [width * part // sum(parts) for part in parts]
    return [*widths[:-1], widths[-1] + width - sum(widths)] if widths else []


def shares(parts: Sequence[tuple[Sequence[str], Fraction]], *, hatch: bool) -> list[Piece]:
    """Named shares of 1 as pieces of a strip, in two tints by turns."""
    looks = (Look(_TINTS[number % 2], size=TEXT.size, hatch=hatch) for number in range(len(parts)))
    return [(texts, share, look) for (texts, share), look in zip(parts, looks, strict=True)]


def _rooms(pieces: Sequence[Piece], width: int) -> list[int]:
    """Widths that add up to ``width``: by share where that leaves room for the texts, else at least what these need.

    Where even that is too much they are by need, and texts go on in the next line.
    """
    needs = [max(text_width(text, look.size) for text in texts) + _EDGE * 2 for texts, _, look in pieces]
    if sum(needs) > width:
        return shared(width, needs)
    rooms, fixed = [0] * len(pieces), set[int]()
    while True:
        free = width - sum(needs[n] for n in fixed)
        whole = sum((share for n, (_, share, _) in enumerate(pieces) if n not in fixed), Fraction())
        for n, (_, share, _) in enumerate(pieces):
            rooms[n] = needs[n] if n in fixed or not whole else int(free * share / whole)
        short = {n for n in range(len(pieces)) if n not in fixed and rooms[n] < needs[n]}
        if not short:
            break
        fixed |= short
    return [*rooms[:-1], rooms[-1] + width - sum(rooms)]
