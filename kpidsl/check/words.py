"""Numbers and names as messages show them.

Takes exact values; gives text. A value is shown whole, or cut and marked ``≈``.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor

from kpidsl.core.wording import keyword, plain
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.amounts import decimal

ALMOST_FULL = Fraction(95, 100)
"""The share of the full mark that witnesses have everywhere else: 95 of 100."""

NAMED = 3
"""How many names a message gives before it counts the rest."""


def percent(value: Fraction) -> str:
    """A share of 1 in percent: ``98%``."""
    return plain(value * 100) + "%"


def gap(value: Fraction) -> str:
    """The size of a difference of two shares in percentage points, without the unit: ``2``."""
    return plain(abs(value) * 100)


def points_of(share: Fraction, full: Fraction) -> str:
    """A share of 1 in points of the full mark, without the unit: ``98``."""
    return plain(share * full)


def score(value: Fraction) -> str:
    """A score with two decimals, as score sheets print it; more only where it has more."""
    if (value * 100).denominator != 1:
        return plain(value)
    text = decimal(value, 2)
    whole, _, part = text.partition(".")
    return f"{whole}.{part.ljust(2, '0')}"


def rough(value: Fraction) -> str:
    """A number as one speaks of an example: cut to two decimals where it has more."""
    return plain(value) if (value * 100).denominator == 1 else f"≈{decimal(value, 2)}"


def half_up(value: Fraction, digits: int) -> Fraction:
    """四舍五入 of a value that is not negative."""
    return Fraction(floor(value * 10**digits + Fraction(1, 2)), 10**digits)


def cut(value: Fraction, digits: int) -> Fraction:
    """只舍不入 of a value that is not negative."""
    return Fraction(floor(value * 10**digits), 10**digits)


def fixed(value: Fraction, digits: int) -> str:
    """A value with exactly ``digits`` decimals, which it must not exceed."""
    whole, _, part = decimal(value, digits).partition(".")
    return whole + ("." + part.ljust(digits, "0") if digits else "")


def keywords(name: str, words: Iterable[str]) -> dict[str, object]:
    """Words of the language as a list, in their canonical spelling."""
    words = list(words)
    return both(
        name, "、".join(keyword(word, "zh") for word in words), ", ".join(keyword(word, "en") for word in words)
    )


def counted(name: str, names: Sequence[str]) -> dict[str, object]:
    """The first names of a list in quotes, and how many there are where there are more."""
    zh, en = "、".join(f"“{one}”" for one in names[:NAMED]), ", ".join(names[:NAMED])
    if len(names) > NAMED:
        zh, en = f"{zh}等 {len(names)} 项", f"{en} and {len(names) - NAMED} more"
    return both(name, zh, en)


def columns_short(columns: Sequence[tuple[str, Fraction]], whole: Fraction) -> dict[str, object]:
    """``columns``: what each column adds up to and what it lacks of ``whole``."""
    alike: dict[Fraction, list[str]] = {}
    for name, total in columns:
        alike.setdefault(total, []).append(name)
    sums = [(names, percent(total), gap(whole - total)) for total, names in alike.items()]
    zh = "；".join(
        "、".join(f"“{name}”" for name in names) + "各" * (len(names) > 1) + f" {total}（差 {short} 个百分点）"
        for names, total, short in sums
    )
    en = "; ".join(f"{', '.join(names)} {total} ({short} pp short)" for names, total, short in sums)
    return both("columns", zh, en)
