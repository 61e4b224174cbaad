"""Integer expressions as SQL text.

Takes a dialect; gives the text of a number or a condition over quoted columns. The SQL type of a number is the wide one
exactly where its proven bounds leave 64 bits; what is computed wide but fits is narrowed at once. Absent is NULL; a
condition that could be NULL is made false where that matters (``strict``).
"""

from kpidsl.backends.sql.dialect import Dialect, Names, literal
from kpidsl.core.expr import Rounding
from kpidsl.plan.integers.build import is_wide, scaled
from kpidsl.plan.integers.expr import (
    All,
    Any,
    Choice,
    Filled,
    Int,
    IntAdd,
    IntCase,
    IntCmp,
    IntCol,
    IntDiv,
    IntLit,
    IntMax,
    IntMin,
    IntMul,
    IntNull,
    IntWorked,
    IsNot,
    Known,
    TextAmong,
    Truth,
    TruthCol,
    interval,
    may_be_absent,
)  # fmt: skip
from kpidsl.plan.nodes import CLASS, UNIT
from kpidsl.values import frozen

_OPERATORS = {"!=": "<>"}


def leaves_64_bits(expr: Int) -> bool:
    """Whether the value needs the wide type."""
    bounds = interval(expr)
    return is_wide(bounds.lo, bounds.hi)


@frozen
class Emitter:
    """Writes expressions for one dialect."""

    dialect: Dialect
    names: Names

    def stored(self, column: IntCol | TruthCol, expr: Int | Truth) -> str:
        """``expr`` as the content of ``column``."""
        if isinstance(column, TruthCol):
            return self.truth(expr, strict=not isinstance(expr, Choice))  # type: ignore[arg-type]
        assert not isinstance(column, TruthCol)
        number: Int = expr  # type: ignore[assignment]
        text = self.number(number)
        fits = leaves_64_bits(number) == leaves_64_bits(column)
        if fits and not isinstance(number, (IntLit, IntNull)):
            return text
        return self._cast(text, leaves_64_bits(column))

    def number(self, expr: Int) -> str:
        """The text of a number, without outer brackets."""
        match expr:
            case IntLit(value):
                return str(value) if not is_wide(value) else self._cast(literal(str(value)), True)
            case IntNull():
                return self._cast("NULL", False)
            case IntCol(key):
                return self.names(key)
            case IntAdd(args):
                return self._narrowed(expr, expr.wide, self._sum(args, expr.wide))
            case IntMul(args):
                return self._narrowed(expr, expr.wide, " * ".join(self._operands(args, expr.wide)))
            case IntDiv():
                return self._division(expr)
            case IntMin(args):
                return self._extreme(expr, args, "LEAST")
            case IntMax(args):
                return self._extreme(expr, args, "GREATEST")
            case IntCase(arms, default):
                text = " ".join(f"WHEN {self.truth(when)} THEN {self.number(value)}" for when, value in arms)
                tail = "" if isinstance(default, IntNull) else f" ELSE {self.number(default)}"
                values = [value for _, value in arms] + [default]
                # A choice between literals alone would have the type of the smallest integer that holds them.
                typed = any(not isinstance(value, (IntLit, IntNull)) or leaves_64_bits(value) for value in values)
                whole = f"CASE {text}{tail} END"
                return whole if typed else self._cast(whole, False)
            case IntWorked(word):
                raise TypeError(f"no SQL works this out: {word}")

    def truth(self, expr: Truth, strict: bool = False) -> str:
        """The text of a condition, without outer brackets; ``strict`` where NULL would not count as false."""
        match expr:
            case IntCmp(op, left, right):
                text = f"{self._in(left)} {_OPERATORS.get(op, op)} {self._in(right)}"
                return _strict(text, strict and (may_be_absent(left) or may_be_absent(right)))
            case Known(arg):
                return f"{self._in(arg)} IS NOT NULL"
            case Filled(key):
                return f"{self.names(key)} IS NOT NULL"
            case TextAmong(key, texts):
                options = ", ".join(map(literal, texts))
                return _strict(f"{self.names(key)} IN ({options})", strict and key not in (UNIT, CLASS))
            case TruthCol(key, nullable):
                return _strict(self.names(key), strict and nullable)
            case All(args):
                return " AND ".join(self._truth_in(arg, strict) for arg in args) or "TRUE"
            case Any(args):
                return " OR ".join(self._truth_in(arg, strict) for arg in args) or "FALSE"
            case IsNot(arg):
                return f"NOT {self._truth_in(arg, True)}"
            case Choice(arms, default):
                parts = [f"WHEN {self.truth(when)} THEN {self._answer(value)}" for when, value in arms]
                return _strict(f"CASE {' '.join(parts)} ELSE {self._answer(default)} END", strict) if parts else "FALSE"

    def _answer(self, value: Truth | None) -> str:
        return "CAST(NULL AS BOOLEAN)" if value is None else self.truth(value, strict=not isinstance(value, Choice))

    def _truth_in(self, expr: Truth, strict: bool) -> str:
        text = self.truth(expr, strict)
        return f"({text})" if isinstance(expr, (All, Any, IsNot)) else text

    def _in(self, expr: Int) -> str:
        """The text of a number as an operand."""
        text = self.number(expr)
        plain = isinstance(expr, (IntCol, IntMin, IntMax)) or (isinstance(expr, IntLit) and expr.value >= 0)
        return text if plain else f"({text})"

    def type_of(self, column: IntCol) -> str:
        """The SQL type of a column."""
        return self.dialect.wide if leaves_64_bits(column) else self.dialect.narrow

    def _cast(self, text: str, wide: bool) -> str:
        return f"CAST({text} AS {self.dialect.wide if wide else self.dialect.narrow})"

    def _narrowed(self, expr: Int, computed_wide: bool, text: str) -> str:
        return self._cast(text, False) if computed_wide and not leaves_64_bits(expr) else text

    def _operands(self, args: tuple[Int, ...], wide: bool) -> list[str]:
        """The first operand decides the type of a chain of operations."""
        texts = [self._in(arg) for arg in args]
        if wide and not leaves_64_bits(args[0]):
            texts[0] = self._cast(texts[0], True)
        return texts

    def _sum(self, args: tuple[Int, ...], wide: bool) -> str:
        first, *rest = args
        if len(rest) == 1 and _is_negative(first) and not _is_negative(rest[0]):
            first, rest = rest[0], [first]
        text = self._operands((first,), wide)[0]
        for arg in rest:
            text += f" - {self._in(_opposite(arg))}" if _is_negative(arg) else f" + {self._in(arg)}"
        return text

    def _extreme(self, expr: IntMin | IntMax, args: tuple[Int, ...], function: str) -> str:
        text = f"{function}({', '.join(map(self.number, args))})"
        text = self._narrowed(expr, any(map(leaves_64_bits, args)), text)
        absent = list(dict.fromkeys(part for arg in args for part in self._absences(arg)))
        if not absent:
            return text
        # The functions pass over NULL; here one absent argument makes the result absent.
        return f"CASE WHEN NOT ({' OR '.join(absent)}) THEN {text} END"

    def _absences(self, expr: Int) -> list[str]:
        """The conditions, one of which holds where ``expr`` is absent."""
        match expr:
            case _ if not may_be_absent(expr):
                return []
            case IntAdd(args) | IntMul(args) | IntMin(args) | IntMax(args):
                return [part for arg in args for part in self._absences(arg)]
            case IntDiv(num, den):
                return self._absences(num) + self._absences(den)
            case _:
                return [f"{self._in(expr)} IS NULL"]

    def brought(self, value: Int, op: str, figure: IntCol | TruthCol) -> str:
        """What a row brings to a figure of many; as wide as the figure where computing that may leave the type of the value."""
        text, wide = self.number(value), isinstance(figure, IntCol) and leaves_64_bits(figure)
        grows = op == "MEDIAN" or (op == "SUM" and not self.dialect.sums_wide)
        return self._cast(text, True) if grows and wide and not leaves_64_bits(value) else text

    def divided(self, above: str, below: str, wide: bool = False) -> str:
        """A division of operands that cuts towards zero; ``wide`` where one of them may be."""
        return (self.dialect.divide_wide if wide else self.dialect.divide).format(above, below)

    def _division(self, expr: IntDiv) -> str:
        num, den = interval(expr.num), expr.den
        wide = expr.wide or leaves_64_bits(expr.num) or leaves_64_bits(den)
        above = self._in(expr.num)
        if wide and not leaves_64_bits(expr.num):
            above = self._cast(above, True)
        below = self._in(den)
        shift = self._shift(expr.mode, den)
        if shift == "0":
            dividend = above
        elif num.lo >= 0:
            dividend = f"({above} + {shift})"
        elif num.hi <= 0:
            dividend = f"({above} - {shift})"
        else:
            dividend = f"({above} + CASE WHEN {above} < 0 THEN -{shift} ELSE {shift} END)"
        most = max(-num.lo, num.hi) // interval(den).lo
        whole = (
            self._in_two_steps(dividend, below)
            if wide and self._is_too_long(most)
            else self.divided(dividend, below, wide)
        )
        if expr.mode is Rounding.HALF_EVEN and not (isinstance(den, IntLit) and den.value % 2):
            rest, odd = self.dialect.rest.format(above, below), self.dialect.rest.format(f"({whole})", "2")
            whole = f"({whole}) - CASE WHEN 2 * ABS({rest}) = {below} THEN {odd} ELSE 0 END"
        return self._narrowed(expr, wide, whole)

    def _is_too_long(self, quotient: int) -> bool:
        """Whether a quotient, or one more, may have more digits than a division gives."""
        return self.dialect.quotient_digits > 0 and quotient + 1 >= 10**self.dialect.quotient_digits

    def _in_two_steps(self, above: str, below: str) -> str:
        """A long division: all but the last eight digits first, then these behind the rest of the first step."""
        unit = str(10**8)
        first, last = f"({self.divided(above, unit, True)})", self.dialect.rest.format(above, unit)
        rest = f"(({self.dialect.rest.format(first, below)}) * {unit} + ({last}))"
        return f"({self.divided(first, below, True)}) * {unit} + ({self.divided(rest, below, True)})"

    def _shift(self, mode: Rounding, den: Int) -> str:
        """What is added to the size of a dividend so that cutting the quotient rounds it."""
        match mode, den:
            case Rounding.TRUNCATE, _:
                return "0"
            case Rounding.UP, IntLit(value):
                return str(value - 1)
            case Rounding.UP, _:
                return f"({self._in(den)} - 1)"
            case _, IntLit(value):
                return self._in(IntLit(value // 2))
            case _:
                return f"({self.divided(self._in(den), '2', leaves_64_bits(den))})"


def _is_negative(expr: Int) -> bool:
    """Whether a sum reads better with the opposite taken off."""
    match expr:
        case IntLit(value):
            return value < 0
        case IntMul(args):
            return isinstance(args[-1], IntLit) and args[-1].value < 0
        case _:
            return False


def _opposite(expr: Int) -> Int:
    return scaled(expr, -1)


def _strict(text: str, strict: bool) -> str:
    return f"COALESCE({text}, FALSE)" if strict else text
