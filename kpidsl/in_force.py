"""A policy in time: whether it is in force in a period, and what it reads of the periods before.

Takes a plan, a period and the folder of earlier results; gives figures of earlier periods, or reports why there are none. Evaluates
nothing.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from kpidsl.diagnostics import Problems
from kpidsl.plan.nodes import Plan
from kpidsl.scores.month import Month


def is_in_force(plan: Plan, period: str, problems: Problems) -> bool:
    """Whether the policy is in force in a period; that in which it comes into force is its first, that in which it expires no
    longer one of its own.
    """
    cycle = plan.cycle
    last = cycle.sure(period).end
    if plan.effective and last < cycle.month_of(date.fromisoformat(plan.effective)):
        problems.add("K515", None, "", (), policy=plan.policy, effective=plan.effective, period=period)
    elif plan.expires and last >= cycle.month_of(date.fromisoformat(plan.expires)):
        problems.add("K515", None, "expired", (), policy=plan.policy, expires=plan.expires, period=period)
    else:
        return True
    return False


def with_past(plan: Plan, month: Month, results: Path | None, problems: Problems) -> Month | None:
    """The month with what its plan reads of earlier periods; None where that is not to be had, which is reported."""
    if not plan.scan.past:
        return month
    past = past_of(plan, month.period, results, problems)
    return None if past is None else evolve(month, past=past)


def past_of(
    plan: Plan, period: str, results: Path | None, problems: Problems
) -> Mapping[str, Mapping[str, Fraction]] | None:
    """What a plan reads of the periods before one, by column and unit; None where that is not to be had, which is reported."""
    if not is_in_force(plan, period, problems):
        return None
    if results is None and not _is_first(plan, period):
        problems.add("K588", None, "store", (), policy=plan.policy, period=period)
        return None
    from kpidsl.scores.store import Store, earlier_figures

    return earlier_figures(plan, period, Store(results, plan.policy, problems)) if results else {}


def _is_first(plan: Plan, period: str) -> bool:
    """Whether a policy comes into force in a period."""
    if not plan.effective:
        return False
    found = plan.cycle.sure(period)
    return found.start <= plan.cycle.month_of(date.fromisoformat(plan.effective)) <= found.end
