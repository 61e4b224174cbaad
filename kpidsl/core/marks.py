"""The rules that marks are found by: one for each leaf and group of classes that are alike.

Takes leaves of a linked policy with their scoring, targets, weights and full marks; gives ``MarkRule``s, the range of what is
entered and what a mark reads. What cannot be elaborated is reported and left out.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.core import calendar
from kpidsl.core import expr as e
from kpidsl.core.applied import marked
from kpidsl.core.dependencies import read_marks
from kpidsl.core.earlier import earlier_of, moved_back
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.forms.entered import entered_range
from kpidsl.core.forms.marking import Marking
from kpidsl.core.guards import itself_in, refuse_open_quotients
from kpidsl.core.history import refuse_earlier
from kpidsl.core.program import Derived, EnteredRange, Guard, MarkRule
from kpidsl.core.types import Decimal, Rational, Text, Type, type_of
from kpidsl.core.weighing import FullMarks, LeafWeights, appraised
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import (
    Leaf,
    Policy,
    Scoring,
    Target,
)
from kpidsl.values import define, field

KNOWN: Mapping[str, Type] = {**calendar.TYPES, "class": Text(), "unit": Text()}
"""The columns that every unit has of itself and of the month; none of them is reported."""


@define
class MarkMaker:
    """Makes the marks of one policy, with what its values are known by so far."""

    policy: Policy
    problems: Problems
    elaborator: Elaborator
    weights: LeafWeights
    fulls: FullMarks
    derived: dict[str, Derived] = field(factory=dict)
    marks: dict[str, tuple[MarkRule, ...]] = field(factory=dict)
    entered: dict[str, EnteredRange] = field(factory=dict)

    @property
    def types(self) -> dict[str, Type]:
        """The types known so far."""
        return self.elaborator.types

    def leaf(self, leaf: Leaf) -> None:
        """The mark rules of a leaf, one per group of classes with the same scoring and target."""
        self._entered(leaf)
        targets = self.policy.family(leaf.family).targets
        rules = []
        for scoring in leaf.scoring:
            for target, full, classes in self._alike(leaf, self._weighed(leaf, scoring.classes), targets):
                self.elaborator.names.fulls[leaf.family] = full
                for alike, expr, own in self._marked(leaf, scoring, target, full, classes):
                    if not own:
                        refuse_open_quotients(
                            expr, scoring.place, self.types, self.problems, self.elaborator.aggregates,
                            self.policy.class_names,
                        )  # fmt: skip
                    self._decimal_mark(leaf, expr)
                    is_entered = any(form.word == "ENTERED" for form in scoring.forms)
                    read = read_marks(expr)
                    self._appraised_alike(leaf, alike, read, scoring)
                    reads, guards = self.needs(expr)
                    rules.append(MarkRule(alike, expr, reads, (*guards, *own), is_entered, scoring.place, read))
        self.elaborator.names.fulls[leaf.family] = self.only_full(self.policy.family(leaf.family).leaves)
        self.marks[leaf.key] = tuple(rules)
        self.types[f"mark:{leaf.key}"] = self._mark_type(leaf, rules)
        if leaf.unreported and leaf.unreported.word == "PREVIOUS":
            self.elaborator.reads_earlier(moved_back(f"mark:{leaf.key}", 1, this_year=False), leaf.unreported.place)

    def _mark_type(self, leaf: Leaf, rules: list[MarkRule]) -> Type:
        """The type of a mark: what its rules give, or what the policy fixes, brought to the digits of marks."""
        fixed = e.Case(
            tuple((e.TRUE, rule.expr) for rule in rules),
            e.Case(tuple((e.TRUE, e.const(full)) for full in self.fulls.get(leaf.key, {}).values()), e.ZERO),
        )
        rule = self.policy.rounding.get("MARK")
        rounded = fixed if rule is None or not rule.mode else e.Round(fixed, rule.digits, e.Rounding(rule.mode))
        return type_of(rounded, self.types)

    def _appraised_alike(self, leaf: Leaf, classes: tuple[str, ...], read: tuple[str, ...], scoring: Scoring) -> None:
        """K656: a gate reads a mark that a class has none of, or that a veto may still change."""
        for key in read:
            left = [name for name in appraised(self.weights, leaf.key) if name in classes]
            left = [name for name in left if name not in appraised(self.weights, key)]
            if left:
                words = {"name": leaf.key, "other": key}
                self.problems.add("K656", scoring.place, "unweighed", (), **words, **listed("classes", left))
            for veto in self.policy.vetoes:
                if any(effect.target == "MARK" and effect.leaf == key for effect in veto.effects):
                    words = {"name": leaf.key, "other": key, "veto": veto.name}
                    self.problems.add("K656", scoring.place, "vetoed", [Label(veto.place, "veto")], **words)

    def _marked(
        self, leaf: Leaf, scoring: Scoring, target: Target | None, full: Fraction, classes: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], e.Expr, tuple[Guard, ...]]]:
        """The mark with its guards, once for all classes; class by class where a table is read by class: its numbers are known."""
        before = len(self.problems)
        self.elaborator.classes, self.elaborator.read_by_class = classes, False
        marking = Marking(self.elaborator, leaf, target, full, self.policy.extra(leaf.key))
        expr = marked(scoring, marking)
        refuse_earlier(self.elaborator)
        if not self.elaborator.read_by_class or len(classes) < 2:
            if expr is not None:
                yield classes, expr, tuple(marking.guards)
            return
        self.problems.forget_after(before)
        found: dict[tuple[e.Expr, tuple[Guard, ...]], tuple[str, ...]] = {}
        for name in classes:
            self.elaborator.classes = (name,)
            marking = Marking(self.elaborator, leaf, target, full, self.policy.extra(leaf.key))
            own = marked(scoring, marking)
            refuse_earlier(self.elaborator)
            if own is not None:
                key = own, tuple(marking.guards)
                found[key] = (*found.get(key, ()), name)
        yield from ((names, own, guards) for (own, guards), names in found.items())

    def weighed_family(self, name: str) -> tuple[str, ...]:
        """The classes that any part of an indicator is weighed in; all of them where none is."""
        weighed = {one for leaf in self.policy.family(name).leaves for one in appraised(self.weights, leaf)}
        return tuple(one for one in self.policy.class_names if one in weighed) or self.policy.class_names

    def only_full(self, leaves: tuple[str, ...]) -> Fraction | None:
        """The full mark that all leaves have in all classes they are weighed in; None where there are several."""
        found = {
            full
            for leaf in leaves
            for name, full in self.fulls.get(leaf, {}).items()
            if self.weights[leaf].get(name) is not None
        }
        return found.pop() if len(found) == 1 else None if found else self.policy.full

    def _alike(
        self, leaf: Leaf, classes: tuple[str, ...], targets: tuple[Target, ...]
    ) -> list[tuple[Target | None, Fraction, tuple[str, ...]]]:
        """The classes grouped by the target and by the full mark that hold for them."""
        fulls = self.fulls[leaf.key]
        return [
            (target, full, tuple(name for name in alike if fulls[name] == full))
            for target, alike in _by_target(classes, targets)
            for full in dict.fromkeys(fulls[name] for name in alike)
        ]

    def _weighed(self, leaf: Leaf, classes: tuple[str, ...]) -> tuple[str, ...]:
        """The classes that the leaf is weighed in: the others need no target. All of them where none is weighed."""
        weighed = appraised(self.weights, leaf.key)
        return tuple(name for name in classes if name in weighed) or classes

    def _entered(self, leaf: Leaf) -> None:
        for scoring in leaf.scoring:
            for form in scoring.forms:
                if form.word == "ENTERED":
                    found = entered_range(form, self._fullest(leaf))
                    if self.entered.setdefault(leaf.key, found) != found:
                        self.problems.add("K348", form.place, name=leaf.key)
                    self.types[f"entered:{leaf.key}"] = Decimal(found.digits, found.low, found.high)

    def _fullest(self, leaf: Leaf) -> Fraction:
        """The highest full mark of a leaf: what may be entered in one class at least."""
        fulls = self.fulls[leaf.key]
        return max((fulls[name] for name in appraised(self.weights, leaf.key)), default=self.policy.full)

    def _decimal_mark(self, leaf: Leaf, expr: e.Expr) -> None:
        """A published mark has declared digits: one whose decimals may never end needs a rounding."""
        if isinstance(type_of(expr, self.types), Rational) and self.policy.rounding.get("MARK") is None:
            self.problems.add("K318", leaf.place, name=leaf.key)

    def needs(self, expr: e.Expr) -> tuple[tuple[str, ...], tuple[Guard, ...]]:
        """The input columns an expression needs, and the guards of the derived values it reads."""
        reads: dict[str, None] = {}
        guards: dict[Guard, None] = {}
        pending = sorted(e.columns_of(expr))
        while pending:
            column = pending.pop(0)
            if column in self.derived:
                pending += sorted(e.columns_of(self.derived[column].expr))
                guards.update(dict.fromkeys(self.derived[column].guards))
            elif column.startswith("mark:") or earlier_of(column):
                pass
            elif column in self.elaborator.aggregates:
                aggregate = self.elaborator.aggregates[column]
                pending += sorted(e.columns_of(aggregate.of)) if itself_in(aggregate, self.policy.class_names) else []
            elif column.partition("#")[0] in self.elaborator.placings:
                pending += sorted(e.columns_of(self.elaborator.placings[column.partition("#")[0]].of))
            elif column in self.types and column not in KNOWN:
                reads[column] = None
        return tuple(reads), tuple(guards)


def _by_target(classes: tuple[str, ...], targets: tuple[Target, ...]) -> list[tuple[Target | None, tuple[str, ...]]]:
    """The classes grouped by the target that holds for them."""
    groups: list[tuple[Target | None, tuple[str, ...]]] = []
    left = list(classes)
    for target in targets:
        mine = tuple(name for name in left if name in target.classes)
        if mine:
            groups.append((target, mine))
            left = [name for name in left if name not in mine]
    return [*groups, (None, tuple(left))] if left or not groups else groups
