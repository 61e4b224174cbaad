"""Pay as core expressions: an amount of money, or a share of a pool.

Takes a ``Pay`` with an elaborator; gives its ``PayRule``, or nothing after reporting why not. Amounts are money (K709) with
declared digits (K707); a pool says what the shares are, who shares it, and who gets the remainder of rounding (K708). Steps of a pay
scale are whole numbers of them (K786).
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import Peers
from kpidsl.core.calls.units import population
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.guards import refuse_open_quotients, without_units
from kpidsl.core.program import PayRule
from kpidsl.core.types import Decimal, bounds, type_of
from kpidsl.core.wording import plain, unit_words
from kpidsl.resolve.policy import Pay
from kpidsl.syntax.tree import Expr

MONEY = "yuan"
"""The key of the unit that pay is written in."""
STEP = "grade_step"
"""The key of the unit of steps up and down a pay scale."""


_SCORE = Decimal(6, Fraction(0), Fraction(10**9))
"""What is known of totals and composites before there is a plan: points, from 0."""


def pay_rule(pay: Pay, elaborator: Elaborator, kinds: str) -> PayRule | None:
    """The meaning of one pay."""
    if sum(one is not None for one in (pay.amount, pay.pool, pay.steps)) != 1:
        elaborator.problems.add("K708", pay.place, "", (), name=pay.name)
        return None
    if pay.steps is not None:
        return _steps(pay, pay.steps, elaborator, kinds)
    if pay.rounding is None or not pay.rounding.mode:
        elaborator.problems.add("K707", pay.place, "", (), name=pay.name)
        return None
    money = _quantity(pay.amount or pay.pool, elaborator, kinds, pay, dim.measure(MONEY).dimension)
    if pay.pool is None:
        return None if money is None else PayRule(money, None, None)
    for what, missing in (("shares", pay.shares), ("among", pay.among), ("remainder", pay.remainder)):
        if missing is None:
            elaborator.problems.add("K708", pay.place, what, (), name=pay.name)
            return None
    if pay.rounding.mode != "TRUNCATE":
        elaborator.problems.add("K708", pay.rounding.place, "mode", (), name=pay.name)
        return None
    shares = _quantity(pay.shares, elaborator, kinds, pay, None)
    over = population(pay.among, elaborator)
    if money is None or shares is None or over is None:
        return None
    assert pay.shares is not None
    scores = dict.fromkeys(e.columns_of(shares), _SCORE)
    low, _ = bounds(type_of(shares, scores | elaborator.types))
    if low < 0:
        elaborator.problems.add("K708", pay.shares.place, "negative", (), name=pay.name, low=plain(low))
        return None
    if not isinstance(over, Peers) or over.others or not _is_one(money, over, elaborator):
        elaborator.problems.add("K708", pay.place, "one", (), name=pay.name)
        return None
    return PayRule(money, shares, over)


def _steps(pay: Pay, written: Expr, elaborator: Elaborator, kinds: str) -> PayRule | None:
    """Whole steps up, or down where they are below 0; what rounds or shares money has no place beside them."""
    if pay.rounding is not None or pay.shares is not None or pay.among is not None or pay.remainder is not None:
        elaborator.problems.add("K786", pay.place, "beside", (), name=pay.name)
        return None
    value = elaborator.quantity(written, "", kinds)
    if value is None:
        return None
    if value.dimension != dim.measure(STEP).dimension:
        bare = "bare" if value.dimension is None else ""
        elaborator.problems.add("K786", written.place, bare, (), name=pay.name, **unit_words("unit", value.dimension))
        return None
    refuse_open_quotients(value.expr, written.place, elaborator.types, elaborator.problems, elaborator.aggregates)
    known = dict.fromkeys(e.columns_of(value.expr), _SCORE) | elaborator.types
    kind = type_of(value.expr, known)
    if not isinstance(kind, Decimal) or kind.digits:
        elaborator.problems.add("K786", written.place, "whole", (), name=pay.name)
        return None
    return PayRule(value.expr, None, None, STEP)


def _quantity(
    written: Expr | None, elaborator: Elaborator, kinds: str, pay: Pay, wanted: dim.Dimension | None
) -> e.Expr | None:
    value = None if written is None else elaborator.quantity(written, "", kinds)
    if value is None or written is None:
        return None
    if wanted is not None and value.dimension != wanted:
        bare = "bare" if value.dimension is None else ""
        elaborator.problems.add("K709", written.place, bare, (), name=pay.name, **unit_words("unit", value.dimension))
        return None
    classes = elaborator.policy.class_names
    if any(True for _ in without_units(value.expr, elaborator.aggregates, classes)):
        elaborator.problems.add("K701", written.place, "open")
    refuse_open_quotients(value.expr, written.place, elaborator.types, elaborator.problems, elaborator.aggregates)
    return value.expr


def _is_one(pool: e.Expr, over: Peers, elaborator: Elaborator) -> bool:
    """Whether a pool is the same for all who share it: made of numbers and of figures over just these units."""
    found = [elaborator.aggregates.get(key) for key in e.columns_of(pool)]
    return all(one is not None and one.over == over for one in found)
