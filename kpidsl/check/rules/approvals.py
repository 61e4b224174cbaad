"""The order in which something is signed is one order."""

from itertools import combinations

from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.declared import Approval
from kpidsl.resolve.policy import Policy


def approvals(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K612: one signs twice, so that the order runs in a circle; two orders for one thing disagree."""
    chains = policy.declared.approvals
    for chain in chains:
        _circle(chain, problems)
    for at, chain in enumerate(chains):
        for earlier in chains[:at]:
            if earlier.about == chain.about:
                _disagree(earlier, chain, problems)


def _who(chain: Approval) -> list[str]:
    """Each step by who signs, by what is done where that is not said."""
    return [step.of or step.name for step in chain.steps]


def _circle(chain: Approval, problems: Problems) -> None:
    steps = _who(chain)
    for at, who in enumerate(steps):
        if who in steps[:at]:
            first = steps.index(who)
            labels = [Label(chain.steps[first].place, "first")]
            circle = " → ".join(steps[first : at + 1])
            problems.add("K612", chain.steps[at].place, "", labels, who=who, circle=circle)
            return


def _disagree(earlier: Approval, later: Approval, problems: Problems) -> None:
    before, now = _who(earlier), _who(later)
    shared = [who for who in before if who in now]
    for first, second in combinations(shared, 2):
        if now.index(second) < now.index(first):
            label = Label(earlier.steps[before.index(first)].place, "before")
            place = later.steps[now.index(second)].place
            problems.add("K612", place, "two", [label], first=first, second=second)
            return
