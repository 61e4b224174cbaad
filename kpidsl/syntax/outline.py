"""The outline of a file: its declarations and, where one must be read piecewise, the fields of its block.

Takes a prepared text; gives stretches and the brackets that do not pair. Reads no grammar: only brackets, separators,
quotes and the words a declaration begins with. A brace left open ends where the next declaration plainly begins.
"""

import re
from collections.abc import Iterator

from attrs import evolve

from kpidsl.diagnostics import Label
from kpidsl.source import Span
from kpidsl.syntax import marks, scan
from kpidsl.syntax.chars import QUOTED, Script, blanks_to_spaces
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.tokens import Refused
from kpidsl.values import define, field, frozen

DEPTH_LIMIT = 200

DECLARATIONS = frozenset(
    [
        "IMPORT",
        "AMEND",
        "POLICY",
        "DEFAULTS",
        "DEPARTMENTS",
        "CLASSES",
        "CLASS_SETS",
        "LINK",
        "MEASURES",
        "INDICATOR",
        "INDICATORS",
        "FIGURES",
        "BONUS",
        "MALUS",
        "ADJUSTMENT",
        "EXTRAS",
        "COEFFICIENT",
        "WEIGHTS",
        "SPLIT",
        "SCORECARD",
        "LOOKUP",
        "VETO",
        "NOT_ASSESSED",
        "UNGRADED",
        "COMPOSITE_SCORE",
        "GRADES",
        "ENSURE",
        "ANNUAL",
        "ALWAYS",
        "EXAMPLE",
        "LOG",
        "ARTICLES",
        "CHAPTERS",
        "LEVELS",
        "ROLES",
        "FORMS",
        "COLLECTOR",
        "ASSESSOR",
        "ASSESSEE",
        "APPROVAL",
        "TIME_LIMITS",
        "COUNTS",
        "SUBJECTS",
        "ATTACHED",
        "APPEAL",
        "DISCLOSURE",
        "CONTENT",
        "SCHEME",
        "PAY",
        "TAG",
    ]
)
_CHOICES = tuple(spelling.solid for spelling in load_keywords().of_word["CASES"])
CHANGES = frozenset({"INSERT", "REPLACE", "ADJUST", "REMOVE"})
"""Words that in an amendment stand before the word of a declaration."""
_BEGINNINGS = DECLARATIONS | CHANGES
_TOKEN = re.compile(rf"{QUOTED}|[(){{}}\[\]]|[\n\r;][ \n\r;]*")


@frozen
class Piece:
    """One declaration; ``opening`` and ``closing`` are its braces, else -1; ``broken``: they do not pair.

    ``spilled`` are stretches up to a ``}`` too many, of which none begins a declaration: content of this one, most likely,
    that a missing ``{`` let out. ``culprit`` is the brace inside that was left open, else -1.
    """

    start: int
    end: int
    opening: int
    closing: int
    broken: bool = False
    spilled: "tuple[Piece, ...]" = ()
    stray: int = -1
    culprit: int = -1


@define
class Outline:
    """Declarations in order, the names declared as units of measure, and what is wrong with brackets."""

    pieces: list[Piece] = field(factory=list)
    measures: list[str] = field(factory=list)
    refused: list[Refused] = field(factory=list)


def outline(script: Script) -> Outline:
    """Cut the whole text."""
    found = Outline()
    cutter = _Cutter(script, found)
    cutter.run()
    for piece in found.pieces:
        found.measures += _measures(script, piece)
    return found


@define
class _Cutter:
    """Where the cutter stands: the open brackets, and the declaration being read."""

    script: Script
    out: Outline
    stack: list[tuple[str, int]] = field(factory=list)
    braces: int = 0
    start: int = -1
    opening: int = -1
    closing: int = -1
    deep: bool = False
    strict: bool = False

    def run(self) -> None:
        """All declarations; from a brace found open at the end, once more and strictly."""
        flat = self.script.flat
        self.start = _content(flat, 0)
        at = 0
        while True:
            at = self._pass(at)
            if at < 0:
                return

    def _pass(self, at: int) -> int:
        """Read to the end; gives where to begin again when a brace stayed open, else -1."""
        flat = self.script.flat
        for found in _TOKEN.finditer(flat, at):
            sign = found[0][0]
            if sign in "([{":
                self._open(sign, found.start())
            elif sign in ")]":
                if self.stack and self.stack[-1][0] == "(":
                    self.stack.pop()
            elif sign == "}":
                self._close(found.start())
            elif sign in "\n\r;":
                self._line(found)
        left = next((place for sign, place in self.stack if sign == "{"), -1)
        if left < 0:
            self._end(len(flat))
            return -1
        if self.strict or self.deep:
            culprit = self._unclosed(left, len(flat))
            self._end(len(flat), broken=True, culprit=culprit)
            return -1
        self.strict, self.stack = True, [("{", left)]
        self.braces, self.opening, self.closing = 1, left, -1
        return left + 1

    def _open(self, sign: str, at: int) -> None:
        if sign == "{":
            chooses = _chooses(self.script, at)
            while self.stack and self.stack[-1][0] == "(" and not chooses:
                self.stack.pop()
            if self.braces == 0 and self.opening < 0 and not chooses:
                self.opening = at
            self.braces += 1
        if len(self.stack) >= DEPTH_LIMIT:
            if not self.deep:
                place = Span(self.script.file, at, at + 1)
                self.out.refused.append(Refused("K104", place, limit=DEPTH_LIMIT))
            self.deep = True
        self.stack.append(("{" if sign == "{" else "(", at))

    def _close(self, at: int) -> None:
        while self.stack and self.stack[-1][0] == "(":
            self.stack.pop()
        if not self.stack:
            self._end(at)
            self._stray(at)
            self.start = _content(self.script.flat, at + 1)
            return
        self.stack.pop()
        self.braces -= 1
        if self.braces == 0 and self.closing < 0 <= self.opening:
            self.closing = at

    def _stray(self, at: int) -> None:
        """A ``}`` with nothing open: what stands before it was let out of the last declaration that has a block."""
        pieces = self.out.pieces
        owner = len(pieces) - 1
        while owner >= 0 and not _may_begin(self.script, pieces[owner].start):
            owner -= 1
        if owner < 0 or pieces[owner].stray >= 0:
            place = Span(self.script.file, at, at + 1)
            self.out.refused.append(Refused("K103", place, "stray", sign=self.script.raw[at]))
            return
        pieces[owner:] = [evolve(pieces[owner], spilled=tuple(pieces[owner + 1 :]), stray=at)]

    def _line(self, found: re.Match[str]) -> None:
        script, at, after = self.script, found.start(), found.end()
        begins = "\n" in found[0] or "\r" in found[0]
        if self.braces:
            if self.strict and begins and _declares(script, after):
                culprit = self._unclosed(next(place for sign, place in self.stack if sign == "{"), after)
                self._end(at, broken=True, culprit=culprit)
                self.start = after
            return
        if self.stack:
            if not (begins and _declares(script, after)):
                return
            self.stack.clear()
        open_before = scan.open_before(script.flat, at, max(self.start, 0))
        stop, ends = scan.separator_end(script.flat, at, len(script.flat), 0, open_before)
        if open_before and begins and script.flat[stop - 1 : stop] != " " and _declares(script, stop):
            ends = True  # a comma too many, and the next declaration
        if ends and at > self.start:
            self._end(at)
            self.start = stop

    def _unclosed(self, place: int, next_start: int) -> int:
        """Report the brace left open between ``place`` and ``next_start``; gives it where it is an inner one, else -1."""
        culprit = _misaligned(self.script, place, next_start)
        found = culprit if culprit >= 0 else place
        labels = []
        if next_start < len(self.script.flat):
            stop = scan.name_end(self.script.flat, next_start, len(self.script.flat))
            blank = self.script.flat.find(" ", next_start, stop)
            labels = [Label(Span(self.script.file, next_start, blank if blank > 0 else stop), "next")]
        at = Span(self.script.file, found, found + 1)
        variant = "inner" if culprit >= 0 else "brace"
        self.out.refused.append(Refused("K103", at, variant, labels, sign=self.script.raw[found]))
        return culprit

    def _end(self, end: int, broken: bool = False, culprit: int = -1) -> None:
        """The declaration being read ends at ``end``."""
        flat, start = self.script.flat, self.start
        while end > start and flat[end - 1] in " \n\r;":
            end -= 1
        if 0 <= start < end:
            piece = Piece(start, end, self.opening, self.closing, broken or self.deep, culprit=culprit)
            self.out.pieces.append(piece)
        self.start = end
        self.stack.clear()
        self.braces, self.opening, self.closing, self.deep = 0, -1, -1, False


def _content(flat: str, at: int) -> int:
    """The first character from ``at`` that is no blank and no separator."""
    found = scan.SEPARATORS.match(flat, at)
    return found.end() if found else at


def _declares(script: Script, at: int) -> bool:
    """Whether the line at ``at`` plainly begins a declaration: at its margin, with the word and what follows it."""
    if at > 0 and script.flat[at - 1] == " ":
        return False
    found = scan.keyword_at(script.low, at, len(script.flat), _BEGINNINGS)
    if not found:
        return False
    after = script.flat[found[1] : found[1] + 1]
    if "COMPOSITE_SCORE" in found[0]:
        return after == "("
    return after in (" ", "{", "《", "“", ":", "(")


def _may_begin(script: Script, at: int) -> bool:
    """Whether a declaration may begin at ``at``, by its first word."""
    found = scan.keyword_at(script.low, at, len(script.flat), _BEGINNINGS)
    return bool(found)


def _misaligned(script: Script, place: int, end: int) -> int:
    """The brace inside that at ``place`` whose partner, by the indent of its line, is meant for another; -1 if none is."""
    opened: list[int] = []
    for found in _TOKEN.finditer(script.flat, place + 1, end):
        at = found.start()
        if found[0] == "{":
            opened.append(at)
        elif found[0] == "}" and opened:
            brace = opened.pop()
            if _indent(script, brace) != _indent(script, at) and not script.flat[_line_start(script, at) : at].strip():
                return brace
    return -1


def _indent(script: Script, at: int) -> int:
    """Blanks at the start of the line that ``at`` is in."""
    start = _line_start(script, at)
    line = script.flat[start : at + 1]
    return len(line) - len(line.lstrip(" "))


def _line_start(script: Script, at: int) -> int:
    return max(script.flat.rfind("\n", 0, at), script.flat.rfind("\r", 0, at)) + 1


def _measures(script: Script, piece: Piece) -> Iterator[str]:
    """The names a ``计量单位：…`` declares."""
    start, change = piece.start, scan.keyword_at(script.low, piece.start, piece.end, CHANGES)
    if change and (blanks := scan.LAYOUT.match(script.flat, change[1], piece.end)):
        start = blanks.end()
    found = scan.keyword_at(script.low, start, piece.end, frozenset({"MEASURES"}))
    if not found or script.flat[found[1] : found[1] + 1].strip() not in ("", ":"):
        return
    at = script.flat.find(":", found[1], piece.end) + 1
    while 0 < at < piece.end:
        blanks = scan.LAYOUT.match(script.flat, at, piece.end)
        at = blanks.end() if blanks else at
        stop = scan.stretch_end(script.flat, at, piece.end)
        quoted = scan.QUOTE.match(script.flat, at, stop)
        if quoted:
            name = blanks_to_spaces(script.raw[at + 1 : quoted.end() - 1]).strip()
        else:
            name = scan.clean_name(script.flat, at, marks.before_mark(script.low, at, stop)).strip()
        if name:
            yield name
        if script.flat[stop : stop + 1] != ",":
            return
        at = stop + 1


def fields(script: Script, piece: Piece) -> Iterator[tuple[int, int]]:
    """The stretches of the fields in the block of ``piece``; a scoring rule keeps its further pieces."""
    flat, low = script.flat, script.low
    end = piece.closing if piece.closing >= 0 else piece.end
    start, depth = _content(flat, piece.opening + 1), 0
    for found in _TOKEN.finditer(flat, piece.opening + 1, end):
        sign = found[0][0]
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        elif sign in "\n\r;" and depth == 0:
            at = found.start()
            stop, ends = scan.separator_end(flat, at, end, 0, scan.open_before(flat, at, start))
            if not ends or at <= start or scan.scoring_goes_on(flat, low, stop, end):
                continue
            yield start, at
            start = stop
    if start < end and flat[start:end].strip():
        yield start, end


def _chooses(script: Script, at: int) -> bool:
    """Whether the brace at ``at`` is that of a choice within an expression: ``分情况 {``."""
    before = " ".join(script.low[max(0, at - 40) : at].split())
    return before.endswith(_CHOICES) or before.replace(" ", "").endswith(_CHOICES)
