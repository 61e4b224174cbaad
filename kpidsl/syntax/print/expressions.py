"""Expressions, references and intervals as text.

Takes nodes; gives one line of text, with brackets only where the grammar needs them.
"""

from kpidsl.syntax.print.words import EXPRESSION, Words
from kpidsl.syntax.tree import Blank, Call, Form, Items, Name, Node, Number, Op, Ref, Word

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _FACTOR, _ATOM = range(8)
SCOPES = (
    "PEERS", "OTHER_PEERS", "ALL_UNITS", "RANK_GROUP", "UNITS_UNDER", "UNITS_OF", "THIS_YEAR", "EARLIER_THIS_YEAR", "PAST",
)  # fmt: skip
"""Over which units or periods a figure runs."""
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "reaches"})


class ExpressionWords(Words):
    """Spells expressions."""

    def expression(self, node: Node, level: int = _OR) -> str:
        """An expression where the grammar takes one that binds at least as tightly as ``level``."""
        match node:
            case Number():
                return self.number(node)
            case Ref():
                return self.ref(node)
            case Blank(lost=lost):
                return self.word("LOST") if lost else self.signs.blank
            case Word(word):
                return self.word(word)
            case Call():
                return self._call(node)
            case Op():
                text, own = self._operation(node)
                return text if own >= level else self.bracketed(text)
        raise TypeError(f"{type(node).__name__} is no expression")

    def _operation(self, node: Op) -> tuple[str, int]:
        """The text of an operation and how tightly it binds."""
        op, args = node.op, node.args
        if op in ("+", "*"):
            return self._chain(node, _PRODUCT if op == "+" else _FACTOR), _SUM if op == "+" else _PRODUCT
        if op in ("and", "or"):
            text = f" {self.word(op.upper())} ".join([self.operand(op, arg) for arg in args])
            return text, _AND if op == "and" else _OR
        if op in ("min", "max"):
            head = self.word("LOWER_OF" if op == "min" else "HIGHER_OF") + self.signs.space
            return head + self.bracketed(self._row(args, _OR, self.signs.comma)), _ATOM
        if op == "cases":
            return self._cases(args), _ATOM
        if op == "not":
            text = self.expression(args[0], _COMPARISON)
            return self.word("NOT") + ("" if text[0] == "（" else " ") + text, _NOT
        if op == "neg":
            return "-" + self.expression(args[0], _ATOM), _FACTOR
        if op not in _COMPARISONS:
            raise ValueError(f"no operation is called {op}")
        left, right = self.expression(args[0], _SUM), self.expression(args[1], _SUM)
        return f"{left} {self._comparison(op)} {right}", _COMPARISON

    def _cases(self, args: tuple[Node, ...]) -> str:
        """``分情况 { a：x；其余：y }``."""
        arms = [
            f"{self.expression(when)}{self.signs.colon}{self.expression(value)}"
            for when, value in zip(args[::2], args[1::2], strict=False)
        ]
        if len(args) % 2:
            arms.append(f"{self.word('OTHERWISE')}{self.signs.colon}{self.expression(args[-1])}")
        return f"{self.word('CASES')} {{ {self.signs.semicolon.join(arms)} }}"

    def _call(self, node: Call) -> str:
        if node.scope is not None and node.scope.word == "CONSECUTIVE":
            return self.scope(node.scope) + self.signs.space + self.bracketed(self.expression(node.args[0]))
        if node.word == "LOOKED_UP":
            name, *args = node.args
            text = self.expression(name) + self.signs.space
            return text + self.bracketed(self.signs.comma.join([self.expression(arg) for arg in args]))
        parts = [self.expression(arg) for arg in node.args]
        best = node.scope if node.scope is not None and node.scope.word == "BEST" else None
        if node.scope is not None and best is None:
            parts.append(self.scope(node.scope))
        parts += [self.word(word.word) for word in (node.order, node.ties) if word is not None]
        if node.where is not None:
            parts.append(self.word("WHERE") + self.signs.colon + self.expression(node.where))
        if node.mode is not None:
            parts.append(self.word(node.mode.word))
        text = self.word(node.word) + self.signs.space + self.bracketed(self.signs.comma.join(parts))
        return text if best is None else self.joined(self.scope(best), text)

    def scope(self, scope: Form) -> str:
        """Over which units or periods."""
        name, number, names = scope.get("name"), scope.get("number"), scope.get("names")
        text = self.word(scope.word)
        if isinstance(names, Items):
            return text + self.signs.space + self.bracketed(self.names(names))
        if isinstance(name, Name):
            return text + self.signs.space + self.bracketed(self.name(name))
        return f"{text} {self.number(number)}" if isinstance(number, Number) else text

    def _chain(self, node: Op, level: int) -> str:
        text = self.expression(node.args[0], level)
        for sign, arg in zip(node.signs[1:], node.args[1:], strict=True):
            text += f" {self.sign(sign)} {self.expression(arg, level)}"
        return text

    def term(self, node: Node) -> str:
        """One argument of a sum."""
        return self.expression(node, _PRODUCT)

    def operand(self, op: str, node: Node) -> str:
        """One argument of 且 or 或."""
        return self.expression(node, _NOT if op == "and" else _AND)

    def _row(self, args: tuple[Node, ...], level: int, between: str) -> str:
        text = self.expression(args[0], level)
        for arg in args[1:]:
            text += between + self.expression(arg, level)
        return text

    def sign(self, sign: str) -> str:
        """The sign of a calculation."""
        return {"*": self.signs.times, "/": self.signs.over}.get(sign, sign)

    def _comparison(self, op: str) -> str:
        if op == "reaches":
            return self.word("REACHES")
        return {">=": self.signs.ge, "<=": self.signs.le, "!=": self.signs.ne}.get(op, op)

    def ref(self, ref: Ref, among: frozenset[str] = EXPRESSION) -> str:
        """A reference; ``among`` is what else could stand at its start."""
        return self.signs.dot.join([
            self.name(part, EXPRESSION | among) if isinstance(part, Name) else self.word(part.word) for part in ref.parts
        ])  # fmt: skip

    # ---- intervals ---------------------------------------------------------------------------------------------------

    def interval(self, form: Form) -> str:
        """``≥ 90``, ``< 60``, ``80～89``, ``[80, 90)``, ``80 ≤ 分数 < 90``."""
        low, high = self._edge(form, "low"), self._edge(form, "high")
        low_in, high_in = form.get("low_closed"), form.get("high_closed")
        closed = (
            isinstance(low_in, Word) and low_in.word == "CLOSED",
            isinstance(high_in, Word) and high_in.word == "CLOSED",
        )
        middle = form.get("of")
        if low and high and middle is not None:
            of = self.name(middle, EXPRESSION) if isinstance(middle, Name) else self.expression(middle)
            return f"{low} {self._at_most(closed[0])} {of} {self._at_most(closed[1])} {high}"
        if low and high:
            if all(closed):
                return f"{low}{self.signs.to}{high}"
            return f"{'[' if closed[0] else '('}{low}, {high}{']' if closed[1] else ')'}"
        if low:
            return f"{self.signs.ge if closed[0] else '>'} {low}"
        return f"{self._at_most(closed[1])} {high}"

    def _edge(self, form: Form, slot: str) -> str:
        number = form.get(slot)
        return self.number(number) if isinstance(number, Number) else ""

    def _at_most(self, closed: bool) -> str:
        return self.signs.le if closed else "<"
