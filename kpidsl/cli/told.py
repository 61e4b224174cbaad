"""What is told of one policy, and how much is left out because settings or options say so."""

from collections.abc import Mapping

from kpidsl.diagnostics import Diagnostic
from kpidsl.values import field, frozen


@frozen
class Told:
    """Findings as they are told, and how many of each code are left out."""

    found: tuple[Diagnostic, ...]
    left_out: Mapping[str, int] = field(factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error, or set to be one."""
        return any(one.severity == "error" for one in self.found)
