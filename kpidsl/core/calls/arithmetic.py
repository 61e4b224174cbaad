"""Functions of their own arguments: 总和, 平均, 加权平均, 中位数, 最大值, 最小值, 限于, 绝对值, 保留, 乘方.

Each is said in other operations of the language, so that units of measure and bounds are proven as for these; only rounding
is an operation of its own. Reports arguments that are too few or too many (K650) and a rounding that is not said (K651). Functions
that leave the quotients are worked out in ``irrational``.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.calls import irrational
from kpidsl.core.elaborate import Elaborator, Function
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import keyword, plain
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.tree import Call, Expr, Number, Op

MOST_IN_MEDIAN = 7
"""Of how many arguments a median is worked out: it is said by the least and the greatest of all halves of them."""
MOST_IN_POWER = 20
"""The largest whole exponent."""
MOST_DIGITS = 18
"""Decimals that 保留 keeps at most."""


def _rewritten(rewrite: Callable[[Call, Elaborator], Expr | None]) -> Function:
    """A function that is said in other operations."""

    def called(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
        said = None if _is_rounded(call, elaborator) else rewrite(call, elaborator)
        return None if said is None else elaborator.quantity(said, family, kinds)

    return called


def _is_rounded(call: Call, elaborator: Elaborator) -> bool:
    """Whether a way of rounding is written where nothing is rounded, which is reported."""
    if call.mode is not None:
        elaborator.problems.add("K651", call.mode.place, "alone", (), **_word(call))
    return call.mode is not None


def _word(call: Call) -> dict[str, object]:
    return both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))


def _has(call: Call, elaborator: Elaborator, least: int, most: int | None = None) -> bool:
    """Whether a call has as many arguments as it takes; reports one that has not."""
    count = len(call.args)
    if count >= least and (most is None or count <= most):
        return True
    variant = "few" if most is None else "many" if least < most else "exactly"
    elaborator.problems.add("K650", call.place, variant, (), count=count, least=least, most=most or 0, **_word(call))
    return False


def _number(value: int, call: Call) -> Number:
    return Number(Fraction(value), 0, "", call.place)


def _sum(call: Call, elaborator: Elaborator) -> Expr | None:
    return _added(call.args, call) if _has(call, elaborator, 2) else None


def _added(args: tuple[Expr, ...], call: Call) -> Expr:
    return args[0] if len(args) == 1 else Op("+", args, call.place, "+" * len(args))


def _mean(call: Call, elaborator: Elaborator) -> Expr | None:
    if not _has(call, elaborator, 2):
        return None
    return Op("*", (_added(call.args, call), _number(len(call.args), call)), call.place, "*/")


def _weighted_mean(call: Call, elaborator: Elaborator) -> Expr | None:
    if len(call.args) < 4 or len(call.args) % 2:
        elaborator.problems.add("K650", call.place, "pairs", (), count=len(call.args), **_word(call))
        return None
    values, weights = call.args[::2], call.args[1::2]
    products = tuple(Op("*", pair, call.place, "**") for pair in zip(values, weights, strict=True))
    return Op("*", (_added(products, call), _added(weights, call)), call.place, "*/")


def _extreme(op: str) -> Callable[[Call, Elaborator], Expr | None]:
    return lambda call, elaborator: Op(op, call.args, call.place) if _has(call, elaborator, 2) else None


def _median(call: Call, elaborator: Elaborator) -> Expr | None:
    if not _has(call, elaborator, 3, MOST_IN_MEDIAN):
        return None
    count = len(call.args)
    upper = _at_least(count // 2 + 1, call)
    if count % 2:
        return upper
    return Op("*", (_added((upper, _at_least(count // 2, call)), call), _number(2, call)), call.place, "*/")


def _at_least(size: int, call: Call) -> Expr:
    """The value that so many of the arguments reach: the greatest of the least of all choices of so many."""
    least: list[Expr] = [Op("min", chosen, call.place) for chosen in combinations(call.args, size)]
    return Op("max", tuple(least), call.place)


def _clamp(call: Call, elaborator: Elaborator) -> Expr | None:
    if not _has(call, elaborator, 3, 3):
        return None
    value, low, high = call.args
    if isinstance(low, Number) and isinstance(high, Number) and low.unit == high.unit and low.value >= high.value:
        elaborator.problems.add("K650", high.place, "ends", (), low=plain(low.value), high=plain(high.value))
        return None
    return Op("max", (low, Op("min", (value, high), call.place)), call.place)


def _absolute(call: Call, elaborator: Elaborator) -> Expr | None:
    if not _has(call, elaborator, 1, 1):
        return None
    return Op("max", (call.args[0], Op("neg", call.args, call.place)), call.place)


def _power(call: Call, elaborator: Elaborator) -> Expr | None:
    if not _has(call, elaborator, 2, 2):
        return None
    value, exponent = call.args
    times = whole_exponent(exponent)
    if times is None and isinstance(exponent, (Number, Op)):
        irrational.endless(call, elaborator, "", "")
        return None
    if times is None or not 0 < abs(times) <= MOST_IN_POWER:
        elaborator.problems.add("K650", exponent.place, "exponent", (), most=MOST_IN_POWER)
        return None
    if times > 0:
        return value if times == 1 else Op("*", (value,) * times, call.place, "*" * times)
    return Op("*", (_number(1, call), *(value,) * -times), call.place, "*" + "/" * -times)


def whole_exponent(exponent: Expr) -> int | None:
    """A written whole number, below zero too; None for anything else."""
    match exponent:
        case Number(value, _, "") if value.denominator == 1:
            return int(value)
        case Op("neg", (Number(value, _, ""),)) if value.denominator == 1:
            return -int(value)
        case _:
            return None


def _rounded(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """``保留（x，2 位，四舍五入）``: digits of the value as it is read, so two decimals of a percentage are four of a ratio."""
    digits = digits_of(call, elaborator)
    if digits is None or call.mode is None:
        return None
    inner = call.args[0]
    if isinstance(inner, Call) and inner.word in irrational.WORDS and not _is_whole_power(inner):
        return irrational.worked_out(inner, elaborator, family, kinds, digits, e.Rounding(call.mode.word))
    value = elaborator.quantity(inner, family, kinds)
    if value is None:
        return None
    if value.dimension == dim.DATE:
        elaborator.problems.add("K643", inner.place)
        return None
    return Quantity(value.rounded(digits, e.Rounding(call.mode.word)), value.dimension, call.place, value.unit)


def _is_whole_power(call: Call) -> bool:
    """Whether a power is a product, which is exact; one that is not written as it should be is reported as such."""
    return call.word == "POWER" and (len(call.args) != 2 or whole_exponent(call.args[1]) is not None)


def digits_of(call: Call, elaborator: Elaborator) -> int | None:
    """How many decimals 保留 keeps; asks for them, and for the way of rounding."""
    written = call.args[1] if len(call.args) == 2 else None
    if not isinstance(written, Number) or written.unit not in ("", "places"):
        elaborator.problems.add("K651", call.place, "digits")
    elif written.value.denominator != 1 or not 0 <= written.value <= MOST_DIGITS:
        elaborator.problems.add("K651", written.place, "range", (), most=MOST_DIGITS)
    elif call.mode is None:
        elaborator.problems.add("K651", call.place)
    else:
        return int(written.value)
    return None


ARITHMETIC: Mapping[str, Function] = {
    "SUM_OF": _rewritten(_sum),
    "MEAN": _rewritten(_mean),
    "WEIGHTED_MEAN": _rewritten(_weighted_mean),
    "MEDIAN": _rewritten(_median),
    "LARGEST": _rewritten(_extreme("max")),
    "SMALLEST": _rewritten(_extreme("min")),
    "CLAMP": _rewritten(_clamp),
    "ABSOLUTE": _rewritten(_absolute),
    "POWER": _rewritten(_power),
    "ROUND_TO": _rounded,
    "GEOMETRIC_MEAN": irrational.endless,
    "LOGARITHM": irrational.endless,
}
