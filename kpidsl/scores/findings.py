"""Findings about many cells, kept readable.

Takes findings cell by cell; gives each to the collector, or, where one column has very many of one kind, the first of
them and one finding that counts the rest and names their rows. Nothing is lost.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kpidsl.diagnostics import Diagnostic, Label, Problems
from kpidsl.diagnostics.catalogue import severity
from kpidsl.scores.contract import MANY, SHOWN
from kpidsl.scores.words import ranges
from kpidsl.source import Cell
from kpidsl.values import frozen

_NONE: Mapping[str, str] = MappingProxyType({})
_REST = {"error": "K568", "warning": "K569", "note": "K569"}


@frozen
class _Group:
    code: str
    file: str
    sheet: str
    column: int


class Findings:
    """Collects findings about cells until ``hand_over``."""

    def __init__(self) -> None:
        self._groups: dict[_Group, tuple[str, list[Diagnostic]]] = {}

    def report(
        self,
        code: str,
        place: Cell,
        variant: str = "",
        words: Mapping[str, str] = _NONE,
        labels: tuple[Label, ...] = (),
        *,
        heading: str,
    ) -> None:
        """Report ``code`` for the cell at ``place`` in the column headed ``heading``."""
        group = _Group(code, place.file, place.sheet, place.column)
        _, found = self._groups.setdefault(group, (heading, []))
        found.append(Diagnostic(code, place, variant, labels, {"heading": heading, **words}))

    def hand_over(self, problems: Problems) -> None:
        """Give everything collected to ``problems``."""
        for group, (heading, found) in self._groups.items():
            if len(found) <= MANY:
                problems.extend(found)
                continue
            problems.extend(found[:SHOWN])
            rows = [diagnostic.place.row for diagnostic in found[SHOWN:] if isinstance(diagnostic.place, Cell)]
            place = Cell(group.file, rows[0], group.column, group.sheet)
            code = _REST[severity(group.code)]
            problems.add(code, place, heading=heading, same=group.code, count=len(rows), rows=ranges(rows))
        self._groups.clear()
