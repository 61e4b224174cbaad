"""What hangs on results without a number is shown as such."""

from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy


def pay_links(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K787 (note), once for all."""
    links = policy.declared.pays
    if links:
        said = list(dict.fromkeys(link.said for link in links))
        names = [link.name for link in links]
        problems.add("K787", links[0].place, "", (), count=len(names), **listed("names", names), **listed("said", said))
