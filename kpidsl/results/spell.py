"""A computed value spelled out: what was put into the expression, step by step.

Takes a core expression and one unit's row; gives text in which every column stands as its value (``92.5 × 40% = 37``) and
only the arm that held is shown. Rounding shows the number before and after. Never computes anything the evaluator has not.
"""

from collections.abc import Callable, Mapping, Set
from fractions import Fraction
from functools import lru_cache

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.dimensions import TIME, measure
from kpidsl.core.irrational import GEOMETRIC_MEAN
from kpidsl.core.wording import keyword
from kpidsl.plan.nodes import Title
from kpidsl.results.figures import MINUS, Value, number_text, value_text
from kpidsl.results.titles import power_of
from kpidsl.syntax.days import EARLIEST
from kpidsl.syntax.units import DATE
from kpidsl.values import field, frozen

MODES = {
    "zh": {"HALF_UP": "四舍五入", "TRUNCATE": "只舍不入", "UP": "只入不舍", "HALF_EVEN": "四舍六入五成双"},
    "en": {"HALF_UP": "half-up", "TRUNCATE": "truncate", "UP": "up", "HALF_EVEN": "half-even"},
}
_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_REACHES = {"zh": "达到", "en": "at least"}
_VETO = {"zh": "一票否决“{name}”", "en": "veto {name}"}
_COLON = {"zh": "：", "en": ": "}
_LIMITS = {"zh": ("，最低 ", "，最高 "), "en": (", at least ", ", at most ")}


@frozen
class Speller:
    """Spells expressions over ``row``; ``levels`` are the labels of ordinal columns, ``value_of`` is the evaluator's own."""

    row: Mapping[str, Value]
    titles: Mapping[str, Title]
    levels: Mapping[str, tuple[str, ...]]
    value_of: Callable[[e.Expr, Mapping[str, Value]], Value]
    lang: str
    values: dict[int, tuple[e.Expr, Value]] = field(factory=dict, init=False, eq=False, repr=False)
    """What was looked up already, each with its expression, so that no other takes its identity."""

    def value(self, expr: e.Expr) -> Value:
        """The value of an expression for the row."""
        if id(expr) not in self.values:
            self.values[id(expr)] = expr, self.value_of(expr, self.row)
        return self.values[id(expr)][1]

    def equation(self, expr: e.Expr, unit: str = "") -> str:
        """``92.5 × 5% = 4.625 → 4.63（2 位，四舍五入）``; a value that is only copied has nothing to spell.

        Of a figure that is read in a ``unit`` of things by other things, what comes out is in that unit: ``1 ÷ 4000000 = 0.25 人/百万吨``.
        """
        if power_of(unit):
            return self._derived(self._held(expr), unit)
        if unit == DATE.key:
            return self._chosen_day(expr)
        if time_scale(unit) != 1:
            return self._timed(expr, time_scale(unit))
        veto = self._veto(expr)
        if veto:
            after = self._limited(expr)
            return f"{veto}{_COLON[self.lang]}{after}" if after else veto
        limited = self._limited(expr)
        if limited:
            return limited
        expr = self._held(expr)
        if isinstance(expr, (e.Const, e.Col, e.Null)):
            return ""
        rounding, value = "", self.value(expr)
        if isinstance(expr, e.Round) and expr.digits:
            before = self.value(self._held(expr.arg))
            if before != value and isinstance(value, Fraction):
                rounding = f" → {_written(value, expr.digits)}{self._mode(expr.digits, expr.mode)}"
            expr, value = self._held(expr.arg), before
        result, spelled = self._number(value), self.text(expr)
        equals = " " if result.startswith("≈") else " = "
        return f"{result}{rounding}" if spelled == result else f"{spelled}{equals}{result}{rounding}"

    def _chosen_day(self, expr: e.Expr) -> str:
        """``较高者（2019-03-05，2019-03-31）``: dates are chosen among, never worked out; empty for one that is only copied."""
        while isinstance(expr, e.Case):
            expr = next((value for when, value in expr.arms if self.value(when)), expr.default)
        if not isinstance(expr, (e.Least, e.Greatest)):
            return ""
        inner = [value_text(self.value(arg), DATE.key, self.lang) for arg in expr.args]
        word = keyword("LOWER_OF" if isinstance(expr, e.Least) else "HIGHER_OF", self.lang)
        return f"{word}（{'，'.join(inner)}）" if self.lang == "zh" else f"{word} ({', '.join(inner)})"

    def _timed(self, expr: e.Expr, scale: Fraction) -> str:
        """An equation in days, or another unit of time that is so many of the base unit."""
        keys = {key for key in e.columns_of(expr) if time_scale(self._unit(key)) == scale}
        row = {
            key: value / scale if key in keys and isinstance(value, Fraction) else value
            for key, value in self.row.items()
        }
        down, value = _brought_down(self._held(expr), scale, keys), self.value(expr)
        own = evolve(self, row=row, titles={key: title for key, title in self.titles.items() if key not in keys})
        fits = isinstance(value, Fraction) and self.value_of(down, row) == value / scale
        return own.equation(down) if fits else ""

    def _is_date(self, expr: e.Expr) -> bool:
        """Whether an expression gives a day of the calendar."""
        match expr:
            case e.Col(key):
                return self._unit(key) == DATE.key
            case e.Case(arms, default):
                return any(map(self._is_date, (*(value for _, value in arms), default)))
            case e.Least(args) | e.Greatest(args):
                return any(map(self._is_date, args))
            case _:
                return False

    def _derived(self, expr: e.Expr, unit: str) -> str:
        """An equation with a result in a derived unit."""
        power, digits, mode, value = power_of(unit), None, "", self.value(expr)
        match expr:
            case e.Round(arg, places, way):
                expr, digits, mode = arg, places + power, way
            case e.Mul((e.Round(arg, places, way), e.Const(scale))) if scale == Fraction(10) ** power:
                expr, digits, mode = e.mul(arg, e.const(scale)), places, way
            case _:
                pass
        expr = self._held(expr)
        if isinstance(expr, (e.Const, e.Col, e.Null)):
            return ""
        before = self.value(expr)
        result, spelled = value_text(before, unit, self.lang), self.text(expr)
        rounding = ""
        if digits is not None and before != value and isinstance(value, Fraction):
            rounding = f" → {_written(value / Fraction(10) ** power, digits)}{self._mode(digits, mode)}"
        equals = " " if result.startswith("≈") else " = "
        return f"{result}{rounding}" if spelled == result else f"{spelled}{equals}{result}{rounding}"

    def condition(self, expr: e.Expr) -> str:
        """What made a case choose its arm: ``4 ≤ 4``; empty where none of its conditions held."""
        arms = expr.arms if isinstance(expr, e.Case) else ()
        when = next((when for when, _ in arms if self.value(when)), None)
        return self.text(when) if isinstance(when, (e.Cmp, e.And)) else ""

    def _veto(self, expr: e.Expr) -> str:
        """The veto that decides a case: its column is what the arm that holds asks for."""
        if not isinstance(expr, e.Case):
            return ""
        when = next((when for when, _ in expr.arms if self.value(when)), None)
        conditions = when.args if isinstance(when, e.And) else (when,)
        names = (part.key.partition(":") for part in conditions if isinstance(part, e.Col))
        return next((_VETO[self.lang].format(name=name) for kind, _, name in names if kind == "veto"), "")

    def _limited(self, expr: e.Expr) -> str:
        """``80.3，最高 59``: what a floor or cap made of a value; empty where no limit took hold."""
        while isinstance(expr, e.Case):
            expr = next((value for when, value in expr.arms if self.value(when)), expr.default)
        if not isinstance(expr, (e.Least, e.Greatest)):
            return ""
        own = self.value(expr)
        bound = next((arg for arg in expr.args if isinstance(arg, e.Const) and arg.value == own), None)
        other = next((arg for arg in expr.args if self.value(arg) != own), None)
        if bound is None or other is None:
            return ""
        levels = next((self.levels[key] for key in sorted(e.columns_of(other)) if key in self.levels), ())
        if levels:
            return f"{self.text(other)} → {levels[int(bound.value)]}"
        inner = self.equation(other) or self.text(other)
        word = _LIMITS[self.lang][isinstance(expr, e.Least)]
        return f"{inner}{word}{number_text(bound.value)}"

    def _mode(self, digits: int, rounding: str) -> str:
        mode = MODES[self.lang][rounding]
        return f"（{digits} 位，{mode}）" if self.lang == "zh" else f" ({digits} places, {mode})"

    def _held(self, expr: e.Expr) -> e.Expr:
        """The arm of a case that holds, however deep; sums without the parts that are 0."""
        match expr:
            case e.Case(arms, default):
                held = next((value for when, value in arms if self.value(when)), default)
                return self._held(held)
            case e.Add(args):
                kept = tuple(part for part in map(self._held, args) if part != e.ZERO)
                return expr if kept == args else e.add(*kept)
            case e.Least(args) | e.Greatest(args):
                own = self.value(expr)
                held = next((arg for arg in args if self.value(arg) == own), expr)
                return self._held(held)
            case e.Round(arg, digits, mode):
                held = self._held(arg)
                return expr if held is arg else e.Round(held, digits, mode)
            case _:
                return expr

    def text(self, expr: e.Expr) -> str:
        """The expression with values in place of columns."""
        match self._held(expr):
            case e.Const(value):
                return number_text(value)
            case e.Col(key):
                return self._column(key)
            case e.Add(args):
                return self._sum(args)
            case e.Mul(args):
                return self._product(args)
            case e.Div(e.Col(key), e.Const(value)) if time_scale(self._unit(key)) != 1 and isinstance(
                self.row[key], Fraction
            ):
                of, own = time_scale(self._unit(key)), self.row[key]
                assert isinstance(own, Fraction)
                return f"{number_text(own / of)} ÷ {number_text(value / of)}"
            case e.Div(num, den):
                return f"{self._inner(num)} ÷ {self._divisor(den)}"
            case e.Round(arg, 0, e.Rounding.TRUNCATE):
                return f"⌊{self.text(arg)}⌋"
            case e.Round(arg, 0, e.Rounding.UP):
                return f"⌈{self.text(arg)}⌉"
            case e.Round(arg):
                return f"({self.text(arg)})"
            case e.Irrational(word, args, by):
                inner = [self.text(arg) for arg in args]
                inner += [number_text(by)] if by is not None and word != GEOMETRIC_MEAN else []
                if self.lang == "zh":
                    return f"{keyword(word, 'zh')}（{'，'.join(inner)}）"
                return f"{keyword(word, 'en')} ({', '.join(inner)})"
            case e.Cmp(op, left, right):
                return self._comparison(op, left, right)
            case e.And(args):
                return {"zh": "，且 ", "en": " and "}[self.lang].join(self.text(arg) for arg in args)
            case e.Or(args):
                return {"zh": "，或 ", "en": " or "}[self.lang].join(self.text(arg) for arg in args)
            case other:
                return self._number(self.value(other))

    def _comparison(self, op: str, left: e.Expr, right: e.Expr) -> str:
        """A constant is written as what it is compared with: a percentage, a level of a scale, a date."""
        if self._is_date(left) or self._is_date(right):
            days = (value_text(self.value(side), DATE.key, self.lang) for side in (left, right))
            return f" {_SIGNS[op]} ".join(days)
        for column, other in ((left, right), (right, left)):
            if isinstance(column, e.Col) and isinstance(other, e.Const):
                levels = self.levels.get(column.key, ())
                if levels:
                    word = _REACHES[self.lang] if op == "<=" else _SIGNS[op]
                    return f"{self._column(column.key)} {word} {levels[int(other.value)]}"
                unit = self._unit(column.key)
                if power_of(unit) or time_scale(unit) != 1:
                    said = value_text(other.value, unit, self.lang)
                    return f"{self._column(column.key)} {_SIGNS[op]} {said}"
                if self._is_percent(column.key):
                    return f"{self._column(column.key)} {_SIGNS[op]} {number_text(other.value * 100)}%"
        return f"{self.text(left)} {_SIGNS[op]} {self.text(right)}"

    def _column(self, key: str) -> str:
        levels, position = self.levels.get(key), self.row[key]
        if levels and isinstance(position, Fraction):
            return levels[int(position)]
        if self._is_percent(key):
            return value_text(position, "percent", self.lang)
        unit = self._unit(key)
        if power_of(unit) or unit == DATE.key or time_scale(unit) != 1:
            return value_text(position, unit, self.lang)
        return self._number(self.row[key])

    def _unit(self, key: str) -> str:
        title = self.titles.get(key)
        return title.unit if title else ""

    def _sum(self, args: tuple[e.Expr, ...]) -> str:
        """Added terms before subtracted ones; constants beside a ratio as percentages."""
        percent = any(isinstance(arg, e.Col) and self._is_percent(arg.key) for arg in map(e.unsigned, args))
        dated = any(map(self._is_date, map(e.unsigned, args)))
        added = [arg for arg in args if not e.is_negative(arg)]
        taken = [e.unsigned(arg) for arg in args if e.is_negative(arg)]
        length = ""
        if dated and isinstance(args[-1], e.Const) and 0 < args[-1].value < EARLIEST:
            added, length = added[:-1], f" + {number_text(args[-1].value)}"
        elif all(isinstance(arg, e.Const) and not e.is_negative(arg) for arg in args[-1:]):
            added = [args[-1], *added[:-1]]
        parts = [_apart(self._term(arg, percent, dated), at) for at, arg in enumerate(added)]
        return " + ".join(parts) + "".join(f" − {_apart(self._term(arg, percent, dated))}" for arg in taken) + length

    def _term(self, arg: e.Expr, percent: bool, dated: bool) -> str:
        """``dated``: it stands among dates, where a large number is one and what gives one is told as such."""
        if dated and ((isinstance(arg, e.Const) and arg.value >= EARLIEST) or self._is_date(arg)):
            return value_text(self.value(arg), DATE.key, self.lang)
        if percent and isinstance(arg, e.Const):
            return number_text(arg.value * 100) + "%"
        return self._inner(arg)

    def _is_percent(self, key: str) -> bool:
        return key.startswith("weight:") or self._unit(key) == "percent"

    def _product(self, args: tuple[e.Expr, ...]) -> str:
        counting = [arg for arg in args if self.value(arg) != 1] or args[:1]
        return " × ".join(_apart(self._factor(arg), at) for at, arg in enumerate(counting))

    def _divisor(self, den: e.Expr) -> str:
        text = self._inner(den)
        return f"({text})" if " × " in text and not text.startswith("(") else _apart(text)

    def _factor(self, arg: e.Expr) -> str:
        """A constant share of 1 stands as a percentage, as weights are written."""
        if isinstance(arg, e.Const) and 0 < arg.value < 1 and e.decimal_digits(arg.value * 100) is not None:
            return number_text(arg.value * 100) + "%"
        return self._inner(arg)

    def _inner(self, expr: e.Expr) -> str:
        text = self.text(expr)
        compound = isinstance(self._held(expr), (e.Add, e.Div))
        return f"({text})" if compound else text

    def _number(self, value: Value) -> str:
        return number_text(value) if isinstance(value, Fraction) else value_text(value, "", self.lang)


def _apart(text: str, at: int = 1) -> str:
    """A term as it stands behind a sign: one below nothing in brackets, but for the first, ``at`` 0."""
    return f"({text})" if at and text.startswith(MINUS) else text


def _written(value: Fraction, digits: int) -> str:
    """A rounded value with all its digits: ``94.80``."""
    whole, _, decimals = number_text(value).partition(".")
    return f"{whole}.{decimals.ljust(digits, '0')}" if digits > 0 else whole


@lru_cache(4096)
def time_scale(unit: str) -> Fraction:
    """How many base units of time a unit is; 1 for any other unit."""
    known = measure(unit) if unit else None
    return known.scale if known is not None and known.dimension == TIME else Fraction(1)


def _brought_down(expr: e.Expr, scale: Fraction, keys: Set[str]) -> e.Expr:
    """The expression in a unit of so many base units, where the columns ``keys`` are read in that unit already."""
    match expr:
        case e.Const(value):
            return e.const(value / scale)
        case e.Add(args):
            return e.add(*(_brought_down(arg, scale, keys) for arg in args))
        case e.Least(args):
            return e.Least(tuple(_brought_down(arg, scale, keys) for arg in args))
        case e.Greatest(args):
            return e.Greatest(tuple(_brought_down(arg, scale, keys) for arg in args))
        case _ if e.columns_of(expr) & keys:
            return expr
        case _:
            return e.mul(expr, e.const(1 / scale))
