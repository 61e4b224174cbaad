"""Help as it stands on the screen: paragraphs and lists of words with what they mean, in cells of the terminal.

Takes texts; gives lines. Never says anything itself.
"""

import re
from collections.abc import Iterable, Sequence

from kpidsl.diagnostics.width import pad, width

CELLS = 78
"""Of a line at most: a console of 80 is the narrowest in use."""
_INDENT = "  "
_GAP = 2
_WIDEST_TERM = 30
"""A longer term has its line to itself."""
_PIECE = re.compile(r"[“‘（《]*(?:[!-~]+|[^\s])[，。；：、！？）》”’…]*\s*")
"""What is not torn: a Latin word, a Chinese character, with the signs that belong to it."""


def wrapped(text: str, cells: int) -> list[str]:
    """``text`` in lines of at most ``cells``; a word longer than that stays whole."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > cells:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def paragraph(text: str) -> str:
    """An indented paragraph for each line of ``text``."""
    lines = [line for part in text.split("\n") for line in wrapped(part, CELLS - len(_INDENT))]
    return "".join(f"{_INDENT}{line}\n" for line in lines)


def definitions(records: Sequence[tuple[str, str]]) -> str:
    """A term and its meaning beside it, the meanings flush."""
    start = len(_INDENT) + _GAP + max((width(term) for term, _ in records if width(term) <= _WIDEST_TERM), default=0)
    return "".join(line + "\n" for term, meaning in records for line in _definition(term, meaning, start))


def _definition(term: str, meaning: str, start: int) -> Iterable[str]:
    lines = wrapped(meaning, CELLS - start)
    if width(term) > start - len(_INDENT) - _GAP:
        yield _INDENT + term
    else:
        yield pad(_INDENT + term, start) + lines.pop(0)
    yield from (" " * start + line for line in lines)
