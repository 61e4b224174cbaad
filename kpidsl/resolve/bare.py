"""Trees without places: what they say, to compare them and to name them.

Takes nodes; gives plain tuples, or the text of a name. Never says which language a node was written in.
"""

from typing import Any

import attrs

from kpidsl.source import Span
from kpidsl.syntax.tree import Name, Number, Ref, TableCell, Text, Word

_UNREAD = frozenset({"place", "word_place", "written"})


def bare(node: object) -> Any:
    """What a node says, as hashable tuples."""
    if isinstance(node, tuple):
        return tuple(bare(part) for part in node)
    if attrs.has(type(node)) and not isinstance(node, Span):
        left_out = _UNREAD | ({"text"} if isinstance(node, TableCell) else set())
        names = [entry.name for entry in attrs.fields(type(node)) if entry.name not in left_out]  # type: ignore[arg-type]
        return (type(node).__name__, *(bare(getattr(node, name)) for name in names))
    return node


def shown(node: object) -> str:
    """A name, a dotted name, a number or a text as messages show it; empty for anything else."""
    match node:
        case Name(text) | Text(text):
            return text
        case Ref(parts):
            return "·".join(shown(part) for part in parts)
        case Number(value):
            return str(value)
        case Word(word):
            return word
    return ""
