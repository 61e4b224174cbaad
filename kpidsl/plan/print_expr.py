"""Core expressions as text, in the words of a policy.

Takes expressions over the columns of a plan and what these are called; gives lines in which every column has its name and
every constant the unit of what it stands beside (``完成率 ≥ 95%``). Never computes, never looks at data.
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import Inflow, Peers
from kpidsl.core.irrational import GEOMETRIC_MEAN
from kpidsl.core.wording import keyword
from kpidsl.diagnostics.width import width
from kpidsl.plan.nodes import Gather, State
from kpidsl.plan.print_facts import Facts, simplified
from kpidsl.resolve.amounts import decimal
from kpidsl.syntax.days import EARLIEST, day_text
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

_WIDE = 100
"""Cells that an expression takes on a line before it is laid out on several."""
_FEW = 3
"""Terms of a sum that stay on one line."""
_INDENT = "  "
_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}

STATES = {
    "zh": {
        State.VALUE: "有数", State.NOT_APPLICABLE: "不涉及", State.UNREPORTED: "缺报", State.NOT_APPRAISED: "不考评",
        State.FULL: "计满分", State.ZERO: "计零分", State.STOP: "停算", State.RECUSED: "回避",
    },
    "en": {
        State.VALUE: "given", State.NOT_APPLICABLE: "not applicable", State.UNREPORTED: "unreported",
        State.NOT_APPRAISED: "not appraised", State.FULL: "full mark", State.ZERO: "mark 0", State.STOP: "stop",
        State.RECUSED: "recused",
    },
}  # fmt: skip
_WORDS = {
    "zh": {
        "and": "，且 ", "or": "，或 ", "not": "并非（{}）", "present": "有 {}", "absent": "没有 {}", "among": "{}为 {}",
        "comma": "、", "if": "若 {}：{}", "when": "若 {}：", "else": "其余：{}", "others": "其余：", "null": "无",
        "inline": "[{}]", "arms": "；", "or_zero": "{}（没有的计 0）",
        "counted": "{}（{} 时计入）", "any": "下列有一项成立：", "also": "且 {}", "always": "一律", "never": "从不",
        "places": "{}({}，{} 位)", "rounded": "{}，{} 位：", "integer": "{}({}，取整)", "to_integer": "{}，取整：",
        "better": "高于", "worse": "低于", "no_better": "至多为", "lower": "较低等次", "higher": "较高等次",
        "of": "{}({})", "arg": "，", "colon": "：", "peers": "同类各单位", "groups": "同组各单位（{}）", "bar": "｜",
        "but_itself": "{}，本单位除外", "under": "{}为本单位的各单位",
    },
    "en": {
        "and": " and ", "or": " or ", "not": "not ({})", "present": "{} is there", "absent": "no {}",
        "among": "{} is {}", "comma": ", ", "if": "if {}: {}", "when": "if {}:", "else": "otherwise: {}",
        "others": "otherwise:", "null": "none", "inline": "[{}]", "arms": "; ", "or_zero": "{} (0 where absent)",
        "counted": "{} (counted if {})", "any": "one of these:", "also": "and {}",
        "always": "always", "never": "never", "places": "{}({}, {} places)", "rounded": "{}, {} places:",
        "integer": "{}({}, to a whole number)", "to_integer": "{}, to a whole number:",
        "better": "above", "worse": "below", "no_better": "at most",
        "lower": "lower grade", "higher": "higher grade",
        "of": "{}({})", "arg": ", ", "colon": ":", "peers": "the units of its class", "groups": "the units of its group ({})",
        "bar": " | ", "but_itself": "{}, without itself", "under": "the units whose {} is this one",
    },
}  # fmt: skip


@frozen
class Printer:
    """Prints the expressions of one plan in one language."""

    facts: Facts
    lang: str

    def block(self, expr: e.Expr, unit: str = "", levels: tuple[str, ...] = ()) -> list[str]:
        """The lines of a column's expression; ``unit`` and ``levels`` are what constants in its place are read in."""
        return self._block(simplified(expr, self.facts), unit, levels)

    def condition(self, expr: e.Expr) -> list[str]:
        """The lines of a condition; one that fits a line stands on one."""
        return self._block(simplified(expr, self.facts), "", ())

    def word(self, key: str, *args: object) -> str:
        """A word of this printer, filled."""
        return _WORDS[self.lang][key].format(*args)

    def population(self, node: Gather) -> str:
        """Over which units a figure runs."""
        match node.over:
            case Inflow(link):
                return self.word("under", link)
            case Peers(groups, others):
                names = self.word("bar").join(self.word("comma").join(group) for group in groups)
                text = self.word("peers") if all(len(group) == 1 for group in groups) else self.word("groups", names)
                return self.word("but_itself", text) if others else text
            case _:
                raise TypeError(f"not over units: {node.over}")

    def _block(self, expr: e.Expr, unit: str, levels: tuple[str, ...]) -> list[str]:
        text = self.text(expr, unit, levels)
        fits = width(text) <= _WIDE
        match expr:
            case e.Case(arms, default) if not self._or_zero(expr):
                lines: list[str] = []
                for when, value in arms:
                    lines += self._arm("if", "when", [self.text(when)], self._block(value, unit, levels))
                return lines + self._arm("else", "others", [], self._block(default, unit, levels))
            case e.And(args) if not fits:
                first, *rest = [self._conjunct(arg) for arg in args]
                return first + [line for lines in rest for line in [self.word("also", lines[0]), *lines[1:]]]
            case e.Or(args) if not fits:
                return [self.word("any"), *(line for arg in args for line in _item(self._block(arg, "", ())))]
            case e.Round(arg, digits, mode) if not fits or _branches(arg):
                head = self.word("rounded" if digits else "to_integer", keyword(mode.value, self.lang), digits)
                return [head, *_indented(self._block(arg, unit, levels))]
            case e.Add(args) if not fits or len(args) > _FEW:
                return self._terms(args, unit)
            case e.Least(args) | e.Greatest(args) if not fits:
                head = self._extreme(expr, levels) + self.word("colon")
                return [head, *(line for arg in args for line in _item(self._block(arg, unit, levels)))]
            case _:
                return [text]

    def _arm(self, one: str, several: str, condition: list[str], value: list[str]) -> list[str]:
        if len(value) == 1:
            return [self.word(one, *condition, value[0])]
        return [self.word(several, *condition), *_indented(value)]

    def _conjunct(self, arg: e.Expr) -> list[str]:
        lines = self._block(arg, "", ())
        return [self._bracketed(arg, e.Or)] if len(lines) == 1 else lines

    def _terms(self, args: tuple[e.Expr, ...], unit: str) -> list[str]:
        unit = self._unit(e.Add(args)) or unit
        ordered = sorted(args, key=e.is_negative)
        first, *rest = [(e.is_negative(arg), self._operand(e.unsigned(arg), unit)) for arg in ordered]
        return [("− " if first[0] else "") + first[1], *(f"{'−' if minus else '+'} {text}" for minus, text in rest)]

    def text(self, expr: e.Expr, unit: str = "", levels: tuple[str, ...] = ()) -> str:
        """An expression on one line; ``unit`` and ``levels`` are those of what it stands beside."""
        match expr:
            case e.Const(value):
                return self._constant(value, unit, levels)
            case e.Col(key):
                return self.facts.names[key]
            case e.Null():
                return self.word("null")
            case e.Add(args):
                return self._sum(args, self._unit(expr) or unit)
            case e.Mul() if e.is_negative(expr):
                return f"−{self._operand(e.unsigned(expr), unit)}"
            case e.Mul(args):
                return " × ".join(self._factor(arg, args) for arg in args)
            case e.Div(num, den):
                below = self._operand(den, "")
                return f"{self._operand(num, '')} ÷ {f'({below})' if isinstance(den, (e.Mul, e.Div)) else below}"
            case e.Round(arg, digits, mode):
                return self.word(
                    "places" if digits else "integer", keyword(mode.value, self.lang), self.text(arg, unit), digits
                )
            case e.Irrational(word, args, by, digits, mode):
                named = [self.text(arg, self._unit(arg)) for arg in args]
                named += [number(by)] if by is not None and word != GEOMETRIC_MEAN else []
                called = f"{keyword(word, self.lang)}({self.word('arg').join(named)})"
                return self.word("places" if digits else "integer", keyword(mode.value, self.lang), called, digits)
            case e.Least(args) | e.Greatest(args):
                beside = self._unit(expr) or unit
                inner = self.word("arg").join(self.text(arg, beside, levels) for arg in args)
                return self.word("of", self._extreme(expr, levels), inner)
            case e.Case(arms, default):
                return self._case(expr, arms, default, unit, levels)
            case _:
                return self._condition(expr)

    def _case(
        self, expr: e.Case, arms: tuple[tuple[e.Expr, e.Expr], ...], default: e.Expr, unit: str, levels: tuple[str, ...]
    ) -> str:
        counted = self._or_zero(expr)
        if counted:
            return counted
        parts = [self.word("if", self.text(when), self.text(value, unit, levels)) for when, value in arms]
        parts.append(self.word("else", self.text(default, unit, levels)))
        return self.word("inline", self.word("arms").join(parts))

    def _condition(self, expr: e.Expr) -> str:
        match expr:
            case e.Cmp(op, left, right):
                return self._comparison(op, left, right)
            case e.And(args):
                return self.word("and").join(self._bracketed(arg, e.Or) for arg in args) or self.word("always")
            case e.Or(args):
                return self.word("or").join(self._bracketed(arg, e.And) for arg in args) or self.word("never")
            case e.Not(e.Present(key)):
                return self.word("absent", self.facts.names[key])
            case e.Not(arg):
                return self.word("not", self.text(arg))
            case e.Present(key):
                return self.word("present", self.facts.names[key])
            case e.Among(key, texts):
                return self.word("among", self.facts.names[key], self.word("comma").join(texts))
            case _:
                raise TypeError(f"not an expression: {expr}")

    def _bracketed(self, expr: e.Expr, other: type) -> str:
        text = self.text(expr)
        return f"({text})" if isinstance(expr, other) else text

    def _comparison(self, op: str, left: e.Expr, right: e.Expr) -> str:
        """A constant is written as what it is compared with: a percentage, a state, a level of a scale."""
        if isinstance(left, e.Const) and not isinstance(right, e.Const):
            left, right, op = right, left, _MIRRORED[op]
        unit = self._unit(left) or self._unit(right)
        levels = self._levels(left) or self._levels(right)
        sign = self._of_levels(op) if levels else _SIGNS[op]
        return f"{self.text(left, unit, levels)} {sign} {self.text(right, unit, levels)}"

    def _of_levels(self, op: str) -> str:
        """The comparison of positions on a scale, best first."""
        if op == "<=":
            return keyword("REACHES", self.lang)
        words = {"<": "better", ">": "worse", ">=": "no_better"}
        return self.word(words[op]) if op in words else _SIGNS[op]

    def _levels(self, expr: e.Expr) -> tuple[str, ...]:
        if not isinstance(expr, e.Col):
            return ()
        if expr.key in self.facts.states:
            return tuple(STATES[self.lang].values())
        return self.facts.levels.get(expr.key, ())

    def _constant(self, value: Fraction, unit: str, levels: tuple[str, ...]) -> str:
        if levels and value.denominator == 1 and 0 <= value < len(levels):
            return levels[int(value)]
        return amount(value, unit, self.lang)

    def _sum(self, args: tuple[e.Expr, ...], unit: str) -> str:
        """What is taken off stands last."""
        ordered = sorted(args, key=e.is_negative)
        text = ""
        for arg in ordered:
            part = self._operand(e.unsigned(arg), unit)
            minus = e.is_negative(arg)
            text += (" − " if minus else " + ") + part if text else ("−" if minus else "") + part
        return text

    def _factor(self, arg: e.Expr, args: tuple[e.Expr, ...]) -> str:
        """A constant share of a score or of a count is a percentage, as weights are written."""
        if not isinstance(arg, e.Const):
            return self._operand(arg, "")
        others = [other for other in args if other is not arg]
        of_scores = all(self._unit(o) == "points" or (isinstance(o, e.Col) and not self._unit(o)) for o in others)
        if of_scores and 0 < arg.value < 1 and e.decimal_digits(arg.value * 100) is not None:
            return amount(arg.value, "percent", self.lang)
        return number(arg.value) if e.decimal_digits(arg.value) is not None else f"({number(arg.value)})"

    def _operand(self, arg: e.Expr, unit: str) -> str:
        text = self.text(arg, unit)
        return f"({text})" if isinstance(arg, e.Add) else text

    def _extreme(self, expr: e.Expr, levels: tuple[str, ...]) -> str:
        """Of levels, best first, the greater position is the lower level."""
        if levels:
            return self.word("higher" if isinstance(expr, e.Least) else "lower")
        return keyword("LOWER_OF" if isinstance(expr, e.Least) else "HIGHER_OF", self.lang)

    def _or_zero(self, expr: e.Case) -> str:
        """A case that only puts 0 where a column is not there or does not count; empty for any other."""
        match expr:
            case e.Case(((e.Present(asked), e.Col(key)),), e.Const(value)) if asked == key and value == 0:
                return self.word("or_zero", self.facts.names[key])
            case e.Case(((when, e.Col(key)),), e.Const(value)) if value == 0 and not self._levels(e.Col(key)):
                return self.word("counted", self.facts.names[key], self.text(when))
            case _:
                return ""

    def _unit(self, expr: e.Expr) -> str:
        """The unit that constants beside this expression are read in; empty where it has none or several."""
        match expr:
            case e.Col(key):
                return self.facts.titles[key].unit if key in self.facts.titles else ""
            case e.Add(args) | e.Least(args) | e.Greatest(args):
                units = {self._unit(e.unsigned(arg)) for arg in args if not isinstance(arg, e.Const)}
                return units.pop() if len(units) == 1 else ""
            case e.Case(arms, default):
                values = [value for _, value in arms] + [default]
                units = {self._unit(value) for value in values if not isinstance(value, (e.Const, e.Null))}
                return units.pop() if len(units) == 1 else ""
            case e.Round(arg):
                return self._unit(arg)
            case _:
                return ""


_MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def amount(value: Fraction, unit: str, lang: str) -> str:
    """A value in base units, in the unit it is read in: ``95%``, ``215 万吨``, ``2019-03-31``; points and bare numbers stand bare."""
    if unit == DATE.key and value >= EARLIEST:
        return day_text(value)
    measure = dim.measure(unit) if unit else None
    count = value / measure.scale if measure else value
    text = number(count)
    if unit in ("", "points", DATE.key):
        return text
    return text + ("" if unit in ("percent", "permille") else " ") + dim.unit_name(unit, lang, count)


def number(value: Fraction) -> str:
    """A number in full: a decimal, or a fraction where the decimals never end."""
    digits = e.decimal_digits(value)
    text = f"{value.numerator}/{value.denominator}" if digits is None else decimal(value, digits)
    return text.replace("-", "−")


def _branches(expr: e.Expr) -> bool:
    """Whether an expression is laid out over several lines however short it is."""
    return isinstance(expr, e.Case) or (isinstance(expr, e.Add) and len(expr.args) > _FEW)


def _item(lines: list[str]) -> list[str]:
    """Lines as one of several things in a list."""
    return ["· " + lines[0], *_indented(lines[1:])]


def _indented(lines: list[str]) -> list[str]:
    return [_INDENT + line for line in lines]
