"""kpidsl: appraisal rules as data.

The public interface; importing it imports nothing else until it is used.

- ``load(path, problems)`` compiles and checks a policy; what is wrong with it is collected in ``problems``.
- ``evaluate(compiled, paths, problems)`` evaluates a month of data under a compiled policy.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidsl.diagnostics import Problems
    from kpidsl.pipeline import Compiled
    from kpidsl.run import Run

__all__ = ["evaluate", "load"]


def load(path: str | Path, problems: "Problems") -> "Compiled | None":
    """The policy in a file, compiled with what it imports or amends; None where it has errors. Raises OSError."""
    from kpidsl.cli.disk import Disk
    from kpidsl.pipeline import compile_policy

    disk = Disk()
    source = disk.policy(path, problems)
    return compile_policy([source], problems, disk.library) if source else None


def evaluate(
    compiled: "Compiled",
    paths: Sequence[str | Path],
    problems: "Problems",
    roster: str | Path | None = None,
    *,
    period: str | None = None,
) -> "Run | None":
    """A month of data under a policy; ``roster`` is the file of the units, ``period`` (``2019-03``) the month where neither
    files nor their names say it. None where the data are rejected.

    Raises OSError for files that cannot be read.
    """
    from kpidsl.run import evaluate_files

    files = [Path(path) for path in paths]
    return evaluate_files(compiled.plan, files, Path(roster) if roster else None, problems, period=period)
