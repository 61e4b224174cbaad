"""Where marks stand in a text: ``暂定（理由）`` and ``已审 K380（理由）``, behind what they are about.

Takes a prepared text and an offset; gives offsets. What stands in free text or in a name up to a mark is told from the mark here.
"""

import re
from collections.abc import Sequence

from kpidsl.diagnostics import Label
from kpidsl.source import Span
from kpidsl.syntax.chars import QUOTED, half_width
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.scan import BLANKS, closing, spelling_end
from kpidsl.syntax.tokens import Refused
from kpidsl.syntax.tree import Marks, Provisional, Waiver
from kpidsl.values import frozen

_FIELD_END = re.compile(rf"{QUOTED}|[;\n\r{{}}()\[\]]")
_CODE = re.compile(r" *(k[0-9]+)")


@frozen
class Found:
    """One mark. ``code`` is where the code stands that was reviewed; ``closing`` is -1 where its bracket is not closed.

    ``opening`` is -1 where there is no bracket, which only a code may go without, so that it can be asked for.
    """

    start: int
    code: tuple[int, int] | None
    opening: int
    closing: int
    end: int

    @property
    def is_open(self) -> bool:
        """Whether its bracket is not closed."""
        return self.opening >= 0 and self.closing < 0


def marks_at(low: str, start: int, end: int) -> tuple[Found, ...]:
    """The marks that follow each other from ``start``; nothing follows one whose bracket is not closed."""
    found = []
    at = start
    while (mark := _mark_at(low, at, end)) is not None:
        found.append(mark)
        if mark.is_open:
            break
        blanks = BLANKS.match(low, mark.end, end)
        at = blanks.end() if blanks else mark.end
    return tuple(found)


def marks_end(low: str, start: int, end: int) -> int:
    """Where the marks from ``start`` end; -1 where there are none, or one is not closed."""
    found = marks_at(low, start, end)
    return found[-1].end if found and not found[-1].is_open else -1


def _mark_at(low: str, start: int, end: int) -> Found | None:
    provisional = provisional_at(low, start, end)
    if provisional:
        return Found(start, None, *provisional, provisional[1] + 1)
    for spelling in load_keywords().of_word["REVIEWED"]:
        if not low.startswith(spelling.solid, start):
            continue
        code = _CODE.match(low, start + len(spelling.solid), end)
        if code:
            blanks = BLANKS.match(low, code.end(), end)
            opening = blanks.end() if blanks else code.end()
            if low[opening : opening + 1] != "(" or opening >= end:
                return Found(start, code.span(1), -1, -1, code.end())
            closed = closing(low, opening, end)
            return Found(start, code.span(1), opening, closed, closed + 1)
    return None


def provisional_at(low: str, start: int, end: int) -> tuple[int, int] | None:
    """The opening bracket and, or -1, the closing one of a ``暂定（…）`` at ``start``; None when there is none."""
    for spelling in load_keywords().of_word["PROVISIONAL"]:
        stop = spelling_end(low, start, end, spelling)
        if stop >= 0:
            found = BLANKS.match(low, stop, end)
            bracket = found.end() if found else stop
            if bracket < end and low[bracket] == "(":
                return bracket, closing(low, bracket, end)
    return None


def read(found: tuple[Found, ...], raw: str, file: str) -> Marks:
    """The marks as nodes of the tree; ``raw`` is the text as written. Raises Refused."""
    provisional, waivers = list[Provisional](), list[Waiver]()
    for one in found:
        if one.is_open:
            raise Refused("K103", Span(file, one.opening, one.opening + 1), "bracket", sign=raw[one.opening])
        reason, place = raw[one.opening + 1 : one.closing].strip(), Span(file, one.start, one.end)
        if one.code:
            waivers.append(Waiver(half_width(raw[slice(*one.code)]).upper(), reason if one.opening >= 0 else "", place))
        else:
            provisional.append(Provisional(reason, place))
    return Marks(once_provisional(provisional), tuple(waivers), Span(file, found[0].start, found[-1].end))


def once_provisional(found: Sequence[Provisional]) -> Provisional | None:
    """The one 暂定 of a statement; two are refused."""
    if len(found) > 1:
        raise Refused("K109", found[1].place, "provisional", [Label(found[0].place, "first")])
    return found[0] if found else None


MARK_START = re.compile(
    "|".join(
        (r"(?<= )" if spelling.latin else "") + re.escape(spelling.solid) + after
        for word, after in (("PROVISIONAL", r"(?= *\()"), ("REVIEWED", " *k[0-9]+"))
        for spelling in load_keywords().of_word[word]
    )
)


def before_mark(low: str, start: int, stop: int) -> int:
    """Where the row from ``start`` ends when the bracket at ``stop`` is that of a mark; else ``stop``."""
    for mark in MARK_START.finditer(low, start, stop + 1):
        if not low[mark.end() : stop].strip(" "):
            return mark.start()
    return stop


def text_end(flat: str, low: str, start: int, end: int) -> int:
    """Where free text from ``start`` ends: the field's end, or the marks that end the field."""
    depth, braces, tentative, stop = 0, 0, -1, end
    for found in _FIELD_END.finditer(flat, start, end):
        sign = found[0]
        if sign in "\n\r":
            stop = tentative if depth > 0 and tentative >= 0 else found.start()
            break
        if sign == "{":
            braces += 1
        elif sign == "}" and braces:
            braces -= 1
        elif sign in ";}":
            if depth == 0:
                stop = found.start()
                break
            tentative = found.start() if tentative < 0 else tentative
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
            tentative = tentative if depth else -1  # it stood in a bracket that is closed: no end of the field
    else:
        stop = tentative if depth > 0 and tentative >= 0 else end
    for mark in MARK_START.finditer(low, start, stop):
        after = marks_end(low, mark.start(), end)
        if after >= 0 and not flat[after:stop].strip():
            return mark.start()
    return stop
