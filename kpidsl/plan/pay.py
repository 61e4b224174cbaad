"""Pay (stage 17): amounts of money by scores and grades, and parts of a pool.

A part of a pool is cut to the declared digits; what is left of the pool goes, in units of the last digit, to the units whose
cut took the most (最大余数), or as a whole to the largest share. Among equals the earlier in the roster comes first.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.aggregates import MOST_UNITS, Peers, aggregate_type
from kpidsl.core.pay import MONEY
from kpidsl.core.program import PayRule
from kpidsl.core.types import COUNT, Decimal, type_of
from kpidsl.plan.builder import Builder, among, rounded
from kpidsl.plan.nodes import ORDER, Gather, Origin, Rank, Report, Title
from kpidsl.resolve.policy import Pay, RoundingRule


def pay(builder: Builder) -> tuple[tuple[str, str], ...]:
    """Adds ``pay:NAME`` for every pay; gives their names and columns."""
    found = []
    for one, rule in zip(builder.policy.pays, builder.checked.core.pays, strict=True):
        assert rule is not None
        assert one.rounding is not None
        origin, key = Origin(17, one.place, one.clause), f"pay:{one.name}"
        if rule.shares is None or rule.over is None:
            amount = rounded(rule.money, one.rounding)
        else:
            amount = _part(builder, one, rule, one.rounding, origin)
        value = e.Case(((among(one.classes), amount),), e.Null())
        builder.extend(key, value, Title(one.name, "PAY", MONEY), origin)
        unknown = e.And((among(one.classes), e.Not(e.Present(key))))
        if rule.shares is not None:
            share = e.Col(f"pay_share:{one.name}")
            unknown = e.And((among(one.classes), e.Or((e.Not(e.Present(key)), e.Cmp("<", share, e.ZERO)))))
        builder.nodes.append(Report("K711", unknown, (), (("name", one.name),), origin))
        found.append((one.name, key))
    return tuple(found)


def _part(builder: Builder, one: Pay, rule: PayRule, rounding: RoundingRule, origin: Origin) -> e.Expr:
    """The part of a pool: cut, and with its part of what is left."""
    assert rule.shares is not None
    assert rule.over is not None
    name, over = one.name, rule.over
    share = builder.extend(
        f"pay_share:{name}", e.Case(((among(one.classes), rule.shares),), e.Null()), Title(name, "SHARES"), origin
    )
    whole = _sum(builder, share, over, f"pay_shares:{name}", Title(name, "SHARES_SUM"), origin)
    exact = e.Div(e.mul(rule.money, share), whole)
    cut = builder.extend(f"pay_cut:{name}", rounded(exact, rounding), Title(name, "PAY_CUT", MONEY), origin)
    spent = _sum(builder, cut, over, f"pay_cuts:{name}", Title(name, "PAY_CUTS", MONEY), origin)
    left = e.sub(rule.money, spent)
    # What the cut took, times the sum of shares: the same order, and a decimal.
    lost = e.sub(e.mul(rule.money, share), e.mul(cut, whole))
    first = lost if one.remainder == "LARGEST_REMAINDER" else share
    place = _placed(builder, name, first, over, origin)
    unit = Fraction(1, 10**rounding.digits)
    if one.remainder == "LARGEST_REMAINDER":
        return e.Case(((e.Cmp("<=", e.mul(place, e.const(unit)), left), e.add(cut, e.const(unit))),), cut)
    return e.Case(((e.Cmp("=", place, e.ONE), e.add(cut, left)),), cut)


def _sum(builder: Builder, of: e.Expr, over: Peers, key: str, title: Title, origin: Origin) -> e.Expr:
    kind = aggregate_type("SUM", type_of(of, builder.types), MOST_UNITS)
    builder.types[key] = kind
    builder.nodes.append(Gather(key, "SUM", of, e.TRUE, over, kind, title, origin))
    return e.Col(key)


def _placed(builder: Builder, name: str, first: e.Expr, over: Peers, origin: Origin) -> e.Expr:
    """The place by a value, the larger first, then by the roster."""
    value = builder.extend(f"pay_rest:{name}", first, Title(name, "PAY_REST"), origin)
    builder.types.setdefault(ORDER, COUNT)
    latest = builder.extend(
        f"pay_order:{name}", e.neg(e.Col(ORDER)), Title(name, "PAY_ORDER"), origin, Decimal(0, -COUNT.high, COUNT.low)
    )
    place, places, base, spent = (f"{word}:{name}" for word in ("pay_place", "pay_places", "pay_base", "pay_spent"))
    builder.types.update(dict.fromkeys((place, places, base, spent), COUNT))
    here = e.Present(value.key)
    builder.nodes.append(
        Rank(
            tuple(("、".join(group), group) for group in over.groups), (value.key, latest.key), "better", here, here,
            e.FALSE, place, places, base, spent, Title(name, "RANK"), origin,
        )
    )  # fmt: skip
    return e.Col(place)
