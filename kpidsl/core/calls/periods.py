"""Functions over earlier periods: 总和、平均、最大值、最小值、个数 of 此前 3 个月, 本年以来 or 本年此前; 连续 2 个月（…）; 同比, 环比.

Each period looked back to is one more column of the unit's own row, so that every function is said in other operations. Periods
without the figure do not count; a mean or an extreme over none is absent, a sum or a count 0. Reports a span that is no whole
number of periods (K717), a figure without declared digits (K715), and what 同比 and 环比 cannot be of (K720).
"""

from collections.abc import Callable, Mapping, Sequence

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.earlier import MOST_BACK, earlier_of, moved_back, periods_in
from kpidsl.core.elaborate import Elaborator, Function
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, bounds, type_of
from kpidsl.core.wording import keyword
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.tree import Call, Expr, Form, Number, Op, Ref, Word
from kpidsl.values import frozen

TRUTHS = ("=", "!=", "<", "<=", ">", ">=", "reaches", "and", "or", "not")


@frozen
class _Back:
    """A period looked back to, 0 being this one."""

    back: int
    this_year: bool


def over_periods(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """A figure of the same unit's periods."""
    assert call.scope is not None
    periods = _periods(call.scope, elaborator)
    if periods is None or not _fits(call, elaborator):
        return None
    kinds = kinds if periods[0].back == 0 else ""
    before = len(elaborator.absences)
    found = _inner(call, elaborator, family, kinds)
    del elaborator.absences[before:]
    if found is None:
        return None
    value, counts, dimension = found
    rows = _rows(value, counts, periods, call, elaborator)
    if rows is None:
        return None
    return _of_many(call, rows, dimension, elaborator, periods[0].back == 0)


def _fits(call: Call, elaborator: Elaborator) -> bool:
    if call.word in OF_MANY and len(call.args) == 1 and call.mode is None:
        return True
    elaborator.problems.add(
        "K395", call.place, "", (), **both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))
    )
    return False


def _inner(
    call: Call, elaborator: Elaborator, family: str, kinds: str
) -> tuple[e.Expr, e.Expr, dim.Dimension | None] | None:
    """What is gathered in one period: its value, whether the period counts, its dimension."""
    where = elaborator.truth(call.where, family, kinds) if call.where is not None else e.TRUE
    arg = call.args[0]
    if where is None:
        return None
    if call.word == "COUNT" and isinstance(arg, Op) and arg.op in TRUTHS:
        truth = elaborator.truth(arg, family, kinds)
        return None if truth is None else (e.ONE, e.all_of(truth, where), None)
    value = elaborator.quantity(arg, family, kinds)
    if value is not None and value.dimension == dim.DATE and call.word in ("SUM_OF", "MEAN"):
        elaborator.problems.add("K643", arg.place)
        return None
    return None if value is None else (value.expr, where, value.dimension)


def _rows(
    value: e.Expr, counts: e.Expr, periods: Sequence[_Back], call: Call, elaborator: Elaborator
) -> list[tuple[e.Expr, e.Expr]] | None:
    """For each period whether it counts, and its value."""
    found = []
    for period in periods:
        moved_value, moved_counts = (_moved(part, period) for part in (value, counts))
        columns = sorted(e.columns_of(moved_value) | e.columns_of(moved_counts))
        if not all(elaborator.reads_earlier(column, call.place) for column in columns):
            return None
        present = (e.Present(column) for column in sorted(e.columns_of(moved_value) - {"class"}))
        found.append((e.all_of(moved_counts, *present), moved_value))
    kind = type_of(found[0][1], elaborator.types)
    if not isinstance(kind, Decimal):
        elaborator.problems.add("K715", call.args[0].place, "expression")
        return None
    return found


def _moved(expr: e.Expr, period: _Back) -> e.Expr:
    if period.back == 0:
        return expr
    return e.renamed(expr, lambda key: key if key == "class" else moved_back(key, period.back, period.this_year))


def _of_many(
    call: Call,
    rows: list[tuple[e.Expr, e.Expr]],
    dimension: dim.Dimension | None,
    elaborator: Elaborator,
    has_this_one: bool,
) -> Quantity:
    count = e.add(*(e.Case(((when, e.ONE),), e.ZERO) for when, _ in rows))
    expr = OF_MANY[call.word](rows, count)
    if call.word == "MEAN":
        expr = _within(expr, rows, elaborator)
    if call.word in ("MEAN", "LARGEST", "SMALLEST") and not has_this_one:
        elaborator.absences.append((e.Cmp("=", count, e.ZERO), call.place))
    return Quantity(expr, None if call.word == "COUNT" else dimension, call.place)


def _within(mean: e.Expr, rows: list[tuple[e.Expr, e.Expr]], elaborator: Elaborator) -> e.Expr:
    """A mean is no less than the least value there can be, which is to be proven where it is divided by."""
    low = min(bounds(type_of(value, elaborator.types))[0] for _, value in rows)
    follows = any(
        (known := earlier_of(key)) and known.of == elaborator.announced for _, v in rows for key in e.columns_of(v)
    )
    return mean if low <= 0 or follows else e.Greatest((mean, e.const(low)))


def _sum(rows: list[tuple[e.Expr, e.Expr]], count: e.Expr) -> e.Expr:  # noqa: ARG001
    return e.add(*(e.Case(((when, value),), e.ZERO) for when, value in rows))


def _mean(rows: list[tuple[e.Expr, e.Expr]], count: e.Expr) -> e.Expr:
    some = e.div(_sum(rows, count), e.Greatest((count, e.ONE)))
    return e.Case(((e.Cmp("=", count, e.ZERO), e.Null()),), some)


def _extreme(kind: type[e.Least] | type[e.Greatest]) -> "OfMany":
    def found(rows: list[tuple[e.Expr, e.Expr]], count: e.Expr) -> e.Expr:  # noqa: ARG001
        """Periods that do not count give the figure of the first that does."""
        first = e.Case(tuple(rows), e.Null())
        return kind(tuple(e.Case((row,), first) for row in rows)) if len(rows) > 1 else first

    return found


OfMany = Callable[[list[tuple[e.Expr, e.Expr]], e.Expr], e.Expr]
OF_MANY: Mapping[str, OfMany] = {
    "SUM_OF": _sum,
    "MEAN": _mean,
    "LARGEST": _extreme(e.Greatest),
    "SMALLEST": _extreme(e.Least),
    "COUNT": lambda rows, count: count,  # noqa: ARG005
}


def _periods(scope: Form, elaborator: Elaborator) -> list[_Back] | None:
    """The periods of a scope, the latest first."""
    if scope.word in ("THIS_YEAR", "EARLIER_THIS_YEAR"):
        each = elaborator.policy.cycle.in_a_year
        now = [_Back(0, False)] if scope.word == "THIS_YEAR" else []
        found = [*now, *(_Back(back, True) for back in range(1, each))]
        if each < 2:
            if elaborator.policy.period:  # else how long a period is has been asked for (K208)
                elaborator.problems.add("K717", scope.place, "year")
            return None
        return found
    count = _count(scope, elaborator)
    return None if count is None else [_Back(back, False) for back in range(1, count + 1)]


def _count(scope: Form, elaborator: Elaborator) -> int | None:
    """How many periods ``3 个月`` are."""
    number = scope.get("number")
    assert isinstance(number, Number)
    problems, policy = elaborator.problems, elaborator.policy
    measure = dim.measure(number.unit) if number.unit else None
    count = None
    if measure is not None and measure.dimension == dim.parse("period"):
        count = periods_in(policy, number.value * measure.scale)
    if count is None and not policy.period:  # how long a period is has been asked for (K208)
        return None
    if count is None:
        words = both("period", *(keyword(policy.period, lang) for lang in ("zh", "en")))
        problems.add("K717", number.place, "", (), **words)
        return None
    if count == 0:
        problems.add("K717", number.place, "none")
        return None
    if count > MOST_BACK:
        problems.add("K717", number.place, "many", (), count=count, most=MOST_BACK)
        return None
    return count


def consecutive(call: Call, elaborator: Elaborator, family: str, kinds: str) -> e.Expr | None:
    """``连续 2 个月（…）``: whether it holds now and in the periods before; where one is missing it does not."""
    assert call.scope is not None
    count = _count(call.scope, elaborator)
    if count is None:
        return None
    if count < 2:
        elaborator.problems.add("K717", call.scope.place, "one")
        return None
    before = len(elaborator.absences)
    truth = elaborator.truth(call.args[0], family, kinds)
    del elaborator.absences[before:]
    if truth is None:
        return None
    found = [_moved(truth, _Back(back, False)) for back in range(count)]
    columns = sorted(set().union(*map(e.columns_of, found)))
    known = [elaborator.reads_earlier(column, call.place) for column in columns]
    return e.all_of(*map(_there, found[1:]), *found) if all(known) else None


def _there(truth: e.Expr) -> e.Expr:
    """Whether a period has anything of what is asked of it: where it has not, 非 连续 holds."""
    return e.any_of(*(e.Present(column) for column in sorted(e.columns_of(truth) - {"class"})))


def _growth(before: str) -> Function:
    """The growth over an earlier figure of the same name."""

    def found(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
        (now, *others) = call.args
        if not isinstance(now, Ref) or others or call.mode is not None:
            words = both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))
            elaborator.problems.add("K720", call.place, "", (), **words)
            return None
        if elaborator.meaning(now, family, kinds) is None:
            return None
        then = Ref((Word(before, now.place), *now.parts), now.place)
        gap: Expr = Op("+", (now, then), call.place, "+-")
        return elaborator.quantity(Op("*", (gap, then), call.place, "*/"), family, kinds)

    return found


PERIODS: Mapping[str, Function] = dict.fromkeys(("PAST", "THIS_YEAR", "EARLIER_THIS_YEAR"), over_periods)
GROWTH: Mapping[str, Function] = {"YEAR_ON_YEAR": _growth("LAST_YEAR"), "PERIOD_ON_PERIOD": _growth("LAST_PERIOD")}
