"""The year's score is declared and evaluated when years are: said where nothing has to be corrected first."""

from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def annual(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K375 (note)."""
    if policy.annual and not problems.has_errors:
        problems.add("K375", policy.annual.place)
