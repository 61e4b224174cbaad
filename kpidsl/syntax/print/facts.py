"""Declared facts as text: those who hold a place, time limits, counts, the numbers of articles.

Takes forms of the tree; gives one line of text.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kpidsl.syntax.numbering import chinese
from kpidsl.syntax.print.words import Words, decimal
from kpidsl.syntax.tree import Form, Items, Name, Node, Number, Text

_COUNTED: Mapping[str, str] = MappingProxyType({
    "DEPARTMENTS": "个", "ROLES": "个", "CLASSES": "类", "ARTICLES": "条", "CHAPTERS": "章", "FORMS": "张",
})  # fmt: skip
"""How one speaks of so many of a thing; 项 of any other."""
_ORDINALS = {"ARTICLE": "条", "CHAPTER": "章"}


class FactWords(Words):
    """Spells declared facts."""

    def numbered(self, form: Form) -> str:
        """``第三条``, ``条文 三（二）（1）``."""
        number = form.get("number")
        word = self.word(f"{form.word}S")
        if isinstance(number, Text):
            return f"{word} {number.text}"
        assert isinstance(number, Number)
        if self.lang == "en":
            return f"{word} {number.value}"
        return f"第{chinese(int(number.value))}{_ORDINALS[form.word]}"

    def tally(self, form: Form, counted: str) -> str:
        """``共 13 + 12 + 10 = 35 项``."""
        terms, total = form.get("terms"), form.get("sum")
        assert isinstance(terms, Items)
        text = " + ".join([_bare(term) for term in terms])
        if total is not None:
            text += f" = {_bare(total)}"
        return text if self.lang == "en" else f"{self.word('ALTOGETHER')} {text} {_COUNTED.get(counted, '项')}"

    def _tally(self, form: Form) -> str:
        return self.tally(form, "")

    def _holder(self, form: Form) -> str:
        name, of = form.get("name"), form.get("of")
        assert isinstance(name, Name)
        held = self.signs.space + self.bracketed(self.name(of)) if isinstance(of, Name) else ""
        return self.name(name) + held

    def _lasting(self, form: Form) -> str:
        length = form.get("length")
        assert isinstance(length, Number)
        return self.number(length) + self._since(form)

    def _unstated(self, form: Form) -> str:
        return self.signs.blank + self._since(form)

    def _date_of_year(self, form: Form) -> str:
        """``次年 1 月 15 日以前``."""
        year, month, day = form.get("year"), form.get("month"), form.get("day")
        assert isinstance(month, Number)
        assert isinstance(day, Number)
        head = self.word(getattr(year, "word", ""))
        if self.lang == "en":
            said = f"{self.word('BY_DAY')} {self._day(day)} {self.word('OF_MONTH')} {self.number(month)}"
        else:
            said = f"{self.number(month)} {self.word('MONTH', 'YEAR_START')} {self._day(day)}{self.word('BY_THEN')}"
        return f"{head} {said}{self._since(form)}"

    def _days_of_month(self, form: Form) -> str:
        month, first, last = form.get("month"), form.get("first"), form.get("last")
        assert month is not None
        assert isinstance(last, Number)
        head = self.word(getattr(month, "word", ""))
        if isinstance(first, Number):
            said = f"{self._day(first)}{self.signs.to}{self._day(last)}"
        else:
            said = (
                f"{self.word('BY_DAY')} {self._day(last)}"
                if self.lang == "en"
                else f"{self._day(last)}{self.word('BY_THEN')}"
            )
        return f"{head} {said}{self._since(form)}"

    def _day(self, number: Number) -> str:
        """A day of a month; ``日`` in Chinese, where a unit says so."""
        if number.unit != "day":
            return self.number(number)
        return _bare(number) + (" 日" if self.lang == "zh" else "")

    def _since(self, form: Form) -> str:
        since, ahead = form.get("since"), form.get("ahead")
        if isinstance(ahead, Name):
            text = self.joined(self.word("AHEAD"), self.name(ahead, after="AHEAD"))
            closing = self.joined(text, self.word("BY_THEN")) if self.lang == "zh" else text
            return f"{self.signs.comma}{closing}"
        if not isinstance(since, Name):
            return ""
        text = self.joined(self.word("SINCE"), self.name(since, after="SINCE"))
        return f"{self.signs.comma}{text}{self.word('ONWARDS') if self.lang == 'zh' else ''}"


def _bare(node: Node) -> str:
    assert isinstance(node, Number)
    return decimal(node.value, node.digits)
