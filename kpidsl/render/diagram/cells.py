"""A sheet of cells: rectangles with text, shade and hatching at places of their own.

Takes points, x to the right and y down from the top left corner; gives a picture in Graphviz source. Every line of text has a
place of its own, so that nothing depends on the fonts of the machine that draws. Texts are nodes; rules, shades and hatching,
which Graphviz cannot put into a cell, are the ``_background``, in its xdot language, one figure a line.
"""

from collections.abc import Sequence
from typing import Literal

from attrs import evolve

from kpidsl.render.diagram.dot import Picture, attributes, label
from kpidsl.render.diagram.dot import name as named
from kpidsl.render.diagram.fonts import BOLD, FAMILIES
from kpidsl.render.diagram.ink import BLACK, RULE, WHITE, hatch_on, ink_on
from kpidsl.values import define, field, frozen

Point = tuple[float, float]
SIZE = 13
"""Font size of a table, in points."""

_HATCH_STEP = 6
"""Points between the lines of hatching, along an edge."""
_BASELINE, _MIDDLE = 0.95, 0.36
"""Where Graphviz puts the first line of a label under the top of its room, and the middle of a character over its line; ems."""
PAD, _MARGIN = 6, 14
"""Points between the edge of a cell and its text, and around the sheet."""
_ROOM = 2
"""Ems a character; what stands for a missing one is wider than it is."""
_PITCH = 1.35
"""Line distance of a text of several lines, in font sizes."""


@frozen
class Look:
    """How a cell looks. No ``fill`` leaves the paper, no ``border`` draws none; ``hatch`` says provisional."""

    fill: str = ""
    ink: str = BLACK
    size: int = SIZE
    bold: bool = False
    align: Literal["left", "middle", "right"] = "middle"
    border: str = RULE
    hatch: bool = False

    def on(self, fill: str) -> "Look":
        """The same on ``fill``, in the ink that can be read there."""
        return evolve(self, fill=fill, ink=ink_on(fill))


PLAIN = Look()


@define
class Sheet:
    """A picture while it is drawn. What is drawn later lies over what was drawn before, texts over all."""

    title: str
    _drawn: list[str] = field(factory=list)
    _state: dict[str, str] = field(factory=dict)
    _texts: list[str] = field(factory=list)
    _names: set[str] = field(factory=set)
    _width: float = 0
    _height: float = 0

    def cell(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str | Sequence[str] = "",
        look: Look = PLAIN,
        name: str = "",
    ) -> None:
        """A rectangle, and in the middle of its height a text of one or more lines.

        ``name`` is shown where the pointer rests on the text, the text itself where it is not given.
        """
        self._width, self._height = max(self._width, x + width), max(self._height, y + height)
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        if look.hatch:
            self.polygon(corners, look.fill or WHITE)
            self._hatch(x, y, width, height, hatch_on(look.fill or WHITE))
            if look.border:
                self.polygon(corners, "", look.border)
        elif look.fill or look.border:
            self.polygon(corners, look.fill, look.border)
        lines = [text] if isinstance(text, str) else list(text)
        pitch = look.size * _PITCH
        for number, line in enumerate(lines):
            middle = y + height / 2 + pitch * (number - (len(lines) - 1) / 2)
            if line:
                self._write(x, middle, width, line, look, name or " ".join(lines))

    def line(self, points: Sequence[Point], colour: str = RULE, width: float = 0.75) -> None:
        """A line through ``points``."""
        self._draw("L", points, colour, "", width)

    def polygon(self, points: Sequence[Point], fill: str, border: str = "") -> None:
        """A polygon; without ``fill`` its inside stays as it is, without ``border`` it has none."""
        self._draw("P" if fill else "p", points, border or fill, fill, 0.75)

    def picture(self, name: str) -> Picture:
        """The sheet as it stands; ``name`` is for the file."""
        drawn = " \\\n".join(self._drawn)
        width, height = self._width + 2 * _MARGIN, self._height + 2 * _MARGIN
        # The page, not what the rooms of the texts cover.
        page = f"{width:g},{height:g},1,{self._width / 2:g},{-self._height / 2:g}"
        background = f'"{drawn}"' if drawn else None
        head = attributes(layout="nop2", bgcolor="white", viewport=page, _background=background)
        usual = attributes(
            shape="plaintext", fixedsize="true", labelloc="t", margin=0, fontname=FAMILIES, fontsize=SIZE
        )
        lines = [f"graph {named(self.title)} {{", f"graph {head};", f"node {usual};", *self._texts, "}"]
        return Picture(name, self.title, "\n".join(lines) + "\n")

    def _write(self, x: float, middle: float, width: float, text: str, look: Look, name: str) -> None:
        # Room enough for whatever font measures the text: it starts or ends where its room does unless it is wider.
        room = _ROOM * look.size * len(text)
        side, left = {
            "left": (r"\l", x + PAD),
            "middle": ("", x + width / 2 - room / 2),
            "right": (r"\r", x + width - PAD - room),
        }[look.align]
        top = middle - (_BASELINE - _MIDDLE) * look.size
        values = attributes(
            **_place(left, top, room, look.size),
            label=f'{label(text)[:-1]}{side}"',
            fontcolor=look.ink if look.ink != BLACK else None,
            fontsize=look.size if look.size != SIZE else None,
            fontname=BOLD if look.bold else None,
        )
        self._texts.append(f"{named(self._unused(name))} {values};")

    def _unused(self, name: str) -> str:
        """``name``, with a number where another text is called so."""
        number, tried = 1, name
        while tried in self._names:
            number += 1
            tried = f"{name} {number}"
        self._names.add(tried)
        return tried

    def _hatch(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        for start in range(_HATCH_STEP, int(width + height), _HATCH_STEP):
            over, under = max(start - width, 0), max(start - height, 0)
            self.line([(x + start - over, y + over), (x + under, y + start - under)], colour, 1)

    def _draw(self, form: str, points: Sequence[Point], pen: str, fill: str, width: float) -> None:
        self._width = max(self._width, *(x for x, _ in points))
        self._height = max(self._height, *(y for _, y in points))
        style = f"setlinewidth({width:g})"
        placed = " ".join(f"{x:g} {-y:g}" for x, y in points)
        said = [self._set("S", style), self._set("c", pen), self._set("C", fill), f"{form} {len(points)} {placed}"]
        self._drawn.append(" ".join(filter(None, said)))

    def _set(self, operation: str, value: str) -> str:
        """The xdot operation that sets a pen, a fill or a line style, where it is not set already."""
        if not value or self._state.get(operation) == value:
            return ""
        self._state[operation] = value
        return f"{operation} {len(value)} -{value}"


def _place(x: float, y: float, width: float, height: float) -> dict[str, object]:
    middle = f'"{x + width / 2:g},{-y - height / 2:g}"'
    return {"pos": middle, "width": f"{width / 72:.5f}", "height": f"{height / 72:.5f}"}
