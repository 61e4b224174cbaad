"""Numbers as integers: ``num / (den × Πfactors × 10**digits)``.

``den`` is a positive literal, ``factors`` are stored columns that are positive where present; a number is absent where
``num`` or one of the ``factors`` is. Takes and gives quotients; every function is exact.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from kpidsl.core.expr import Rounding, decimal_digits
from kpidsl.plan.integers import build
from kpidsl.plan.integers.expr import NEVER, ZERO, Int, IntLit, IntMul, IntNull, Known, Truth, may_be_absent
from kpidsl.values import frozen


@frozen
class Quotient:
    """``num / (den × Πfactors × 10**digits)``."""

    num: Int
    den: int = 1
    factors: tuple[Int, ...] = ()
    digits: int = 0

    @property
    def is_decimal(self) -> bool:
        """Whether nothing but a power of ten stands below the line."""
        return self.den == 1 and not self.factors


ABSENT = Quotient(IntNull())


def constant(value: Fraction) -> Quotient:
    """A number in its smallest form."""
    num, den, digits = value.numerator, value.denominator, 0
    pure = den
    for prime in (2, 5):
        while pure % prime == 0:
            pure //= prime
    if pure != den:
        digits = decimal_digits(Fraction(1, den // pure)) or 0
        num, den = num * 10**digits // (den // pure), pure
    while num and num % 10 == 0:
        num, digits = num // 10, digits - 1
    return Quotient(IntLit(num), den, (), digits)


def is_absent(value: Quotient) -> bool:
    """Whether the number is never present."""
    return isinstance(value.num, IntNull) or any(isinstance(factor, IntNull) for factor in value.factors)


def total(parts: Sequence[Quotient]) -> Quotient:
    """The sum, over the common denominator."""
    if any(map(is_absent, parts)):
        return ABSENT
    nums, common = aligned(parts)
    return _reduced(Quotient(build.add(nums), common.den, common.factors, common.digits))


def product(parts: Sequence[Quotient]) -> Quotient:
    """The product."""
    if any(map(is_absent, parts)):
        return ABSENT
    den = 1
    for part in parts:
        den *= part.den
    factors = tuple(factor for part in parts for factor in part.factors)
    return _reduced(Quotient(build.mul(part.num for part in parts), den, factors, sum(part.digits for part in parts)))


def inverse(value: Quotient, divisor: Int) -> Quotient:
    """``1 / value``, where ``divisor`` is the numerator of ``value``, positive or absent."""
    if isinstance(divisor, IntNull):
        return ABSENT
    above = build.product((IntLit(value.den), *value.factors))
    if isinstance(divisor, IntLit):
        return _reduced(Quotient(above, divisor.value, (), -value.digits))
    return Quotient(above, 1, (divisor,), -value.digits)


def cancelled(num: Quotient, den: Quotient, divisor: Int) -> Quotient:
    """``num / den``; denominators that both share are dropped, but are still needed for there to be a value."""
    if is_absent(num) or is_absent(den):
        return ABSENT
    shared, (num_rest, den_rest) = _common((num.factors, den.factors))
    upper = Quotient(build.where(shared, num.num), num.den, num_rest, num.digits)
    return product((upper, inverse(Quotient(den.num, den.den, den_rest, den.digits), divisor)))


def aligned(parts: Sequence[Quotient]) -> tuple[list[Int], Quotient]:
    """The numerators of all parts over one denominator, and that denominator (its ``num`` means nothing)."""
    digits = max(part.digits for part in parts)
    den = lcm(*(part.den for part in parts))
    scales = [10 ** (digits - part.digits) * (den // part.den) for part in parts]
    if not any(part.factors for part in parts):
        nums = [build.scaled(part.num, scale) for part, scale in zip(parts, scales, strict=True)]
        return nums, Quotient(ZERO, den, (), digits)
    union: Counter[Int] = Counter()
    for part in parts:
        union |= Counter(part.factors)
    nums = []
    for part, scale in zip(parts, scales, strict=True):
        missing = (union - Counter(part.factors)).elements()
        nums.append(build.mul((part.num, *missing, IntLit(scale))))
    return nums, Quotient(ZERO, den, tuple(union.elements()), digits)


def comparison(op: str, left: Quotient, right: Quotient) -> Truth:
    """The comparison by cross-multiplication; a denominator both share only has to be present."""
    if is_absent(left) or is_absent(right):
        return NEVER
    shared, (left_rest, right_rest) = _common((left.factors, right.factors))
    parts = (
        Quotient(left.num, left.den, left_rest, left.digits),
        Quotient(right.num, right.den, right_rest, right.digits),
    )
    (a, b), _ = aligned(parts)
    needed = [Known(factor) for factor in dict.fromkeys(shared) if may_be_absent(factor)]
    return build.all_of((build.compare(op, *_without_common_factor(a, b)), *needed))


def decimal_parts(value: Quotient, digits: int) -> tuple[Int, Int]:
    """``num, den`` such that ``num / den`` is the value in units of ``10**-digits``."""
    excess = value.digits - digits
    num = build.scaled(value.num, 10 ** max(0, -excess))
    den = build.product((*value.factors, IntLit(value.den * 10 ** max(0, excess))))
    return num, den


def at_digits(value: Quotient, digits: int) -> Quotient:
    """A decimal brought to ``digits`` decimals, which must lose nothing."""
    assert value.is_decimal, "a column declared as a decimal holds a quotient"
    num, den = decimal_parts(value, digits)
    return Quotient(build.divide(num, den, Rounding.TRUNCATE), 1, (), digits)


def known(value: Quotient) -> Truth:
    """Whether there is a value."""
    if is_absent(value):
        return NEVER
    parts = (value.num, *value.factors)
    return build.all_of(Known(part) for part in dict.fromkeys(parts) if may_be_absent(part))


def _common(
    sides: tuple[tuple[Int, ...], tuple[Int, ...]],
) -> tuple[list[Int], tuple[tuple[Int, ...], tuple[Int, ...]]]:
    if not (sides[0] and sides[1]):
        return [], sides
    first, second = Counter(sides[0]), Counter(sides[1])
    shared = first & second
    return list(shared.elements()), (tuple((first - shared).elements()), tuple((second - shared).elements()))


def _coefficient(num: Int) -> int:
    match num:
        case IntLit(value):
            return value
        case IntMul(args) if isinstance(args[-1], IntLit):
            return args[-1].value
        case _:
            return 1


def _divided(num: Int, divisor: int) -> Int:
    """``num`` with its literal coefficient divided by ``divisor``, which must divide it."""
    match num:
        case IntLit(value):
            return IntLit(value // divisor)
        case IntMul(args) if divisor != 1 and isinstance(args[-1], IntLit):
            return build.mul((*args[:-1], IntLit(args[-1].value // divisor)))
        case _:
            return num


def _reduced(value: Quotient) -> Quotient:
    shared = gcd(_coefficient(value.num), value.den)
    if shared <= 1:
        return value
    return Quotient(_divided(value.num, shared), value.den // shared, value.factors, value.digits)


def _without_common_factor(left: Int, right: Int) -> tuple[Int, Int]:
    shared = gcd(_coefficient(left), _coefficient(right))
    return (_divided(left, shared), _divided(right, shared)) if shared > 1 else (left, right)
