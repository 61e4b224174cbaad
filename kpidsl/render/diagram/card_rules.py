"""The lower half of a card: how the total of a class becomes its grade.

Takes the card as values; puts sections under its table: the composite, the grades, the vetoes that can reach the class, and what
holds for all of its indicators. Each statement that is provisional is hatched by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.words import percent
from kpidsl.core.weighing import leaf_weights
from kpidsl.render.diagram.class_card import ClassCard
from kpidsl.render.diagram.composite_parts import made_of
from kpidsl.render.diagram.paper import ALARM, BESIDE, HEADED, ROW, STRONG, TEXT, Paper, Statement, shared, shares
from kpidsl.render.diagram.scale_rows import draw_scale
from kpidsl.render.provisional import Provisional
from kpidsl.resolve.policy import Choice, Extra, GradeScale, Leaf, RankGroup, RoundingRule, Veto
from kpidsl.values import frozen

_WORDS = {
    "zh": {
        "extras": "系数与加减分", "pay": "兑现", "composite": "综合得分", "grades": "等次", "vetoes": "一票否决",
        "excluded": "一票否决、不定等次与不参加考核", "rest": "通则",
        "alone": "在本类单位内排名", "together": "{classes}一并排名", "by_score": "按分数定等次", "unranked": "{scale}：不参加排名",
        "through": "综合得分中来自{unit_class}的：{weights}",
        "clause": "条款：{clause}", "veto": "名称", "usual": "{said}（另有注明的除外）", "but": "{leaves}：{said}",
    },
    "en": {
        "extras": "beside the total", "pay": "pay", "composite": "composite", "grades": "grades", "vetoes": "vetoes",
        "excluded": "vetoes, and who is not graded or assessed", "rest": "defaults",
        "alone": "ranked among the units of the class", "together": "ranked together: {classes}", "by_score": "graded by score",
        "unranked": "{scale}: not ranked",
        "through": "of the composite, through {unit_class}: {weights}",
        "clause": "clause: {clause}", "veto": "name", "usual": "{said} (unless said otherwise)", "but": "{leaves}: {said}",
    },
}  # fmt: skip
_LABEL = 96
_VETO = {"WHEN": 22, "THEN": 24, "SCOPE": 11, "AFTER": 14, "LASTS": 8, "RANKING": 17}
"""What a veto says, and the parts of the width it gets beside the 14 of the name."""
_ROUNDED = ("MARK", "POINTS", "TOTAL", "COEFFICIENT", "COMPOSITE_SCORE")
"""What a month rounds, in the order of evaluation."""


def draw_rules(paper: Paper, checked: CheckedPolicy, card: ClassCard, width: int, y: int) -> int:
    """The sections from ``y`` down, in the width of the table; gives the lower edge."""
    rules = _Rules(paper, checked, card, width - _LABEL, _WORDS[paper.phrases.lang], Provisional(checked.policy))
    for label, section in (
        ("extras", rules.extras),
        ("composite", rules.composite),
        ("grades", rules.grades),
        ("excluded" if any(veto.word != "VETO" for veto in card.vetoes) else "vetoes", rules.vetoes),
        ("pay", rules.pay),
        ("rest", rules.rest),
    ):
        y = rules.section(label, section, y)
    return paper.key(y + 8, width) if checked.policy.completions else y


@frozen
class _Rules:
    paper: Paper
    checked: CheckedPolicy
    card: ClassCard
    width: int
    words: Mapping[str, str]
    provisional: Provisional

    def section(self, label: str, content: Callable[[int], int], y: int) -> int:
        """A label, and beside it what it is about; nothing where there is nothing to say."""
        bottom = content(y)
        if bottom > y:
            self.paper.text(0, y, _LABEL, self.words[label], evolve(HEADED, bold=True), bottom - y)
        return bottom

    def extras(self, y: int) -> int:
        """What the total is multiplied by, what is added to it and taken off, how far together."""
        policy, phrases = self.checked.policy, self.paper.phrases
        for coefficient in policy.coefficients:
            if self.card.unit_class in coefficient.classes:
                said = f"{phrases.word('COEFFICIENT')} {coefficient.name} = {phrases.expr(coefficient.expr)}"
                y = self._row(y, [(said, self.provisional.at(coefficient.place))])
        extras = [extra for extra in policy.extras if self.card.unit_class in extra.classes]
        for extra in extras:
            y = self._row(y, [(self._extra(extra), self.provisional.at(extra.leaf.place))])
        together = phrases.together(policy.extras_together)
        return self._row(y, [(together, False)]) if together and extras else y

    def _extra(self, extra: Extra) -> str:
        """One item: who gives it, by which rule."""
        phrases, leaf = self.paper.phrases, extra.leaf
        rules = [rule for rule in leaf.scoring if self.card.unit_class in rule.classes]
        head = f"{phrases.word(extra.word)} {leaf.key}"
        said = [head, leaf.appraisers.get(self.card.unit_class, ""), *(phrases.scoring(rule.forms) for rule in rules)]
        said += [phrases.kind(extra.kind)] * bool(extra.kind)
        return "　".join(part for part in said if part)

    def composite(self, y: int) -> int:
        """The formula, its shares, what comes through a link, and what holds without one."""
        phrases, made = self.paper.phrases, made_of(self.checked, self.card.unit_class, self.paper.phrases)
        if made is None:
            return self._row(y, [(f"{phrases.word('COMPOSITE_SCORE')} = {phrases.word('TOTAL')}", False)])
        composite = made.composite
        said = [phrases.composite(composite)]
        said += [self.words["clause"].format(clause=composite.clause)] if composite.clause else []
        is_open = self.provisional.at(composite.place)
        y = self._row(y, [("　".join(said), is_open)])
        if made.parts:
            parts = [([f"{part.name} {percent(part.share)}"], part.share) for part in made.parts]
            y = self.paper.strip(_LABEL, y, self.width, shares(parts, hatch=is_open), ROW)
        for text in self._through():
            y = self._row(y, [(text, False)])
        without = phrases.without_link(composite)
        return self._row(y, [(without, self.provisional.of_composite(composite))]) if without else y

    def _through(self) -> Iterator[str]:
        """The weights that indicators have in the composite through each class a link leads to."""
        weights, phrases, said = leaf_weights(self.checked.policy), self.paper.phrases, set[str]()
        for share in (share for way in self.card.ways for share in way):
            if share.unit_class == self.card.unit_class:
                continue
            found = [
                (family.name, share.factor * share.weight(family.leaves, weights))
                for family in self.checked.policy.families
            ]
            text = phrases.listed(f"{name} {self.card.said(weight)}" for name, weight in found if weight)
            text = self.words["through"].format(unit_class=share.unit_class, weights=text)
            if text not in said:
                yield text
            said.add(text)

    def grades(self, y: int) -> int:
        """For each scale the group, the bands and the rules of counting."""
        for scale, group in self.card.ranked:
            y = self._row(y, [(self._named(scale, group), False)])
            y = draw_scale(self.paper, self.provisional, scale, _LABEL, y, self.width)
        for scale in self.checked.policy.grades:
            if self.card.unit_class in scale.not_ranked:
                open_ = self.provisional.field(scale.name, "NOT_RANKED")
                y = self._row(y, [(self.words["unranked"].format(scale=scale.name), open_)])
        return y

    def _named(self, scale: GradeScale, group: RankGroup | None) -> str:
        if group is None:
            said = self.words["by_score"]
        elif len(group.classes) == 1:
            said = self.words["alone"]
        else:
            said = self.words["together"].format(classes=self.paper.phrases.listed(group.classes))
        said = self.paper.phrases.named(scale.name, said)
        return f"{said}　{self.words['clause'].format(clause=scale.clause)}" if scale.clause else said

    def vetoes(self, y: int) -> int:
        """A table: a row for each veto that can reach the class, a column for each thing it says."""
        if not self.card.vetoes:
            return y
        shown = {
            column: part for column, part in _VETO.items() if any(self._of_veto(v, column) for v in self.card.vetoes)
        }
        columns, widths = tuple(shown), shared(self.width, (14, *shown.values()))
        heads = [self.words["veto"], *(self.paper.phrases.word(column) for column in columns)]
        y = self.paper.cells(_LABEL, y, widths, [(head, HEADED) for head in heads])
        for veto in self.card.vetoes:
            name = [(veto.name, evolve(STRONG, ink=ALARM))] + [(veto.clause, BESIDE)] * bool(veto.clause)
            said = [(self._of_veto(veto, column), evolve(TEXT, hatch=self._open(veto, column))) for column in columns]
            height = self.paper.stack_height(widths[0], name)
            bottom = self.paper.cells(_LABEL + widths[0], y, widths[1:], said, height)
            self.paper.stack(_LABEL, y, widths[0], bottom - y, name, evolve(TEXT, hatch=bool(veto.provisional)))
            y = bottom
        return y

    def pay(self, y: int) -> int:
        """What the class is paid, and to which digit."""
        phrases = self.paper.phrases
        for pay in self.checked.policy.pays:
            if self.card.unit_class in pay.classes:
                said = [pay.name, phrases.pay(pay), *([phrases.rounding(pay.rounding)] if pay.rounding else [])]
                said += [self.words["clause"].format(clause=pay.clause)] * bool(pay.clause)
                y = self._row(y, [("　".join(said), self.provisional.at(pay.place))])
        return y

    def _open(self, veto: Veto, column: str) -> bool:
        words = (column, "FAIL_PLACES") if column == "RANKING" else (column,)
        fields = (veto.fields[word] for word in words if word in veto.fields)
        return any(self.provisional.at(field.place) for field in fields)

    def _of_veto(self, veto: Veto, column: str) -> str:
        phrases = self.paper.phrases
        return phrases.ranking(veto) if column == "RANKING" else phrases.of_veto(veto, column)

    def rest(self, y: int) -> int:
        """The usual scoring, what absent figures mean, rounding."""
        if self.card.usual:
            said = self.paper.phrases.named(self.paper.phrases.word("SCORING"), self.card.usual)
            alone = not any(line.scoring for item in self.card.items for line in item.lines)
            y = self._row(y, [(said if alone else self.words["usual"].format(said=said), self.card.usual_open)])
        for row in (self._absence("UNREPORTED"), self._absence("NOT_APPLICABLE"), self._rounding()):
            y = self._row(y, row)
        return y

    def _absence(self, field: str) -> list[Statement]:
        """What most indicators say, then the others."""
        phrases, keys = self.paper.phrases, {line.key for item in self.card.items for line in item.lines}
        leaves = [leaf for leaf in self.checked.policy.leaves if leaf.key in keys]
        said: dict[Choice, list[Leaf]] = {}
        for leaf in leaves:
            choice = leaf.unreported if field == "UNREPORTED" else leaf.not_applicable
            if choice:
                said.setdefault(choice, []).append(leaf)
        most = max(said, key=lambda choice: len(said[choice]), default=None)
        found = []
        for choice, of in said.items():
            text = phrases.choice(field, choice)
            if choice != most:
                text = self.words["but"].format(leaves=phrases.listed(leaf.key for leaf in of), said=text)
            found.append((text, self.provisional.at(choice.place)))
        return found

    def _rounding(self) -> list[Statement]:
        phrases, rules = self.paper.phrases, self.checked.policy.rounding
        places: dict[RoundingRule | None, list[str]] = {}
        for place in _ROUNDED:
            if place in rules:
                places.setdefault(rules[place], []).append(phrases.word(place))
        return [
            (phrases.named(phrases.listed(names), phrases.rounding(rule)), bool(rule and self.provisional.at(rule.place)))
            for rule, names in places.items()
        ]  # fmt: skip

    def _row(self, y: int, statements: Sequence[Statement]) -> int:
        return self.paper.row(_LABEL, y, self.width, statements)
