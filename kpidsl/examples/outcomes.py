"""What examples expect, what comes out, and the findings where they differ.

Takes a compiled policy; gives a `Result` for each example and reports K390 (another value), K391 (no examples),
K392 (a statement that does not hold), K393 (a unit that would mark itself, unsettled). Never prints.
"""

from enum import Enum
from fractions import Fraction

from kpidsl.backends.reference import value_of
from kpidsl.check.roster import appraises_itself
from kpidsl.core.program import ExampleCase, Expectation
from kpidsl.core.types import Ordinal
from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.core.wording import expr_words, keyword, plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.examples.replaying import Replayed, dependencies, prepare, run
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Plan, Rank, State, Title
from kpidsl.results.figures import figure_text, titles, value_text
from kpidsl.results.outcome import Value
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
    """One example: its unit's row and what became of each expectation; ``settled`` where it is no open 自评."""

    case: ExampleCase
    replayed: Replayed
    outcomes: tuple[Outcome, ...]
    unsettled: tuple[str, ...] = ()
    """Leaves on which the unit would mark itself and the policy does not say what then."""

    @property
    def holds(self) -> bool:
        """Whether all expectations and all statements of the policy hold."""
        return all(found.holds for found in self.outcomes) and not self.replayed.broken and not self.unsettled


def run_examples(compiled: Compiled) -> list[Result]:
    """Every example of the policy, in order."""
    weights = leaf_weights(compiled.checked.policy)
    return [_result(compiled, weights, case) for case in compiled.checked.core.examples]


def _result(compiled: Compiled, weights: LeafWeights, case: ExampleCase) -> Result:
    replayed, policy, example = run(compiled.plan, prepare(compiled, weights, case)), compiled.checked.policy, case.example
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
    if kind not in ("grade", "place"):
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
    results, policy = run_examples(compiled), compiled.checked.policy
    if not results:
        problems.add("K391", policy.place, name=policy.name)
    for result in results:
        for found in result.outcomes:
            if not found.holds:
                _report(compiled.plan, result, found, problems)
        for statement in result.replayed.broken:
            _report_broken(compiled.plan, result, statement.origin.place, statement.show, problems)
        if result.unsettled:
            example = result.case.example
            words = {"unit": example.unit, "unit_class": example.unit_class, **listed("leaves", result.unsettled)}
            problems.add("K393", example.place, "", (), name=example.name, **words)
    return results


def _report_broken(plan: Plan, result: Result, place: object, shown: tuple[str, ...], problems: Problems) -> None:
    example, row = result.case.example, result.replayed.row
    figures = both(
        "figures",
        "、".join(figure_text(plan, key, row[key], "zh") for key in shown),
        ", ".join(figure_text(plan, key, row[key], "en") for key in shown),
    )
    problems.add("K392", example.place, "", [Label(place, "statement")], name=example.name, **figures)  # type: ignore[arg-type]


def _report(plan: Plan, result: Result, found: Outcome, problems: Problems) -> None:
    """K390, with both values and their difference, or why there is none."""
    expected, got, why = found.expectation.value, found.got, found.why
    words = {
        "example": result.case.example.name,
        **expr_words("name", found.expectation.ref),
        **_value_words(plan, found, "expected", expected),
        **_value_words(plan, found, "got", got),
    }
    if why is Why.STOPPED:
        variant = "missing" if result.replayed.missing else "stopped"
        words |= _missing_words(result)
    elif why is not Why.KNOWN:
        variant = why.value
    elif expected == "STOP":
        variant = "runs"
    elif isinstance(expected, str) or got is None:
        variant = "absent" if got is None and not isinstance(expected, str) else "present"
    elif isinstance(plan.types.get(found.expectation.column), Ordinal) or not isinstance(got, Fraction):
        variant = "level"
    else:
        variant = ""
        words |= _gap_words(plan, found, got - expected)
    problems.add("K390", found.expectation.place, variant, (), **words)


def _missing_words(result: Result) -> dict[str, object]:
    names = [f"{cell.leaf}·{cell.datum}" if cell.datum else cell.leaf for cell in result.replayed.missing]
    return listed("cells", names)


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
    """Where the number of an expectation comes from, step by step."""
    row = result.replayed.row
    columns = dependencies(compiled.plan, row, [found.expectation.column])
    return [step for step in trace(compiled.plan, row, value_of, lang) if step.column in columns]
