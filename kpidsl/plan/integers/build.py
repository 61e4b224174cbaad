"""Builds integer expressions and proves their bounds while building.

Every function gives the expression with the interval of its value; a computation that could leave 64 bits is marked
wide, one that could have more than 38 digits raises ``TooWide``: no database computes exactly with more. Literals are
folded; nothing else is rearranged.
"""

from collections.abc import Iterable, Sequence
from math import prod

from kpidsl.core.expr import Rounding
from kpidsl.core.rounding import rounded
from kpidsl.plan.integers.expr import (
    ALWAYS,
    NEVER,
    ONE,
    ZERO,
    All,
    Any,
    Int,
    IntAdd,
    IntCase,
    IntCmp,
    IntDiv,
    IntLit,
    IntMax,
    IntMin,
    IntMul,
    IntNull,
    IsNot,
    Known,
    Truth,
    interval,
    may_be_absent,
)  # fmt: skip

NARROW = 2**63
WIDE = 10**38
"""The decimals of some databases have 38 digits, just fewer than 128 bits hold."""


class TooWide(Exception):  # noqa: N818 - a verdict about a policy, not an error of ours
    """An intermediate value may need more than 38 digits; ``bound`` is how large it may become."""

    def __init__(self, bound: int) -> None:
        super().__init__(f"{bound.bit_length()} bits, 38 digits at most")
        self.bound = bound


def is_wide(*values: int) -> bool:
    """Whether one of ``values`` does not fit 64 bits; raises TooWide where it has more than 38 digits."""
    largest = max(map(abs, values))
    if largest >= WIDE:
        raise TooWide(largest)
    return largest >= NARROW


def _opened(kind: type[IntAdd] | type[IntMul], args: Iterable[Int]) -> tuple[list[Int], list[int]]:
    """The arguments, those of nested expressions of a kind among them; literals apart, as their values."""
    parts = [part for arg in args for part in (arg.args if isinstance(arg, kind) else (arg,))]
    literals = [part.value for part in parts if isinstance(part, IntLit)]
    return [part for part in parts if not isinstance(part, IntLit)], literals


def add(args: Iterable[Int]) -> Int:
    """The sum; nested sums are opened and literals gathered at the end."""
    flat, literals = _opened(IntAdd, args)
    if IntNull() in flat:
        return IntNull()
    total = sum(literals)
    if total or not flat:
        flat.append(IntLit(total))
    if len(flat) == 1:
        return flat[0]
    lo = hi = 0
    wide = False
    for part in flat:
        bounds = interval(part)
        lo, hi = lo + bounds.lo, hi + bounds.hi
        wide |= is_wide(lo, hi)
    return IntAdd(tuple(flat), lo, hi, any(map(may_be_absent, flat)), wide)


def mul(args: Iterable[Int]) -> Int:
    """The product; nested products are opened and literals gathered at the end."""
    flat, literals = _opened(IntMul, args)
    if IntNull() in flat:
        return IntNull()
    factor = prod(literals)
    nullable = any(map(may_be_absent, flat))
    if factor == 0 and not nullable:
        return ZERO
    if factor != 1 or not flat:
        flat.append(IntLit(factor))
    if len(flat) == 1:
        return flat[0]
    lo = hi = 1
    wide = False
    for part in flat:
        bounds = interval(part)
        corners = [a * b for a in (lo, hi) for b in (bounds.lo, bounds.hi)]
        lo, hi = min(corners), max(corners)
        wide |= is_wide(lo, hi)
    return IntMul(tuple(flat), lo, hi, nullable, wide)


def scaled(expr: Int, factor: int) -> Int:
    """``expr × factor``."""
    return expr if factor == 1 else mul((expr, IntLit(factor)))


def divide(num: Int, den: Int, mode: Rounding) -> Int:
    """``num / den`` rounded; ``den`` must be proven positive where present."""
    if isinstance(num, IntNull) or isinstance(den, IntNull):
        return IntNull()
    if den == ONE:
        return num
    n, d = interval(num), interval(den)
    assert d.lo > 0, "the denominator of a rounding division is positive"
    if isinstance(num, IntLit) and isinstance(den, IntLit):
        return IntLit(rounded(num.value, den.value, mode))
    corners = [rounded(a, b, mode) for a in (n.lo, n.hi) for b in (d.lo, d.hi)]
    wide = is_wide(n.lo - d.hi, n.hi + d.hi, 2 * d.hi)
    return IntDiv(num, den, mode, min(corners), max(corners), may_be_absent(num) or may_be_absent(den), wide)


def least(args: Sequence[Int]) -> Int:
    """The smallest argument."""
    return _extreme(args, IntMin)


def greatest(args: Sequence[Int]) -> Int:
    """The largest argument."""
    return _extreme(args, IntMax)


def _extreme(args: Sequence[Int], kind: type[IntMin] | type[IntMax]) -> Int:
    if any(isinstance(arg, IntNull) for arg in args):
        return IntNull()
    choose = min if kind is IntMin else max
    literals = [arg.value for arg in args if isinstance(arg, IntLit)]
    others = dict.fromkeys(arg for arg in args if not isinstance(arg, IntLit))
    distinct: tuple[Int, ...] = (*others, *([IntLit(choose(literals))] if literals else []))
    if len(distinct) == 1:
        return distinct[0]
    bounds = [interval(arg) for arg in distinct]
    lo, hi = choose(b.lo for b in bounds), choose(b.hi for b in bounds)
    return kind(distinct, lo, hi, any(map(may_be_absent, distinct)))


def case(arms: Iterable[tuple[Truth, Int]], default: Int) -> Int:
    """The first value whose condition holds, else ``default``."""
    kept: list[tuple[Truth, Int]] = []
    for when, value in arms:
        if when == ALWAYS:
            default = value
            break
        if when != NEVER:
            kept.append((when, value))
    values = [value for _, value in kept] + [default]
    if all(value == default for value in values):
        return default
    bounds = [interval(value) for value in values if not isinstance(value, IntNull)]
    lo, hi = min(b.lo for b in bounds), max(b.hi for b in bounds)
    return IntCase(tuple(kept), default, lo, hi, any(map(may_be_absent, values)))


def positive(expr: Int) -> Int:
    """``expr`` where it is positive, else absent."""
    bounds = interval(expr)
    if bounds.hi <= 0:
        return IntNull()
    if bounds.lo > 0:
        return expr
    return IntCase(((IntCmp(">", expr, ZERO), expr),), IntNull(), 1, bounds.hi, True)


def where(conditions: Sequence[Int], value: Int) -> Int:
    """``value`` where every one of ``conditions`` is present, else absent."""
    needed = [Known(arg) for arg in dict.fromkeys(conditions) if may_be_absent(arg)]
    if not needed or isinstance(value, IntNull):
        return value
    bounds = interval(value)
    return IntCase(((all_of(needed), value),), IntNull(), bounds.lo, bounds.hi, True)


def compare(op: str, left: Int, right: Int) -> Truth:
    """A comparison; decided at once where a side is never present or both are literals."""
    if isinstance(left, IntNull) or isinstance(right, IntNull):
        return NEVER
    if isinstance(left, IntLit) and isinstance(right, IntLit):
        return ALWAYS if holds(op, left.value, right.value) else NEVER
    return IntCmp(op, left, right)


def holds(op: str, left: int, right: int) -> bool:
    """The comparison of two numbers."""
    match op:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case _:
            raise ValueError(f"not a comparison: {op}")


def all_of(args: Iterable[Truth]) -> Truth:
    """Conjunction without needless wrapping."""
    parts = tuple(arg for arg in args if arg != ALWAYS)
    return NEVER if NEVER in parts else parts[0] if len(parts) == 1 else All(parts)


def any_of(args: Iterable[Truth]) -> Truth:
    """Disjunction without needless wrapping."""
    parts = tuple(arg for arg in args if arg != NEVER)
    return ALWAYS if ALWAYS in parts else parts[0] if len(parts) == 1 else Any(parts)


def opposite(arg: Truth) -> Truth:
    """Negation."""
    return NEVER if arg == ALWAYS else ALWAYS if arg == NEVER else IsNot(arg)


def product(factors: Iterable[Int]) -> Int:
    """The product of factors, 1 where there is none."""
    parts = tuple(factors)
    if all(isinstance(part, IntLit) for part in parts):
        return IntLit(prod(part.value for part in parts if isinstance(part, IntLit)))
    return mul(parts)
