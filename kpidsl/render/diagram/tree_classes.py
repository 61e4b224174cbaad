"""Who is appraised: classes in their sets, the score of each, and whom they are ranked with.

Takes a checked policy; draws a block of a picture from a height down and gives its lower edge. Where a composite takes a share of
another class's score, an arrow leads from that score to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from math import ceil

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.words import percent
from kpidsl.render.diagram.cells import Look
from kpidsl.render.diagram.class_sets import ClassSpan, class_spans, other_sets
from kpidsl.render.diagram.composite_parts import Made, Part, made_of
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.paper import BESIDE, CELL, GAP, HEADED, ROW, TEXT, Paper, Piece, shares
from kpidsl.render.diagram.scale_rows import draw_scale
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
    others = other_sets(checked.policy, block.classes, paper.phrases)
    bottom = paper.text(0, bottom + 4, max(block.width, _SCALE), others, BESIDE, least=0) if others else bottom
    for scale in checked.policy.grades:
        top, label = bottom + GAP, _width([scale.name])
        bottom = draw_scale(paper, block.provisional, scale, label, top, max(block.width, _SCALE) - label)
        bottom = max(bottom, top + paper.height(scale.name, label, HEADED))
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
    def spans(self) -> tuple[ClassSpan, ...]:
        """The class sets that stand together."""
        return class_spans(self.checked.policy, self.classes)

    @property
    def sets_width(self) -> int:
        """0 where no class set stands together."""
        return _width([self.words["sets"], *(span.name for span in self.spans)]) if self.spans else 0

    @property
    def score_at(self) -> int:
        """Where the column of scores begins."""
        return self.sets_width + _width([self.words["classes"], *self.classes])

    @property
    def score_width(self) -> int:
        """Wide enough for shares to look as large as they are, within reason."""
        needs = [_need(_said(part)) / part.share for made in self.made if made for part in made.parts]
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
        """The heads of all columns, all as high as the highest needs; gives their lower edge."""
        sets, x = self.sets_width, self.ranks_at
        heads = [(0, sets, self.words["sets"])] if sets else []
        heads.append((sets, self.score_at - sets, self.words["classes"]))
        heads.append((self.score_at, self.score_width, self.paper.phrases.word("COMPOSITE_SCORE")))
        for scale in self.checked.policy.grades:
            heads.append((x, self._rank_width(scale), self._ranked(scale)))
            x += self._rank_width(scale)
        height = max(self.paper.height(text, width, HEADED, ROW) for _, width, text in heads)
        for x, width, text in heads:
            self.paper.text(x, y, width, text, HEADED, height)
        return y + height

    def _edges(self, top: int) -> list[int]:
        """The upper edge of each row, and the lower edge of the last."""
        heights = [_ROW] * len(self.classes)
        for (first, end), need in self._needs():
            missing = need - sum(heights[first:end])
            if missing > 0:
                heights[first:end] = [height + -(-missing // (end - first)) for height in heights[first:end]]
        return list(accumulate(heights, initial=top))

    def _needs(self) -> Iterator[tuple[Run, int]]:
        """How high each cell must be, by the classes that share it."""
        height = self.paper.height
        for span in self.spans:
            yield (span.first, span.end), height(span.name, self.sets_width, CELL)
        for number, name in enumerate(self.classes):
            yield (number, number + 1), height(name, self.score_at - self._names_at(number), TEXT)
        for run in self._score_runs():
            made = self.made[run[0]]
            if made and made.parts:
                yield run, self.paper.strip_height(self.score_width, self._pieces(made), _OF_SHARES)
            elif made:
                yield run, height(self.paper.phrases.composite(made.composite), self.score_width, CELL)
        for scale in self.checked.policy.grades:
            texts = self._rank_texts(scale)
            for run in _runs([text for text, _ in texts]):
                yield run, height(texts[run[0]][0], self._rank_width(scale), CELL)

    def _names_at(self, number: int) -> int:
        """Where the name of a class begins: beside the set that it stands in, if any."""
        return self.sets_width if any(span.first <= number < span.end for span in self.spans) else 0

    def _names(self, edges: Sequence[int]) -> None:
        for span in self.spans:
            height = edges[span.end] - edges[span.first]
            self.paper.text(0, edges[span.first], self.sets_width, span.name, CELL, height)
        for number, name in enumerate(self.classes):
            x = self._names_at(number)
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
            self.paper.strip(x, y, self.score_width, self._pieces(made), height)

    def _pieces(self, made: Made) -> list[Piece]:
        """The shares of a composite, those that come through a link last, where the arrows end."""
        parts = sorted(made.parts, key=lambda part: bool(part.link))
        return shares([(_said(part), part.share) for part in parts], hatch=self.provisional.at(made.composite.place))

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
        return _width([self._ranked(scale), *texts])

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
    """The width of a column of these texts, within reason."""
    return min(_need(texts), _WIDEST)


def _need(texts: Sequence[str]) -> int:
    return max(text_width(text, TEXT.size) for text in texts) + _ROOM
