"""What stands before a place is what a pattern that ends there would find, looked for from the front."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.syntax import backwards
from kpidsl.syntax.scan import NAME_STOP

PIECES = ["甲", "a", "5", "7.5", "12.3%", "万", ".", "%", "‰", "·", ":", ",", " ", "=", "-", "(", "|"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
RUN = re.compile(r"[^,;:(){}\n\r|=]+\Z")
NUMBER = re.compile(r"(?<![0-9])(?:[0-9]+\.)?[0-9]+\Z")
WORD = re.compile(rf"(?:[0-9]+(?:\.[0-9]+)?[%‰]? ?)?(?:(?!{NAME_STOP.pattern})[^ ])*\Z")
FIELD = re.compile(r"([^,;:(){}\n\r|= ]+) *: *\Z")
DIGITS_BEHIND = re.compile(r"[^-,;:(){}\n\r|=<>≥≤≠+*/×÷ .·][^-,;:(){}\n\r|=<>≥≤≠+*/×÷]*[0-9.]\Z")
NUMBER_AND_WORD = re.compile(r"([0-9]+(?:\.[0-9]+)?%?)([^-,;:(){}\n\r|=<>≥≤≠+*/×÷0-9 .·%]+)\Z")


@settings(max_examples=1000)
@given(TEXT, TEXT)
def test_as_from_the_front(earlier: str, text: str) -> None:
    flat, start, at = earlier + text, len(earlier), len(earlier) + len(text)
    run, number, word = (pattern.search(flat, start) for pattern in (RUN, NUMBER, WORD))
    field, behind, joined = (pattern.search(flat, start) for pattern in (FIELD, DIGITS_BEHIND, NUMBER_AND_WORD))
    assert backwards.run(flat, start, at, backwards.FIELD_ENDS) == (run.start() if run else at)
    assert backwards.word(flat, start, at) == (word.start() if word else at)
    assert backwards.field(flat, start, at) == (field.span(1) if field else None)
    assert backwards.digits_behind_a_word(flat, start, at) == (behind.start() if behind else -1)
    assert backwards.number_and_word(flat, start, at) == (joined.span(1) if joined else None)
    if not earlier:
        assert backwards.number(flat, start, at) == (number.start() if number else at)
