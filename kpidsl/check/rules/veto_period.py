"""A veto lasts whole periods of the policy, and not longer than earlier results are looked back to."""

from kpidsl.check.words import keywords
from kpidsl.core.earlier import MONTHS, MOST_BACK
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def veto_period(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K357: 当季 of a monthly policy has two readings, a month and a half or a hundred years have none."""
    own = MONTHS.get(policy.period)
    for veto in policy.vetoes:
        if veto.lasts is None or own is None:
            continue
        word = veto.lasts.word
        months = int(veto.lasts.argument) if word == "MONTHS" else MONTHS.get(word, own)
        words = keywords("period", [policy.period])
        if word in ("QUARTER", "HALF_YEAR") and months > own:
            problems.add("K357", veto.lasts.place, "", (), name=veto.name, months=months, **words)
        elif word == "MONTHS" and (months % own or not 0 < months // own <= MOST_BACK):
            problems.add(
                "K357", veto.lasts.place, "whole", (), name=veto.name, months=months, most=MOST_BACK * own, **words
            )
