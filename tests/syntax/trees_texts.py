"""Random trees written down as careless authors might: any spelling of a word, either language, any blanks and line ends.

Takes a `Sample` and choices; gives the text, and the comments put between its lines. The text reads as the sample's tree;
``test_round_trip`` holds the parser to it, and the formatter to what is left of blanks, line ends and comments.
"""

import re

from attrs import field
from hypothesis import strategies as st

from kpidsl.syntax.chars import QUOTED
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.numbering import chinese
from kpidsl.syntax.scan import OPERATOR_WORDS
from kpidsl.syntax.terminals import SIGNS
from kpidsl.syntax.tokens import Token
from kpidsl.syntax.tree import Form, Marks, Name, Number, Provisional, Text, Waiver
from kpidsl.syntax.units import load_units
from kpidsl.values import define, frozen
from tests.syntax.trees import Sample, Statement, picking, sample
from tests.syntax.trees_tables import Row, Said
from tests.syntax.trees_words import PLAIN, Pick, quotes

_AVOIDED = {"TO": ("-", "—"), "MINUS": ("—",), "GE": ("=>",), "LE": ("=<",)}
"""Signs that read otherwise, or not at all, after some of what can stand before them."""

_SPELLED_SIGNS = {
    kind: [sign for sign, kinds in SIGNS.items() if kinds[0] == kind and sign not in _AVOIDED.get(kind, ())]
    for kind in sorted({kinds[0] for kinds in SIGNS.values()} - {"_SEP"})
}
_WIDE = {code: code + 0xFEE0 for code in map(ord, "!%()*+,/:;<=>?[]{|}-")}
_OPEN = frozenset({"_COMMA", "_COLON", "EQ", "LBRACE", "LPAR", "LSQ", "PLUS", "STAR", "SLASH", "GE", "LE", "_BAR"})
"""After one of these a line end ends nothing."""

_COMMENTS = (
    "# 原文如此",
    "#",
    "＃ 全角",
    "# “甲",
    "# 甲；{",
    "# }",
    "# 注：乙",
    "# | 甲 |",
    "#甲 # 乙",
    "# 指标 甲 {",
    "#\t暂定（",
    "# a\u3000b",
)
_NOTES = ("注：本表自下月起用", "注:甲 {", "　注：“")
_BLANKS = ("", " ", " ", " ", "  ", "\t", "　")


@frozen
class Written:
    """A sample, one way of writing it down, and the comments in it."""

    sample: Sample
    text: str
    comments: tuple[str, ...]


@st.composite
def written_samples(draw: st.DrawFn, most: int = 2) -> Written:
    """Samples written down."""
    pick = picking(draw)
    made = sample(pick, most)
    writer = Writer(pick)
    return Written(made, writer.text(made), tuple(writer.comments))


@define
class Writer:
    """Writes one sample; ``comments`` are those written so far, in order."""

    pick: Pick
    parts: list[str] = field(factory=list)
    comments: list[str] = field(factory=list)
    row: bool = False
    """In a table's row there are no line ends."""

    def text(self, sample: Sample) -> str:
        """The whole file."""
        self._line_end(always=False)
        for statement in sample.statements:
            self._statement(statement)
            self._line_end()
        return "".join(self.parts)

    def _statement(self, statement: Statement) -> None:
        for token in statement.lead:
            self._token(token, "")
        self.parts += [" "] * bool(statement.lead)
        depth, outer = 0, list[int]()
        for at, token in enumerate(statement.tokens):
            depth += (token.type in ("LPAR", "LSQ")) - (token.type in ("RPAR", "RSQ"))
            if token.type == "LBRACE":  # inside it a line end ends a field again
                outer.append(depth)
                depth = 0
            elif token.type == "RBRACE":
                depth = outer.pop()
            if token.type == "TABLE_ROW":
                self._rows(statement.rows)
                continue
            before = statement.tokens[at - 1].type if at else ""
            if token.type == "DATE" and statement.tokens[max(at - 2, 0)].type not in ("EFFECTIVE", "EXPIRES"):
                self._word(self._close_date(token.node))
                continue
            self._token(token, before)
            if (token.type in _OPEN or depth > 0) and statement.tokens[at + 1].type != "FREE_TEXT":
                self._break()

    def _mark(self, mark: Provisional | Waiver | None) -> None:
        if isinstance(mark, Provisional):
            self._word(f"{self._one(('暂定（', '待核定 (', 'provisional (', 'Provisional（'))}{mark.reason}）")
        elif mark is not None:
            word = self._one(
                (f"已审 {mark.code}", f"已审{mark.code}", f"reviewed {mark.code}", f"Reviewed {mark.code.lower()}")
            )
            self._word(f"{word}{self._one(('（', ' ('))}{mark.reason}）" if mark.reason else f"{word} ")

    def _token(self, token: Token, before: str) -> None:
        match token.node:
            case _ if token.type in ("_SEP", "_CONTINUE"):
                self._separator(before)
            case Marks(provisional, waivers):
                for mark in (provisional, *waivers):
                    self._mark(mark)
            case Text(text) if token.type == "MEASURE_UNIT":
                self._word(self._unit(text))
            case Text(text) if token.type == "DATE":
                self._word(self._date(text))
            case Text(text) if token.type == "PERIOD_NAME":
                self._word(self._period(text))
            case Text(text):
                self.parts += [self._one(_BLANKS), text]
            case Name(text):
                self._word(self._name(text))
            case Number() as number:
                self._word(self._number(number))
            case Form() as numbered:
                self._word(self._numbered(numbered))
            case _ if token.type in _SPELLED_SIGNS:
                self._sign(token.type)
            case _ if token.type != "CAP_AHEAD":
                self._keyword(token.type)

    # ---- what stands between the tokens ------------------------------------------------------------------------------

    def _separator(self, before: str) -> None:
        """``；``, a line end or both; free text with a bracket or quote left open, or an open sign last, ends its line."""
        if self.row:
            self.parts.append(self._one((";", "；", " ； ")))
        elif before == "FREE_TEXT" or self.pick(2):
            self._line_end()
        else:
            self.parts.append(self._one((";", "；", "；；")))
            self._break()

    def _break(self) -> None:
        if not self.row and self.pick(8) == 7:
            self._line_end()

    def _line_end(self, always: bool = True) -> None:
        """A line end, with what may stand before and after it."""
        line = "".join(self.parts[-30:]).rsplit("\n", 1)[-1]
        if always and self.pick(5) == 4 and not re.search(r'[“"《「]', re.sub(QUOTED, "", line)):
            self._comment(self._one(_COMMENTS), "  ")
        self.parts.append("\n" if always else "")
        for _ in range(self.pick(4) - 1):
            self._comment(self._one(_COMMENTS + _NOTES), self._one(("", "  ", "　")))
            self.parts.append("\n")
        self.parts.append(self._one(("", "", "\n", "\n\n  \n")))

    def _comment(self, text: str, before: str) -> None:
        self.comments.append(text.strip())
        self.parts += [before, text]

    def _word(self, text: str) -> None:
        """A word, apart from the one before it."""
        self.parts += [self._one((" ", " ", "  ", "　")), text]

    # ---- spelling ----------------------------------------------------------------------------------------------------

    def _keyword(self, kind: str) -> None:
        spellings = [one.solid for one in load_keywords().of_word[kind]]
        spelling = self._one(spellings)
        if kind == "FLOOR":
            spelling = "最低"  # floor 0 is a word of its own
        self._word(spelling.title() if self.pick(6) == 5 else spelling)
        if kind in OPERATOR_WORDS:
            self.parts.append(" ")

    def _sign(self, kind: str) -> None:
        sign = self._one(_SPELLED_SIGNS[kind])
        if kind == "TO":
            sign = f" {sign}"
        self.parts += [self._one(_BLANKS), sign.translate(_WIDE) if self.pick(2) else sign, self._one(_BLANKS)]

    def _name(self, text: str) -> str:
        if text in PLAIN and self.pick(2):
            return text
        pair = quotes(text) if text.strip() != text or self.pick(2) else self._one(_pairs(text))
        return f"{pair[0]}{text}{pair[1]}"

    def _numbered(self, form: Form) -> str:
        """``第三条``, ``article 3``, ``条文 三(二)(1)``."""
        number, chapter = form.get("number"), form.word == "CHAPTER"
        word = self._one([one.solid for one in load_keywords().of_word[f"{form.word}S"]])
        if isinstance(number, Text):
            return f"{word} {number.text}"
        assert isinstance(number, Number)
        digits = str(number.value)
        said = self._one((digits, chinese(int(number.value)))) if chapter else digits
        return self._one(
            (
                f"{word} {said}{' ' if chapter else ''}",
                f"第{self._one((digits, chinese(int(number.value))))}{'章' if chapter else '条'}",
            )
        )

    def _number(self, number: Number) -> str:
        digits = digits_of(number)
        if not number.unit:
            return digits
        unit = self._unit(number.unit)
        return f"{digits}{' ' if unit[0].isdigit() else self._one(('', ' ', '  '))}{unit}"

    def _unit(self, key: str) -> str:
        unit = load_units().get(key)
        return self._one((*unit.zh, *unit.en)) if unit else key

    def _close_date(self, node: object) -> str:
        """A date among expressions."""
        assert isinstance(node, Text)
        return self._one(self._dates(node.text)[:2])

    def _date(self, iso: str) -> str:
        return self._one(self._dates(iso))

    @staticmethod
    def _dates(iso: str) -> tuple[str, ...]:
        year, month, day = iso.split("-")
        return iso, f"{year}年{int(month)}月{int(day)}日", f"{year}/{month}/{day}", f"{year}.{int(month)}.{day} 起"

    def _period(self, name: str) -> str:
        """The name, or the same as it is read."""
        found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})|([QH])([0-9])|-([0-9]{4}))?", name)
        assert found is not None, name
        year, month, kind, number, last = found.groups()
        if month:
            return self._one((name, f"{year}年{int(month)}月", f"{year}/{month}", f"{year} 年 {month} 月"))
        if kind == "Q":
            return self._one(
                (name, f"{year}年第{number}季度", f"{year}年{'一二三四'[int(number) - 1]}季度", f"{year}q{number}")
            )
        if kind == "H":
            return self._one((name, f"{year}年{'上下'[int(number) - 1]}半年", f"{year}-H{number}"))
        return self._one(
            (name, f"{year}～{last}年", f"{year}年至{last}年") if last else (name, f"{year}年", f"{year}年度")
        )

    # ---- tables ------------------------------------------------------------------------------------------------------

    def _rows(self, rows: tuple[Row, ...]) -> None:
        self.row = True
        for at, row in enumerate(rows):
            if at or self.pick(4):
                self._line_end()
            for said in row.said:
                self.parts += [self._one(("|", "｜", "| ", " |")), self._one(_BLANKS)]
                self._cell(said)
            self.parts += [self._one(_BLANKS), "|"]
        self._line_end()
        self.row = False

    def _cell(self, said: Said) -> None:
        self.parts += [said.text, self._one(_BLANKS)]
        for at, token in enumerate(said.tokens):
            self._token(token, said.tokens[at - 1].type if at else "")

    def _one(self, options: "list[str] | tuple[str, ...]") -> str:
        return options[self.pick(len(options))]


def digits_of(number: Number) -> str:
    """The digits as they were written."""
    below = number.value < 0
    whole = abs(number.value) * 10**number.digits
    assert whole.denominator == 1
    text = str(whole.numerator).rjust(number.digits + 1, "0")
    text = f"{text[: -number.digits]}.{text[-number.digits :]}" if number.digits else text
    return f"-{text}" if below else text


def _pairs(text: str) -> list[str]:
    return [pair for pair in ("“”", '""', "《》", "「」") if not set(pair) & set(text)]
