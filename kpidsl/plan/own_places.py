"""Places of their own (stage 15): grades that have each a share or a number of the group, and limits over all groups.

The grades before the one with 其余 are given from the first place on, those after it from the last place back. A limit (最多)
begins where the units graded before it end, so that it holds although a tie left places of theirs empty.
"""

from kpidsl.core import expr as e
from kpidsl.core.aggregates import MOST_UNITS, Peers, aggregate_type
from kpidsl.core.own_places import balance_of, mode_of, own_of, quota_of
from kpidsl.core.types import COUNT, Decimal, Ordinal, type_of
from kpidsl.plan.builder import Builder
from kpidsl.plan.nodes import Gather, Origin, Rank, Title
from kpidsl.plan.vetoes import any_veto
from kpidsl.resolve.policy import GradeScale, Overall


def by_own_places(builder: Builder, scale: GradeScale, origin: Origin) -> e.Case:
    """The grade of a unit that has a place in a group that is not small."""
    place, places, base, spent = (e.Col(f"{name}:{scale.name}") for name in ("place", "places", "base", "spent"))
    rest, mode = balance_of(scale), mode_of(scale)
    numbers: dict[int, e.Expr] = {}
    for index, band in enumerate(scale.bands):
        own = own_of(band.form)
        if own is not None:
            title = Title(f"{scale.name}·{band.grade}", "PLACES")
            numbers[index] = builder.extend(f"own:{scale.name}:{band.grade}", own.expr(base, mode), title, origin)
    arms: list[tuple[e.Expr, e.Expr]] = []
    failing: e.Expr = e.ZERO
    for index in range(len(scale.bands) - 1, rest, -1):
        failing = e.add(failing, numbers[index])
        left = e.Greatest((e.ZERO, e.sub(failing, spent)))
        arms.append((e.Cmp(">", e.add(place, left), places), e.const(index)))
    edge: e.Expr = e.ZERO
    for index in range(rest):
        own = own_of(scale.bands[index].form)
        if index and own is not None and own.at_most:
            edge = _taken(builder, scale, index, e.Cmp("<=", place, edge), origin)
        edge = e.add(edge, numbers[index])
        arms.append((e.Cmp("<=", place, edge), e.const(index)))
    return e.Case(tuple(arms), e.const(rest))


def _taken(builder: Builder, scale: GradeScale, index: int, better: e.Expr, origin: Origin) -> e.Expr:
    """How many units of the group have a better grade."""
    key, title = f"taken:{scale.name}:{scale.grades[index]}", Title(f"{scale.name}·{scale.grades[index]}", "TAKEN")
    one = e.Case(((e.all_of(e.Present(f"place:{scale.name}"), better), e.ONE),), e.ZERO)
    kind = aggregate_type("SUM", type_of(one, builder.types), MOST_UNITS)
    builder.types[key] = kind
    over = Peers(tuple(group.classes for group in scale.groups))
    builder.nodes.append(Gather(key, "SUM", one, e.TRUE, over, kind, title, origin))
    return e.Col(key)


def within_overall(builder: Builder, scale: GradeScale, value: e.Expr, score: str) -> e.Expr:
    """The grade after the limits over all groups: who is beyond one falls to the next grade."""
    for limit in scale.overall:
        value = _cut(builder, scale, limit, value, score)
    return value


def _cut(builder: Builder, scale: GradeScale, limit: Overall, value: e.Expr, score: str) -> e.Expr:
    quota, index = quota_of(limit.quota), scale.grades.index(limit.grade)
    assert quota is not None
    origin, named = Origin(15, limit.place, scale.clause), f"{scale.name}:{limit.grade}"
    within = builder.extend(
        f"grouped:{named}", value, Title(scale.name, "BAND_OF_GROUP"), origin, Ordinal(scale.grades)
    )
    keys: tuple[str, ...] = (score, *builder.checked.core.tie_keys[scale.name])
    if limit.way == "CUT_BY_PLACE":
        kind = Decimal(0, -COUNT.high, -COUNT.low)
        place = builder.extend(
            f"placing:{named}", e.neg(e.Col(f"place:{scale.name}")), Title(scale.name, "RANK"), origin, kind
        )
        keys = (place.key, *keys)
    place_, places, base, spent = (f"overall_{word}:{named}" for word in ("place", "places", "base", "spent"))
    builder.types.update(dict.fromkeys((place_, places, base, spent), COUNT))
    removed = any_veto(builder, "REMOVED")
    classes = tuple(dict.fromkeys(name for group in scale.groups for name in group.classes))
    builder.nodes.append(
        Rank(
            (("、".join(classes), classes),), keys, "worse", e.Cmp("=", within, e.const(index)), e.Not(removed), e.FALSE,
            place_, places, base, spent, Title(f"{scale.name}·{limit.grade}", "OVERALL_RANK"), origin,
        )
    )  # fmt: skip
    most = builder.extend(
        f"most:{named}", quota.expr(e.Col(base), mode_of(scale)), Title(f"{scale.name}·{limit.grade}", "OVERALL_PLACES"),
        origin,
    )  # fmt: skip
    beyond = e.all_of(e.Present(place_), e.Cmp(">", e.Col(place_), most))
    return e.Case(((beyond, e.const(index + 1)),), within)
