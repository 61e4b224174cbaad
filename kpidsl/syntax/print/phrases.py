"""Values of fields as text, those that never hold a block.

Takes a node and the word of its field; gives one line of text.
"""

from collections.abc import Callable, Mapping, Sequence

from kpidsl.diagnostics import Lang
from kpidsl.syntax import scan
from kpidsl.syntax.chars import half_width, script
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.print.expressions import SCOPES
from kpidsl.syntax.print.facts import FactWords
from kpidsl.syntax.print.scoring import ScoringWords
from kpidsl.syntax.print.words import MarkOf, words_of
from kpidsl.syntax.tree import Blank, Call, Dash, Form, Items, Name, Node, Number, Op, Ref, Text, Word

_AMONG = {
    "SCOPE": frozenset({"THIS_UNIT", "LINKED_UNIT", "SAME_CLASS"}),
    "THEN": frozenset({"NUMBER", "MINUS", "ONE_LOWER", "UNGRADED"}),
    "DISCLOSURE": frozenset({"ALL_STAFF", "BLANK"}),
}
"""What may stand for a name, by field."""
_DATUM_PARTS = frozenset(
    {"MEASURE_UNIT", "YES_NO", "NUMBER", "MINUS", "PRECISE_TO", "DATE_KIND", "TEXT_KIND", "DEFAULT_IS"}
)

_WITHOUT = {"zero": "ZERO_DENOMINATOR", "negative": "NEGATIVE_DENOMINATOR", "empty": "NO_RECORDS", "alone": "NO_UNITS"}
"""The parts of a formula that say what follows where it gives no figure, by slot."""


class Phrases(ScoringWords, FactWords):
    """Spells any node."""

    def __init__(self, lang: Lang, own: tuple[str, ...], mark_of: MarkOf | None) -> None:
        super().__init__(lang, own, mark_of)
        self._forms: Mapping[str, Callable[[Form], str]] = {
            "DEPARTMENT": self._member, "CLASS": self._member, "MEASURE": self._member,
            "ROUNDING": self._rounding, "DATUM": self._datum, "FORMULA": self._formula, "INTERVAL": self.interval,
            "BETWEEN": self._span, "TOP": self._share, "BOTTOM": self._share, "MERGE_INTO": self._merge,
            "SUBSTITUTE": self._substitute, "BREAK": self._ties, "BY_SCALE": self._by_scale,
            "UNIT_IS": self._unit_is, "OTHER_UNIT": self._other_unit, "OTHERS_FULL": self._others_full,
            "RATE": self._rate, "CELL": self._cell, **dict.fromkeys(SCOPES, self.scope),
            "ANNUAL": self._annual,
            "TERM_PERIOD": self._term, "MONTH_START": self._month_start, "YEAR_START": self._year_start,
            "IF_THEN": self._if_then, "PROVISIONAL": self._row_marks, "REVIEWED_ROW": self._row_marks,
            "HOLDER": self._holder, "LASTING": self._lasting, "DAYS_OF_MONTH": self._days_of_month, "TALLY": self._tally,
            "UNSTATED": self._unstated, "DATE_OF_YEAR": self._date_of_year,
            "WIDTH": self.width, "SLICE_RATE": self.rate, "PARAMETER": self._parameter,
            "MOST": self._most, "RANGE": self._span, "OWN": lambda form: self._slot(form, "share"),
            "OTHERWISE": lambda form: self.word(form.word), "OVERALL": self._overall,
        }  # fmt: skip

    def phrase(self, node: Node, field: str = "") -> str:
        """The node as the value of ``field``, or as one item of it."""
        match node:
            case Name():
                return self.name(node, _AMONG.get(field, frozenset()))
            case Word(word):
                return self.word(word, field) + (
                    self.word("THEREAFTER") if field == "AFTER" and self.lang == "zh" else ""
                )
            case Number():
                return self.places(node) if field == "ROUND" else self.number(node)
            case Text(text):
                return self.date(text) if field == "EFFECTIVE" else text
            case Items():
                return self.names(node)
            case Form():
                return self.form(node)
            case Dash():
                return self.signs.dash
            case Blank() | Ref() | Op() | Call():
                return self.expression(node)
        raise TypeError(f"{type(node).__name__} is no value")

    def form(self, form: Form) -> str:
        """A construct of the language."""
        said, also, basis = self._forms.get(form.word, self.scoring)(form), form.get("also"), form.get("basis")
        if also is not None:
            said += f"{self.signs.comma}{self.word('AND')} {self.phrase(also)}"
        if isinstance(basis, Text):
            said += f"{self.signs.comma}{self.word('GRADED_ON')}{self.signs.colon}{basis.text}"
        return said

    def _slot(self, form: Form, slot: str) -> str:
        node = form.get(slot)
        return self.phrase(node) if node is not None else ""

    def reviewed(self, code: str, reason: str) -> str:
        """``已审 K380（reason）``."""
        said = f"{self.word('REVIEWED')} {code}"
        return said + self.signs.space + self.bracketed(reason) if reason else said

    def provisional(self, reason: str) -> str:
        """``暂定（…）``."""
        return self.word("PROVISIONAL") + self.signs.space + self.bracketed(reason)

    def places(self, number: Number) -> str:
        """``2 位``: of what 保留小数 keeps."""
        return self.number(number, "位" if self.lang == "zh" and number.unit == "places" else "")

    def _span(self, form: Form) -> str:
        return f"{self._slot(form, 'low')}{self.signs.to}{self._slot(form, 'high')}"

    def _most(self, form: Form) -> str:
        return self.joined(self.word("AT_MOST"), self._slot(form, "points"))

    def _overall(self, form: Form) -> str:
        return f"{self._slot(form, 'quota')}{self.signs.comma}{self._slot(form, 'way')}"

    def _share(self, form: Form) -> str:
        return self.joined(self.word(form.word), self._slot(form, "share"))

    def _merge(self, form: Form) -> str:
        return f"{self.word('MERGE_INTO')} {self._slot(form, 'target')}"

    def _substitute(self, form: Form) -> str:
        return f"{self.word('SUBSTITUTED_BY')} {self._slot(form, 'by')} {self.word('APPRAISES')}"

    def _by_scale(self, form: Form) -> str:
        return self.word("BY_SCORE") + self.signs.space + self.bracketed(self._slot(form, "scale"))

    def _unit_is(self, form: Form) -> str:
        return self._slot(form, "unit") + self.signs.space + self.bracketed(self._slot(form, "unit_class"))

    def _other_unit(self, form: Form) -> str:
        veto = self._slot(form, "veto")
        return self._slot(form, "score") + (self.signs.space + self.bracketed(veto) if veto else "")

    def _others_full(self, _: Form) -> str:
        return f"{self.word('OTHERS')}{self.signs.colon}{self.word('FULL')}"

    def _if_then(self, form: Form) -> str:
        condition = f"{self.word('IF')} {self._slot(form, 'if_')}"
        return f"{condition}{self.signs.comma}{self.word('THEN', 'ALWAYS')} {self._slot(form, 'then')}"

    def _parameter(self, form: Form) -> str:
        name, unit = self._slot(form, "name"), form.get("unit")
        return name + self.signs.space + self.bracketed(self.unit(unit.text)) if isinstance(unit, Text) else name

    def _row_marks(self, form: Form) -> str:
        """The marks of a row of a table."""
        said = []
        if form.word == "PROVISIONAL":
            reason = self._slot(form, "reason")
            said.append(self.provisional(reason) if reason else self.word("PROVISIONAL"))
        for slot, one in form.slots:
            if slot == "reviewed" and isinstance(one, Form):
                said.append(self.reviewed(self._slot(one, "code"), self._slot(one, "reason")))
        return self.signs.mark.join(said)

    def _member(self, form: Form) -> str:
        aliases = form.get("aliases")
        if not isinstance(aliases, Items):
            return self._slot(form, "name")
        also = self.bracketed(f"{self.word('ALSO_CALLED')} {self.names(aliases)}")
        return f"{self._slot(form, 'name')}{self.signs.space}{also}"

    def _rounding(self, form: Form) -> str:
        digits = form.get("digits")
        assert isinstance(digits, Number)
        whole = not digits.value and not digits.digits and digits.unit == "places"
        text = self.word("WHOLE_NUMBER") if whole else self.places(digits)
        return f"{text}{self.signs.comma}{self._slot(form, 'mode')}"

    def _datum(self, form: Form) -> str:
        """``率（%，0～200%，2 位小数）``; a unit that was only said with the range is only said there."""
        pieces, high = [], form.get("high")
        for at, (slot, node) in enumerate(form.slots):
            match slot, node:
                case "unit", Text(key):
                    if not (at == len(form.slots) - 1 and isinstance(high, Number) and high.unit == key):
                        pieces.append(self.unit(key))
                case "yes_no", _:
                    pieces.append(self.word("YES_NO"))
                case "date", _:
                    pieces.append(self.word("DATE_KIND"))
                case "text", _:
                    choices = form.get("choices")
                    said = f"{self.signs.colon}{self.names(choices)}" if isinstance(choices, Items) else ""
                    pieces.append(self.word("TEXT_KIND") + said)
                case "default", _:
                    pieces.append(self.joined(self.word("DEFAULT_IS"), self.phrase(node)))
                case "scale", Items(items):
                    sign = " < " if form.get("rising") else " > "
                    pieces.append(sign.join([self.name(one, _DATUM_PARTS) for one in items if isinstance(one, Name)]))
                case "low", _:
                    pieces.append(f"{self.phrase(node)}{self.signs.to}{self._slot(form, 'high')}")
                case "digits", _:
                    pieces.append(self.phrase(node))
                case "step", _:
                    pieces.append(self.joined(self.word("PRECISE_TO"), self.phrase(node)))
        name = self._slot(form, "name")
        return f"{name}{self.signs.space}{self.bracketed(self.signs.comma.join(pieces))}" if pieces else name

    def _formula(self, form: Form) -> str:
        pieces = [f"{self._slot(form, 'name')} = {self._slot(form, 'expr')}"]
        for slot, node in form.slots:
            if slot in _WITHOUT:
                word = _WITHOUT[slot]
                pieces.append(f"{self.word(word)}{self.signs.colon}{self.phrase(node)}")
            elif slot == "earlier":
                said = self.phrase(node) if isinstance(node, Word) else self.expression(node)
                head = "NO_EARLIER" if isinstance(node, Word) else "START"
                pieces.append(f"{self.word(head)}{self.signs.colon}{said}")
            elif slot == "round":
                pieces.append(f"{self.word('ROUND')} {self.phrase(node)}")
        return self.signs.comma.join(pieces)

    def _rate(self, form: Form) -> str:
        return self.joined(self.word(words_of(form.get("effect"))), self._slot(form, "points"))

    def _cell(self, form: Form) -> str:
        return f"{self._slot(form, 'name')} = {self._slot(form, 'value')}"

    def nth(self, number: Number, onwards: Sequence[Node]) -> str:
        """``第 3 次起``."""
        unit = " 次" if self.lang == "zh" else ""
        return self.joined(f"{self.word('NTH')} {self.number(number)}{unit}", *(self.phrase(one) for one in onwards))

    def times(self, number: Number) -> str:
        """``按 1.5 倍``; twice is 加倍."""
        if number.value == 2 and number.digits == 0:
            return self.word("DOUBLED")
        return f"{self.word('BY', 'EVENTS')} {self.number(number)} {self.word('TIMES')}"

    def _ties(self, form: Form) -> str:
        by, last = form.get("by"), words_of(form.get("last"))
        refs = [self.phrase(one) for one in by] if isinstance(by, Items) else []
        said = [f"{self.word('NEXT_BY' if at else 'FIRST_BY')} {ref}" for at, ref in enumerate(refs)]
        return self.signs.comma.join([*said, self.word(f"THEN_{last}")])

    def _term(self, form: Form) -> str:
        """``任期 3 年``."""
        return self.joined(self.word("TERM"), self._slot(form, "years"))

    def _month_start(self, form: Form) -> str:
        """``上月 26 日``."""
        day = form.get("day")
        assert isinstance(day, Number)
        number = self.number(day) + (" 日" if self.lang == "zh" and not day.unit else "")
        return self.joined(*filter(None, (self._slot(form, "which"), number)))

    def _year_start(self, form: Form) -> str:
        """``4 月``; in English the number alone."""
        number = self._slot(form, "month")
        return self.joined(number, self.word("MONTH", "YEAR_START")) if self.lang == "zh" else number

    def _annual(self, form: Form) -> str:
        value, missing = form.get("of"), form.get("missing")
        assert value is not None
        text = self.expression(value)
        return text if missing is None else f"{text}{self.signs.comma}{self.phrase(missing)}"

    def lookup_keys(self, keys: Items) -> str:
        """``（按 单位分类、月份）``."""
        said = self.signs.pause.join([self.phrase(key) for key in keys])
        return self.bracketed(f"{self.word('BY', 'LOOKUP')} {said}")

    def victim(self, key: Node) -> str:
        """What a veto changes; a last name that ends in 上限 or the like is quoted, it would make a cap of it."""
        if isinstance(key, Ref) and isinstance(key.parts[-1], Name) and _ends_in_cap(key.parts[-1].text):
            last = self.quoted(key.parts[-1].text)
            return self.signs.dot.join([*([self.ref(Ref(key.parts[:-1], key.place))] if key.parts[1:] else []), last])
        return self.phrase(key)

    def groups(self, node: Node) -> str:
        """A group of classes that are ranked together."""
        return self.names(node) if isinstance(node, Items) else self.phrase(node)

    def key(self, key: Node, among: frozenset[str], scored: str = "") -> str:
        """The key of an entry, where one of ``among`` could stand too. ``scored``: a rule of scoring stands before it, which
        a name that begins like one more piece of it would go on with; the sign that follows the name.
        """
        if not isinstance(key, Name):
            return self.phrase(key)
        text = self.name(key, among)
        return self.quoted(key.text) if scored and _goes_on(text, scored) else text


def _goes_on(text: str, sign: str) -> bool:
    prepared = script("", f"{text}{sign}")
    return scan.scoring_goes_on(prepared.flat, prepared.low, 0, len(prepared.raw))


def _ends_in_cap(text: str) -> bool:
    low = half_width(text)
    spellings = load_keywords().of_word["CAP"]
    return any(low.endswith(f" {one.solid}" if one.latin else one.solid) for one in spellings)
