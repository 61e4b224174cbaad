"""Colours: text can be read on every shade, also over hatching, and hatching can be seen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.render.diagram.ink import (
    BLACK,
    HEAD,
    QUIET,
    READABLE,
    WHITE,
    contrast,
    hatch_on,
    ink_on,
    mixed,
    shade,
)

WEIGHTS = st.fractions(0, 1, max_denominator=10_000)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
STEPS = [Fraction(number, 1000) for number in range(1001)]


@pytest.mark.parametrize(
    ("one", "two", "ratio"),
    [(BLACK, WHITE, 21.0), (WHITE, WHITE, 1.0), ("#767676", WHITE, 4.54), ("#ff0000", WHITE, 4.0)],
)
def test_contrast_is_that_of_wcag(one: str, two: str, ratio: float) -> None:
    assert contrast(one, two) == contrast(two, one) == pytest.approx(ratio, abs=0.01)


@given(COLOURS)
def test_ink_can_be_read_on_any_colour(fill: str) -> None:
    assert contrast(ink_on(fill), fill) >= READABLE


@given(WEIGHTS)
def test_ink_can_be_read_on_the_shade_of_any_weight_and_over_its_hatching(weight: Fraction) -> None:
    fill = shade(weight)
    assert contrast(ink_on(fill), fill) >= READABLE
    assert contrast(ink_on(fill), hatch_on(fill)) >= READABLE


def test_hatching_is_seen_on_the_shade_of_every_weight_and_on_paper() -> None:
    assert min(contrast(hatch_on(fill), fill) for fill in [WHITE, *map(shade, STEPS)]) >= 1.3


def test_more_weight_is_darker() -> None:
    lightness = [contrast(shade(weight), BLACK) for weight in STEPS]
    assert lightness == sorted(lightness, reverse=True)
    assert len(set(map(shade, STEPS[::10]))) == 101


def test_what_is_said_beside_and_in_headings_can_be_read() -> None:
    assert contrast(QUIET, WHITE) >= READABLE
    assert contrast(BLACK, HEAD) >= READABLE


@pytest.mark.parametrize(("weight", "same"), [(Fraction(-1), Fraction(0)), (Fraction(3, 2), Fraction(1))])
def test_a_share_outside_the_scale_has_the_shade_of_its_end(weight: Fraction, same: Fraction) -> None:
    assert shade(weight) == shade(same)


@given(COLOURS, COLOURS)
def test_a_mix_of_nothing_and_of_everything(one: str, two: str) -> None:
    assert (mixed(one, two, Fraction(0)), mixed(one, two, Fraction(1))) == (one, two)
