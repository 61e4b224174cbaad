"""What callbacks of the grammar are made with: a declaration before its table is read, and the parts that say something.

Takes the nodes of a rule's parts; gives a ``Draft`` or a ``Field``. Knows no rule of the grammar.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from kpidsl.source import Span
from kpidsl.syntax.build_expr import covering
from kpidsl.syntax.marks import once_provisional
from kpidsl.syntax.tree import Block, Field, Marks, Name, Node, Provisional, Waiver, Word
from kpidsl.values import frozen

BRACKETS = frozenset({"LPAR", "RPAR", "LBRACE", "RBRACE", "LSQ", "RSQ", "THEREAFTER"})


@frozen
class Rows:
    """The rows of a table before its cells are read; ``place`` covers the braces."""

    places: tuple[Span, ...]
    place: Span


@frozen
class Draft:
    """A declaration whose table is still unread."""

    word: str
    subject: Node | None
    value: Node | None
    fields: tuple[Field, ...]
    rows: Rows | None
    provisional: Provisional | None
    place: Span
    word_place: Span
    waivers: tuple[Waiver, ...] = ()


def parts_of(children: Iterable[Any]) -> list[Any]:
    """The children that say something: no placeholders, no brackets."""
    return [child for child in children if child is not None and not (type(child) is Word and child.word in BRACKETS)]


def keyed_field(word: str, keys: Sequence[Any], value: Any) -> Field:
    """A field known by its keys."""
    return Field(word, tuple(keys), value, None, keys[0].place.to(value.place), keys[0].place)


def draft(children: list[Any], subject: Node | None = None, value: Node | None = None) -> Draft:
    """A declaration from the nodes of its rule; a plain name after its word is its subject."""
    head = children[0]
    marks = [child for child in children if isinstance(child, Marks)]
    provisional = once_provisional([mark.provisional for mark in marks if mark.provisional])
    if subject is None and len(children) > 1 and isinstance(children[1], Name):
        subject = children[1]
    block = next((child for child in children if isinstance(child, Block)), None)
    rows = next((child for child in children if isinstance(child, Rows)), None)
    fields = block.fields if block else ()
    waivers = tuple(waiver for mark in marks for waiver in mark.waivers)
    return Draft(head.word, subject, value, fields, rows, provisional, covering(children), head.place, waivers)
