"""One cell of a score file.

Takes the text of a cell and its column; gives the value in base units, a state, or why the text is neither. Exact: a
number that does not fit the declared decimals or range is refused, never rounded or cut.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cache

from kpidsl.diagnostics.nearest import nearest_alone
from kpidsl.plan.nodes import Input, State
from kpidsl.resolve.absence import PENDING
from kpidsl.scores.contract import (
    ACCOUNTING_ZERO,
    DATE,
    FRACTION,
    NEGATIVE_ZERO,
    NUMBER,
    REFUSED,
    SERIAL,
    SIGNED_NUMBER,
    SIGNS,
    STATES,
    WITHOUT_YEAR,
    YES_NO,
    YES_NO_WORDS,
)
from kpidsl.scores.header import Column
from kpidsl.scores.words import amount, cell_key, decimal_text, half_width, name_key, shown
from kpidsl.syntax.days import day_number
from kpidsl.syntax.units import DATE as DATE_UNIT
from kpidsl.values import field, frozen

_EXCEL_ZERO = datetime.date(1899, 12, 30)
_LONGEST = 60
"""Digits before the point beyond which no declared range reaches."""


class Gap(Enum):
    """A cell that holds no value and no state of the plan."""

    BLANK = "blank"
    PENDING = "pending"


@frozen
class Bad:
    """A cell that is refused: the code, its wording, and the words of the message that depend on the cell alone."""

    code: str
    variant: str
    words: Mapping[str, str] = field(factory=dict)


Reading = Fraction | State | Gap | Bad


def read_cell(text: str, column: Column) -> Reading:
    """What ``text`` says under ``column``, which must bring an input."""
    assert column.input is not None
    if _pattern(ACCOUNTING_ZERO).fullmatch(half_width(text)):
        return Bad("K531", "accounting", {"value": "-"})
    key = cell_key(text)
    if not key:
        return Gap.BLANK
    word = key.lower()
    if word in STATES:
        return STATES[word]
    if word in PENDING:
        return Gap.PENDING
    if column.input.levels:
        return _level(text, word, column.input)
    if column.input.unit == DATE_UNIT.key:
        return read_day(text)
    return _number(text, key, column, column.input)


def _level(text: str, word: str, wanted: Input) -> Reading:
    if wanted.levels == YES_NO:
        position = YES_NO_WORDS.get(word)
        return Bad("K535", "", {"value": shown(text)}) if position is None else Fraction(position)
    return read_level(text, wanted.levels)


def read_level(text: str, levels: Sequence[str]) -> Fraction | Bad:
    """The position of a level, or of a label, in its list."""
    keys = {name_key(level): position for position, level in enumerate(levels)}
    if name_key(text) in keys:
        return Fraction(keys[name_key(text)])
    words = {"value": shown(text), "levels": "、".join(levels)}
    near = nearest_alone(shown(text), levels)
    return Bad("K536", "near", words | {"near": near}) if near else Bad("K536", "", words)


def read_day(text: str) -> Fraction | Bad:
    """A day of the calendar."""
    key, words = cell_key(text), {"value": shown(text)}
    found = _pattern(DATE).fullmatch(key)
    if found is None:
        if _pattern(SERIAL).fullmatch(key):
            day = _EXCEL_ZERO + datetime.timedelta(int(key.partition(".")[0]))
            return Bad("K579", "serial", words | {"day": day.isoformat()})
        return Bad("K579", "year" if _pattern(WITHOUT_YEAR).fullmatch(key) else "", words)
    parts = found.groups()[:3] if found[1] else found.groups()[3:]
    try:
        return day_number(datetime.date(*map(int, parts)))
    except ValueError:
        return Bad("K579", "calendar", words)


def _number(text: str, key: str, column: Column, wanted: Input) -> Reading:
    sign, value = SIGNS.get(wanted.unit, ""), shown(text)
    signed = bool(sign) and _pattern(SIGNED_NUMBER[wanted.unit]).fullmatch(key) is not None
    digits = key.rstrip(sign + " ") if signed else key
    if not _pattern(NUMBER).fullmatch(digits) or _pattern(NEGATIVE_ZERO).fullmatch(digits):
        cause = next(cause for cause, pattern in REFUSED if _pattern(pattern).fullmatch(key))
        cause = "other_sign" if cause == "sign" and sign else cause
        return Bad("K531", cause, {"value": value, "declared": column.measure})
    if sign and not signed:
        if not column.bare:
            return Bad("K532", "" if digits.strip("-0.") else "zero", _both_readings(digits, value, sign))
        if _pattern(FRACTION).fullmatch(digits):
            return Bad("K532", "fraction", _both_readings(digits, value, sign))
    return _exact(digits, value, column, wanted)


def _both_readings(key: str, value: str, sign: str) -> dict[str, str]:
    """A bare number as percent, and as a share of 1."""
    if len(key) > _LONGEST:
        return {"value": value, "one": f"{value}{sign}", "other": f"{value}×100{sign}"}
    number = Fraction(key)
    share = number * (1000 if sign == "‰" else 100)
    return {"value": value, "one": f"{decimal_text(number)}{sign}", "other": f"{decimal_text(share)}{sign}"}


def _exact(digits: str, value: str, column: Column, wanted: Input) -> Reading:
    """The value of ``digits`` in base units, when it fits the declared decimals, step and range."""
    whole, _, decimals = digits.lstrip("-").partition(".")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    words = {"value": value}
    if len(whole) > _LONGEST:
        return Bad("K534", "huge", words | _range(column, wanted))
    negative = digits.startswith("-")
    kept = decimals[: wanted.decimals]
    size = Fraction(int(whole + kept), 10 ** len(kept))
    if len(decimals) > wanted.decimals or (wanted.step and size % wanted.step):
        return Bad("K533", *_too_fine(size, negative, words, column, wanted))
    number = -size if negative else size
    if number < wanted.low:
        return Bad("K534", "low", words | _gap(wanted.low - number, column) | _range(column, wanted))
    if number > wanted.high:
        return Bad("K534", "high", words | _gap(number - wanted.high, column) | _range(column, wanted))
    return number * wanted.scale


def _too_fine(
    size: Fraction, negative: bool, words: dict[str, str], column: Column, wanted: Input
) -> tuple[str, dict[str, str]]:
    """The wording, and the two nearest numbers that the policy allows."""
    step = wanted.step or Fraction(1, 10**wanted.decimals)
    near = size // step * step
    pair = (-near - step, -near) if negative else (near, near + step)
    low, high = (decimal_text(number) for number in pair)
    variant = "step" if wanted.step else "whole" if not wanted.decimals else ""
    exactness = {"step": amount(step, column.measure), "decimals": str(wanted.decimals)}
    return variant, words | exactness | {"below": low, "above": high}


def _gap(gap: Fraction, column: Column) -> dict[str, str]:
    """Between two percentages lie percentage points."""
    if column.measure != "%":
        return dict.fromkeys(("gap_zh", "gap_en"), amount(gap, column.measure))
    number = decimal_text(gap)
    return {"gap_zh": f"{number} 个百分点", "gap_en": f"{number} percentage point" + "s" * (gap != 1)}


def _range(column: Column, wanted: Input) -> dict[str, str]:
    return {"low": decimal_text(wanted.low), "high": amount(wanted.high, column.measure)}


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def plain_number(text: str) -> Fraction | None:
    """The number that ``text`` is, whatever its column allows; None where it is none or of absurd length."""
    key = cell_key(text)
    return Fraction(key) if len(key) <= _LONGEST and _pattern(NUMBER).fullmatch(key) else None
