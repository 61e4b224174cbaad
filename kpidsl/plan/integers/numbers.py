"""Core expressions in integers.

Takes core expressions over the columns of a plan; gives whole-number expressions over stored columns. A value that SQL
would write twice is stored first (``pending``). Knows no plan node.
"""

from collections import Counter

from kpidsl.core import expr as e
from kpidsl.core.expr import Expr, Rounding
from kpidsl.core.types import Decimal, Ordinal, Rational, Type, bounds, type_of
from kpidsl.plan.integers import build
from kpidsl.plan.integers import quotient as q
from kpidsl.plan.integers.expr import (
    ALWAYS,
    NEVER,
    ONE,
    Choice,
    Filled,
    Int,
    IntCmp,
    IntCol,
    IntLit,
    IntNull,
    IntWorked,
    TextAmong,
    Truth,
    TruthCol,
    interval,
    may_be_absent,
)  # fmt: skip
from kpidsl.plan.integers.quotient import ABSENT, Quotient
from kpidsl.plan.nodes import CLASS, UNIT, Origin, Title
from kpidsl.values import define, field, frozen


@frozen
class TextColumn:
    """A stored column of names."""

    key: str


Stored = Quotient | TruthCol | TextColumn
"""Where a column of the plan is found."""


@frozen
class Definition:
    """A stored column and the expression that fills it; ``title`` and ``origin`` say for which rule."""

    column: IntCol | TruthCol
    expr: Int | Truth
    title: Title
    origin: Origin


@define
class Expressions:
    """The columns so far, and what had to be stored on the way.

    ``proven`` holds types whose bounds follow from the inputs alone. ``title`` and ``origin`` name the rule at work.
    """

    columns: dict[str, Stored] = field(factory=dict)
    proven: dict[str, Type] = field(factory=dict)
    pending: list[Definition] = field(factory=list)
    stored: dict[Int, IntCol] = field(factory=dict)
    title: Title = field(factory=Title)
    origin: Origin = field(factory=lambda: Origin(1))

    def define(self, key: str, expr: Int) -> IntCol:
        """Stores ``expr`` under ``key``."""
        found = interval(expr)
        column = IntCol(key, found.lo, found.hi, may_be_absent(expr))
        self.pending.append(Definition(column, expr, self.title, self.origin))
        self.stored[expr] = column
        return column

    def held(self, expr: Int) -> Int:
        """A column that holds ``expr``, so that it can be written twice."""
        if isinstance(expr, (IntLit, IntCol, IntNull)):
            return expr
        if expr not in self.stored:
            subject = ":".join(part for part in (self.title.word, self.title.subject) if part)
            self.define(f"{subject}#{len(self.stored) + 1}", expr)
        return self.stored[expr]

    def divides_by_quotient(self, expr: Expr) -> bool:
        """Whether a type's bounds rest on how small a denominator without declared digits can be."""
        if isinstance(expr, e.Div) and not isinstance(type_of(expr.den, self.proven), Decimal):
            return True
        return any(map(self.divides_by_quotient, e.children(expr)))

    def truth(self, expr: Expr) -> Truth:
        """A condition; false where its value is absent."""
        found = self.truth_or_absent(expr)
        return NEVER if found is None else found

    def truth_or_absent(self, expr: Expr) -> Truth | None:
        """A condition; None where it is never present."""
        match expr:
            case e.Cmp(op, left, right):
                return self._comparison(op, left, right)
            case e.And(args):
                return build.all_of(map(self.truth, args))
            case e.Or(args):
                return build.any_of(map(self.truth, args))
            case e.Not(arg):
                return build.opposite(self.truth(arg))
            case e.Present(key):
                return self._present(key)
            case e.Among(key, texts):
                column = self.columns[key]
                return TextAmong(column.key, texts) if isinstance(column, TextColumn) and texts else NEVER
            case e.Col(key):
                column = self.columns[key]
                assert isinstance(column, TruthCol), f"{key} is no yes/no column"
                return column
            case e.Null():
                return None
            case e.Case(arms, default):
                choices = tuple((self.truth(when), self.truth_or_absent(value)) for when, value in arms)
                return Choice(choices, self.truth_or_absent(default))
            case _:
                raise TypeError(f"not a condition: {expr}")

    def _present(self, key: str) -> Truth:
        column = self.columns[key]
        if isinstance(column, Quotient):
            return q.known(column)
        return ALWAYS if column.key in (UNIT, CLASS) else Filled(column.key)

    def _comparison(self, op: str, left: Expr, right: Expr) -> Truth:
        if not (self._may_be_number(left) and self._may_be_number(right)):
            return NEVER
        return q.comparison(op, self.number(left), self.number(right))

    def _may_be_number(self, expr: Expr) -> bool:
        match expr:
            case e.Col(key):
                return isinstance(self.proven[key], (Decimal, Rational, Ordinal))
            case e.Case(arms, default):
                return any(self._may_be_number(value) for value in (*(value for _, value in arms), default))
            case e.Null() | e.Cmp() | e.And() | e.Or() | e.Not() | e.Present() | e.Among():
                return False
            case _:
                return True

    def number(self, expr: Expr) -> Quotient:
        """The number an expression stands for."""
        match expr:
            case e.Const(value):
                return q.constant(value)
            case e.Col(key):
                column = self.columns[key]
                assert isinstance(column, Quotient), f"{key} is no number"
                return column
            case e.Null():
                return ABSENT
            case e.Add(args):
                return q.total([self.number(arg) for arg in args]) if args else q.constant(e.ZERO.value)
            case e.Mul(args):
                return q.product([self.number(arg) for arg in args])
            case e.Div(num, den):
                below = self.number(den)
                return q.cancelled(self.number(num), below, self._positive(below.num))
            case e.Round(arg, digits, mode):
                return self._round(arg, digits, mode)
            case e.Irrational():
                return self._worked(expr)
            case e.Least(args):
                return self._extreme([self.number(arg) for arg in args], "<=")
            case e.Greatest(args):
                return self._extreme([self.number(arg) for arg in args], ">=")
            case e.Case(arms, default):
                chosen = [self.number(value) for _, value in arms] + [self.number(default)]
                return self._case([self.truth(when) for when, _ in arms], chosen)
            case _:
                raise TypeError(f"not a number: {expr}")

    def _positive(self, num: Int) -> Int:
        return num if interval(num).lo > 0 else self.held(build.positive(self.held(num)))

    def _round(self, arg: Expr, digits: int, mode: Rounding) -> Quotient:
        """Rounding keeps order, so it is taken into choices; quotients of different arms then never meet."""
        if isinstance(type_of(arg, self.proven), Rational):
            match arg:
                case e.Case(arms, default):
                    values = [value for _, value in arms] + [default]
                    chosen = [self._round(value, digits, mode) for value in values]
                    return self._case([self.truth(when) for when, _ in arms], chosen)
                case e.Least(args):
                    return self._extreme([self._round(part, digits, mode) for part in args], "<=")
                case e.Greatest(args):
                    return self._extreme([self._round(part, digits, mode) for part in args], ">=")
        value = self.number(arg)
        if q.is_absent(value):
            return ABSENT
        num, den = q.decimal_parts(value, digits)
        if den != ONE and (mode is Rounding.HALF_EVEN or interval(num).lo < 0):
            num, den = self.held(num), self.held(den)
        elif mode is not Rounding.TRUNCATE:
            den = self.held(den)
        return Quotient(build.divide(num, den, mode), 1, (), digits)

    def _worked(self, expr: e.Irrational) -> Quotient:
        """A column of its own, made of arguments that are stored before; a literal where all of them are."""
        kinds = [type_of(arg, self.proven) for arg in expr.args]
        scales = tuple(kind.digits if isinstance(kind, Decimal) else 0 for kind in kinds)
        values = [self._round(arg, scale, Rounding.TRUNCATE) for arg, scale in zip(expr.args, scales, strict=True)]
        if any(map(q.is_absent, values)):
            return ABSENT
        args = tuple(self.held(value.num) for value in values)
        kind = type_of(expr, self.proven)
        low, high = (int(end * 10**expr.digits) for end in bounds(kind))
        build.is_wide(low, high)
        nullable = any(map(may_be_absent, args))
        made = IntWorked(expr.word, args, scales, expr.by, expr.digits, expr.mode, low, high, nullable)
        literals = tuple(arg.value for arg in args if isinstance(arg, IntLit))
        if len(literals) == len(args):
            found = made.value(literals)
            return ABSENT if found is None else Quotient(IntLit(found), 1, (), expr.digits)
        return Quotient(self.held(made), 1, (), expr.digits)

    def _case(self, conditions: list[Truth], chosen: list[Quotient]) -> Quotient:
        present = [value for value in chosen if not q.is_absent(value)]
        if not present:
            return ABSENT
        if len(set(map(_below, present))) == 1:
            nums, common = q.aligned(present)
            found = iter(nums)
            values = [ABSENT.num if q.is_absent(value) else next(found) for value in chosen]
            return Quotient(_choose(conditions, values), common.den, common.factors, common.digits)
        index = self.held(_choose(conditions, [IntLit(place) for place in range(len(chosen))]))
        return self._select(index, chosen)

    def _select(self, index: Int, chosen: list[Quotient]) -> Quotient:
        """``chosen[index]``, where the parts have different denominators: these become a column of their own."""
        parts = [Quotient(value.num, value.den, (), value.digits) for value in chosen if not q.is_absent(value)]
        found, common = q.aligned(parts)
        nums = iter(found)
        above = [ABSENT.num if q.is_absent(value) else next(nums) for value in chosen]
        below = [ONE if q.is_absent(value) else build.product(value.factors) for value in chosen]
        conditions: list[Truth] = [IntCmp("=", index, IntLit(place)) for place in range(len(chosen))]
        num = build.case(zip(conditions, above, strict=True), IntNull())
        den = self.held(build.case(zip(conditions[:-1], below[:-1], strict=True), below[-1]))
        return Quotient(num, common.den, (den,), common.digits)

    def _extreme(self, parts: list[Quotient], op: str) -> Quotient:
        if any(map(q.is_absent, parts)):
            return ABSENT
        pick = build.least if op == "<=" else build.greatest
        groups: dict[frozenset[tuple[Int, int]], list[Quotient]] = {}
        for part in parts:
            groups.setdefault(_below(part), []).append(part)
        best: list[Quotient] = []
        for group in groups.values():
            nums, common = q.aligned(group)
            best.append(Quotient(pick(nums), common.den, common.factors, common.digits))
        result = best[0]
        for other in best[1:]:
            a, b = (Quotient(self.held(side.num), side.den, side.factors, side.digits) for side in (result, other))
            beaten = q.comparison(">" if op == "<=" else "<", a, b)
            arms = [(q.comparison(op, a, b), IntLit(0)), (beaten, IntLit(1))]
            result = self._select(self.held(build.case(arms, IntNull())), [a, b])
        return result


def _choose(conditions: list[Truth], values: list[Int]) -> Int:
    return build.case(zip(conditions, values[:-1], strict=True), values[-1])


def _below(value: Quotient) -> frozenset[tuple[Int, int]]:
    return frozenset(Counter(value.factors).items())
