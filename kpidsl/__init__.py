"""kpidsl: appraisal rules as data.

The public interface; importing it imports nothing else until it is used.

- ``load(path, problems)`` compiles and checks a policy; what is wrong with it is collected in ``problems``.
- ``evaluate(compiled, data, problems)`` evaluates a month of data, files or tables, under a compiled policy.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidsl.backends.spark.engine import Far, Given
    from kpidsl.diagnostics import Problems
    from kpidsl.given import Data, Table
    from kpidsl.given import Given as Asked
    from kpidsl.pipeline import Compiled
    from kpidsl.run import Engine, Run

__all__ = ["evaluate", "load"]


def load(path: str | Path, problems: "Problems") -> "Compiled | None":
    """The policy in a file, compiled with what it imports or amends; None where it has errors. Raises OSError."""
    from kpidsl.cli.disk import Disk
    from kpidsl.pipeline import compile_policy

    disk = Disk()
    with problems.apart() as mine:
        source = disk.policy(path, mine)
        return compile_policy([source], mine, disk.library) if source else None


def evaluate(
    compiled: "Compiled",
    data: "Data",
    problems: "Problems",
    roster: "str | Path | Table | None" = None,
    *,
    period: str | None = None,
    engine: "Engine" = "auto",
    spark: "Given | None" = None,
) -> "Run | None":
    """A month of data under a policy. None where the data are rejected; why is in ``problems``.

    ``data``: the path of a csv or Parquet file, of a folder, or a pattern (``2019-03/*.csv``); a table with the Arrow stream
    interface (pyarrow, pandas, polars …); a list of these; or tables by name (``{"2019-03": table}``), where the name serves as
    that of a file. For Spark also a DataFrame of it, and addresses of other file systems (``hdfs://…``). ``roster`` is the file
    or table of the units, ``period`` (``2019-03``) the month where nothing else says it.
    ``engine``: ``auto`` takes the embedded database where the data are many; results are the same. ``spark`` is the session
    that the engine ``spark`` runs beside, else that which is active, else one started as Spark's own settings say.

    Raises OSError for files that cannot be read, TypeError for what is neither path nor table and for a policy that ``load`` did not
    give, ValueError where nothing is handed in or no engine is called ``engine``, ``SparkUnavailable`` where Spark cannot be used.
    """
    from kpidsl.given import far_from, given

    _check_asked(compiled, period, engine)
    far = far_from(data)
    if far is not None:
        engine = "spark" if engine == "auto" else engine
    asked = given([] if far is not None else data, roster)
    if far is None and not asked.paths:
        raise ValueError("no data: no path and no table")
    with problems.apart() as mine:
        return _evaluated(compiled, asked, mine, period, engine, spark, far)


def _evaluated(
    compiled: "Compiled",
    asked: "Asked",
    problems: "Problems",
    period: str | None,
    engine: "Engine",
    spark: "Given | None",
    far: "Far | None",
) -> "Run | None":
    from kpidsl.run import evaluate_files

    frames = None
    if asked.tables:
        from kpidsl.backends.duckdb.engine import DuckDBEngine
        from kpidsl.backends.duckdb.frames import Frames

        frames = Frames.of(asked.tables, DuckDBEngine().connect, problems)
        if frames is None:
            return None
    beside = None
    if engine == "spark":
        from kpidsl.backends.spark.engine import SparkEngine

        beside = SparkEngine(spark, data=far)
    elif far is not None:
        raise ValueError(f"data that lie where Spark is are for the engine spark, not {engine}")
    return evaluate_files(
        compiled.plan, asked.paths, asked.roster, problems, period=period, engine=engine, frames=frames, spark=beside
    )


def _check_asked(compiled: object, period: object, engine: object) -> None:
    """Raises TypeError or ValueError for what a caller can only have mistaken; nothing is read yet."""
    from kpidsl.pipeline import Compiled
    from kpidsl.run import ENGINES

    if compiled is None:
        raise TypeError("no policy: load gave None, and its problems say why")
    if not isinstance(compiled, Compiled):
        raise TypeError(f"no compiled policy, as load gives one: {type(compiled).__name__}")
    if not isinstance(period, str | None):
        raise TypeError(f"a period is a text such as '2019-03', not {type(period).__name__}")
    if engine not in ENGINES:
        raise ValueError(f"no engine {engine!r}: {', '.join(ENGINES)}")
