"""Functions that leave the quotients: 对数, 几何平均 and 乘方 with a fractional exponent, each within a 保留.

Takes the 保留 with the function in it; gives a number of so many decimals. Reports a function that is not rounded at once, that reads
records or something with no declared digits, and one that has no value somewhere in the declared range (K663).
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import GEOMETRIC, MOST_UNITS, Over, Peers, Rows
from kpidsl.core.calls import records, units
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
    if call.mode is not None:
        _refuse(call, elaborator, "")
        return None
    if call.word == GEOMETRIC_MEAN and kinds != ROW:
        log = records.log_of(call, elaborator.policy)
        if log or call.scope is not None:
            return _over_many(call, log, elaborator, family, kinds, (digits, mode))
    if call.where is not None or call.scope is not None:
        _refuse(call, elaborator, "" if call.where is not None else "scope")
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


def _over_many(
    call: Call, log: str, elaborator: Elaborator, family: str, kinds: str, rounding: tuple[int, e.Rounding]
) -> Quantity | None:
    """A geometric mean over the records of ``log``, or over units."""
    over: Over
    if log:
        found = records.members(call, log, elaborator)
        values, when, most, over = (*found, Rows(log)) if found else ([], e.TRUE, 0, Rows(log))
    elif call.scope is not None and call.scope.word in units.POPULATIONS:
        among = units.members(call, elaborator, family, kinds)
        values, when, over, most = (*among, MOST_UNITS) if among else ([], e.TRUE, Peers(()), 0)
    else:
        _refuse(call, elaborator, "scope")
        return None
    if not values:
        return None
    if len(values) > 1:
        _refuse(call, elaborator, "many")
        return None
    (value,) = values
    digits, scale = _as_read(value, rounding[0])
    of = value.expr if scale == 1 else e.mul(value.expr, e.const(1 / scale))
    if not _has_value(call, of, elaborator, has_zero=True):
        return None
    made: e.Expr = elaborator.aggregate(GEOMETRIC, of, when, over, most, value.unit, (digits, rounding[1]))
    made = made if scale == 1 else e.mul(made, e.const(scale))
    return Quantity(made, value.dimension, call.place, value.unit)


def _as_read(value: Quantity, digits: int) -> tuple[int, Fraction]:
    """How many decimals a number has that keeps ``digits`` as it is read, and what it is divided by to be read so."""
    scale = dim.measure(value.read_in).scale if value.read_in and value.dimension is not None else Fraction(1)
    power = e.decimal_digits(scale) or 0
    # The digits are those of the value as it is read: a percentage of two decimals is a ratio of four.
    return (digits + power, Fraction(1)) if scale * 10**power == 1 else (digits, scale)


def _has_value(call: Call, arg: e.Expr, elaborator: Elaborator, *, has_zero: bool) -> bool:
    """Whether an argument is a decimal for which the function has a value all over its range; reports one that is not."""
    if not e.columns_of(arg) <= elaborator.types.keys() or not isinstance(type_of(arg, elaborator.types), Decimal):
        _refuse(call, elaborator, "decimal")
        return False
    low = elaborator.interval(arg)[0]
    if low < 0 or (low == 0 and not has_zero):
        _refuse(call, elaborator, "range" if has_zero else "zero", low=plain(low))
        return False
    return True


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
    args = [value.expr for value in values]
    digits, scale = _as_read(unit, digits)
    if scale != 1:
        args = [e.mul(arg, e.const(1 / scale)) for arg in args]
    has_zero = call.word != LOGARITHM and by is not None and by > 0
    for arg in args:
        if not _has_value(call, arg, elaborator, has_zero=has_zero):
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
