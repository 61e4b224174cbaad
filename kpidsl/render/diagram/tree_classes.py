"""Who is appraised: classes in their sets, the score of each, and whom they are ranked with.

Takes a checked policy; draws a block of a picture from a height down and gives its lower edge. Where a composite takes a share of
another class's score, an arrow leads from that score to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.words import percent
from kpidsl.render.diagram.cells import Look
from kpidsl.render.diagram.composite_parts import Made, Part, made_of
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.paper import CELL, GAP, HEADED, TEXT, Paper
from kpidsl.render.diagram.scale_rows import draw_scale
from kpidsl.render.diagram.weight_table import class_spans
from kpidsl.render.provisional import Provisional
from kpidsl.resolve.policy import GradeScale
from kpidsl.values import frozen

_WORDS = {
    "zh": {
        "sets": "统称", "classes": "单位分类", "unranked": "不参加排名", "by_score": "按分数定等次", "none": "—",
        "together": "{}（一并排名）", "rank_head": "{}：分类排名", "score_head": "{}：按分数",
    },
    "en": {
        "sets": "class set", "classes": "class", "unranked": "not ranked", "by_score": "graded by score", "none": "—",
        "together": "{} (ranked together)", "rank_head": "{}: ranked among", "score_head": "{}: by score",
    },
}  # fmt: skip
_ROOM, _ROW, _LANE, _WIDEST, _SCORE, _WIDEST_SCORE, _OF_SHARES, _SCALE = 24, 30, 9, 220, 240, 420, 60, 640

Run = tuple[int, int]
"""Classes that share a cell: the first, and the one after the last."""


def draw_classes(paper: Paper, checked: CheckedPolicy, y: int) -> int:
    """A row for each class; under them the bands of each scale."""
    made = tuple(made_of(checked, name, paper.phrases) for name in checked.policy.class_names)
    block = _Block(paper, checked, made, _WORDS[paper.phrases.lang], Provisional(checked.policy))
    bottom = block.draw(y)
    for scale in checked.policy.grades:
        top, label = bottom + GAP, _width([scale.name])
        bottom = draw_scale(paper, block.provisional, scale, label, top, max(block.width, _SCALE) - label)
        paper.text(0, top, label, scale.name, evolve(HEADED, bold=True), bottom - top)
    return bottom


@frozen
class _Block:
    """``made`` holds the composite of each class, None where that is its total."""

    paper: Paper
    checked: CheckedPolicy
    made: tuple[Made | None, ...]
    words: Mapping[str, str]
    provisional: Provisional

    @property
    def classes(self) -> tuple[str, ...]:
        return self.checked.policy.class_names

    @property
    def sets_width(self) -> int:
        """0 where no class set stands together."""
        names = [span.name for span in class_spans(self.checked.policy, self.classes)]
        return _width([self.words["sets"], *names]) if names else 0

    @property
    def score_at(self) -> int:
        """Where the column of scores begins."""
        return self.sets_width + _width([self.words["classes"], *self.classes])

    @property
    def score_width(self) -> int:
        """Wide enough for shares to look as large as they are, within reason."""
        needs = [_width(_said(part)) / part.share for made in self.made if made for part in made.parts]
        return min(max([_SCORE, *map(ceil, needs)]), _WIDEST_SCORE)

    @property
    def ranks_at(self) -> int:
        """Where the column of the first scale begins, behind room for the arrows."""
        lanes = sum(1 for _ in self._arrows())
        return self.score_at + self.score_width + (_ROOM + _LANE * lanes if lanes else 0)

    @property
    def width(self) -> int:
        """Of all columns."""
        return self.ranks_at + sum(self._rank_width(scale) for scale in self.checked.policy.grades)

    def draw(self, y: int) -> int:
        """Heads and rows; gives the lower edge."""
        edges = self._edges(self._heads(y))
        self._names(edges)
        for first, end in self._score_runs():
            self._score(edges, first, end)
        for lane, (source, target) in enumerate(self._arrows()):
            self._arrow(edges, source, target, lane)
        x = self.ranks_at
        for scale in self.checked.policy.grades:
            self._ranks(edges, scale, x)
            x += self._rank_width(scale)
        return edges[-1]

    def _heads(self, y: int) -> int:
        if self.sets_width:
            self.paper.text(0, y, self.sets_width, self.words["sets"], HEADED)
        self.paper.text(self.sets_width, y, self.score_at - self.sets_width, self.words["classes"], HEADED)
        bottom = self.paper.text(self.score_at, y, self.score_width, self.paper.phrases.word("COMPOSITE_SCORE"), HEADED)
        x = self.ranks_at
        for scale in self.checked.policy.grades:
            self.paper.text(x, y, self._rank_width(scale), self._ranked(scale), HEADED)
            x += self._rank_width(scale)
        return bottom

    def _edges(self, top: int) -> list[int]:
        """The upper edge of each row, and the lower edge of the last."""
        heights = [_ROW] * len(self.classes)
        for first, end in self._score_runs():
            made = self.made[first]
            if made:
                formula = self.paper.phrases.composite(made.composite)
                need = _OF_SHARES if made.parts else self.paper.height(formula, self.score_width, CELL)
                heights[first:end] = [max(_ROW, -(-need // (end - first)))] * (end - first)
        return [top + sum(heights[:number]) for number in range(len(heights) + 1)]

    def _names(self, edges: Sequence[int]) -> None:
        spans = class_spans(self.checked.policy, self.classes)
        for span in spans:
            height = edges[span.end] - edges[span.first]
            self.paper.text(0, edges[span.first], self.sets_width, span.name, CELL, height)
        for number, name in enumerate(self.classes):
            x = self.sets_width if any(span.first <= number < span.end for span in spans) else 0
            self.paper.text(x, edges[number], self.score_at - x, name, TEXT, edges[number + 1] - edges[number])

    def _score_runs(self) -> list[Run]:
        return _runs([id(made.composite) if made else name for made, name in zip(self.made, self.classes, strict=True)])

    def _score(self, edges: Sequence[int], first: int, end: int) -> None:
        made, phrases = self.made[first], self.paper.phrases
        x, y, height = self.score_at, edges[first], edges[end] - edges[first]
        if made is None:
            self.paper.text(x, y, self.score_width, phrases.word("TOTAL"), CELL, height)
        elif not made.parts:
            self.paper.text(x, y, self.score_width, phrases.composite(made.composite), CELL, height)
        else:
            parts = sorted(made.parts, key=lambda part: bool(part.link))
            shown, is_open = [(_said(part), part.share) for part in parts], self.provisional.at(made.composite.place)
            self.paper.shares(x, y, self.score_width, shown, height, hatch=is_open)

    def _arrows(self) -> Iterator[tuple[Run, Run]]:
        """From the scores of each class at the end of a link to the composite that reads it."""
        runs = {number: run for run in self._score_runs() for number in range(*run)}
        for run in dict.fromkeys(runs.values()):
            made = self.made[run[0]]
            links = [link for link in self.checked.policy.links if made and link.name in made.links]
            far = {name for link in links for near in self.classes[slice(*run)] for name in link.ends.get(near, ())}
            yield from dict.fromkeys((runs[number], run) for number, name in enumerate(self.classes) if name in far)

    def _arrow(self, edges: Sequence[int], source: Run, target: Run, lane: int) -> None:
        right = self.score_at + self.score_width
        start, end = ((edges[run[0]] + edges[run[1]]) / 2 for run in (source, target))
        if source == target:  # units of a class may take a share of others of the same class
            start, end = start - 6, end + 6
        x = right + 14 + _LANE * lane
        self.paper.arrow([(right, start), (x, start), (x, end), (right, end)])

    def _ranked(self, scale: GradeScale) -> str:
        """The head over a scale."""
        return self.words["score_head" if scale.by_score else "rank_head"].format(scale.name)

    def _rank_width(self, scale: GradeScale) -> int:
        texts = [text for text, _ in self._rank_texts(scale)]
        return min(_width([self._ranked(scale), *texts]), _WIDEST)

    def _rank_texts(self, scale: GradeScale) -> list[tuple[str, Look]]:
        """What stands beside each class."""
        groups = {name: group for group in scale.groups for name in group.classes}
        found = []
        for name in self.classes:
            if name in scale.classes and name in groups:
                text = self.words["together"] if len(groups[name].classes) > 1 else "{}"
                found.append((text.format(groups[name].name), CELL))
            elif name in scale.classes:
                found.append((self.words["by_score"], CELL))
            elif name in scale.not_ranked:
                found.append(
                    (self.words["unranked"], evolve(CELL, hatch=self.provisional.field(scale.name, "NOT_RANKED")))
                )
            else:
                found.append((self.words["none"], CELL))
        return found

    def _ranks(self, edges: Sequence[int], scale: GradeScale, x: int) -> None:
        texts, width = self._rank_texts(scale), self._rank_width(scale)
        for first, end in _runs([text for text, _ in texts]):
            self.paper.text(x, edges[first], width, *texts[first], edges[end] - edges[first])


def _runs(keys: Sequence[object]) -> list[Run]:
    """Stretches of equal keys."""
    found, at = [], 0
    for _, group in groupby(keys):
        end = at + sum(1 for _ in group)
        found.append((at, end))
        at = end
    return found


def _said(part: Part) -> list[str]:
    """The name of a part in short lines, and its share."""
    return [*([part.link, part.score] if part.link else [part.name]), percent(part.share)]


def _width(texts: Sequence[str]) -> int:
    return max(text_width(text, TEXT.size) for text in texts) + _ROOM
