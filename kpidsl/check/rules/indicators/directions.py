"""What an indicator says of its direction (方向) agrees with its target and its steps."""

from collections.abc import Iterable

from kpidsl.core.directions import FIRST, direction_of
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Choice, Family, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Call, Expr, Number, Op, Word

_BETTER = {
    ">": "MORE_IS_BETTER",
    ">=": "MORE_IS_BETTER",
    "<": "LESS_IS_BETTER",
    "<=": "LESS_IS_BETTER",
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def directions(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001 - as all rules
    """K640, at what contradicts, with the word."""
    for family in policy.families:
        said = family.direction
        if said is None:
            continue
        found = [("", place) for place in _against(family, said)]
        for variant, place in [*found, *_forms_against(policy, family, said)]:
            words = both("direction", *(keyword(said.word, lang) for lang in ("zh", "en")))
            shown = "range" if said.word == "IN_RANGE" else variant
            problems.add("K640", place, shown, [Label(said.place, "direction")], name=family.name, **words)


def _against(family: Family, said: Choice) -> Iterable[Span]:
    """The targets that want what the direction does not."""
    for target in family.targets:
        wants = _wants(target.expr)
        if wants and wants != said.word:
            yield target.place


def _wants(target: Expr) -> str:
    """The direction of a target that is one comparison with an end; empty where it has none."""
    match target:
        case Op(">" | ">=" | "<" | "<=" as op, (left, right)):
            if isinstance(left, Number) and not isinstance(right, Number):
                return _BETTER[_MIRRORED[op]]
            return _BETTER[op]
        case _:
            return ""


def _forms_against(policy: Policy, family: Family, said: Choice) -> Iterable[tuple[str, Span]]:
    yield from (("step", place) for place in _steps_against(policy, family, said))
    yield from (("order", place) for place in _orders_against(policy, family, said))


def _orders_against(policy: Policy, family: Family, said: Choice) -> Iterable[Span]:
    """Scores by place, or between the worst and the best, in which the worse end of what the direction is about comes first."""
    for leaf in policy.leaves:
        for scoring in leaf.scoring if leaf.family == family.name and said.word in FIRST else ():
            for form in scoring.forms:
                call = form.get("measure")
                if not isinstance(call, Call) or call.order is None:
                    continue
                if (
                    direction_of(call.args[0], family.name, policy)[0] == family.name
                    and call.order.word != FIRST[said.word]
                ):
                    yield call.order.place


def _steps_against(policy: Policy, family: Family, said: Choice) -> Iterable[Span]:
    """The steps that take points off for the better, or add them for the worse; beside a range a step may go either way."""
    better = {"MORE_IS_BETTER": "ABOVE", "LESS_IS_BETTER": "BELOW"}.get(said.word)
    for leaf in policy.leaves:
        for scoring in leaf.scoring if leaf.family == family.name and better else ():
            for form in scoring.forms:
                way, effect = form.get("direction"), form.get("effect")
                if not isinstance(way, Word) or not isinstance(effect, Word) or way.word not in ("ABOVE", "BELOW"):
                    continue
                if (way.word == better) == (effect.word == "DEDUCT"):
                    yield form.place
