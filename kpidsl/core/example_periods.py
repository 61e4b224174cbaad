"""The period of an example and those before it: ``考核期：2019年3月``, ``以前各期 { 2019年2月：产量 = 90 }``.

Takes an example; gives which period it is of, and how long before it each earlier one lies. Reports periods that the policy does
not have, and those in no order (K736). Never computes an earlier period: what it had is what the example says.
"""

from collections.abc import Iterator

from kpidsl.core.earlier import Earlier
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.cycle import Cycle, Period
from kpidsl.resolve.policy import EarlierPeriod, Example
from kpidsl.values import frozen


@frozen
class Before:
    """An earlier period of an example: ``back`` periods ago, and whether the year was the same."""

    said: EarlierPeriod
    back: int
    this_year: bool

    def columns(self, of: str) -> tuple[str, ...]:
        """The columns from which rules read what ``of`` was then."""
        spans = (False, True) if self.this_year else (False,)
        return tuple(Earlier(of, self.back, this_year).key for this_year in spans)


def period_of(example: Example, cycle: Cycle, problems: Problems) -> Period | None:
    """The period that the example says it is of."""
    return None if example.period is None else _named(example.period, cycle, problems)


def earlier_periods(example: Example, own: Period | None, cycle: Cycle, problems: Problems) -> Iterator[Before]:
    """The earlier periods of the example, in the order written."""
    if example.period is None and example.earlier:
        problems.add("K736", example.place, "open", (), name=example.name)
    seen: set[Period] = set()
    for said in example.earlier:
        period = _named(said, cycle, problems)
        if period is None or own is None:
            continue
        if period.start >= own.start or period in seen:
            variant = "twice" if period in seen else "later"
            problems.add("K736", said.place, variant, (), name=example.name, period=said.name, own=own.name)
            continue
        seen.add(period)
        yield Before(said, (own.start - period.start) // cycle.months, period.year == own.year)


def _named(said: EarlierPeriod, cycle: Cycle, problems: Problems) -> Period | None:
    period = cycle.period(said.name)
    if period is None:
        words = both("cycle", *(keyword(cycle.word, lang) for lang in ("zh", "en")))
        problems.add("K736", said.place, "kind", (), period=said.name, **words)
    return period
