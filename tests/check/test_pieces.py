"""The pieces of a function of one number are the function: everywhere, and in the way they go."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpidsl.backends.reference.expressions import value_of
from kpidsl.check.pieces import Asked, Piece, pieces_of
from kpidsl.core import expr as e

X = e.Col("data:甲·数")
LOW, HIGH = Fraction(-3), Fraction(7)
WHOLE = Fraction(1)

numbers = st.builds(Fraction, st.integers(-20, 20), st.sampled_from([1, 2, 5, 10]))
constants = st.builds(e.Const, numbers)
lines = st.builds(lambda a, b: e.add(e.mul(X, e.const(a)), e.const(b)), numbers, numbers)
stairs = st.builds(e.Round, lines, st.integers(0, 1), st.sampled_from(e.Rounding))
shares = st.builds(lambda num, by: e.Div(num, e.add(X, e.const(by))), constants, st.integers(-2, 9))


def _larger(parts: st.SearchStrategy[e.Expr]) -> st.SearchStrategy[e.Expr]:
    pairs = st.tuples(parts, parts)
    conditions = st.builds(e.Cmp, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), parts, constants)
    either = st.one_of(
        conditions, st.builds(lambda a, b: e.And((a, b)), conditions, conditions), st.builds(e.Not, conditions)
    )
    return st.one_of(
        st.builds(lambda ab: e.add(*ab), pairs),
        st.builds(lambda a, by: e.mul(a, e.Const(by)), parts, numbers),
        st.builds(lambda a, b: e.Least((a, b)), parts, constants),
        st.builds(lambda a, b: e.Greatest((a, b)), parts, constants),
        st.builds(lambda when, a, b: e.Case(((when, a),), b), either, parts, parts),
    )


exprs = st.recursive(st.one_of(constants, lines, stairs, shares), _larger, max_leaves=6)
points = st.builds(lambda at: LOW + (HIGH - LOW) * at / 60, st.integers(0, 60))


def _pieces(expr: e.Expr, step: Fraction | None) -> tuple[Piece, ...]:
    found = pieces_of(expr, Asked(X.key, LOW, HIGH, ()), step)
    assume(found is not None)
    assert found is not None
    return found


def _worked_out(expr: e.Expr, at: Fraction) -> object:
    return value_of(expr, {X.key: at})


@given(exprs, points)
def test_a_piece_holds_every_number_once_and_has_its_value(expr: e.Expr, at: Fraction) -> None:
    (piece,) = (one for one in _pieces(expr, None) if one.holds(at))
    assert (None if piece.curve is None else piece.curve.at(at)) == _worked_out(expr, at)


@given(exprs, st.integers(-3, 7))
def test_with_a_step_its_multiples_are_held_once(expr: e.Expr, at: int) -> None:
    (piece,) = (one for one in _pieces(expr, WHOLE) if one.holds(Fraction(at)))
    assert (None if piece.curve is None else piece.curve.at(Fraction(at))) == _worked_out(expr, Fraction(at))


@given(exprs, st.lists(points, min_size=2, max_size=2, unique=True))
def test_a_piece_goes_the_way_it_says(expr: e.Expr, ends: list[Fraction]) -> None:
    low, high = sorted(ends)
    for piece in _pieces(expr, None):
        if piece.curve is not None and piece.curve.way is not None and piece.holds(low) and piece.holds(high):
            assert (piece.curve.at(high) - piece.curve.at(low)) * piece.curve.way >= 0
            assert piece.curve.way or piece.curve.at(high) == piece.curve.at(low)


@pytest.mark.parametrize(
    "expr",
    [
        e.Mul((X, X)),
        e.Irrational("LOGARITHM", (X,), None, 2, e.Rounding.HALF_UP),
        e.Among("unit", ("甲",)),
        e.Col("data:乙·数"),
    ],
)
def test_what_is_no_line_staircase_or_share_is_not_decided(expr: e.Expr) -> None:
    assert pieces_of(expr, Asked(X.key, LOW, HIGH, ()), None) is None


def test_a_range_the_wrong_way_round_has_no_pieces() -> None:
    choice = e.Case(((e.Cmp("<", X, e.ONE), e.ONE),), e.ZERO)
    assert pieces_of(choice, Asked(X.key, HIGH, LOW, ()), None) is None


def test_where_steps_end_at_a_floor_is_found_exactly() -> None:
    """每低 1 个百分点扣 3 分，不足 1 个百分点按 1 个计，最低 60 分: 14 started steps are more than 40 points."""
    steps = e.Round(e.mul(e.Greatest((e.ZERO, e.sub(e.const(Fraction(95, 100)), X))), e.const(100)), 0, e.Rounding.UP)
    mark = e.Greatest((e.sub(e.const(100), e.mul(steps, e.const(3))), e.const(60)))
    found = pieces_of(mark, Asked(X.key, Fraction(0), Fraction(2), ()), None)
    assert found is not None
    assert [(piece.low, piece.high, piece.first, piece.last) for piece in found] == [
        (Fraction(0), Fraction(82, 100), 60, 60),
        (Fraction(82, 100), Fraction(95, 100), 61, 97),
        (Fraction(95, 100), Fraction(2), 100, 100),
    ]
