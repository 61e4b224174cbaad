"""What is said to hang on the policy does."""

import re
from collections.abc import Iterator

from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span
from kpidsl.syntax.numbering import NUMERAL, value_of

_NUMBERED = rf"(?:附表|附件|attachment)\s*({NUMERAL})"
_ATTACHED = r"[（(]\s*(?:见)?\s*(?:附表|附件|附后|attached)\s*[）)]"
"""Patterns are made when they are asked for: most policies list nothing that hangs on them."""
SHOWN = 6
"""How many attachments a message names."""


def attachments(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K221: an attachment is cited by a number or a name that those of the policy do not have."""
    attached = [one.name for one in policy.declared.attached]
    if not attached:
        return  # the policy does not list what hangs on it
    words = {"count": len(attached), **listed("attached", attached[:SHOWN])}
    for text, place in _texts(policy):
        for found in re.finditer(_NUMBERED, text, re.IGNORECASE):
            number = value_of(found[1])
            if number and number > len(attached):
                problems.add("K221", place, "attachment", (), cited=found[0], **words)
    for outside in policy.declared.outside:
        name = re.sub(_ATTACHED, "", outside.document, flags=re.IGNORECASE).strip("《》“” ")
        if re.search(_ATTACHED, outside.document, re.IGNORECASE) and name not in attached:
            problems.add("K221", outside.place, "attachment", (), cited=name, **words)


def _texts(policy: Policy) -> Iterator[tuple[str, Span]]:
    facts = policy.declared
    yield from ((one.text, one.place) for one in facts.citations)
    yield from ((one.document, one.place) for one in facts.outside)
    yield from ((one.text, one.place) for one in facts.articles)
