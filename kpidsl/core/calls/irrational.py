"""Functions that leave the quotients: 对数, 几何平均 and 乘方 with a fractional exponent, each within a 保留.

Takes the 保留 with the function in it; gives a number of so many decimals. Reports a function that is not rounded at once, that reads
records or something with no declared digits, and one that has no value somewhere in the declared range (K663).
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.irrational import GEOMETRIC_MEAN, LOGARITHM, POWER
from kpidsl.core.names import ROW
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, type_of
from kpidsl.core.wording import keyword, plain, unit_words
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.tree import Call, Expr

MOST_ARGUMENTS = 20
MOST_IN_POWER = 20
"""The largest exponent."""
MOST_PARTS = 100
"""What a fractional exponent is a whole number of, at most: hundredths."""
WORDS = (LOGARITHM, POWER, GEOMETRIC_MEAN)


def endless(call: Call, elaborator: Elaborator, family: str, kinds: str) -> None:  # noqa: ARG001 - as all functions
    """K663: the decimals of these have no end, so where they are cut is asked."""
    _refuse(call, elaborator, "")


def worked_out(
    call: Call, elaborator: Elaborator, family: str, kinds: str, digits: int, mode: e.Rounding
) -> Quantity | None:
    """The value of a function with ``digits`` decimals as it is read."""
    if call.mode is not None or call.where is not None:
        _refuse(call, elaborator, "")
        return None
    if kinds == ROW:
        _refuse(call, elaborator, "records")
        return None
    written, by = call.args, None
    if call.word != GEOMETRIC_MEAN and len(call.args) == 2:
        written = call.args[:1]
        by = _number(call.args[1], elaborator, family, kinds)
        if by is None or not (_is_base(by) if call.word == LOGARITHM else is_exponent(by)):
            _refuse(call, elaborator, "base" if call.word == LOGARITHM else "exponent")
            return None
    if call.word == GEOMETRIC_MEAN:
        by = Fraction(1, max(len(written), 1))
    if not (2 <= len(written) <= MOST_ARGUMENTS if call.word == GEOMETRIC_MEAN else len(written) == 1):
        _refuse(call, elaborator, "count")
        return None
    values = [elaborator.quantity(arg, family, kinds) for arg in written]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return _worked(call, elaborator, known, by, digits, mode)


def _worked(
    call: Call, elaborator: Elaborator, values: list[Quantity], by: Fraction | None, digits: int, mode: e.Rounding
) -> Quantity | None:
    first = next((value for value in values if value.dimension is not None), values[0])
    if call.word == GEOMETRIC_MEAN:
        if not all(elaborator.agree(first, value) for value in values):
            return None
    elif first.dimension not in (None, dim.RATIO):
        _refuse(call, elaborator, "unit", **unit_words("unit", first.dimension))
        return None
    dimension = None if call.word == LOGARITHM else first.dimension
    unit = Quantity(e.ZERO, dimension, call.place, first.unit)
    scale = dim.measure(unit.read_in).scale if unit.read_in and dimension is not None else Fraction(1)
    args = [value.expr for value in values]
    if scale != 1 and e.decimal_digits(scale) is not None and by is not None:
        # The digits are those of the value as it is read: a percentage of two decimals is a ratio of four.
        power = e.decimal_digits(scale) or 0
        if scale * 10**power == 1:
            digits, scale = digits + power, Fraction(1)
    if scale != 1:
        args = [e.mul(arg, e.const(1 / scale)) for arg in args]
    has_zero = call.word != LOGARITHM and by is not None and by > 0
    for arg in args:
        if not e.columns_of(arg) <= set(elaborator.types) or not isinstance(type_of(arg, elaborator.types), Decimal):
            _refuse(call, elaborator, "decimal")
            return None
        low = elaborator.interval(arg)[0]
        if low < 0 or (low == 0 and not has_zero):
            _refuse(call, elaborator, "range" if has_zero else "zero", low=plain(low))
            return None
    made: e.Expr = e.Irrational(call.word, tuple(args), by, digits, mode)
    if scale != 1:
        made = e.mul(made, e.const(scale))
    return Quantity(made, dimension, call.place, first.unit if dimension is not None else "")


def _number(expr: Expr, elaborator: Elaborator, family: str, kinds: str) -> Fraction | None:
    """What is written as a number, a quotient of numbers included."""
    value = elaborator.quantity(expr, family, kinds)
    return None if value is None or value.dimension is not None else value.constant


def _is_base(value: Fraction) -> bool:
    return value > 1 and e.decimal_digits(value) is not None


def is_exponent(value: Fraction) -> bool:
    """Whether a power with this exponent is worked out."""
    return 0 < abs(value) <= MOST_IN_POWER and value.denominator <= MOST_PARTS and abs(value.numerator) <= MOST_PARTS


def _refuse(call: Call, elaborator: Elaborator, variant: str, **words: object) -> None:
    name = both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))
    elaborator.problems.add("K663", call.place, variant, (), **name, **words)
