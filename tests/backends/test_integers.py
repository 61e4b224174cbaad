"""The translation to integers: exact, within its proven bounds, and refused where no width is proven to be enough."""

import random
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.reference.expressions import value_of
from kpidsl.backends.sql.dialect import DUCKDB, Names
from kpidsl.backends.sql.emit import Emitter
from kpidsl.core import expr as e
from kpidsl.core import types as t
from kpidsl.core.expr import Rounding
from kpidsl.core.rounding import round_to, rounded
from kpidsl.plan.integers import build
from kpidsl.plan.integers import expr as i
from kpidsl.plan.integers.numbers import Expressions, TextColumn
from kpidsl.plan.integers.program import Integers, Overflow, QuotientKey
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Emit, Extend, Input, Origin, Plan, Rank, Report, Scan, Title
from kpidsl.scores.month import Month, RosterUnit
from tests.backends.strategies import CLASSES, INPUTS, Shape, cell_of
from tests.long_runs import examples

MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP, Rounding.TRUNCATE: ROUND_DOWN, Rounding.UP: ROUND_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
}  # fmt: skip


def signed_pairs() -> list[tuple[int, int]]:
    """Dividends of both signs over small and large divisors, ties and whole quotients included."""
    chance = random.Random(20190326)
    pairs = [(sign * num, den) for num in range(60) for den in range(1, 13) for sign in (1, -1)]
    for _ in range(20_000):
        den = chance.choice([chance.randint(1, 50), 2 * chance.randint(1, 10**6), chance.randint(1, 10**9)])
        num = chance.choice([chance.randint(-(10**15), 10**15), den * chance.randint(-999, 999) + den // 2])
        pairs.append((num, den))
    return pairs


@pytest.mark.parametrize("mode", list(Rounding))
def test_rounding_division_is_that_of_decimal_arithmetic(mode):
    pairs = signed_pairs()
    bounds = (-(2 * 10**15), 2 * 10**15)
    num, den = i.IntCol("num", *bounds, False), i.IntCol("den", 1, 2 * 10**9, False)
    emitter = Emitter(DUCKDB, Names())
    sql = emitter.number(build.divide(num, den, mode))
    small = emitter.number(build.divide(num, i.IntLit(8), mode))
    with DuckDBEngine().connect() as database:
        database.execute("CREATE TABLE pairs (place BIGINT, num BIGINT, den BIGINT)")
        values = ", ".join(f"({place}, {a}, {b})" for place, (a, b) in enumerate(pairs))
        database.execute(f"INSERT INTO pairs VALUES {values}")
        found = database.execute(f"SELECT {sql}, {small} FROM pairs ORDER BY place").fetchall()
    for (a, b), (whole, eighths) in zip(pairs, found, strict=True):
        assert whole == int((Decimal(a) / Decimal(b)).quantize(Decimal(1), MODES[mode])) == rounded(a, b, mode)
        assert eighths == int((Decimal(a) / 8).quantize(Decimal(1), MODES[mode])) == round_to(Fraction(a, 8), 0, mode)


def value_of_int(expr: i.Int, row: dict[str, int | None]) -> int | None:
    """The meaning of an integer expression; its bounds are asserted on the way."""
    found = _value(expr, row)
    if found is not None:
        bounds = i.interval(expr)
        assert bounds.lo <= found <= bounds.hi
    else:
        assert i.may_be_absent(expr)
    return found


def _value(expr: i.Int, row: dict[str, int | None]) -> int | None:
    match expr:
        case i.IntLit(value):
            return value
        case i.IntNull():
            return None
        case i.IntCol(key):
            return row[key]
        case i.IntCase(arms, default):
            chosen = next((value for when, value in arms if truth_of(when, row)), default)
            return value_of_int(chosen, row)
        case i.IntDiv(num, den, mode):
            a, b = value_of_int(num, row), value_of_int(den, row)
            return None if a is None or b is None else rounded(a, b, mode)
        case _:
            parts = [value_of_int(part, row) for part in expr.args]
            if None in parts:
                return None
            match expr:
                case i.IntAdd():
                    return sum(parts)
                case i.IntMul():
                    product = 1
                    for part in parts:
                        product *= part
                    return product
                case i.IntMin():
                    return min(parts)
                case i.IntMax():
                    return max(parts)


def truth_of(expr: i.Truth, row: dict[str, int | None]) -> bool:
    match expr:
        case i.IntCmp(op, left, right):
            a, b = value_of_int(left, row), value_of_int(right, row)
            return a is not None and b is not None and build.holds(op, a, b)
        case i.Known(arg):
            return value_of_int(arg, row) is not None
        case i.Filled(key) | i.TruthCol(key):
            return bool(row[key])
        case i.TextAmong(key, texts):
            return row[key] in texts
        case i.All(args):
            return all(truth_of(arg, row) for arg in args)
        case i.Any(args):
            return any(truth_of(arg, row) for arg in args)
        case i.IsNot(arg):
            return not truth_of(arg, row)
        case i.Choice(arms, default):
            chosen = next((value for when, value in arms if truth_of(when, row)), default)
            return chosen is not None and truth_of(chosen, row)


@settings(max_examples=examples(150), deadline=None)
@given(data=st.data())
def test_values_stay_within_their_proven_bounds(data):
    shape = Shape(data.draw, {CLASS: t.Text(), **INPUTS})
    expr = shape.number(4)
    work = Expressions()
    work.columns[CLASS], work.proven[CLASS] = TextColumn(CLASS), t.Text()
    row: dict[str, int | None] = {CLASS: data.draw(st.sampled_from(CLASSES))}
    opening = {CLASS: row[CLASS]}
    for key, kind in INPUTS.items():
        digits = kind.digits if isinstance(kind, t.Decimal) else 0
        low, high = t.bounds(kind)
        column = i.IntCol(key, int(low * 10**digits), int(high * 10**digits), True)
        work.columns[key], work.proven[key] = Quotient(column, 1, (), digits), kind
        cell = data.draw(cell_of(kind))
        opening[key] = cell if isinstance(cell, Fraction) else None
        row[key] = int(cell * 10**digits) if isinstance(cell, Fraction) else None
    try:
        number = work.number(expr)
    except build.TooWide:
        return
    for made in work.pending:
        row[made.column.key] = value_of_int(made.expr, row)
    parts = [value_of_int(part, row) for part in (number.num, *number.factors)]
    found = None
    if None not in parts:
        found = Fraction(parts[0], number.den) / Fraction(10) ** number.digits
        for part in parts[1:]:
            found /= part
    assert found == value_of(expr, opening)


BIG = t.Decimal(2, Fraction(-(10**13)), Fraction(10**13))


def plan_of(expr: e.Expr, kind: t.Type | None = None, *more) -> Plan:
    """Two amounts of money, and one column computed from them."""
    owners = tuple((name, "财务科") for name in CLASSES)
    inputs = tuple(
        Input(key, key, "", BIG, owners, (), "yuan", Fraction(1), 2, BIG.low, BIG.high) for key in ("收入", "成本")
    )
    types = {
        UNIT: t.Text(),
        CLASS: t.Text(),
        ORDER: t.COUNT,
        "收入": BIG,
        "成本": BIG,
        "state:收入": t.FLAG,
        "state:成本": t.FLAG,
    }
    types["利润率"] = kind or t.type_of(expr, types)
    made = Extend("利润率", expr, types["利润率"], Title("利润率", "MARK"), Origin(5, clause="三（一）"))
    shown = Report("K598", e.TRUE, ("利润率",))
    return Plan("办法", "1", (Scan(inputs, {}, CLASSES), made, *more, shown, Emit((), ORDER, ORDER, (), ())), types)


def month_of(income: Fraction, cost: Fraction) -> Month:
    return Month("2019-03", (RosterUnit("一队", CLASSES[0], {}),), {"收入": {"一队": income}, "成本": {"一队": cost}})


INCOME, COST = e.Col("收入"), e.Col("成本")
EDGES = [BIG.low, BIG.high, Fraction(0), Fraction(1, 100), Fraction(-1, 100), Fraction(333333333333333, 100)]


WIDE = [
    e.mul(INCOME, COST),
    e.Round(e.mul(INCOME, e.const(123457)), 0, Rounding.HALF_UP),
    e.Round(e.div(INCOME, COST), 4, Rounding.HALF_EVEN),
    e.Round(e.div(e.add(INCOME, e.const(-1)), COST), 6, Rounding.UP),
    e.add(e.mul(INCOME, e.const(9001)), e.mul(COST, e.const(-9001)), e.const(Fraction(1, 7))),
    e.Least((e.mul(INCOME, e.const(1234567)), e.const(100))),
    e.Case(((e.Cmp(">", e.mul(INCOME, e.const(12345678)), COST), e.mul(COST, e.const(12345))),), e.ZERO),
]
"""What leaves 64 bits on the way or in the end."""


@pytest.mark.parametrize("expr", WIDE)
def test_what_leaves_64_bits_is_computed_in_128(expr):
    plan = plan_of(expr)
    assert any("HUGEINT" in text for text in _statements(plan))
    for income in EDGES:
        for cost in EDGES:
            month = month_of(income, cost)
            assert DuckDBEngine(threads=1).run(plan, month).reports == evaluate(plan, month).reports


def _statements(plan: Plan) -> list[str]:
    from kpidsl.backends.sql.program import Program

    return Program.of(Integers.of(plan), DUCKDB).statements


def test_what_may_have_more_than_38_digits_is_refused_with_its_rule():
    product = e.mul(INCOME, COST, INCOME)
    with pytest.raises(Overflow) as refused:
        Integers.of(plan_of(product))
    assert refused.value.title == Title("利润率", "MARK")
    assert refused.value.origin.clause == "三（一）"
    assert refused.value.bound == 10**45


def test_a_named_rounding_makes_room():
    rate = e.div(INCOME, e.Greatest((COST, e.ONE)))
    four = e.mul(rate, rate, rate)
    with pytest.raises(Overflow):
        Integers.of(plan_of(four))
    short = e.Round(e.Least((e.Greatest((rate, e.ZERO)), e.const(2))), 4, Rounding.HALF_UP)
    Integers.of(plan_of(e.mul(short, short, short)))


def test_ranking_by_a_quotient_is_refused():
    rank = Rank(
        (("甲", CLASSES),),
        ("利润率",),
        "better",
        e.TRUE,
        e.TRUE,
        e.TRUE,
        "a",
        "b",
        "c",
        "d",
        Title("等次", "RANK"),
        Origin(15),
    )
    with pytest.raises(QuotientKey):
        Integers.of(plan_of(e.div(INCOME, COST), None, rank))


@pytest.mark.parametrize("sign", [1, -1])
def test_38_digits_are_computed_and_no_more(sign):
    half = i.IntCol("a", 0, 10**19 - 1, False)
    whole = build.add((build.mul((half, i.IntLit(sign * 10**19))), i.IntLit(sign * (10**19 - 1))))
    assert (i.interval(whole).lo, i.interval(whole).hi)[sign > 0] == sign * (10**38 - 1)
    with pytest.raises(build.TooWide):
        build.add((whole, i.IntLit(sign)))
