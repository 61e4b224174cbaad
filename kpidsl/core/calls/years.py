"""Functions over the periods of a year, in 年度得分: 平均, 加权平均, 总和, 最大值, 最小值, 个数, 期末值, 最好 9 个月平均.

What stands in the brackets is said of one period; each figure it reads is one column a period, ``part:3:composite``, filled from
published results, never computed again. A period without the figure does not count, unless 缺期计零分; one that 其中 leaves out is
no missing one. Reports what results do not hold (K715, K717), and weights that cannot be (K722).
"""

from fractions import Fraction

from kpidsl.core import calendar
from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.calls.periods import OF_MANY, TRUTHS
from kpidsl.core.earlier import Earlier, part_column, type_of_earlier
from kpidsl.core.elaborate import Elaborator, Year
from kpidsl.core.names import COMPOSITE, DATA, GRADE, MARK, POINTS, TOTAL
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, bounds, type_of
from kpidsl.core.wording import keyword
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.cycle import A_YEAR, Cycle
from kpidsl.syntax.tree import Call, Expr, Number, Op
from kpidsl.values import frozen

_OF_A_PERIOD = DATA + MARK + POINTS + TOTAL + COMPOSITE + GRADE
_MEANS = ("MEAN", "WEIGHTED_MEAN")
_FUNCTIONS = (*_MEANS, *OF_MANY, "LAST_VALUE")
_MONTH = calendar.KEYS["MONTH_NUMBER"]


def is_over_year(call: Call) -> bool:
    """Whether a call in 年度得分 runs over the periods: it has no other scope, and not several figures of its own."""
    if call.scope is not None:
        return call.scope.word == "BEST"
    return call.word in _FUNCTIONS and len(call.args) == (2 if call.word == "WEIGHTED_MEAN" else 1)


def over_year(call: Call, elaborator: Elaborator, family: str) -> Quantity | None:
    """A function over the periods of the year: ``平均（综合得分）``, ``加权平均（总分，权重，其中：情况·剔除 = 否）``."""
    year = elaborator.year
    assert year is not None
    best = _best(call, elaborator)
    if best is None or not _fits(call, elaborator):
        return None
    elaborator.year = None  # within the brackets stands what one period came to
    found = _of_a_period(call, elaborator, family)
    elaborator.year = year
    if found is None:
        return None
    value, where, weight, dimension = found
    rows = _rows(call, value, where, weight, elaborator)
    if rows is None:
        return None
    year.has_mean = year.has_mean or call.word in _MEANS
    if not year.scores:
        year.scores = tuple(_present(row.value, row.where) for row in rows)
        year.left_out = tuple(_left_out(row) for row in rows)
    return Quantity(_figure(call, rows, year, best, elaborator), dimension, call.place)


def _fits(call: Call, elaborator: Elaborator) -> bool:
    """Whether a function says nothing that it has no use for."""
    if call.mode is None and (call.where is None or call.word != "LAST_VALUE"):
        return True
    words = both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))
    elaborator.problems.add("K395", call.place, "", (), **words)
    return False


def _best(call: Call, elaborator: Elaborator) -> int | None:
    """How many of the best periods count, 0 where all do; None after reporting a number that is none."""
    if call.scope is None:
        return 0
    number, year = call.scope.get("number"), elaborator.year
    assert isinstance(number, Number)
    assert year is not None
    measure = dim.measure(number.unit) if number.unit else None
    count = Fraction(0)
    if measure is not None and measure.dimension == dim.parse("period"):
        count = number.value * measure.scale / elaborator.policy.cycle.months
    if count.denominator == 1 and 0 < count < year.periods:
        return int(count)
    words = both("period", *(keyword(elaborator.policy.period, lang) for lang in ("zh", "en")))
    elaborator.problems.add("K722", number.place, "best", (), most=year.periods - 1, **words)
    return None


def _of_a_period(
    call: Call, elaborator: Elaborator, family: str
) -> tuple[e.Expr, e.Expr, e.Expr, dim.Dimension | None] | None:
    """What stands in the brackets, of one period: the value, whether the period counts, its weight, the dimension."""
    where = e.TRUE if call.where is None else elaborator.truth(call.where, family, _OF_A_PERIOD)
    first, *more = call.args
    weight: e.Expr = e.ONE
    if more:
        weighed = elaborator.quantity(more[0], family, DATA)
        if weighed is None:
            return None
        weight = weighed.expr
    if where is None:
        return None
    if call.word == "COUNT" and _is_truth(first):
        truth = elaborator.truth(first, family, _OF_A_PERIOD)
        return None if truth is None else (e.ONE, e.all_of(truth, where), weight, None)
    value = elaborator.quantity(first, family, _OF_A_PERIOD)
    return None if value is None else (value.expr, where, weight, None if call.word == "COUNT" else value.dimension)


def _is_truth(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.op in TRUTHS


@frozen
class _Row:
    """One period: its value, whether it counts, its weight."""

    value: e.Expr
    where: e.Expr
    weight: e.Expr


def _rows(call: Call, value: e.Expr, where: e.Expr, weight: e.Expr, elaborator: Elaborator) -> list[_Row] | None:
    """What the brackets are in each period; reports what results do not hold, and weights that cannot be."""
    cycle = elaborator.policy.cycle
    year = elaborator.year
    assert year is not None
    found = []
    parts = (value, where, weight)
    columns = sorted(set().union(*map(e.columns_of, parts)) - {"class", _MONTH})
    for number in range(1, year.periods + 1):
        known: dict[str, e.Expr] = {_MONTH: e.const(_month(number, cycle))}
        for key in columns:
            earlier = Earlier(key, number, this_year=False).key
            kind = type_of_earlier(earlier, elaborator.policy, elaborator.types, call.place, elaborator.problems)
            if kind is None:
                return None
            elaborator.names.used.add(key)
            elaborator.types[part_column(number, key)] = kind
            known[key] = e.Col(part_column(number, key))
        found.append(_Row(*(e.replaced(part, known) for part in parts)))
    kinds = [type_of(part, elaborator.types) for row in found for part in (row.value, row.weight)]
    if not all(isinstance(kind, Decimal) for kind in kinds):
        elaborator.problems.add("K715", call.args[0].place, "expression")
        return None
    if any(bounds(type_of(row.weight, elaborator.types))[0] < 0 for row in found):
        elaborator.problems.add("K722", call.args[-1].place, "weights")
        return None
    return found


def _month(number: int, cycle: Cycle) -> int:
    """The month by which a table is read in the ``number``-th period of a year: in a longer one that tells the quarter."""
    first = cycle.first - 1 if cycle.word == "MONTH" else 0
    return (first + (number - 1) * cycle.months) % A_YEAR + 1


def _present(value: e.Expr, where: e.Expr) -> e.Expr:
    """Whether a period counts."""
    return e.all_of(where, *(e.Present(key) for key in sorted(e.columns_of(value) - {"class"})))


def _left_out(row: _Row) -> e.Expr:
    """Whether a period has the figure and is left out by 其中."""
    if row.where == e.TRUE:
        return e.FALSE
    return e.all_of(e.opposite(row.where), *(e.Present(key) for key in sorted(e.columns_of(row.value) - {"class"})))


def _sum(*parts: tuple[e.Expr, e.Expr]) -> e.Expr:
    """The sum of the values whose condition holds."""
    return e.add(*(value if when == e.TRUE else e.Case(((when, value),), e.ZERO) for when, value in parts))


def _figure(call: Call, rows: list[_Row], year: Year, best: int, elaborator: Elaborator) -> e.Expr:
    counted = [_present(row.value, row.where) for row in rows]
    pairs = [(when, row.value) for when, row in zip(counted, rows, strict=True)]
    count = _sum(*((when, e.ONE) for when in counted))
    if call.word == "LAST_VALUE":
        return e.Case(tuple(reversed(pairs)), e.Null())
    if call.word not in _MEANS:
        return OF_MANY[call.word](pairs, count)
    weights = [row.weight for row in rows]
    if best:
        counted = [_among_best(rows, counted, at, best) for at in range(len(rows))]
    total = _sum(*((when, e.mul(row.weight, row.value)) for when, row in zip(counted, rows, strict=True)))
    if best:
        whole = e.const(best) if year.missing == "MISSING_ZERO" else _sum(*((when, e.ONE) for when in counted))
    elif year.missing == "MISSING_ZERO":
        whole = _sum(*((_kept(row), weight) for row, weight in zip(rows, weights, strict=True)))
    else:
        whole = _sum(*zip(counted, weights, strict=True))
    if isinstance(whole, e.Const):
        return e.div(total, whole) if whole.value > 0 else e.Null()
    mean = e.div(total, e.Greatest((whole, e.const(_least(weights, elaborator)))))
    return e.Case(((e.Cmp("=", whole, e.ZERO), e.Null()),), mean)


def _kept(row: _Row) -> e.Expr:
    out = _left_out(row)
    return e.TRUE if out == e.FALSE else e.Not(out)


def _among_best(rows: list[_Row], counted: list[e.Expr], at: int, best: int) -> e.Expr:
    """Whether fewer than so many periods are better, of equal ones the earlier."""
    own = rows[at].value
    better = [
        e.Case(((e.And((counted[other], e.Cmp(">=" if other < at else ">", rows[other].value, own))), e.ONE),), e.ZERO)
        for other in range(len(rows))
        if other != at
    ]
    return e.And((counted[at], e.Cmp("<", e.add(*better), e.const(best))))


def _least(weights: list[e.Expr], elaborator: Elaborator) -> Fraction:
    """The least that some weights add up to where they are not 0."""
    kinds = [type_of(weight, elaborator.types) for weight in weights]
    steps = [Fraction(1, 10**kind.digits) for kind in kinds if isinstance(kind, Decimal)]
    lows = [bounds(kind)[0] for kind in kinds]
    return min(lows) if min(lows) > 0 else min(steps)
