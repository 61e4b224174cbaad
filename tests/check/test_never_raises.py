"""Whatever is left out or mistyped, the rules report and never raise, and what they pass can be planned and run.

The policy loses a line or a field, or has a word in the place of another: each such text either has an error or compiles,
and then every column of its plan has a value or is absent for a unit of every class.
"""

import re
from itertools import islice, product
from pathlib import Path

import pytest

from tests.check.changed import BASE, stands

MODEL = (Path(__file__).parents[1] / "syntax" / "model.zh.kpi").read_text(encoding="utf-8")
POLICIES = {"base": BASE, "model": MODEL}
FIELD = re.compile(r"(?<=[；{\n])[^；{}\n|]*(?=[；}\n])")
WORDS = re.compile(r"[一-鿿]+|\d+%?|≥|>|=|×")


@pytest.mark.parametrize("name", POLICIES)
def test_without_any_one_line(name: str) -> None:
    lines = POLICIES[name].splitlines(keepends=True)
    for index in range(len(lines)):
        stands("".join(lines[:index] + lines[index + 1 :]))


@pytest.mark.parametrize("name", POLICIES)
def test_without_any_one_field(name: str) -> None:
    text = POLICIES[name]
    for match in FIELD.finditer(text):
        if match[0].strip():
            stands(text[: match.start()] + text[match.end() :])


def test_with_a_word_in_the_place_of_another() -> None:
    spans = [match.span() for match in WORDS.finditer(BASE)]
    words = sorted({BASE[start:end] for start, end in spans})
    for (start, end), word in islice(product(spans, words), 0, None, 101):
        stands(BASE[:start] + word + BASE[end:])
