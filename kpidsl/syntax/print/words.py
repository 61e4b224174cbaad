"""Words, signs, numbers and names, spelled in one language.

Takes nodes of the tree that are no more than a word; gives their text. A name is put in quotation marks where the lexer
would read it as anything but itself. Never breaks a line.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from kpidsl.diagnostics import Lang
from kpidsl.syntax import machine, scan
from kpidsl.syntax.chars import half_width, script
from kpidsl.syntax.days import day_text
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.lexer import Lexer
from kpidsl.syntax.reading import Reading
from kpidsl.syntax.tokens import Refused
from kpidsl.syntax.tree import Items, Name, Number, Word
from kpidsl.syntax.unit_words import UnitWords
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

EXPRESSION = machine.first_of("cell_expr") | {"OTHERS", "NOT_APPLICABLE", "UNREPORTED", "PENDING", "STOP", "OTHERWISE"}
"""What may stand where a reference may, in expressions and in the data of examples."""

_TITLE = "《"
_MARKS: Mapping[str, str] = MappingProxyType({"“": "”", '"': '"', "「": "」", _TITLE: "》"})
"""Quotation marks, each with the one that closes it."""
_QUOTES: Mapping[Lang, str] = MappingProxyType({"zh": '“"「《', "en": '"“「《'})
"""The marks of each language, the usual ones first."""
_MANY = Fraction(2)
"""Of which a unit without a number is the plural: ``accidents (events)``."""
_CLOSE_UP = frozenset({"percent", "permille"})
_ALWAYS_QUOTED = frozenset({"注"})
"""At the start of a line, before a colon, it would begin a comment."""


@frozen
class Signs:
    """The signs of a language, with the blanks that belong to them."""

    colon: str
    comma: str
    pause: str
    semicolon: str
    left: str
    right: str
    space: str
    dot: str
    bar: str
    times: str
    over: str
    to: str
    blank: str
    dash: str
    ge: str
    le: str
    ne: str
    mark: str
    arrow: str


SIGNS: Mapping[Lang, Signs] = MappingProxyType({
    "zh": Signs(colon="：", comma="，", pause="、", semicolon="；", left="（", right="）", space="", dot="·", bar="｜",
                times="×", over="÷", to="～", blank="？", dash="—", ge="≥", le="≤", ne="≠", mark="\u3000", arrow=" → "),
    "en": Signs(colon=": ", comma=", ", pause=", ", semicolon="; ", left="(", right=")", space=" ", dot=".", bar=" | ",
                times="*", over="/", to="..", blank="?", dash="-", ge=">=", le="<=", ne="!=", mark=" ", arrow=" -> "),
})  # fmt: skip

MarkOf = Callable[[Name], str]
"""The quotation mark an author put before a name, empty where there is none."""


class Words:
    """Spells in ``lang``; ``own`` are the names declared as units of measure."""

    def __init__(self, lang: Lang, own: tuple[str, ...], mark_of: MarkOf | None) -> None:
        self.lang = lang
        self.signs = SIGNS[lang]
        self._units = UnitWords(own)
        self._mark_of = mark_of
        self._plain: dict[tuple[str, frozenset[str], str], bool] = {}

    def word(self, word: str, within: str = "") -> str:
        """A keyword."""
        return load_keywords().spelling(word, self.lang, within)

    def joined(self, *parts: str) -> str:
        """A phrase: in English blanks between all parts, in Chinese where a Latin letter, a digit, % or a minus sign meets anything."""
        text = ""
        for part in parts:
            if text and part and (self.lang == "en" or _latin(text[-1]) or _latin(part[0]) or part[0] == "-"):
                text += " "
            text += part
        return text

    def bracketed(self, text: str) -> str:
        """The text in round brackets."""
        return f"{self.signs.left}{text}{self.signs.right}"

    # ---- names -------------------------------------------------------------------------------------------------------

    def name(self, name: Name, among: frozenset[str] = frozenset(), after: str = "") -> str:
        """A name where the terminals ``among`` could stand too, right after the keyword ``after``."""
        if self._mark_of and self._mark_of(name) == _TITLE:
            return self.quoted(name.text, _TITLE)
        return name.text if self._is_plain(name.text, among, after) else self.quoted(name.text)

    def title(self, name: Name) -> str:
        """The title of a policy: in the marks it has, a title in none as a book's where there is nothing to keep."""
        mark = self._mark_of(name) if self._mark_of else _TITLE
        if mark in ("“", '"'):
            return self.quoted(name.text)
        return self.quoted(name.text, _TITLE) if mark == _TITLE else self.name(name)

    def names(self, items: Items, among: frozenset[str] = frozenset()) -> str:
        """Names in a row."""
        return self.signs.pause.join([self.name(one, among) for one in items if isinstance(one, Name)])

    def quoted(self, text: str, first: str = "") -> str:
        """A name in the first quotation marks that it does not hold itself."""
        held = set(half_width(text))
        opening = next(mark for mark in (first or "") + _QUOTES[self.lang] if not {mark, _MARKS[mark]} & held)
        return f"{opening}{text}{_MARKS[opening]}"

    def _is_plain(self, text: str, among: frozenset[str], after: str) -> bool:
        key = (text, among, after)
        if key not in self._plain:
            bare = text not in _ALWAYS_QUOTED and not scan.would_join(text)
            self._plain[key] = bare and self._reads_as_itself(text, among, after)
        return self._plain[key]

    def _reads_as_itself(self, text: str, among: frozenset[str], after: str) -> bool:
        """Whether the lexer reads the bare text as this name and nothing else."""
        head = f"{self.word(after)} " if after else ""
        whole = script("", f"{head}{text}(")
        if whole.comments:
            return False
        lexer = Lexer(Reading(whole, 0, len(whole.raw), self._units))
        try:
            if after:
                lexer.next(frozenset({after}))
            token = lexer.next(among | {"NAME"})
        except Refused:
            return False
        return (
            token is not None
            and isinstance(token.node, Name)
            and (token.node.text, token.end_pos) == (text, len(head) + len(text))
        )

    # ---- numbers -----------------------------------------------------------------------------------------------------

    def number(self, number: Number, spelling: str = "") -> str:
        """A number with its unit, spelled otherwise where ``spelling`` is given."""
        if number.unit == DATE.key:
            return self.date(day_text(number.value))
        text = decimal(number.value, number.digits)
        if not number.unit:
            return text
        return text + ("" if number.unit in _CLOSE_UP else " ") + (spelling or self.unit(number.unit, number.value))

    def date(self, text: str) -> str:
        """A date in ISO form as the language writes it."""
        if self.lang == "en":
            return text
        year, month, day = text.split("-")
        return f"{year}年{int(month)}月{int(day)}日"

    def unit(self, key: str, count: Fraction | None = None) -> str:
        """A unit of measure; an author's own is its name."""
        spec = unit_spec(key)
        if spec is None:
            return key
        return spec.word(self.lang, _MANY if count is None else count)


def decimal(value: Fraction, digits: int) -> str:
    """The number as written with so many decimals."""
    scaled = abs(value) * 10**digits
    text = str(scaled.numerator // scaled.denominator).zfill(digits + 1)
    whole = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"-{whole}" if value < 0 else whole


def _latin(char: str) -> bool:
    return (char.isascii() and (char.isalnum() or char == "%")) or char == "‰"


def is_zero_mark(node: object) -> bool:
    """Whether it is the plain ``0 分`` that words stand for (不得分, 扣完为止)."""
    return isinstance(node, Number) and not node.value and not node.digits and node.unit == "points"


def words_of(node: object) -> str:
    """The word of a node that is one, else nothing."""
    return node.word if isinstance(node, Word) else ""
