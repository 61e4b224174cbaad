"""The slips authors make most, each known by its look and with a cure of its own.

Takes a place where the grammar stopped; gives what to say when it is one of them: a bracket left open, a colon or a semicolon
left out, a word with two readings, a full stop, a number run together with a word. Parses nothing.
"""

import re
from collections.abc import Callable

from kpidsl.source import Span
from kpidsl.syntax import backwards, scan
from kpidsl.syntax.keywords import load_keywords, solid
from kpidsl.syntax.lexer import two_readings
from kpidsl.syntax.machine import Stuck, acceptable, before_colon, first_of
from kpidsl.syntax.marks import provisional_at
from kpidsl.syntax.offers import offers
from kpidsl.syntax.reading import Reading
from kpidsl.syntax.tokens import Refused
from kpidsl.values import frozen

LONGEST = 24
"""How many characters of the text a message quotes at most."""

_EDGE_STRETCH = re.compile(r"[^,;:(){}\n\r]*")
_EDGE = re.compile("以[上下内](?! *[(])")
_NEVER_NAMED = "{}｛｝:：;；|｜“”《》"
"""Signs that quotation marks around a name are no help against."""
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_FEW_APPLY = re.compile(
    "适用(?:的)?指标数?(?:少于|不足|低于)|(?:applicable )?indicators (?:under|fewer than)|fewer than .* indicators"
)
_RULE_ROW = re.compile(r"[ \t]*\|(?: *:?-+:? *\|)+[ \t]*(?=[\n\r]|\Z)")
"""The second row of a table in Markdown."""
_MORE_CODES = re.compile(r"[,;] *(k[0-9]+)")
_CODES = re.compile(r"[^0-9,;]*k[0-9]+(?: *, *k[0-9]+)* *")
_NEXT_NAME = re.compile(r"[,/] *[^-,;:(){}\n\r|=/ ][^,;:(){}\n\r]*+(?![^;:(){}\n\r]*:)")
"""Another name after the sign; neither the end of the line nor the next field."""
_EACH_TIME = re.compile(
    r"(?:[^,;:(){}\n\r|=]*+[,()])*?(?>[^,;:(){}\n\r|=]*?(?:每(?![低超少多])|发生|出现|查出))[^,;:(){}\n\r|=扣减]*+[扣减]"
    r"[^,;:(){}\n\r|=]*"
    r"|(?:for )?each [^,;:(){}\n\r|=]*? deduct[^,;:(){}\n\r|=]*|deduct [^,;:(){}\n\r|=]*? (?:for|per) [^,;:(){}\n\r|=]*"
)
"""Points off for each time, with or without what they are taken off."""
_BARE_SUM = re.compile(r"[0-9.]+ *(?:分|points?)? *[-+*/×÷−]")
_ONE_VALUE = re.compile(r"(?:[^,;:(){}\n\r|=<>≥≤]*=+)? *(-?[0-9][^-,;:(){}\n\r|=<>≥≤～]*)(?=[:;}\n\r])")
"""An entry for one number: ``0``, ``= 0``, ``件数 = 0``."""
_OFFICES = frozenset({"APPRAISER", "LEAD", "COLLECTOR", "BEARER", "ASSESSOR", "ASSESSEE"})
"""Fields that hold one name."""
_AFTER_COMMA = frozenset({"OTHERS", "ZERO_DENOMINATOR", "NEGATIVE_DENOMINATOR"})
"""Words before a colon that stand inside a field, after a comma."""


@frozen
class Stop:
    """Where the grammar stopped: ``start`` to ``end`` is the token, ``place`` the whole word, ``wanted`` what could stand."""

    reading: Reading
    stuck: Stuck
    wanted: list[str]
    start: int
    end: int
    place: Span

    @property
    def is_end(self) -> bool:
        """Whether the text stopped short."""
        return self.place.start >= self.reading.end

    @property
    def sign(self) -> str:
        """The character that does not fit, half-width; empty at the end."""
        return self.reading.script.flat[self.place.start] if not self.is_end else ""

    @property
    def found(self) -> str:
        """What does not fit, as written."""
        word = self.reading.script.raw[self.place.start : self.place.end].strip()
        return word if len(word) <= LONGEST else word[:LONGEST] + "…"

    @property
    def is_separator(self) -> bool:
        """Whether it is a sign between the items of a list, of which one more is easily typed."""
        return bool(self.sign) and self.sign in ",;:|·.～×*÷/=+"

    @property
    def is_repeated(self) -> bool:
        """Whether the same sign went before."""
        return self.reading.script.flat[max(self._last() - 1, 0)] == self.sign

    @property
    def is_bare(self) -> bool:
        """Whether it can be no part of a name, quoted or not."""
        return self.found[:1] in _NEVER_NAMED

    @property
    def gap(self) -> Span:
        """The place right behind what went before."""
        at = self._last()
        return Span(self.place.file, at, at)

    @property
    def before(self) -> str:
        """The word or sign that went before, as written; empty where nothing did."""
        script, at = self.reading.script, self._last()
        start = min(backwards.word(script.flat, self.reading.start, at), max(at - 1, self.reading.start))
        return script.raw[start:at].strip()[-LONGEST:]

    @property
    def word_before(self) -> str:
        """The word before the sign that went before, as written."""
        script, at = self.reading.script, max(self._last() - 1, self.reading.start)
        return script.raw[backwards.run(script.flat, self.reading.start, at, backwards.FIELD_ENDS) : at].strip()

    def _last(self) -> int:
        at, flat = min(self.start, self.reading.end), self.reading.script.flat
        while at > self.reading.start and flat[at - 1] in " \n\r":
            at -= 1
        return at


def stopped(reading: Reading, stuck: Stuck, start: int, end: int) -> Stop:
    """The stop at ``start``, with what could stand there."""
    return Stop(reading, stuck, acceptable(stuck), start, end, _word_place(reading, start, end))


def slip(stop: Stop) -> Refused | None:
    """What is told of the first slip that this is; None when it is none of them."""
    return next((found for known in _SLIPS if (found := known(stop))), None)


def _thousands(stop: Stop) -> Refused | None:
    """1,000."""
    script, reading, start = stop.reading.script, stop.reading, stop.start
    for found in _THOUSANDS.finditer(script.flat, max(reading.start, start - 12), min(reading.end, start + 4)):
        if found.start() <= start <= found.end() and "," in script.raw[found.start() : found.end()]:
            place = Span(stop.place.file, found.start(), found.end())
            return Refused("K108", place, "thousands", text=found[0], plain=found[0].replace(",", ""))
    return None


def _asked(stop: Stop) -> Refused | None:
    """A word with two readings; an edge that leaves open whether it is in."""
    flat = stop.reading.script.flat
    run = solid(flat[stop.place.start : stop.place.end])
    if run in load_keywords().ask:
        return two_readings(run, stop.place)
    stretch = _EDGE_STRETCH.match(flat, stop.start, stop.reading.end)
    edge = _EDGE.search(flat, stop.start, stretch.end()) if stretch else None
    return two_readings(edge[0], Span(stop.place.file, edge.start(), edge.end())) if edge else None


def _bracket(stop: Stop) -> Refused | None:
    """A bracket left open, closed without being open, or a quotation mark turned round."""
    script, file, start = stop.reading.script, stop.place.file, stop.place.start
    opened = _open_bracket(stop.reading, stop.start)
    between = script.flat[opened : stop.start] if opened >= 0 else ""
    if opened >= 0 and (stop.is_end or stop.sign in "{};" or "\n" in between or "\r" in between):
        return Refused("K103", Span(file, opened, opened + 1), "bracket", sign=script.raw[opened])
    if opened >= 0 and stop.sign == "(" and "LPAR" not in stop.wanted:
        return Refused("K103", Span(file, opened, opened + 1), "bracket", sign=script.raw[opened])
    if stop.sign and stop.sign in ")]" and opened < 0:
        return Refused("K103", stop.place, "unopened", sign=script.raw[start])
    if stop.sign == "”":
        return Refused("K103", Span(file, start, start + 1), "reversed")
    return None


def _punctuation(stop: Stop) -> Refused | None:
    """No bars in a table; a full stop; a block or a colon with nothing before it."""
    if stop.wanted == ["TABLE_ROW"] and stop.sign:
        return Refused("K101", stop.place, "table")
    if stop.sign and stop.sign in "-:" and _RULE_ROW.match(stop.reading.script.flat, _line_start(stop)):
        return Refused("K101", stop.place, "rule_row")
    if stop.sign == "。":
        return Refused("K101", Span(stop.place.file, stop.place.start, stop.place.start + 1), "stop")
    return None


def _line_start(stop: Stop) -> int:
    flat = stop.reading.script.flat
    return max(flat.rfind("\n", 0, stop.start), flat.rfind("\r", 0, stop.start)) + 1


def _colon(stop: Stop) -> Refused | None:
    """A word of the policy and its content with no colon between them, or an entry that has none at all."""
    if "_COLON" in stop.wanted and set(stop.wanted) <= {"_COLON", "_COMMA"} and (stop.is_end or stop.sign in ";}"):
        return Refused("K101", stop.gap, "no_colon", before=stop.before)
    script, file = stop.reading.script, stop.place.file
    run = backwards.run(script.flat, stop.reading.start, stop.start, backwards.FIELD_ENDS)
    if (
        run < stop.start
        and stop.sign.isalpha()
        and "_COLON" in stop.wanted
        and set(stop.wanted) <= {"_COLON", "LBRACE"}
    ):
        return Refused("K101", stop.place, "colon", word=script.raw[run : stop.start].strip(), found=stop.found)
    if stop.place.start == stop.reading.start:
        run = stop.place.start
    elif run == stop.start:
        return None
    while run < stop.start and script.flat[run] in " \n\r":
        run += 1
    words = first_of(stop.stuck.start) if run == stop.reading.start else _AFTER_COMMA
    end = scan.name_end(script.flat, run, stop.reading.end)
    found = scan.keyword_at(script.low, run, end, words & before_colon())
    if not found or found[1] >= end or _next_sign(script.flat, end) in (":", "{"):
        return None
    rest = script.raw[found[1] : end].split()[0][:LONGEST]
    return Refused("K101", Span(file, run, end), "colon", word=script.raw[run : found[1]], found=rest)


def _separator(stop: Stop) -> Refused | None:
    """The next field, or the next entry of a block, with nothing between it and the one before."""
    script, start = stop.reading.script, stop.place.start
    starters = first_of(stop.stuck.start) - {"NAME"}
    here = scan.keyword_at(script.low, start, stop.reading.end, starters) if start > stop.reading.start else None
    after = _next_sign(script.flat, here[1]) if here else ""
    if here and after and (after in ":{" or after.isdigit()) and stop.before not in ("，", ",", "、", "：", ":"):
        place = Span(stop.place.file, start, here[1])
        return Refused("K101", place, "separator", word=script.raw[start : here[1]])
    begin = backwards.run(script.flat, stop.reading.start, stop.start, backwards.FIELD_ENDS)
    if stop.sign not in (":", "{") or begin == stop.start or (stop.sign == "{" and "LBRACE" in stop.wanted):
        return None
    run = script.flat[begin : stop.start].rstrip()
    blank = run.rfind(" ")
    for at in [match.start() + 1 for match in re.finditer(" ", run)]:
        known = scan.keyword_at(script.low, begin + at, begin + len(run), starters)
        if known and known[1] == begin + len(run):
            blank = at - 1
            break
    declared = scan.keyword_at(script.low, begin, begin + blank, starters) if blank > 0 else None
    if declared and declared[1] >= begin + len(run[:blank].rstrip()):
        return None  # the name of a declaration, not a field after another
    if blank <= 0 or not run[:blank].strip() or not run[blank + 1].isalpha() or scan.NAME_STOP.search(run, blank):
        return None
    place = Span(stop.place.file, begin + blank + 1, begin + len(run))
    return Refused("K101", place, "separator", word=script.raw[place.start : place.end])


def _next_sign(flat: str, at: int) -> str:
    """What follows on the same line; empty at the end of the text."""
    after = scan.after_blanks(flat, at, len(flat))
    return flat[after : after + 1]


def _nothing_compared(stop: Stop) -> Refused | None:
    """目标值：≥ 95%, without what is compared."""
    if not stop.sign or stop.sign not in "<>≥≤≠=" or stop.before not in ("：", ":") or "NAME" not in stop.wanted:
        return None
    return Refused("K101", stop.place, "compared", word=stop.word_before, found=stop.sign)


def _second_formula(stop: Stop) -> Refused | None:
    """计算公式：率 = a ÷ b；差 = a − b: a second one with no word before it."""
    script, end = stop.reading.script, stop.reading.end
    after = script.flat[scan.name_end(script.flat, stop.place.start, end) : end].lstrip(" ")[:1]
    if after != "=" or "FORMULA" not in stop.wanted or "FORMULA" not in first_of(stop.stuck.start):
        return None
    return Refused("K101", stop.place, "formula", name=stop.found)


def _rounding_inside(stop: Stop) -> Refused | None:
    """保留小数 inside the brackets of a function, where it is open what it rounds."""
    script = stop.reading.script
    if not {"WHERE", "HALF_UP"} <= set(stop.wanted):
        return None
    word = scan.keyword_at(script.low, stop.start, stop.reading.end, frozenset({"ROUND"}))
    return Refused("K101", Span(stop.place.file, stop.start, word[1]), "rounds", found=stop.found) if word else None


def _run_together(stop: Stop) -> Refused | None:
    """A number and a word that were read as one name, or a unit of measure with no comma behind it."""
    script, reading = stop.reading.script, stop.reading
    if stop.sign and stop.sign in "%‰～":
        joined = backwards.digits_behind_a_word(script.flat, reading.start, stop.start)
        if joined >= 0:
            place = Span(stop.place.file, joined, stop.start + 1)
            name = script.raw[joined : stop.start]
            return Refused("K101", place, "joined", name=name, sign=script.raw[stop.start])
    on = backwards.number_and_word(script.flat, reading.start, stop.start) if stop.sign in ("=", ":") else None
    if on and "_COMMA" in stop.wanted:
        number, rest = script.flat[on[0] : on[1]], script.flat[on[1] : stop.start]
        place = Span(stop.place.file, on[0], stop.start)
        return Refused("K101", place, "run_on", name=number + rest, number=number, rest=rest)
    unit = reading.units.at(script.low, stop.start, reading.end) if "MEASURE_UNIT" in stop.wanted else None
    if unit:
        at = Span(stop.place.file, unit[1], unit[1])
        return Refused("K101", at, "missing", before=script.raw[stop.start : unit[1]], zh="“，”", en="“,”")
    return None


def _provisional(stop: Stop) -> Refused | None:
    """暂定（…） where the content of the field is still to come: it was read as a name."""
    script, at = stop.reading.script, stop.gap.start
    start = at - len(stop.before)
    if stop.sign != "(" or start <= stop.reading.start or not provisional_at(script.low, start, stop.reading.end):
        return None
    earlier = Stop(stop.reading, stop.stuck, stop.wanted, start, at, stop.place)
    zh, en = offers({"NAME"})
    return Refused("K101", earlier.gap, "missing", before=earlier.before, zh=zh, en=en)


def _few_apply(stop: Stop) -> Refused | None:
    """适用指标少于 3 项：不计分, which is a case of 不参加考核."""
    said = _FEW_APPLY.match(stop.reading.script.low, stop.start, stop.reading.end)
    return Refused("K101", stop.place, "few_apply") if said else None


def _reviewed(stop: Stop) -> Refused | None:
    """已审（…） without a code, or with several behind one 已审."""
    low, start = stop.reading.script.low, stop.place.start
    reviewed = scan.keyword_at(low, start, stop.reading.end, frozenset({"REVIEWED"}))
    if reviewed:
        return Refused("K233", Span(stop.place.file, start, reviewed[1]), "code")
    more = _MORE_CODES.match(low, start, stop.reading.end)
    at = max(
        (low.rfind(one.solid, stop.reading.start, start) for one in load_keywords().of_word["REVIEWED"]), default=-1
    )
    if more is None or at < 0 or not _CODES.fullmatch(low, at, start):
        return None
    return Refused("K233", Span(stop.place.file, start, more.end()), "each", more=more[1].upper())


def _offices(stop: Stop) -> Refused | None:
    """考评部门：护理部、医务处: two names where one office stands."""
    script, reading = stop.reading.script, stop.reading
    if not stop.sign or stop.sign not in ",/" or not _NEXT_NAME.match(script.flat, stop.start, reading.end):
        return None
    start = backwards.run(script.flat, reading.start, stop.start, backwards.FIELD_ENDS | {"/"})
    field = backwards.field(script.flat, reading.start, start) if start < stop.start else None
    offices = scan.keyword_at(script.low, *field, _OFFICES) if field else None
    if field is None or offices is None or offices[1] != field[1]:
        return None
    variant = "appraisers" if "APPRAISER" in offices[0] else "offices"
    word, named = script.raw[slice(*field)], script.raw[start : stop.start].strip()[:LONGEST]
    return Refused("K101", stop.place, variant, word=word, found=stop.found, before=named)


def _scoring(stop: Stop) -> Refused | None:
    """计分办法：每发生 1 次扣 5 分, from no mark and of no figure; 计分办法：100 − 次数 × 5, a calculation of nothing."""
    script, reading = stop.reading.script, stop.reading
    field = backwards.field(script.flat, reading.start, stop.start)
    word = scan.keyword_at(script.low, *field, frozenset({"SCORING"})) if field else None
    if field is None or word is None or word[1] != field[1]:
        return None
    each, sum_ = (one.match(script.low, stop.place.start, reading.end) for one in (_EACH_TIME, _BARE_SUM))
    if each:
        said = script.raw[each.start() : each.end()].rstrip()
        return Refused("K101", Span(stop.place.file, each.start(), each.start() + len(said)), "each_time", found=said)
    return Refused("K101", stop.place, "bare_sum", word=script.raw[slice(*field)]) if sum_ else None


def _one_value(stop: Stop) -> Refused | None:
    """分档 件数 { 0：100 分；= 1：80 分 }: a number where a range of numbers stands."""
    script, reading = stop.reading.script, stop.reading
    if not {"GE", "AND_ABOVE"} & set(stop.wanted) or stop.is_end or stop.sign in ";}":
        return None
    start = max(script.flat.rfind(sign, reading.start, stop.start) for sign in "{;:\n\r") + 1
    found = _ONE_VALUE.match(script.flat, start, reading.end)
    if found is None or found.end() < stop.start:
        return None
    value = script.raw[found.start(1) : found.end(1)].strip()
    return Refused("K101", Span(stop.place.file, *found.span(1)), "one_value", value=value[:LONGEST])


_SLIPS: tuple[Callable[[Stop], Refused | None], ...] = (
    _few_apply, _thousands, _asked, _provisional, _bracket, _punctuation, _second_formula, _rounding_inside, _one_value, _colon,
    _separator,
    _nothing_compared, _scoring, _reviewed, _offices, _run_together,
)  # fmt: skip


def _word_place(reading: Reading, start: int, end: int) -> Span:
    """The whole word at ``start``, so that the message quotes it and not its first letter."""
    script = reading.script
    while start < reading.end and script.flat[start] in " \n\r":
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
