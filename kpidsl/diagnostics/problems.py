"""The collector every phase reports to.

Takes findings in any order; gives them in reading order, equal ones once; those that were reviewed and what holds are kept
beside them. Never raises because of what it collects.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from kpidsl.diagnostics.diagnostic import Diagnostic, Held, Label, Waived
from kpidsl.source import Place, Span


class Problems:
    """Findings of one run."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self.waived: list[Waived] = []
        self._held: dict[Held, None] = {}
        self._ordered: list[Diagnostic] | None = None
        """The findings in reading order, as long as they are as many."""
        self._in_file: dict[str, list[Diagnostic]] = {}

    def add(
        self,
        code: str,
        place: Place | None,
        /,
        variant: str = "",
        labels: Iterable[Label] = (),
        **args: object,
    ) -> None:
        """Report ``code`` at ``place``; ``args`` fill the placeholders of its message, help and labels."""
        self._found[Diagnostic(code, place, variant, labels, args)] = None

    def hold(self, code: str, place: Place | None, /, variant: str = "", **args: object) -> None:
        """Tell what was checked and holds; ``args`` fill the ``holds`` of the page of ``code``."""
        self._held[Held(code, place, variant, args)] = None

    @property
    def held(self) -> tuple[Held, ...]:
        """What holds, in the order in which it was checked."""
        return tuple(self._held)

    def waive(self, finding: Diagnostic, reason: str, place: Span) -> None:
        """Put a finding aside that was reviewed, as said at ``place``."""
        self._found.pop(finding, None)
        self._ordered = None
        self.waived.append(Waived(finding, reason, place))

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Take over findings collected elsewhere."""
        for diagnostic in found:
            self._found[diagnostic] = None

    @contextmanager
    def apart(self) -> "Iterator[Problems]":
        """A collector of its own for one run, whatever was found before it; at the end, all it has is taken over."""
        mine = Problems()
        try:
            yield mine
        finally:
            self.extend(mine._found)
            self._held |= mine._held
            self.waived += mine.waived

    def replace(self, found: Iterable[Diagnostic]) -> None:
        """Forget all findings but these."""
        self._found = dict.fromkeys(found)
        self._ordered = None

    def forget_after(self, count: int) -> None:
        """Forget what was reported after the first ``count`` findings."""
        for diagnostic in list(self._found)[count:]:
            del self._found[diagnostic]
        self._ordered = None

    def within(self, area: Span) -> list[Diagnostic]:
        """The findings in the text whose place begins within ``area``."""
        self._order()
        findings = self._in_file.get(area.file, [])
        first, last = (bisect_left(findings, at, key=_start) for at in (area.start, area.end))
        return findings[first:last]

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._order())

    def _order(self) -> list[Diagnostic]:
        """The findings in reading order, those in a text by its name as well."""
        if self._ordered is None or len(self._ordered) != len(self._found):
            self._ordered = sorted(self._found, key=lambda diagnostic: diagnostic.sort_key)
            self._in_file = {}
            for diagnostic in self._found:
                if isinstance(diagnostic.place, Span):
                    self._in_file.setdefault(diagnostic.place.file, []).append(diagnostic)
            for found in self._in_file.values():
                found.sort(key=_start)
        return self._ordered

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that keep a policy or a month from being used, in reading order."""
        return [diagnostic for diagnostic in self if diagnostic.severity == "error"]

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(diagnostic.severity == "error" for diagnostic in self._found)


def _start(diagnostic: Diagnostic) -> int:
    return diagnostic.place.start if isinstance(diagnostic.place, Span) else 0
