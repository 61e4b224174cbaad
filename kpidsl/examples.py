"""The examples of a policy, computed.

Takes a compiled policy; gives, for every example, what it expects and what comes out. One unit is replayed on the reference
evaluator: what is given is set, ``其余指标：满分`` gives the other appraised indicators the full mark, and what other units
would contribute is what the example says of them. A grade by rank is known only where a veto sets it: one unit has no place.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.backends.reference import replay
from kpidsl.core.program import ExampleCase, Expectation
from kpidsl.core.weighing import leaf_weights
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Linked, Plan, Rank, State
from kpidsl.results.outcome import Value
from kpidsl.values import frozen


@frozen
class Outcome:
    """An expectation and the value that came out; None where the example does not determine one."""

    case: ExampleCase
    expectation: Expectation
    got: Value

    @property
    def holds(self) -> bool:
        """Whether they are equal."""
        return self.got == self.expectation.value


def run_examples(compiled: Compiled) -> list[Outcome]:
    """Every expectation of every example, in order."""
    outcomes = []
    for case in compiled.checked.core.examples:
        row = _row(compiled, case)
        outcomes += [Outcome(case, expectation, row.get(expectation.column)) for expectation in case.expect]
    return outcomes


def _row(compiled: Compiled, case: ExampleCase) -> Mapping[str, Value]:
    plan, unit_class = compiled.plan, case.example.unit_class
    opening: dict[str, Value] = {UNIT: case.example.unit, CLASS: unit_class, ORDER: Fraction(0)}
    given: dict[str, Value] = {}
    for link in plan.scan.links:
        opening["link:" + link] = link if any(key.startswith(f"linked:{link}:") for key in case.given) else None
    for source in plan.scan.inputs:
        reason, value = case.absent.get(source.key), case.given.get(source.key)
        opening[source.key] = value
        state = State[reason] if reason else State.NOT_APPRAISED if value is None else State.VALUE
        opening[source.state] = Fraction(state)
    for key, reason in case.absent.items():
        if key.startswith("mark:"):
            given["state:" + key.removeprefix("mark:")] = Fraction(State[reason])
    for key, mark in case.given.items():
        if key.startswith("mark:"):
            given |= _marked(plan, key.removeprefix("mark:"), mark)
    if case.example.others_full:
        for leaf in _others(compiled, case):
            given |= _marked(plan, leaf, compiled.checked.policy.full)
    return replay(plan, opening, given | _from_others(plan, case))


def _marked(plan: Plan, leaf: str, mark: Fraction) -> dict[str, Value]:
    """The mark of a leaf as given: the one before item vetoes, where there are any."""
    scored = f"scored:{leaf}"
    return {scored if scored in plan.types else f"mark:{leaf}": mark, f"state:{leaf}": Fraction(State.VALUE)}


def _others(compiled: Compiled, case: ExampleCase) -> list[str]:
    """The leaves the unit is appraised on and of which the example says nothing that makes a mark."""
    core, weights = compiled.checked.core, leaf_weights(compiled.checked.policy)
    named = {*case.given, *case.absent}
    return [
        leaf for leaf, rules in core.marks.items()
        if f"mark:{leaf}" not in named
        and any(case.example.unit_class in rule.classes for rule in rules)
        and not any(key in named for rule in rules for key in rule.reads)
        and weights[leaf].get(case.example.unit_class) is not None
    ]  # fmt: skip


def _from_others(plan: Plan, case: ExampleCase) -> dict[str, Value]:
    given: dict[str, Value] = {}
    for node in plan.nodes:
        match node:
            case Linked(column):
                given[column] = next((v for key, v in case.given.items() if column.startswith(key)), None)
            case Rank():
                given |= dict.fromkeys((node.place, node.places, node.base, node.spent))
    return given
