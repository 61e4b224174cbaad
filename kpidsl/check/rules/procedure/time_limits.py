"""Time limits begin with something that is there, and end after they begin."""

from collections.abc import Mapping

from kpidsl.check.clock import date_words
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.declared import Declared, TimeLimit
from kpidsl.resolve.policy import Policy

ENDS = frozenset([
    "月末", "季末", "年末", "期末", "月底", "季底", "年底", "考核期末", "考核期满", "施行",
    "month end", "quarter end", "year end", "period end",
])  # fmt: skip
STARTS = frozenset([
    "考核", "考评", "考核实施", "考核评估", "考核开始", "考核周期", "考核期", "期初", "月初", "季初", "年初",
    "appraisal", "period start", "month start", "quarter start", "year start",
])  # fmt: skip
POSTS = frozenset([
    "到任", "赴任", "上任", "任职", "调入", "调出", "调离", "调动", "转岗", "入职", "appointment", "transfer",
])  # fmt: skip
"""What every appraisal has and no policy declares: ends and beginnings of periods, and changes of posts."""
RECEIPTS = ("收到", "接到", "得知", "知悉", "receipt", "receiving")
"""How the day begins on which each person learns of something."""


def time_limits(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K222: a start nobody declares; K613: limits that begin with each other, and ones that end before they begin."""
    facts = policy.declared
    limits = {one.name: one for one in facts.time_limits}
    known, before = starts(facts), len(problems)
    for limit in (*facts.time_limits, *timings(facts)):
        if limit.since and limit.since not in known and not limit.since.startswith(RECEIPTS):
            guess = nearest(limit.since, known)
            variant = "near" if guess else ""
            problems.add(
                "K222", limit.since_place, variant, (), name=limit.name, since=limit.since, nearest=guess or ""
            )
    for limit in facts.time_limits:
        if not _circle(limit, limits, problems):
            _backwards(limit, limits, problems)
    if limits and len(problems) == before:
        problems.hold("K613", None, limits=len(limits))


def timings(facts: Declared) -> list[TimeLimit]:
    """Those of appeals: until when one objects, and when there is an answer."""
    return [one for appeal in facts.appeals for one in (appeal.window, appeal.answer) if one is not None]


def starts(facts: Declared) -> set[str]:
    """All that a time may be counted from."""
    approvals = {name for one in facts.approvals for name in (one.about, *(step.name for step in one.steps)) if name}
    return (
        {one.name for one in facts.time_limits} | {one.name for one in facts.forms} | approvals | ENDS | STARTS | POSTS
    )


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
    before = limits.get(limit.since) if not limit.ahead else None
    if before is None or before.last is None or limit.last is None:
        return
    if before.of_year and limit.of_year:
        if before.month == limit.month == "NEXT_YEAR" and (limit.of_year, limit.last) < (before.of_year, before.last):
            words = {
                "name": limit.name,
                "since": before.name,
                **date_words("ends", limit),
                **date_words("opens", before),
            }
            problems.add("K613", limit.place, "year", [Label(before.place, "before")], **words)
    elif before.of_year is None and limit.of_year is None and _order(limit) < _order(before):
        problems.add(
            "K613", limit.place, "", [Label(before.place, "before")],
            name=limit.name, last=limit.last, since=before.name, opens=before.last,
        )  # fmt: skip


def _order(limit: TimeLimit) -> tuple[bool, int]:
    return limit.month == "NEXT_MONTH", limit.last or 0
