"""Text to tree.

Takes a source; gives its ``File``, or None after reporting what does not read. Each declaration is parsed by itself;
one that fails is read once more field by field, so that every field reports its own mistake and none reports another's.
Never raises because of the text, never looks a name up.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from attrs import evolve

from kpidsl.diagnostics import Label, Problems
from kpidsl.source import Source, Span
from kpidsl.syntax import machine, scan
from kpidsl.syntax.chars import Script, script
from kpidsl.syntax.drafts import Draft
from kpidsl.syntax.explain import explain, meant, unknown_head
from kpidsl.syntax.keywords import load_keywords, solid
from kpidsl.syntax.lexer import Lexer, two_readings
from kpidsl.syntax.outline import CHANGES, DECLARATIONS, Piece, fields, outline
from kpidsl.syntax.parse_table import FIELD_STARTS
from kpidsl.syntax.reading import Reading
from kpidsl.syntax.tables import Context, read_table
from kpidsl.syntax.tokens import Refused
from kpidsl.syntax.tree import Declaration, Field, File, Form, Node, Word
from kpidsl.syntax.unit_words import UnitWords
from kpidsl.values import define, field

REPEATABLE = frozenset({"ENTRY", "LABELS", "CAP", "NO_LINK", "FORMULA", "COLUMN", "RECORD"})
"""Fields a block may hold several of; the others are said once."""


WHOLE = frozenset({"ENSURE", "ALWAYS"})
"""Declarations without a name: one that is removed is written out."""
_NUMBERED = frozenset({"ARTICLES", "CHAPTERS"})
_IN_TREE = {"COMPOSITE_SCORE": "COMPOSITE", "ARTICLES": "ARTICLE", "CHAPTERS": "CHAPTER"}
"""Words of declarations that the tree tells apart from the keyword."""


def parse(source: Source, problems: Problems, measures: Iterable[str] = ()) -> File | None:
    """The tree of ``source``; None when there was any syntax error, each reported to ``problems``.

    ``measures`` are units of measure that other files declare and this one uses.
    """
    text = script(source.name, source.text)
    with _collector_paused():
        reader = _Reader(text, problems, tuple(measures))
        declarations = reader.declarations()
    if reader.failed:
        return None
    return File(tuple(declarations), Span(source.name, 0, len(source.text)))


def opening(source: Source, wanted: frozenset[str], problems: Problems) -> tuple[File, frozenset[str], tuple[str, ...]]:
    """The declarations of ``source`` that begin with a word in ``wanted`` and read, the words that all begin with, and the
    units of measure it declares.
    """
    text = script(source.name, source.text)
    reader, found = _Reader(text, problems), outline(text)
    words, declarations = set[str](), list[Declaration]()
    for piece in found.pieces:
        head = scan.keyword_at(text.low, piece.start, piece.end, DECLARATIONS)
        words.add(min(head[0]) if head else "")
        made = reader.plain(piece) if head and head[0] & wanted and not piece.broken else None
        declarations += [made] if made else []
    place = Span(source.name, 0, len(source.text))
    return File(tuple(declarations), place), frozenset(words), tuple(found.measures)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A tree is made of many small objects that all stay: collecting garbage meanwhile only costs time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@define
class _Reader:
    """The reading of one text."""

    text: Script
    problems: Problems
    measures: tuple[str, ...] = ()
    units: UnitWords = field(factory=UnitWords)
    failed: bool = False

    def declarations(self) -> list[Declaration]:
        """Every declaration that reads."""
        found = outline(self.text)
        for refused in found.refused:
            self.refuse(refused)
        if found.measures or self.measures:
            self.units = UnitWords([*self.measures, *found.measures])
        read: list[Declaration] = []
        for made in (made for piece in found.pieces for made in self._with_spilled(piece)):
            if made.word == "TAG":
                self._tag(made, read)
            else:
                read.append(made)
        return read

    def _tag(self, line: Declaration, read: list[Declaration]) -> None:
        """``出处：…`` on a line of its own is of the declaration above it."""
        if read and read[-1].tag is None and line.change is None and line.value is not None:
            of = Field("TAG", (), line.value, None, line.place, line.word_place)
            read[-1] = evolve(read[-1], tag=of)
        elif not self.failed:  # one above that does not read is not there
            self.refuse(
                Refused("K102", line.place, "tag", word=self.text.raw[line.word_place.start : line.word_place.end])
            )

    def _with_spilled(self, piece: Piece) -> Iterator[Declaration]:
        """The declaration; where it reads, though a ``}`` is too many, what stands before that is read for itself."""
        before = len(self.problems)
        made = self._declaration(piece)
        if piece.stray >= 0 and len(self.problems) == before:
            self.refuse(self._stray(piece))
            for spilled in piece.spilled if piece.opening >= 0 else ():
                self._declaration(spilled)
        if made is not None:
            yield made

    def _stray(self, piece: Piece) -> Refused:
        """A ``}`` too many after ``piece``, or the ``{`` it belongs to missing."""
        file, sign = self.text.file, self.text.raw[piece.stray]
        stray = Span(file, piece.stray, piece.stray + 1)
        if piece.opening >= 0 or not piece.spilled:
            return Refused("K103", stray, "stray", sign=sign)
        head = self.text.raw[piece.start : piece.end].split("\n")[0].strip()[:24]
        return Refused("K103", Span(file, piece.end, piece.end), "unblocked", [Label(stray, "stray")], head=head)

    def refuse(self, refused: Refused) -> None:
        """Report a mistake."""
        self.failed = True
        self.problems.add(
            refused.code, refused.place, variant=refused.variant, labels=refused.labels, **refused.args_of_message
        )

    def node(self, start: str, begin: int, end: int) -> Any:
        """The stretch by one start symbol; raises Refused."""
        reading = Reading(self.text, begin, end, self.units)
        try:
            return machine.run(start, Lexer(reading).next)
        except machine.Stuck as stuck:
            at, stop = (stuck.token.start_pos, stuck.token.end_pos) if stuck.token else (end, end)
            raise explain(reading, stuck, at, stop) from None

    def _declaration(self, piece: Piece) -> Declaration | None:
        """The declaration, with the word that changes an older one before it."""
        found = scan.keyword_at(self.text.low, piece.start, piece.end, CHANGES)
        if not found or self.text.flat[found[1] : found[1] + 1] not in tuple(" \n\r"):
            return self.plain(piece)
        change = Word(min(found[0]), Span(self.text.file, piece.start, found[1]))
        rest = evolve(piece, start=self._after_blanks(found[1], piece.end))
        made = self._removed(rest) if change.word == "REMOVE" else self.plain(rest)
        return evolve(made, change=change, place=change.place.to(made.place)) if made else None

    def _removed(self, piece: Piece) -> Declaration | None:
        """What is removed: the word of a declaration, and which one."""
        found = scan.keyword_at(self.text.low, piece.start, piece.end, DECLARATIONS)
        word = min(found[0]) if found else ""
        if found is None or word in WHOLE or self._unknown(piece):
            return self.plain(piece)
        place = Span(self.text.file, piece.start, found[1])
        at = piece.start if word in _NUMBERED else self._after_blanks(found[1], piece.end)
        named, marks = None, None
        if at < piece.end:
            try:
                named, marks = self.node("removed", at, piece.end)
            except Refused as refused:
                self.refuse(refused)
                return None
        last = marks or named
        whole = Span(self.text.file, piece.start, last.place.end) if last else place
        word = _IN_TREE.get(word, word)
        subject, value = (None, named) if isinstance(named, Form) else (named, None)
        provisional, waivers = (marks.provisional, marks.waivers) if marks else (None, ())
        return Declaration(word, subject, value, (), None, provisional, whole, place, None, waivers)

    def _after_blanks(self, at: int, end: int) -> int:
        found = scan.LAYOUT.match(self.text.flat, at, end)
        return found.end() if found else at

    def plain(self, piece: Piece) -> Declaration | None:
        """The declaration; None after reporting why it does not read."""
        if unknown := self._unknown(piece):
            self.refuse(unknown)
            return None
        if piece.broken:
            self._field_errors(piece)
            return None
        try:
            draft = self.node("declaration", piece.start, piece.end)
        except Refused as refused:
            place = refused.place
            inside = 0 <= piece.opening < place.start <= piece.closing
            if not inside or not self._field_errors(piece):
                self.refuse(refused)
            return None
        return self._finished(draft)

    def _finished(self, draft: Draft) -> Declaration:
        self._once(draft)
        table = None
        if draft.rows is not None:
            try:
                table = read_table(draft.word, draft.rows, Context(self.text, self.units, self._cell, self.refuse))
            except Refused as refused:
                self.refuse(refused)
        head = (draft.word, draft.subject, draft.value, draft.fields)
        return Declaration(*head, table, draft.provisional, draft.place, draft.word_place, None, draft.waivers)

    def _cell(self, start: str, begin: int, end: int) -> Node:
        node: Node = self.node(start, begin, end)
        return node

    def _once(self, draft: Draft) -> None:
        """No field twice in one block."""
        seen: dict[str, Field] = {}
        for entry in draft.fields:
            if entry.word in REPEATABLE:
                continue
            if entry.word in seen:
                word = self.text.raw[entry.word_place.start : entry.word_place.end]
                label = Label(seen[entry.word].word_place, "first")
                self.refuse(Refused("K109", entry.word_place, "", [label], word=word))
            seen.setdefault(entry.word, entry)

    def _field_errors(self, piece: Piece) -> bool:
        """Report the mistake of each field of a declaration that did not read; whether there was one."""
        head = scan.keyword_at(self.text.low, piece.start, piece.end, DECLARATIONS)
        start = FIELD_STARTS.get(min(head[0])) if head else None
        if start is None or piece.opening < 0:
            return False
        before = len(self.problems)
        wanted = self._starters(start)
        for begin, end in fields(self.text, piece):
            if begin <= piece.culprit < end:
                continue  # its brace was reported, and what it holds is not known
            try:
                self.node(start, begin, end)
            except Refused as refused:
                reading = Reading(self.text, begin, end, self.units)
                stop = scan.name_end(self.text.flat, begin, end)
                named = unknown_head(reading, wanted) if refused.place.start <= stop else None
                self.refuse(named or refused)
        return len(self.problems) > before

    def _starters(self, start: str) -> frozenset[str]:
        """The keywords a field of this kind can begin with."""
        return frozenset(name for name in machine.first_of(start) if name.isupper())

    def _unknown(self, piece: Piece) -> Refused | None:
        """K102 for text that begins with none of the words of a declaration."""
        low, flat, keywords = self.text.low, self.text.flat, load_keywords()
        stop = scan.name_end(flat, piece.start, piece.end)
        found = scan.keyword_at(low, piece.start, piece.end, DECLARATIONS)
        first_blank = flat.find(" ", piece.start, stop)
        word_end = first_blank if first_blank > 0 else stop
        numbered = found is not None and bool(found[0] & _NUMBERED) and flat.startswith("第", piece.start)  # 第一章总则
        if found and (found[1] >= word_end or first_blank < 0 or numbered):
            return None
        if word_end <= piece.start:
            word_end = piece.start + 1
        place = Span(self.text.file, piece.start, word_end)
        run = solid(flat[piece.start : word_end])
        if run in keywords.ask:
            return two_readings(run, place)
        guess = meant(keywords, run, DECLARATIONS) or meant(keywords, solid(flat[piece.start : stop]), DECLARATIONS)
        written = self.text.raw[place.start : place.end]
        if guess:
            return Refused("K102", place, "near", word=written, near=guess)
        return Refused("K102", place, word=written[:24])
