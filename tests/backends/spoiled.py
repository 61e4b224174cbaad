"""One thing wrong in the tables of a good month, and what a script must say of it.

Takes a script and its tables of a good month; gives every single fault that can be brought into them, each with the code, the column
and the unit of the finding that is owed. The rules are those of the plan and of the comments of the script, not of its checks.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from fractions import Fraction

from attrs import frozen

from kpidsl.backends.sql.database import Value
from kpidsl.plan.nodes import Input, Log, LogColumn, State
from kpidsl.syntax.units import DATE
from tests.backends.scripts import Script, Tables, factor

Row = dict[str, Value]
_LAST_DAY = 3_652_058
"""9999-12-31, as dates are stored."""
_HIGHEST = {"month:number": 12, "month:days": 31, "month:year": 2999}
NOBODY = "没有这个单位"


@frozen
class Fault:
    """``said`` is the finding that is owed: its code, the key of its column, its unit; ``log`` where the column is of a log."""

    what: str
    code: str
    key: str
    unit: str
    log: str
    tables: Tables


def faults(script: Script, good: Tables) -> Iterator[Fault]:
    """Every fault of each kind that there can be, in whichever row there can."""
    for at in range(len(good["scan"])):
        yield from _of_unit(script, good, at)
        for wanted in script.plan.scan.inputs:
            yield from _of_figure(script, good, at, wanted)
    for log in script.plan.scan.logs:
        for at in range(len(good[f"log:{log.name}"])):
            yield from _of_record(script, good, at, log)


def _with(good: Tables, table: str, at: int, changes: Row) -> Tables:
    tables = deepcopy(good)
    tables[table][at] |= changes
    return tables


def _of_unit(script: Script, good: Tables, at: int) -> Iterator[Fault]:
    scan, rows = script.plan.scan, good["scan"]
    unit, unit_class, order = str(rows[at]["unit"]), str(rows[at]["class"]), rows[at]["order"]
    other = next((row for place, row in enumerate(rows) if place != at), None)

    def fault(what: str, code: str, key: str, of: str = unit, **changes: Value) -> Fault:
        return Fault(what, code, key, of, "", _with(good, "scan", at, changes))

    for name in ("", None):
        yield fault("no name", "K529", "unit", "", unit=name)
    for name in ("没有这一类", unit_class + " ", "", None):
        yield fault("no class of the policy", "K528", "class", **{"class": name})
    for place in (None, -1, len(rows), 2**40):
        yield fault("place out of the roster", "K572", "order", order=place)
    if other:
        yield fault("name of another unit", "K522", "unit", str(other["unit"]), unit=other["unit"])
        yield fault("place of another unit", "K572", "order", order=other["order"])
    again = deepcopy(good)
    again["scan"].append(dict(rows[at]))
    yield Fault("a row twice", "K522", "unit", unit, "", again)
    yield Fault("a row twice", "K572", "order", unit, "", again)
    gone = deepcopy(good)
    del gone["scan"][at]
    if len(rows) - 1 > int(str(order)):
        yield Fault("a row lost", "K572", "order", str(rows[-1]["unit"]), "", gone)
    for link, leads in scan.links.items():
        yield fault("linked to nobody", "K556", f"link:{link}", **{f"link:{link}": NOBODY})
        for far in rows:
            if far["class"] not in leads.get(unit_class, ()):
                yield fault("linked against the policy", "K557", f"link:{link}", **{f"link:{link}": far["unit"]})
                break
    for key in scan.calendar:
        yield fault("no month", "K534", key, **{key: None})
        yield fault("no month", "K534", key, **{key: 0})
        if other and int(str(rows[at][key])) < _HIGHEST[key]:
            yield fault("another month", "K511", key, **{key: int(str(rows[at][key])) + 1})
    for earlier in scan.past:
        if earlier.of.startswith("reached:"):
            yield fault("neither yes nor no", "K534", earlier.key, **{earlier.key: 2})


def _of_figure(script: Script, good: Tables, at: int, wanted: Input) -> Iterator[Fault]:
    row = good["scan"][at]
    unit, owners = str(row["unit"]), dict(wanted.owners)
    asked = row["class"] in owners

    def fault(what: str, code: str, value: Value, state: int | None) -> Fault:
        tables = _with(good, "scan", at, {wanted.key: value, wanted.state: state})
        return Fault(what, code, wanted.key, unit, "", tables)

    within, outside, off_step = _values(wanted, script.said()[0][wanted.key])
    for state in (None, -1, *(int(state) for state in State if state > State.NOT_APPRAISED), 99):
        yield fault("no such state", "K573", None, state)
    yield fault("a value said to be there", "K573", None, int(State.VALUE))
    for state in (State.NOT_APPLICABLE, State.UNREPORTED, State.NOT_APPRAISED):
        yield fault("a value said not to be there", "K573", within, int(state))
    if not asked:
        yield fault("a figure nobody asked for", "K573", within, int(State.VALUE))
        yield fault("a state nobody asked for", "K573", None, int(State.UNREPORTED))
        return
    yield fault("a figure that is owed", "K562", None, int(State.NOT_APPRAISED))
    if row["class"] not in wanted.optional:
        yield fault("a figure that is waited for", "K562", None, int(State.UNREPORTED))
    for value in outside:
        yield fault("out of range", _outside(wanted), value, int(State.VALUE))
    if off_step is not None:
        yield fault("off the step", "K533", off_step, int(State.VALUE))


def _values(wanted: Input | LogColumn, said: str) -> tuple[int, Sequence[int], int | None]:
    """A value that is allowed, values that are not, and where there is one, a value within the range and off the step."""
    if wanted.levels:
        return 0, (-1, len(wanted.levels)), None
    if wanted.unit == DATE.key:
        return 0, (-1, _LAST_DAY + 1), None
    one = factor(said, wanted.scale) * wanted.scale
    low, high = wanted.low * one, wanted.high * one
    step = (wanted.step or Fraction(1, 10**wanted.decimals)) * one
    within = -(-low // step) * step
    far = 10**17
    beyond = [int(low) - 1, int(high) + 1, *([far] if high < far else []), *([-far] if low > -far else [])]
    return int(within), beyond, int(within) + 1 if step > 1 and within + 1 <= high else None


def _outside(wanted: Input | LogColumn) -> str:
    if wanted.levels:
        return "K535" if wanted.levels == ("是", "否") else "K536"
    return "K579" if wanted.unit == DATE.key else "K534"


def _of_record(script: Script, good: Tables, at: int, log: Log) -> Iterator[Fault]:
    table = f"log:{log.name}"
    rows, units = good[table], good["scan"]
    unit = next(str(row["unit"]) for row in units if row["order"] == rows[at]["order"])
    said = script.said()[1 + script.plan.scan.logs.index(log)]

    def fault(what: str, code: str, key: str, of: str, changes: Row) -> Fault:
        return Fault(what, code, key, of, log.name, _with(good, table, at, changes))

    for place in (None, -1, len(units)):
        yield fault("a record of nobody", "K521", "order", "", {"order": place})
    for other in units:
        if other["class"] not in log.classes:
            yield fault("a log not for the class", "K584", "order", str(other["unit"]), {"order": other["order"]})
            break
    yield fault("no number", "K572", "#row", unit, {"#row": None})
    if len(rows) > 1:
        yield fault("number of another record", "K572", "#row", unit, {"#row": rows[at - 1]["#row"]})
    for key in log.ages:
        yield fault("no age", "K578", key, unit, {key: None})
    if log.ages:
        yield fault("a record to come", "K580", log.ages[0], unit, {log.ages[0]: -1})
    for column in log.columns:
        if column.kind == "text":
            for blank in ("", None) if column.needed else ():
                yield fault("a blank cell", "K578", column.key, unit, {column.key: blank})
            continue
        yield fault("a blank cell", "K578", column.key, unit, {column.key: None})
        _, outside, off_step = _values(column, said[column.key])
        for value in outside:
            yield fault("out of range", _outside(column), column.key, unit, {column.key: value})
        if off_step is not None:
            yield fault("off the step", "K533", column.key, unit, {column.key: off_step})
    if log.most < 400:
        many = deepcopy(good)
        more = [dict(rows[at]) | {"#row": len(rows) + number} for number in range(log.most)]
        many[table] += more
        yield Fault("too many records", "K583", "order", unit, log.name, many)
