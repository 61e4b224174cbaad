"""Logarithms, roots and geometric means are correctly rounded, and both evaluators give the same."""

from collections import Counter
from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.core.expr import Rounding
from kpidsl.core.irrational import GEOMETRIC_MEAN, LOGARITHM, POWER, Means, rounded_value
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import scores_sheet, totals_sheet
from kpidsl.testing import months

DECIMALS = st.builds(Fraction, st.integers(1, 10**12), st.sampled_from([1, 10, 100, 10**4]))
MODES = st.sampled_from(list(Rounding))


def size_error(found: Fraction, exact: Fraction, mode: Rounding) -> bool:
    """Whether a rounded size is where its way of rounding puts it, in units of its last digit."""
    gap = found - exact
    match mode:
        case Rounding.TRUNCATE:
            return -1 < gap <= 0
        case Rounding.UP:
            return 0 <= gap < 1
        case _:
            return abs(gap) <= Fraction(1, 2)


@given(DECIMALS, st.integers(1, 30), st.integers(1, 7), st.integers(0, 12), MODES)
@settings(max_examples=100)
def test_a_power_lies_where_its_rounding_puts_it(value, above, root, digits, mode):
    """By raising the ends of the interval, which needs no root."""
    found = rounded_value(POWER, [value], Fraction(above, root), digits, mode)
    assert found is not None
    below, after = {
        Rounding.TRUNCATE: (Fraction(0), Fraction(1)),
        Rounding.UP: (Fraction(-1), Fraction(0)),
    }.get(mode, (Fraction(-1, 2), Fraction(1, 2)))
    unit, exponent = Fraction(1, 10**digits), Fraction(above, root)
    power = value**exponent.numerator
    low, high = max(found + below * unit, Fraction(0)), found + after * unit
    assert low**exponent.denominator <= power <= high**exponent.denominator


@given(DECIMALS, st.integers(0, 12), MODES)
@settings(max_examples=100)
def test_a_logarithm_lies_where_its_rounding_puts_it(value, digits, mode):
    found = rounded_value(LOGARITHM, [value], None, digits, mode)
    assert found is not None
    with localcontext(Context(prec=80)):
        exact = Fraction((Decimal(value.numerator) / Decimal(value.denominator)).ln())
    assert size_error(abs(found) * 10**digits, abs(exact) * 10**digits, mode)


@pytest.mark.parametrize("power", [-7, -1, 0, 1, 5, 12])
@pytest.mark.parametrize("base", [2, 4, 8, 10, 100, Fraction(3, 2), Fraction(9, 4)])
def test_a_logarithm_that_is_a_quotient_is_exact(base, power):
    value = Fraction(base) ** power
    if value.denominator in (1, 2, 4, 10**-power if power < 0 else 1):
        assert rounded_value(LOGARITHM, [value], Fraction(base), 3, Rounding.UP) == power


def test_a_half_is_rounded_as_said():
    assert rounded_value(LOGARITHM, [Fraction(8)], Fraction(4), 0, Rounding.HALF_EVEN) == 2
    assert rounded_value(POWER, [Fraction(25, 4)], Fraction(1, 2), 0, Rounding.HALF_EVEN) == 2
    assert rounded_value(POWER, [Fraction(25, 4)], Fraction(1, 2), 0, Rounding.HALF_UP) == 3
    assert rounded_value(GEOMETRIC_MEAN, [Fraction(2), Fraction(32)], Fraction(1, 2), 4, Rounding.UP) == 8


@pytest.mark.parametrize(("word", "number", "by"), [(LOGARITHM, 0, None), (POWER, -1, "1/2"), (POWER, 0, "-1/2")])
def test_there_is_no_value_where_none_is_defined(word, number, by):
    by = None if by is None else Fraction(by)
    assert rounded_value(word, [Fraction(number)], by, 2, Rounding.HALF_UP) is None


@given(
    st.lists(st.one_of(DECIMALS, st.sampled_from([Fraction(4), Fraction(9)])), min_size=1, max_size=8),
    st.integers(0, 12),
    MODES,
)
@settings(max_examples=100)
def test_the_mean_of_many_numbers_is_the_root_of_their_product(numbers, digits, mode):
    means = Means(Counter(numbers))
    assert means.mean(digits, mode) == rounded_value(GEOMETRIC_MEAN, numbers, Fraction(1, len(numbers)), digits, mode)
    rest = numbers[1:]
    expected = rounded_value(GEOMETRIC_MEAN, rest, Fraction(1, len(rest)), digits, mode) if rest else None
    assert means.mean(digits, mode, numbers[0]) == expected


@pytest.mark.parametrize("mode", list(Rounding))
def test_the_mean_of_very_many_numbers_that_is_a_decimal_is_that_decimal(mode):
    assert Means({Fraction(2): 10**6, Fraction(8): 10**6}).mean(0, mode) == 4
    assert Means({Fraction(1, 4): 3 * 10**6}).mean(2, mode) == Fraction(1, 4)
    assert Means({Fraction(5): 10**6, Fraction(0): 1}).mean(2, mode) == 0


POLICY = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：队组、机关
指标 任务 {
  考评部门：调度室；填报数据：甲（分，0～100，2 位小数）、乙（分，0～100）、人数（人，1～1000000）、率（%，0～400%）
  计算公式：均分 = 保留（几何平均（甲，乙，50 分），2 位，四舍六入五成双）
  计分办法：考评分 = 均分 × 50% + 保留（对数（人数 ÷ 1 人，10），4 位，只舍不入）× 1 分
    + 保留（对数（较高者（保留（率，1 位，四舍五入），0.1%）），3 位，只入不舍）× 1 分 + 保留（乘方（率，1 ÷ 3），1 位，四舍五入）× 10 分
    + 保留（乘方（率 + 10%，-1.5），2 位，只入不舍）× 1 分
}
指标 安全 { 考评部门：调度室；计分办法：考评分 = 保留（对数（8，4），2 位，四舍五入）× 60 分 }
权重表 {
  | 指标 | 队组 | 机关 |
  | 任务 | 60%  | —    |
  | 安全 | 40%  | 100% |
}
"""


@pytest.fixture(scope="module")
def program():
    problems = Problems()
    found = compile_text(POLICY, problems)
    assert found is not None, list(problems)
    return found


@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_both_evaluators_give_the_same(program, data):
    month = data.draw(months(program))
    expected, found = evaluate(program.plan, month), DuckDBEngine().run(program.plan, month)
    for sheet in (totals_sheet(program.plan, "zh"), scores_sheet(program.plan, "zh")):
        assert found.rows(sheet) == expected.rows(sheet)
    for unit in month.units[:2]:
        assert found.figures(unit.name) == expected.figures(unit.name)
