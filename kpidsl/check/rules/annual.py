"""The year's score is declared and evaluated when years are."""

from kpidsl.core import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve import Policy


def annual(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K375 (note)."""
    if policy.annual:
        problems.add("K375", policy.annual.place)
