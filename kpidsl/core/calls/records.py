"""Functions over the records of a log: ``合计（三违·人次，其中：程度 = 严重）``.

Takes a call that names a log; gives its figure for a unit, or nothing after reporting why not. An argument is computed record by
record over the columns of that log alone, and is a decimal of declared digits. Records of earlier months count only where a
scope says so.
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import GREATEST, LEAST, MEDIAN, NUMBER, SUM, Rows
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.guards import refuse_open_quotients
from kpidsl.core.names import ROW, Meaning
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import COUNT, Decimal, Ordinal, Text, Type, bounds, type_of
from kpidsl.core.wording import keyword
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import LogColumn, LogTable, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Call, Expr, Form, Name, Number, Op, Ref

OPERATIONS = {"SUM_OF": SUM, "LARGEST": GREATEST, "SMALLEST": LEAST, "MEDIAN": MEDIAN}
OVER_RECORDS = frozenset({*OPERATIONS, "MEAN", "WEIGHTED_MEAN", "COUNT", "GEOMETRIC_MEAN", "RANK", "PERCENTILE"})
"""The functions that make one figure of many; all others are of the row they stand in."""
_OF_DATES = frozenset({"COUNT", "LARGEST", "SMALLEST"})
"""The functions that dates can be put to: they count or compare, and never add up."""
MONTHS_A_YEAR = 12


def column_key(log: str, column: str) -> str:
    """The key of a column of a log."""
    return f"row:{log}·{column}"


def months_ago(log: str) -> str:
    """The column that says how many months before the month appraised a record lies."""
    return f"months ago:{log}"


def years_ago(log: str) -> str:
    """The same in calendar years."""
    return f"years ago:{log}"


def declare(log: LogTable, elaborator: Elaborator) -> None:
    """Registers the columns of a log with their types."""
    for column in log.columns:
        key = column_key(log.name, column.name)
        elaborator.types[key] = column_type(column)
        dimension = dim.measure(column.unit).dimension if column.kind in ("number", "date") else None
        meaning = Meaning(ROW, key, dimension, column.levels, unit=column.unit, ordered=column.kind != "label")
        elaborator.names.record(log.name, column.name, meaning)
    if log.dated:
        elaborator.types |= {months_ago(log.name): COUNT, years_ago(log.name): COUNT}


def column_type(column: LogColumn) -> Type:
    """The type of a column, in base units; a date is a number of days."""
    if column.kind == "text":
        return Text()
    if column.levels:
        return Ordinal(column.levels)
    scale = dim.measure(column.unit).scale if column.unit else Fraction(1)
    digits = e.decimal_digits(scale / 10**column.decimals)
    if digits is None:  # K641 was said
        digits = column.decimals
    return Decimal(digits, column.low * scale, column.high * scale)


def log_of(call: Call, policy: Policy) -> str:
    """The log that a call runs over, if any: not one that only a function inside it runs over."""
    if call.word not in OVER_RECORDS:
        return ""
    for expr in (*call.args, *((call.where,) if call.where else ())):
        for ref in _refs(expr):
            match ref.parts:
                case (Name(first), *_) if policy.log(first):
                    return first
    return ""


def _refs(expr: Expr) -> list[Ref]:
    match expr:
        case Ref():
            return [expr]
        case Op(_, args):
            return [ref for arg in args for ref in _refs(arg)]
        case Call(word, args) if word not in OVER_RECORDS or (word == "GEOMETRIC_MEAN" and len(args) > 1):
            return [ref for arg in args for ref in _refs(arg)]
        case _:
            return []


def over_log(call: Call, name: str, elaborator: Elaborator) -> Quantity | None:
    """The figure of a call over the records of the log of that name."""
    found = members(call, name, elaborator)
    if found is None:
        return None
    values, when, most = found
    if not values:
        return Quantity(elaborator.aggregate(NUMBER, e.ONE, when, Rows(name), most), None, call.place)
    return _figure(call, values, when, Rows(name), most, elaborator)


def members(call: Call, name: str, elaborator: Elaborator) -> tuple[list[Quantity], e.Expr, int] | None:
    """What the arguments are of each record, none where records are counted; which records count, and how many they are at most."""
    log = elaborator.policy.log(name)
    assert log is not None
    scoped = _scoped(call, log, elaborator)
    where = e.TRUE if call.where is None else elaborator.truth(call.where, name, ROW)
    if scoped is None or where is None:
        return None
    when, most = e.all_of(scoped[0], where), log.most * scoped[1]
    if call.word == "COUNT" and len(call.args) == 1 and _is_log(call.args[0], name):
        return [], when, most
    values = [_value(arg, call.word, name, elaborator) for arg in call.args]
    known = [value for value in values if value is not None]
    return None if len(known) < len(values) else (known, when, most)


def _is_log(expr: Expr, name: str) -> bool:
    return isinstance(expr, Ref) and [part.text for part in expr.parts if isinstance(part, Name)] == [name]


def current(log: LogTable, policy: Policy) -> e.Expr:
    """Whether a record is of the period appraised."""
    if not log.dated:
        return e.TRUE
    ago, months = e.Col(months_ago(log.name)), policy.cycle.months
    return e.Cmp("<", ago, e.const(months)) if months > 1 else e.Cmp("=", ago, e.ZERO)


def most_in(log: LogTable, policy: Policy) -> int:
    """How many records a unit has in the period appraised at most."""
    return log.most * (max(policy.cycle.months, 1) if log.dated else 1)


def _scoped(call: Call, log: LogTable, elaborator: Elaborator) -> tuple[e.Expr, int] | None:
    """Which records count by their date, and how many months they may come from."""
    ago, years = e.Col(months_ago(log.name)), e.Col(years_ago(log.name))
    own = elaborator.policy.cycle.months or 1
    match call.scope:
        case None:
            return current(log, elaborator.policy), most_in(log, elaborator.policy) // log.most
        case Form("THIS_YEAR") if log.dated and own <= MONTHS_A_YEAR:
            return e.Cmp("=", years, e.ZERO), MONTHS_A_YEAR
        case Form("PAST") as scope if log.dated and isinstance(number := scope.get("number"), Number):
            measure = dim.measure(number.unit) if number.unit else None
            months = number.value * measure.scale if measure and measure.dimension == dim.parse("period") else 0
            if 1 <= months <= MONTHS_A_YEAR * 10 and months.denominator == 1:
                past = e.And((e.Cmp(">=", ago, e.const(own)), e.Cmp("<", ago, e.const(own + months))))
                return past, int(months)
            elaborator.problems.add("K693", number.place, "months")
        case Form(word) as scope:
            spans = "long" if log.dated and word == "THIS_YEAR" else "undated"
            variant = spans if word in ("THIS_YEAR", "PAST") else "scope"
            elaborator.problems.add("K693", scope.place, variant, (), log=log.name)
    return None


def _value(arg: Expr, word: str, name: str, elaborator: Elaborator) -> Quantity | None:
    """What an argument is of one record."""
    value = elaborator.quantity(arg, name, ROW)
    if value is None:
        return None
    refuse_open_quotients(value.expr, arg.place, elaborator.types, elaborator.problems)
    if value.dimension == dim.DATE and word not in _OF_DATES:
        elaborator.problems.add("K643", arg.place)
        return None
    return value if is_decimal(value.expr, arg.place, elaborator) else None


def is_decimal(expr: e.Expr, place: Span, elaborator: Elaborator) -> bool:
    """Whether what is added up or compared has declared digits; reports where it has none."""
    if any(isinstance(elaborator.types.get(key), Text) for key in e.columns_of(expr)):
        elaborator.problems.add("K693", place, "text")
        return False
    if isinstance(type_of(expr, elaborator.types), Decimal):
        return True
    elaborator.problems.add("K687", place)
    return False


def _figure(
    call: Call, values: list[Quantity], when: e.Expr, over: Rows, most: int, elaborator: Elaborator
) -> Quantity | None:
    first = values[0]

    def total(of: e.Expr, unit: str) -> e.Expr:
        return elaborator.aggregate(SUM, of, when, over, most, unit)

    match call.word, values:
        case (("SUM_OF" | "LARGEST" | "SMALLEST" | "MEDIAN"), [_]):
            found = elaborator.aggregate(OPERATIONS[call.word], first.expr, when, over, most, first.unit)
            return Quantity(found, first.dimension, call.place, first.unit)
        case "MEAN", [_]:
            count = elaborator.aggregate(NUMBER, first.expr, when, over, most)
            mean = within(e.div(total(first.expr, first.unit), count), first.expr, elaborator)
            return Quantity(mean, first.dimension, call.place, first.unit)
        case "COUNT", [_]:
            return Quantity(elaborator.aggregate(NUMBER, first.expr, when, over, most), None, call.place)
        case "WEIGHTED_MEAN", [_, weight]:
            above, below = total(e.mul(first.expr, weight.expr), ""), total(weight.expr, weight.unit)
            mean = e.div(above, below)
            if bounds(type_of(weight.expr, elaborator.types))[0] >= 0:
                mean = within(mean, first.expr, elaborator)
            return Quantity(mean, first.dimension, call.place, first.unit)
        case _:
            words = both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))
            elaborator.problems.add("K693", call.place, "function", (), count=len(values), **words)
            return None


def within(mean: e.Expr, of: e.Expr, elaborator: Elaborator) -> e.Expr:
    """A mean of values of ``of``, which lies between the least and the largest that these can be."""
    low, high = bounds(type_of(of, elaborator.types))
    return e.Least((e.Greatest((mean, e.const(low))), e.const(high)))
