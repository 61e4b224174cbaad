"""Rules of the grammar for expressions and intervals to nodes.

Takes the nodes of a rule's parts; gives one node. Sums and products stay flat. Never computes anything.
"""

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, ClassVar

from kpidsl.source import Span
from kpidsl.syntax.days import day_number
from kpidsl.syntax.tree import Blank, Call, Expr, Form, Node, Number, Op, Ref, Word
from kpidsl.syntax.units import DATE

_COMPARISONS = {"EQ": "=", "NE": "!=", "LT": "<", "LE": "<=", "GT": ">", "GE": ">=", "REACHES": "reaches"}
_SIGNS = {"PLUS": "+", "MINUS": "-", "STAR": "*", "SLASH": "/"}


def covering(children: Iterable[Any]) -> Span:
    """The stretch from the first child to the last; placeholders and what is no node yet have no place."""
    present = [child.place for child in children if child is not None and type(child) not in (list, tuple)]
    first: Span = present[0]
    return first if len(present) == 1 else first.to(present[-1])


def closedness(word: Word) -> Word:
    """Whether the edge an operator or bracket stands at belongs to the interval."""
    return Word("CLOSED" if word.word in ("GE", "LE", "LSQ", "RSQ") else "OPEN", word.place)


class ExpressionRules:
    """Callbacks of the rules below "expressions" and ``interval``."""

    ZERO: ClassVar[Fraction] = Fraction(0)

    def expr(self, children: list[Any]) -> Op:
        """``a 或 b 或 c``."""
        return Op("or", tuple(children[::2]), covering(children))

    def conjunction(self, children: list[Any]) -> Op:
        """``a 且 b 且 c``."""
        return Op("and", tuple(children[::2]), covering(children))

    def negation(self, children: list[Any]) -> Op:
        """``非 a``."""
        return Op("not", (children[1],), covering(children))

    def comparison(self, children: list[Any]) -> Op:
        """``a ≥ b``."""
        left, sign, right = children
        return Op(_COMPARISONS[sign.word], (left, right), covering(children))

    def sum(self, children: list[Any]) -> Op:
        """``a + b − c``: one node of three arguments."""
        signs = "+" + "".join(_SIGNS[sign.word] for sign in children[1::2])
        return Op("+", tuple(children[::2]), covering(children), signs)

    def product(self, children: list[Any]) -> Op:
        """``a × b ÷ c``: one node of three arguments."""
        signs = "*" + "".join(_SIGNS[sign.word] for sign in children[1::2])
        return Op("*", tuple(children[::2]), covering(children), signs)

    def factor(self, children: list[Any]) -> Op:
        """``− a``."""
        return Op("neg", (children[1],), covering(children))

    def day(self, children: list[Any]) -> Number:
        """``2019-03-31``: a number of days."""
        (written,) = children
        return Number(day_number(datetime.date.fromisoformat(written.text)), 0, DATE.key, written.place)

    def lost(self, children: list[Any]) -> Blank:
        """``失传``: a formula that the source had and has no longer."""
        (word,) = children
        return Blank(word.place, lost=True)

    def group(self, children: list[Any]) -> Expr:
        """``( a )`` is a."""
        inner: Expr = children[1]
        return inner

    def extreme(self, children: list[Any]) -> Op:
        """``较低者（a，b）``."""
        return Op("min" if children[0].word == "LOWER_OF" else "max", tuple(children[2:-1]), covering(children))

    def choice(self, children: list[Any]) -> Op:
        """``分情况 { a：x；其余：y }``: condition and value in turn, the value of 其余 last and alone."""
        head, _, *arms, rest, closing = children
        args = [part for arm in arms for part in arm] + ([] if rest is None else [rest])
        return Op("cases", tuple(args), head.place.to(closing.place))

    def choice_arm(self, children: list[Any]) -> list[Expr]:
        """``等级 = 一级：100 分``."""
        return children

    def choice_rest(self, children: list[Any]) -> Expr:
        """``其余：60 分``."""
        value: Expr = children[1]
        return value

    def call(self, children: list[Any]) -> Call:
        """``平均（完成率，同类单位）``."""
        function, _, *args, scope, order, ties, where, mode, _ = children
        return Call(function.word, tuple(args), scope, where, mode, covering(children), order, ties)

    def consecutive(self, children: list[Any]) -> Call:
        """``连续 2 个月（月度等次 = 不合格）``."""
        word, number, _, condition, _ = children
        scope = Form("CONSECUTIVE", (("number", number),), word.place.to(number.place))
        return Call(word.word, (condition,), scope, None, None, covering(children))

    def best_mean(self, children: list[Any]) -> Call:
        """``最好 9 个月平均（综合得分）``."""
        best, number, word, _, of, where, _ = children
        scope = Form("BEST", (("number", number),), best.place.to(number.place))
        return Call(word.word, (of,), scope, where, None, covering(children))

    def looked_up(self, children: list[Any]) -> Call:
        """``奖励单价（完成率）``: the table's name is the first argument."""
        name, _, *args, _ = (child for child in children if child is not None)
        return Call("LOOKED_UP", (Ref((name,), name.place), *args), None, None, None, covering(children))

    def where(self, children: list[Any]) -> Expr:
        """``其中：三违·程度 = 严重``."""
        condition: Expr = children[1]
        return condition

    def scope_of_call(self, children: list[Any]) -> Form:
        """``同类单位``."""
        return Form(children[0].word, (), children[0].place)

    def scope_named(self, children: list[Any]) -> Form:
        """``下属单位（所属支部）``."""
        return Form(children[0].word, (("name", children[2]),), covering(children))

    def scope_classes(self, children: list[Any]) -> Form:
        """``各类单位（甲、乙）``."""
        return Form(children[0].word, (("names", children[2]),), covering(children))

    def scope_past(self, children: list[Any]) -> Form:
        """``此前 3 个月``."""
        return Form("PAST", (("number", children[1]),), covering(children))

    def ref(self, children: list[Any]) -> Ref:
        """``所属支部·综合得分``."""
        return Ref(tuple(children), covering(children))

    def interval_sign(self, children: list[Any]) -> Form:
        """``≥ 90``."""
        sign, number = children
        if sign.word in ("GE", "GT"):
            return self._interval(children, low=number, low_closed=closedness(sign))
        return self._interval(children, high=number, high_closed=closedness(sign))

    def interval_brackets(self, children: list[Any]) -> Form:
        """``[80, 90)``."""
        opening, low, high, closing = children
        return self._interval(
            children, low=low, low_closed=closedness(opening), high=high, high_closed=closedness(closing)
        )

    def interval_range(self, children: list[Any]) -> Form:
        """``80～89``, both ends inside."""
        low, sign, high = children
        closed = Word("CLOSED", sign.place)
        return self._interval(children, low=low, low_closed=closed, high=high, high_closed=closed)

    def interval_chain(self, children: list[Any]) -> Form:
        """``80 ≤ 分数 < 90``; ``of`` is what stands in the middle."""
        low, first, of, second, high = children
        return self._interval(
            children, low=low, low_closed=closedness(first), high=high, high_closed=closedness(second), of=of
        )

    def interval_word(self, children: list[Any]) -> Form:
        """``90 以上（含）``."""
        number, word = children
        edge = Word("CLOSED" if word.word.startswith("AND_") else "OPEN", word.place)
        if word.word.endswith("ABOVE"):
            return self._interval(children, low=number, low_closed=edge)
        return self._interval(children, high=number, high_closed=edge)

    def interval_below(self, children: list[Any]) -> Form:
        """``..59``."""
        return self._interval(children, high=children[1], high_closed=Word("CLOSED", children[0].place))

    def _interval(self, children: list[Any], **slots: Node) -> Form:
        return Form("INTERVAL", tuple(slots.items()), covering(children))
