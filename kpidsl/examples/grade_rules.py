"""Rules that act between scores and grades: classes, links, composites, vetoes, ranks, bands, statements.

Takes the alterations of a policy; gives its rules. What each alteration is stands at its function.
"""

from collections.abc import Iterator
from functools import partial

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.own_places import has_own_places
from kpidsl.examples.replaying import BROKEN
from kpidsl.examples.rule import Alterations, Altered, Rule, one_more, substituted
from kpidsl.plan.builder import Builder
from kpidsl.plan.inputs import reach_of
from kpidsl.plan.nodes import Linked, Node, Rank, Report
from kpidsl.plan.quotas import METHODS
from kpidsl.resolve.policy import Choice, Composite, GradeScale, Veto
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Ref, Word

RANKINGS = ("REMOVED", "KEEPS_PLACE", "COUNTED")
ONE = e.const(1)


def classes(made: Alterations) -> Iterator[Rule]:
    """Every class of units: a point more on its total."""
    for unit_class in made.policy.classes:
        only = (unit_class.name,)
        more = made.column_with("total", lambda expr: e.add(expr, ONE), only)
        yield Rule("CLASSES", unit_class.name, unit_class.place, (more,), "", only)


def links(made: Alterations) -> Iterator[Rule]:
    """Every link that a composite reads: ten points more at its other end."""
    for link in made.policy.links:
        columns = [node.column for node in made.plan.nodes if isinstance(node, Linked) and node.link == link.name]
        if columns:
            plans = tuple(_linked_more(made, column) for column in columns)
            yield Rule("LINK", link.name, link.place, plans, "", tuple(link.ends))


def _linked_more(made: Alterations, column: str) -> Altered:
    old, more = e.Col(column), e.add(e.Col(column), e.const(10))
    return made.column_with("composed", lambda expr: substituted(expr, old, more))


def composites(made: Alterations) -> Iterator[Rule]:
    """Every composite in every class it is for: a point more; and what a missing link means: something else."""
    for composite in made.policy.composites:
        for unit_class in composite.classes:
            more = made.column_with("composed", lambda expr: e.add(expr, ONE), (unit_class,))
            yield Rule("COMPOSITE_SCORE", unit_class, composite.place, (more,), "", (unit_class,))
        for link, said in composite.no_link.items():
            if said is not None:
                yield Rule("NO_LINK", link, composite.place, (_no_link(made, composite, link),), "", composite.classes)


def _no_link(made: Alterations, composite: Composite, link: str) -> Altered:
    total = Ref((Word("TOTAL", composite.place),), composite.place)
    other: str | Expr = total if composite.no_link[link] == "STOP" else "STOP"
    changed = evolve(composite, no_link={**composite.no_link, link: other})
    return made.policy_with(composites=tuple(changed if one is composite else one for one in made.policy.composites))


def vetoes(made: Alterations) -> Iterator[Rule]:
    """Every veto: never set off, class by class; always set off; one more in each number of its case; without each effect;
    with other words on places.
    """
    builder = Builder.of(made.compiled.checked)
    for index, veto in enumerate(made.policy.vetoes):
        column, reach = f"fired:{veto.name}", reach_of(builder, index)
        always = made.column_with(column, lambda _: e.TRUE, reach)
        for unit_class in reach:
            never = made.column_with(column, lambda _: e.FALSE, (unit_class,))
            yield Rule(veto.word, f"{veto.name}·{unit_class}", veto.place, (never,), "fired", (unit_class,))
        yield Rule(veto.word, veto.name, veto.place, (always,), "idle", reach)
        for at, case in enumerate(veto.when):
            for place, other in one_more(case):
                when = (*veto.when[:at], other, *veto.when[at + 1 :])
                yield Rule("WHEN", veto.name, place, (_veto(made, evolve(veto, when=when)),), "", reach)
        for effect in veto.effects:
            left = tuple(one for one in veto.effects if one is not effect)
            yield Rule("THEN", veto.name, effect.place, (_veto(made, evolve(veto, effects=left)),))
        yield from _places_of_veto(made, veto)


def _places_of_veto(made: Alterations, veto: Veto) -> Iterator[Rule]:
    if veto.ranking and "RANKING" in veto.fields:
        for word in RANKINGS if veto.word == "VETO" else ("REMOVED", "COUNTED"):
            if word != veto.ranking:
                plans = (_veto(made, evolve(veto, ranking=word)),)
                yield Rule("RANKING", veto.name, veto.fields["RANKING"].place, plans, word)
    if veto.fail_places and "FAIL_PLACES" in veto.fields:
        other = "USED" if veto.fail_places == "NOT_USED" else "NOT_USED"
        plans = (_veto(made, evolve(veto, fail_places=other)),)
        yield Rule("FAIL_PLACES", veto.name, veto.fields["FAIL_PLACES"].place, plans)
    if "SCOPE" in veto.fields and veto.word == "VETO":
        elsewhere = tuple(scope for scope in veto.scope if scope != "THIS_UNIT")
        yield Rule("SCOPE", veto.name, veto.fields["SCOPE"].place, (_veto(made, evolve(veto, scope=elsewhere)),))


def _veto(made: Alterations, other: Veto) -> Altered:
    return made.policy_with(vetoes=tuple(other if one.name == other.name else one for one in made.policy.vetoes))


def scales(made: Alterations) -> Iterator[Rule]:
    """Every band: without its grade; by rank also groups, head counts, ties, small groups: another word."""
    for scale in made.policy.grades:
        for index, band in enumerate(scale.bands):
            plans = (made.column_with(f"placed:{scale.name}", partial(_without, index=index)),)
            yield Rule("GRADES", f"{scale.name}·{band.grade}", band.place, plans)
            if band.also is not None:
                yield Rule(
                    "GRADES",
                    f"{scale.name}·{band.grade}",
                    band.also.place,
                    (_without_demand(made, scale, index),),
                    "AND",
                )
        if not scale.by_score:
            yield from _groups(made, scale)
            yield from _counting(made, scale)


def _without_demand(made: Alterations, scale: GradeScale, index: int) -> Altered:
    bands = tuple(evolve(band, also=None) if at == index else band for at, band in enumerate(scale.bands))
    return made.policy_with(
        grades=tuple(evolve(one, bands=bands) if one is scale else one for one in made.policy.grades)
    )


def _without(expr: e.Expr, index: int) -> e.Expr:
    """A grade that is any but this one."""
    return e.Case(((e.Cmp("=", expr, e.const(index)), e.const(index + 1)),), expr)


def _groups(made: Alterations, scale: GradeScale) -> Iterator[Rule]:
    """Every class of every group, and every class left out of the ranking: not ranked, or graded."""
    for group in scale.groups:
        for unit_class in group.classes:
            plans = (made.nodes_with(partial(_unranked, place=f"place:{scale.name}", unit_class=unit_class)),)
            yield Rule("RANK_WITHIN", unit_class, group.place, plans, "", (unit_class,))
    for unit_class in scale.not_ranked:
        best = made.column_with(f"grade:{scale.name}", lambda _: e.ZERO, (unit_class,))
        yield Rule("NOT_RANKED", unit_class, scale.place, (best,), "", (unit_class,))


def _unranked(node: Node, place: str, unit_class: str) -> Node:
    """The places of a scale without one class."""
    if not isinstance(node, Rank) or node.place != place:
        return node
    left = tuple((name, tuple(one for one in classes if one != unit_class)) for name, classes in node.groups)
    return evolve(node, groups=left)


def _counting(made: Alterations, scale: GradeScale) -> Iterator[Rule]:
    if scale.places:
        for method in (*METHODS, "LARGEST_REMAINDER"):
            of_share = method != "LARGEST_REMAINDER" or not has_own_places(scale)
            if method != scale.places.word and of_share:
                plans = (_scale(made, scale, evolve(scale, places=evolve(scale.places, word=method))),)
                yield Rule("PLACES", scale.name, scale.places.place, plans, method)
    for limit in scale.overall:
        left = tuple(one for one in scale.overall if one is not limit)
        plans = (_scale(made, scale, evolve(scale, overall=left)),)
        yield Rule("OVERALL", f"{scale.name}·{limit.grade}", limit.place, plans)
    if scale.ties:
        other = "WORSE" if scale.ties.word == "BETTER" else "BETTER"
        plans = (_scale(made, scale, evolve(scale, ties=evolve(scale.ties, word=other))),)
        yield Rule("TIES", scale.name, scale.ties.place, plans)
    for key in scale.tie_keys:
        keys = tuple(one for one in scale.tie_keys if one is not key)
        yield Rule("FIRST_BY", scale.name, key.place, (_scale(made, scale, evolve(scale, tie_keys=keys)),))
    if scale.small:
        for size in (scale.small_size - 1, scale.small_size + 1):
            plans = (_scale(made, scale, evolve(scale, small_size=size)),)
            yield Rule("UNDER", scale.name, scale.small.place, plans, str(size))
        yield Rule("UNDER", scale.name, scale.small.place, (_other_small(made, scale, scale.small),))


def _other_small(made: Alterations, scale: GradeScale, small: Choice) -> Altered:
    """No grade for a small group instead of one by score; graded as a large one instead of none."""
    if small.word == "BY_SCALE":
        return _scale(made, scale, evolve(scale, small=evolve(small, word="RANK_ONLY", argument="")))
    return _scale(made, scale, evolve(scale, small=None))


def _scale(made: Alterations, scale: GradeScale, other: GradeScale) -> Altered:
    return made.policy_with(grades=tuple(other if one is scale else one for one in made.policy.grades))


def statements(made: Alterations) -> Iterator[Rule]:
    """Every 任何情况下: what it demands never holds, so that an example in which its condition holds refutes it."""
    core = made.compiled.checked.core
    for statement, (condition, _) in zip(made.policy.always, core.always, strict=True):
        refuted = made.nodes_with(partial(_demanding_nothing, place=statement.place, when=condition))
        yield Rule("ALWAYS", "", statement.place, (refuted,))


def _demanding_nothing(node: Node, place: Span, when: e.Expr) -> Node:
    """The report of a statement, made wherever its condition holds."""
    if not isinstance(node, Report) or node.code != BROKEN or node.origin.place != place:
        return node
    return evolve(node, when=when)
