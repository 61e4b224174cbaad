"""Data of many periods, each evaluated by itself.

Takes a plan and data in which rows say of which period they are; gives the run of each period in turn, in time, so that what reads
earlier periods finds them written. Never writes a file.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.diagnostics import Problems
from kpidsl.in_force import is_in_force, past_of
from kpidsl.plan.nodes import Plan
from kpidsl.run import Run, report, within_bounds
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from kpidsl.backends.spark.database import SparkDatabase
    from kpidsl.backends.spark.engine import Far, SparkEngine
    from kpidsl.backends.spark.loader import Loaded


@frozen
class PeriodRun:
    """What came of a period: its run, or what is wrong with its data."""

    period: str
    run: Run | None
    problems: Problems = field(repr=False)


def evaluate_periods(
    plan: Plan,
    data: "Far | Sequence[str]",
    roster_path: Path | None,
    problems: Problems,
    spark: "SparkEngine",
    *,
    lang: str = "zh",
    results: Path | None = None,
) -> Iterator[PeriodRun]:
    """The periods of ``data`` in time, evaluated on Spark; none where it is not told of which period rows are, which is reported.

    First the data of all periods are looked at: where those of any are refused none is evaluated, and each that is refused is given
    with its problems. ``results`` is the folder where each run is to be written before the next is asked for. Raises what
    ``evaluate_files`` raises.
    """
    from kpidsl.backends.spark.database import SparkDatabase
    from kpidsl.backends.spark.files import load_periods
    from kpidsl.backends.spark.session import own_session
    from kpidsl.backends.sql.dialect import SPARK
    from kpidsl.backends.sql.program import Program

    own, opening = own_session(spark.session, spark.master), Program.opening(plan, SPARK)
    periods = load_periods(own, opening, data, roster_path, problems, spark.written)
    if periods is None:
        return
    loaded: deque[Loaded] = deque()
    found = []
    try:
        for period in periods:
            said = Problems()
            units = period.load(said) if is_in_force(plan, period.name, said) else None
            found.append(PeriodRun(period.name, None, said))
            loaded.extend([units] if units else [])
        if len(loaded) < len(periods):
            yield from (one for one in found if one.problems.has_errors)
            return
        for before in found:
            yield from _evaluated(plan, spark, SparkDatabase(own), loaded.popleft(), before.problems, results, lang)
            if before.problems.has_errors:
                return
    finally:
        for units in loaded:
            units.release()
        for period in periods[:1]:
            period.loader.release()


def _evaluated(
    plan: Plan,
    spark: "SparkEngine",
    database: "SparkDatabase",
    units: "Loaded",
    problems: Problems,
    results: Path | None,
    lang: str,
) -> Iterator[PeriodRun]:
    """One period; its rows are let go when the next is asked for, or nothing more is."""
    from kpidsl.backends.sql.dialect import SPARK
    from kpidsl.backends.sql.program import Program

    def past(period: str) -> Mapping[str, Mapping[str, Fraction]] | None:
        return past_of(plan, period, results, problems)

    program = Program.opening(plan, SPARK)
    try:
        done = within_bounds(lambda: spark.run_loaded(database, program, units, problems, past), problems)
        run = Run(plan, done.outcome, done.period, "spark", done.digest, done.encoding) if done else None
        if run is not None:
            report(plan, run.outcome.reports, problems, lang)
        yield PeriodRun(units.period, None if problems.has_errors else run, problems)
    finally:
        database.close()
