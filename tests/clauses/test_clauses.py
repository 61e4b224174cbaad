"""Clauses of real regulations, written down exactly: each checks, its examples hold on both evaluators, its months come out."""

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.core.weighing import all_weights
from kpidsl.diagnostics import Problems
from kpidsl.examples import findings, run_examples
from kpidsl.examples.replaying import prepare
from kpidsl.pipeline import Compiled, compile_policy
from kpidsl.plan.nodes import CLASS, UNIT, State
from kpidsl.resolve.cycle import A_YEAR
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.source import Source
from kpidsl.syntax.print import print_file
from kpidsl.syntax.print.layout import Layout
from tests.clauses.fragments import FOLDER, Fragment, clauses, fragments, unwritten
from tests.clauses.page import PAGE, page
from tests.spec.chapters import Case, Policy, chapter
from tests.spec.running import CODE, EVALUATORS, publish, published, published_year, read, the_year
from tests.syntax.reading import good, shape

FRAGMENTS = fragments()
MONTHS = [
    (one, case)
    for one in FRAGMENTS
    if (path := one.path.with_suffix(".md")).exists()
    for case in chapter(path, Policy(one.sources, ()))
]
WITH_MONTHS = [one for one, _ in MONTHS]


def of_kind(kind: str) -> list[Case]:
    return [case for _, case in MONTHS if case.kind == kind]


def number(fragment: Fragment) -> str:
    return fragment.clause


def compiled(fragment: Fragment) -> Compiled:
    return made_of(fragment.sources)


@cache
def made_of(sources: tuple[Source, ...]) -> Compiled:
    problems = Problems()
    found = compile_policy(sources, problems)
    assert found, [*problems]
    return found


def test_every_clause_is_written_down_or_has_its_reason() -> None:
    written = {one.clause for one in FRAGMENTS}
    assert written | unwritten().keys() == clauses().keys()
    assert not written & unwritten().keys()


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=number)
def test_a_clause_stands_above_its_fragment(fragment: Fragment) -> None:
    assert fragment.text.startswith(f"# {fragment.clause} {fragment.says}\n")
    assert "示例 " in fragment.text or fragment in WITH_MONTHS


@pytest.mark.parametrize("fragment", [one.printed for one in FRAGMENTS if one.printed], ids=number)
def test_a_mistake_in_print_is_found(fragment: Fragment) -> None:
    problems = Problems()
    compile_policy(fragment.sources, problems)
    lines = fragment.text.splitlines()
    stated = {(found[1], at) for at, line in enumerate(lines, 1) if (found := re.search(r"# error: (K\d{3})$", line))}
    assert stated
    assert {(found.code, fragment.text[: found.place.start].count("\n") + 1) for found in problems} == stated


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=number)
def test_its_examples_hold(fragment: Fragment) -> None:
    policy = compiled(fragment)
    assert [found for result in run_examples(policy) for found in findings(policy.plan, result)] == []


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=number)
def test_the_database_computes_its_examples_alike(fragment: Fragment) -> None:
    policy = compiled(fragment)
    weights = all_weights(policy.checked.policy)
    for case in policy.checked.core.examples:
        example = case.example
        prepared = prepare(policy, weights, case)
        columns = {source.key: source for source in policy.plan.scan.inputs}
        period = policy.plan.cycle.with_month(2019 * A_YEAR).name
        units = {str(one.opening[UNIT]): one.opening for one in (prepared, *(prepared.peers or ()))}
        roster = tuple(RosterUnit(name, str(opening[CLASS]), {}) for name, opening in units.items())
        month = Month(period, roster, {
            key: {name: value if isinstance(value := opening.get(key), Fraction)
                  else State(int(opening.get(source.state) or State.NOT_APPRAISED))  # type: ignore[call-overload]
                  for name, opening in units.items()}
            for key, source in columns.items()
        }, logs=prepared.records)  # fmt: skip
        expected, found = evaluate(policy.plan, month), DuckDBEngine(threads=1).run(policy.plan, month)
        assert found.reports == expected.reports
        assert found.figures(example.unit) == expected.figures(example.unit)


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize("case", of_kind("result"), ids=[case.name for case in of_kind("result")])
def test_its_months_come_out(case: Case, evaluator: str, tmp_path: Path) -> None:
    policy = made_of(case.policy.sources)
    month, found = read(case.data, policy, tmp_path, case.logs, case.period, case.earlier, evaluator)
    assert sorted(found) == sorted(row[0] for row in case.stated if CODE.fullmatch(row[0]))
    assert month is not None
    table = [row for row in case.stated if not CODE.fullmatch(row[0])]
    assert published(EVALUATORS[evaluator](policy.plan, month), policy, table[0]) == table[1:]


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize("case", of_kind("year"), ids=[case.name for case in of_kind("year")])
def test_its_year_comes_out(case: Case, evaluator: str, tmp_path: Path) -> None:
    policy = made_of(case.policy.sources)
    publish(case.earlier, policy, tmp_path, evaluator)
    outcome, found = the_year(case.period, case.data, policy, tmp_path, evaluator)
    assert (found, bool(outcome)) == ([], True)
    assert outcome
    assert published_year(outcome, policy, case.stated[0]) == case.stated[1:]


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=number)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_formatter_keeps_it(fragment: Fragment, lang: str) -> None:
    tree = good(fragment.text)
    assert shape(good(print_file(tree, lang, Layout(fragment.text)))) == shape(tree)  # type: ignore[arg-type]


def test_nothing_lies_here_that_belongs_to_no_clause() -> None:
    known = clauses().keys()
    assert {path.stem for path in FOLDER.glob("C*.*")} <= known


def test_the_page_shows_the_fragments_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.clauses.page"
