"""What can strike through a score: each veto, what sets it off, whom it reaches and what follows.

Takes a checked policy; draws a block of a picture from a height down and gives its lower edge.
"""

from collections.abc import Sequence

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core.reach import reach_of
from kpidsl.core.weighing import all_weights
from kpidsl.render.diagram.class_names import short_names
from kpidsl.render.diagram.paper import ALARM, HEADED, STRONG, TEXT, Paper
from kpidsl.render.provisional import Provisional
from kpidsl.resolve.policy import Veto
from kpidsl.values import frozen

_WIDTHS, _GUTTER, _GAP, _INNER, _NAME = (230, 290, 260), 44, 10, 4, 30

Texts = list[tuple[str, bool]]
"""Lines of a box, and whether each is provisional."""


def draw_vetoes(paper: Paper, checked: CheckedPolicy, y: int) -> int:
    """For each veto its conditions, the veto, its effects, from left to right."""
    block = _Block(paper, checked, Provisional(checked.policy))
    x = 0
    for word, width in zip(("WHEN", "VETO", "THEN"), _WIDTHS, strict=True):
        bottom = paper.text(x, y, width, paper.phrases.word(word), HEADED)
        x += width + _GUTTER
    for veto, reach in block.vetoes():
        bottom = block.draw(veto, reach, bottom + _GAP)
    return bottom


@frozen
class _Block:
    paper: Paper
    checked: CheckedPolicy
    provisional: Provisional

    def vetoes(self) -> list[tuple[Veto, list[str]]]:
        """Each veto with the classes whose units can set it off."""
        policy, weights = self.checked.policy, all_weights(self.checked.policy)
        return [
            (veto, short_names(policy, reach_of(policy, trigger, veto.classes, weights)))
            for veto, trigger in zip(policy.vetoes, self.checked.core.vetoes, strict=True)
        ]

    def draw(self, veto: Veto, reach: Sequence[str], y: int) -> int:
        """One veto; all three columns are centred on one line."""
        phrases = self.paper.phrases
        when = [(phrases.expr(expr), self._open(veto, "WHEN")) for expr in veto.when]
        then = [(phrases.effect(effect), self._open(veto, "THEN")) for effect in veto.effects]
        then += [(phrases.word(veto.word), False)] if veto.word != "VETO" else []
        ranking = phrases.ranking(veto)
        if ranking:
            is_open = self._open(veto, "RANKING") or self._open(veto, "FAIL_PLACES")
            then.append((phrases.named(phrases.word("RANKING"), ranking), is_open))
        middle_box = self._said(veto, reach)
        heights = (self._height(when, 0), self._stated_height(veto, middle_box), self._height(then, 2))
        middle = y + max(heights) / 2
        x = _WIDTHS[0] + _GUTTER
        for centre in self._boxes(when, 0, 0, middle):
            self._arrow(_WIDTHS[0], centre, x, middle)
        self._veto(veto, middle_box, x, middle - heights[1] / 2)
        right = x + _WIDTHS[1]
        for centre in self._boxes(then, 2, right + _GUTTER, middle):
            self._arrow(right, middle, right + _GUTTER, centre)
        return y + max(heights)

    def _open(self, veto: Veto, word: str) -> bool:
        return word in veto.fields and self.provisional.at(veto.fields[word].place)

    def _said(self, veto: Veto, reach: Sequence[str]) -> Texts:
        phrases = self.paper.phrases
        said = {word: phrases.of_veto(veto, word) for word in ("SCOPE", "AFTER", "LASTS")}
        rows = [("FOR", phrases.listed(reach)), *((word, text) for word, text in said.items() if text)]
        return [(phrases.named(phrases.word(word), text), self._open(veto, word)) for word, text in rows]

    def _name(self, veto: Veto) -> tuple[str, int]:
        """What stands over a veto, and how high its cell is."""
        name = "　".join(filter(None, [veto.name, veto.clause]))
        return name, self.paper.height(name, _WIDTHS[1], STRONG, _NAME)

    def _stated_height(self, veto: Veto, texts: Texts) -> int:
        _, height = self._name(veto)
        return height + sum(self.paper.height(text, _WIDTHS[1], TEXT) for text, _ in texts)

    def _veto(self, veto: Veto, texts: Texts, x: int, y: float) -> None:
        """The name, and under it a row for each thing it says."""
        name, top = self._name(veto)
        look = evolve(STRONG, ink=ALARM, border=TEXT.border, hatch=bool(veto.provisional))
        self.paper.text(x, y, _WIDTHS[1], name, look, top)
        at = y + top
        for text, is_open in texts:
            height = self.paper.height(text, _WIDTHS[1], TEXT)
            self.paper.text(x, at, _WIDTHS[1], text, evolve(TEXT, hatch=is_open), height)
            at += height

    def _height(self, texts: Texts, column: int) -> int:
        heights = [self.paper.height(text, _WIDTHS[column], TEXT) for text, _ in texts]
        return sum(heights) + _INNER * (len(heights) - 1)

    def _boxes(self, texts: Texts, column: int, x: int, middle: float) -> list[float]:
        """Boxes under one another around ``middle``; gives the middle of each."""
        y, centres = middle - self._height(texts, column) / 2, []
        for text, is_open in texts:
            height = self.paper.height(text, _WIDTHS[column], TEXT)
            self.paper.text(x, y, _WIDTHS[column], text, evolve(TEXT, hatch=is_open), height)
            centres.append(y + height / 2)
            y += height + _INNER
        return centres

    def _arrow(self, x: int, y: float, to_x: int, to_y: float) -> None:
        bend = x + _GUTTER / 2
        points = [(x, y), (bend, y), (bend, to_y), (to_x, to_y)] if y != to_y else [(x, y), (to_x, to_y)]
        self.paper.arrow(points)
