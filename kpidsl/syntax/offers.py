"""What could stand somewhere, in the words of the policy.

Takes terminals of the grammar; gives at most five of them as an author writes them, the likeliest first. Never a name of the
grammar's own.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.machine import END
from kpidsl.syntax.terminals import FUNCTIONS

SHOWN = 5
"""How many suggestions a message holds at most."""

_SIGNS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "_COLON": ("“：”", "“:”"), "_COMMA": ("“，”", "“,”"), "LBRACE": ("“{”", "“{”"), "RBRACE": ("“}”", "“}”"),
    "LPAR": ("“（”", "“(”"), "RPAR": ("“）”", "“)”"), "RSQ": ("“]”", "“]”"), "EQ": ("“=”", "“=”"),
    "NAME": ("名称", "a name"), "NUMBER": ("数", "a number"), "FREE_TEXT": ("文字", "text"),
    "DATE": ("日期（如 2019年1月1日）", "a date (2019-01-01)"),
    "PERIOD_NAME": ("考核期（如 2019年3月）", "a period (2019-03)"),
    "MEASURE_UNIT": ("计量单位（如 %、项、万元）", "a unit of measure (%, items)"),
    "TABLE_ROW": ("一行表（| … |）", "a table row (| … |)"), "TO": ("“～”", "“..”"), "BLANK": ("“？”", "“?”"),
    "PROVISIONAL": ("“暂定（理由）”", "“provisional (reason)”"), "_SEP": ("“；”或换行", "“;” or a line end"),
    "_BAR": ("“｜”", "“|”"), "_DOT": ("“·”", "“.”"),
    "GE": ("“≥”", "“>=”"), "LE": ("“≤”", "“<=”"), "GT": ("“>”", "“>”"), "LT": ("“<”", "“<”"), "NE": ("“≠”", "“!=”"),
    "MINUS": ("“－”", "“-”"), "STAR": ("“×”", "“*”"), "SLASH": ("“÷”", "“/”"), "LSQ": ("“[”", "“[”"),
    "ARTICLE": ("“第一条”", "“article 1”"), "CHAPTER": ("“第一章”", "“chapter 1”"), "PROSE": ("文字", "text"), "ARROW": ("“→”", "“->”"),
    "REACHES": ("“达到”", "“at least”"), "AND": ("“且”", "“and”"), "OR": ("“或”", "“or”"),
    "NOT": ("“非”", "“not”"), "PLUS": ("“+”", "“+”"),
})  # fmt: skip
_INNER = frozenset({"_CONTINUE", "CAP_AHEAD", END})
_UNSAID = _INNER | frozenset(
    {"MINUS", "PLUS", "SLASH", "GT", "LT", "NE", "LSQ", "REACHES", "PROVISIONAL", "BLANK", "LOST"}
)
_OF_A_NAME = frozenset([
    "MARK", "POINTS", "TOTAL", "COMPOSITE_SCORE", "RANK", "EFFECTIVE_WEIGHT", "WEIGHT", "FULL", "LPAR", "LOWER_OF", "HIGHER_OF",
    "BLANK", "NOT", *FUNCTIONS, "PEERS", "OTHER_PEERS", "ALL_UNITS", "THIS_YEAR", "EARLIER_THIS_YEAR", "PAST",
    "WHERE", "CONSECUTIVE", "BEST", "LAST_PERIOD", "LAST_YEAR",
    "MONTH_NUMBER", "DAYS_IN_MONTH", "YEAR_NUMBER", "SCORE_RATE", "APPLICABLE_PARTS", "APPLICABLE_INDICATORS",
])  # fmt: skip
"""Words of an expression; where a name and a number are offered they are left to the author."""
_FIRST = (
    "_COLON", "RPAR", "RSQ", "EQ", "GE", "LE", "TO", "MEASURE_UNIT", "NUMBER", "NAME", "DATE", "FREE_TEXT", "STAR", "LBRACE",
    "_COMMA", "_SEP", "RBRACE",
)  # fmt: skip
_LAST = frozenset({"_DOT", "_BAR", "CLAUSE", "TAG", "FOR", "NOTE", "DATA_SOURCE", "EVIDENCE", "OTHERWISE_BY"})
"""What can stand nearly anywhere: offered only where there is nothing else."""


def offers(wanted: Iterable[str]) -> tuple[str, str]:
    """What ``wanted`` offers, in Chinese and in English; empty when nothing of it is worth saying."""
    named = _worth_saying(set(wanted))
    said = [_spelled(name) for name in named[:SHOWN]]
    more = len(named) > SHOWN or bool(_LAST & set(wanted)) > bool(_LAST & set(named))
    zh, en = ([one[at] for one in said] for at in range(len(LANGS)))
    if more:
        return "、".join(zh) + "等", ", ".join(en) + " …"
    return _one_of(zh, "、", "或"), _one_of(en, ", ", " or ")


def _worth_saying(wanted: set[str]) -> list[str]:
    keywords = load_keywords()
    if "NAME" in wanted and len(wanted) > 2:
        wanted -= _OF_A_NAME | ({"DATE"} if "MARK" in wanted else set())
    kept = [name for name in wanted if name not in _UNSAID] or [name for name in wanted if name not in _INNER]
    words = keywords.tables
    order = [*_FIRST, *words["zh"]["words"], *words["zh"]["only"], *words["en"]["only"]]
    place = {name: at for at, name in reversed([*enumerate(order)])}
    if "APPRAISER" in wanted and "FULL" in wanted:  # an indicator seldom has a full mark of its own, and no period
        place["FULL"] = place["PERIOD"] = place["SELF_APPRAISAL"]
    kept = [name for name in kept if name not in _LAST] or kept
    ordered = sorted(kept, key=lambda name: (place.get(name, len(order)), name))
    # A word that only one language has (每低, every) stands for its twin.
    return [name for name in ordered if _is_of_both(name) or not any(map(_is_of_both, ordered))]


def _is_of_both(name: str) -> bool:
    return name not in load_keywords().tables["en"]["only"]


def _spelled(name: str) -> tuple[str, str]:
    keywords = load_keywords()
    return _SIGNS.get(name) or (f"“{keywords.spelling(name, 'zh')}”", f"“{keywords.spelling(name, 'en')}”")


def _one_of(said: list[str], comma: str, last: str) -> str:
    return last.join(filter(None, [comma.join(said[:-1]), *said[-1:]]))
