"""Runs plans on the embedded database: the engine for more units than a mine has.

Takes a plan and a month; gives an ``Outcome`` equal to that of the reference evaluator, to the byte. A row passes
through Python only where a caller asks for rows. Never decides anything that the plan does not say.
"""

import secrets
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.backends.duckdb.files import load_files
from kpidsl.backends.duckdb.frames import Frames
from kpidsl.backends.duckdb.heard import Heard
from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.duckdb.outcome import DuckDBOutcome
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.backends.sql.opening import open_month
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.running import Progress, Stage, carry_out
from kpidsl.diagnostics import Problems
from kpidsl.plan.integers.program import Integers
from kpidsl.plan.nodes import Plan
from kpidsl.scores.month import Month
from kpidsl.values import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_KEPT = "8MB"
"""What the allocator of the database may keep for itself before it gives it back, where memory has a bound."""


def _counted(memory: str) -> str:
    """Of a bound on memory what the database may count: it does not count what its allocator keeps beside, about an eighth."""
    whole = int(Decimal(memory[:-2]) * _UNITS[memory[-2:].upper()])
    return f"{whole * 7 // 8 // 1000}KB"


@frozen
class FilesRun:
    """The outcome of score files: for which month, from which bytes (where sheets are written), in which encoding.

    ``by_rows`` where they were read row by row, not by the database.
    """

    outcome: DuckDBOutcome
    period: str
    digest: str
    encoding: str
    by_rows: bool = False


@frozen
class DuckDBEngine:
    """How to run: ``memory`` as a number with KB, MB, GB or TB (``2GB``), ``threads``, both left to the database where not given.

    ``written`` where the sheets will be written, not only looked at. ``progress`` is told how far a run is: of a file that
    is read or written in percent, else after each step.
    """

    memory: str = ""
    threads: int = 0
    written: bool = True
    progress: Progress | None = None

    def run(self, plan: Plan, month: Month) -> "DuckDBOutcome":
        """Evaluates a month that is already read; raises ``integers.Overflow`` where integers are not enough."""
        program = Program.of(Integers.of(plan), DUCKDB, self.written)
        connection = self.connect()
        open_month(Embedded(connection), program, month)
        return self._finished(connection, program)

    def run_files(
        self,
        plan: Plan,
        paths: Sequence[Path],
        roster_path: Path | None,
        problems: Problems,
        period: str | None = None,
        frames: Frames | None = None,
    ) -> "FilesRun | None":
        """Evaluates score files; None when they are refused, with everything wrong in ``problems``. Raises OSError.

        Sound tables, wide and long, go straight into the database; others are read by ``kpidsl.scores``. A path may be the name
        of one of ``frames``.
        """
        opening = Program.opening(plan, DUCKDB)
        connection = frames.connection if frames else self.connect()
        loaded = load_files(connection, opening, paths, roster_path, problems, period, self.written, frames)
        if loaded is None:
            return None
        program = opening.continued(Integers.of(plan, loaded.complete), self.written, loaded.bare_names)
        outcome = self._finished(connection, program)
        return FilesRun(outcome, loaded.period, loaded.digest, loaded.encoding, loaded.by_rows)

    def _finished(self, connection: "DuckDBPyConnection", program: Program) -> DuckDBOutcome:
        self._tell(connection, None)
        carry_out(Embedded(connection), program, self.progress)
        self._tell(connection, "writing")
        return DuckDBOutcome(Embedded(connection), program)

    def _tell(self, connection: "DuckDBPyConnection", stage: Stage | None) -> None:
        """From now on percents are those of ``stage``, where there is one."""
        heard: object = connection
        if isinstance(heard, Heard):
            heard.tell = self._percent(stage) if stage else None

    def _percent(self, stage: Stage) -> Callable[[int], None] | None:
        progress = self.progress
        return (lambda percent: progress(stage, percent, 100)) if progress else None

    def connect(self) -> "DuckDBPyConnection":
        """A database in memory; what does not fit goes to a folder that the database makes and removes."""
        import duckdb

        spill = Path(tempfile.gettempdir()) / f"kpidsl-{secrets.token_hex(8)}"
        settings: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(spill)}
        if self.memory:
            settings |= {"memory_limit": _counted(self.memory), "allocator_flush_threshold": _KEPT}
        if self.threads:
            settings["threads"] = self.threads
        return Heard.of(duckdb.connect(config=settings), self._percent("reading"))
