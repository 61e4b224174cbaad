"""Runs plans on Apache Spark.

Takes a plan and a month; gives an ``Outcome`` equal to that of the reference evaluator, to the byte. Never decides anything
that the plan does not say.
"""

from typing import TYPE_CHECKING, TypeAlias

from kpidsl.backends.spark.database import SparkDatabase
from kpidsl.backends.spark.outcome import SparkOutcome
from kpidsl.backends.spark.session import own_session
from kpidsl.backends.sql.dialect import SPARK
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.running import Progress, carry_out
from kpidsl.plan.integers.program import Integers
from kpidsl.plan.nodes import Plan
from kpidsl.scores.month import Month
from kpidsl.values import frozen

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Given: TypeAlias = "SparkSession"
"""A session of a caller."""


@frozen
class SparkEngine:
    """Where to run: beside the ``session`` of the caller, else on the Spark that is running, else on one started on ``master``.

    ``written`` where the sheets will be written, not only looked at. ``progress`` is told after each step how many of how many are done.
    """

    session: "SparkSession | None" = None
    master: str = ""
    written: bool = True
    progress: Progress | None = None

    def run(self, plan: Plan, month: Month) -> SparkOutcome:
        """Evaluates a month that is already read; raises ``integers.Overflow`` where integers are not enough, and SparkUnavailable."""
        program = Program.of(Integers.of(plan), SPARK, self.written)
        database = SparkDatabase(own_session(self.session, self.master))
        open_month(database, program, month)
        carry_out(database, program, self.progress)
        return SparkOutcome(database, program)
