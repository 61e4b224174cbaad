"""What a missed target costs stands in the policy, or in a document that comes with it."""

import re

from kpidsl.check.words import counted
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.declared import Outside
from kpidsl.resolve.policy import Family, Policy

_TITLE = re.compile(r"《([^》]+)》")


def scored_elsewhere(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K779 (note), once: indicators with a target and an entered mark that follow a document which is not attached."""
    attached = {one.name for one in policy.declared.attached}
    outside: dict[str, Outside] = {}
    for one in policy.declared.outside:
        if _title(one.document) not in attached:
            outside.setdefault(one.by, one)
    open_ = [family for family in policy.families if family.targets and _is_entered(policy, family)]
    found = [family for family in open_ if family.name in outside]
    if not found:
        return
    rest = [family.name for family in open_ if family.name not in outside]
    first = outside[found[0].name]
    words = counted("names", [family.name for family in found]) | counted("rest", rest)
    words |= {"count": len(found), "name": found[0].name, "document": first.document}
    problems.add("K779", first.place, "rest" if rest else "", (), **words)


def _is_entered(policy: Policy, family: Family) -> bool:
    """Whether nothing but a person's mark scores it."""
    rules = [scoring for leaf in policy.leaves_of(family.name) for scoring in leaf.scoring]
    return bool(rules) and all({form.word for form in scoring.forms} == {"ENTERED"} for scoring in rules)


def _title(document: str) -> str:
    """The name of a document without its signs: ``《安全细则》（试行）``."""
    found = _TITLE.search(document)
    return found[1] if found else document.strip()
