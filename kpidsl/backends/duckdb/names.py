"""Names of units, and lists, as SQL.

Takes column names and texts; gives expressions and their parts. Knows no file and no table beyond the name ``read``.
"""

from collections.abc import Sequence

from kpidsl.backends.sql.dialect import literal
from kpidsl.scores.contract import BLANKS, HALF_WIDTH, INVISIBLE, TOTALS
from kpidsl.scores.words import CJK

KEY = "COALESCE(read.key, read.unit)"
"""The key of the name of a row of ``read``; most names are their own keys."""
UNUSUAL = "[" + "".join(BLANKS) + "！-～−" + INVISIBLE + "]"
"""In a name that may not be its own key."""
QUOTED = UNUSUAL[:-1] + '",]'
"""The same, or in one that must be quoted in csv."""
_SIGNS = "".join(f"{first}-{last}" for first, last in CJK)
LAID_OUT = f"^[{BLANKS}]|[{BLANKS}]$|[{BLANKS.replace(' ', '')}{INVISIBLE}]| [{BLANKS}]|[{_SIGNS}] | [{_SIGNS}]"
"""In a name that ``scores.words.plain_name`` writes otherwise, or that holds what nobody sees."""
_WIDE = "".join(chr(code) for code in HALF_WIDTH if code != 0x3000)
_NARROW = "".join(chr(code) for wide, code in HALF_WIDTH.items() if wide != 0x3000)


def key_of(text: str) -> str:
    """``scores.words.name_key`` in SQL; most names are their own keys."""
    return f"COALESCE({other_key(text)}, {text})"


def other_key(text: str) -> str:
    """The key of a name that may not be its own; NULL for one that is."""
    translated = f"translate({text}, {literal(_WIDE + BLANKS)}, {literal(_NARROW)})"
    return f"CASE WHEN regexp_matches({text}, {literal(UNUSUAL)}) THEN {translated} END"


def is_total(key: str) -> str:
    """Whether a key is that of a row of sums."""
    longest = max(len(name.encode()) for name in TOTALS)
    return f"CASE WHEN strlen({key}) <= {longest} THEN lower({key}) IN ({listed(TOTALS)}) ELSE FALSE END"


def lines(texts: Sequence[str]) -> str:
    """Expressions, one a line."""
    return ",\n  ".join(texts)


def listed(texts: Sequence[str]) -> str:
    """Texts as literals in a row."""
    return ", ".join(map(literal, texts))


def in_brackets(condition: str) -> str:
    """A condition that may be negated."""
    return f"({condition})"
