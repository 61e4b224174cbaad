"""Who hears an objection has not made the result."""

from collections.abc import Iterator

from kpidsl.check.words import counted
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.declared import Appeal, Holder
from kpidsl.resolve.policy import Policy


def appeal_heard(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K619 (note): the body that hears an objection reviewed the result, or gave the marks it is made of."""
    for appeal in policy.declared.appeals:
        if not appeal.body:
            continue
        step = next(_reviews(policy, appeal), None)
        marked = _marked(policy, appeal.body)
        if step is not None:
            problems.add("K619", appeal.place, "", [Label(step.place, "step")], body=appeal.body, step=step.name)
        elif marked:
            problems.add("K619", appeal.place, "marks", (), body=appeal.body, **counted("marked", marked))


def _reviews(policy: Policy, appeal: Appeal) -> Iterator[Holder]:
    """The steps of an approval of the same thing that the body signs."""
    for approval in policy.declared.approvals:
        if approval.about and appeal.about and approval.about.endswith(appeal.about):
            yield from (step for step in approval.steps if appeal.body in (step.of, step.name))


def _marked(policy: Policy, body: str) -> list[str]:
    """The indicators of which the body gives the mark."""
    return list(dict.fromkeys(leaf.family for leaf in policy.leaves if body in leaf.appraisers.values()))
