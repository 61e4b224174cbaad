"""The outline of a file: its declarations and, where one must be read piecewise, the fields of its block.

Takes a prepared text; gives stretches and the brackets that do not pair. Reads no grammar: only brackets, separators,
quotes and the words a declaration begins with. A brace left open ends where the next declaration plainly begins.
"""

import re
from collections.abc import Iterator

from attrs import field

from kpidsl.source import Span
from kpidsl.syntax import scan
from kpidsl.syntax.chars import QUOTED, Script, blanks_to_spaces
from kpidsl.syntax.tokens import Refused
from kpidsl.values import define, frozen

DEPTH_LIMIT = 200

DECLARATIONS = frozenset(
    [
        "POLICY",
        "DEFAULTS",
        "DEPARTMENTS",
        "CLASSES",
        "CLASS_SETS",
        "LINK",
        "MEASURES",
        "INDICATOR",
        "INDICATORS",
        "WEIGHTS",
        "SPLIT",
        "VETO",
        "COMPOSITE_SCORE",
        "GRADES",
        "ENSURE",
        "ANNUAL",
        "ALWAYS",
        "EXAMPLE",
    ]
)
_TOKEN = re.compile(rf"{QUOTED}|[(){{}}\[\]]|[\n\r;][ \n\r;]*")


@frozen
class Piece:
    """One declaration; ``opening`` and ``closing`` are its braces, else -1; ``broken``: they do not pair."""

    start: int
    end: int
    opening: int
    closing: int
    broken: bool = False


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
            self._unclosed(left)
            self._end(len(flat), broken=True)
            return -1
        self.strict, self.stack = True, [("{", left)]
        self.braces, self.opening, self.closing = 1, left, -1
        return left + 1

    def _open(self, sign: str, at: int) -> None:
        if sign == "{":
            while self.stack and self.stack[-1][0] == "(":
                self.stack.pop()
            if self.braces == 0 and self.opening < 0:
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
            place = Span(self.script.file, at, at + 1)
            self.out.refused.append(Refused("K103", place, "stray", sign=self.script.raw[at]))
            self._end(at)
            self.start = _content(self.script.flat, at + 1)
            return
        self.stack.pop()
        self.braces -= 1
        if self.braces == 0:
            self.closing = at

    def _line(self, found: re.Match[str]) -> None:
        script, at, after = self.script, found.start(), found.end()
        begins = "\n" in found[0] or "\r" in found[0]
        if self.braces:
            if self.strict and begins and _declares(script, after):
                self._unclosed(next(place for sign, place in self.stack if sign == "{"))
                self._end(at, broken=True)
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

    def _unclosed(self, place: int) -> None:
        at = Span(self.script.file, place, place + 1)
        self.out.refused.append(Refused("K103", at, "brace", sign=self.script.raw[place]))

    def _end(self, end: int, broken: bool = False) -> None:
        """The declaration being read ends at ``end``."""
        flat, start = self.script.flat, self.start
        while end > start and flat[end - 1] in " \n\r;":
            end -= 1
        if 0 <= start < end:
            self.out.pieces.append(Piece(start, end, self.opening, self.closing, broken or self.deep))
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
    found = scan.keyword_at(script.low, at, len(script.flat), DECLARATIONS)
    if not found:
        return False
    after = script.flat[found[1] : found[1] + 1]
    if "COMPOSITE_SCORE" in found[0]:
        return after == "("
    return after in (" ", "{", "《", "“", ":", "(")


def _measures(script: Script, piece: Piece) -> Iterator[str]:
    """The names a ``计量单位：…`` declares."""
    found = scan.keyword_at(script.low, piece.start, piece.end, frozenset({"MEASURES"}))
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
            name = scan.clean_name(script.flat, at, scan.before_mark(script.low, at, stop)).strip()
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
