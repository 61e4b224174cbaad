"""What a way to object leaves open."""

from kpidsl.check.words import keywords
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.declared import Appeal
from kpidsl.resolve.policy import Policy


def appeal_said(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K618 (note): no body, no time for the objection or for the answer, or a time that begins with nothing."""
    for appeal in policy.declared.appeals:
        words = keywords("fields", _missing(appeal))
        window = appeal.window
        unbegun = window is not None and window.length is not None and not window.since
        if words["fields_zh"]:
            variant = "unbegun" if unbegun else ""
            problems.add("K618", appeal.place, variant, (), **words)
        elif unbegun and window is not None:
            problems.add("K618", window.place, "start")


def _missing(appeal: Appeal) -> list[str]:
    said = {"HEARD_BY": appeal.body, "FILED_WITHIN": appeal.window and appeal.window.is_stated,
            "ANSWER": appeal.answer and appeal.answer.is_stated}  # fmt: skip
    return [word for word, value in said.items() if not value]
