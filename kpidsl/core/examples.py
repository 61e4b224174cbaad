"""Examples (示例) with their names looked up and their numbers in base units.

Takes the examples of a policy; gives what each sets and expects, by column. Reports names that mean nothing, numbers whose
unit does not fit, and expectations about what an example cannot know. Never evaluates.
"""

from fractions import Fraction

from attrs import field

from kpidsl.core import expr as e
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.names import COMPOSITE, DATA, GRADE, MARK, POINTS, SETTABLE, TOTAL, Meaning, spelled_ref
from kpidsl.core.program import ExampleCase, Expectation
from kpidsl.resolve.policy import Example, Policy
from kpidsl.syntax.tree import Expr, Number, Op, Ref, Word
from kpidsl.values import define

EXPECTED = DATA + MARK + POINTS + TOTAL + COMPOSITE + GRADE
REASONS = {"NOT_APPLICABLE_VALUE": "NOT_APPLICABLE", "UNREPORTED": "UNREPORTED"}


def cases(policy: Policy, elaborator: Elaborator) -> tuple[ExampleCase, ...]:
    """All examples of the policy."""
    return tuple(_Reader(elaborator).case(example) for example in policy.examples)


@define
class _Reader:
    elaborator: Elaborator
    given: dict[str, Fraction] = field(factory=dict)
    absent: dict[str, str] = field(factory=dict)

    def case(self, example: Example) -> ExampleCase:
        """One example."""
        for expr in (*example.linked, *example.given):
            self._set(expr)
        expect = tuple(found for expr in example.expect if (found := self._expect(expr)))
        return ExampleCase(example, self.given, self.absent, expect)

    def _set(self, expr: Expr) -> None:
        match expr:
            case Op("=", (Ref() as name, Word(word))) if word in REASONS:
                meaning = self.elaborator.meaning(name, "", SETTABLE)
                if meaning:
                    self.absent[meaning.column] = REASONS[word]
            case Op("=", (Ref() as name, (Ref() | Op() | Number()) as value)):
                found = self._value(name, value, SETTABLE)
                if found:
                    self.given[found.column] = found.value
            case _:
                self.elaborator.problems.add("K321", expr.place, "example")

    def _expect(self, expr: Expr) -> Expectation | None:
        match expr:
            case Op("=", (Ref() as name, (Ref() | Op() | Number()) as value)):
                return self._value(name, value, EXPECTED)
            case _:
                self.elaborator.problems.add("K321", expr.place, "example")
                return None

    def _value(self, name: Ref, written: Expr, kinds: str) -> Expectation | None:
        meaning = self.elaborator.meaning(name, "", kinds)
        if meaning is None:
            return None
        value = self._level(meaning, written, name) if meaning.levels else self._number(meaning, written, name)
        return None if value is None else Expectation(spelled_ref(name), meaning.column, value, name.place)

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
        known = self.elaborator.quantity(name)
        fits = meaning.dimension is None or known is None or self.elaborator.agree(known, value)
        return value.expr.value if fits else None
