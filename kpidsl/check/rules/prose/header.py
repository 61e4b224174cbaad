"""What the head of a policy must say: version, effective date, period and full mark."""

from kpidsl.check.words import keywords
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy

SHORTEST, LONGEST = 24, 120
"""Months that a term has."""


def header(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K208 without period or full mark or with none to reach, K209 for a term without its years, K210 without version or date,
    K218 for one that expires before it is in force.
    """
    required = [word for word in ("PERIOD", "FULL") if word not in policy.stated]
    if required:
        problems.add("K208", policy.place, "", (), **keywords("fields", required))
    elif policy.full <= 0:
        problems.add("K208", policy.stated["FULL"], "full", full=plain(policy.full))
    useful = [word for word in ("VERSION", "EFFECTIVE") if word not in policy.stated]
    if len(useful) > 1 and _is_regulation(policy):
        document = _of_document(policy)
        problems.add(
            "K210",
            policy.place,
            "month" if "MONTH_START" in document else "",
            (),
            **keywords("fields", [*useful, *document]),
        )
    elif useful:
        problems.add("K210", policy.place, "", (), **keywords("fields", useful))
    if policy.expires and policy.effective and policy.expires <= policy.effective:
        dates = {"expires": policy.expires, "effective": policy.effective}
        problems.add("K218", policy.stated["EXPIRES"], "", (), **dates)
    if policy.period == "TERM" and not SHORTEST <= policy.cycle.months <= LONGEST:
        problems.add("K209", policy.stated["PERIOD"])


def _is_regulation(policy: Policy) -> bool:
    """Whether the policy holds what only the document itself has, and not the rules of its figures alone."""
    facts = policy.declared
    return bool(facts.articles or facts.chapters or facts.approvals or facts.appeals or facts.time_limits)


def _of_document(policy: Policy) -> list[str]:
    """What else the head of a document says: its number, and where months begin."""
    found = ["DOCUMENT_NUMBER"] * (not policy.declared.document_number)
    return found + ["MONTH_START"] * (policy.period == "MONTH" and "MONTH_START" not in policy.stated)
