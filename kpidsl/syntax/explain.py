"""What to tell the author where the grammar stopped.

Takes where the machine stopped and the place of the token that does not fit; gives one ``Refused``: the slip that was made,
where it is one of the known ones; else what is missing, too many or to be put in its place, tried out on the text; else
what could stand here, in the words of the policy.
"""

from collections.abc import Iterable

from kpidsl.diagnostics.nearest import nearest, unlikeness
from kpidsl.source import Span
from kpidsl.syntax import repair, scan
from kpidsl.syntax.keywords import Keywords, load_keywords, solid
from kpidsl.syntax.lexer import two_readings
from kpidsl.syntax.machine import END, Stuck
from kpidsl.syntax.offers import offers
from kpidsl.syntax.reading import Reading
from kpidsl.syntax.slips import LONGEST, Stop, slip, stopped
from kpidsl.syntax.tokens import Refused


def explain(reading: Reading, stuck: Stuck, start: int, end: int) -> Refused:
    """Why ``start`` to ``end`` cannot stand where the machine stopped; both are the end where the text stops short."""
    stop = stopped(reading, stuck, start, end)
    if found := slip(stop):
        return found
    keywords = load_keywords()
    run = solid(reading.script.flat[stop.place.start : stop.place.end])
    guess = meant(keywords, run, stop.wanted) if run else None
    if guess:
        return Refused("K101", stop.place, "near", found=stop.found, near=guess)
    if stop.is_end:
        return _unfinished(stop)
    return _mended(stop) or _unfit(stop)


def unknown_head(reading: Reading, wanted: Iterable[str]) -> Refused | None:
    """For text whose first word is none of ``wanted``: what was probably meant; None when the first word is fine."""
    keywords, script = load_keywords(), reading.script
    stop = scan.name_end(script.flat, reading.start, reading.end)
    if stop <= reading.start:
        return None
    run = solid(script.flat[reading.start : stop])
    place = Span(script.file, reading.start, stop)
    known = scan.keyword_at(script.low, reading.start, stop, frozenset(wanted))
    colon_follows = script.flat[stop : reading.end].lstrip(" ")[:1] in tuple(":{")
    if known and (known[1] == stop or script.flat[known[1]] == " " or not colon_follows):
        return None
    if run in keywords.ask:
        return two_readings(run, place)
    guess = meant(keywords, run, wanted)
    if guess:
        return Refused("K101", place, "near", found=script.raw[place.start : place.end][:LONGEST], near=guess)
    return None


def meant(keywords: Keywords, run: str, wanted: Iterable[str]) -> str | None:
    """The spelling of a word in ``wanted`` that ``run`` was probably meant for.

    A Chinese word may be a longer or shorter form of it (考核目标, 目标); letters that happen to be within another word
    (floor, for) say nothing.
    """
    spellings = (spelling.solid for word in sorted(wanted) for spelling in keywords.of_word.get(word, ()))
    guess = None if run in keywords.whole else nearest(run[:LONGEST], spellings)
    if guess is None or guess == run:
        return None
    far = unlikeness(run[:LONGEST], guess)
    return guess if far and (far[0] < _SHORT_FORM or not run.isascii()) else None


_SHORT_FORM = 2
"""The first figure of `unlikeness` where one is the short form of the other."""


def _unfinished(stop: Stop) -> Refused:
    """The text ends too early."""
    zh, en = offers(repair.missing(stop.stuck, stop.reading, stop.wanted, stop.reading.end) or stop.wanted)
    if stop.before.endswith((":", "：")):
        return Refused("K101", stop.gap, "empty", word=stop.word_before, zh=zh, en=en)
    return Refused("K101", stop.gap, "end", zh=zh, en=en)


_OPERATORS = frozenset("÷×/*+-−")
"""Where only = could stand, one of them is part of what stands behind it."""


def _mended(stop: Stop) -> Refused | None:
    """What one token more, less or other would mend."""
    lacking = repair.missing(stop.stuck, stop.reading, stop.wanted, stop.start)
    if set(stop.wanted) <= {"LBRACE", "PROVISIONAL"} and stop.sign.isalpha():
        lacking = ["LBRACE"]  # its partner may be out of reach
    is_extra = repair.is_extra(stop.stuck, stop.reading, stop.end)
    zh, en = offers(lacking)
    if stop.found == stop.before or (stop.is_separator and stop.is_repeated):
        return Refused("K101", stop.place, "twice", found=stop.found)
    if set(stop.wanted) == {"EQ"} and stop.sign in _OPERATORS:
        return Refused("K101", stop.place, "unnamed", before=stop.before, found=stop.found)
    if zh and not stop.before:
        return Refused("K101", stop.place, "first", found=stop.found, zh=zh, en=en)
    if zh and is_extra and stop.is_separator:
        return Refused("K101", stop.place, "either", found=stop.found, before=stop.before, zh=zh, en=en)
    if zh:
        return Refused("K101", stop.gap, "missing", before=stop.before, zh=zh, en=en)
    other = repair.replacing(stop.stuck, stop.reading, stop.wanted, stop.end)
    zh, en = offers(other)
    if zh and not stop.sign.isalpha():
        return Refused("K101", stop.place, "instead", found=stop.found, zh=zh, en=en)
    if is_extra:
        return Refused("K101", stop.place, "extra", found=stop.found)
    return None


def _unfit(stop: Stop) -> Refused:
    """What could stand here, though the rest would still not read."""
    zh, en = offers(stop.wanted)
    if END in stop.wanted and stop.before:
        return Refused("K101", stop.place, "after", found=stop.found, before=stop.before)
    return Refused("K101", stop.place, "sign" if stop.is_bare else "", found=stop.found, zh=zh, en=en)
