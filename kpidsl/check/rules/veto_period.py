"""A veto that lasts beyond the period needs the results of earlier periods, which are not read yet."""

from kpidsl.check.words import keywords
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy

LENGTH = {"MONTH": 1, "QUARTER": 3, "HALF_YEAR": 6, "YEAR": 12}


def veto_period(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K357, refused rather than ignored."""
    own = LENGTH.get(policy.period)
    for veto in policy.vetoes:
        if veto.lasts and own:
            months = int(veto.lasts.argument) if veto.lasts.word == "MONTHS" else LENGTH.get(veto.lasts.word, own)
            if months > own:
                problems.add(
                    "K357", veto.lasts.place, "", (), name=veto.name, months=months,
                    **keywords("period", [policy.period]),
                )  # fmt: skip
