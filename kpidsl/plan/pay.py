"""Pay (stage 17): amounts of money by scores and grades, and parts of a pool.

A part of a pool is cut to the declared digits; what is left of the pool goes, in units of the last digit, to the units whose
cut took the most (最大余数), or as a whole to the largest share. Among equals the earlier in the roster comes first. A unit that
is not assessed (不参加考核) and has none of the figures its pay is made of is not paid, and shares in no pool (decision 0022).
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.aggregates import MOST_UNITS, Peers, aggregate_type
from kpidsl.core.pay import MONEY
from kpidsl.core.program import PayRule
from kpidsl.core.types import COUNT, Decimal, type_of
from kpidsl.plan.builder import Builder, among, rounded
from kpidsl.plan.nodes import ORDER, Gather, Origin, Rank, Report, Title
from kpidsl.plan.vetoes import not_assessed
from kpidsl.resolve.policy import Pay, RoundingRule

ONE = Decimal(0, Fraction(1), Fraction(1))
"""What is known of a column that says so by 1, and else is absent."""


def pay(builder: Builder) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Adds ``pay:NAME`` for every pay, and ``unpaid:NAME`` where units may be without it; gives their names and columns."""
    found, unpaid = [], []
    for one, rule in zip(builder.policy.pays, builder.checked.core.pays, strict=True):
        assert rule is not None
        origin, key = Origin(17, one.place, one.clause), f"pay:{one.name}"
        if rule.shares is None or rule.over is None:
            amount = rounded(rule.money, one.rounding) if one.rounding else rule.money
        else:
            assert one.rounding is not None
            amount = _part(builder, one, rule, one.rounding, origin)
        own = among(one.classes)
        builder.extend(key, e.Case(((own, amount),), e.Null()), Title(one.name, "PAY", rule.unit), origin)
        none = e.all_of(own, e.Not(e.Present(key)))
        if (absent := not_assessed(builder)) != e.FALSE:
            told = e.Case(((e.all_of(none, absent), e.ONE),), e.Null())
            builder.extend(f"unpaid:{one.name}", told, Title(one.name, "NOT_ASSESSED"), origin, ONE)
            unpaid.append((one.name, f"unpaid:{one.name}"))
            none = e.all_of(none, e.Not(absent))
        builder.nodes += _reports(builder, one, rule, none, origin)
        found.append((one.name, key))
    return tuple(found), tuple(unpaid)


def _reports(builder: Builder, one: Pay, rule: PayRule, none: e.Expr, origin: Origin) -> list[Report]:
    """Why a unit has no pay, or must not have the one it has: K711 by what is missing."""
    words = (("name", one.name),)
    of_units = {aggregate.key for aggregate in builder.checked.core.aggregates}
    if rule.shares is None:
        read = tuple(key for key in sorted(e.columns_of(rule.money) - of_units) if not key.startswith("linked:"))
        return [Report("K711", none, read, words, origin, "" if read else "units")]
    share = f"pay_share:{one.name}"
    below = e.all_of(among(one.classes), e.Cmp("<", e.Col(share), e.ZERO))
    reasons = (
        ("share", e.all_of(none, e.Not(e.Present(share))), ()),
        ("negative", below, (share,)),
        ("none", e.all_of(none, e.Cmp(">=", e.Col(share), e.ZERO)), ()),
    )  # fmt: skip
    return [Report("K711", when, shown, words, origin, variant) for variant, when, shown in reasons]


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
    # A part is no more than the pool, which the bounds of a quotient do not know.
    part = e.Least((rounded(exact, rounding), rounded(rule.money, rounding)))
    cut = builder.extend(f"pay_cut:{name}", part, Title(name, "PAY_CUT", MONEY), origin)
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
