"""A plan in integers: every expression becomes whole-number arithmetic that provably fits 64 bits or 38 digits.

Takes a plan; gives, for each of its nodes, definitions of stored columns (``Definition``) and where every column of the
plan is found in them (``columns``). A decimal is one stored column, its mantissa; a quotient is a numerator and the
stored positive columns it is divided by; an ordinal is its position. Raises ``Overflow`` where not even 38 digits are
proven to be enough. Never looks at data, never knows a database.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve

from kpidsl.core import calendar
from kpidsl.core import expr as e
from kpidsl.core.aggregates import Rows
from kpidsl.core.expr import Expr
from kpidsl.core.types import COUNT, FLAG, Bool, Decimal, Ordinal, Text, Type, bounds, type_of
from kpidsl.plan.integers import build, records
from kpidsl.plan.integers import quotient as q
from kpidsl.plan.integers.expr import (
    NEVER,
    Choice,
    Int,
    IntAdd,
    IntCol,
    IntLit,
    IntNull,
    TextAmong,
    Truth,
    TruthCol,
    interval,
    may_be_absent,
)
from kpidsl.plan.integers.numbers import Definition, Expressions, Stored, TextColumn
from kpidsl.plan.integers.quotient import ABSENT, Quotient
from kpidsl.plan.nodes import (
    CLASS,
    ORDER,
    UNIT,
    Emit,
    Extend,
    Gather,
    Linked,
    Node,
    Origin,
    Plan,
    Precede,
    Rank,
    Reach,
    Report,
    Scan,
    State,
    Title,
    Weigh,
)  # fmt: skip
from kpidsl.values import field, frozen

_FEW = 4
"""Classes with another weight than the usual up to which asking for the class costs less than joining a table."""


class Overflow(Exception):  # noqa: N818 - a verdict about a policy, not an error of ours
    """A number of this rule may need more than 38 digits; ``bound`` is how large it may become."""

    def __init__(self, title: Title, origin: Origin, bound: int) -> None:
        super().__init__(f"{title.subject} {title.word}: {bound.bit_length()} bits")
        self.title, self.origin, self.bound = title, origin, bound


class QuotientKey(Exception):  # noqa: N818 - as above
    """Units are ranked by a number without declared digits."""

    def __init__(self, title: Title, origin: Origin, key: str) -> None:
        super().__init__(f"{title.subject} {title.word}: {key}")
        self.title, self.origin, self.key = title, origin, key


@frozen
class IntNode:
    """A node of the plan in integers.

    ``definitions`` are to be stored, in this order, before the node runs. ``truths`` are the stored conditions of the
    node: ``ranked``, ``counted``, ``spends`` of a Rank, ``when`` of a Report, ``fired`` of a Reach. ``keys`` are the
    rank keys; ``outputs`` the stored columns that the node itself adds, with their bounds.
    """

    node: Node
    definitions: tuple[Definition, ...] = ()
    truths: tuple[Truth, ...] = ()
    keys: tuple[Int, ...] = ()
    outputs: tuple[IntCol | TruthCol, ...] = ()
    scale: int = 0
    """Over what power of ten the values of a geometric mean are."""


@frozen
class Integers:
    """A plan in integers; ``columns`` gives the place of every column of the plan.

    ``complete`` where it is for months in which every unit has a value for every input: much is then known beforehand.
    """

    plan: Plan
    nodes: tuple[IntNode, ...]
    columns: Mapping[str, Stored]
    complete: bool = False

    @staticmethod
    def of(plan: Plan, complete: bool = False) -> "Integers":
        """Translates and proves; raises Overflow or QuotientKey."""
        translation = _Translation(complete, plan.scan.classes)
        return Integers(plan, tuple(map(translation.node, plan.nodes)), translation.work.columns, complete)

    @staticmethod
    def opening(plan: Plan) -> "Integers":
        """The opening table alone, as a month is loaded into it; never raises."""
        translation = _Translation()
        return Integers(plan, (translation.node(plan.scan),), translation.work.columns)


@frozen
class _Translation:
    """The nodes so far are known by their columns."""

    complete: bool = False
    classes: tuple[str, ...] = ()
    weights: dict[str, dict[str, int]] = field(factory=dict)
    """The weights, by column and class, that every class has, where a month is ``complete``."""
    work: Expressions = field(factory=Expressions)

    def node(self, node: Node) -> IntNode:
        """One node; definitions that it needs are those gathered meanwhile."""
        self.work.pending = []
        if isinstance(node, (Extend, Linked, Reach, Rank, Gather, Precede)):
            self.work.title, self.work.origin = node.title, node.origin
        elif isinstance(node, Report):
            self.work.title, self.work.origin = Title(), node.origin
        try:
            done = self._node(node)
        except build.TooWide as error:
            raise Overflow(self.work.title, self.work.origin, error.bound) from error
        scale = node.rounding and type_of(node.of, self.work.proven) if isinstance(node, Gather) else None
        return IntNode(node, tuple(self.work.pending), *done, scale.digits if isinstance(scale, Decimal) else 0)

    def _node(self, node: Node) -> tuple[tuple[Truth, ...], tuple[Int, ...], tuple[IntCol | TruthCol, ...]]:
        match node:
            case Scan():
                return (), (), self._scan(node)
            case Weigh():
                return (), (), self._weigh(node)
            case Extend():
                self._extend(node)
                return (), (), ()
            case Linked():
                return (), (), self._linked(node)
            case Reach(column, fired):
                self.work.proven[column] = Bool()
                reached = self.work.columns[column] = TruthCol(column, False)
                return (self.work.truth(e.Col(fired)),), (), (reached,)
            case Rank():
                return self._rank(node)
            case Report(_, when):
                return (self.work.truth(when),), (), ()
            case Gather(over=Rows()):
                return records.gather(node, self.work, self._whole)
            case Precede():
                return records.precede(node, self.work, self._whole)
            case Gather():
                return self._gather(node)
            case Emit():
                return (), (), ()

    def _scan(self, scan: Scan) -> tuple[IntCol | TruthCol, ...]:
        for key in (UNIT, CLASS, *("link:" + link for link in scan.links)):
            self.work.columns[key], self.work.proven[key] = TextColumn(key), Text()
        self._whole(ORDER, COUNT, False)
        for key in scan.calendar:
            self._whole(key, calendar.TYPES[key], False)
        for source in scan.inputs:
            self._whole(source.key, source.type, not self.complete)
            self._whole(source.state, FLAG, False)
            if self.complete:
                self.work.columns[source.state] = q.constant(Fraction(int(State.VALUE)))
        for log in scan.logs:
            for column in log.columns:
                if isinstance(column.type, Text):
                    self.work.columns[column.key], self.work.proven[column.key] = TextColumn(column.key), Text()
                else:
                    self._whole(column.key, column.type, False)
            for key in log.ages:
                self._whole(key, COUNT, False)
        for earlier in scan.past:
            self._whole(earlier.key, earlier.type, True)
        return ()

    def _whole(self, key: str, kind: Type, nullable: bool) -> IntCol:
        """A stored column that is filled by a node."""
        low, high = bounds(kind)
        digits = kind.digits if isinstance(kind, Decimal) else 0
        column = IntCol(key, _least_mantissa(low, digits), _largest_mantissa(high, digits), nullable)
        build.is_wide(column.lo, column.hi)
        self.work.columns[key], self.work.proven[key] = Quotient(column, 1, (), digits), kind
        return column

    def _weigh(self, node: Weigh) -> tuple[IntCol | TruthCol, ...]:
        assert isinstance(node.type, Decimal)
        made = []
        for index, key in enumerate(node.columns):
            values = {unit_class: row[index] for unit_class, row in node.rows}
            given = [value for value in values.values() if value is not None] or [node.type.low]
            kind = Decimal(node.type.digits, min(given), max(given))
            if self.complete and values and None not in values.values() and set(values) == set(self.classes):
                self.weights[key] = {
                    name: _least_mantissa(value or Fraction(0), kind.digits) for name, value in values.items()
                }
                if self._known_weight(key, kind):
                    continue
            made.append(self._whole(key, kind, None in values.values()))
        return tuple(made)

    def _known_weight(self, key: str, kind: Decimal) -> bool:
        """Whether a weight is said where it is used: it is the same for all classes, or for all but a few."""
        names: dict[int, list[str]] = {}
        for unit_class, weight in self.weights[key].items():
            names.setdefault(weight, []).append(unit_class)
        usual = max(names, key=lambda weight: len(names[weight]))
        if len(self.weights[key]) - len(names[usual]) > _FEW:
            return False
        self.work.proven[key] = kind
        others = [
            (TextAmong(CLASS, tuple(known)), IntLit(weight)) for weight, known in names.items() if weight != usual
        ]
        chosen = build.case(others, IntLit(usual))
        self.work.columns[key] = Quotient(self.work.define(key, chosen) if others else chosen, 1, (), kind.digits)
        return True

    def _alike(self, expr: Int) -> Int:
        """A sum of weights, which comes to the same for every class more often than not."""
        if not isinstance(expr, IntAdd):
            return expr
        sums: Counter[str] = Counter()
        for arg in expr.args:
            match arg:
                case IntLit(value):
                    sums.update(dict.fromkeys(self.classes, value))
                case IntCol(key) if key in self.weights:
                    sums.update(self.weights[key])
                case _:
                    return expr
        return IntLit(sums[self.classes[0]]) if len({sums[name] for name in self.classes}) == 1 else expr

    def _extend(self, node: Extend) -> None:
        if isinstance(node.expr, e.Col):  # another name for the same column
            self.work.columns[node.column] = self.work.columns[node.expr.key]
            self.work.proven[node.column] = self.work.proven[node.expr.key]
            return
        kind = node.type if isinstance(node.type, Bool) else type_of(node.expr, self.work.proven)
        self.work.proven[node.column] = kind
        match node.type:
            case Bool():
                truth = self.work.truth_or_absent(node.expr)
                self._store_truth(node.column, NEVER if truth is None else truth)
            case Text():
                raise TypeError(f"{node.column}: names are taken over, not computed")
            case Decimal(digits):
                value = self.work.number(node.expr)
                value = ABSENT if q.is_absent(value) else q.at_digits(value, digits)
                self._store_decimal(node.column, value, node.expr)
            case Ordinal():
                self._store_decimal(node.column, self.work.number(node.expr), node.expr)
            case _:
                self._store_quotient(node.column, self.work.number(node.expr))

    def _store_truth(self, key: str, truth: Truth) -> None:
        column = self.work.columns[key] = TruthCol(key, isinstance(truth, Choice))
        self.work.pending.append(Definition(column, truth, self.work.title, self.work.origin))

    def _store_decimal(self, key: str, value: Quotient, expr: Expr) -> None:
        """The bounds are the tighter ones of the integers and of the type, which knows what a quotient can be."""
        value = evolve(value, num=self._alike(value.num)) if self.complete else value
        if self.complete and isinstance(value.num, IntLit):
            self.work.columns[key] = value
            return
        found = interval(value.num)
        lo, hi = found.lo, found.hi
        kind = self.work.proven[key]
        if isinstance(kind, Decimal) and not self.work.divides_by_quotient(expr):
            lo = max(lo, _least_mantissa(kind.low, value.digits))
            hi = max(min(hi, _largest_mantissa(kind.high, value.digits)), lo)
        column = IntCol(key, lo, hi, may_be_absent(value.num))
        self.work.pending.append(Definition(column, value.num, self.work.title, self.work.origin))
        self.work.columns[key] = Quotient(column, 1, (), value.digits)

    def _store_quotient(self, key: str, value: Quotient) -> None:
        num = value.num
        if isinstance(num, IntNull):
            self.work.columns[key] = ABSENT
            return
        if not isinstance(num, (IntLit, IntCol)):
            num = self.work.define(f"{key}#n", num)
        self.work.columns[key] = Quotient(num, value.den, tuple(map(self.work.held, value.factors)), value.digits)

    def _linked(self, node: Linked) -> tuple[IntCol | TruthCol, ...]:
        source = self.work.columns[node.source]
        self.work.proven[node.column] = self.work.proven[node.source]
        match source:
            case TextColumn():
                self.work.columns[node.column] = TextColumn(node.column)
                return ()
            case TruthCol():
                truth = self.work.columns[node.column] = TruthCol(node.column, True)
                return (truth,)
            case Quotient(num, den, factors, digits):
                names = [node.column, *(f"{node.column}#d{index}" for index in range(1, len(factors) + 1))]
                made = [self._copy(name, part) for name, part in zip(names, (num, *factors), strict=True)]
                self.work.columns[node.column] = Quotient(made[0], den, tuple(made[1:]), digits)
                return tuple(made)

    @staticmethod
    def _copy(key: str, expr: Int) -> IntCol:
        found = interval(expr)
        return IntCol(key, found.lo, found.hi, True)

    def _gather(self, node: Gather) -> tuple[tuple[Truth, ...], tuple[Int, ...], tuple[IntCol | TruthCol, ...]]:
        """The value that each unit brings, at the digits of its type, and whether it counts."""
        kind = type_of(node.of, self.work.proven)
        value = self.work.number(node.of)
        if not isinstance(kind, (Decimal, Ordinal)) or value.factors:
            raise QuotientKey(node.title, node.origin, node.column)
        value = value if q.is_absent(value) else q.at_digits(value, kind.digits if isinstance(kind, Decimal) else 0)
        where = self.work.truth(node.where)
        return (where,), (value.num,), (self._whole(node.column, node.type, True),)

    def _rank(self, node: Rank) -> tuple[tuple[Truth, ...], tuple[Int, ...], tuple[IntCol | TruthCol, ...]]:
        keys = []
        for key in node.keys:
            stored = self.work.columns[key]
            if not isinstance(stored, Quotient) or stored.factors:
                raise QuotientKey(node.title, node.origin, key)
            build.is_wide(interval(stored.num).lo - 1)  # room for absence below all values
            keys.append(stored.num)
        truths = tuple(self.work.truth(condition) for condition in (node.ranked, node.counted, node.spends))
        outputs = tuple(self._whole(key, COUNT, True) for key in (node.place, node.places, node.base, node.spent))
        return truths, tuple(keys), outputs


def _least_mantissa(value: Fraction, digits: int) -> int:
    """The smallest whole number of ``10**-digits`` that is not below ``value``."""
    scale: int = 10**digits
    return -(-value.numerator * scale // value.denominator)


def _largest_mantissa(value: Fraction, digits: int) -> int:
    """The largest whole number of ``10**-digits`` that is not above ``value``."""
    scale: int = 10**digits
    return value.numerator * scale // value.denominator
