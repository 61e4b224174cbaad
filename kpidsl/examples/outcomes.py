"""What examples expect, what comes out, and the findings where they differ.

Takes a compiled policy; gives a `Result` for each example and reports K390 (another value), K391 (no examples),
K392 (a statement that does not hold), K393 (a unit that would mark itself, unsettled). Never prints.
"""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction

from kpidsl.backends.reference.expressions import value_of
from kpidsl.check.roster import appraises_itself
from kpidsl.core.program import ExampleCase, Expectation
from kpidsl.core.types import Ordinal
from kpidsl.core.weighing import LeafWeights, all_weights
from kpidsl.core.wording import expr_words, keyword, plain
from kpidsl.diagnostics import Diagnostic, Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.examples.replaying import Replayed, dependencies, prepare, run
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Plan, Rank, Report, State, Title
from kpidsl.results.figures import Value, figure_text, value_text
from kpidsl.results.titles import titles
from kpidsl.results.trace import Step, trace
from kpidsl.values import frozen


class Why(Enum):
    """Why an expectation has no value."""

    KNOWN = ""
    STOPPED = "stopped"
    UNRANKED = "unranked"
    """The example does not say whom the unit is ranked with."""
    TIED = "tied"
    """Another unit has the same score, and what is compared then is not known of it."""


@frozen
class Outcome:
    """An expectation and what came out; ``got`` is None where there is no value, ``state`` is that of a leaf or a datum."""

    case: ExampleCase
    expectation: Expectation
    got: Value
    why: Why
    state: Value = None

    @property
    def holds(self) -> bool:
        """Whether what was expected came out."""
        match self.expectation.value:
            case "STOP":
                return self.why is Why.STOPPED
            case str(reason) if self.state is not None:
                return self.state == State[reason]
            case "NOT_APPLICABLE":
                return self.why is Why.KNOWN and self.got is None
            case value:
                return self.why is Why.KNOWN and self.got == value


@frozen
class Result:
    """One example: its unit's row and what became of each expectation."""

    case: ExampleCase
    replayed: Replayed
    outcomes: tuple[Outcome, ...]
    unsettled: tuple[str, ...] = ()
    """Leaves on which the unit would mark itself and the policy does not say what then."""

    @property
    def holds(self) -> bool:
        """Whether all expectations and all statements of the policy hold."""
        return all(found.holds for found in self.outcomes) and not self.replayed.broken and not self.unsettled


def run_examples(compiled: Compiled) -> Iterator[Result]:
    """Every example of the policy, in order."""
    weights = all_weights(compiled.checked.policy)
    return (_result(compiled, weights, case) for case in compiled.checked.core.examples)


def _result(compiled: Compiled, weights: LeafWeights, case: ExampleCase) -> Result:
    policy, example = compiled.checked.policy, case.example
    replayed = run(compiled.plan, prepare(compiled, weights, case))
    own = (
        leaf.key for leaf in policy.leaves
        if appraises_itself(policy, leaf, example.unit, example.unit_class, {}, weights)
    )  # fmt: skip
    return Result(case, replayed, outcomes(compiled.plan, case, replayed), tuple(own))


def outcomes(plan: Plan, case: ExampleCase, replayed: Replayed) -> tuple[Outcome, ...]:
    """What became of each expectation of an example."""
    return tuple(_outcome(plan, case, expectation, replayed) for expectation in case.expect)


def _outcome(plan: Plan, case: ExampleCase, expectation: Expectation, replayed: Replayed) -> Outcome:
    column, row = expectation.column, replayed.row
    kind, _, subject = column.partition(":")
    state = f"state:{subject}" if kind in ("mark", "points") else f"state:{column}"
    got = row.get(column)
    why = Why.STOPPED if replayed.stopped else _why_unknown(plan, case, kind, subject, replayed)
    return Outcome(case, expectation, None if why is not Why.KNOWN else got, why, row.get(state))


def _why_unknown(plan: Plan, case: ExampleCase, kind: str, subject: str, replayed: Replayed) -> Why:
    """Whether a place, or a grade that no veto settles, hangs on units of which the example does not say enough."""
    if kind not in ("grade", "place") or case.peers is not None:
        return Why.KNOWN
    row = replayed.row
    for node in plan.nodes:
        if isinstance(node, Rank) and node.place == f"place:{subject}":
            grouped = any(case.example.unit_class in classes for _, classes in node.groups)
            placed = grouped and bool(value_of(node.ranked, row))
            if placed and case.others is None:
                return Why.UNRANKED
            if placed and node.keys[1:] and any(other.score == row["composite"] for other in case.others or ()):
                return Why.TIED
    return Why.KNOWN


def verify(compiled: Compiled, problems: Problems) -> list[Result]:
    """Runs every example and reports what does not hold."""
    results, policy = list(run_examples(compiled)), compiled.checked.policy
    if not results:
        problems.add("K391", policy.place, name=policy.name)
    for result in results:
        problems.extend(findings(compiled.plan, result))
    return results


def findings(plan: Plan, result: Result) -> list[Diagnostic]:
    """What does not hold in one example; nothing where it holds."""
    found = [_difference(plan, result, outcome) for outcome in result.outcomes if not outcome.holds]
    found += [_broken(plan, result, statement) for statement in result.replayed.broken]
    if result.unsettled:
        example = result.case.example
        words = {"unit": example.unit, "unit_class": example.unit_class, **listed("leaves", result.unsettled)}
        found.append(Diagnostic("K393", example.place, "", (), {"name": example.name, **words}))
    return found


def _broken(plan: Plan, result: Result, statement: Report) -> Diagnostic:
    """K392: a statement that does not hold, with the figures it is about."""
    example, row = result.case.example, result.replayed.row
    shown = [(key, row[key]) for key in statement.show]
    words = both(
        "figures",
        "、".join(figure_text(plan, key, value, "zh") for key, value in shown),
        ", ".join(figure_text(plan, key, value, "en") for key, value in shown),
    )
    place = statement.origin.place
    labels = [Label(place, "statement")] if place else []
    return Diagnostic("K392", example.place, "", labels, {"name": example.name, **words})


def _difference(plan: Plan, result: Result, found: Outcome) -> Diagnostic:
    """K390, with both values and their difference, or why there is none."""
    expected, got = found.expectation.value, found.got
    words = {
        "example": result.case.example.name,
        **expr_words("name", found.expectation.ref),
        **_value_words(plan, found, "expected", expected),
        **_value_words(plan, found, "got", got),
        **_missing_words(result),
        **_stop_words(result),
    }
    variant = _variant(plan, result, found)
    if not variant and isinstance(got, Fraction) and isinstance(expected, Fraction):
        words |= _gap_words(plan, found, got - expected)
    return Diagnostic("K390", found.expectation.place, variant, (), words)


def _variant(plan: Plan, result: Result, found: Outcome) -> str:
    """How an outcome differs from what was expected."""
    expected, got = found.expectation.value, found.got
    if found.why is not Why.KNOWN:
        return "missing" if found.why is Why.STOPPED and result.replayed.missing else found.why.value
    if isinstance(expected, str):
        return "runs" if expected == "STOP" else "present"
    graded = isinstance(plan.types.get(found.expectation.column), Ordinal)
    if got is None:
        return "ungraded" if graded else "absent"
    return "level" if graded else ""


def _missing_words(result: Result) -> dict[str, object]:
    names = [f"{cell.leaf}·{cell.datum}" if cell.datum else cell.leaf for cell in result.replayed.missing]
    return listed("cells", names)


_STOPS = {
    "K540": ("“{}”分母为零（或为负）", "“{}” has a denominator of zero or below"),
    "K541": ("没有一项可以计分", "nothing to score"),
    "K542": ("“{}”的权重没处并入", "the weight of “{}” has nowhere to go"),
    "K543": ("没有写{}的得分", "no figure of its {} is given"),
    "K544": ("综合得分的公式缺数", "the composite lacks a figure"),
    "K549": ("没有难度系数“{}”", "there is no coefficient “{}”"),
    "K639": ("“{}”的考评分高出本类单位的满分", "the mark on {} is over the full mark of the class"),
    "K710": ("别的单位没有一个有综合得分", "no other unit has a composite"),
    "K711": ("“{}”算不出", "“{}” cannot be worked out"),
    "K721": ("“{}”没有上期可沿用", "there is no earlier “{}” to carry on"),
}
"""What stops evaluation, by the code that a month would bring."""


def _stop_words(result: Result) -> dict[str, object]:
    told = [(_STOPS[node.code], next((text for _, text in node.words), "")) for node in result.replayed.stops]
    return both(
        "reason", "、".join(zh.format(of) for (zh, _), of in told), ", ".join(en.format(of) for (_, en), of in told)
    )


def _value_words(plan: Plan, found: Outcome, name: str, value: Value) -> dict[str, object]:
    """A value as people write it; a word of the language where there is none."""
    if isinstance(value, str) or value is None:
        word = value or (_state_word(found) if name == "got" else "NOT_APPLICABLE")
        return both(name, keyword(word, "zh"), keyword(word, "en"))
    column = found.expectation.column
    kind = plan.types.get(column)
    levels = kind.scale if isinstance(kind, Ordinal) else ()
    unit = titles(plan).get(column, Title()).unit
    return both(name, *(value_text(value, unit, lang, levels) for lang in ("zh", "en")))


def _state_word(found: Outcome) -> str:
    return "UNREPORTED" if found.state == State.UNREPORTED else "NOT_APPLICABLE"


def _gap_words(plan: Plan, found: Outcome, gap: Fraction) -> dict[str, object]:
    unit = titles(plan).get(found.expectation.column, Title()).unit
    if unit == "percent":
        number = plain(abs(gap) * 100)
        return both("gap", f"{number} 个百分点", f"{number} percentage points")
    return both("gap", *(value_text(abs(gap), unit, lang) for lang in ("zh", "en")))


def trace_of(compiled: Compiled, result: Result, found: Outcome, lang: str) -> list[Step]:
    """Where the number of an expectation comes from, step by step; cells of which the example says nothing are left out."""
    plan, row = compiled.plan, result.replayed.row
    unsaid = {cell.key for cell in plan.scan.inputs if row[cell.state] == State.NOT_APPRAISED}
    if result.case.others is None and result.case.peers is None:
        unsaid |= {node.place for node in plan.nodes if isinstance(node, Rank)}
    columns = dependencies(plan, row, [found.expectation.column]) - unsaid
    return [step for step in trace(plan, row, value_of, lang, result.replayed.records) if step.column in columns]
