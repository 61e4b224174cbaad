"""What a core expression is for one row, one line an operation.

Takes an expression; gives a function of a row, its value a fraction, a text, a truth, or None where absent. Never rounds
but where the expression says so.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import prod

from kpidsl.core import expr as e
from kpidsl.core.expr import Expr
from kpidsl.core.irrational import rounded_value
from kpidsl.core.rounding import round_to
from kpidsl.results.figures import Value


def value_of(expr: Expr, row: Mapping[str, Value]) -> Value:
    """The value of a core expression for one row; None where absent. Of a choice, only the arm taken is looked at."""
    match expr:
        case e.Case(arms, default):
            return value_of(next((value for when, value in arms if value_of(when, row)), default), row)
        case _:
            return function_of(expr)(row)


Function = Callable[[Mapping[str, Value]], Value]


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
            return _choice([(function_of(when), function_of(value)) for when, value in arms], function_of(default))
        case e.Cmp(op, left, right):
            return _comparison(_HOLDS[op], function_of(left), function_of(right))
        case e.And(args):
            parts = [function_of(arg) for arg in args]
            return lambda row: all(part(row) for part in parts)
        case e.Or(args):
            parts = [function_of(arg) for arg in args]
            return lambda row: any(part(row) for part in parts)
        case e.Not(arg):
            part = function_of(arg)
            return lambda row: not part(row)
        case e.Present(key):
            return lambda row: row[key] is not None
        case e.Among(key, texts):
            return lambda row: row[key] in texts
        case _:
            return _arithmetic(_operation(expr), [function_of(part) for part in e.children(expr)])


def _choice(arms: list[tuple[Function, Function]], default: Function) -> Function:
    def chosen(row: Mapping[str, Value]) -> Value:
        for when, value in arms:
            if when(row):
                return value(row)
        return default(row)

    return chosen


_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _comparison(holds: Callable[[int, int], bool], left: Function, right: Function) -> Function:
    """By the numerators over the product of the denominators; false where a side is absent."""

    def compared(row: Mapping[str, Value]) -> bool:
        a, b = left(row), right(row)
        if type(a) is not Fraction or type(b) is not Fraction:
            return False
        return holds(a.numerator * b.denominator, b.numerator * a.denominator)

    return compared


def _arithmetic(operation: Callable[[list[Fraction]], Value], parts: list[Function]) -> Function:
    """Absent where a part is."""

    def computed(row: Mapping[str, Value]) -> Value:
        numbers = [number for part in parts if type(number := part(row)) is Fraction]
        return operation(numbers) if len(numbers) == len(parts) else None

    return computed


def _operation(expr: Expr) -> Callable[[list[Fraction]], Value]:
    match expr:
        case e.Add():
            return lambda numbers: sum(numbers, Fraction())
        case e.Mul():
            return lambda numbers: prod(numbers, start=Fraction(1))
        case e.Div():
            return lambda numbers: numbers[0] / numbers[1] if numbers[1] > 0 else None
        case e.Round(_, digits, mode):
            return lambda numbers: round_to(numbers[0], digits, mode)
        case e.Irrational(word, _, by, digits, mode):
            return lambda numbers: rounded_value(word, numbers, by, digits, mode)
        case e.Least():
            return min
        case e.Greatest():
            return max
        case _:
            raise TypeError(f"not an expression: {expr}")
