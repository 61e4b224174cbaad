"""The order in which something is signed is one order."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import Approval, Holder
from kpidsl.resolve.policy import Policy
from kpidsl.values import frozen


@frozen
class _Order:
    """One order of signing: each step by who signs, by what is done where that is not said."""

    chain: Approval
    signed: Mapping[str, Holder]

    @property
    def steps(self) -> tuple[str, ...]:
        """Those who sign, in order."""
        return tuple(self.signed)


def approvals(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K612: one signs twice, so that the order runs in a circle; two or more orders for one thing disagree; K628 (warning):
    put together they leave open who comes first of two.
    """
    by_matter: dict[str, list[Approval]] = {}
    every, before = policy.declared.approvals, len(problems)
    for one in every:
        if not _circle(one, problems):
            by_matter.setdefault(one.about, []).append(one)
    for chains in by_matter.values():
        orders = list(_orders(chains))
        pairs = [(earlier, order) for at, order in enumerate(orders) for earlier in orders[:at]]
        disagreeing = [pair for pair in pairs if _disagree(*pair, orders, problems)]
        if not disagreeing and len(orders) > 1:
            _together(orders, problems)
    if every and len(problems) == before:
        problems.hold("K612", None, chains=len(every), steps=sum(len(chain.steps) for chain in every))


def _orders(chains: Sequence[Approval]) -> Iterator[_Order]:
    """A step that says only what is done is that of who does it elsewhere, where only one does."""
    who_does: dict[str, set[str]] = {}
    for step in (step for chain in chains for step in chain.steps if step.of):
        who_does.setdefault(step.name, set()).add(step.of)
    for chain in chains:
        signed: dict[str, Holder] = {}
        for step in chain.steps:
            does = who_does.get(step.name, set())
            signed.setdefault(step.of or (min(does) if len(does) == 1 else step.name), step)
        yield _Order(chain, signed)


def _circle(chain: Approval, problems: Problems) -> bool:
    steps = [step.of or step.name for step in chain.steps]
    for at, who in enumerate(steps):
        if who in steps[:at]:
            first = steps.index(who)
            labels = [Label(chain.steps[first].place, "first")]
            circle = " → ".join(steps[first : at + 1])
            problems.add("K612", chain.steps[at].place, "", labels, who=who, circle=circle)
            return True
    return False


def _disagree(earlier: _Order, later: _Order, orders: Sequence[_Order], problems: Problems) -> bool:
    shared = [who for who in earlier.steps if who in later.steps]
    for first, second in combinations(shared, 2):
        if later.steps.index(second) < later.steps.index(first):
            label = Label(earlier.signed[first].place, "before")
            words = {"first": first, "second": second, **_drawn(orders)}
            problems.add("K612", later.signed[second].place, "two", [label], **words)
            return True
    return False


def _together(orders: Sequence[_Order], problems: Problems) -> None:
    """All orders of one thing as one, from its last step back: two of which either may come last are not ordered.

    Those that only begin orders are not compared: work comes from several sides.
    """
    after = _after(orders)
    steps = {who: step for order in orders for who, step in order.signed.items()}
    while after:
        last = [who for who, later in after.items() if not later & after.keys()]
        if not last:
            labels = [Label(order.chain.place, "before") for order in orders[:-1]]
            circle = " → ".join(_round(after))
            problems.add("K612", orders[-1].chain.place, "several", labels, circle=circle, **_drawn(orders))
            return
        if len(last) > 1 and any(who in later for who in last for later in after.values()):
            one, other = last[0], last[1]
            words = {"one": one, "other": other, "count": len(orders), **_drawn(orders)}
            problems.add("K628", steps[other].place, "", [Label(steps[one].place, "one", {"one": one})], **words)
            return
        for who in last:
            del after[who]


def _after(orders: Sequence[_Order]) -> dict[str, set[str]]:
    """Who signs directly after whom, in any of the orders."""
    found: dict[str, set[str]] = {}
    for order in orders:
        for who, following in zip(order.steps, [*order.steps[1:], ""], strict=True):
            found.setdefault(who, set()).update([following] if following and following != who else [])
    return found


def _round(after: Mapping[str, set[str]]) -> Iterator[str]:
    """A circle among those left, closed."""
    path = [next(iter(after))]
    while True:
        following = min(one for one in after[path[-1]] if one in after)
        if following in path:
            yield from (*path[path.index(following) :], following)
            return
        path.append(following)


def _drawn(orders: Sequence[_Order]) -> dict[str, object]:
    """Every order as it runs: ``甲 → 乙；乙 → 丙``."""
    drawn = [" → ".join(order.steps) for order in orders]
    return both("orders", "；".join(drawn), "; ".join(drawn))
