"""Runs plans on Apache Spark.

Takes a plan and a month; gives an ``Outcome`` equal to that of the reference evaluator, to the byte. Never decides anything
that the plan does not say.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kpidsl.backends.spark.database import FEW, SparkDatabase
from kpidsl.backends.spark.files import load
from kpidsl.backends.spark.loader import Loaded, Past
from kpidsl.backends.spark.outcome import SparkOutcome
from kpidsl.backends.spark.session import own_session, work_in_one_place
from kpidsl.backends.sql.dialect import SPARK
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.relations import SCAN
from kpidsl.backends.sql.running import Progress, carry_out
from kpidsl.diagnostics import Problems
from kpidsl.plan.integers.program import Integers
from kpidsl.plan.nodes import Plan
from kpidsl.scores.month import Month
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Given: TypeAlias = "SparkSession"
"""A session of a caller."""
Far: TypeAlias = "Sequence[str] | DataFrame"
"""Data that Spark reads itself: paths, addresses of other file systems, or a frame."""


@frozen
class FilesRun:
    """The outcome of score files: for which month, from which bytes (where sheets are written), in which encoding."""

    outcome: SparkOutcome
    period: str
    digest: str
    encoding: str


@frozen
class SparkEngine:
    """Where to run: beside the ``session`` of the caller, else on the Spark that is running, else on one started on ``master``.

    ``written`` where the sheets will be written, not only looked at. ``progress`` is told after each step how many of how many are done.
    """

    session: "SparkSession | None" = None
    master: str = ""
    written: bool = True
    progress: Progress | None = None
    data: "Far | None" = field(default=None, repr=False)
    """What is evaluated, where paths of this machine do not say it."""

    def run(self, plan: Plan, month: Month) -> SparkOutcome:
        """Evaluates a month that is already read; raises ``integers.Overflow`` where integers are not enough, and SparkUnavailable."""
        program = Program.of(Integers.of(plan), SPARK, self.written)
        own = own_session(self.session, self.master)
        if max(map(len, (month.units, *month.logs.values()))) <= FEW:
            work_in_one_place(own)
        database = SparkDatabase(own)
        open_month(database, program, month)
        carry_out(database, program, self.progress)
        return SparkOutcome(database, program)

    def run_files(
        self,
        plan: Plan,
        data: "Far",
        roster_path: Path | None,
        problems: Problems,
        period: str | None = None,
        past: "Callable[[str], Past | None] | None" = None,
    ) -> FilesRun | None:
        """Evaluates data where they lie; None when they are refused, with everything wrong in ``problems``.

        ``past`` gives the figures of the periods before one, for a plan that reads them. Raises OSError, and what ``run`` raises.
        """
        opening, own = Program.opening(plan, SPARK), own_session(self.session, self.master)
        loaded = load(own, opening, data, roster_path, problems, period, self.written)
        if loaded is None:
            return None
        if loaded.count <= FEW:
            work_in_one_place(own)
        return self.run_loaded(SparkDatabase(own), opening, loaded, problems, past)

    def run_loaded(
        self,
        database: SparkDatabase,
        opening: Program,
        loaded: Loaded,
        problems: Problems,
        past: "Callable[[str], Past | None] | None" = None,
    ) -> FilesRun | None:
        """Evaluates what was loaded for an opening program, and lets it go."""
        plan = opening.integers.plan
        try:
            before = past(loaded.period) if past and plan.scan.past else {}
            if before is None or problems.has_errors:
                return None
            complete = loaded.complete and not plan.scan.past
            program = opening.continued(Integers.of(plan, complete), self.written, loaded.bare_names)
            database.keep(program.names(SCAN), loaded.scan(before), few=loaded.count <= FEW)
        finally:
            loaded.release()
        carry_out(database, program, self.progress)
        return FilesRun(SparkOutcome(database, program), loaded.period, loaded.digest, loaded.encoding)
