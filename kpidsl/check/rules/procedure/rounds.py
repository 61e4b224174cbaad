"""The steps of a round have the days they take, and a round does not outlast its period."""

from collections.abc import Iterable, Iterator, Mapping

from kpidsl.check.clock import (
    WEEK,
    YEARLY,
    Chain,
    chain,
    date_words,
    days,
    gap,
    length_words,
    of_months,
    periods_in,
    shortest_period,
    steps_words,
    total,
)
from kpidsl.check.rules.procedure.time_limits import POSTS, timings
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import TimeLimit
from kpidsl.resolve.policy import Policy

Limits = Mapping[str, TimeLimit]
Each = tuple[str, int]
"""A period by its word, and its months."""
POSTING = frozenset({"公示", "posting"})
"""What lasts for some days, so that people can object."""


def rounds(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K621 (note): a limit without a length; K622 (warning): one that outlasts the period it recurs in; K623 (note): less
    than a week between two days of a yearly round; K624 (warning): steps that take longer than the days they have.
    """
    limits = {one.name: one for one in policy.declared.time_limits}
    for limit in limits.values():
        if not limit.is_stated:
            problems.add("K621", limit.place, "", (), name=limit.name)
        elif limit.last is not None:
            _between(chain(limit, limits), problems)
    _posted(policy, limits, problems)
    each = shortest_period(policy)
    if each is not None:
        _outlast(policy, limits, each, problems)
        _prepare(limits, each, problems)


def _posted(policy: Policy, limits: Limits, problems: Problems) -> None:
    """K621 for a step of an approval by which a result is posted, where nothing says for how long."""
    for approval in policy.declared.approvals:
        for step in approval.steps:
            if step.name in POSTING and not any(step.name in name for name in limits):
                problems.add("K621", step.place, "posting", (), name=step.name)
                return


def _between(found: Chain, problems: Problems) -> None:
    """The days from one dated limit to the next, and the steps there are between them."""
    last, first = found.links[0], found.dated
    apart = gap(first, last) if first else None
    if first is None or apart is None:
        return
    between = tuple(reversed(found.links[1:-1]))
    stated = [length[0] for one in between if (length := days(one))]
    words = {
        "first": first.name,
        "last": last.name,
        **date_words("opens", first),
        **date_words("due", last),
        "days": apart,
    }
    label = [Label(first.place, "first")]
    if sum(stated) > apart:
        words |= {"need": sum(stated), "short": sum(stated) - apart}
        problems.add("K624", last.place, "", label, **words, **steps_words("steps", between))
    elif apart < WEEK and last.month in YEARLY:
        steps = steps_words("steps", between) if between else {}
        problems.add("K623", last.place, "" if between else "next", label, **words, **steps)


def _outlast(policy: Policy, limits: Limits, each: Each, problems: Problems) -> None:
    """Limits longer than a period, where the next one waits for them, or where a person is new to a post."""
    longest = of_months(each[1])[1]
    waiting = {one.since: one for one in (*limits.values(), *timings(policy.declared)) if one.since and not one.ahead}
    first = {step.name: appeal.about for appeal in policy.declared.appeals for step in appeal.first}
    for limit in limits.values():
        length = days(limit)
        words = {"name": limit.name, **length_words("length", limit), **_period(each)}
        if length is None or limit.ahead:
            continue
        if limit.since in POSTS and length[0] > longest:
            problems.add("K622", limit.place, "post", (), since=limit.since, **words, **_rounds(limit, each))
        elif length[0] > longest and (limit.name in waiting or limit.name in first):
            waits = waiting[limit.name].name if limit.name in waiting else first[limit.name]
            problems.add("K622", limit.place, "", (), waits=waits, days=length[0], longest=longest, **words)


def _rounds(limit: TimeLimit, each: Each) -> dict[str, object]:
    """How many periods a length touches: as many as fit, and one more where it does not begin with one."""
    count = periods_in(limit, each[1])
    return {"fewest": count, "most": count + 1}


def _prepare(limits: Limits, each: Each, problems: Problems) -> None:
    """What has to be done ahead of each period takes as long as a period has days; by itself, longer than any has."""
    ahead = list(_longest_ahead(limits.values()))
    spent, (shortest, longest) = total(ahead), of_months(each[1])
    if len(ahead) > 1 and spent and spent[1] >= shortest:
        words = {"days": spent[1], "shortest": shortest, "longest": longest, **_period(each)}
        labels = [Label(one.place, "ahead") for one in ahead[1:]]
        problems.add("K622", ahead[0].place, "ahead", labels, **words, **steps_words("steps", ahead))
    elif len(ahead) == 1 and spent and spent[0] > longest:
        words = {
            "name": ahead[0].name,
            "days": spent[0],
            "longest": longest,
            **length_words("length", ahead[0]),
            **_period(each),
        }
        problems.add("K622", ahead[0].place, "ahead_one", (), **words)


def _longest_ahead(limits: Iterable[TimeLimit]) -> Iterator[TimeLimit]:
    """Of those that come ahead of one and the same thing, the one that begins first."""
    found: dict[str, TimeLimit] = {}
    for limit in limits:
        length, known = days(limit), found.get(limit.since)
        if limit.ahead and length and (known is None or length > (days(known) or (0, 0))):
            found[limit.since] = limit
    yield from found.values()


def _period(each: Each) -> dict[str, object]:
    return both("period", keyword(each[0], "zh"), keyword(each[0], "en"))
