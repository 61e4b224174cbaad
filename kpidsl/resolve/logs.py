"""Logs (台账): what a record holds, whose it is, which month it belongs to.

Takes LOG declarations; gives them with columns, classes and the office that reports them. A log whose records have several
dates must say which one counts; one without a date has the records of the month appraised only.
"""

from collections.abc import Iterator

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.amounts import in_unit, whole
from kpidsl.resolve.data import read_datum
from kpidsl.resolve.names import Once, class_names, names_in
from kpidsl.resolve.policy import LogColumn, LogTable
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.tree import Declaration, Form, Name, Number, Text

MOST = 1000
"""Records that a unit may have in a month where the log does not say; what sums are bounded by."""


def read_logs(declarations: list[Declaration], scopes: Scopes, problems: Problems) -> tuple[LogTable, ...]:
    """All logs, in order of declaration."""
    found = []
    for declaration in declarations:
        name = declaration.subject
        if declaration.word != "LOG" or not isinstance(name, Name) or not scopes.logs.declare(name, name.text):
            continue
        if scopes.families.knows(name.text):
            label = Label(scopes.families.place_of(name.text), "first")
            problems.add("K202", name.place, "log", [label], name=name.text)
            continue
        found.append(_log(name, declaration, scopes, problems))
    return tuple(found)


def _log(name: Name, declaration: Declaration, scopes: Scopes, problems: Problems) -> LogTable:
    columns = tuple(_columns(declaration, problems))
    owner, classes = declaration.field("REPORTED_BY"), declaration.field("FOR")
    most, clause = declaration.field("MOST_ROWS"), declaration.field("CLAUSE")
    offices = names_in(owner.value) if owner else ()
    return LogTable(
        name=name.text,
        columns=columns,
        dated=_dated(name, declaration, columns, problems),
        event=_named(declaration, "SAME_EVENT", columns, problems),
        classes=class_names(names_in(classes.value), scopes.classes) if classes else scopes.all_classes(),
        owner=next((scopes.departments.look_up(office) or "" for office in offices), ""),
        most=whole(most.value, "units", problems) if most and isinstance(most.value, Number) else MOST,
        clause=clause.value.text if clause and isinstance(clause.value, Text) else "",
        place=name.place,
    )


def _columns(declaration: Declaration, problems: Problems) -> Iterator[LogColumn]:
    once = Once("log_column", problems)
    for field in declaration.fields:
        form = field.value
        if field.word != "COLUMN" or not isinstance(form, Form):
            continue
        name = form.get("name")
        if isinstance(name, Name) and once.says(name.text, name.place):
            yield _column(name, form, problems)


def _column(name: Name, form: Form, problems: Problems) -> LogColumn:
    datum = read_datum("", name, form, problems)
    levels = datum.levels[::-1] if form.get("rising") else datum.levels
    written = form.get("default")
    default = in_unit(written, datum.unit, problems)
    if isinstance(written, Number) and (levels or default is None or not datum.low <= default <= datum.high):
        problems.add("K680", written.place, "default", (), name=name.text)
        default = None
    return LogColumn(
        name.text,
        datum.kind,
        datum.unit,
        datum.low,
        datum.high,
        datum.decimals,
        datum.step,
        levels,
        default,
        name.place,
    )


def _dated(name: Name, declaration: Declaration, columns: tuple[LogColumn, ...], problems: Problems) -> str:
    """The date that says which month a record belongs to."""
    dates = [column.name for column in columns if column.kind == "date"]
    said = declaration.field("MONTH_BY")
    if said is not None:
        return _named(declaration, "MONTH_BY", columns, problems, "date")
    if len(dates) > 1:
        problems.add("K680", name.place, "", (), name=name.text, first=dates[0], **listed("dates", dates))
    return dates[0] if dates else ""


def _named(
    declaration: Declaration, word: str, columns: tuple[LogColumn, ...], problems: Problems, kind: str = ""
) -> str:
    """The column that a field names."""
    field = declaration.field(word)
    for name in names_in(field.value) if field else ():
        fitting = [column.name for column in columns if not kind or column.kind == kind]
        if name.text in fitting:
            return name.text
        problems.add("K681", name.place, kind, (), name=name.text, **listed("columns", fitting))
    return ""
