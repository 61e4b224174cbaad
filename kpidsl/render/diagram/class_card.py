"""What one class of units is appraised on, as values: indicators in the order of the weight table, each with its lines.

Takes a checked policy and a class; gives weights as fractions of 1, texts in a language. Never draws.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.effective import Share, shares
from kpidsl.core.reach import families_read, reach_of
from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.indicator_rows import families_by_row
from kpidsl.render.diagram.weight_table import weight_text
from kpidsl.render.phrases import Phrases
from kpidsl.render.provisional import Provisional
from kpidsl.resolve.policy import Family, GradeScale, Leaf, Policy, RankGroup, Scoring, Veto
from kpidsl.values import frozen

Shares = tuple[Share, ...]


@frozen
class Line:
    """A leaf: ``name`` of the part (empty for a plain indicator), ``effective`` its weight in the composite where that differs.

    ``scoring`` is empty where it is the usual one of the card. The flags say what is provisional.
    """

    key: str
    name: str
    weight: Fraction
    effective: Fraction | None
    appraiser: str
    scoring: str
    weight_open: bool
    appraiser_open: bool
    scoring_open: bool


@frozen
class Item:
    """An indicator: the weight of all its lines, its target and clause, and the vetoes it can set off."""

    name: str
    weight: Fraction
    effective: Fraction | None
    weight_open: bool
    lead: str
    lead_open: bool
    target: str
    target_open: bool
    clause: str
    vetoes: tuple[str, ...]
    lines: tuple[Line, ...]


@frozen
class ClassCard:
    """The card of one class.

    ``usual`` is the scoring that most lines share, empty where no two do. ``ways`` are the shares of which its composite is
    made, one for each class that a link may lead to; empty where it is no sum of shares. ``ranked`` are the scales that
    grade the class, with its rank group where they rank.
    """

    unit_class: str
    items: tuple[Item, ...]
    usual: str
    usual_open: bool
    ways: tuple[Shares, ...]
    vetoes: tuple[Veto, ...]
    ranked: tuple[tuple[GradeScale, RankGroup | None], ...]
    words: Phrases
    points: Fraction | None
    """The full mark, where weights are written as points of it."""

    @property
    def is_composed(self) -> bool:
        """Whether its composite is something else than its own total."""
        return self.ways != ((Share(Fraction(1), self.unit_class),),)

    @property
    def total(self) -> Fraction:
        """The sum of all weights."""
        return sum((item.weight for item in self.items), Fraction())

    def said(self, share: Fraction) -> str:
        """A weight as the weight table writes it."""
        return weight_text(share, self.points, self.words)


def class_card(checked: CheckedPolicy, unit_class: str, lang: Lang) -> ClassCard:
    """The card of ``unit_class``, which is a class of the policy."""
    policy = checked.policy
    ways = tuple(shares(policy, checked.core, unit_class) or ())
    vetoes = tuple(_vetoes(checked, unit_class))
    reader = _Reader(policy, unit_class, leaf_weights(policy), ways, Phrases(lang), Provisional(policy))
    usual = _usual(reader)
    read = {v.name: families_read(t) for v, t in zip(policy.vetoes, checked.core.vetoes, strict=True) if v in vetoes}
    return ClassCard(
        unit_class,
        tuple(reader.item(family, usual, read) for family in reader.families()),
        reader.phrases.scoring(usual.forms) if usual else "",
        usual is not None and reader.provisional.at(usual.place),
        ways,
        vetoes,
        tuple(_ranked(policy, unit_class)),
        reader.phrases,
        policy.full if policy.weights and policy.weights.in_points else None,
    )


@frozen
class _Reader:
    policy: Policy
    unit_class: str
    weights: LeafWeights
    ways: tuple[Shares, ...]
    phrases: Phrases
    provisional: Provisional

    def families(self) -> list[Family]:
        """The families the class is appraised on, in the order of the rows of the weight table."""
        return [family for family in families_by_row(self.policy) if self.leaves(family.name)]

    def leaves(self, family: str) -> list[Leaf]:
        """The leaves of a family that the class is appraised on."""
        return [leaf for leaf in self.policy.leaves_of(family) if self.weights[leaf.key][self.unit_class] is not None]

    def scoring(self, leaf: Leaf) -> Scoring | None:
        """How the leaf is marked in this class."""
        return next((scoring for scoring in leaf.scoring if self.unit_class in scoring.classes), None)

    def item(self, family: Family, usual: Scoring | None, read: Mapping[str, set[str]]) -> Item:
        """One indicator; ``read`` gives the indicators that each veto reads."""
        lines = tuple(self._line(leaf, usual) for leaf in self.leaves(family.name))
        target = next((target for target in family.targets if self.unit_class in target.classes), None)
        return Item(
            name=family.name,
            weight=sum((line.weight for line in lines), Fraction()),
            effective=self._effective(tuple(line.key for line in lines)),
            weight_open=self.provisional.weight(family.name) or all(line.weight_open for line in lines),
            lead=family.lead.get(self.unit_class, ""),
            lead_open=self.provisional.field(family.name, "LEAD"),
            target=self.phrases.expr(target.expr) if target else "",
            target_open=target is not None and self.provisional.at(target.place),
            clause=family.clause,
            vetoes=tuple(name for name, families in read.items() if family.name in families),
            lines=lines,
        )

    def _line(self, leaf: Leaf, usual: Scoring | None) -> Line:
        scoring, full = self.scoring(leaf), self._own_full(leaf)
        said = self.phrases.scoring(scoring.forms) if scoring and (full or scoring != usual) else ""
        return Line(
            key=leaf.key,
            name="" if leaf.key == leaf.family else leaf.name,
            weight=self.weights[leaf.key][self.unit_class] or Fraction(),
            effective=self._effective((leaf.key,)),
            appraiser=leaf.appraisers.get(self.unit_class, ""),
            scoring=self.phrases.joined([full, said]),
            weight_open=self.provisional.weight(leaf.key) or self.provisional.weight(leaf.family),
            appraiser_open=self.provisional.field(leaf.family, "APPRAISER"),
            scoring_open=scoring is not None and self.provisional.at(scoring.place),
        )

    def _own_full(self, leaf: Leaf) -> str:
        """``满分 40 分``, where the leaf has one of its own that is not the weight written in points."""
        full = leaf.full.get(self.unit_class)
        if full is None or (self.policy.weights and self.policy.weights.in_points):
            return ""
        return self.phrases.full(full.value)

    def _effective(self, leaves: tuple[str, ...]) -> Fraction | None:
        """The weight of leaves of this class in its composite; None where that is their weight, or no share."""
        own = [share for way in self.ways[:1] for share in way if share.unit_class == self.unit_class]
        if own in ([], [Share(Fraction(1), self.unit_class)]):
            return None
        return sum((share.factor * share.weight(leaves, self.weights) for share in own), Fraction())


def _usual(reader: _Reader) -> Scoring | None:
    """The scoring that most lines share, where two do."""
    leaves = [leaf for family in reader.families() for leaf in reader.leaves(family.name)]
    found = Counter(scoring for leaf in leaves if (scoring := reader.scoring(leaf)))
    return next((scoring for scoring, count in found.most_common(1) if count > 1), None)


def _vetoes(checked: CheckedPolicy, unit_class: str) -> Iterator[Veto]:
    """The vetoes that can reach the class: by what it did, or by what a unit linked to it did."""
    policy, weights = checked.policy, leaf_weights(checked.policy)
    ends = {f"link:{link.name}": link.ends for link in policy.links}
    for veto, trigger in zip(policy.vetoes, checked.core.vetoes, strict=True):
        near = reach_of(policy, trigger, veto.classes, weights)
        far = {name for scope in veto.scope if scope in ends for start in near for name in ends[scope].get(start, ())}
        own = any(not scope.startswith("link:") for scope in veto.scope)
        if unit_class in far or (own and unit_class in near):
            yield veto


def _ranked(policy: Policy, unit_class: str) -> Iterator[tuple[GradeScale, RankGroup | None]]:
    for scale in policy.grades:
        group = next((group for group in scale.groups if unit_class in group.classes), None)
        if unit_class in scale.classes:
            yield scale, group
