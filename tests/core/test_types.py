"""What is proven about a value holds for every value."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpidsl.backends.reference.expressions import value_of
from kpidsl.core import expr as e
from kpidsl.core.types import Decimal, Rational, bounds, type_of

TYPES = {"计划": Decimal(0, Fraction(0), Fraction(50)), "完成": Decimal(1, Fraction(-3), Fraction(60))}
COLUMNS = st.sampled_from(sorted(TYPES)).map(e.Col)
CONSTANTS = st.fractions(min_value=-3, max_value=3, max_denominator=7).map(e.const)
NUMBERS = st.recursive(
    COLUMNS | CONSTANTS,
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(e.Add),
        st.tuples(parts, parts).map(e.Mul),
        st.tuples(parts, parts).map(e.Least),
        st.tuples(parts, parts).map(e.Greatest),
        st.builds(e.Div, parts, parts),
        st.builds(e.Round, parts, st.integers(0, 3), st.sampled_from(e.Rounding)),
    ),
    max_leaves=6,
)


@given(NUMBERS, st.integers(0, 50), st.integers(-30, 600))
def test_values_keep_within_their_bounds_and_parts(expr, plan, done):
    value = value_of(expr, {"计划": Fraction(plan), "完成": Fraction(done, 10)})
    kind = type_of(expr, TYPES)
    if value is None:
        return
    low, high = bounds(kind)
    assert low <= value <= high
    match kind:
        case Decimal(digits):
            assert (value * 10**digits).denominator == 1
        case Rational(_, _, parts):
            assert value.denominator <= parts
