"""What must hold in any case (任何情况下) can be compared with every month's results: its figures are known and of one kind."""

from kpidsl.check import reported
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def statements(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """Tells how many of the statements can be compared; what is wrong with the others has been said (K546 names who breaks one)."""
    good = [one for one in policy.always if not reported.within(problems, one.place)]
    if good:
        variant = "some_hold" if len(good) < len(policy.always) else ""
        problems.hold("K546", good[0].place, variant, good=len(good), statements=len(policy.always))
