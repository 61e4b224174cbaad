"""Lookup tables (对照表): numbers by class, unit, month, quarter, a level, or a range of a number.

Takes LOOKUP declarations; gives tables whose rows and columns are read for the kind of their key. Which rows are missing, and
whether the numbers are of one unit of measure, is for those that read a table in an expression.
"""

import re

from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Lookup, LookupCell, LookupCells, LookupKey
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.keywords import load_keywords, solid
from kpidsl.syntax.tables import is_period
from kpidsl.syntax.tree import Blank, Dash, Declaration, Form, Items, Name, Node, Number, Ref, TableCell, Text, Word

MONTHS = range(1, 13)
_LENGTH = {"MONTH_NUMBER": 12, "QUARTER": 4}
_PERIODS = re.compile(r"[0-9]+")
_PAUSE = re.compile(r"[、，,]")
_AMOUNT = re.compile(r"[-+−]?[0-9]+(?:\.[0-9]+)? *(?:%|‰|[^0-9 ]{0,4})")
"""A number with or without a unit of measure."""
_RANGE = re.compile(r"[<>≥≤＜＞[［]")


def read_lookups(declarations: list[Declaration], scopes: Scopes, problems: Problems) -> tuple[Lookup, ...]:
    """All lookup tables, in order; a name that something else has is reported."""
    found: dict[str, Lookup] = {}
    for declaration in declarations:
        if declaration.word != "LOOKUP" or not isinstance(declaration.subject, Name):
            continue
        name = declaration.subject
        if name.text in found:
            problems.add("K202", name.place, "lookup", [Label(found[name.text].place, "first")], name=name.text)
            continue
        keys = _keys(declaration.value, problems)
        if keys and declaration.table:
            head, rows = declaration.table.head, declaration.table.rows
            wanted = len(head) if len(keys) == 2 else 2
            if len(head) != wanted or len(head) < 2:
                variant = "one" if len(keys) == 1 else "two"
                problems.add("K637", declaration.table.place, variant, (), name=name.text, columns=len(head) - 1)
                continue
            if _is_entry(head, keys, scopes):
                first = " | ".join(cell.text for cell in head[:2])
                problems.add("K637", head[0].place, "head", (), name=name.text, first=first)
            columns = tuple(_cells(keys[1], cell, scopes, problems) for cell in head[1:]) if len(keys) == 2 else ()
            sides = tuple(_cells(keys[0], row[0], scopes, problems) for row in rows)
            for cells in (sides, columns):
                rest = [one.place for one in cells if one.is_rest]
                for extra in rest[1:]:
                    problems.add("K202", extra, "rest", [Label(rest[0], "first")])
            numbers = tuple(tuple(_number(cell, problems) for cell in row[1:]) for row in rows)
            found[name.text] = Lookup(name.text, keys, sides, columns, numbers, name.place, declaration.table.place)
    return tuple(found.values())


def _keys(node: Node | None, problems: Problems) -> tuple[LookupKey, ...]:
    items = node.items if isinstance(node, Items) else ()
    if len(items) > 2:
        problems.add("K637", items[2].place, "keys", (), count=len(items))
        return ()
    found = []
    for item in items:
        match item:
            case Word(word, place):
                found.append(LookupKey(word, None, place))
            case Ref(place=place):
                found.append(LookupKey("OF", item, place))
    return tuple(found)


def _is_entry(head: tuple[TableCell, ...], keys: tuple[LookupKey, ...], scopes: Scopes) -> bool:
    """Whether the first row is no heading but holds a number already, which would be lost."""
    first = head[0].text
    match keys[0].word:
        case "CLASSES":
            is_key = scopes.classes.knows(first)
        case "MONTH_NUMBER" | "QUARTER":
            is_key = is_period(first)
        case _:
            is_key = _RANGE.match(first) is not None
    rest = load_keywords().whole.get(solid(first), frozenset())
    return is_key or "OTHERWISE" in rest or (len(keys) == 1 and _AMOUNT.fullmatch(head[1].text) is not None)


def _cells(key: LookupKey, cell: TableCell, scopes: Scopes, problems: Problems) -> LookupCells:
    """What a row or a column is for."""
    node, place = cell.node, cell.place
    if isinstance(node, Word) and node.word == "OTHERWISE":
        return LookupCells((), None, True, place)
    match key.word:
        case "CLASSES" if names := names_in(node):
            return LookupCells(class_names(names, scopes.classes), None, False, place)
        case "UNIT" if names := names_in(node):
            return LookupCells(tuple(name.text for name in names), None, False, place)
        case "MONTH_NUMBER" | "QUARTER" as word if numbers := _numbers(cell, _LENGTH[word]):
            return LookupCells(numbers, None, False, place)
        case "OF" | "VALUE":
            if isinstance(node, Form):
                return LookupCells((), node, False, place)
            if names := names_in(node):
                return LookupCells(tuple(name.text for name in names), None, False, place)
    if not isinstance(node, Text) or cell.text:
        problems.add("K637", place, key.word.lower(), (), text=cell.text)
    return LookupCells((), None, False, place)


def _numbers(cell: TableCell, most: int) -> tuple[str, ...]:
    """The months or quarters of ``1～3 月``; none where it names no such thing."""
    if not isinstance(cell.node, (Text, Number, Form, Name, Items)):
        return ()
    found: list[int] = []
    for part in _PAUSE.split(cell.text):
        numbers = [int(text) for text in _PERIODS.findall(part)]
        if len(numbers) not in (1, 2) or not all(1 <= number <= most for number in numbers):
            return ()
        if numbers[0] > numbers[-1]:
            return ()
        found += range(numbers[0], numbers[-1] + 1)
    return tuple(str(number) for number in dict.fromkeys(found))


def _number(cell: TableCell, problems: Problems) -> LookupCell:
    match cell.node:
        case Number() as number:
            return LookupCell(number, cell.place)
        case Dash():
            return LookupCell(None, cell.place)
        case Blank():
            problems.add("K637", cell.place)
        case Text():
            pass  # reported where the cell was read
    return LookupCell(None, cell.place)
