"""What stands right before a place of a text: a run of characters, a word, a number, a field and its colon.

Takes a prepared text, where to go back to at most, and the place; gives offsets. Reads backwards from the place: a pattern that
is looked for from the front begins anew at each character of a run, which on a long one takes the square of its length.
"""

from kpidsl.syntax.scan import NAME_STOP, before_blanks

FIELD_ENDS = frozenset(",;:(){}\n\r|=")
TERM_ENDS = FIELD_ENDS | frozenset("-<>≥≤≠+*/×÷")
_DIGITS = frozenset("0123456789")
_PADDING = frozenset(" .·")


def run(flat: str, start: int, at: int, ends: frozenset[str]) -> int:
    """Where the run of characters up to ``at`` begins that holds none of ``ends``; ``at`` when there is none."""
    while at > start and flat[at - 1] not in ends:
        at -= 1
    return at


def number(flat: str, start: int, at: int) -> int:
    """Where the number up to ``at`` begins, decimals and all; ``at`` when there is none."""
    begin = _digits(flat, start, at)
    if begin < at and begin > start and flat[begin - 1] == ".":
        whole = _digits(flat, start, begin - 1)
        return whole if whole < begin - 1 else begin
    return begin


def word(flat: str, start: int, at: int) -> int:
    """Where the word up to ``at`` begins, with the number it is the unit of: ``3.5 万``, ``95%``."""
    begin = at
    while begin > start and flat[begin - 1] != " " and not NAME_STOP.match(flat[begin - 1]):
        begin -= 1
    whole = number(flat, start, _digits_end(flat, begin, at))
    if whole < begin:
        return whole
    gap = begin - 1 if begin > start and flat[begin - 1] == " " else begin
    sign = gap - 1 if gap > start and flat[gap - 1] in "%‰" else gap
    measured = number(flat, start, sign)
    return measured if measured < sign else begin


def field(flat: str, start: int, at: int) -> tuple[int, int] | None:
    """The word whose colon stands right before ``at``."""
    colon = before_blanks(flat, start, at) - 1
    if colon < start or flat[colon] != ":":
        return None
    end = before_blanks(flat, start, colon)
    begin = run(flat, start, end, FIELD_ENDS | {" "})
    return (begin, end) if begin < end else None


def digits_behind_a_word(flat: str, start: int, at: int) -> int:
    """Where a name begins that ends in a digit or a point right before ``at``; -1 when none does."""
    begin = run(flat, start, at, TERM_ENDS)
    while begin < at and flat[begin] in _PADDING:
        begin += 1
    return begin if begin < at - 1 and flat[at - 1] in "0123456789." else -1


def number_and_word(flat: str, start: int, at: int) -> tuple[int, int] | None:
    """Where a number begins and ends that a word follows without a gap, up to ``at``."""
    end = run(flat, start, at, TERM_ENDS | _DIGITS | _PADDING | {"%"})
    sign = end - 1 if end > start and flat[end - 1] == "%" else end
    begin = number(flat, start, sign)
    return (begin, end) if end < at and begin < sign else None


def _digits(flat: str, start: int, at: int) -> int:
    while at > start and flat[at - 1] in _DIGITS:
        at -= 1
    return at


def _digits_end(flat: str, at: int, end: int) -> int:
    while at < end and flat[at] in _DIGITS:
        at += 1
    return at
