"""Tokens: what the lexer hands to the grammar, each with the tree node it stands for.

Takes nothing, holds values only.
"""

from collections.abc import Iterable

from kpidsl.diagnostics import Label
from kpidsl.source import Span
from kpidsl.syntax.tree import Marks, Node

UNKNOWN = "UNKNOWN"
"""The type of text that is no token here; no state of the grammar accepts it."""


class Token:
    """One token: ``type`` is a terminal of the grammar, ``start_pos`` and ``end_pos`` are offsets into the file."""

    __slots__ = ("end_pos", "node", "start_pos", "type")

    def __init__(self, kind: str, start: int, end: int, node: Node | Marks) -> None:
        self.type = kind
        self.start_pos = start
        self.end_pos = end
        self.node = node


class Refused(Exception):  # noqa: N818  it is the author's mistake, not an error of ours
    """A mistake of the author's that was recognised on the spot; ``parse`` turns it into a diagnostic."""

    def __init__(self, code: str, place: Span, variant: str = "", labels: Iterable[Label] = (), **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.variant = variant
        self.labels = tuple(labels)
        self.args_of_message = args
