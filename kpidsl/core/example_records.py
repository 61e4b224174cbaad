"""The records of an example: ``记录 三违：日期 = 2019-03-05，程度 = 严重``.

Takes an example; gives the records of each log by column key, with how long before the period of the example each lies. The
period of an example is that of the latest date of its records. Reports cells that no file could bring (K695).
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core.calls.records import column_key, column_type, months_ago, years_ago
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.types import Decimal
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.cycle import Period
from kpidsl.resolve.policy import Example, LogColumn, LogTable
from kpidsl.syntax.days import day_of
from kpidsl.syntax.tree import Form, Items, Name, Node, Number
from kpidsl.syntax.units import DATE

Record = dict[str, Fraction | str]


def example_records(
    example: Example, own: Period | None, elaborator: Elaborator
) -> Mapping[str, tuple[Mapping[str, Fraction | str], ...]]:
    """The records of each log that the example names; ``own`` is the period that it says it is of."""
    found: dict[str, list[Record]] = {}
    for name, cells, place in example.records:
        log = elaborator.policy.log(name.text)
        if log is None:
            elaborator.problems.add("K695", place, "log", (), name=name.text)
            continue
        records = found.setdefault(log.name, [])
        if cells.items:
            record = _record(log, cells, elaborator)
            if record is not None and not _is_later(record, log, own, cells, elaborator):
                records.append(record)
    _date(found, own, elaborator)
    return {log: tuple(records) for log, records in found.items()}


def _record(log: LogTable, cells: Items, elaborator: Elaborator) -> Record | None:
    values: Record = {}
    before = len(elaborator.problems)
    for cell in cells:
        assert isinstance(cell, Form)
        name, written = cell.get("name"), cell.get("value")
        assert isinstance(name, Name)
        column = log.column(name.text)
        key = column_key(log.name, name.text)
        value = None if column is None or written is None else _value(column, written, elaborator)
        if value is None or key in values:
            elaborator.problems.add("K695", cell.place, "", (), name=name.text, log=log.name)
        else:
            values[key] = value
    for column in log.columns:
        if column.default is not None:
            values.setdefault(column_key(log.name, column.name), column.default * _scale(column, elaborator))
    left = [
        column.name
        for column in log.columns
        if column.kind != "text" and column_key(log.name, column.name) not in values
    ]
    if left and len(elaborator.problems) == before:
        elaborator.problems.add("K695", cells.place, "missing", (), log=log.name, **listed("columns", left))
    return values if len(elaborator.problems) == before else None


def _scale(column: LogColumn, elaborator: Elaborator) -> Fraction:
    return elaborator.literal(Fraction(1), column.unit, column.place).constant or Fraction(1)


def _value(column: LogColumn, written: Node, elaborator: Elaborator) -> Fraction | str | None:
    """What a cell holds, in base units; None where no file could bring it."""
    match column.kind, written:
        case "date", Number(day, _, DATE.key):
            return day
        case "text", Name(text):
            return text
        case (("ordinal" | "label" | "yes_no"), Name(text)):
            return Fraction(column.levels.index(text)) if text in column.levels else None
        case "number", Number() as number:
            unit = number.unit or column.unit
            value = elaborator.literal(number.value, unit, number.place)
            own = elaborator.literal(Fraction(1), column.unit, number.place)
            kind = column_type(column)
            if value.dimension != own.dimension or value.constant is None or not isinstance(kind, Decimal):
                return None
            fits = kind.low <= value.constant <= kind.high and (value.constant * 10**kind.digits).denominator == 1
            step = column.step * _scale(column, elaborator) if column.step else None
            return value.constant if fits and not (step and value.constant % step) else None
        case _:
            return None


def _is_later(record: Record, log: LogTable, own: Period | None, cells: Items, elaborator: Elaborator) -> bool:
    """Whether it is a record of a month after the period of the example, which is reported."""
    day = record[column_key(log.name, log.dated)] if log.dated else None
    if own is None or not isinstance(day, Fraction) or own.cycle.month_of(day_of(day)) <= own.end:
        return False
    elaborator.problems.add("K736", cells.place, "record", (), log=log.name, own=own.name)
    return True


def _date(found: dict[str, list[Record]], own: Period | None, elaborator: Elaborator) -> None:
    """How long before the last month of the example's period each record lies."""
    dated = [
        (record, log, day)
        for name, records in found.items()
        if (log := elaborator.policy.log(name)) and log.dated
        for record in records
        if isinstance(day := record[column_key(name, log.dated)], Fraction)
    ]
    if not dated:
        return
    cycle = elaborator.policy.cycle
    months = [cycle.month_of(day_of(day)) for _, _, day in dated]
    period = own or (cycle.with_month(max(months)) if cycle.months else None)
    for (record, log, _), month in zip(dated, months, strict=True):
        record[months_ago(log.name)] = Fraction(period.end - month if period else 0)
        record[years_ago(log.name)] = Fraction(period.year - cycle.year_of(month) if period else 0)
