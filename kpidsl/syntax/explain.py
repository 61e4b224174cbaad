"""What to tell the author where the grammar stopped.

Takes the terminals that could stand there and the place of the token that does; gives one ``Refused``: the word that
was meant, the bracket that is missing, the number that is malformed, else what could stand here, in the words of the
policy. Parses nothing.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kpidsl.diagnostics.nearest import nearest
from kpidsl.source import Span
from kpidsl.syntax import scan
from kpidsl.syntax.keywords import LANGS, Keywords, load_keywords, solid
from kpidsl.syntax.lexer import Reading, two_readings
from kpidsl.syntax.tokens import Refused

SHOWN = 5
"""How many suggestions a message holds at most."""
LONGEST = 24
"""How many characters of the text a message quotes at most."""

_SIGN_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "_COLON": ("“：”", "“:”"), "_COMMA": ("“，”", "“,”"), "LBRACE": ("“{”", "“{”"), "RBRACE": ("“}”", "“}”"),
    "LPAR": ("“（”", "“(”"), "RPAR": ("“）”", "“)”"), "RSQ": ("“]”", "“]”"), "EQ": ("“=”", "“=”"),
    "NAME": ("名称", "a name"), "NUMBER": ("数", "a number"), "FREE_TEXT": ("文字", "text"),
    "DATE": ("日期（如 2019年1月1日）", "a date (2019-01-01)"), "MEASURE_UNIT": ("计量单位", "a unit of measure"),
    "TABLE_ROW": ("一行表（| … |）", "a table row (| … |)"), "TO": ("“～”", "“..”"), "BLANK": ("“？”", "“?”"),
    "PROVISIONAL": ("“暂定（理由）”", "“provisional (reason)”"), "_SEP": ("“；”或换行", "“;” or a line end"),
    "_BAR": ("“｜”", "“|”"), "_DOT": ("“·”", "“.”"), "$END": ("到此结束", "the end"),
    "GE": ("“≥”", "“>=”"), "LE": ("“≤”", "“<=”"), "GT": ("“>”", "“>”"), "LT": ("“<”", "“<”"),
    "NE": ("“≠”", "“!=”"),
    "MINUS": ("“－”", "“-”"), "STAR": ("“×”", "“*”"), "SLASH": ("“÷”", "“/”"), "LSQ": ("“[”", "“[”"),
    "REACHES": ("“达到”", "“at least”"), "AND": ("“且”", "“and”"), "OR": ("“或”", "“or”"),
    "NOT": ("“非”", "“not”"), "PLUS": ("运算符", "an operator"),
})  # fmt: skip
_INNER = frozenset({"_CONTINUE", "CAP_AHEAD"})
_UNSAID = _INNER | frozenset({"MINUS", "STAR", "SLASH", "GT", "LT", "NE", "LSQ", "REACHES"})
_FIRST = (
    "_COLON", "RPAR", "RSQ", "RBRACE", "EQ", "NUMBER", "NAME", "TO", "DATE", "FREE_TEXT", "LBRACE", "_SEP", "_COMMA",
    "$END",
)  # fmt: skip
_LAST = frozenset({"PROVISIONAL", "_DOT", "_BAR"})
_EDGE_STRETCH = re.compile(r"[^,;:(){}\n\r]*")
_EDGE = re.compile("以[上下内](?! *[(])")
_NEVER_NAMED = "{}｛｝:：;；|｜“”《》"
"""Signs that quotation marks around a name are no help against."""
_BEFORE = re.compile(r"[^,;:(){}\n\r|]+\Z")
_JOINED = re.compile(r"[^-,;:(){}\n\r|=<>≥≤≠+*/×÷ .·][^-,;:(){}\n\r|=<>≥≤≠+*/×÷]*[0-9.]\Z")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")


def explain(reading: Reading, wanted: list[str], start: int, end: int) -> Refused:
    """Why ``start`` to ``end`` cannot stand where one of ``wanted`` could; both are the end where the text stops short."""
    keywords, script = load_keywords(), reading.script
    place = _word_place(reading, start, end)
    word = script.raw[place.start : place.end]
    for found in _THOUSANDS.finditer(script.flat, max(reading.start, start - 12), min(reading.end, end + 4)):
        if found.start() <= start <= found.end() and "," in script.raw[found.start() : found.end()]:
            return Refused("K108", Span(place.file, found.start(), found.end()), "thousands", text=found[0],
                           plain=found[0].replace(",", ""))  # fmt: skip
    run = solid(script.flat[place.start : place.end]) if word else ""
    if run in keywords.ask:
        return two_readings(run, place)
    if edge := _bare_edge(reading, start):
        return two_readings(script.flat[edge.start : edge.end], edge)
    opened = _open_bracket(reading, start)
    between = script.flat[opened:start] if opened >= 0 else ""
    if opened >= 0 and (start >= reading.end or script.flat[start] in "{};" or "\n" in between or "\r" in between):
        sign = script.raw[opened]
        return Refused("K103", Span(place.file, opened, opened + 1), "bracket", sign=sign)
    if plain := _plain_slip(reading, wanted, start, place):
        return plain
    guess = meant(keywords, run, wanted) if run else None
    shown = word if len(word) <= LONGEST else word[:LONGEST] + "…"
    if guess:
        return Refused("K101", place, "near", found=shown, near=guess)
    zh, en = _suggestions(keywords, wanted)
    variant = "end" if not word.strip() else "sign" if word[0] in _NEVER_NAMED else ""
    return Refused("K101", place, variant, found=shown, zh=zh, en=en)


def _plain_slip(reading: Reading, wanted: list[str], start: int, place: Span) -> Refused | None:
    """The slips with one cure: no bars, no colon, a full stop, a quotation mark turned round, an operator read as a name."""
    flat, raw = reading.script.flat, reading.script.raw
    sign = flat[start : start + 1] if start < reading.end else ""
    if wanted == ["TABLE_ROW"] and sign:
        return Refused("K101", place, "table")
    if sign == "。":
        return Refused("K101", Span(place.file, start, start + 1), "stop")
    if sign == "”":
        return Refused("K103", Span(place.file, start, start + 1), "reversed")
    before = _BEFORE.search(flat, reading.start, start)
    if before and sign.isalpha() and "_COLON" in wanted and set(wanted) <= {"_COLON", "LBRACE"}:
        return Refused(
            "K101", place, "colon", word=raw[before.start() : before.end()].strip(), found=raw[place.start : place.end]
        )
    joined = _JOINED.search(flat, reading.start, start) if sign and sign in "%‰" else None
    if joined:
        return Refused("K101", Span(place.file, joined.start(), start + 1), "joined", name=raw[joined.start() : joined.end()],
                       sign=raw[start])  # fmt: skip
    return None


def unknown_head(reading: Reading, wanted: Iterable[str]) -> Refused | None:
    """For text whose first word is none of ``wanted``: what was probably meant; None when the first word is fine."""
    keywords, script = load_keywords(), reading.script
    stop = scan.name_end(script.flat, reading.start, reading.end)
    if stop <= reading.start:
        return None
    run = solid(script.flat[reading.start : stop])
    place = Span(script.file, reading.start, stop)
    known = scan.keyword_at(script.low, reading.start, stop, frozenset(wanted))
    if known and (known[1] == stop or script.flat[known[1]] == " "):
        return None
    if run in keywords.ask:
        return two_readings(run, place)
    guess = meant(keywords, run, wanted)
    if guess:
        return Refused("K101", place, "near", found=script.raw[place.start : place.end][:LONGEST], near=guess)
    return None


def meant(keywords: Keywords, run: str, wanted: Iterable[str]) -> str | None:
    """The spelling of a word in ``wanted`` that ``run`` is nearest to."""
    spellings = (spelling.solid for word in sorted(wanted) for spelling in keywords.of_word.get(word, ()))
    guess = nearest(run[:LONGEST], spellings)
    return guess if guess != run else None


def _bare_edge(reading: Reading, start: int) -> Span | None:
    """A 以上, 以下 or 以内 after ``start``, before the next sign, that leaves open whether the edge is in."""
    flat = reading.script.flat
    stretch = _EDGE_STRETCH.match(flat, start, reading.end)
    found = _EDGE.search(flat, start, stretch.end()) if stretch else None
    return Span(reading.script.file, found.start(), found.end()) if found else None


def _word_place(reading: Reading, start: int, end: int) -> Span:
    """The whole word at ``start``, so that the message quotes it and not its first letter."""
    script = reading.script
    while start < reading.end and start < len(script.flat) and script.flat[start] == " ":
        start += 1
    if start >= reading.end:
        return Span(script.file, start, start)
    run_end = scan.name_end(script.flat, start, reading.end)
    blank = script.flat.find(" ", start, run_end)
    if blank > 0 and not script.flat[start].isascii():
        run_end = blank
    return Span(script.file, start, min(run_end if run_end > start else max(end, start), reading.end))


def _open_bracket(reading: Reading, at: int) -> int:
    """The last bracket before ``at`` that is still open there; -1 when none is."""
    opened: list[int] = []
    flat = reading.script.flat
    for position in range(max(reading.start, at - 2000), min(at, reading.end)):
        if flat[position] in "([":
            opened.append(position)
        elif flat[position] in ")]" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _suggestions(keywords: Keywords, wanted: list[str]) -> tuple[str, str]:
    """At most five things, signs and kinds first, then keywords in the order of the keyword file."""
    order = [*_FIRST, *keywords.tables["zh"]["words"], *keywords.tables["zh"]["only"], *keywords.tables["en"]["only"]]
    order += sorted(set(wanted).difference(order))
    ordered = sorted(
        [name for name in wanted if name not in _UNSAID] or [name for name in wanted if name not in _INNER],
        key=lambda name: (name in _LAST, order.index(name)),
    )
    zh: list[str] = []
    en: list[str] = []
    for name in ordered[:SHOWN]:
        said = _SIGN_WORDS.get(name) or tuple(f"“{keywords.spelling(name, lang)}”" for lang in LANGS)
        zh.append(said[0])
        en.append(said[1])
    more = len(ordered) > SHOWN
    return "、".join(zh) + (" 等" if more else ""), ", ".join(en) + (" …" if more else "")
