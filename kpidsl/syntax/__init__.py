"""Policies as text: keywords in two languages over one grammar, to a tree in which every node has its place.

``parse`` takes a source and gives its tree; ``load_units`` and ``load_keywords`` give the data the grammar reads. Lark
is imported with the first parse only. Never looks up a name and never computes a number.
"""

from typing import TYPE_CHECKING

from kpidsl.syntax.keywords import Keywords, load_keywords
from kpidsl.syntax.units import UnitSpec, load_units

if TYPE_CHECKING:
    from kpidsl.diagnostics import Problems
    from kpidsl.source import Source
    from kpidsl.syntax.tree import File

__all__ = ["Keywords", "UnitSpec", "load_keywords", "load_units", "parse"]


def parse(source: "Source", problems: "Problems") -> "File | None":
    """The tree of ``source``; None when there was any syntax error, each reported to ``problems``."""
    from kpidsl.syntax.parser import parse as parse_source

    return parse_source(source, problems)
