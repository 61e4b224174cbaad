"""What a row of an opening table must be, as conditions in SQL.

Takes an opening program and a table as it was loaded; gives a ``Check`` for each of its columns: an expression that is the code of
what is wrong there, NULL where nothing is. Numbers are those stored: base units times ten to the digits of their column.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import lcm

from kpidsl.backends.sql.dialect import literal
from kpidsl.backends.sql.opening import scan_columns
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.records import NUMBER
from kpidsl.backends.sql.relations import SCAN
from kpidsl.core.types import Ordinal, Text
from kpidsl.diagnostics import Lang
from kpidsl.plan.integers.expr import IntCol, IntLit
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Input, Log, LogColumn, PastColumn, State
from kpidsl.plan.print_names import column_names
from kpidsl.scores.contract import YES_NO
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

_NUMBER: Mapping[Lang, str] = {"zh": "记录序号", "en": "number of the record"}
_NOTHING, _REPORT, _OPTIONAL = 0, 1, 2
"""What a class owes of an input: nothing where it is not appraised, a report, or one that it may leave out."""


@frozen
class Check:
    """``sql`` is one of ``codes`` or NULL; ``about`` what the column is called, ``key`` the column that holds the code."""

    key: str
    about: str
    sql: str
    codes: tuple[str, ...]


@frozen
class Table:
    """``loaded`` is its quoted name. ``source`` gives its rows beside what they are compared with, which ``relations`` are.

    ``row`` says whose a row is: the expressions of ``at``, ``unit`` and ``class``, of a log also ``record``.
    """

    key: str
    loaded: str
    relations: tuple[str, ...]
    source: str
    row: Mapping[str, str]
    checks: tuple[Check, ...]
    width: int
    """Columns of ``source``."""


def table_of_scan(program: Program, loaded: str, lang: Lang) -> Table:
    """The units: who they are, whom they are linked to, the month, the figures with their states, those of earlier periods."""
    scan, names = program.integers.plan.scan, program.names
    unit, unit_class, order = names(UNIT), names(CLASS), names(ORDER)
    owed = _groups(scan.inputs)
    relations = [_owed(scan.classes, owed), _all_rows(program, loaded), *_twice(unit, "units", loaded)]
    relations += _twice(order, "places", loaded)
    joined = [f'"owed" ON "owed"."#class" = {unit_class}', f'"units" ON "units"."#twice" = {unit}']
    joined += [f'"places" ON "places"."#twice" = {order}']
    if scan.links:
        columns = f'{unit} AS "#far", MIN({unit_class}) AS "#far class"'
        relations.append(f'"linked" AS (\n  SELECT {columns} FROM {loaded} GROUP BY {unit}\n)')
    for number, link in enumerate(scan.links, start=1):
        joined.append(f'"linked" AS "linked {number}" ON "linked {number}"."#far" = {names("link:" + link)}')
    called = column_names(program.integers.plan, lang)
    checks = [
        _check(UNIT, called, f"{unit} IS NULL OR {unit} = ''", "K529", '"units"."#twice" IS NOT NULL', "K522"),
        _check(CLASS, called, '"owed"."#class" IS NULL', "K528"),
        _check(ORDER, called, f"{order} IS NULL OR {order} NOT BETWEEN 0 AND \"#rows\" - 1", "K572",
               '"places"."#twice" IS NOT NULL', "K572"),
    ]  # fmt: skip
    checks += [_link(program, number, link, called) for number, link in enumerate(scan.links, start=1)]
    checks += [_of_month(program, key, called) for key in scan.calendar]
    checks += [_figure(program, wanted, owed[_asked(wanted)], called) for wanted in scan.inputs]
    checks += [_earlier(program, earlier, called) for earlier in scan.past]
    row = {"at": order, "unit": unit, "class": unit_class}
    width = len(scan_columns(program)) + len(owed) + len(scan.calendar) + 2 * len(scan.links) + 4
    source = "\n  LEFT JOIN ".join([f'{loaded} CROSS JOIN "all rows"', *joined])
    return Table(SCAN, loaded, tuple(relations), source, row, tuple(checks), width)


def table_of_log(program: Program, log: Log, loaded: str, units: str, lang: Lang) -> Table:
    """The records of a log: of which unit, how many, and what each column says; ``units`` is the table of the units as loaded."""
    names, plan = program.names, program.integers.plan
    order, number = names(ORDER), names(NUMBER)
    columns = f'{order} AS "#order", {names(UNIT)} AS "#unit", {names(CLASS)} AS "#class"'
    ago = [names(key) for key in log.ages[:1]]
    counted = ", ".join([order, *ago])
    relations = [
        f'"units" AS (\n  SELECT {columns} FROM {units}\n)',
        *_twice(number, "records", loaded),
        f'"many" AS (\n  SELECT MIN({number}) AS "#first" FROM {loaded}\n'
        f"  GROUP BY {counted} HAVING COUNT(*) > {log.most}\n)",
    ]
    source = "\n  LEFT JOIN ".join([
        loaded,
        f'"units" ON "units"."#order" = {loaded}.{order}',
        f'"records" ON "records"."#twice" = {number}',
        f'"many" ON "many"."#first" = {number}',
    ])  # fmt: skip
    words = column_names(plan, lang)
    called = {key: words[key] for key in log.ages} | {column.key: f"{log.name}·{column.name}" for column in log.columns}
    called |= {ORDER: f"{log.name}·{words[ORDER]}", NUMBER: f"{log.name}·{_NUMBER[lang]}"}
    whose = ['"units"."#order" IS NULL', "K521"]
    if set(plan.scan.classes) - set(log.classes):
        whose += [f'"units"."#class" NOT IN ({_texts(log.classes)})', "K584"]
    checks = [
        _check(ORDER, called, *whose, '"many"."#first" IS NOT NULL', "K583"),
        _check(NUMBER, called, f"{number} IS NULL", "K572", '"records"."#twice" IS NOT NULL', "K572"),
        *(_entry(program, column, called) for column in log.columns if column.needed),
        *(_age(program, key, called) for key in log.ages),
    ]
    row = {"at": '"units"."#order"', "unit": '"units"."#unit"', "class": '"units"."#class"', "record": number}
    return Table(f"log:{log.name}", loaded, tuple(relations), source, row, tuple(checks), len(log.columns) + 12)


def _check(key: str, called: Mapping[str, str], *arms: str) -> Check:
    """Conditions, each with its code after it; the first that holds says what is wrong."""
    cases = list(zip(arms[::2], arms[1::2], strict=True))
    sql = " ".join(f"WHEN {condition} THEN {literal(code)}" for condition, code in cases)
    return Check(f"fault:{key}", called[key], f"CASE {sql} END", tuple(code for _, code in cases))


Asked = tuple[frozenset[str], frozenset[str]]
"""The classes that are appraised on an input, and those of them that may leave it unreported."""


def _asked(wanted: Input) -> Asked:
    return frozenset(name for name, _ in wanted.owners), frozenset(wanted.optional)


def _owes(unit_class: str, asked: Asked) -> int:
    owners, optional = asked
    return _NOTHING if unit_class not in owners else _OPTIONAL if unit_class in optional else _REPORT


def _groups(inputs: tuple[Input, ...]) -> dict[Asked, str]:
    """The column of ``owed`` for inputs that the same classes owe."""
    return {asked: f'"owed {number}"' for number, asked in enumerate(dict.fromkeys(map(_asked, inputs)), start=1)}


def _owed(classes: tuple[str, ...], groups: Mapping[Asked, str]) -> str:
    """The classes, with what each owes."""
    rows = [", ".join([literal(name), *(str(_owes(name, asked)) for asked in groups)]) for name in classes]
    listed = "),\n    (".join(rows)
    columns = ", ".join(['"#class"', *groups.values()])
    return f'"owed" ({columns}) AS (\n  VALUES ({listed})\n)'


def _all_rows(program: Program, loaded: str) -> str:
    """How many units there are, and the month that one of them has."""
    names = program.names
    months = [f"MIN({names(key)}) AS {names(f'#{key}')}" for key in program.integers.plan.scan.calendar]
    columns = ", ".join(['COUNT(*) AS "#rows"', *months])
    return f'"all rows" AS (\n  SELECT {columns} FROM {loaded}\n)'


def _twice(column: str, relation: str, loaded: str) -> list[str]:
    """What stands more than once in a column."""
    return [f'"{relation}" AS (\n  SELECT {column} AS "#twice" FROM {loaded} GROUP BY {column} HAVING COUNT(*) > 1\n)']


def _link(program: Program, number: int, link: str, called: Mapping[str, str]) -> Check:
    """The linked unit is there, and of a class that the link leads to from this one."""
    names, key = program.names, "link:" + link
    origins: dict[tuple[str, ...], list[str]] = {}
    for origin, ends in program.integers.plan.scan.links[link].items():
        origins.setdefault(ends, []).append(origin)
    far, near = f'"linked {number}"."#far class"', names(CLASS)
    allowed = " OR ".join(f"({near} IN ({_texts(of)}) AND {far} IN ({_texts(ends)}))" for ends, of in origins.items())
    missing = f'{names(key)} IS NOT NULL AND "linked {number}"."#far" IS NULL'
    return _check(key, called, missing, "K556", f"{names(key)} IS NOT NULL AND NOT ({allowed or 'FALSE'})", "K557")


def _of_month(program: Program, key: str, called: Mapping[str, str]) -> Check:
    """What tells of the month, the same for all units."""
    column = program.names(key)
    outside = f"{column} IS NULL OR {_outside(program, key)}"
    return _check(key, called, outside, "K534", f"{column} <> {program.names(f'#{key}')}", "K511")


def _figure(program: Program, wanted: Input, owed: str, called: Mapping[str, str]) -> Check:
    """A state that there is and that fits number and class; a number that fits its range and step."""
    value, state = program.names(wanted.key), program.names(wanted.state)
    given, unreported, not_appraised = int(State.VALUE), int(State.UNREPORTED), int(State.NOT_APPRAISED)
    owes = {_owes(name, _asked(wanted)) for name in program.integers.plan.scan.classes}
    contradicts = [
        f"{state} IS NULL",
        f"{state} NOT BETWEEN {given} AND {not_appraised}",
        f"({state} = {given}) <> ({value} IS NOT NULL)",
        *([f"({owed} = {_NOTHING} AND {state} <> {not_appraised})"] if _NOTHING in owes else []),
    ]
    missing = [
        f"{state} = {not_appraised}" if _NOTHING not in owes else f"({owed} > {_NOTHING} AND {state} = {not_appraised})"
    ]
    if _REPORT in owes:
        missing.append(
            f"{state} = {unreported}" if owes == {_REPORT} else f"({owed} = {_REPORT} AND {state} = {unreported})"
        )
    missing = [] if owes == {_NOTHING} else [" OR ".join(missing), "K562"]
    return _check(wanted.key, called, " OR ".join(contradicts), "K573", *missing, *_number(program, wanted))


def _number(program: Program, wanted: Input | LogColumn) -> Iterator[str]:
    """Of a number its range and its step, of a level or a label its place on the list, of a date that there is such a day."""
    yield _outside(program, wanted.key)
    yield _code_outside(wanted.levels, wanted.unit)
    if wanted.levels or wanted.unit == DATE.key:
        return
    unit = wanted.scale * 10 ** _stored(program, wanted.key).digits
    steps = [Fraction(1, 10**wanted.decimals) * unit, *([wanted.step * unit] if wanted.step else [])]
    # A whole number that is a multiple of a fraction is one of its numerator.
    step = lcm(*(step.numerator for step in steps))
    if step > 1:
        yield f"{program.dialect.rest.format(program.names(wanted.key), step)} <> 0"
        yield "K533"


def _code_outside(levels: tuple[str, ...], unit: str) -> str:
    if levels:
        return "K535" if levels == YES_NO else "K536"
    return "K579" if unit == DATE.key else "K534"


def _earlier(program: Program, earlier: PastColumn, called: Mapping[str, str]) -> Check:
    """What was reached is a yes or a no; any other figure has the range of its kind."""
    levels = earlier.type.scale if isinstance(earlier.type, Ordinal) else ()
    if earlier.of.startswith("reached:"):
        return _check(earlier.key, called, f"{program.names(earlier.key)} NOT BETWEEN 0 AND 1", "K534")
    return _check(earlier.key, called, _outside(program, earlier.key), _code_outside(levels, earlier.title.unit))


def _entry(program: Program, column: LogColumn, called: Mapping[str, str]) -> Check:
    """A column of a log that may not be blank."""
    value = program.names(column.key)
    if isinstance(column.type, Text):
        return _check(column.key, called, f"{value} IS NULL OR {value} = ''", "K578")
    return _check(column.key, called, f"{value} IS NULL", "K578", *_number(program, column))


def _age(program: Program, key: str, called: Mapping[str, str]) -> Check:
    """How long ago a record is of: no month or year to come."""
    value = program.names(key)
    return _check(
        key, called, f"{value} IS NULL", "K578", f"{value} < 0", "K580", _outside(program, key), "K534"
    )  # fmt: skip


def _outside(program: Program, key: str) -> str:
    """Whether a number leaves the bounds on which the proof rests that nothing overflows."""
    column = _stored(program, key).num
    assert isinstance(column, IntCol)
    low, high = (program.relations.emitter.number(IntLit(end)) for end in (column.lo, column.hi))
    return f"{program.names(key)} NOT BETWEEN {low} AND {high}"


def _stored(program: Program, key: str) -> Quotient:
    stored = program.integers.columns[key]
    assert isinstance(stored, Quotient), f"{key} is no number"
    return stored


def _texts(texts: Iterable[str]) -> str:
    return ", ".join(map(literal, texts))
