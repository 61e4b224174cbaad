"""Examples (示例) with their names looked up and their numbers in base units.

Takes the examples of a policy; gives what each sets and expects, by column. Reports names that mean nothing, numbers whose
unit does not fit, figures that no month could bring, and a rank group of a unit that is not ranked. Never evaluates.
"""

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve

from kpidsl.core import calendar
from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.earlier import earlier_of
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.example_periods import Before, earlier_periods, period_of
from kpidsl.core.example_records import example_records
from kpidsl.core.names import COMPOSITE, DATA, GRADE, MARK, POINTS, SETTABLE, TOTAL, Meaning, spelled_ref
from kpidsl.core.pay import MONEY, STEP
from kpidsl.core.program import EnteredRange, ExampleCase, Expectation, OtherScore
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal
from kpidsl.core.weighing import LeafWeights, all_weights, full_marks
from kpidsl.core.wording import expr_words, keyword, plain
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.cycle import Period
from kpidsl.resolve.names import Once
from kpidsl.resolve.policy import Example, PeerUnit, Policy
from kpidsl.syntax.tree import Call, Expr, Name, Number, Op, Ref, Word
from kpidsl.values import define, field

EXPECTED = DATA + MARK + POINTS + TOTAL + COMPOSITE + GRADE
REASONS = {"NOT_APPLICABLE_VALUE": "NOT_APPLICABLE", "UNREPORTED": "UNREPORTED"}
"""Why a figure is absent, by the word it is written with."""
OUTCOMES = REASONS | {"STOP": "STOP", "UNGRADED": "NOT_APPLICABLE"}
"""What may be expected in place of a value."""


def cases(policy: Policy, elaborator: Elaborator, entered: Mapping[str, EnteredRange]) -> tuple[ExampleCase, ...]:
    """All examples of the policy; ``entered`` holds the range and step of every mark that a person gives."""
    weights, sound = all_weights(policy), not elaborator.problems.has_errors
    read = frozenset(elaborator.names.used) | frozenset(key for key in elaborator.types if earlier_of(key))
    return tuple(_Reader(elaborator, weights, entered, example, sound, read).case() for example in policy.examples)


@define
class _Reader:
    """Reads one example; ``sound``: what the policy says besides examples has no errors, which theirs would follow from.

    ``read`` are the columns that the policy reads.
    """

    elaborator: Elaborator
    weights: LeafWeights
    entered: Mapping[str, EnteredRange]
    example: Example
    sound: bool
    read: frozenset[str]
    given: dict[str, Fraction] = field(factory=dict)
    absent: dict[str, str] = field(factory=dict)
    once: Once = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.once = Once("given", self.elaborator.problems)

    def case(self) -> ExampleCase:
        """The example."""
        own = self._case()
        if self.example.others is not None and self.example.peers is not None:
            self.elaborator.problems.add("K387", self.example.place, "both", (), name=self.example.name)
        if self.example.peers is None:
            return own
        month = {key: value for key, value in own.given.items() if key in calendar.KEYS.values()}
        peers = tuple(self._peer(peer, month) for peer in self.example.peers if peer.unit_class)
        return evolve(own, peers=peers)

    def _peer(self, peer: PeerUnit, month: Mapping[str, Fraction]) -> ExampleCase:
        """Another unit, read as one of an example of its own in the same month."""
        example = evolve(
            self.example, unit=peer.unit, unit_class=peer.unit_class, linked=(), given=peer.given,
            others_full=peer.others_full, expect=(), others=None, place=peer.place, records=(), peers=None,
        )  # fmt: skip
        reader = _Reader(self.elaborator, self.weights, self.entered, example, self.sound, self.read, dict(month))
        return reader._case()

    def _case(self) -> ExampleCase:
        policy, problems = self.elaborator.policy, self.elaborator.problems
        own = period_of(self.example, policy.cycle, problems)
        if own is not None and policy.period in calendar.KNOWN:
            self._open(own)
        for before in earlier_periods(self.example, own, policy.cycle, problems):
            for expr in before.said.given:
                self._set_before(expr, before)
        for expr in (*self.example.linked, *self.example.given):
            self._set(expr)
        if self.example.others_full and self.sound:
            self._refuse_full()
        if self.example.period is None and not self.example.earlier:
            self._ask_month()
        expect = tuple(found for expr in self.example.expect if (found := self._expect(expr)))
        records = example_records(self.example, own, self.elaborator)
        return ExampleCase(self.example, self.given, self.absent, self._others(), expect, records)

    def _ask_month(self) -> None:
        """K638 for what the policy reads of the month and the example does not say."""
        missing = [word for word, key in calendar.KEYS.items() if key in self.read and key not in self.given]
        if missing:
            words = both("words", *("、".join(keyword(word, lang) for word in missing) for lang in ("zh", "en")))
            self.elaborator.problems.add("K638", self.example.place, "", (), name=self.example.name, **words)

    def _refuse_full(self) -> None:
        """K387 for a leaf that gets the full mark as one of the others, where no person may give it.

        Bonuses and maluses are no indicators: those left out are none.
        """
        said, fulls = {*self.given, *self.absent}, full_marks(self.elaborator.policy)
        for leaf, allowed in self.entered.items():
            if self.elaborator.policy.extra(leaf):
                continue
            full = fulls[leaf].get(self.example.unit_class, self.elaborator.policy.full)
            meant = self.weights[leaf].get(self.example.unit_class) is not None and f"mark:{leaf}" not in said
            if meant and not allowed.low <= full <= allowed.high:
                words = {"leaf": leaf, "full": plain(full), "high": plain(allowed.high)}
                self.elaborator.problems.add("K387", self.example.place, "full", (), name=self.example.name, **words)

    def _others(self) -> tuple[OtherScore, ...] | None:
        """The rest of the rank group; a class that no scale ranks has none."""
        if self.example.others is None:
            return None
        unit_class, problems = self.example.unit_class, self.elaborator.problems
        groups = (group for scale in self.elaborator.policy.grades for group in scale.groups)
        ranked = any(unit_class in group.classes for group in groups)
        if unit_class and not ranked and not self._rank_is_open():
            problems.add("K387", self.example.place, "group", (), name=self.example.name, unit_class=unit_class)
        total = Ref((Word("COMPOSITE_SCORE", self.example.place),), self.example.place)
        found = []
        for other in self.example.others:
            value = self._number(Meaning(COMPOSITE, "composite", dim.POINTS), other.score, total)
            if value is not None:
                found.append(OtherScore(value, other.veto))
        return tuple(found)

    def _set(self, expr: Expr) -> None:
        match expr:
            case Op("=", (Ref() as name, Word(word))) if word in REASONS:
                meaning = self.elaborator.meaning(name, "", SETTABLE)
                if meaning and self._may_set(meaning.column, name):
                    self.absent[meaning.column] = REASONS[word]
            case Op("=", (Ref() as name, (Ref() | Op() | Number()) as value)):
                found = self._value(name, value, SETTABLE)
                if found and self._may_set(found.column, name) and self._is_possible(found, name, value):
                    assert isinstance(found.value, Fraction)
                    self.given[found.column] = found.value
            case _:
                self.elaborator.problems.add("K321", expr.place, "example")

    def _open(self, own: Period) -> None:
        """What the unit knows of the period of its example."""
        assert self.example.period is not None
        for key, value in calendar.of_period(own.name, self.elaborator.policy.cycle).items():
            self.once.says(key, self.example.period.place)
            self.given[key] = value

    def _set_before(self, expr: Expr, before: Before) -> None:
        """What the unit had in an earlier period; a figure it did not have, its rules find none of."""
        expected = self._expect(expr)
        if expected is None or not isinstance(expr, Op) or not isinstance(name := expr.args[0], Ref):
            return
        columns, words = before.columns(expected.column), expr_words("name", name)
        if self.sound and not any(earlier.of == expected.column for key in self.read if (earlier := earlier_of(key))):
            self.elaborator.problems.add("K736", name.place, "unread", (), **words)
        elif isinstance(expected.value, Fraction) and self._is_possible(expected, name, expr.args[1]):
            for key in columns:
                if self.once.says(key, name.place, **words):
                    self.given[key] = expected.value

    def _rank_is_open(self) -> bool:
        """Whether a rank scale neither ranks the appraised class nor says that it does not, which is reported there."""
        unit_class = self.example.unit_class
        scales = (scale for scale in self.elaborator.policy.grades if not scale.by_score and scale.groups)
        appraised = any(column.get(unit_class) for column in self.weights.values())
        return appraised and any(unit_class not in scale.not_ranked for scale in scales)

    def _composite_reads(self, link: str) -> bool:
        """Whether the composite of the class reads the link, so that its lack is reported there."""
        own = (one for one in self.elaborator.policy.composites if self.example.unit_class in one.classes)
        return any(_reads(one.expr, link) for one in own)

    def _may_set(self, column: str, name: Ref) -> bool:
        """Whether the unit of the example has this figure, and it has not been given before."""
        kind, _, subject = column.partition(":")
        unit_class, problems = self.example.unit_class, self.elaborator.problems
        words = {"unit_class": unit_class, **expr_words("name", name)}
        if kind == "mark" and self.weights.get(subject, {}).get(unit_class) is None and self._weights_add_up():
            problems.add("K387", name.place, "appraised", (), **words)
            return False
        if kind == "linked":
            ends = next(link.ends for link in self.elaborator.policy.links if link.name == subject.partition(":")[0])
            if unit_class and not ends.get(unit_class):
                if not self._composite_reads(subject.partition(":")[0]):
                    problems.add("K387", name.place, "link", (), **words)
                return False
        return self.once.says(column, name.place, **expr_words("name", name))

    def _weights_add_up(self) -> bool:
        """Whether none is missing: a row that could not be read has been reported, one left out will be with its column."""
        column = (weights.get(self.example.unit_class) or 0 for weights in self.weights.values())
        return self.sound and sum(column) == 1

    def _is_possible(self, found: Expectation, name: Ref, written: Expr) -> bool:
        """Whether a month could bring this figure: in its range, with no more decimals than declared, a whole number of steps."""
        kind, _, subject = found.column.partition(":")
        declared = self.elaborator.types.get(f"entered:{subject}" if kind == "mark" else found.column)
        value = found.value
        if isinstance(value, str) or not isinstance(declared, Decimal) or not self.sound:
            return True
        step = self._step(kind, subject)
        variant = ""
        if (value * 10**declared.digits).denominator != 1:
            variant = "digits"
        elif not declared.low <= value <= declared.high:
            variant = "range"
        elif step and value % step:
            variant = "step"
        if variant:
            words = expr_words("name", name) | expr_words("number", written)
            self.elaborator.problems.add("K387", written.place, variant, (), **words)
        return not variant

    def _step(self, kind: str, subject: str) -> Fraction | None:
        """What a figure must be a whole multiple of, in base units, if anything."""
        if kind == "mark":
            return self.entered[subject].step if subject in self.entered else None
        family, _, name = subject.partition("·")
        data = (
            datum for family_ in self.elaborator.policy.all_families if family_.name == family for datum in family_.data
        )
        datum = next((datum for datum in data if datum.name == name), None)
        return datum.step * dim.measure(datum.unit).scale if datum and datum.step else None

    def _expect(self, expr: Expr) -> Expectation | None:
        match expr:
            case Op("=", (Ref() as name, (Ref() | Op() | Number()) as value)):
                return self._value(name, value, EXPECTED)
            case Op("=", (Ref() as name, Word(word, place))) if word in OUTCOMES:
                meaning = self._paid(name) or self.elaborator.meaning(name, "", EXPECTED)
                if meaning is None:
                    return None
                if word == "UNREPORTED" and meaning.kind not in DATA + MARK:
                    self.elaborator.problems.add("K387", place, "unreported", (), **expr_words("name", name))
                return Expectation(name, meaning.column, OUTCOMES[word], place)
            case _:
                self.elaborator.problems.add("K321", expr.place, "example")
                return None

    def _value(self, name: Ref, written: Expr, kinds: str) -> Expectation | None:
        meaning = self._paid(name) if kinds == EXPECTED else None
        meaning = meaning or self.elaborator.meaning(name, "", kinds)
        if meaning is None:
            return None
        value = self._level(meaning, written, name) if meaning.levels else self._number(meaning, written, name)
        return None if value is None else Expectation(name, meaning.column, value, written.place)

    def _paid(self, name: Ref) -> Meaning | None:
        """A pay, by its name; a name of anything else that is spelled so comes first."""
        match name.parts:
            case (Name(text),) if text in (paid := {pay.name: pay for pay in self.elaborator.policy.pays}):
                known, unit = self.elaborator.names.peek(name, ""), MONEY if paid[text].steps is None else STEP
                return known or Meaning(GRADE, f"pay:{text}", dim.measure(unit).dimension)
            case _:
                return None

    def _level(self, meaning: Meaning, written: Expr, name: Ref) -> Fraction | None:
        level = spelled_ref(written) if isinstance(written, Ref) else ""
        if level not in meaning.levels:
            self.elaborator.refuse_level(name, written, meaning)
            return None
        return Fraction(meaning.levels.index(level))

    def _number(self, meaning: Meaning, written: Expr, name: Ref) -> Fraction | None:
        value = self.elaborator.quantity(written)
        if value is None:
            return None
        if not isinstance(value.expr, e.Const):
            self.elaborator.problems.add("K321", written.place, "example")
            return None
        paid = meaning.column.startswith("pay:")
        known = Quantity(e.ZERO, meaning.dimension, name.place) if paid else self.elaborator.quantity(name)
        fits = meaning.dimension is None or known is None or self.elaborator.agree(known, value)
        return value.expr.value if fits else None


def _reads(expr: Expr, link: str) -> bool:
    match expr:
        case Ref((Name(name), *_)):
            return name == link
        case Op(_, args) | Call(_, args):
            return any(_reads(arg, link) for arg in args)
        case _:
            return False
