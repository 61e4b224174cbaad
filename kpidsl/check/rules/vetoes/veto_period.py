"""A veto lasts whole periods of the policy, and not longer than earlier results are looked back to."""

from kpidsl.check.words import keywords
from kpidsl.core.earlier import MOST_BACK
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.cycle import LENGTHS
from kpidsl.resolve.policy import Policy


def veto_period(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K357: 当季 of a monthly policy has two readings, 当月 of a quarterly one, a month and a half or a hundred years have none."""
    own = policy.cycle.months
    for veto in policy.vetoes:
        if veto.lasts is None or not own:
            continue
        word = veto.lasts.word
        months = int(veto.lasts.argument) if word == "MONTHS" else LENGTHS.get(word, own)
        words = keywords("period", [policy.period])
        if (word != "MONTHS" and months < own) or (word == "TERM" and policy.period != "TERM"):
            said = keyword(word, "zh", "LASTS"), keyword(word, "en", "LASTS")
            problems.add("K357", veto.lasts.place, "other", (), name=veto.name, **both("lasts", *said), **words)
        elif word in ("QUARTER", "HALF_YEAR") and months > own:
            problems.add("K357", veto.lasts.place, "", (), name=veto.name, months=months, **words)
        elif word == "MONTHS" and (months % own or not 0 < months // own <= MOST_BACK):
            problems.add(
                "K357", veto.lasts.place, "whole", (), name=veto.name, months=months, most=MOST_BACK * own, **words
            )
