"""Who is appraised how (考核对象表), from rows to values: each name is looked up in the kind that its column holds.

Takes a table with all names known; gives a ``Subject`` for each row. Reports names that nothing has (K201, K220) and a subject
that is neither a class of units nor a role (K220). Two rows of one subject are two values: whether they agree is asked by ``check``.
"""

from collections.abc import Callable, Iterator, Mapping

from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.declared import Stated, Subject
from kpidsl.resolve.names import Scope, names_in
from kpidsl.resolve.scopes import Scopes
from kpidsl.source import Span
from kpidsl.syntax.tree import Blank, Form, Items, Name, Node, Table, TableCell, Text, Word
from kpidsl.values import frozen

COLUMNS = ("ASSESSOR", "PERIOD", "GRADES", "LEVELS", "PAY_CATEGORY", "FORMS")
"""The columns that say something of a subject, in the order of the matrix."""


@frozen
class SubjectNames:
    """What names in such a table may mean; ``office`` looks up a department, a role or a class."""

    scopes: Scopes
    roles: Scope[str]
    levels: Scope[str]
    forms: Scope[str]
    office: Callable[[Name, str], str]


def subjects(table: Table, place: Span, names: SubjectNames) -> Iterator[Subject]:
    """The rows of one table that begins at ``place``."""
    heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in table.head]
    for row in table.rows:
        cells = {head: cell for head, cell in zip(heads, row, strict=True) if head}
        named = next(iter(names_in(cells["SUBJECT"].node)), None) if "SUBJECT" in cells else None
        if named is None:
            continue
        said = {word: _stated(word, cells[word], names) for word in COLUMNS if word in cells}
        found = _subject(named, said, place, names)
        if found is not None:
            yield found


def _subject(name: Name, cells: Mapping[str, Stated], table: Span, names: SubjectNames) -> Subject | None:
    classes = names.scopes.classes.get(name.text)
    if classes is None and names.roles.get(name.text) is None:
        if names.scopes.departments.knows(name.text):
            names.scopes.problems.add("K220", name.place, "subject", (), name=name.text)
        else:
            names.office(name, "")
        return None
    return Subject(name.text, classes or (), cells, name.place, table)


def _stated(word: str, cell: TableCell, names: SubjectNames) -> Stated:
    if isinstance(cell.node, Blank):
        return Stated((), True, cell.place)
    return Stated(tuple(_names(word, cell.node, names)), False, cell.place)


def _names(word: str, node: Node, names: SubjectNames) -> Iterator[str]:
    """What a cell says."""
    match node:
        case Text(text):
            yield text
        case Items(items) if word == "PERIOD":
            yield from (one.word if isinstance(one, Word) else "TERM" for one in items if isinstance(one, Word | Form))
        case _:
            for name in names_in(node):
                yield _looked_up(word, name, names)


def _looked_up(word: str, name: Name, names: SubjectNames) -> str:
    """The name as it is declared, the nearest for a slip, else as it is written: two rows are compared beside what is unknown."""
    match word:
        case "ASSESSOR":
            known = names.office(name, "")
            every = (names.scopes.departments, names.roles, names.scopes.classes)
            return known or nearest(name.text, [one for scope in every for one in scope.names()]) or name.text
        case "GRADES":
            return names.scopes.scales.meant(name) or name.text
        case "LEVELS":
            return names.levels.meant(name) or name.text
        case _:
            return names.forms.meant(name) or name.text
