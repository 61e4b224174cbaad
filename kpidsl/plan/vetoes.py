"""Vetoes: triggers, whom they reach, and their effects on scores and grades.

A trigger is decided at the stage that knows what it reads: data and marks at 7, points and totals at 11, composites at 13,
grades at 16. Effects act at the stage that ``执行顺序`` names (marks 7, totals 11, composites 13), grade effects at 16. Of
several vetoes the lowest score, the lowest grade and the strictest place hold.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.reach import stage_of
from kpidsl.core.types import Bool
from kpidsl.plan import history
from kpidsl.plan.builder import Builder, among
from kpidsl.plan.inputs import reach_of
from kpidsl.plan.nodes import Origin, Reach, Title
from kpidsl.resolve.policy import Veto

RAW = {11: ("total", "summed"), 13: ("composite", "composed"), 16: ("grade:", "placed:")}
"""By stage: the score or grade made there, and the same before effects, which is what a trigger decided there reads."""


def fire(builder: Builder, stage: int) -> None:
    """Adds, for every veto decided at ``stage``, whether it is set off (``fired:V``) and whom it reaches (``veto:V``)."""
    for index, (veto, trigger) in enumerate(zip(builder.policy.vetoes, builder.checked.core.vetoes, strict=True)):
        if stage_of(trigger) == stage:
            origin = Origin(stage, veto.place, veto.clause, veto.provisional)
            title = Title(veto.name, veto.word)
            fired = e.And((among(reach_of(builder, index)), _before_effects(trigger, stage)))
            builder.extend(f"fired:{veto.name}", fired, title, origin)
            lasting = history.lasts(builder, veto)
            column = f"reached:{veto.name}" if lasting else veto.column
            builder.types[column] = Bool()
            builder.nodes.append(Reach(column, f"fired:{veto.name}", _via(veto), title, origin))
            if lasting:
                force = e.Or((e.Col(column), history.still(builder, veto)))
                builder.extend(veto.column, force, title, origin)


def _before_effects(trigger: e.Expr, stage: int) -> e.Expr:
    """The trigger with what its own stage makes replaced by the value before effects; earlier stages are settled."""
    if stage not in RAW:
        return trigger
    settled, raw = RAW[stage]
    return e.renamed(trigger, lambda key: key.replace(settled, raw, 1) if key.startswith(settled) else key)


def _via(veto: Veto) -> tuple[str, ...]:
    ways = {"THIS_UNIT": "unit", "SAME_CLASS": "class"}
    return tuple(ways.get(scope, scope) for scope in veto.scope)


def limited(builder: Builder, target: str, leaf: str, value: e.Expr) -> e.Expr:
    """A score after every veto that acts on it: set, then capped, the lowest holding; none where nothing is assessed."""
    by_limit: dict[Fraction, list[e.Expr]] = {}
    for veto in builder.policy.vetoes:
        for effect in veto.effects:
            if effect.target == target and effect.leaf == leaf and effect.value is not None:
                by_limit.setdefault(effect.value, []).append(e.Col(veto.column))
    # One choice among all limits, the lowest first: a choice for each veto in turn would hold the score twice as often each time.
    arms = tuple((e.any_of(*by_limit[limit]), _after(limit, value)) for limit in sorted(by_limit))
    value = e.Case(arms, value) if arms else value
    absent = not_assessed(builder)
    return value if target == "MARK" or absent == e.FALSE else e.Case(((absent, e.Null()),), value)


def not_assessed(builder: Builder) -> e.Expr:
    """Whether the unit is not assessed at all (不参加考核)."""
    return e.any_of(*(e.Col(veto.column) for veto in builder.policy.vetoes if veto.word == "NOT_ASSESSED"))


def excluded(builder: Builder) -> e.Expr:
    """Whether the unit is not graded, be it assessed or not."""
    return e.any_of(*(e.Col(veto.column) for veto in builder.policy.exclusions))


def _after(limit: Fraction, value: e.Expr) -> e.Expr:
    """The lower of the value and the points of an effect: a veto never lifts a score."""
    return e.Least((value, e.const(limit)))


def touches(builder: Builder, target: str, leaf: str = "") -> bool:
    """Whether some veto acts on a score."""
    return any(e_.target == target and e_.leaf == leaf for veto in builder.policy.vetoes for e_ in veto.effects)


def any_veto(builder: Builder, ranking: str) -> e.Expr:
    """Whether a veto with this ranking rule reaches the unit."""
    return e.any_of(*(e.Col(veto.column) for veto in builder.policy.vetoes if veto.ranking == ranking))
