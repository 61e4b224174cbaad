"""From written expressions to core expressions: references looked up, units of measure checked and brought to base units.

Takes tree expressions of a linked policy; gives core expressions with their dimension, or nothing after reporting why
not. This is where 元 meets 吨, where a bare 95 stands beside a percentage, and where 一级 is kept from being a number.

Rules (language.md section 3): a bare number is a count of the other side's unit or 分; 0 and 1 also stand for 0% and
100% beside a ratio, 0 beside anything; every other amount is written with its unit. Percent minus percent is a percent. An
ordinal compares by ``达到`` or equality with one of its own levels only.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import Factory, evolve, field

from kpidsl.core import calendar, choices
from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import PLACE, Aggregate, Over, Peers, Placing, Preceding, aggregate_type
from kpidsl.core.agreement import agree
from kpidsl.core.arithmetic import product, total
from kpidsl.core.earlier import earlier_of, type_of_earlier
from kpidsl.core.left_open import LeftOpen
from kpidsl.core.names import SETTABLE, Meaning, Names, spelled_ref
from kpidsl.core.quantity import Quantity
from kpidsl.core.shares import quotient
from kpidsl.core.types import COUNT, Type, bounds, type_of
from kpidsl.core.wording import expr_words, keyword
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Blank, Call, Expr, Node, Number, Op, Ref, Word
from kpidsl.values import define

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


Function = Callable[[Call, "Elaborator", str, str], Quantity | None]
"""The value of a call; the family whose names may be used bare, the kinds of columns that may be read."""
Truth = Callable[[Call, "Elaborator", str, str], e.Expr | None]
"""Whether what a call says holds; as above."""


@define
class Year:
    """What is collected while the year's score is elaborated: how many periods it has, what one without a score does; of the first
    function over them whether each period has a score, and whether one is left out.
    """

    periods: int
    missing: str | None
    scores: tuple[e.Expr, ...] = ()
    left_out: tuple[e.Expr, ...] = ()
    has_mean: bool = False


@define
class Elaborator:
    """Elaborates the expressions of one policy.

    ``functions`` gives calls their meaning (``core/calls``), ``truths`` those that hold or not; ``types`` the type of each column
    known so far. ``absences`` collects under which conditions a figure of an earlier period is not there: who elaborates a
    number takes them, and says what follows.
    """

    policy: Policy
    problems: Problems
    names: Names
    functions: Function
    truths: Mapping[str, Truth] = field(factory=dict)
    types: dict[str, Type] = field(factory=dict)
    left_open: LeftOpen = field(default=Factory(lambda self: LeftOpen(self.policy), takes_self=True))
    aggregates: dict[str, Aggregate] = field(factory=dict)
    preceding: dict[str, Preceding] = field(factory=dict)
    endless: set[str] = field(factory=set)
    """The columns of formulas that can be as large as one likes."""
    absences: list[tuple[e.Expr, Span]] = field(factory=list)
    announced: str = ""
    """The column of the formula at work, where it follows from its own earlier values: its bounds are not known yet."""
    placings: dict[str, Placing] = field(factory=dict)
    gathered: str = ""
    """Which kinds of columns of other units may be read, where not the same as of the unit itself."""
    classes: tuple[str, ...] = ()
    """The classes that what is elaborated is for."""
    year: Year | None = None
    """The year, while its score is elaborated: functions without a scope run over its periods."""
    read_by_class: bool = False
    """Whether what was elaborated since this was last unset read a table that tells the classes apart."""

    def quantity(self, expr: Expr, family: str = "", kinds: str = "") -> Quantity | None:
        """A number; ``family`` is whose names may be used bare, ``kinds`` which kinds of columns may be read."""
        match expr:
            case Number(value, _, unit, place):
                return self.literal(value, unit, place)
            case Ref():
                return self._reference(expr, family, kinds)
            case Blank():
                self.left_open.refuse(expr, family, self.problems)
                return None
            case Op("+" | "-" | "*" | "/" | "neg" | "min" | "max"):
                return self._arithmetic(expr, family, kinds)
            case Op("cases", args):
                return self._choice(expr, args, family, kinds)
            case Call():
                return self.functions(expr, self, family, kinds)
            case _:
                self.problems.add("K321", expr.place)
                return None

    def truth(self, expr: Expr, family: str = "", kinds: str = "") -> e.Expr | None:
        """A statement that holds or not; one that reads an absent value does not hold, and neither does its opposite."""
        match expr:
            case Op("and" | "or" as op, args):
                parts = [self.truth(arg, family, kinds) for arg in args]
                known = tuple(part for part in parts if part is not None)
                if len(known) < len(parts):
                    return None
                return e.And(known) if op == "and" else e.Or(known)
            case Op("not", (arg,)):
                part = self.truth(arg, family, kinds)
                return None if part is None else e.opposite(part)
            case Op("reaches", (left, right)):
                return self._ordinal("reaches", left, right, family, kinds)
            case Op(op, (left, right)) if op in COMPARISONS:
                return self._comparison(op, left, right, family, kinds)
            case Ref():
                return self._yes(expr, family, kinds)
            case Call(word) if word in self.truths:
                return self.truths[word](expr, self, family, kinds)
            case Blank():
                self.left_open.refuse(expr, family, self.problems)
                return None
            case _:
                self.problems.add("K321", expr.place, "truth")
                return None

    def literal(self, value: Fraction, unit: str, place: Span) -> Quantity:
        """A written number in base units."""
        if not unit:
            return Quantity(e.const(value), None, place)
        measure = dim.measure(unit)
        return Quantity(e.const(value * measure.scale), measure.dimension, place, unit=unit)

    def meaning(self, ref: Ref, family: str, kinds: str) -> Meaning | None:
        """What a reference means, after reporting one that means nothing or may not be read here."""
        found = self.names.look_up(ref, family, kinds)
        if found and kinds != SETTABLE and not self.has_calendar(ref.parts[0], ref.place):
            return None
        if found and self.year is None and kinds != SETTABLE and self._is_of_the_year(found, ref):
            return None
        return found if found and self.reads_earlier(found.column, ref.place) else None

    def _is_of_the_year(self, meaning: Meaning, ref: Ref) -> bool:
        """Whether a figure is reported once a year, which no single period can read (K731)."""
        found = any(meaning.column.startswith(f"data:{family.name}·") for family in self.policy.yearly)
        if found:
            self.problems.add("K731", ref.place, "", (), **expr_words("name", ref))
        return found

    def has_calendar(self, part: Node, place: Span) -> bool:
        """Whether the periods of the policy have a month number, a quarter or the like; reports what they do not have (K729)."""
        word = part.word if isinstance(part, Word) else ""
        if word not in calendar.KNOWN["MONTH"] or not self.policy.cycle.months:
            return True
        if word in calendar.KNOWN.get(self.policy.period, ()):
            return True
        words = both("word", keyword(word, "zh"), keyword(word, "en"))
        period = both("period", keyword(self.policy.period, "zh"), keyword(self.policy.period, "en"))
        self.problems.add("K729", place, "", (), **words, **period)
        return False

    def reads_earlier(self, column: str, place: Span) -> bool:
        """Whether a column can be read: one of this period can, one of an earlier period gets its type or is reported."""
        known = earlier_of(column)
        if known is None or column in self.types:
            return True
        kind = type_of_earlier(column, self.policy, self.types, place, self.problems)
        if kind is not None:
            self.types[column] = kind
            self.names.used.add(known.of)
        return kind is not None

    def aggregate(
        self,
        op: str,
        of: e.Expr,
        where: e.Expr,
        over: Over,
        most: int,
        unit: str = "",
        rounding: tuple[int, e.Rounding] | None = None,
    ) -> e.Col:
        """A figure over at most ``most`` rows; the same figure asked for twice is one."""
        found = Aggregate(f"agg:{len(self.aggregates) + 1}", op, of, where, over, unit, rounding)
        known = next((one for one in self.aggregates.values() if evolve(one, key=found.key) == found), None)
        if known is None:
            self.aggregates[found.key] = found
            if all(key in self.types for key in e.columns_of(of)):
                self.types[found.key] = aggregate_type(op, type_of(of, self.types), most, rounding)
        return e.Col((known or found).key)

    def place_among(self, of: e.Expr, over: Peers, ties: str) -> Placing:
        """The places of units by a value; the same places asked for twice are one."""
        found = Placing(f"among:{len(self.placings) + 1}", of, over, ties)
        known = next((one for one in self.placings.values() if evolve(one, key=found.key) == found), found)
        self.placings[known.key] = known
        self.types |= {known.key: PLACE, known.count_key: COUNT}
        return known

    def records_before(
        self, log: str, same: tuple[str, ...], order: e.Expr, within: e.Expr | None, among: e.Expr
    ) -> e.Col:
        """How many records of the unit stand before one (``Preceding``); the same count asked for twice is one."""
        found = Preceding(f"row:{log}·#{len(self.preceding) + 1}", log, same, order, within, among)
        known = next((one for one in self.preceding.values() if evolve(one, key=found.key) == found), None)
        if known is None:
            self.preceding[found.key] = found
            self.types[found.key] = COUNT
        return e.Col((known or found).key)

    def _reference(self, ref: Ref, family: str, kinds: str) -> Quantity | None:
        meaning = self.meaning(ref, family, kinds)
        if meaning is None:
            return None
        if meaning.constant is not None:
            return Quantity(e.const(meaning.constant), meaning.dimension, ref.place)
        if meaning.levels:
            self._refuse_as_number(ref, meaning)
            return None
        if earlier_of(meaning.column):
            self.absences.append((e.Not(e.Present(meaning.column)), ref.place))
        if meaning.lookup:
            call = Call("LOOKED_UP", (ref,), None, None, None, ref.place)
            return self.functions(call, self, family, kinds)
        return Quantity(e.Col(meaning.column), meaning.dimension, ref.place, unit=meaning.unit)

    def _choice(self, written: Op, args: tuple[Expr, ...], family: str, kinds: str) -> Quantity | None:
        """``分情况 { a：x；其余：y }``: values that agree in their dimension."""
        whens, said = args[: len(args) // 2 * 2 : 2], (*args[1::2], *(args[-1:] if len(args) % 2 else ()))
        conditions = [self.truth(when, family, kinds) for when in whens]
        values = [self.quantity(value, family, kinds) for value in said]
        known = [value for value in values if value is not None]
        tests = [when for when in conditions if when is not None]
        if len(known) < len(values) or len(tests) < len(conditions):
            return None
        first = next((value for value in known if value.dimension is not None), known[0])
        if not all(self.agree(first, value) for value in known):
            return None
        rest = said[-1].place if len(args) % 2 else None
        arms = [
            choices.Arm(test, when.place, value.place) for test, when, value in zip(tests, whens, said, strict=False)
        ]
        if not choices.report(arms, rest, written.place, self.types, self.problems):
            return None
        picked = [value.expr for value in known]
        made = choices.chosen(tests, picked[: len(tests)], picked[-1] if rest else None)
        return Quantity(made, first.dimension, written.place, first.unit)

    def _arithmetic(self, op: Op, family: str, kinds: str) -> Quantity | None:
        parts = [self.quantity(arg, family, kinds) for arg in op.args]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        if op.op in ("neg", "*", "/") and any(part.dimension == dim.DATE for part in known):
            self.problems.add("K643", op.place)
            return None
        match op.op:
            case "neg":
                return Quantity(e.neg(known[0].expr), known[0].dimension, op.place, unit=known[0].unit)
            case "*" | "/":
                return product(op, known, self._quotient, self.problems)
            case _:
                return total(op, known, self.problems)

    def _quotient(self, num: e.Expr, den: e.Expr) -> e.Expr:
        return quotient(num, den, self.aggregates, self.types, self.policy.class_names)

    def agree(self, left: Quantity, right: Quantity, gaps: bool = False) -> bool:
        """Whether two quantities may be added or compared; reports where they may not.

        ``gaps``: percentage points and percentages may meet, as they do in a sum.
        """
        return agree(left, right, self.problems, gaps)

    def _comparison(self, op: str, left: Expr, right: Expr, family: str, kinds: str) -> e.Expr | None:
        if self._is_ordinal(left, family) or self._is_ordinal(right, family):
            return self._ordinal(op, left, right, family, kinds)
        if any(self.names.is_unreadable(side, family) for side in (left, right)):  # what stands beside it was a label
            for blank in (side for side in (left, right) if isinstance(side, Blank)):
                self.left_open.refuse(blank, family, self.problems)
            return None
        if self.names.is_grade_of_year(left, right) or self.names.is_grade_of_year(right, left):
            return None
        one, other = self.quantity(left, family, kinds), self.quantity(right, family, kinds)
        if one is None or other is None or not self.agree(one, other):
            return None
        return e.Cmp(op, one.expr, other.expr)

    def _is_ordinal(self, expr: Expr, family: str) -> bool:
        meaning = self.names.peek(expr, family) if isinstance(expr, Ref) else None
        return meaning is not None and bool(meaning.levels)

    def _ordinal(self, op: str, left: Expr, right: Expr, family: str, kinds: str) -> e.Expr | None:
        if not self._is_ordinal(left, family) and op != "reaches":
            left, right = right, left
        meaning = self.meaning(left, family, kinds) if isinstance(left, Ref) else None
        if meaning is None or not meaning.levels or not isinstance(left, Ref):
            if meaning is not None or not isinstance(left, Ref):
                variant = "" if isinstance(left, Ref) else "number"
                self.problems.add("K326", left.place, variant, (), **expr_words("name", left))
            if isinstance(right, Blank):
                self.left_open.refuse(right, family, self.problems)
            return None
        if op not in ("=", "!=", "reaches") or (op == "reaches" and not meaning.ordered):
            self._refuse_as_number(left, meaning, right)
            return None
        level = spelled_ref(right) if isinstance(right, Ref) else ""
        if level not in meaning.levels:
            self.refuse_level(left, right, meaning)
            return None
        if earlier_of(meaning.column):
            self.absences.append((e.Not(e.Present(meaning.column)), left.place))
        position = e.const(meaning.levels.index(level))
        return e.Cmp("<=" if op == "reaches" else op, e.Col(meaning.column), position)

    def refuse_level(self, name: Ref, written: Expr, meaning: Meaning) -> None:
        """Reports something compared with levels, or labels, that is none of them (K327)."""
        words = expr_words("name", name) | expr_words("level", written) | listed("levels", meaning.levels)
        kind = "" if meaning.ordered else "label"
        variant = kind if isinstance(written, (Ref, Number)) else f"{kind}_sum".removeprefix("_")
        self.problems.add("K327", written.place, variant, (), **words)

    def _refuse_as_number(self, ref: Ref, meaning: Meaning, other: Expr | None = None) -> None:
        """K322; ``other`` is what it is compared with, which the help takes up where it is one of the levels."""
        words = expr_words("name", ref) | listed("levels", meaning.levels)
        asked = spelled_ref(other) if isinstance(other, Ref) else ""
        level = asked if asked in meaning.levels else meaning.levels[0]
        self.problems.add("K322", ref.place, "" if meaning.ordered else "label", (), level=level, **words)

    def _yes(self, ref: Ref, family: str, kinds: str) -> e.Expr | None:
        meaning = self.meaning(ref, family, kinds)
        if meaning is None:
            return None
        if meaning.levels[:1] != ("是",):
            self.problems.add("K321", ref.place, "alone", (), **expr_words("name", ref))
            return None
        return e.Cmp("=", e.Col(meaning.column), e.ZERO)

    def interval(self, expr: e.Expr) -> tuple[Fraction, Fraction]:
        """The proven range of an expression over data."""
        return bounds(type_of(expr, self.types))
