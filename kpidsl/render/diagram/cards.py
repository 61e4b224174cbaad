"""The card of a class: what its units are appraised on, on one page that can be hung on a wall.

Takes a checked policy and a class; gives a picture: the indicators with their weights as bars, who appraises them, targets and
clauses; under them how the total becomes a grade (`card_rules`). The bars of all cards of a policy have one scale.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.card_rules import draw_rules
from kpidsl.render.diagram.cells import Look, Sheet
from kpidsl.render.diagram.class_card import ClassCard, Item, Line, class_card
from kpidsl.render.diagram.dot import Picture
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.ink import hatch_on, shade
from kpidsl.render.diagram.paper import ALARM, BESIDE, GAP, HEADED, STRONG, TEXT, Paper
from kpidsl.render.phrases import Phrases
from kpidsl.values import frozen

_WORDS = {
    "zh": {
        "title": "{unit_class}考评卡", "indicator": "指标", "part": "二级指标", "weight": "权重", "effective": "折算权重",
        "appraiser": "考评部门", "target": "目标值", "scoring": "计分办法", "clause": "条款",
        "lead": "牵头：{lead}", "sum": "合计",
        "none": "没有自己的考评指标，综合得分来自别的单位。", "veto": "一票否决：{veto}", "of": "共 {weight}", "usual": "按通则",
    },
    "en": {
        "title": "{unit_class}: what it is appraised on", "indicator": "indicator", "part": "part", "weight": "weight",
        "effective": "effective", "appraiser": "appraiser", "target": "target", "scoring": "scoring", "clause": "clause",
        "lead": "lead: {lead}", "sum": "total",
        "none": "No indicators of its own; its composite comes from other units.",
        "veto": "veto: {veto}", "of": "{weight} in all", "usual": "by default",
    },
}  # fmt: skip
_BAR, _NUMBER, _LEAST, _WIDTH = 150, 62, 64, 760
"""Points: the bar column, a column of percentages, the least width of a column of texts, of the whole table."""
_MOST = {"indicator": 160, "part": 160, "appraiser": 130, "target": 240, "scoring": 280, "clause": 110}
"""The widest a column of texts becomes, in points; what is longer goes on in the next line."""
_ROOM = 20
_BY_ITEM = ("indicator", "target", "clause")
"""Columns in which an indicator with several lines has one cell."""

Words = Mapping[str, str]
Column = tuple[str, int]
"""The key of a column and its width in points."""


def cards(checked: CheckedPolicy, unit_class: str, lang: Lang) -> Picture:
    """The card of ``unit_class``, a class of the policy, with labels in ``lang``."""
    card, words = class_card(checked, unit_class, lang), _WORDS[lang]
    title = words["title"].format(unit_class=unit_class)
    paper = Paper(Sheet(title), Phrases(lang))
    table = _Table(paper, card, words, _columns(card, words), _longest(checked))
    bottom = table.draw(paper.heading(checked.policy, title, table.width))
    draw_rules(paper, checked, card, table.width, bottom + GAP)
    return paper.sheet.picture(f"card-{unit_class}")


def _longest(checked: CheckedPolicy) -> Fraction:
    """The largest weight of a line in any class: that of the longest bar."""
    cells = (weight for row in leaf_weights(checked.policy).values() for weight in row.values())
    return max((weight for weight in cells if weight is not None), default=Fraction()) or Fraction(1)


def _columns(card: ClassCard, words: Words) -> tuple[Column, ...]:
    """The columns that hold anything, in order."""
    lines = [line for item in card.items for line in item.lines]
    texts = {
        "indicator": [text for item in card.items for text, _ in _names(card, item, words)],
        "part": [line.name for line in lines],
        "appraiser": [line.appraiser for line in lines],
        "target": [item.target for item in card.items],
        "scoring": [line.scoring for line in lines],
        "clause": [item.clause for item in card.items],
    }
    widths = {
        key: min(_width([words[key], *column], _LEAST), _MOST[key]) for key, column in texts.items() if any(column)
    }
    widths["weight"] = _width([words["weight"], *(card.said(line.weight) for line in lines)], _NUMBER)
    effective = [card.said(line.effective) for line in lines if line.effective is not None]
    if effective:
        widths["effective"] = _width([words["effective"], *effective], _NUMBER)
    widths["bar"] = max(_BAR, _WIDTH - sum(widths.values()))
    order = ("indicator", "part", "weight", "bar", "effective", "appraiser", "target", "scoring", "clause")
    return tuple((key, widths[key]) for key in order if key in widths)


def _width(texts: Sequence[str], least: int) -> int:
    """The width of a column that holds each text in one line."""
    return max(least, *(text_width(text, TEXT.size) + _ROOM for text in texts))


def _names(card: ClassCard, item: Item, words: Words) -> list[tuple[str, Look]]:
    """What stands in the cell of an indicator."""
    found = [(item.name, STRONG)]
    if len(item.lines) > 1:
        found.append((words["of"].format(weight=card.said(item.weight)), BESIDE))
    if item.lead:
        found.append((words["lead"].format(lead=item.lead), evolve(BESIDE, hatch=item.lead_open)))
    return found + [(words["veto"].format(veto=veto), evolve(BESIDE, ink=ALARM)) for veto in item.vetoes]


@frozen
class _Table:
    paper: Paper
    card: ClassCard
    words: Words
    columns: tuple[Column, ...]
    longest: Fraction

    @property
    def width(self) -> int:
        """Of all columns."""
        return sum(width for _, width in self.columns)

    def draw(self, top: int) -> int:
        """Head, indicators and sum from ``top`` down, or that there are none; gives the lower edge."""
        if not self.card.items:
            return self.paper.text(0, top, self.width, self.words["none"], TEXT)
        y = self._heads(top)
        for item in self.card.items:
            y = self._item(y, item)
        return self._sum(y)

    def _heads(self, y: int) -> int:
        x = 0
        for key, width in self.columns:
            if key == "bar":
                x += width
                continue
            room = width + (dict(self.columns)["bar"] if key == "weight" else 0)
            bottom = self.paper.text(x, y, room, self.words[key], HEADED)
            x += width
        return bottom

    def _item(self, y: int, item: Item) -> int:
        widths = dict(self.columns)
        needs = [
            max(self.paper.height(text, widths[key], TEXT) for key, text in _texts(line, widths)) for line in item.lines
        ]
        tall = max(
            self.paper.stack_height(widths["indicator"], _names(self.card, item, self.words)),
            *(self.paper.height(text, widths[key], TEXT) for key, text in _item_texts(item) if key in widths),
        )
        if (missing := tall - sum(needs)) > 0:
            needs = [need + -(-missing // len(needs)) for need in needs]
        x = 0
        for key, width in self.columns:
            if key in _BY_ITEM:
                self._item_cell(key, item, x, y, sum(needs))
            elif key != "part" or _has_parts(item):
                at = y
                for line, height in zip(item.lines, needs, strict=True):
                    self._line_cell(key, line, x, at, height)
                    at += height
            x += width
        return y + sum(needs)

    def _item_cell(self, key: str, item: Item, x: int, y: int, height: int) -> None:
        width = dict(self.columns)[key]
        match key:
            case "indicator":
                width += 0 if _has_parts(item) else dict(self.columns).get("part", 0)
                self.paper.stack(x, y, width, height, _names(self.card, item, self.words), TEXT)
            case "target":
                self.paper.text(x, y, width, item.target, evolve(TEXT, hatch=item.target_open), height)
            case _:
                self.paper.text(x, y, width, item.clause, TEXT, height)

    def _line_cell(self, key: str, line: Line, x: int, y: int, height: int) -> None:
        width = dict(self.columns)[key]
        number = evolve(TEXT, align="right", hatch=line.weight_open)
        match key:
            case "part":
                self.paper.text(x, y, width, line.name, TEXT, height)
            case "weight":
                self.paper.text(x, y, width, self.card.said(line.weight), evolve(number, bold=True), height)
            case "effective":
                self.paper.text(x, y, width, self.card.said(line.effective or Fraction()), number, height)
            case "bar":
                self._bar(line, x, y, width, height)
            case "appraiser":
                self.paper.text(x, y, width, line.appraiser, evolve(TEXT, hatch=line.appraiser_open), height)
            case _ if line.scoring:
                self.paper.text(x, y, width, line.scoring, evolve(TEXT, hatch=line.scoring_open), height)
            case _:
                self.paper.text(x, y, width, self.words["usual"], evolve(BESIDE, border=TEXT.border), height)

    def _bar(self, line: Line, x: int, y: int, width: int, height: int) -> None:
        """A box, and in it a bar as long as the weight is large."""
        self.paper.sheet.cell(x, y, width, height, "", TEXT)
        length = int((width - 12) * line.weight / self.longest)
        if length:
            fill = shade(line.weight)
            look = Look(fill, border=hatch_on(fill), hatch=line.weight_open)
            self.paper.sheet.cell(x + 6, y + height / 2 - 7, length, 14, "", look)

    def _sum(self, y: int) -> int:
        x, widths, named = 0, dict(self.columns), 0
        for key, width in self.columns:
            if key in ("indicator", "part"):
                named += width
                continue
            if x == 0:
                bottom = self.paper.text(x, y, named, self.words["sum"], HEADED)
                x = named
            match key:
                case "weight":
                    self.paper.text(
                        x, y, width, self.card.said(self.card.total), evolve(HEADED, align="right", bold=True)
                    )
                case "effective":
                    own = sum((item.effective or Fraction() for item in self.card.items), Fraction())
                    self.paper.text(x, y, width, self.card.said(own), evolve(HEADED, align="right"))
                case _:
                    self.paper.sheet.cell(x, y, width, bottom - y, "", HEADED)
            x += widths[key]
        return bottom


def _has_parts(item: Item) -> bool:
    return any(line.name for line in item.lines)


def _texts(line: Line, widths: Mapping[str, int]) -> list[tuple[str, str]]:
    """The texts of a line that stand in columns of their own."""
    found = [("part", line.name), ("appraiser", line.appraiser), ("scoring", line.scoring), ("weight", "")]
    return [(key, text) for key, text in found if key in widths]


def _item_texts(item: Item) -> list[tuple[str, str]]:
    return [("target", item.target), ("clause", item.clause), ("indicator", "")]
