"""Core expressions: a dozen operations over exact numbers, from which every scoring form is made.

An expression is a value over the columns of one unit. Numbers are exact rationals in base units (95% is 19/20, 215 万吨
is 2150000). A column may be absent for a unit (``Null``); an operation on an absent value is absent, a comparison with
one is false, and ``Present`` asks. Nothing here rounds but ``Round`` and ``Irrational``.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction

from attrs import evolve

from kpidsl.values import frozen


class Rounding(StrEnum):
    """How a number is brought to its declared digits; the values are the words of the grammar."""

    HALF_UP = "HALF_UP"
    """四舍五入: halves away from zero."""
    TRUNCATE = "TRUNCATE"
    """只舍不入: towards zero."""
    UP = "UP"
    """只入不舍: away from zero."""
    HALF_EVEN = "HALF_EVEN"
    """四舍六入五成双: halves to the even digit (GB/T 8170)."""


@frozen
class Const:
    """A number."""

    value: Fraction


@frozen
class Col:
    """The value of a column for this unit."""

    key: str


@frozen
class Null:
    """No value."""


@frozen
class Add:
    """The sum of all arguments."""

    args: tuple["Expr", ...]


@frozen
class Mul:
    """The product of all arguments."""

    args: tuple["Expr", ...]


@frozen
class Div:
    """The exact quotient; absent where the denominator is not positive (the language demands a rule for that)."""

    num: "Expr"
    den: "Expr"


@frozen
class Round:
    """The argument brought to ``digits`` decimals; the count of whole steps is a ``TRUNCATE`` to 0 digits."""

    arg: "Expr"
    digits: int
    mode: Rounding


@frozen
class Irrational:
    """A logarithm, a power with a fractional exponent or a geometric mean, brought at once to ``digits`` decimals.

    ``word`` and ``by`` as in ``core.irrational.rounded_value``; the arguments are decimals.
    """

    word: str
    args: tuple["Expr", ...]
    by: Fraction | None
    digits: int
    mode: Rounding


@frozen
class Least:
    """The smallest argument."""

    args: tuple["Expr", ...]


@frozen
class Greatest:
    """The largest argument."""

    args: tuple["Expr", ...]


@frozen
class Case:
    """The value of the first arm whose condition holds, else ``default``; later arms are not looked at."""

    arms: tuple[tuple["Expr", "Expr"], ...]
    default: "Expr"


@frozen
class Cmp:
    """``op`` is one of ``= != < <= > >=``; false where a side is absent."""

    op: str
    left: "Expr"
    right: "Expr"


@frozen
class And:
    """True where all arguments are."""

    args: tuple["Expr", ...]


@frozen
class Or:
    """True where one argument is."""

    args: tuple["Expr", ...]


@frozen
class Not:
    """The opposite."""

    arg: "Expr"


@frozen
class Present:
    """Whether the column has a value."""

    key: str


@frozen
class Among:
    """Whether a text column (``unit``, ``class``) holds one of the texts."""

    key: str
    texts: tuple[str, ...]


Expr = (
    Const | Col | Null | Add | Mul | Div | Round | Irrational | Least | Greatest | Case
    | Cmp | And | Or | Not | Present | Among
)  # fmt: skip

ZERO = Const(Fraction(0))
ONE = Const(Fraction(1))
TRUE = And(())
FALSE = Or(())


def const(value: int | Fraction) -> Const:
    """A number as an expression."""
    return Const(Fraction(value))


def add(*args: Expr) -> Expr:
    """A sum with nested sums opened and constants gathered."""
    flat: list[Expr] = []
    total = Fraction(0)
    for arg in args:
        for part in arg.args if isinstance(arg, Add) else (arg,):
            if isinstance(part, Const):
                total += part.value
            else:
                flat.append(part)
    if total or not flat:
        flat.append(Const(total))
    return flat[0] if len(flat) == 1 else Add(tuple(flat))


def mul(*args: Expr) -> Expr:
    """A product with nested products opened and constants gathered."""
    flat: list[Expr] = []
    factor = Fraction(1)
    for arg in args:
        for part in arg.args if isinstance(arg, Mul) else (arg,):
            if isinstance(part, Const):
                factor *= part.value
            else:
                flat.append(part)
    if factor == 0:
        return ZERO
    if factor != 1 or not flat:
        flat.append(Const(factor))
    return flat[0] if len(flat) == 1 else Mul(tuple(flat))


def neg(arg: Expr) -> Expr:
    """Minus the argument."""
    return mul(Const(Fraction(-1)), arg)


def is_negative(term: Expr) -> bool:
    """Whether a term of a sum is taken off: a negative number, or a product with one, which ``mul`` puts last."""
    factor = term.args[-1] if isinstance(term, Mul) else term
    return isinstance(factor, Const) and factor.value < 0


def unsigned(term: Expr) -> Expr:
    """What a negative term takes off; any other term as it is."""
    return neg(term) if is_negative(term) else term


def sub(left: Expr, right: Expr) -> Expr:
    """The difference."""
    return add(left, neg(right))


def div(num: Expr, den: Expr) -> Expr:
    """The quotient; division by a positive number whose inverse is a decimal is a product, which keeps digits known."""
    if isinstance(den, Const) and den.value > 0:
        if isinstance(num, Const):
            return Const(num.value / den.value)
        inverse = 1 / den.value
        if decimal_digits(inverse) is not None:
            return mul(num, Const(inverse))
    return Div(num, den)


def decimal_digits(value: Fraction) -> int | None:
    """How many decimals ``value`` has, or None where they never end."""
    den, twos, fives = value.denominator, 0, 0
    while den % 2 == 0:
        den, twos = den // 2, twos + 1
    while den % 5 == 0:
        den, fives = den // 5, fives + 1
    return max(twos, fives) if den == 1 else None


def all_of(*args: Expr) -> Expr:
    """Conjunction without needless wrapping."""
    parts = tuple(arg for arg in args if arg != TRUE)
    return parts[0] if len(parts) == 1 else And(parts)


def any_of(*args: Expr) -> Expr:
    """Disjunction without needless wrapping."""
    parts = tuple(arg for arg in args if arg != FALSE)
    return parts[0] if len(parts) == 1 else Or(parts)


_OPPOSITES = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def opposite(expr: Expr) -> Expr:
    """The statement that holds where ``expr`` fails on values that are there; where they are absent neither holds."""
    match expr:
        case Cmp(op, left, right):
            return Cmp(_OPPOSITES[op], left, right)
        case And(args):
            return Or(tuple(map(opposite, args)))
        case Or(args):
            return And(tuple(map(opposite, args)))
        case Not(arg):
            return arg
        case _:
            return Not(expr)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The direct parts of an expression."""
    match expr:
        case Add(args) | Mul(args) | Least(args) | Greatest(args) | And(args) | Or(args) | Irrational(_, args):
            return args
        case Div(num, den):
            return (num, den)
        case Round(arg) | Not(arg):
            return (arg,)
        case Cmp(_, left, right):
            return (left, right)
        case Case(arms, default):
            return (*(part for arm in arms for part in arm), default)
        case _:
            return ()


def columns_of(expr: Expr) -> set[str]:
    """The keys of all columns an expression reads."""
    match expr:
        case Col(key) | Present(key) | Among(key):
            return {key}
        case _:
            return set().union(*map(columns_of, children(expr)))


def replaced(expr: Expr, columns: Mapping[str, Expr]) -> Expr:
    """The same expression with others in place of columns; what is decided by then is left out."""
    match expr:
        case Col(key):
            return columns.get(key, expr)
        case Present(key):
            found = columns.get(key, Col(key))
            return Present(found.key) if isinstance(found, Col) else TRUE
        case Add(args):
            return add(*(replaced(arg, columns) for arg in args))
        case Mul(args):
            return mul(*(replaced(arg, columns) for arg in args))
        case Least(args) | Greatest(args) | Irrational(_, args):
            return evolve(expr, args=tuple(replaced(arg, columns) for arg in args))
        case And(args):
            both = [replaced(arg, columns) for arg in args]
            return FALSE if FALSE in both else all_of(*both)
        case Or(args):
            either = [replaced(arg, columns) for arg in args]
            return TRUE if TRUE in either else any_of(*either)
        case Div(num, den):
            return div(replaced(num, columns), replaced(den, columns))
        case Round(arg) | Not(arg):
            return evolve(expr, arg=replaced(arg, columns))
        case Cmp(op, left, right):
            return _compared(op, replaced(left, columns), replaced(right, columns))
        case Case(arms, default):
            left_arms: list[tuple[Expr, Expr]] = []
            for when, value in arms:
                condition = replaced(when, columns)
                if condition == TRUE and not left_arms:
                    return replaced(value, columns)
                if condition != FALSE:
                    left_arms.append((condition, replaced(value, columns)))
            rest = replaced(default, columns)
            return Case(tuple(left_arms), rest) if left_arms else rest
        case _:
            return expr


def _compared(op: str, left: Expr, right: Expr) -> Expr:
    if not isinstance(left, Const) or not isinstance(right, Const):
        return Cmp(op, left, right)
    one, other = left.value, right.value
    holds = {"=": one == other, "!=": one != other, "<": one < other, ">=": one >= other, ">": one > other}
    return TRUE if holds.get(op, one <= other) else FALSE


def renamed(expr: Expr, name: Callable[[str], str]) -> Expr:
    """The same expression over columns renamed by ``name``."""
    return rebuilt(
        expr, lambda part: evolve(part, key=name(part.key)) if isinstance(part, Col | Present | Among) else part
    )


def rebuilt(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The expression with ``change`` made to every part, to the inner ones first."""
    match expr:
        case Add(args) | Mul(args) | Least(args) | Greatest(args) | And(args) | Or(args) | Irrational(_, args):
            made: Expr = evolve(expr, args=tuple(rebuilt(arg, change) for arg in args))
        case Div(num, den):
            made = Div(rebuilt(num, change), rebuilt(den, change))
        case Round(arg) | Not(arg):
            made = evolve(expr, arg=rebuilt(arg, change))
        case Cmp(op, left, right):
            made = Cmp(op, rebuilt(left, change), rebuilt(right, change))
        case Case(arms, default):
            changed = tuple((rebuilt(when, change), rebuilt(value, change)) for when, value in arms)
            made = Case(changed, rebuilt(default, change))
        case _:
            made = expr
    return change(made)
