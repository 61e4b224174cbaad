"""What is left open: a number that nobody has filled in (？), a formula or rule whose text is lost (失传).

Takes the place where something is open; reports it with what hangs on it. Never takes anything in its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.core.wording import keyword, plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Composite, Family, Formula, Leaf, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Blank, Block, Call, Field, Form, Items, Name, Node, Op, Ref
from kpidsl.values import define

_NAMED = 3
"""How many names a message gives before it counts them."""
_OF_TARGET = frozenset({"PASS_FAIL", "STEP", "PROPORTIONAL", "DEAD_BAND"})
"""Forms of scoring that may measure by the target."""

Figure = tuple[str, str]
"""Indicator and name."""


@define
class LeftOpen:
    """Reports what a policy leaves open. What is asked of the whole policy is found once, when it is first asked for."""

    policy: Policy
    _weights: LeafWeights | None = None
    _readers: Mapping[Figure, list[Figure | Leaf]] | None = None

    def refuse(self, blank: Blank, family: str, problems: Problems) -> None:
        """K320 for a number, K756 for a formula; ``family`` is the indicator in which it stands, if any."""
        if blank.lost:
            self._refuse_lost(blank.place, family, problems)
            return
        weights = self._weighed(self.policy.leaves_of(family)) if family else {}
        if weights:
            problems.add("K320", blank.place, "weighed", (), name=family, **_ranged(weights))
        else:
            problems.add("K320", blank.place, "indicator" if family else "", name=family)

    def refuse_rule(self, form: Form, leaf: Leaf, problems: Problems) -> None:
        """K756 for a way of scoring of which nothing is left."""
        if weights := self._weighed([leaf]):
            words = _ranged(weights) | _counted("classes", weights)
            problems.add("K756", form.place, "scoring_weighed", (), name=leaf.key, **words)
        else:
            problems.add("K756", form.place, "scoring", (), name=leaf.key)

    def _refuse_lost(self, place: Span, family: str, problems: Problems) -> None:
        composite = next((one for one in self.policy.composites if _holds(one.expr.place, place)), None)
        if composite is not None:
            words = _counted("classes", composite.classes) | _after(composite, self.policy)
            problems.add("K756", place, "graded" if "after_zh" in words else "composite", (), **words)
        elif family:
            self._in_indicator(place, self.policy.family(family), problems)
        else:
            problems.add("K756", place)

    def _in_indicator(self, place: Span, family: Family, problems: Problems) -> None:
        formula = next((one for one in family.formulas if _holds(one.expr.place, place)), None)
        leaves = self._fed_by(formula) if formula else self.policy.leaves_of(family.name)
        weights = self._weighed(leaves)
        words = _ranged(weights) | _counted("classes", weights) if weights else {}
        if formula:
            words |= {"name": formula.name if formula.name == family.name else f"{family.name}·{formula.name}"}
            marks = _counted("marks", [leaf.key for leaf in leaves]) if weights else {}
            problems.add("K756", place, "formula_weighed" if weights else "formula", (), **words, **marks)
        else:
            problems.add("K756", place, "weighed" if weights else "indicator", (), name=family.name, **words)

    def _fed_by(self, formula: Formula) -> list[Leaf]:
        """The leaves whose marks are made of a formula, directly or by other formulas."""
        readers = self._all_readers()
        found: dict[str, Leaf] = {}
        pending, seen = [(formula.family, formula.name)], {(formula.family, formula.name)}
        while pending:
            for reader in readers.get(pending.pop(), ()):
                if isinstance(reader, Leaf):
                    found[reader.key] = reader
                elif reader not in seen:
                    seen.add(reader)
                    pending.append(reader)
        return [leaf for leaf in self.policy.leaves if leaf.key in found]

    def _all_readers(self) -> Mapping[Figure, list[Figure | Leaf]]:
        """By figure: the formulas and the marks that read it."""
        if self._readers is None:
            found: dict[Figure, list[Figure | Leaf]] = {}
            for formula in (one for family in self.policy.all_families for one in family.formulas):
                for figure in _read(formula.expr, formula.family):
                    found.setdefault(figure, []).append((formula.family, formula.name))
            for leaf in self.policy.leaves:
                for figure in _read_by(leaf, self.policy):
                    found.setdefault(figure, []).append(leaf)
            self._readers = found
        return self._readers

    def _weighed(self, leaves: Iterable[Leaf]) -> dict[str, Fraction]:
        """Class → what the leaves weigh there together."""
        if self._weights is None:
            self._weights = leaf_weights(self.policy)
        found: dict[str, Fraction] = {}
        for leaf in leaves:
            for name, weight in self._weights.get(leaf.key, {}).items():
                if weight:
                    found[name] = found.get(name, Fraction()) + weight
        return found


def _read_by(leaf: Leaf, policy: Policy) -> set[Figure]:
    """The figures that the mark of a leaf is made of."""
    forms = [form for scoring in leaf.scoring for form in scoring.forms]
    by_target = any(form.word in _OF_TARGET for form in forms)
    targets = [target.expr for target in policy.family(leaf.family).targets] if by_target else []
    return {one for node in (*forms, *targets) for one in _read(node, leaf.family)}


def _read(node: Node | None, family: str) -> Iterator[Figure]:
    """The figures that a node reads: indicator and name."""
    match node:
        case Ref((Name(name),)):
            yield family, name
        case Ref((Name(owner), Name(name), *_)):
            yield owner, name
        case Op(args=inner) | Call(args=inner) | Items(items=inner) | Block(fields=inner):
            for one in inner:
                yield from _read(one, family)
        case Field(value=value, keys=keys):
            for one in (*keys, value):
                yield from _read(one, family)
        case Form(slots=slots):
            for _, one in slots:
                yield from _read(one, family)
    if isinstance(node, Call):
        yield from _read(node.where, family)


def _after(composite: Composite, policy: Policy) -> dict[str, object]:
    """What is made of the composite: grades, pay, the year."""
    kept = set(composite.classes)
    scales = [one.name for one in policy.grades if kept & set(one.classes)]
    pays = [one.name for one in policy.pays if kept & set(one.classes)]
    zh, en = [*scales, *pays], [*scales, *pays]
    if policy.annual:
        zh, en = [*zh, keyword("ANNUAL", "zh")], [*en, keyword("ANNUAL", "en")]
    return both("after", "、".join(f"“{name}”" for name in zh), ", ".join(en)) if zh else {}


def _ranged(weights: Mapping[str, Fraction]) -> dict[str, object]:
    """The lowest and the highest weight, as one where they are the same."""
    low, high = (plain(weight * 100) + "%" for weight in (min(weights.values()), max(weights.values())))
    return both("weight", low, low) if low == high else both("weight", f"{low}～{high}", f"{low} to {high}")


def _counted(name: str, names: Iterable[str]) -> dict[str, object]:
    """The first names of a list, and how many there are where there are more."""
    names = list(names)
    zh, en = "、".join(f"“{one}”" for one in names[:_NAMED]), ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        zh, en = f"{zh}等 {len(names)} 个", f"{en} and {len(names) - _NAMED} more"
    return both(name, zh, en)


def _holds(area: Span, place: Span) -> bool:
    return area.file == place.file and area.start <= place.start < area.end
