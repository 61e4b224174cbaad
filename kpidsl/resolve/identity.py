"""What a declaration is known by in its policy, and the names and rows within it.

Takes declarations; gives the keys that tell which declarations of two versions are the same, and the names of lists, entries
and tables. Never looks a name up.
"""

from typing import Any

from attrs import evolve

from kpidsl.resolve.bare import bare, shown
from kpidsl.resolve.names import names_in
from kpidsl.source import Span
from kpidsl.syntax.parser import WHOLE
from kpidsl.syntax.tree import Declaration, Field, Form, Items, Name, Ref, Table, Word

LISTS = frozenset({"DEPARTMENTS", "CLASSES", "MEASURES", "LEVELS", "ROLES", "FORMS", "ATTACHED"})
"""Declarations that are lists of names; each name is changed by itself."""
ENTRIES = frozenset({"CLASS_SETS"})
"""Declarations whose entries are names with what they mean; each is changed by itself."""
NUMBERED = frozenset({"ARTICLE", "CHAPTER"})
ROWS = frozenset({"WEIGHTS", "SPLIT", "INDICATORS"})
"""Declarations with a table."""

Key = tuple[Any, ...]


def key_of(declaration: Declaration) -> Key:
    """What a declaration is known by within its policy: its word and its name, its classes or, of those without, all of it."""
    word, subject = declaration.word, declaration.subject
    if word in WHOLE:
        return word, bare(subject), bare(declaration.value)
    if word in NUMBERED and isinstance(declaration.value, Form):
        return word, bare(declaration.value.get("number"))
    if isinstance(subject, Items):
        return word, frozenset(name.text for name in names_in(subject))
    return word, subject.text if isinstance(subject, Name) else bare(subject)


def without_key(entry: Field, name: str) -> Field | None:
    """An entry without one of its keys; None where it was the only one."""
    keys = tuple(key for key in entry.keys if not (isinstance(key, Name) and key.text == name))
    return evolve(entry, keys=keys) if keys else None


def members_of(declaration: Declaration) -> list[Name]:
    """The names that a list declares, or the keys of entries, or those that are to go."""
    if isinstance(declaration.subject, Items):
        return list(names_in(declaration.subject))
    if isinstance(declaration.value, Items):
        return [name for item in declaration.value for name in [_name_in(item)] if name]
    return [name for entry in declaration.fields for name in names_in(Items(entry.keys, entry.place))]


def _name_in(item: object) -> Name | None:
    found = item.get("name") if isinstance(item, Form) else item
    return found if isinstance(found, Name) else None


def member_name(item: object) -> str:
    """The name that an item of a list declares; empty where it declares none."""
    name = _name_in(item)
    return name.text if name else ""


def place_of_member(declaration: Declaration, name: str) -> Span | None:
    """Where a list declares a name."""
    return next((one.place for one in members_of(declaration) if one.text == name), None)


def rows_of(declaration: Declaration) -> tuple[Any, ...]:
    """The rows of a declaration's table, none where it has no table."""
    return declaration.table.rows if declaration.table else ()


def indicator_of(declaration: Declaration, cells: Any) -> str:
    """The indicator that a row of an indicator table declares."""
    table: Table | None = declaration.table
    for head, cell in zip(table.head if table else (), cells, strict=True):
        if isinstance(head.node, Word) and head.node.word == "INDICATOR" and isinstance(cell.node, Name):
            return cell.node.text
    return ""


def title_of(declaration: Declaration) -> str:
    """How messages call a declaration beside its word."""
    match declaration.subject:
        case Name(text):
            return text
        case Items() | Ref() as names:
            return "、".join(name.text for name in names_in(names))
    if declaration.word in NUMBERED and isinstance(declaration.value, Form):
        return shown(declaration.value.get("number"))
    return ""


def content_of(declaration: Declaration) -> object:
    """All that a declaration says, without places and what it changes."""
    return bare(evolve(declaration, change=None))


def row_as_declaration(older: Declaration, row: int) -> Declaration:
    """A row of an indicator table as a declaration of its own."""
    assert older.table is not None
    fields, name = list[Field](), None
    for head, cell in zip(older.table.head, older.table.rows[row], strict=True):
        if not isinstance(head.node, Word):
            continue
        if head.node.word == "INDICATOR":
            name = cell.node
        elif cell.text.strip():
            fields.append(Field(head.node.word, (), cell.node, None, cell.place, cell.place))
    assert name is not None
    return Declaration("INDICATOR", name, None, tuple(fields), None, older.provisional, name.place, name.place)
