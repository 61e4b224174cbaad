"""The specification: every case of every chapter, on every evaluator."""

from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_policy
from kpidsl.resolve.library import library_of
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.source import Source, Span
from tests.spec.chapters import Case, Policy, cases
from tests.spec.running import CODE, EVALUATORS, UNIT, publish, published, published_year, read, the_year

CASES = cases()


def of_kind(kind: str) -> list[Case]:
    return [case for case in CASES if case.kind == kind]


def named(case: Case) -> str:
    return case.name


@cache
def compiled(
    sources: tuple[Source, ...], files: tuple[tuple[str, str], ...] = ()
) -> tuple[Compiled | None, tuple[tuple[str, str, int], ...]]:
    """What the compiler makes of the files, and its errors as code, file and line."""
    others = (Source(*file) for file in files)
    problems, by_name = Problems(), {source.name: source for source in (*sources, *others)}
    found = compile_policy(sources, problems, library_of(dict(files)))
    errors = [
        (error.code, error.place.file, by_name[error.place.file].line_column(error.place.start)[0])
        for error in problems.errors
        if isinstance(error.place, Span)
    ]
    return found, tuple(errors)


def sound(policy: Policy) -> Compiled:
    found, errors = compiled(policy.sources, policy.files)
    assert found, errors
    return found


@pytest.mark.parametrize("case", of_kind("policy"), ids=named)
def test_a_policy_has_the_errors_it_states_and_no_others(case: Case) -> None:
    _, errors = compiled(case.policy.sources, case.policy.files)
    own = case.policy.sources[-1].name
    assert sorted(errors) == sorted((code, own, line) for code, line in case.policy.errors)


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize("case", of_kind("result"), ids=named)
def test_a_month_gives_what_the_chapter_states(case: Case, evaluator: str, tmp_path: Path) -> None:
    program = sound(case.policy)
    month, found = read(case.data, program, tmp_path, case.logs, case.period, case.earlier, evaluator)
    stated_findings = sorted(row[0] for row in case.stated if CODE.fullmatch(row[0]))
    assert sorted(found) == stated_findings
    table = [row for row in case.stated if not CODE.fullmatch(row[0])]
    if month is None:
        assert not table, "the month is refused, so nothing comes out"
        return
    outcome = EVALUATORS[evaluator](program.plan, month)
    assert published(outcome, program, table[0]) == table[1:]


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize("case", of_kind("year"), ids=named)
def test_a_year_gives_what_the_chapter_states(case: Case, evaluator: str, tmp_path: Path) -> None:
    program = sound(case.policy)
    publish(case.earlier, program, tmp_path, evaluator)
    outcome, found = the_year(case.period, case.data, program, tmp_path, evaluator)
    table = [row for row in case.stated if not CODE.fullmatch(row[0])]
    assert found == [row[0] for row in case.stated if CODE.fullmatch(row[0])]
    assert (published_year(outcome, program, table[0]) if outcome else []) == table[1:]


@pytest.mark.parametrize("case", of_kind("head-counts"), ids=named)
def test_head_counts_by_size_of_the_group(case: Case) -> None:
    (_, *methods), *rows = case.stated
    for method, *counts in zip(methods, *(row[1:] for row in rows), strict=True):
        program = sound(with_method(case.policy, method))
        for (size, *_), stated in zip(rows, counts, strict=True):
            assert head_counts(program, int(size)) == stated, (method, size)


@pytest.mark.parametrize("case", of_kind("head-counts"), ids=named)
def test_head_counts_of_the_database(case: Case) -> None:
    (_, *methods), *rows = case.stated
    for place, method in enumerate(methods, start=1):
        row = rows[place * len(rows) // (len(methods) + 1)]
        program = sound(with_method(case.policy, method))
        assert head_counts(program, int(row[0]), "duckdb") == row[place], (method, row[0])


def with_method(policy: Policy, method: str) -> Policy:
    """The policy with another head-count method."""
    *before, own = policy.sources
    assert own.text.count("名额取整：只舍不入") == 1
    return Policy((*before, Source(own.name, own.text.replace("名额取整：只舍不入", f"名额取整：{method}"))), ())


def head_counts(program: Compiled, size: int, evaluator: str = "reference") -> str:
    """How many of ``size`` units with different composites get each grade, best first."""
    (cell,) = (cell for cell in program.plan.scan.inputs if cell.owners)
    (unit_class,) = program.plan.scan.classes
    units = tuple(RosterUnit(f"{number}队", unit_class, {}) for number in range(1, size + 1))
    marks = {unit.name: Fraction(100 - place) for place, unit in enumerate(units)}
    outcome = EVALUATORS[evaluator](program.plan, Month("2024-01", units, {cell.key: marks}))
    (scale,) = program.checked.policy.grades
    found = Counter(grade for _, grade in published(outcome, program, [UNIT, scale.name]))
    return "/".join(str(found[grade]) for grade in scale.grades)
