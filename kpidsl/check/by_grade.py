"""What a choice gives for every grade, and for every history of grades: all of them, one by one.

Takes an expression as written; gives its value for each combination of the grades it asks about, of this period and of earlier ones.
Read as written, so that a choice that names a grade nobody declared is followed as well: what asks for that grade never holds. A value
that depends on scores, or on several conditions that are not of grades, is left open; a figure that is paid by is kept as it is.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from attrs import evolve

from kpidsl.core import dimensions as dim
from kpidsl.core.names import spelled_ref
from kpidsl.resolve.policy import Family, Policy
from kpidsl.syntax.tree import Call, Expr, Form, Name, Node, Number, Op, Ref, Word
from kpidsl.values import field, frozen

MOST = 20_000
"""How many combinations are looked at."""
DEEPEST = 2
"""Through how many formulas a choice is followed."""
_BACK = {"LAST_PERIOD": 1, "LAST_YEAR": 1}
_HOLDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge
}  # fmt: skip


@frozen
class Asked:
    """A grade that a choice asks about: ``word`` and ``back`` say of which period, empty and 0 for this one; ``levels`` best first."""

    name: str
    word: str
    back: int
    levels: tuple[str, ...]


@frozen
class Amount:
    """So many times each product of figures; the empty product is a number. ``unit`` is the key of what the first number was written in."""

    parts: tuple[tuple[tuple[str, ...], Fraction], ...]
    unit: str

    @property
    def number(self) -> Fraction | None:
        """The amount, where no figure is in it."""
        known = dict(self.parts)
        return known.get((), Fraction(0)) if set(known) <= {()} else None

    def above(self, other: "Amount") -> int | None:
        """1 where it is more than another whatever the figures are, none of which is below 0; -1 where less, 0 where the same."""
        mine, its = dict(self.parts), dict(other.parts)
        gaps = [mine.get(key, Fraction(0)) - its.get(key, Fraction(0)) for key in {*mine, *its}]
        ways = {(gap > 0) - (gap < 0) for gap in gaps} - {0}
        return None if len(ways) > 1 else ways.pop() if ways else 0


Given = Mapping[Asked, int]
Case = tuple[Given, bool, Amount]
"""Grades by position, whether the one other condition holds, and what follows."""


class _Open(Exception):  # noqa: N818 - no fault: the value is left open
    pass


@frozen
class Choice:
    """A choice by grades, with what names in it mean."""

    policy: Policy
    families: Mapping[str, Family]
    family: str
    expr: Expr
    above: frozenset[str] = frozenset()
    """The formulas that lead to this one."""
    key: str = ""
    """The formula whose expression this is."""
    known: dict[str, tuple[Asked, ...]] = field(factory=dict)
    """What formulas ask about, found once for each."""

    def asked(self) -> tuple[Asked, ...]:
        """The grades that conditions ask about, this period's first."""
        if not self.key:
            return self._asked()
        if self.key not in self.known:
            self.known[self.key] = ()  # a formula may follow from its own past
            self.known[self.key] = self._asked()
        return self.known[self.key]

    def _asked(self) -> tuple[Asked, ...]:
        found = dict.fromkeys(one for op in _ops(self.expr) if (one := self._asked_by(op)) is not None)
        found |= dict.fromkeys(one for op in _ops(self.expr) for one in self._repeated(op))
        found |= dict.fromkeys(one for inner in self._inner() for one in inner.asked())
        return tuple(sorted(found, key=lambda one: (one.back, one.name)))

    def named(self, asked: Asked) -> frozenset[str]:
        """The grades of a scale that some condition is about, those that reach the one it names included."""
        found: set[str] = set()
        for op in _ops(self.expr):
            one = self._asked_by(op)
            if isinstance(op, Op) and one is not None and one.name == asked.name:
                labels = {spelled_ref(side) for side in op.args if isinstance(side, Ref)} & set(asked.levels)
                reached = asked.levels[: max(map(asked.levels.index, labels), default=-1) + 1]
                found |= set(reached if op.op == "reaches" else asked.levels if op.op == "!=" else labels)
        return frozenset(found).union(*(inner.named(asked) for inner in self._inner()))

    def _inner(self) -> Iterator["Choice"]:
        """The formulas by which grades are asked about."""
        for op in _ops(self.expr):
            inner = self._formula(op)
            if inner is not None and inner.asked():
                yield inner

    def _formula(self, ref: Node) -> "Choice | None":
        """The formula that a reference reads."""
        match ref:
            case Ref((Name(name),)):
                family = self.family
            case Ref((Name(family), Name(name))):
                pass
            case _:
                return None
        own = self.families.get(family)
        found = next((one for one in own.formulas if one.name == name), None) if own else None
        key = f"{family}·{name}"
        if found is None or key in self.above or len(self.above) >= DEEPEST:
            return None
        return Choice(self.policy, self.families, family, found.expr, self.above | {key}, key, self.known)

    def cases(self) -> tuple[Case, ...]:
        """Every combination and what follows from it, those left open left out; none where there are too many."""
        asked, others = self.asked(), set(self._others())
        if prod(len(one.levels) for one in asked) * 2 > MOST or not asked:
            return ()
        found: list[Case] = []
        for positions in product(*(range(len(one.levels)) for one in asked)):
            given = dict(zip(asked, positions, strict=True))
            for other in (False, True) if others else (False,):
                try:
                    amount = self._amount(self.expr, given, other if len(others) == 1 else None)
                except _Open:
                    continue
                found.append((given, other, amount))
        return tuple(found)

    def ended(self, given: Given) -> tuple[bool, ...]:
        """Of each 非 (…) about earlier periods, and each ≠ about one, whether these grades are what it leaves out."""
        found = [self._is_left_out(op, given) for op in _ops(self.expr) if self._leaves_out(op)]
        return (*found, *(ended for inner in self._inner() for ended in inner.ended(given)))

    def _leaves_out(self, op: Node) -> bool:
        if not isinstance(op, Op) or op.op not in ("not", "!="):
            return False
        return any(one.back for one in evolve(self, expr=op, key="").asked())

    def _is_left_out(self, op: Expr, given: Given) -> bool:
        try:
            return not self._holds(op, given, None)
        except _Open:
            return False

    def _others(self) -> Iterator[object]:
        """Conditions that ask about no grade, without their places."""
        for op in _ops(self.expr):
            if isinstance(op, Op) and op.op == "cases":
                for when in op.args[: len(op.args) // 2 * 2 : 2]:
                    yield from ((self.family, _key(one)) for one in _atoms(when) if self._is_other(one))
        for inner in self._inner():
            yield from inner._others()  # noqa: SLF001 - its own kind

    def _is_other(self, when: Expr) -> bool:
        reads = any((inner := self._formula(op)) is not None and inner.asked() for op in _ops(when))
        return self._asked_by(when) is None and not self._repeated(when) and not reads

    def _asked_by(self, op: Node) -> Asked | None:
        """The grade that a comparison is about."""
        if not isinstance(op, Op) or op.op not in ("=", "!=", "reaches"):
            return None
        return next((one for side in op.args if isinstance(side, Ref) and (one := self._grade(side)) is not None), None)

    def _repeated(self, call: Node) -> tuple[Asked, ...]:
        """The grades that 连续 N 期 asks about."""
        count = call.scope.get("number") if isinstance(call, Call) and isinstance(call.scope, Form) else None
        if (
            not isinstance(call, Call)
            or call.word != "CONSECUTIVE"
            or not isinstance(count, Number)
            or len(call.args) != 1
        ):
            return ()
        one = self._asked_by(call.args[0])
        return () if one is None else tuple(_moved(one, back) for back in range(int(count.value)))

    def _grade(self, ref: Ref) -> Asked | None:
        match ref.parts:
            case (Word(word), *rest) if word in _BACK and rest:
                found = self._grade(Ref(tuple(rest), ref.place))
                return None if found is None or found.back else Asked(found.name, word, 1, found.levels)
            case (Name(name),):
                levels = self._levels(self.family, name) or self._scale(name)
            case (Name(family), Name(name)):
                levels = self._levels(family, name)
            case _:
                return None
        return Asked(spelled_ref(ref), "", 0, levels) if levels else None

    def _scale(self, name: str) -> tuple[str, ...]:
        scales = (*self.policy.grades, *(self.policy.annual.grades if self.policy.annual else ()))
        return next((scale.grades for scale in scales if scale.name == name), ())

    def _levels(self, family: str, name: str) -> tuple[str, ...]:
        """The levels of an ordinal."""
        own = self.families.get(family)
        data = (datum for datum in own.data if datum.name == name and datum.kind == "ordinal") if own else ()
        return next((datum.levels for datum in data), ())

    def _amount(self, expr: Expr, given: Given, other: bool | None) -> Amount:
        match expr:
            case Number(value, _, unit):
                scale = dim.measure(unit).scale if unit else Fraction(1)
                return Amount((((), value * scale),), unit)
            case Ref():
                inner = self._formula(expr)
                if inner is not None and inner.asked():
                    return inner._amount(inner.expr, given, other)  # noqa: SLF001 - its own kind
                return Amount((((self._figure(expr),), Fraction(1)),), "")
            case Call("CLAMP", (inside, *_)):
                return self._amount(inside, given, other)
            case Op("min" | "max", args):
                return self._limited(expr.op, [arg for arg in args if self._asks(arg)], args, given, other)
            case Op("cases", args):
                for when, then in zip(args[: len(args) // 2 * 2 : 2], args[1::2], strict=True):
                    if self._holds(when, given, other):
                        return self._amount(then, given, other)
                if len(args) % 2 == 0:
                    raise _Open
                return self._amount(args[-1], given, other)
            case Op("neg", (arg,)):
                return _times(self._amount(arg, given, other), Fraction(-1))
            case Op("+" | "-" | "*" | "/", args):
                return _reckoned(expr, [self._amount(arg, given, other) for arg in args])
            case _:
                raise _Open

    def _asks(self, expr: Expr) -> bool:
        return bool(evolve(self, expr=expr, key="").asked())

    def _limited(
        self, word: str, asking: list[Expr], args: tuple[Expr, ...], given: Given, other: bool | None
    ) -> Amount:
        """The lower or the higher of several numbers; limited by figures, what is limited shows the order."""
        if not all(isinstance(arg, Number) for arg in args if arg not in asking):
            if len(asking) != 1:
                raise _Open
            return self._amount(asking[0], given, other)
        amounts = [self._amount(arg, given, other) for arg in args]
        if any(amount.number is None for amount in amounts):
            raise _Open
        return (min if word == "min" else max)(amounts, key=lambda amount: amount.number or Fraction(0))

    def _figure(self, ref: Ref) -> str:
        """A figure that is reported and never below 0, as it is called."""
        match ref.parts:
            case (Name(name),):
                family = self.family
            case (Name(family), Name(name)):
                pass
            case _:
                raise _Open
        own = self.families.get(family)
        data = [datum for datum in own.data if datum.name == name] if own else []
        if not data or data[0].levels or data[0].low < 0:
            raise _Open
        return f"{family}·{name}"

    def _holds(self, when: Expr, given: Given, other: bool | None) -> bool:
        match when:
            case Op("and", args):
                return all(self._holds(arg, given, other) for arg in args)
            case Op("or", args):
                return any(self._holds(arg, given, other) for arg in args)
            case Op("not", (arg,)):
                return not self._holds(arg, given, other)
        repeated = self._repeated(when)
        if repeated and isinstance(when, Call):
            first = self._asked_by(when.args[0])
            return all(_compared(when.args[0], {first: given[one]}, first) for one in repeated if first is not None)
        asked = self._asked_by(when)
        if asked is not None and isinstance(when, Op):
            return _compared(when, given, asked)
        if isinstance(when, Op) and when.op in _HOLDS and not self._is_other(when):
            left, right = (self._amount(arg, given, other).number for arg in when.args)
            if left is None or right is None:
                raise _Open
            return _HOLDS[when.op](left, right)
        if other is None or not _is_of_figures(when):
            raise _Open
        return other


def _moved(asked: Asked, back: int) -> Asked:
    return Asked(asked.name, "LAST_PERIOD" if back else "", back, asked.levels) if not asked.back else asked


def _compared(op: Expr, given: Given, asked: Asked) -> bool:
    """Whether a grade is, is not or reaches the one it is compared with; none is, nor reaches, what is not on the scale."""
    assert isinstance(op, Op)
    labels = [spelled_ref(side) for side in op.args if isinstance(side, Ref)]
    level = next((label for label in reversed(labels) if label in asked.levels), None)
    if level is None:
        return op.op == "!="
    position = asked.levels.index(level)
    return {"=": given[asked] == position, "!=": given[asked] != position}.get(op.op, given[asked] <= position)


def _reckoned(op: Op, parts: list[Amount]) -> Amount:
    unit = next((part.unit for part in parts if part.unit), "")
    total = parts[0]
    for sign, part in zip(op.signs[1:], parts[1:], strict=True):
        if sign in "+-":
            total = _sum(total, part if sign == "+" else _times(part, Fraction(-1)))
        elif sign == "/":
            if not part.number:
                raise _Open
            total = _times(total, 1 / part.number)
        else:
            total = _product(total, part)
    return Amount(total.parts, unit)


def _sum(one: Amount, other: Amount) -> Amount:
    found = dict(one.parts)
    for key, factor in other.parts:
        found[key] = found.get(key, Fraction(0)) + factor
    return Amount(tuple(found.items()), "")


def _times(amount: Amount, factor: Fraction) -> Amount:
    return Amount(tuple((key, value * factor) for key, value in amount.parts), amount.unit)


def _product(one: Amount, other: Amount) -> Amount:
    found: dict[tuple[str, ...], Fraction] = {}
    for (left, factor), (right, by) in product(one.parts, other.parts):
        key = tuple(sorted((*left, *right)))
        found[key] = found.get(key, Fraction(0)) + factor * by
    return Amount(tuple(found.items()), "")


def _ops(expr: Expr) -> Iterator[Expr]:
    yield expr
    for part in expr.args if isinstance(expr, (Op, Call)) else ():
        yield from _ops(part)


def _atoms(when: Expr) -> Iterator[Expr]:
    if isinstance(when, Op) and when.op in ("and", "or", "not"):
        for arg in when.args:
            yield from _atoms(arg)
    else:
        yield when


def _key(expr: Expr) -> object:
    """A condition without its place, so that the same one written twice is one."""
    match expr:
        case Number(value, _, unit):
            return value, unit
        case Ref():
            return spelled_ref(expr)
        case Op(op, args):
            return op, expr.signs, tuple(map(_key, args))
        case _:
            return expr


def _is_of_figures(expr: Expr) -> bool:
    """Whether a condition reads reported figures and numbers only, which no grade follows from."""
    parts = list(_ops(expr))
    refs = (part for part in parts if isinstance(part, Ref))
    return not any(isinstance(part, Call) for part in parts) and all(
        isinstance(one, Name) for ref in refs for one in ref.parts
    )
