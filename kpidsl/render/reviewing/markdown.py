"""Markdown made from texts.

Takes texts as they are; gives lines in which nothing of a text is read as a sign of Markdown or HTML.
"""

import re
from collections.abc import Sequence

_SIGNS = re.compile(r"([\\`*_\[\]<>|#~&])")
_BARE = re.compile(r"[^\s()<>]+")


def plain(text: str) -> str:
    """A text that shows as it stands, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.splitlines()))


def link(text: str, target: str) -> str:
    """A link; ``target`` is a path with ``/``."""
    return f"[{plain(text)}]({_target(target)})"


def image(alt: str, target: str) -> str:
    """A picture with what is said to who cannot see it."""
    return f"!{link(alt, target)}"


def _target(path: str) -> str:
    return path if _BARE.fullmatch(path) else f"<{path}>"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table, its cells in plain text; raises ValueError where a row has not as many cells as there are heads."""
    lines = [_row(heads), _row(["---"] * len(heads), as_is=True)]
    for cells in rows:
        if len(cells) != len(heads):
            raise ValueError(f"{len(cells)} cells under {len(heads)} heads")
        lines.append(_row(cells))
    return lines


def _row(cells: Sequence[str], as_is: bool = False) -> str:
    return f"| {' | '.join(cell if as_is else plain(cell) for cell in cells)} |"
