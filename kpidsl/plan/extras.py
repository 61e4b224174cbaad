"""From the weighted sum to the total: coefficients (stage 10), bonuses, maluses and adjustments (stage 11).

A policy without either has its weighted sum as total before vetoes (``summed``). Else the sum is ``weighed``, times every
coefficient of the unit's class and rounded ``scaled``; bonuses and maluses are capped by item, by kind, then together, and the
total is kept within the bounds that the policy states.
"""

from kpidsl.core import expr as e
from kpidsl.plan.builder import Builder, among, present
from kpidsl.plan.nodes import Origin, Report, Title
from kpidsl.plan.weighing import add_up as add_up_points
from kpidsl.resolve.policy import Extra


def add_up(builder: Builder) -> None:
    """Adds points, the weighted sum and the total before vetoes."""
    policy = builder.policy
    if not policy.extras and not policy.coefficients:
        add_up_points(builder, "summed", policy.only_composed)
        return
    add_up_points(builder, "weighed", policy.only_composed)
    total = _scaled(builder)
    for kind, word in (("BONUS", "BONUS_SUM"), ("MALUS", "MALUS_SUM"), ("ADJUSTMENT", "ADJUSTMENT")):
        items, adds = [extra for extra in policy.extras if extra.word == kind], kind != "MALUS"
        if items:
            sum_ = builder.extend(word.lower(), _together(builder, items, word), Title("", word, "points"), Origin(11))
            total = e.add(total, sum_ if adds else e.neg(sum_))
    bounds = policy.extras_together
    total = total if bounds.high is None else e.Least((total, e.const(bounds.high)))
    total = total if bounds.low is None else e.Greatest((total, e.const(bounds.low)))
    builder.extend("summed", total, Title("", "TOTAL", "points"), Origin(11))


def published(builder: Builder) -> tuple[tuple[str, str], ...]:
    """The columns between points and total."""
    columns = (
        ("WEIGHED", "weighed"),
        ("COEFFICIENT", "scaled"),
        ("BONUS_SUM", "bonus_sum"),
        ("MALUS_SUM", "malus_sum"),
        ("ADJUSTMENT", "adjustment"),
    )
    return tuple((word, column) for word, column in columns if column in builder.types)


def _scaled(builder: Builder) -> e.Expr:
    """The weighted sum after every coefficient of the unit's class."""
    policy = builder.policy
    if not policy.coefficients:
        return e.Col("weighed")
    factors = []
    for coefficient, expr in zip(policy.coefficients, builder.checked.core.coefficients, strict=True):
        value = e.Case(((among(coefficient.classes), expr),), e.ONE)
        origin = Origin(10, coefficient.place, coefficient.clause)
        title = Title(coefficient.name, "COEFFICIENT")
        factor = builder.extend(f"coefficient:{coefficient.name}", value, title, origin)
        words = (("name", coefficient.name),)
        builder.nodes.append(Report("K549", e.Not(e.Present(factor.key)), (), words, origin))
        factors.append(factor)
    scaled = builder.rounded(e.mul(e.Col("weighed"), *factors), "COEFFICIENT")
    return builder.extend("scaled", scaled, Title("", "SCALED", "points"), Origin(10))


def _together(builder: Builder, items: list[Extra], word: str) -> e.Expr:
    """The points of all items, within the limits of each kind and of all."""
    most = builder.policy.extras_together.most
    kinds: dict[str, list[e.Expr]] = {}
    for extra in items:
        kinds.setdefault(extra.kind, []).append(_points(builder, extra))
    sums = [_within(e.add(*parts), most.get(kind) if kind else None) for kind, parts in kinds.items()]
    return _within(e.add(*sums), most.get(word))


def _within(value: e.Expr, most: object) -> e.Expr:
    return value if most is None else e.Least((value, e.const(most)))  # type: ignore[arg-type]


def _points(builder: Builder, extra: Extra) -> e.Expr:
    """The points of one item, 0 where it does not apply."""
    leaf = extra.leaf
    family = builder.policy.family(leaf.family)
    value = builder.rounded(e.Col(f"mark:{leaf.key}"), "POINTS")
    title, origin = Title(leaf.key, "POINTS", "points"), Origin(11, leaf.place, family.clause)
    points = builder.extend(f"points:{leaf.key}", value, title, origin)
    return present(e.Present(points.key), points)
