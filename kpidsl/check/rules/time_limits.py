"""Time limits begin with something that is there, and end after they begin."""

from collections.abc import Mapping

from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.declared import Declared, TimeLimit
from kpidsl.resolve.policy import Policy

ENDS = frozenset([
    "月末", "季末", "年末", "期末", "月底", "季底", "年底", "考核期末", "考核期满", "施行",
    "month end", "quarter end", "year end", "period end",
])  # fmt: skip
"""What every appraisal has and no policy declares."""


def time_limits(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K222: a start nobody declares; K613: limits that begin with each other, and ones that end before they begin."""
    facts = policy.declared
    limits = {one.name: one for one in facts.time_limits}
    known = _starts(facts)
    for limit in facts.time_limits:
        if limit.since and limit.since not in known:
            guess = nearest(limit.since, known)
            variant = "near" if guess else ""
            problems.add(
                "K222", limit.since_place, variant, (), name=limit.name, since=limit.since, nearest=guess or ""
            )
    for limit in facts.time_limits:
        if not _circle(limit, limits, problems):
            _backwards(limit, limits, problems)


def _starts(facts: Declared) -> set[str]:
    approvals = {name for one in facts.approvals for name in (one.about, *(step.name for step in one.steps)) if name}
    return {one.name for one in facts.time_limits} | {one.name for one in facts.forms} | approvals | ENDS


def _circle(limit: TimeLimit, limits: Mapping[str, TimeLimit], problems: Problems) -> bool:
    """Whether it begins, by way of others, with itself; said once, at the first of them."""
    seen = [limit.name]
    while (after := limits[seen[-1]].since) in limits:
        if after == limit.name:
            if limit.name == min(seen, key=lambda name: limits[name].place):
                problems.add("K613", limit.since_place, "circle", (), circle=" → ".join([*seen, limit.name]))
            return True
        if after in seen:
            return False
        seen.append(after)
    return False


def _backwards(limit: TimeLimit, limits: Mapping[str, TimeLimit], problems: Problems) -> None:
    if limit.first is not None and limit.last is not None and limit.last < limit.first:
        problems.add("K613", limit.place, "days", (), name=limit.name, first=limit.first, last=limit.last)
    before = limits.get(limit.since)
    if before and before.last is not None and limit.last is not None and _order(limit) < _order(before):
        problems.add(
            "K613", limit.place, "", [Label(before.place, "before")],
            name=limit.name, last=limit.last, since=before.name, opens=before.last,
        )  # fmt: skip


def _order(limit: TimeLimit) -> tuple[bool, int]:
    return limit.month == "NEXT_MONTH", limit.last or 0
