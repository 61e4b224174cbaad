"""On random policies periods follow each other, each reading what those before came to, and a year is made of them: what is read is
what came to be, and both evaluators give the same, to the byte.

A fortieth as many cases as ``test_engines_agree``, the same at every run; ``make test-long`` looks at 25 times as many.
"""

import os
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.outcome import DuckDBOutcome
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.running import carry_out
from kpidsl.cli.outputs import write_results
from kpidsl.diagnostics import Problems
from kpidsl.in_force import with_past
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.plan.integers.program import Integers
from kpidsl.plan.nodes import PastColumn, Plan
from kpidsl.resolve.cycle import Period
from kpidsl.results.outcome import Outcome
from kpidsl.results.sheets import annual_sheet, figures_sheet, pay_sheet, scores_sheet, totals_sheet
from kpidsl.run import Run, report
from kpidsl.scores.month import Month
from kpidsl.scores.store import Store, periods_of, year_of
from kpidsl.testing import drawn_afresh, months, policies, rosters, years

CASES = int(os.environ.get("KPIDSL_CASES", "800")) // 40
SHARDS = 2
PERIODS = 3
Done = dict[str, tuple[Month, Outcome]]
"""Period → what was reported of it, and what it came to."""
DATABASE = duckdb.connect(config={"threads": 1})


@pytest.mark.parametrize("shard", range(SHARDS))
def test_years_agree(shard: int) -> None:
    drawn_afresh(compare, CASES // SHARDS, shard)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_periods_read_those_before(shard: int) -> None:
    drawn_afresh(follow, CASES // SHARDS, shard)


def compare(data: st.DataObject) -> None:
    """A year of any figures, written and looked at."""
    policy = compiled(data.draw(policies(yearly=True)))
    assert policy.year
    for written in (True, False):
        same(policy.year, data.draw(years(policy)), written)


def follow(data: st.DataObject) -> None:
    """The first periods of a policy that can be, one after the other, then the year of them."""
    policy = compiled(data.draw(policies(yearly=data.draw(st.booleans()))))
    units = data.draw(rosters(policy, 6))
    with TemporaryDirectory() as folder:
        done: Done = {}
        for period in first_periods(policy.plan):
            absent = not policy.plan.scan.past and data.draw(st.booleans())
            some = units if data.draw(st.booleans()) else units[: len(units) // 2 + 1]
            if not absent and not one_period(
                policy, data.draw(months(policy, 6, some, True)), period, Path(folder), done
            ):
                break
        if policy.year and done:
            of_the_year(data, policy, policy.year, Path(folder), done)


def first_periods(plan: Plan) -> list[str]:
    """From that on in which the policy comes into force."""
    first = plan.cycle.with_month(plan.cycle.month_of(date.fromisoformat(plan.effective)))
    return [first.before(-number).name for number in range(PERIODS)]


def one_period(policy: Compiled, month: Month, period: str, folder: Path, done: Done) -> bool:
    """Evaluates a period and writes what it comes to, unless the policy says to stop."""
    problems = Problems()
    opening = with_past(policy.plan, evolve(month, period=period), folder, problems)
    assert opening is not None, list(problems)
    same_as_then(policy.plan.scan.past, dict(policy.plan.emit.reached), policy.plan.cycle.sure(period), opening, done)
    outcome = same(policy.plan, opening)
    report(policy.plan, outcome.reports, problems, "zh")
    if problems.has_errors:
        return False
    write_results(Run(policy.plan, outcome, period, "reference", "", ""), folder / period, "zh")
    done[period] = opening, outcome
    return True


def of_the_year(data: st.DataObject, policy: Compiled, year: Plan, folder: Path, done: Done) -> None:
    """The year of the first period, from what was written."""
    assert year.parts
    name = str(year.parts.sure(min(done)).year)
    problems = Problems()
    found = year_of(year, name, Store(folder, year.policy, problems))
    assert found is not None, list(problems)
    same_as_then(year.scan.past, dict(policy.plan.emit.reached), periods_of(year, name)[-1], found, done)
    same(year, evolve(data.draw(years(policy, units=found.units)), period=name, past=found.past))


def same_as_then(
    columns: tuple[PastColumn, ...], reached: dict[str, str], now: Period, opening: Month, done: Done
) -> None:
    """What is read of earlier periods is what they came to."""
    for column in columns:
        then = now.before(column.back)
        looked_at = then.name in done and (then.year == now.year or not column.this_year)
        month, outcome = done[then.name] if looked_at else (None, None)
        read = opening.past.get(column.key, {})
        assert set(read) <= {unit.name for unit in month.units} if month else not read
        kind, _, name = column.of.partition(":")
        key = reached[name] if kind == "reached" else column.of
        for unit in month.units if month else ():
            figure = (outcome.figures(unit.name) or {})[key]
            assert read.get(unit.name) == (None if figure is None else Fraction(figure)), (column, unit)


def same(plan: Plan, opening: Month, written: bool = True) -> Outcome:
    """Both evaluators give the same: findings, sheets, every figure of two units. Gives what the reference gives."""
    expected, program = evaluate(plan, opening), Program.of(Integers.of(plan), DUCKDB, written=written)
    sheets = [annual_sheet] if plan.parts else [totals_sheet, scores_sheet, pay_sheet, figures_sheet]
    with DATABASE.cursor() as connection:
        open_month(Embedded(connection), program, opening)
        carry_out(Embedded(connection), program)
        outcome = DuckDBOutcome(Embedded(connection), program)
        assert outcome.reports == expected.reports
        for sheet in filter(None, (made(plan, "zh") for made in sheets)) if written else ():
            assert outcome.rows(sheet) == expected.rows(sheet)
        for unit in opening.units[:2]:
            assert outcome.figures(unit.name) == expected.figures(unit.name)
    return expected


def compiled(text: str) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    errors = {one.code for one in problems.errors}
    assume(errors != {"K401"})  # numbers beyond what the database holds are refused by name
    assert found is not None, [*problems, text]
    return found
