"""Where things end in a text: names, free text, brackets, separators, spellings.

Takes a prepared text and an offset; gives offsets. Knows keywords as data, no grammar.
"""

import re

from kpidsl.syntax.chars import ENDS_OPEN, QUOTED, STARTS_OPEN, without_layout
from kpidsl.syntax.keywords import Spelling, load_keywords
from kpidsl.syntax.numbering import NUMERAL, ORDINAL, value_of

NAME_STOP = re.compile(r"[()\[\]{},;:|=<>!+*/%‰~～.?\"“”《》「」·÷×≥≤≠—→。\n\r\-]")
SEPARATORS = re.compile(r"[ \n\r;]+")
BLANKS = re.compile(r" *")
LAYOUT = re.compile(r"[ \n\r]*")
QUOTE = re.compile(QUOTED)
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
DATE = re.compile(r"([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2})(?: *日)?(?: *起)?(?![0-9])")
CLOSE_DATE = re.compile(r"((?:19|20|21)[0-9]{2})(?:-|年)([0-9]{1,2})(?:-|月)([0-9]{1,2})日?(?![0-9.])")
"""A date among expressions: without blanks, for 2019 - 3 - 5 is a calculation, and so is 3600/12/30."""
_BRACE = re.compile(rf"{QUOTED}|[{{}}]")
_BRACKET = re.compile(rf"{QUOTED}|[()\[\]{{}}]")

SCORING_STARTS = frozenset(
    [
        "ENTERED",
        "LOST",
        "MET",
        "MISSED",
        "MISSED_NOTHING",
        "EVERY",
        "EVERY_BELOW",
        "EVERY_ABOVE",
        "FLOOR",
        "FLOOR_ZERO",
        "CAP",
        "MAX_DEDUCT",
        "MAX_ADD",
        "AT_MOST",
        "TIERS",
        "RANK_SCORE",
        "EFFICACY",
        "ALL_EQUAL",
        "ONLY_ONE",
        "INTERPOLATE",
        "PROPORTIONAL",
        "UNDER",
        "PRO_RATA",
        "STARTED",
        "WHOLE",
        "PRECISE_TO",
        "NEED_REASON",
        "BASE",
        "MARK",
        "ENDS",
        "BELOW_FIRST",
        "ABOVE_LAST",
        "EVENTS_OFF",
        "EVENTS_ON",
        "EACH_ROW",
        "EACH_OF_EVENT",
        "HEAVIEST",
        "HEAVIEST_OF_ALL",
        "REPEATS",
        "RATERS",
        "OVER",
        "AT_LEAST",
        "TOO_FEW",
        "GROUP_MEAN",
        "DEAD_BAND",
        "FROM_EDGE",
        "FROM_TARGET",
        "SLICES",
        "GATE",
        "GATE_NO_ADD",
        "GATE_NO_MARK",
        "TARGET_OVER",
        "TWO_MINUS",
        "APPLY",
    ]
)


_WITH_COLON = frozenset({"ENDS", "BELOW_FIRST", "ABOVE_LAST", "GATE", "TOO_FEW"})
"""Pieces of a scoring rule that hold a colon themselves."""


COUNTED_AS = re.compile(r"的? *按 *")
COUNTED = re.compile(r" *计算?(?=[ \n\r,;.。}]|$)")
"""What stands before and after a number in 按 5 万元计."""
_IN_A_ROW = re.compile(rf"(两|{NUMERAL})(?= *(?:个?(?:月|季度|半年)|年) *\()")
"""The number of 连续两个月（…）, in Chinese numerals."""


def in_a_row(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the numeral of ``两个月（`` ends, and what it says."""
    found = _IN_A_ROW.match(flat, start, end)
    value = None if found is None else 2 if found[1] == "两" else value_of(found[1])
    return None if found is None or value is None else (found.end(1), value)


def spelling_end(low: str, start: int, end: int, spelling: Spelling) -> int:
    """Where ``spelling`` ends when it stands at ``start``; -1 when it does not. Blanks inside are layout."""
    stop = _plain_end(start, end, spelling) if low.startswith(spelling.solid, start) else -1
    if stop < 0:
        stop = _loose_end(low, start, end, spelling.solid, spelling.latin)
    return stop if 0 <= stop <= end and _word_ends(low, stop, end) else -1


def _plain_end(start: int, end: int, spelling: Spelling) -> int:
    stop = start + len(spelling.solid)
    return stop if stop <= end else -1


def _loose_end(low: str, start: int, end: int, wanted: str, latin: bool) -> int:
    at, before = start, ""
    for char in wanted:
        if char == " ":
            if before.isalnum() and (at >= end or low[at] != " "):
                return -1
            before = char
            while at < end and low[at] == " ":
                at += 1
            continue
        if before and not (latin and before.isalnum() and char.isalnum()):
            while at < end and low[at] == " ":
                at += 1
        if at >= end or low[at] != char:
            return -1
        at += 1
        before = char
    return at


def _word_ends(low: str, stop: int, end: int) -> bool:
    """A Latin word ends where no letter follows, a number where no digit does."""
    last = low[stop - 1]
    after = low[stop] if stop < end else " "
    if last.isascii() and last.isalpha():
        return not (after.isascii() and (after.isalpha() or after == "_"))
    if last.isascii() and last.isdigit():
        following = low[stop + 1] if stop + 1 < end else " "
        return not (after.isdigit() or (after == "." and following.isdigit()))
    return not (last == "值" and after == "的")  # 每低于目标值的 1%: 目标值的 is a word of its own


def after_blanks(flat: str, at: int, end: int) -> int:
    """Where what follows on the same line stands."""
    blanks = BLANKS.match(flat, at, end)
    return blanks.end() if blanks else at


def before_blanks(flat: str, start: int, at: int) -> int:
    """Where the blanks up to ``at`` begin."""
    while at > start and flat[at - 1] == " ":
        at -= 1
    return at


def after_layout(flat: str, at: int, end: int) -> int:
    """Where the next sign or word stands."""
    blanks = LAYOUT.match(flat, at, end)
    return blanks.end() if blanks else at


def keyword_at(
    low: str, start: int, end: int, wanted: frozenset[str] | None = None
) -> tuple[frozenset[str], int] | None:
    """The longest spelling that begins at ``start``, of any word in ``wanted``: its words and its end."""
    if low.startswith("第", start) and wanted and "ARTICLES" in wanted:
        ordinal = ORDINAL.match(low, start, end)
        if ordinal:
            return frozenset({{"条": "ARTICLES", "章": "CHAPTERS"}[ordinal[2]]}), ordinal.end()
    for spelling in load_keywords().by_first.get(low[start : start + 1], ()):
        words = spelling.keys if wanted is None else spelling.keys & wanted
        if words:
            stop = spelling_end(low, start, end, spelling)
            if stop >= 0:
                return words, stop
    return None


def name_end(flat: str, start: int, end: int) -> int:
    """Where a run of name characters from ``start`` ends, trailing blanks left out."""
    found = NAME_STOP.search(flat, start, end)
    return before_blanks(flat, start, found.start() if found else end)


def clean_name(flat: str, start: int, end: int) -> str:
    """The name written from ``start`` to ``end``."""
    return without_layout(flat[start:end])


def closing(flat: str, start: int, end: int) -> int:
    """The offset of the bracket that closes the one at ``start``; -1 when none does before a brace or ``end``."""
    depth = 0
    for found in _BRACKET.finditer(flat, start, end):
        sign = found[0]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
            if depth == 0:
                return found.start()
    return -1


def closing_brace(flat: str, start: int, end: int) -> int:
    """The offset of the brace that closes the block ``start`` is in; ``end`` when none does."""
    depth = 0
    for found in _BRACE.finditer(flat, start, end):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth < 0:
            return found.start()
    return end


COMPOUND = frozenset(
    word
    for word, spellings in load_keywords().of_word.items()
    if any(NAME_STOP.search(spelling.solid) for spelling in spellings)
)
"""Words with a spelling that holds a sign names end at (``yes/no``)."""
UNIT_RUN = re.compile(
    r"[^()\[\]{},;:|=<>!+*~～?\"“”《》「」×≥≤≠—。\n\r0-9 .\-][^()\[\]{},;:|=<>!+*~～?\"“”《》「」×≥≤≠—。\n\r]*"
)
LEVELS = re.compile(r"[^()（）{}；;：:|0-9、]++(?:、[^()（）{}；;：:|0-9、]++)++(?=[)）])")
"""Names one after another up to the end of a bracket, as written: levels without an order."""
EXPONENT = re.compile(r"[0-9]+(?:\.[0-9]+)?e[0-9]+")
_STRETCH_END = re.compile(rf"{QUOTED}|[,;:{{}}()\n\r]")
OPERATOR_WORDS = frozenset({"AND", "OR", "REACHES", "GE", "LE", "LT", "TO"})


def _operators() -> re.Pattern[str]:
    """Words that end a name in an expression: 且, 或 and all English ones only between blanks, 少于 before a number, others anywhere."""
    patterns = []
    for word in ("AND", "OR", "REACHES", "GE", "LE", "LT"):
        for spelling in load_keywords().of_word[word]:
            text = re.escape(spelling.solid)
            apart = word in ("AND", "OR") or spelling.latin
            before_number = r"(?= ?[0-9])" if word == "LT" else ""
            patterns.append(rf"(?<=[ \n\r]){text}(?=[ \n\r])" if apart else text + before_number)
    return re.compile("|".join(patterns))


OPERATOR_IN_RUN = _operators()


def suffix(flat: str, low: str, start: int, stop: int, word: str) -> int:
    """Where ``word`` begins when the stretch from ``start`` to ``stop`` ends in it; -1 when it does not."""
    stop = before_blanks(flat, start, stop)
    for spelling in load_keywords().of_word[word]:
        begin = stop - len(spelling.solid)
        if begin <= start:
            continue
        apart = flat[begin - 1] == " " or not (word == "BY_SCORE" or spelling.latin)
        if apart and spelling_end(low, begin, stop, spelling) == stop:
            return begin
    return -1


def stretch_end(flat: str, start: int, end: int) -> int:
    """Where a row of words and names from ``start`` ends: at a comma, colon, bracket or line end that is not quoted."""
    return next((found.start() for found in _STRETCH_END.finditer(flat, start, end) if len(found[0]) == 1), end)


def _joiners() -> str:
    """且, 或 and their like, as words of their own."""
    return "|".join(re.escape(spelling.solid) for word in ("AND", "OR") for spelling in load_keywords().of_word[word])


_ENDS_JOINED = re.compile(rf"(?<=[ \n\r])(?:{_joiners()})", re.IGNORECASE)
_STARTS_JOINED = re.compile(rf"(?:{_joiners()})(?=[ \n\r])", re.IGNORECASE)
_LONGEST_JOINER = max(len(spelling.solid) for word in ("AND", "OR") for spelling in load_keywords().of_word[word])


def separator_end(flat: str, start: int, end: int, depth: int, open_before: bool) -> tuple[int, bool]:
    """The end of the blanks, line ends and ； from ``start``, and whether they end a field."""
    found = SEPARATORS.match(flat, start, end)
    if not found:
        return start, False
    text, stop = found[0], found.end()
    if ";" in text:
        return stop, True
    if "\n" not in text and "\r" not in text:
        return stop, False
    goes_on = stop < end and (flat[stop] in STARTS_OPEN or _STARTS_JOINED.match(flat, stop, end) is not None)
    return stop, not (depth > 0 or open_before or goes_on)


def would_join(name: str) -> bool:
    """Whether a name begins or ends with a 且 that, at the edge of a line, would join it to the next or the last."""
    ended = f" {name}"
    return bool(_STARTS_JOINED.match(f"{name} ")) or any(
        found.end() == len(ended) for found in _ENDS_JOINED.finditer(ended)
    )


def open_before(flat: str, at: int, start: int) -> bool:
    """Whether the last sign before ``at``, or a 且, keeps a line open."""
    at = before_blanks(flat, start, at)
    if at > start and flat[at - 1] in ENDS_OPEN:
        return True
    last = (found for found in _ENDS_JOINED.finditer(flat, max(start, at - _LONGEST_JOINER), at) if found.end() == at)
    return next(last, None) is not None


def scoring_goes_on(flat: str, low: str, start: int, end: int) -> bool:
    """Whether what begins at ``start`` is a further piece of a scoring rule and not the next field."""
    found = keyword_at(low, start, end)
    if not found or not found[0] & SCORING_STARTS:
        return False
    if found[0] & _WITH_COLON:
        return True
    at, stop = start, stretch_end(flat, start, end)
    while flat[stop : stop + 1] == "," and stop < end:
        at, stop = stop + 1, stretch_end(flat, stop + 1, end)
    last = load_keywords().whole.get(without_layout(low[at:stop].strip()), frozenset())
    return stop >= end or flat[stop] != ":" or bool(last & _WITH_COLON)  # else what stands before the colon are keys
