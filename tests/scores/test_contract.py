"""The contract's patterns mean the same to both readers, and its words do not overlap."""

import re

import duckdb
import pytest

from kpidsl.resolve.absence import NOT_APPLICABLE, PENDING
from kpidsl.scores import contract
from kpidsl.scores.contract import HEADINGS, ROSTER_HEADINGS, YES_NO_WORDS, Role
from kpidsl.scores.words import decimal_text, half_width, heading_key, plain_name, ranges

PATTERNS = [
    contract.NUMBER, contract.NEGATIVE_ZERO, contract.FRACTION, contract.ACCOUNTING_ZERO, contract.PERIOD,
    *contract.SIGNED_NUMBER.values(), *(pattern for _, pattern in contract.REFUSED),
]  # fmt: skip
TEXTS = [
    "", " ", "0", "-0", "-0.0", "00", "5", "-5", "+5", "5.", ".5", "-.5", "5.0", "5.00", "5.25", "5.250", "0.955", "1", "01.0", "1.1",
    "95%", "95 %", "95.5%", "95‰", "95 分", "95分", "95x5", "1e5", "1E-5", "1e5%", "NaN", "nan", "-Inf", "infinity", "∞", "1,234",
    "1,234.5%", "1_000", "1'000", "12,34", "#N/A", "#DIV/0!", "#REF!", "九十", "95/100", "2019-03", "2019年3月", "201903", "2019/12",
    "201913", "2019.3", " - ", "-", "- ", " -", "95\n", "\n95", "9\n5", "٣", "５", "½", "n/a", "--5", "5-", "5 5", "0x10", "1.2.3",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_python_and_re2_agree_on_every_pattern(pattern: str) -> None:
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT text, regexp_full_match(text, ?) FROM unnest(?) AS texts(text)", [pattern, TEXTS]
        ).fetchall()
    assert dict(found) == {text: re.fullmatch(pattern, text) is not None for text in TEXTS}


def test_a_text_has_one_meaning() -> None:
    words = [*NOT_APPLICABLE, *PENDING, *YES_NO_WORDS]
    assert len(words) == len(set(words))
    assert all(word == half_width(word).lower() for word in words)
    for headings in (HEADINGS, ROSTER_HEADINGS):
        keys = [heading_key(spelling) for spellings in headings.values() for spelling in spellings]
        assert len(keys) == len(set(keys))
    assert contract.TWO_READINGS not in HEADINGS[Role.UNIT]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("党　办", "党办"),
        (" 综采 一队 ", "综采一队"),
        ("OA  平台", "OA平台"),
        ("Safety  Office", "Safety Office"),
        ("", ""),
    ],
)
def test_layout_is_no_part_of_a_name(text: str, name: str) -> None:
    assert plain_name(text) == name


@pytest.mark.parametrize(("rows", "text"), [([8], "8"), ([3, 1, 2, 7], "1～3、7"), ([], ""), ([5, 5, 6], "5～6")])
def test_rows_are_named_as_ranges(rows: list[int], text: str) -> None:
    assert ranges(rows) == text


@pytest.mark.parametrize("text", ["0", "5", "-5", "0.5", "-0.05", "92.375", "1000000000"])
def test_decimals_are_written_exactly(text: str) -> None:
    from fractions import Fraction

    assert decimal_text(Fraction(text)) == text
