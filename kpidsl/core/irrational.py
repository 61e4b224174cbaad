"""Functions that leave the quotients: logarithms and powers with a fractional exponent, brought to declared digits.

Takes exact numbers; gives the decimal that the exact value rounds to, or None where there is no value. Powers are decided in whole
numbers; a logarithm is enclosed between two decimals, closer and closer until both round alike, which they do in the end: a
logarithm that is a quotient is found first. Both evaluators call these, so they cannot differ.
"""

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from math import gcd, prod

from kpidsl.core.expr import Rounding, decimal_digits
from kpidsl.core.rounding import round_to
from kpidsl.values import frozen

LOGARITHM, POWER, GEOMETRIC_MEAN = "LOGARITHM", "POWER", "GEOMETRIC_MEAN"
_PRECISION = 60
"""Significant digits of the first enclosure of a logarithm."""
_OF_MANY = Context(prec=80)
_MARGIN = Fraction(1, 10**40)
"""What a sum of logarithms of up to 10^7 numbers, worked out in 80 digits, is surely within, as a share of its exponential."""


def rounded_value(
    word: str, numbers: Sequence[Fraction], by: Fraction | None, digits: int, mode: Rounding
) -> Fraction | None:
    """The value of a function with ``digits`` decimals.

    ``by`` is the base of a logarithm above 1 (None: the natural one) or the exponent of a power of the product of ``numbers``.
    """
    if word == LOGARITHM:
        return _logarithm(numbers[0], by, digits, mode) if numbers[0] > 0 else None
    if by is None or any(number < 0 for number in numbers) or (by < 0 and 0 in numbers):
        return None
    return _power(prod(numbers, start=Fraction(1)), by, digits, mode)


def _power(base: Fraction, exponent: Fraction, digits: int, mode: Rounding) -> Fraction:
    """The root of a power, both exact: ``whole`` is the largest number of units whose power is not above it."""
    root = exponent.denominator
    scaled = base**exponent.numerator * 10 ** (digits * root)
    whole = whole_root(scaled.numerator // scaled.denominator, root)
    half = Fraction(2 * whole + 1, 2) ** root
    match mode:
        case Rounding.TRUNCATE:
            up = False
        case Rounding.UP:
            up = whole**root < scaled
        case Rounding.HALF_UP:
            up = half <= scaled
        case Rounding.HALF_EVEN:
            up = half < scaled or (half == scaled and whole % 2 == 1)
    return Fraction(whole + up, 10**digits)


@frozen
class Means:
    """The geometric means of many numbers, none below 0: of all of them, or of all but one. ``counts`` says how often each occurs."""

    counts: Mapping[Fraction, int]

    def mean(self, digits: int, mode: Rounding, without: Fraction | None = None) -> Fraction | None:
        """The mean with ``digits`` decimals; None of no numbers.

        The sum of logarithms tells what the exact value lies between; where both ends do not round alike, the product decides.
        """
        many = self._many - (without is not None)
        if not many or self.counts.get(Fraction(0), 0) > (without == 0):
            return Fraction(0) if many else None
        total = self._total if without in (None, 0) else _OF_MANY.subtract(self._total, _logarithm_of(without))
        middle = Fraction(_OF_MANY.exp(_OF_MANY.divide(total, Decimal(many))))
        ends = {round_to(middle * (1 + gap), digits, mode) for gap in (-_MARGIN, _MARGIN)}
        if len(ends) == 1:
            return ends.pop()
        left = {**self.counts, without: self.counts[without] - 1} if without is not None else self.counts
        counts = {number: count for number, count in left.items() if count}
        common = gcd(*counts.values())
        product = prod((number ** (count // common) for number, count in counts.items()), start=Fraction(1))
        return _power(product, Fraction(common, many), digits, mode)

    @cached_property
    def _many(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def _total(self) -> Decimal:
        """The sum of the logarithms of those above 0."""
        total = Decimal(0)
        for number, count in self.counts.items():
            if number:
                total = _OF_MANY.fma(_logarithm_of(number), Decimal(count), total)
        return total


@lru_cache(maxsize=1 << 17)
def _logarithm_of(number: Fraction) -> Decimal:
    return _OF_MANY.subtract(_OF_MANY.ln(Decimal(number.numerator)), _OF_MANY.ln(Decimal(number.denominator)))


def whole_root(value: int, root: int) -> int:
    """The largest whole number whose ``root``-th power is at most ``value``, which is 0 or more (Newton, from above)."""
    if value < 2 or root == 1:
        return value
    found = 1 << -(-value.bit_length() // root)
    while True:
        closer = ((root - 1) * found + value // found ** (root - 1)) // root
        if closer >= found:
            return found
        found = closer


def _logarithm(value: Fraction, base: Fraction | None, digits: int, mode: Rounding) -> Fraction:
    exact = _exact_logarithm(value, base)
    if exact is not None:
        return round_to(exact, digits, mode)
    precision = _PRECISION
    while True:
        low, high = _natural(value, precision)
        if base is not None:
            below, above = _natural(base, precision)
            corners = [end / side for end in (low, high) for side in (below, above)]
            low, high = min(corners), max(corners)
        least = round_to(low, digits, mode)
        if low * high > 0 and least == round_to(high, digits, mode):
            return least
        precision *= 2


def _natural(value: Fraction, precision: int) -> tuple[Fraction, Fraction]:
    """Two numbers between which the natural logarithm of a decimal lies."""
    places = decimal_digits(value) or 0
    found = Decimal((0, tuple(map(int, str(int(value * 10**places)))), -places)).ln(Context(prec=precision))
    middle, error = Fraction(found), abs(Fraction(found)) / 10 ** (precision - 1)
    return middle - error, middle + error


def _exact_logarithm(value: Fraction, base: Fraction | None) -> Fraction | None:
    """The logarithm where it is a quotient: a natural one is so of 1 only, any other where both are powers of one number."""
    if value == 1:
        return Fraction(0)
    if base is None:
        return None
    unit, times = _smallest_root(base)
    power, count, large = unit, 1, max(value, 1 / value)
    while power < large:
        power, count = power * unit, count + 1
    return Fraction(count if value > 1 else -count, times) if power == large else None


@lru_cache(maxsize=64)
def _smallest_root(base: Fraction) -> tuple[Fraction, int]:
    """The number above 1 that has ``base`` as its highest power, and that power."""
    for times in range(base.numerator.bit_length(), 1, -1):
        unit = Fraction(whole_root(base.numerator, times), whole_root(base.denominator, times))
        if unit**times == base:
            return unit, times
    return base, 1
