"""Which rules of a policy its examples reach.

**A rule is reached when altering it makes an example fail**: another weight, a point more, another word in its place, its band
or its effect left out (what the alteration is, stands with each kind of rule in `score_rules` and `grade_rules`). An example
that merely passes through a rule, and would come out the same without it, does not reach it. Takes a compiled policy; gives
every rule with the first example that reaches it. Never changes the policy, never says that a rule is right.
"""

from collections.abc import Iterator

from kpidsl.examples import extra_rules, grade_rules, score_rules
from kpidsl.examples.outcomes import outcomes
from kpidsl.examples.replaying import Prepared, prepare, run
from kpidsl.examples.rule import Alterations, Altered, Rule
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Plan
from kpidsl.values import frozen

Noticed = dict[Altered, str]
"""The example that notices an alteration, or nothing: several rules may share one."""


@frozen
class Reached:
    """A rule, and the example that reaches it or nothing."""

    rule: Rule
    example: str


def rules(made: Alterations) -> Iterator[Rule]:
    """All rules of a policy, by kind."""
    for kind in (
        grade_rules.classes, score_rules.scorings, score_rules.targets, score_rules.formulas, score_rules.weights,
        extra_rules.coefficients, extra_rules.limits, score_rules.absences, score_rules.roundings, grade_rules.links,
        grade_rules.composites, grade_rules.vetoes, grade_rules.scales,
    ):  # fmt: skip
        yield from kind(made)


def coverage(compiled: Compiled) -> list[Reached]:
    """Every rule with the example that reaches it; examples that fail reach nothing."""
    made = Alterations.of(compiled)
    return _reached(made, rules(made))


def demands(compiled: Compiled) -> list[Reached]:
    """Every 任何情况下 with the example that meets its condition. A demand changes no number, so it is no rule."""
    made = Alterations.of(compiled)
    return _reached(made, grade_rules.statements(made))


def _reached(made: Alterations, found: Iterator[Rule]) -> list[Reached]:
    cases = made.compiled.checked.core.examples
    prepared = [prepare(made.compiled, made.weights, case) for case in cases]
    sound = [one for one in prepared if not _fails(made.plan, one)]
    noticed: Noticed = {}
    return [Reached(rule, _reaching(rule, sound, noticed)) for rule in found]


def _reaching(rule: Rule, prepared: list[Prepared], noticed: Noticed) -> str:
    """The first example that notices; nothing where ``every`` alteration has to be noticed and one is not."""
    mine = [one for one in prepared if rule.classes is None or one.case.example.unit_class in rule.classes]
    first = ""
    for altered in rule.altered if mine else ():
        if altered not in noticed:
            noticed[altered] = _first_failing(altered, mine, noticed)
        first = first or noticed[altered]
        if bool(noticed[altered]) != rule.every:
            return first if not rule.every else ""
    return first if rule.every else ""


def _first_failing(altered: Altered, prepared: list[Prepared], noticed: Noticed) -> str:
    """The example that notices; the one that noticed last is asked first, for rules of one kind lie together."""
    plan, last = altered(), next(reversed(noticed.values()), "")
    in_turn = sorted(prepared, key=lambda one: one.case.example.name != last)
    return next((one.case.example.name for one in in_turn if _fails(plan, one)), "")


def _fails(plan: Plan, prepared: Prepared) -> bool:
    replayed = run(plan, prepared)
    return bool(replayed.broken) or not all(found.holds for found in outcomes(plan, prepared.case, replayed))
