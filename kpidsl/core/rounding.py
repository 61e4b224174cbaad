"""The four ways to round (舍入方式), of a quotient and of a fraction.

Takes whole numbers or a fraction; gives the nearest number by the way asked. Never rounds by a float.
"""

from fractions import Fraction

from kpidsl.core.expr import Rounding


def rounded(num: int, den: int, mode: Rounding) -> int:
    """``num / den``, ``den`` positive, brought to a whole number."""
    whole, rest = divmod(abs(num), den)
    match mode:
        case Rounding.TRUNCATE:
            up = False
        case Rounding.UP:
            up = rest > 0
        case Rounding.HALF_UP:
            up = 2 * rest >= den
        case Rounding.HALF_EVEN:
            up = 2 * rest > den or (2 * rest == den and whole % 2 == 1)
    return (whole + up) * (1 if num >= 0 else -1)


def round_to(value: Fraction, digits: int, mode: Rounding) -> Fraction:
    """``value`` brought to ``digits`` decimals."""
    scale: int = 10**digits
    return Fraction(rounded(value.numerator * scale, value.denominator, mode), scale)
