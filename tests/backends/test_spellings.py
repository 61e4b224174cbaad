"""The texts that the database knows as a type mean what the row-by-row reader says they mean."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.backends.duckdb.spellings import MANY, spellings
from kpidsl.core.types import Decimal
from kpidsl.plan.nodes import Input
from kpidsl.scores.cells import read_cell
from kpidsl.scores.header import Column, Role

WINDOW = 4000
"""How many values one after another are looked at, where there are more."""
RATE = Input(
    "率",
    "率",
    "",
    Decimal(2, Fraction(0), Fraction(1)),
    (),
    (),
    "percent",
    Fraction(1, 100),
    0,
    Fraction(0),
    Fraction(100),
)


@st.composite
def inputs(draw) -> Input:
    decimals = draw(st.integers(0, 3))
    low, high = sorted(Fraction(draw(st.integers(-2000, 2000)), draw(st.sampled_from([1, 10, 100, 7]))) for _ in "ab")
    steps = [None, Fraction(1, 10**decimals), Fraction(5, 10**decimals), Fraction(5), Fraction(1, 2), Fraction(1, 3)]
    unit, scale = draw(
        st.sampled_from([("percent", Fraction(1, 100)), ("permille", Fraction(1, 1000)), ("point", Fraction(1))])
    )
    return evolve(
        RATE, unit=unit, scale=scale, decimals=decimals, low=low, high=high, step=draw(st.sampled_from(steps))
    )


def texts_of(wanted: Input, bare: bool) -> dict[str, Fraction]:
    unit = Fraction(1, 10**wanted.decimals)
    return {
        text: (stretch.first + place * stretch.stride) * unit
        for stretch in spellings(wanted, bare)
        for place, text in enumerate(stretch.texts)
    }


@settings(max_examples=60, deadline=None)
@given(wanted=inputs(), bare=st.booleans())
def test_listed_texts_are_read_alike(wanted, bare):
    bare = bare and wanted.unit != "point"
    column = Column(0, "率", Role.INPUT, 0, wanted, bare)
    for text, number in texts_of(wanted, bare).items():
        assert read_cell(text, column) == number * wanted.scale, text


@settings(max_examples=60, deadline=None)
@given(wanted=inputs(), bare=st.booleans(), data=st.data())
def test_every_value_is_listed_in_every_length(wanted, bare, data):
    bare = bare and wanted.unit != "point"
    listed = texts_of(wanted, bare)
    if not listed:
        return
    column = Column(0, "率", Role.INPUT, 0, wanted, bare)
    unit = Fraction(1, 10**wanted.decimals)
    low, high = -(-wanted.low // unit), wanted.high // unit
    last = max(low, high - WINDOW)
    first = data.draw(st.sampled_from([low, last]) | st.integers(low, last))
    for number in range(first, min(first + WINDOW, high) + 1):
        value = abs(number * unit)
        for decimals in range(wanted.decimals + 1):
            whole, rest = divmod(value * 10**decimals, 10**decimals)
            digits = f"{whole}.{int(rest):0{decimals}d}" if decimals else str(whole)
            for sign in ("", "%", "‰"):
                text = ("-" if number < 0 else "") + digits + sign
                if rest.denominator == 1 and isinstance(read_cell(text, column), Fraction):
                    assert text in listed


@pytest.mark.parametrize(
    ("decimals", "bare", "count"),
    [(0, False, 101), (0, True, 201), (1, False, 1001 + 101), (1, True, 0), (2, False, 0)],
)
def test_long_lists_are_left_out(decimals, bare, count):
    assert len(texts_of(evolve(RATE, decimals=decimals), bare)) == count
    assert count <= MANY
