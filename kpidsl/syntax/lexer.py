"""The lexer: text to tokens, guided by what the grammar could accept next.

Takes a ``Reading`` (a stretch of a prepared text) and the terminals that could stand next; gives one token at a time.
Keywords are words by position: where a name can stand, the whole run up to punctuation must be a keyword's spelling to
be one; where none can, the longest spelling that begins here is taken, so that text typed without blanks reads the
same. Never looks past its end.
"""

from fractions import Fraction

from kpidsl.source import Span
from kpidsl.syntax import marks, numbering, scan, tabs
from kpidsl.syntax.amounts import Amount, Amounts
from kpidsl.syntax.chars import blanks_to_spaces, paragraphs, without_layout
from kpidsl.syntax.dates import iso_date
from kpidsl.syntax.keywords import load_keywords, solid
from kpidsl.syntax.periods import period_at
from kpidsl.syntax.reading import Reading
from kpidsl.syntax.terminals import (
    AMOUNT,
    BEFORE_NAME,
    BEFORE_NUMBER,
    CLOSERS,
    FUNCTIONS,
    MARK,
    NO_AMOUNT,
    NUMBERED,
    REFERENCE,
    SIGNS,
)
from kpidsl.syntax.tokens import UNKNOWN, Refused, Token
from kpidsl.syntax.tree import Blank, Form, Name, Node, Number, Spelled, Text, Word


class Lexer:
    """Where the lexer stands in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.flat, self.low, self.raw = reading.script.flat, reading.script.low, reading.script.raw
        self.file, self.start, self.end = reading.script.file, reading.start, reading.end
        self.keywords, self.amounts = reading.keywords, Amounts(reading)
        self.at = reading.start
        self.depth = 0
        self.outer: list[int] = []  # the depth outside each open brace
        self.last = ""
        self.limit = -1  # a closing keyword begins here: no name reaches past it
        self.capped = -1  # the place where CAP_AHEAD was given
        self.number: Amount | None = None  # the number right before, with its unit

    def next(self, wanted: frozenset[str]) -> Token | None:
        """The next token, of a type in ``wanted`` where there is one; None at the end."""
        separator = self._separator(wanted)
        if separator:
            return separator
        if self.at >= self.end:
            return None
        token = self._token(wanted)
        self.at, self.last = token.end_pos, token.type
        self.number = (token.node.value, token.node.unit) if isinstance(token.node, Number) else None
        if token.type in ("LPAR", "LSQ"):
            self.depth += 1
        elif token.type in ("RPAR", "RSQ"):
            self.depth = max(0, self.depth - 1)
        elif token.type == "LBRACE":
            self.outer.append(self.depth)
            self.depth = 0
        elif token.type == "RBRACE" and self.outer:
            self.depth = self.outer.pop()
        elif token.type in CLOSERS:
            self._expect_closer(CLOSERS[token.type])
        return token

    def _separator(self, wanted: frozenset[str]) -> Token | None:
        start = self.at
        if start >= self.end or self.flat[start] not in " \n\r;":
            return None
        whole_line = self.last in ("TABLE_ROW", "FREE_TEXT")
        open_before = not whole_line and scan.open_before(self.flat, start, self.start)
        self.at, ends = scan.separator_end(self.flat, start, self.end, self.depth, open_before)
        if not ends or self.last in ("", "LBRACE") or self.at >= self.end or self.flat[self.at] == "}":
            return None
        kind = "_SEP"
        if "_CONTINUE" in wanted and scan.scoring_goes_on(self.flat, self.low, self.at, self.end):
            kind = "_CONTINUE"
        self.last = kind
        return Token(kind, start, self.at, Word(kind, self._span(start, self.at)))

    def _token(self, wanted: frozenset[str]) -> Token:
        start, char = self.at, self.flat[self.at]
        if "FREE_TEXT" in wanted and char not in ";}":
            return self._free_text(start)
        if "PROSE" in wanted and char != "}":
            return self._prose(start)
        if "ARTICLE" in wanted and (numbered := self._numbered(start)):
            return numbered
        if "PROVISIONAL" in wanted:
            found = marks.marks_at(self.low, start, self.end)
            if found:
                return self._marks(found)
        if "TABLE_ROW" in wanted and (row := self._row(start)):
            return row
        if "CAP_AHEAD" in wanted and self.capped != start and self._cap_ahead(start):
            return Token("CAP_AHEAD", start, start, Word("CAP_AHEAD", self._span(start, start)))
        if char in '“"《「':
            return self._quoted(start, wanted)
        if "MEASURE_UNIT" in wanted:
            unit = self.amounts.unit(start, wanted)
            if unit:
                return unit
        if "0" <= char <= "9":
            return self._digits(start, wanted)
        if self.last == "CONSECUTIVE" and (count := scan.in_a_row(self.flat, start, self.end)):
            return self.amounts.number(start, *count)
        if "STARTED" in wanted and (stop := self.amounts.counts_whole(start, self.number)):
            return self._keyword(start, stop, frozenset({"STARTED"}))
        if scan.NAME_STOP.match(char):
            return self._sign(start, wanted)
        return self._word(start, wanted)

    # ---- the kinds of token ------------------------------------------------------------------------------------------

    def _free_text(self, start: int) -> Token:
        stop = marks.text_end(self.flat, self.low, start, self.end)
        end = start + len(self.flat[start:stop].rstrip())
        return Token("FREE_TEXT", start, stop, Text(self.raw[start:end], self._span(start, end)))

    def _prose(self, start: int) -> Token:
        """Everything up to the brace that closes: each paragraph trimmed, empty lines between two of them as one."""
        stop = scan.closing_brace(self.flat, start, self.end)
        end = start + len(self.flat[start:stop].rstrip())
        return Token("PROSE", start, end, Text(paragraphs(self.raw[start:end]), self._span(start, end)))

    def _numbered(self, start: int) -> Token | None:
        """``第三条``, ``条文 三（二）（1）`` or ``第二章``, with its number."""
        ordinal = numbering.ORDINAL.match(self.flat, start, self.end)
        if ordinal:
            kind, written, stop = {"条": "ARTICLE", "章": "CHAPTER"}[ordinal[2]], ordinal[1], ordinal.end()
        else:
            word = scan.keyword_at(self.low, start, self.end, NUMBERED)
            pattern = numbering.OUTLINE if word and "ARTICLES" in word[0] else numbering.PLAIN
            outline = pattern.match(self.flat, word[1], self.end) if word else None
            if not word or not outline:
                return None
            kind, written, stop = (
                min(word[0]).removesuffix("S"),
                outline[1].rstrip(),
                word[1] + len(outline[0].rstrip()),
            )
        place = self._span(start, stop)
        if not ordinal and kind == "ARTICLE" and not written.isascii():
            number: Node = Text(numbering.outline_text(written), place)
        elif (value := numbering.value_of(written)) is not None:
            number = Number(Fraction(value), 0, "", place)
        else:
            raise Refused("K610", place, "numeral", written=self.raw[start:stop])
        spelled = Spelled(" ".join(self.raw[start:stop].split()), place)
        return Token(kind, start, stop, Form(kind, (("number", number), ("spelled", spelled)), place))

    def _marks(self, found: tuple[marks.Found, ...]) -> Token:
        node = marks.read(found, self.raw, self.file)
        return Token("PROVISIONAL", node.place.start, node.place.end, node)

    def _row(self, start: int) -> Token | None:
        """A row between bars, or pasted with tabs between its cells."""
        if self.flat[start] in "};":
            return None
        if self.flat[start] != "|":
            return self._pasted_row(start)
        line_end = start
        while line_end < self.end and self.flat[line_end] not in "\n\r":
            line_end += 1
        stop = self.flat.rfind("|", start, line_end) + 1
        rest = self.flat[stop:line_end].strip()
        if stop == start + 1 or (rest and rest[0] not in "};"):
            raise Refused("K106", self._span(start, max(stop, line_end)), "open")
        return Token("TABLE_ROW", start, stop, Word("TABLE_ROW", self._span(start, stop)))

    def _pasted_row(self, start: int) -> Token | None:
        stop = tabs.row_end(self.flat, self.raw, start, self.end)
        if (stop > start or self.flat[start] == '"') and tabs.is_broken(self.flat, start, self.end):
            raise Refused("K106", self._span(start, max(stop, start + 1)), "broken")
        return Token("TABLE_ROW", start, stop, Word("TABLE_ROW", self._span(start, stop))) if stop > start else None

    def _quoted(self, start: int, wanted: frozenset[str]) -> Token:
        found = scan.QUOTE.match(self.flat, start, self.end)
        if not found:
            raise Refused("K103", self._span(start, start + 1), "quote", sign=self.raw[start])
        inner = blanks_to_spaces(self.raw[start + 1 : found.end() - 1])
        text = inner.strip()
        begin = start + 1 + len(inner) - len(inner.lstrip())
        kind = "NAME" if "NAME" in wanted and text else UNKNOWN
        return Token(kind, start, found.end(), Name(text, self._span(begin, begin + len(text))))

    def _digits(self, start: int, wanted: frozenset[str]) -> Token:
        if "DATE" in wanted:
            date = (scan.CLOSE_DATE if "LPAR" in wanted else scan.DATE).match(self.flat, start, self.end)
            if date and ("NAME" not in wanted or self._ends_word(date.end())):
                place = self._span(start, date.end())
                return Token("DATE", start, date.end(), Text(iso_date(date, place), place))
        if "PERIOD_NAME" in wanted and (period := period_at(self.flat, start, self.end, self._ends_word)):
            name, stop = period
            return Token("PERIOD_NAME", start, stop, Text(name, self._span(start, stop)))
        if "NAME" in wanted and not (wanted >= AMOUNT and not wanted & NO_AMOUNT):
            stop = self._run_end(start, wanted)
            if "NUMBER" not in wanted or not self.amounts.is_number(start, stop, wanted):
                return self._word(start, wanted)
        return self.amounts.number(start)

    def _ends_word(self, at: int) -> bool:
        """Whether no name goes on at ``at``: a sign follows, the end, a word between two expressions, or a mark."""
        blanks = scan.BLANKS.match(self.flat, at, self.end)
        after = blanks.end() if blanks else at
        is_over = after >= self.end or scan.name_end(self.flat, after, self.end) == after
        goes_on = scan.keyword_at(self.low, after, self.end, scan.OPERATOR_WORDS)
        return is_over or goes_on is not None or bool(marks.marks_at(self.low, after, self.end))

    def _sign(self, start: int, wanted: frozenset[str]) -> Token:
        compound = scan.keyword_at(self.low, start, self.end, wanted & scan.COMPOUND)
        if compound:
            return self._keyword(start, compound[1], compound[0])
        if self.flat[start] == "," and (joined := self._joined(start, wanted)):
            return joined
        for length in (2, 1):
            kinds = SIGNS.get(self.flat[start : start + length]) if start + length <= self.end else None
            if kinds:
                kind = next((kind for kind in kinds if kind in wanted), kinds[0])
                place = self._span(start, start + length)
                return Token(kind, start, start + length, Blank(place) if kind == "BLANK" else Word(kind, place))
        return Token(UNKNOWN, start, start + 1, Word(UNKNOWN, self._span(start, start + 1)))

    def _joined(self, start: int, wanted: frozenset[str]) -> Token | None:
        """``，且`` and ``，或`` between conditions: the comma says no more than the word."""
        after = scan.after_layout(self.flat, start + 1, self.end)
        found = scan.keyword_at(self.low, after, self.end, wanted & {"AND", "OR"})
        apart = found and (found[0] == {"AND"} or self.flat[found[1] : found[1] + 1] in " \n\r")  # 或有负债 is a name
        return self._keyword(start, found[1], found[0]) if found and apart else None

    def _word(self, start: int, wanted: frozenset[str]) -> Token:
        if "NAME" not in wanted:
            found = scan.keyword_at(self.low, start, self.end, wanted)
            if found and found[0] != MARK:
                return self._keyword(start, found[1], found[0])
            stop = max(start + 1, scan.name_end(self.flat, start, self.end))
            return Token(UNKNOWN, start, stop, Word(UNKNOWN, self._span(start, stop)))
        return self._run(start, self._run_end(start, wanted), wanted)

    def _run(self, start: int, stop: int, wanted: frozenset[str]) -> Token:
        """The run as a keyword when all of it is the spelling of one, else as a name."""
        if stop <= start:
            return Token(UNKNOWN, start, start + 1, Word(UNKNOWN, self._span(start, start + 1)))
        compound = scan.keyword_at(self.low, start, self.end, wanted & scan.COMPOUND)
        if compound and compound[1] > stop:
            return self._keyword(start, compound[1], compound[0])
        text = without_layout(self.low[start:stop])
        words = self.keywords.whole.get(text, frozenset()) & wanted
        if REFERENCE in wanted and not self._is_called(stop):
            words -= FUNCTIONS
        if words and words != MARK:
            return self._keyword(start, stop, words)
        early = scan.keyword_at(self.low, start, stop, wanted & (BEFORE_NUMBER | BEFORE_NAME))
        if early and self._stands_before(early[0], early[1]):
            return self._keyword(start, early[1], early[0])
        if "BLANK" in wanted and not text.strip("_"):
            return Token("BLANK", start, stop, Blank(self._span(start, stop)))
        if text in self.keywords.ask and REFERENCE in wanted and wanted.issuperset(self.keywords.ask[text]):
            raise two_readings(text, self._span(start, stop))
        name = without_layout(blanks_to_spaces(self.flat[start:stop]))
        return Token("NAME", start, stop, Name(name, self._span(start, stop)))

    def _stands_before(self, words: frozenset[str], at: int) -> bool:
        """Whether what follows a keyword shows that it is one: a number, a blank after 非, anything after 再比."""
        after = scan.after_blanks(self.flat, at, self.end)
        if words & BEFORE_NAME:
            return after > at or "NEXT_BY" in words
        if "CONSECUTIVE" in words and scan.in_a_row(self.flat, after, self.end):
            return True
        return after < self.end and self.flat[after].isdigit()

    def _is_called(self, stop: int) -> bool:
        """Whether a bracket opens after ``stop``."""
        blanks = (scan.LAYOUT if self.depth else scan.BLANKS).match(self.flat, stop, self.end)
        after = blanks.end() if blanks else stop
        return self.flat[after : after + 1] == "("

    def _keyword(self, start: int, stop: int, words: frozenset[str]) -> Token:
        word = min(words)
        return Token(word, start, stop, Word(word, self._span(start, stop)))

    # ---- how far a name goes -----------------------------------------------------------------------------------------

    def _run_end(self, start: int, wanted: frozenset[str]) -> int:
        stop = scan.name_end(self.flat, start, self.end)
        if start < self.limit < stop:
            stop = self.limit
        mark = marks.MARK_START.search(self.low, start + 1, min(self.end, stop + 8))
        if mark and mark.start() < stop:
            stop = mark.start()
        if REFERENCE in wanted:
            operator = scan.OPERATOR_IN_RUN.search(self.low, start + 1, min(self.end, stop + 1))
            if operator and operator.start() < stop:
                stop = operator.start()
        while stop > start and self.flat[stop - 1] == " ":
            stop -= 1
        return stop

    def _expect_closer(self, word: str) -> None:
        """Set the limit where the field's first stretch ends in ``word``."""
        stop = scan.stretch_end(self.flat, self.at, self.end)
        stop = marks.before_mark(self.low, self.at, stop)
        self.limit = scan.suffix(self.flat, self.low, self.at, stop, word)

    def _cap_ahead(self, start: int) -> bool:
        self.capped = start
        stop = scan.stretch_end(self.flat, start, self.end)
        if self.flat[stop : stop + 1] != ":":
            return False
        self.limit = scan.suffix(self.flat, self.low, start, stop, "CAP")
        return self.limit > start

    def _span(self, start: int, end: int) -> Span:
        return Span(self.file, start, end)


def two_readings(text: str, place: Span) -> Refused:
    """K105: ``text`` is a word with two readings, and which ones."""
    keywords = load_keywords()
    words = keywords.ask[solid(text)]
    zh = "、".join(f"“{keywords.spelling(word, 'zh')}”" for word in words)
    en = ", ".join(f"“{keywords.spelling(word, 'en')}”" for word in words)
    return Refused("K105", place, word=text, zh=zh, en=en)
