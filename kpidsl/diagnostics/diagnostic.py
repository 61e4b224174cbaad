"""One finding about what the user wrote.

A value: the code, where, and the words to fill in. Never holds message text; the catalogue has that in each language.
"""

from collections.abc import Iterable, Mapping

from kpidsl.diagnostics import catalogue
from kpidsl.diagnostics.catalogue import Severity
from kpidsl.source import Cell, Place, Span
from kpidsl.values import field, frozen

Args = tuple[tuple[str, str], ...]
"""The words of a message by placeholder, sorted, so that equal findings are equal values."""


SUMMARIES = frozenset({"K230"})
"""Codes that sum up what was found in a file; their words may be a list, a line each."""


def _args(given: Mapping[str, object] | Iterable[tuple[str, object]]) -> Args:
    pairs = given.items() if isinstance(given, Mapping) else given
    return tuple(sorted((name, str(value)) for name, value in pairs))


def _labels(given: "Iterable[Label]") -> "tuple[Label, ...]":
    return tuple(given)


@frozen
class Label:
    """A further place that explains a finding; ``key`` names its text under ``labels`` of the code's page."""

    place: Place
    key: str
    args: Args = field(default=(), converter=_args)


@frozen
class Edit:
    """A stretch of a text, and what shall stand there instead."""

    place: Span
    text: str


def _edits(given: "Iterable[Edit]") -> "tuple[Edit, ...]":
    return tuple(given)


@frozen
class Diagnostic:
    """A finding. ``variant`` picks another wording of the page; ``place`` is None only where no file is concerned.

    Arguments are given as they shall be read: numbers already in the user's form (``95%``, ``2 个百分点``). ``fix`` are edits
    that, made together, settle it and change nothing else; ``settled`` is the severity that settings give it.
    """

    code: str
    place: Place | None
    variant: str = ""
    labels: tuple[Label, ...] = field(default=(), converter=_labels)
    args: Args = field(default=(), converter=_args)
    fix: tuple[Edit, ...] = field(default=(), converter=_edits)
    settled: Severity | None = None

    @property
    def severity(self) -> Severity:
        """As settings have it, else as the page of the code does."""
        return self.settled or catalogue.severity(self.code)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Reading order: by file, the whole file first, then by position; what sums up a file is the last of it, and findings
        without a place come last of all.
        """
        match self.place:
            case None:
                return (1, "", 0, "", 0, 0, self.code)
            case Cell(file, row, column, sheet):
                return (0, file, 0, sheet, row, column, self.code)
            case span:
                return (0, span.file, 2 if self.code in SUMMARIES else 1, "", span.start, span.end, self.code)


@frozen
class Waived:
    """A finding that its author has looked at and leaves as it is, why, and where that is said."""

    finding: Diagnostic
    reason: str
    place: Span


@frozen
class Held:
    """Something that was checked and holds, worded by the page of the code that would say otherwise (``holds``)."""

    code: str
    place: Place | None
    variant: str = ""
    args: Args = field(default=(), converter=_args)
