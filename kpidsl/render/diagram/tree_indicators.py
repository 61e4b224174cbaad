"""What units are appraised on: indicators, their parts, who appraises them.

Takes a checked policy; draws a block of a picture from a height down and gives its lower edge: a tree, or above `MOST_LEAVES` a
table of who appraises which class, for so many branches are no longer followed by eye.
"""

from collections.abc import Mapping, Sequence

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.words import percent
from kpidsl.core.reach import families_read
from kpidsl.core.weighing import LeafWeights, appraised, leaf_weights
from kpidsl.render.diagram.cells import Look
from kpidsl.render.diagram.class_names import grouped, short_names
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.indicator_rows import families_by_row, weight_range
from kpidsl.render.diagram.ink import QUIET
from kpidsl.render.diagram.paper import ALARM, BESIDE, CELL, HEADED, STRONG, TEXT, Paper
from kpidsl.render.provisional import Provisional
from kpidsl.resolve.policy import Family, Leaf
from kpidsl.values import frozen

MOST_LEAVES = 40

_WORDS = {
    "zh": {
        "family": "指标", "part": "二级指标", "weight": "权重", "appraiser": "考评部门", "of": "{name}（{classes}）",
        "lead": "牵头：{lead}", "veto": "一票否决：{veto}", "root": "总分",
    },
    "en": {
        "family": "indicator", "part": "part", "weight": "weight", "appraiser": "appraiser", "of": "{name} ({classes})",
        "lead": "lead: {lead}", "veto": "veto: {veto}", "root": "total",
    },
}  # fmt: skip
_GUTTER, _GAP, _ROW, _ROOT = 36, 6, 26, 72
_ROOM = 20
_WIDEST = {"family": 210, "part": 180, "appraiser": 330, "cell": 120}
_NOT = "—"
_PAGE, _FOLDS = 860, 3
"""Points that folds of a table may take side by side, and how many there are at most."""

Texts = list[tuple[str, Look]]


def draw_indicators(paper: Paper, checked: CheckedPolicy, y: int) -> int:
    """The block from ``y`` down."""
    block = _Block(
        paper, checked, leaf_weights(checked.policy), _WORDS[paper.phrases.lang], Provisional(checked.policy)
    )
    return block.tree(y) if sum(len(leaves) for _, leaves in block.families()) <= MOST_LEAVES else block.table(y)


@frozen
class _Block:
    paper: Paper
    checked: CheckedPolicy
    weights: LeafWeights
    words: Mapping[str, str]
    provisional: Provisional

    def families(self) -> list[tuple[Family, list[Leaf]]]:
        """All families with their leaves, those without a row of weights last."""
        policy, rows = self.checked.policy, families_by_row(self.checked.policy)
        rest = [family for family in policy.families if family not in rows]
        return [(family, list(policy.leaves_of(family.name))) for family in (*rows, *rest)]

    def tree(self, top: int) -> int:
        """Total, indicators and parts from left to right, each leaf with its weights and its appraisers."""
        families, x = self.families(), self._columns()
        y = self._heads(top, x)
        middles = []
        for family, leaves in families:
            bottom = self._family(family, leaves, x, y)
            middles.append((y + bottom) / 2)
            y = bottom + _GAP
        root = (middles[0] + middles[-1]) / 2
        self._branches(_ROOT, root, x["family"], middles)
        self.paper.text(0, root - _ROW / 2, _ROOT, self.words["root"], evolve(HEADED, bold=True), _ROW)
        return y - _GAP

    def _columns(self) -> dict[str, int]:
        """Where columns begin, and under ``end`` where the last one ends."""
        families = self.families()
        named = [text for family, _ in families for text, _ in self._names(family)]
        parts = [leaf.name for _, leaves in families for leaf in leaves if leaf.name != leaf.family]
        offices = [text for _, leaves in families for leaf in leaves for text, _ in self._offices(leaf)]
        ranges = [self._range(leaf) for _, leaves in families for leaf in leaves]
        x = {"family": _ROOT + _GUTTER}
        x["part"] = x["family"] + _width([self.words["family"], *named], "family") + _GUTTER
        x["weight"] = x["part"] + (_width([self.words["part"], *parts], "part") + _GUTTER if parts else 0)
        x["appraiser"] = x["weight"] + _width([self.words["weight"], *ranges], "part")
        x["end"] = x["appraiser"] + _width([self.words["appraiser"], *offices], "appraiser")
        return x

    def _heads(self, y: int, x: Mapping[str, int]) -> int:
        ends = {
            "family": x["part"] - _GUTTER,
            "part": x["weight"] - _GUTTER,
            "weight": x["appraiser"],
            "appraiser": x["end"],
        }
        for key, end in ends.items():
            if end > x[key]:
                self.paper.text(x[key], y, end - x[key], self.words[key], HEADED)
        return y + 24 + _GAP

    def _family(self, family: Family, leaves: Sequence[Leaf], x: Mapping[str, int], y: int) -> int:
        width = x["part"] - _GUTTER - x["family"]
        names, offices, parts = self._names(family), x["end"] - x["appraiser"], x["weight"] - _GUTTER - x["part"]
        heights = [
            max(
                _ROW,
                self.paper.stack_height(offices, self._offices(leaf)),
                self.paper.height(leaf.name, parts, TEXT) + 1 if leaf.name != leaf.family else 0,
            )
            for leaf in leaves
        ]
        need = self.paper.stack_height(width, names)
        if (missing := need - sum(heights)) > 0:
            heights = [height + -(-missing // len(heights)) for height in heights]
        bottom = y + sum(heights)
        middle = (y + bottom) / 2
        self.paper.stack(x["family"], middle - need / 2, width, need, names, TEXT)
        ends, at = [], y
        for leaf, height in zip(leaves, heights, strict=True):
            self._leaf(leaf, x, at, height)
            ends.append(at + height / 2)
            at += height
        to = x["weight"] if leaves[0].name == family.name else x["part"]
        self._branches(x["part"] - _GUTTER, middle, to, ends)
        return bottom

    def _leaf(self, leaf: Leaf, x: Mapping[str, int], y: int, height: int) -> None:
        """The part, if it is one, the weights and the appraisers of a leaf."""
        if leaf.name != leaf.family:
            end = x["weight"] - _GUTTER
            self.paper.text(x["part"], y + 1, end - x["part"], leaf.name, TEXT, height - 2)
            self._branches(end, y + height / 2, x["weight"], [y + height / 2])
        ranged = evolve(CELL, hatch=self.provisional.weight(leaf.key) or self.provisional.weight(leaf.family))
        self.paper.text(x["weight"], y, x["appraiser"] - x["weight"], self._range(leaf), ranged, height)
        box = evolve(TEXT, hatch=self.provisional.field(leaf.family, "APPRAISER"))
        self.paper.stack(x["appraiser"], y, x["end"] - x["appraiser"], height, self._offices(leaf), box)

    def _branches(self, x: int, y: float, to_x: int, ends: Sequence[float]) -> None:
        """Lines from one point to others on its right, which leave it as one; each piece is drawn once."""
        bend, line = to_x - _GUTTER / 2, self.paper.sheet.line
        if all(end == y for end in ends):
            line([(x, y), (to_x, y)], QUIET, 1)
            return
        line([(x, y), (bend, y)], QUIET, 1)
        line([(bend, min(*ends, y)), (bend, max(*ends, y))], QUIET, 1)
        for end in ends:
            line([(bend, end), (to_x, end)], QUIET, 1)

    def _names(self, family: Family) -> Texts:
        """An indicator, who leads it, and the vetoes that read it."""
        policy = self.checked.policy
        found = [(family.name, STRONG)]
        led = evolve(BESIDE, hatch=self.provisional.field(family.name, "LEAD"))
        for lead, classes in grouped(policy, family.lead, policy.class_names):
            alone = len(set(family.lead.values())) == 1
            said = lead if alone else self.words["of"].format(name=lead, classes=self.paper.phrases.listed(classes))
            found.append((self.words["lead"].format(lead=said), led))
        for veto, trigger in zip(policy.vetoes, self.checked.core.vetoes, strict=True):
            if family.name in families_read(trigger):
                found.append((self.words["veto"].format(veto=veto.name), evolve(BESIDE, ink=ALARM)))
        return found

    def _offices(self, leaf: Leaf) -> Texts:
        """The appraisers of a leaf, each with its classes where there are several."""
        found = list(grouped(self.checked.policy, leaf.appraisers, appraised(self.weights, leaf.key)))
        if len(found) < 2:
            return [(found[0][0] if found else _NOT, TEXT)]
        listed = self.paper.phrases.listed
        return [(self.words["of"].format(name=name, classes=listed(classes)), TEXT) for name, classes in found]

    def _range(self, leaf: Leaf) -> str:
        found = weight_range(self.weights, leaf.key)
        return self.paper.phrases.between(*map(percent, found)) if found else _NOT

    def table(self, top: int) -> int:
        """Rows of leaves, columns of classes with the same appraisers throughout; folded where it is narrow."""
        families, table = self.families(), self._table()
        folds = max(1, min(_FOLDS, (_PAGE + _GUTTER) // (table.width + _GUTTER)))
        each = -(-sum(len(leaves) for _, leaves in families) // folds)
        x, y, bottom, rows = 0, self._table_heads(table, 0, top), top, 0
        for number, (family, leaves) in enumerate(families):
            if rows >= each and number:
                x, rows = x + table.width + _GUTTER, 0
                y = self._table_heads(table, x, top)
            y = self._table_rows(table, family, leaves, x, y)
            bottom, rows = max(bottom, y), rows + len(leaves)
        return bottom

    def _table(self) -> "_Table":
        families = self.families()
        rows = [leaf for _, leaves in families for leaf in leaves]
        columns = self._class_columns(rows)
        heads = [self.paper.phrases.listed(short_names(self.checked.policy, classes)) for classes, _ in columns]
        if len(columns) == 1:
            heads = [self.words["appraiser"]]
        parts = [leaf.name for leaf in rows if leaf.name != leaf.family]
        names = [text for family, _ in families for text, _ in self._names(family)]
        return _Table(
            heads,
            {leaf.key: [texts[number] for _, texts in columns] for number, leaf in enumerate(rows)},
            _width([self.words["family"], *names], "family"),
            _width([self.words["part"], *parts], "part") if parts else 0,
            _width([self.words["weight"], *map(self._range, rows)], "part"),
            [_width([head, *texts], "cell") for head, (_, texts) in zip(heads, columns, strict=True)],
        )

    def _table_heads(self, table: "_Table", x: int, y: int) -> int:
        names = [("family", table.family), *([("part", table.part)] if table.part else []), ("weight", table.weight)]
        cells = [(self.words[key], HEADED) for key, _ in names] + [(head, HEADED) for head in table.heads]
        # The same height in every fold: the heads are the same.
        return self.paper.cells(x, y, [*(width for _, width in names), *table.cells], cells)

    def _table_rows(self, table: "_Table", family: Family, leaves: Sequence[Leaf], x: int, y: int) -> int:
        names, divided = self._names(family), leaves[0].name != family.name
        width = table.family + (0 if divided else table.part)
        need, top = -(-self.paper.stack_height(width, names) // len(leaves)), y
        beside = x + table.family + table.part
        for leaf in leaves:
            ranged = evolve(CELL, hatch=self.provisional.weight(leaf.key) or self.provisional.weight(leaf.family))
            office = evolve(CELL, hatch=self.provisional.field(leaf.family, "APPRAISER"))
            texts = [(self._range(leaf), ranged), *((text, office) for text in table.offices[leaf.key])]
            least = max(need, self.paper.height(leaf.name, table.part, TEXT) if divided else 0)
            bottom = self.paper.cells(beside, y, [table.weight, *table.cells], texts, least)
            if divided:
                self.paper.text(x + table.family, y, table.part, leaf.name, TEXT, bottom - y)
            y = bottom
        self.paper.stack(x, top, width, y - top, names, TEXT)
        return y

    def _class_columns(self, rows: Sequence[Leaf]) -> list[tuple[list[str], list[str]]]:
        """Classes, and for each row who appraises them."""
        found: dict[tuple[str, ...], list[str]] = {}
        for name in self.checked.policy.class_names:
            column = tuple(
                leaf.appraisers.get(name, "") if self.weights[leaf.key][name] is not None else _NOT for leaf in rows
            )
            found.setdefault(column, []).append(name)
        return [(classes, list(column)) for column, classes in found.items()]


@frozen
class _Table:
    """The heads of the class columns, the texts in them by leaf, and the widths of all columns; ``part`` 0 without parts."""

    heads: Sequence[str]
    offices: Mapping[str, Sequence[str]]
    family: int
    part: int
    weight: int
    cells: Sequence[int]

    @property
    def width(self) -> int:
        """Of all columns."""
        return self.family + self.part + self.weight + sum(self.cells)


def _width(texts: Sequence[str], kind: str) -> int:
    return min(max(text_width(text, TEXT.size) for text in texts) + _ROOM, _WIDEST[kind])
