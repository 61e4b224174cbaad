"""Which rules of a policy its examples reach.

**A rule is reached when altering it makes an example fail**: another weight, a point more, another word in its place, its band
or its effect left out (what the alteration is, stands with each kind of rule in `score_rules` and `grade_rules`). An example
that merely passes through a rule, and would come out the same without it, does not reach it. Takes a compiled policy; gives
every rule with the first example that reaches it. Never changes the policy, never says that a rule is right.
"""

from collections.abc import Iterator

from kpidsl.examples import grade_rules, score_rules
from kpidsl.examples.outcomes import outcomes
from kpidsl.examples.replaying import Prepared, prepare, run
from kpidsl.examples.rule import Alterations, Altered, Rule
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Plan
from kpidsl.values import frozen


@frozen
class Reached:
    """A rule, and the example that reaches it or nothing."""

    rule: Rule
    example: str


def rules(made: Alterations) -> Iterator[Rule]:
    """All rules of a policy, by kind."""
    for kind in (
        grade_rules.classes, score_rules.scorings, score_rules.targets, score_rules.formulas, score_rules.weights,
        score_rules.absences, score_rules.roundings, grade_rules.links, grade_rules.composites, grade_rules.vetoes,
        grade_rules.scales, grade_rules.statements,
    ):  # fmt: skip
        yield from kind(made)


def coverage(compiled: Compiled) -> list[Reached]:
    """Every rule with the example that reaches it; examples that fail reach nothing."""
    made = Alterations.of(compiled)
    cases = compiled.checked.core.examples
    prepared = [prepare(compiled, made.weights, case) for case in cases]
    sound = [one for one in prepared if not _fails(compiled.plan, one)]
    return [Reached(rule, _reaching(rule, sound)) for rule in rules(made)]


def _reaching(rule: Rule, prepared: list[Prepared]) -> str:
    """The first example that an alteration of the rule makes fail; nothing where ``every`` is asked for and one is not noticed."""
    mine = [one for one in prepared if rule.classes is None or one.case.example.unit_class in rule.classes]
    if not mine:
        return ""
    found = (_first_failing(altered, mine) for altered in rule.altered)
    if rule.every:
        names = list(found)
        return names[0] if names and all(names) else ""
    return next((name for name in found if name), "")


def _first_failing(altered: Altered, prepared: list[Prepared]) -> str:
    plan = altered()
    return next((one.case.example.name for one in prepared if _fails(plan, one)), "")


def _fails(plan: Plan, prepared: Prepared) -> bool:
    replayed = run(plan, prepared)
    return bool(replayed.broken) or not all(found.holds for found in outcomes(plan, prepared.case, replayed))
