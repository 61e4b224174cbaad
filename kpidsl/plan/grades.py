"""Places and grades (stages 15 and 16).

Rank scales: units are placed within their group by composite; cumulative cut-offs, brought to whole places by the head-count
method, say how many places each grade has; the last grade takes the places that remain, less those that vetoed units use up.
Score scales: the band that holds the composite. Vetoes then act on the grade; of several effects the lowest grade holds.
"""

from kpidsl.core import expr as e
from kpidsl.core.bands import cumulative, score_bands
from kpidsl.core.own_places import has_own_places
from kpidsl.core.types import COUNT, Ordinal
from kpidsl.plan.builder import Builder, among
from kpidsl.plan.nodes import Origin, Rank, Title
from kpidsl.plan.own_places import by_own_places, within_overall
from kpidsl.plan.quotas import cut_offs
from kpidsl.plan.vetoes import any_veto, excluded, not_assessed
from kpidsl.resolve.policy import GradeScale, Veto

UNGRADED = ("UNGRADED", "NOT_ASSESSED")
"""What may stand in place of a grade, after the grades."""


def grade(builder: Builder, scale: GradeScale, score: str = "composite") -> None:
    """Adds ``placed:S``, the grade before vetoes (and, by rank, ``place:S`` and what it is counted from), by the column ``score``."""
    origin, title = Origin(15, scale.place, scale.clause), Title(scale.name, "GRADE")
    if scale.by_score:
        value: e.Expr = e.Case(((among(scale.classes), _by_score(scale, score)),), e.Null())
        value = _fitting(builder, scale, scale.name, value, origin)
        value = value if excluded(builder) == e.FALSE else e.Case(((excluded(builder), e.Null()),), value)
    else:
        _rank(builder, scale, origin, score)
        by_own = has_own_places(scale)
        value = by_own_places(builder, scale, origin) if by_own else _by_rank(builder, scale, origin)
        value = _unless_small(builder, scale, value, origin, score)
        value = within_overall(builder, scale, value, score)
    builder.extend(f"placed:{scale.name}", value, title, origin, Ordinal(scale.grades))


def _rank(builder: Builder, scale: GradeScale, origin: Origin, score: str) -> None:
    removed, counted = any_veto(builder, "REMOVED"), any_veto(builder, "COUNTED")
    ties = "worse" if scale.ties and scale.ties.word == "WORSE" else "better"
    place, places, base, spent = (f"{name}:{scale.name}" for name in ("place", "places", "base", "spent"))
    builder.types.update(dict.fromkeys((place, places, base, spent), COUNT))
    builder.nodes.append(
        Rank(
            groups=tuple((group.name, group.classes) for group in scale.groups),
            keys=(score, *builder.checked.core.tie_keys[scale.name]),
            ties=ties,
            ranked=e.And((e.Not(removed), e.Not(counted))),
            counted=e.Not(removed),
            spends=_spends(builder, scale),
            place=place, places=places, base=base, spent=spent,
            title=Title(scale.name, "RANK"), origin=origin,
        )
    )  # fmt: skip


def _spends(builder: Builder, scale: GradeScale) -> e.Expr:
    """Whether the unit holds a place of the last grade by a veto that uses one up."""
    last = scale.grades[-1]
    using = [
        veto for veto in builder.policy.vetoes
        if veto.fail_places == "USED" and veto.ranking != "KEEPS_PLACE"
        and any(effect.target == scale.name and effect.grade == last for effect in veto.effects)
    ]  # fmt: skip
    return e.any_of(*(e.Col(veto.column) for veto in using))


def _by_rank(builder: Builder, scale: GradeScale, origin: Origin) -> e.Expr:
    place, places, base, spent = (e.Col(f"{name}:{scale.name}") for name in ("place", "places", "base", "spent"))
    method = scale.places.word if scale.places else "TRUNCATE"
    cuts = [
        builder.extend(f"cut:{scale.name}:{name}", cut, Title(f"{scale.name}·{name}", "PLACES"), origin)
        for name, cut in zip(scale.grades, cut_offs(base, cumulative(scale), method), strict=False)
    ]
    fails = e.Greatest((e.ZERO, e.sub(e.sub(base, cuts[-1]), spent)))
    failing = builder.extend(f"fails:{scale.name}", fails, Title(f"{scale.name}·{scale.grades[-1]}", "PLACES"), origin)
    arms: list[tuple[e.Expr, e.Expr]] = [
        (e.Cmp(">", e.add(place, failing), places), e.const(len(scale.grades) - 1)),
        *((e.Cmp("<=", place, cut), e.const(index)) for index, cut in enumerate(cuts)),
    ]
    return e.Case(tuple(arms), e.const(len(scale.grades) - 2))


def _unless_small(builder: Builder, scale: GradeScale, value: e.Expr, origin: Origin, score: str) -> e.Expr:
    """The grade by places; none without a place; in a small group none, or the one by score."""
    assert isinstance(value, e.Case)
    arms: list[tuple[e.Expr, e.Expr]] = [(e.Not(e.Present(f"place:{scale.name}")), e.Null())]
    if scale.small:
        named = builder.policy.scale(scale.small.argument) if scale.small.word == "BY_SCALE" else None
        instead = e.Null() if named is None else _onto(builder, scale, named, score, origin)
        arms.append((e.Cmp("<", e.Col(f"base:{scale.name}"), e.const(scale.small_size)), instead))
    return e.Case((*arms, *value.arms), value.default)


def _fitting(builder: Builder, scale: GradeScale, graded: str, value: e.Expr, origin: Origin) -> e.Expr:
    """The grade of the band, or the next lower one whose condition holds; the last has none. ``graded`` is the scale it is for."""
    demands = builder.checked.core.bands.get(scale.name, ())
    if all(demand == e.TRUE for demand in demands):
        return value
    banded = builder.extend(f"banded:{graded}", value, Title(scale.name, "BAND"), origin, Ordinal(scale.grades))
    arms: list[tuple[e.Expr, e.Expr]] = [(e.Not(e.Present(banded.key)), e.Null())]
    arms += [
        (e.all_of(e.Cmp("<=", banded, e.const(index)), demand), e.const(index))
        for index, demand in enumerate(demands[:-1])
    ]
    return e.Case(tuple(arms), e.const(len(demands) - 1))


def _by_score(scale: GradeScale, score: str) -> e.Expr:
    arms = [(when, e.const(index)) for index, when in enumerate(score_bands(scale, e.Col(score)))]
    return e.Case(tuple(arms), e.Null())


def _onto(builder: Builder, scale: GradeScale, named: GradeScale, score: str, origin: Origin) -> e.Expr:
    """The grade of a score scale, as the position of the same label on the rank scale."""
    if any(band.also is not None for band in named.bands):
        value = _fitting(builder, named, scale.name, _by_score(named, score), origin)
        own = builder.extend(f"fitting:{scale.name}", value, Title(named.name, "GRADE"), origin, Ordinal(named.grades))
        whens = [e.Cmp("=", own, e.const(index)) for index in range(len(named.grades))]
    else:
        whens = score_bands(named, e.Col(score))  # type: ignore[assignment]
    arms = [(when, e.const(scale.grades.index(label))) for label, when in zip(named.grades, whens, strict=True)]
    return e.Case(tuple(arms), e.Null())


def settle(builder: Builder, scale: GradeScale) -> None:
    """Adds ``grade:S``: the grade after vetoes."""
    value: e.Expr = e.Col(f"placed:{scale.name}")
    for veto in builder.policy.vetoes:
        if any(effect.target == scale.name and effect.lowers for effect in veto.effects):
            value = _one_lower(builder, scale, veto, value)
    for veto in _ungrading(builder, scale):
        none = e.Case(((e.Col(veto.column), e.Null()),), value)
        origin = Origin(16, veto.place, veto.clause, veto.provisional)
        value = builder.extend(
            f"lowered:{scale.name}:{veto.name}", none, Title(scale.name, "GRADE"), origin, Ordinal(scale.grades)
        )
    for veto in builder.policy.vetoes:
        for effect in veto.effects:
            if effect.target == scale.name and effect.grade:
                position = e.const(scale.grades.index(effect.grade))
                lowered = e.Greatest((value, position))
                if effect.cap:
                    arms = ((e.Col(veto.column), lowered),)
                else:
                    graded = e.And((e.Col(veto.column), among(scale.classes)))
                    arms = ((graded, _worst(value, position)),)  # type: ignore[assignment]
                value = builder.extend(f"after:{scale.name}:{veto.name}", e.Case(arms, value), Title(scale.name, "GRADE"),
                                       Origin(16, effect.place, veto.clause, veto.provisional),
                                       Ordinal(scale.grades))  # fmt: skip
    absent = not_assessed(builder)
    value = value if absent == e.FALSE else e.Case(((absent, e.Null()),), value)
    builder.extend(f"grade:{scale.name}", value, Title(scale.name, "GRADE"),
                   Origin(16, scale.place, scale.clause), Ordinal(scale.grades))  # fmt: skip
    _shown(builder, scale)


def _ungrading(builder: Builder, scale: GradeScale) -> list[Veto]:
    """The vetoes that leave a unit without a grade (不定等次)."""
    return [v for v in builder.policy.vetoes if any(one.target == scale.name and one.ungraded for one in v.effects)]


def _shown(builder: Builder, scale: GradeScale) -> None:
    """Adds ``shown:S``, where somebody may be left without a grade: the grade, or why there is none."""
    none, absent = e.Not(e.Present(f"grade:{scale.name}")), not_assessed(builder)
    ungraded = e.any_of(excluded(builder), *(e.Col(veto.column) for veto in _ungrading(builder, scale)))
    if ungraded == e.FALSE:
        return
    own, last = among(scale.classes), len(scale.grades)
    arms: list[tuple[e.Expr, e.Expr]] = [(e.all_of(own, none, absent), e.const(last + 1))] if absent != e.FALSE else []
    arms.append((e.all_of(own, none, ungraded), e.const(last)))
    builder.extend(f"shown:{scale.name}", e.Case(tuple(arms), e.Col(f"grade:{scale.name}")), Title(scale.name, "GRADE"),
                   Origin(16, scale.place, scale.clause), Ordinal((*scale.grades, *UNGRADED)))  # fmt: skip


def _one_lower(builder: Builder, scale: GradeScale, veto: Veto, value: e.Expr) -> e.Expr:
    """The next lower grade, the last staying as it is; before anything sets or limits the grade, so that order does not matter."""
    last = e.const(len(scale.grades) - 1)
    lowered = e.Case(((e.Col(veto.column), e.Least((e.add(value, e.ONE), last))),), value)
    place = next(effect.place for effect in veto.effects if effect.target == scale.name)
    origin = Origin(16, place, veto.clause, veto.provisional)
    return builder.extend(
        f"lowered:{scale.name}:{veto.name}", lowered, Title(scale.name, "GRADE"), origin, Ordinal(scale.grades)
    )


def _worst(value: e.Expr, position: e.Const) -> e.Expr:
    """The set grade, or the lower one that the unit already has; a unit without a grade gets the set one."""
    assert isinstance(value, e.Col)
    return e.Case(((e.Present(value.key), e.Greatest((value, position))),), position)
