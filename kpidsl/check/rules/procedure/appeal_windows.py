"""Who has to do something before objecting has the time for it."""

from collections.abc import Iterator, Mapping

from kpidsl.check.clock import after, chain, day_words, from_day, length_words, total
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.declared import Appeal, TimeLimit
from kpidsl.resolve.policy import Policy

LONGEST = 3660
"""Days beyond which nothing is counted on a calendar: a step of ten years is a slip, and no step."""


def appeal_windows(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K617 (warning): the time for an objection is over before that of a step that has to come first."""
    facts = policy.declared
    limits = {one.name: one for one in facts.time_limits}
    day = from_day(policy)
    pairs = list(_pairs(facts.appeals, limits))
    good = sum(_stays_open(window, step, limits) for window, step, _ in pairs)
    if good:
        problems.hold("K617", None, "" if good == len(pairs) else "some_hold", good=good, pairs=len(pairs))
    for window, step, appeal in pairs:
        if _closes_first(window, step, limits):
            words = {
                "about": appeal.about or step.name, "step": step.name, **length_words("window", window), **length_words("lasts", step),
                **day_words("start", day), **day_words("closes", after(day, window)), **day_words("due", after(day, step)),
            }  # fmt: skip
            variant = "" if step.since == window.since else "apart"
            named = {"since": window.since, "begins": step.since} if variant else {"since": window.since}
            problems.add("K617", window.place, variant, [Label(step.place, "step")], **words, **named)


def _pairs(
    appeals: tuple[Appeal, ...], limits: Mapping[str, TimeLimit]
) -> Iterator[tuple[TimeLimit, TimeLimit, Appeal]]:
    """The time for each objection with every step that comes before it, by its own way or by another to the same end."""
    for appeal in appeals:
        if appeal.window is None:
            continue
        steps = dict.fromkeys(step.name for other in appeals if other.about == appeal.about for step in other.first)
        for name in steps:
            step = limits.get(name) or next((one for one in limits.values() if one.name.endswith(name)), None)
            if step is not None:
                yield appeal.window, step, appeal


def _closes_first(window: TimeLimit, step: TimeLimit, limits: Mapping[str, TimeLimit]) -> bool:
    """Whether it is certain, however the days fall, where both begin on one day; a window that begins with the step is not."""
    own, other = _from_event(window, limits), _from_event(step, limits)
    if own is None or other is None or step in own[1]:
        return False
    closes, due = total(own[1]), total(other[1])
    if closes is None or due is None or due[1] > LONGEST:
        return False
    alone = len(own[1]) == len(other[1]) == 1
    return closes[1] < due[0] and (own[0] == other[0] or alone)


def _stays_open(window: TimeLimit, step: TimeLimit, limits: Mapping[str, TimeLimit]) -> bool:
    """Whether it is certain, however the days fall, that the window is open when the step is over."""
    own, other = _from_event(window, limits), _from_event(step, limits)
    if own is None or other is None:
        return False
    closes, due = total(own[1]), total(other[1])
    return step in own[1] or (closes is not None and due is not None and own[0] == other[0] and closes[0] >= due[1])


def _from_event(limit: TimeLimit, limits: Mapping[str, TimeLimit]) -> tuple[str, tuple[TimeLimit, ...]] | None:
    """What a limit is counted from in the end, and the lengths on the way; None where it is a day, or not counted from anything."""
    found = chain(limit, limits)
    stated = tuple(one for one in found.links if one.length is not None)
    if found.dated or limit.ahead or not limit.since or limit.length is None:
        return None
    last = found.links[: len(stated)]
    if stated != last:
        return None
    return last[-1].since, last
