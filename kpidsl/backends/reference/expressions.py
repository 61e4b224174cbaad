"""What a core expression is for one row, one line an operation.

Takes an expression; gives a function of a row, its value a fraction, a text, a truth, or None where absent. Never rounds
but where the expression says so. Inside an expression a number is a ratio of two whole numbers, exact and not reduced; it is
made a fraction, in lowest terms, where it leaves the expression.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from math import lcm, prod
from typing import TypeVar

from kpidsl.core import expr as e
from kpidsl.core.expr import Expr
from kpidsl.core.irrational import rounded_value
from kpidsl.core.rounding import rounded
from kpidsl.results.figures import Value
from kpidsl.values import made_once

Row = Mapping[str, Value]
Ratio = tuple[int, int]
"""Numerator, and denominator above nothing."""
Function = Callable[[Row], Value]
Number = Callable[[Row], Ratio | None]
"""None where the value is absent, or no number."""
Truth = Callable[[Row], bool]
T = TypeVar("T")


def value_of(expr: Expr, row: Row) -> Value:
    """The value of a core expression for one row; None where absent. Of a choice, only the arm taken is looked at."""
    return function_of(expr)(row)


@made_once
def function_of(expr: Expr) -> Function:
    """A core expression as a function of a row; None where absent."""
    match expr:
        case e.Const(value):
            return lambda _: value
        case e.Col(key):
            return operator.itemgetter(key)
        case e.Null():
            return lambda _: None
        case e.Case(arms, default):
            return _choice([(truth_of(when), function_of(value)) for when, value in arms], function_of(default))
        case e.Cmp() | e.And() | e.Or() | e.Not() | e.Present() | e.Among():
            return truth_of(expr)
        case _:
            number = _number_of(expr)
            return lambda row: None if (found := number(row)) is None else Fraction(*found)


def truth_of(expr: Expr) -> Truth:
    """A condition as a function of a row."""
    match expr:
        case e.Cmp(op, left, right):
            return _comparison(_HOLDS[op], _number_of(left), _number_of(right))
        case e.And(args):
            return _stopping_at(False, [truth_of(arg) for arg in args])
        case e.Or(args):
            return _stopping_at(True, [truth_of(arg) for arg in args])
        case e.Not(arg):
            part = truth_of(arg)
            return lambda row: not part(row)
        case e.Present(key):
            return lambda row: row[key] is not None
        case e.Among(key, texts):
            return lambda row: row[key] in texts
        case _:
            value = function_of(expr)
            return lambda row: bool(value(row))


def _number_of(expr: Expr) -> Number:
    """A core expression as a function of a row that gives its number."""
    match expr:
        case e.Const(value):
            ratio = value.as_integer_ratio()
            return lambda _: ratio
        case e.Col(key):
            return lambda row: value.as_integer_ratio() if type(value := row[key]) is Fraction else None
        case e.Case(arms, default):
            return _choice([(truth_of(when), _number_of(value)) for when, value in arms], _number_of(default))
        case e.Null() | e.Cmp() | e.And() | e.Or() | e.Not() | e.Present() | e.Among():
            return lambda _: None
        case _:
            return _arithmetic(_operation(expr), [_number_of(part) for part in e.children(expr)])


def _choice(arms: list[tuple[Truth, Callable[[Row], T]]], default: Callable[[Row], T]) -> Callable[[Row], T]:
    def chosen(row: Row) -> T:
        for when, value in arms:
            if when(row):
                return value(row)
        return default(row)

    return chosen


def _stopping_at(decisive: bool, parts: list[Truth]) -> Truth:
    """Conditions looked at in turn until one is decisive."""

    def found(row: Row) -> bool:
        for part in parts:
            if part(row) is decisive:
                return decisive
        return not decisive

    return found


_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _comparison(holds: Callable[[int, int], bool], left: Number, right: Number) -> Truth:
    """By the numerators over the product of the denominators; false where a side is absent."""

    def compared(row: Row) -> bool:
        a, b = left(row), right(row)
        return a is not None and b is not None and holds(a[0] * b[1], b[0] * a[1])

    return compared


def _arithmetic(operation: Callable[[list[Ratio]], Ratio | None], parts: list[Number]) -> Number:
    """Absent where a part is."""

    def computed(row: Row) -> Ratio | None:
        numbers = [number for part in parts if (number := part(row)) is not None]
        return operation(numbers) if len(numbers) == len(parts) else None

    return computed


def _operation(expr: Expr) -> Callable[[list[Ratio]], Ratio | None]:
    match expr:
        case e.Add():
            return _sum
        case e.Mul():
            return lambda numbers: (prod(n for n, _ in numbers), prod(d for _, d in numbers))
        case e.Div():
            return lambda numbers: _quotient(*numbers)
        case e.Round(_, digits, mode):
            scale = 10**digits
            return lambda numbers: (rounded(numbers[0][0] * scale, numbers[0][1], mode), scale)
        case e.Irrational(word, _, by, digits, mode):
            return lambda numbers: _irrational(
                rounded_value(word, [Fraction(*one) for one in numbers], by, digits, mode)
            )
        case e.Least():
            return lambda numbers: reduce(lambda a, b: a if a[0] * b[1] <= b[0] * a[1] else b, numbers)
        case e.Greatest():
            return lambda numbers: reduce(lambda a, b: a if a[0] * b[1] >= b[0] * a[1] else b, numbers)
        case _:
            raise TypeError(f"not an expression: {expr}")


def _sum(numbers: list[Ratio]) -> Ratio:
    common = lcm(*[d for _, d in numbers])
    return sum(n * (common // d) for n, d in numbers), common


def _quotient(num: Ratio, den: Ratio) -> Ratio | None:
    """Absent where the denominator is not above nothing."""
    return (num[0] * den[1], num[1] * den[0]) if den[0] > 0 else None


def _irrational(value: Fraction | None) -> Ratio | None:
    return None if value is None else value.as_integer_ratio()
