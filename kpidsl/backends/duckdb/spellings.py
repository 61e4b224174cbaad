"""All plain ways to write the values of a column.

Takes an input and whether its heading carries the sign; gives the texts, in stretches whose numbers rise evenly, so that the
position of a text is its number but for a product and a sum. A database that knows the texts as a type proves a cell and
reads it at one stroke. Every text means here what ``scores.cells`` says it means; not every text that is read there is here.
"""

from fractions import Fraction
from functools import lru_cache
from math import lcm

from kpidsl.plan.nodes import Input
from kpidsl.scores.contract import SIGNS
from kpidsl.values import frozen

MANY = 1 << 11
"""Texts beyond which looking one up misses the caches of a processor, and costs more than proving its pattern."""


@frozen
class Stretch:
    """Texts of the numbers ``first``, ``first + stride``, …, in units of the last declared decimal."""

    texts: tuple[str, ...]
    first: int
    stride: int


def spellings(wanted: Input, bare: bool) -> tuple[Stretch, ...]:
    """The texts of a numeric input, the longest first; nothing where there are too many or none."""
    return _spellings(wanted.decimals, wanted.step, wanted.low, wanted.high, SIGNS.get(wanted.unit, ""), bare)


@lru_cache(maxsize=64)
def _spellings(
    places: int, every: Fraction | None, least: Fraction, most: Fraction, own: str, bare: bool
) -> tuple[Stretch, ...]:
    """Many columns of a policy are alike: their texts are made once."""
    unit = 10**places
    step = every * unit if every else Fraction(1)
    if step.denominator != 1:
        return ()
    low, high = -(-least * unit // 1), most * unit // 1
    signs = ([""] if bare else []) + [own]
    if len(signs) * (high - low) // int(step) >= MANY:
        return ()
    found = []
    for sign in signs:
        # A bare number up to 1 may be a share of 1: only with its sign is it a percentage.
        spans = [(low, -unit - 1), (0, 0), (unit + 1, high)] if bare and not sign else [(low, high)]
        for decimals in range(places, -1, -1):
            stride = lcm(int(step), 10 ** (places - decimals))
            found += [_stretch(max(one, low), min(other, high), stride, unit, decimals, sign) for one, other in spans]
    kept = tuple(stretch for stretch in found if stretch.texts)
    return kept if sum(len(stretch.texts) for stretch in kept) <= MANY else ()


def _stretch(low: int, high: int, stride: int, unit: int, decimals: int, sign: str) -> Stretch:
    first = -(-low // stride) * stride
    texts = tuple(_text(number, unit, decimals) + sign for number in range(first, high + 1, stride))
    return Stretch(texts, first, stride)


def _text(number: int, unit: int, decimals: int) -> str:
    whole, rest = divmod(abs(number) * 10**decimals // unit, 10**decimals)
    text = f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)
    return f"-{text}" if number < 0 else text
