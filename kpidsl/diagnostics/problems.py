"""The collector every phase reports to.

Takes findings in any order; gives them in reading order, equal ones once; those that were reviewed and what holds are kept
beside them. Never raises because of what it collects.
"""

from collections.abc import Iterable, Iterator

from kpidsl.diagnostics.diagnostic import Diagnostic, Held, Label, Waived
from kpidsl.source import Place, Span


class Problems:
    """Findings of one run."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self.waived: list[Waived] = []
        self._held: dict[Held, None] = {}

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
        self.waived.append(Waived(finding, reason, place))

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Take over findings collected elsewhere."""
        for diagnostic in found:
            self._found[diagnostic] = None

    def replace(self, found: Iterable[Diagnostic]) -> None:
        """Forget all findings but these."""
        self._found = dict.fromkeys(found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found, key=lambda diagnostic: diagnostic.sort_key))

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
