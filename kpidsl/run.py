"""A plan over data: which engine, what it found.

Takes a plan, data files and a roster; gives a ``Run``, or nothing when the data were rejected or the policy says
to stop, with everything found in ``problems``. Never writes a file.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from attrs import evolve

from kpidsl.diagnostics import Diagnostic, Problems
from kpidsl.in_force import is_in_force, past_of, with_past
from kpidsl.plan.nodes import Plan, Report
from kpidsl.results.figures import Value, figure_text, name_text
from kpidsl.results.outcome import Outcome, ReportRow
from kpidsl.results.sheets import HEADINGS, published_sheets
from kpidsl.scores.files import expanded, is_columnar
from kpidsl.scores.month import LogRow, Month
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import Roster, read_roster
from kpidsl.scores.table import ReadTable, read_table
from kpidsl.scores.words import name_key
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from kpidsl.backends.duckdb.engine import DuckDBEngine
    from kpidsl.backends.duckdb.frames import Frames
    from kpidsl.backends.duckdb.published import Published
    from kpidsl.backends.spark.engine import Far, SparkEngine
    from kpidsl.backends.sql.running import Progress
    from kpidsl.results.trace import Step
    from kpidsl.scores.store import Store

Engine = Literal["auto", "reference", "duckdb", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
T = TypeVar("T")

SMALL_DATA = 1 << 17
"""Bytes of data below which starting a database costs more than the month (about 1 300 units of a dozen cells)."""

SHOWN = 20
"""Units of one report that are named one by one; the others are counted."""


@frozen
class Run:
    """What came out, for which month, by which engine, from which data; ``data_digest`` may be empty unless ``written``.

    ``logs`` are the records that were read, by log. ``by_rows`` where the data were read row by row, not by a database.
    """

    plan: Plan = field(repr=False)
    outcome: Outcome
    period: str
    engine: str
    data_digest: str
    encoding: str
    logs: Mapping[str, tuple[LogRow, ...]] = field(factory=dict, repr=False)
    by_rows: bool = False

    def arrow(self, name: str = "totals", lang: str = "zh") -> "Published":
        """A published sheet (``totals``, ``scores`` …) with the Arrow stream interface, its numbers as decimals.

        Raises KeyError for a sheet that the policy has not, the message lists those it has; ValueError for a language that is none.
        """
        from kpidsl.backends.duckdb.engine import DuckDBEngine
        from kpidsl.backends.duckdb.published import published

        if lang not in HEADINGS:
            raise ValueError(f"no language {lang!r}: {', '.join(HEADINGS)}")
        sheets = {sheet.name: sheet for sheet in published_sheets(self.plan, lang)}
        if name not in sheets:
            raise KeyError(f"{name}: {', '.join(sheets)}")
        return published(self.outcome, sheets[name], lang, DuckDBEngine().connect)


def evaluate_files(
    plan: Plan,
    paths: Sequence[Path],
    roster_path: Path | None,
    problems: Problems,
    *,
    period: str | None = None,
    engine: Engine = "auto",
    lang: str = "zh",
    written: bool = True,
    progress: "Progress | None" = None,
    results: Path | None = None,
    frames: "Frames | None" = None,
    memory: str = "",
    spark: "SparkEngine | None" = None,
) -> Run | None:
    """Evaluates the month in ``paths``; ``roster_path`` is the units file beside the policy, if there is one.

    A path may be a pattern, or the name of one of ``frames``, tables of the calling program.
    ``results`` is the folder that holds the results of earlier periods, for a policy that reads them.
    ``written`` tells that whole sheets will be asked for, not only the totals of some units. ``progress`` is told how
    far the database is, of what it reads, computes and writes, where that takes its time. ``memory`` is what the embedded
    database may use at most (``512MB``); what does not fit goes to the disk for the while. ``spark`` says where the engine of
    this name runs, and what data it has for itself instead of ``paths``. Raises OSError for files that cannot be read,
    MemoryError where the memory does not do, ``SparkUnavailable`` where Spark cannot be used.
    """
    before = len(problems)
    far = spark.data if spark else None
    paths = [] if far is not None else expanded(paths, roster_path, problems)
    if len(problems) > before:
        return None
    size = _size(paths, frames)
    if engine == "auto":
        engine = "reference" if size < SMALL_DATA else "duckdb"
    if engine == "duckdb" and size >= SMALL_DATA and not plan.scan.logs and not plan.scan.past:
        from kpidsl.backends.duckdb.engine import DuckDBEngine

        database = DuckDBEngine(memory, written=written, progress=progress)
        found = _by_database(plan, paths, roster_path, problems, period, database, frames)
    elif far is not None or (engine == "spark" and size >= SMALL_DATA and _is_for_spark(plan, paths, frames)):
        given = far if far is not None else [str(path) for path in paths]
        found = _by_spark(plan, given, roster_path, problems, period, results, spark)
    else:
        found = _in_memory(plan, paths, roster_path, problems, period, engine, results, frames, memory, spark)
    if found is None or not is_in_force(found.plan, found.period, problems):
        return None
    report(found.plan, found.outcome.reports, problems, lang)
    if memory and found.engine == "reference":
        problems.add("K414", None, "", size=memory)
    elif memory and found.by_rows and size >= SMALL_DATA:
        problems.add("K414", None, "rows", size=memory)
    return None if problems.has_errors else found


def _size(paths: Sequence[Path], frames: "Frames | None") -> int:
    """Bytes of the data, more or less."""
    own = frames.tables if frames else ()
    files = [file for path in paths for file in (path.iterdir() if path.is_dir() else [path])]
    return sum(frames.size(file) if frames and file in own else file.stat().st_size for file in files)


def _reader(paths: Sequence[Path], frames: "Frames | None") -> ReadTable:
    """What reads the files row by row; starts no database where all are texts."""
    files = (file for path in paths for file in (path.iterdir() if path.is_dir() else [path]))
    if frames is None and not any(map(is_columnar, files)):
        return read_table
    from kpidsl.backends.duckdb.engine import DuckDBEngine
    from kpidsl.backends.duckdb.frames import ReadAny

    return ReadAny(DuckDBEngine().connect, frames)


def _in_memory(
    plan: Plan,
    paths: Sequence[Path],
    roster_path: Path | None,
    problems: Problems,
    period: str | None,
    engine: str,
    results: Path | None,
    frames: "Frames | None",
    memory: str,
    spark: "SparkEngine | None",
) -> Run | None:
    read = _reader([*paths, *([roster_path] if roster_path else [])], frames)
    roster = read_roster(roster_path, plan.scan, problems, read) if roster_path else None
    if roster_path is not None and roster is None:
        return None
    month = read_month(paths, plan, roster, problems, period, read)
    month = with_past(plan, month, results, problems) if month else None
    if month is None:
        return None
    outcome = _computed(plan, month, engine, problems, memory, spark)
    if outcome is None:
        return None
    return Run(plan, outcome, month.period, engine, month.digest, month.encoding, month.logs, by_rows=True)


def _computed(
    plan: Plan, month: Month, engine: str, problems: Problems, memory: str, spark: "SparkEngine | None"
) -> Outcome | None:
    """What an engine makes of a month that is read; None where it is refused, which is reported."""
    match engine:
        case "duckdb":
            from kpidsl.backends.duckdb.engine import DuckDBEngine

            return within_bounds(lambda: DuckDBEngine(memory).run(plan, month), problems)
        case "spark":
            from kpidsl.backends.spark.engine import SparkEngine

            return within_bounds(lambda: (spark or SparkEngine()).run(plan, month), problems)
        case _:
            from kpidsl.backends.reference.evaluate import evaluate

            return evaluate(plan, month)


def evaluate_year(
    plan: Plan,
    year: str,
    store: "Store",
    engine: Engine,
    problems: Problems,
    lang: str = "zh",
    own: Sequence[Path] = (),
    roster_path: Path | None = None,
    spark: "SparkEngine | None" = None,
) -> Run | None:
    """The year from its periods in the store and the files of the year's ``own``; None where there are none, or the policy says to
    stop.
    """
    found = opening_of_year(plan, year, store, own, roster_path, problems)
    if found is None:
        return None
    engine = "reference" if engine == "auto" else engine
    outcome = _computed(plan, found, engine, problems, "", spark)
    if outcome is None:
        return None
    run = Run(plan, outcome, year, engine, found.digest, "utf-8")
    report(plan, outcome.reports, problems, lang)
    return None if problems.has_errors else run


def opening_of_year(
    plan: Plan, year: str, store: "Store", own: Sequence[Path], roster_path: Path | None, problems: Problems
) -> Month | None:
    """What the plan of a year runs on: the figures of its periods, and those reported once a year."""
    from kpidsl.scores.store import year_of

    found = year_of(plan, year, store)
    if found is None or not plan.scan.inputs:
        return found
    if not own:
        names = "、".join(dict.fromkeys(cell.leaf for cell in plan.scan.inputs))
        problems.add("K733", None, "", (), policy=plan.policy, year=year, figures=names)
        return None
    read = _reader(own, None)
    known = read_roster(roster_path, plan.scan, problems) if roster_path else None
    if roster_path is not None and known is None:
        return None
    reported = read_month(own, plan, _of_the_year(found, known, str(store.folder)), problems, year, read)
    if reported is None:
        return None
    digest = sha256("\n".join([found.digest, reported.digest]).encode()).hexdigest()
    return evolve(reported, digest=digest, past=found.past)


def _of_the_year(found: Month, known: Roster | None, folder: str) -> Roster:
    """The units that have results in a year, by their names and, of those in the units file, by their aliases too."""
    units = {unit.name: unit for unit in found.units}
    names = {name_key(unit.name): unit for unit in found.units}
    for alias, unit in known.names.items() if known else ():
        if unit.name in units:
            names.setdefault(alias, units[unit.name])
    return Roster(found.units, names, folder, of_results=True)


def _by_database(
    plan: Plan,
    paths: Sequence[Path],
    roster_path: Path | None,
    problems: Problems,
    period: str | None,
    engine: "DuckDBEngine",
    frames: "Frames | None",
) -> Run | None:
    found = within_bounds(lambda: engine.run_files(plan, paths, roster_path, problems, period, frames), problems)
    if found is None:
        return None
    return Run(plan, found.outcome, found.period, "duckdb", found.digest, found.encoding, by_rows=found.by_rows)


def _is_for_spark(plan: Plan, paths: Sequence[Path], frames: "Frames | None") -> bool:
    """Whether Spark reads the data itself: no logs, no compressed files, no tables of this program."""
    from kpidsl.scores.compressed import is_compressed

    return frames is None and not plan.scan.logs and not any(map(is_compressed, paths))


def _by_spark(
    plan: Plan,
    data: "Far",
    roster_path: Path | None,
    problems: Problems,
    period: str | None,
    results: Path | None,
    engine: "SparkEngine | None",
) -> Run | None:
    from kpidsl.backends.spark.engine import SparkEngine

    def past(period: str) -> Mapping[str, Mapping[str, Fraction]] | None:
        return past_of(plan, period, results, problems)

    spark = engine or SparkEngine()
    found = within_bounds(lambda: spark.run_files(plan, data, roster_path, problems, period, past), problems)
    return Run(plan, found.outcome, found.period, "spark", found.digest, found.encoding) if found else None


def within_bounds(computed: Callable[[], T], problems: Problems) -> T | None:
    """What the database computes; None where a function has more distinct arguments than it takes, which is reported."""
    from kpidsl.backends.sql.worked import TooManyArguments
    from kpidsl.core.wording import keyword
    from kpidsl.diagnostics.bilingual import both

    try:
        return computed()
    except TooManyArguments as found:
        name = both("name", *(name_text(found.title, lang) for lang in ("zh", "en")))
        word = both("word", *(keyword(found.word, lang) for lang in ("zh", "en")))
        variant = "" if name["name_zh"] else "rule"
        place = found.origin.place
        problems.add("K407", place, variant, (), count=found.count, most=found.most, **word, **name)
        return None


def findings_of(run: Run, lang: str) -> Iterator[tuple[ReportRow, Diagnostic]]:
    """Every report row of a run with its finding."""
    for row in run.outcome.reports:
        yield row, _finding(run.plan, row, lang)


def _finding(plan: Plan, row: ReportRow, lang: str) -> Diagnostic:
    joiner = "、" if lang == "zh" else ", "
    pairs = zip(row.report.show, row.shown, strict=True)
    figures = joiner.join(figure_text(plan, key, value, lang) for key, value in pairs)
    words: dict[str, object] = {"unit": row.unit, "unit_class": row.unit_class, "figures": figures}
    words.update(row.report.words)
    return Diagnostic(row.report.code, row.report.origin.place, row.report.variant, (), words)


def report(plan: Plan, rows: Sequence[ReportRow], problems: Problems, lang: str) -> None:
    """Turns report rows into findings; of many units for one report the first are named, all are counted."""
    counts = Counter(row.report for row in rows)
    shown: Counter[Report] = Counter()
    for row in rows:
        shown[row.report] += 1
        if shown[row.report] <= SHOWN:
            problems.extend([_finding(plan, row, lang)])
    for found, count in counts.items():
        if count > SHOWN:
            problems.add("K547", found.origin.place, code=found.code, count=count, rest=count - SHOWN)


class DisagreementError(Exception):
    """The replay of one unit gave another figure than the run; a fault of ours."""


def trace_unit(run: Run, unit: str, lang: str) -> "tuple[Mapping[str, Value], list[Step]] | None":
    """The row and the trace of one unit, or None if the month has no such unit.

    What the database computed is replayed on the reference evaluator, with what other units contribute (places, linked figures,
    vetoes that reach it) taken from the run. Raises DisagreementError if any figure differs.
    """
    from kpidsl.backends.reference.expressions import value_of
    from kpidsl.backends.reference.replay import replay_records
    from kpidsl.results.trace import trace

    figures = run.outcome.figures(unit)
    if figures is None:
        return None
    row = figures if run.engine == "reference" else _replayed(run.plan, unit, figures)
    return row, trace(run.plan, row, value_of, lang, replay_records(run.plan, run.logs, unit))


def _replayed(plan: Plan, unit: str, figures: Mapping[str, Value]) -> Mapping[str, Value]:
    """Every figure of a unit, worked out again by the reference evaluator."""
    from kpidsl.backends.reference.replay import columns_from_others, replay
    from kpidsl.backends.reference.rows import opening_columns

    opens, others = opening_columns(plan), {column for node in plan.nodes for column in columns_from_others(node)}
    given = {column: figures[column] for column in others}
    row = replay(plan, {column: value for column, value in figures.items() if column in opens}, given)
    wrong = [column for column, value in row.items() if column in figures and figures[column] != value]
    if wrong:
        raise DisagreementError(f"{unit}: {wrong[0]} {row[wrong[0]]} {figures[wrong[0]]}")
    return row
