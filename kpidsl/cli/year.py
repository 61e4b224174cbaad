"""``kpidsl evaluate --year 2019 DATA… -o RESULTS``: the months of a year, or its quarters, in order, then the year.

Takes files and folders; writes the results of each month into the folder of results, under its name, and then the year's. A month
that is published already is worked out again and must come to the same; one of an older policy is taken as it is.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kpidsl.cli import streams
from kpidsl.cli.compiling import ROSTER, compiled_policy, roster_beside
from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import policy_of
from kpidsl.cli.outputs import write_results
from kpidsl.cli.session import Session, failed
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Plan
from kpidsl.resolve.cycle import Cycle
from kpidsl.results.manifest import MANIFEST, Written, read_manifest
from kpidsl.results.sheets import annual_sheet
from kpidsl.run import Run, evaluate_files, evaluate_year
from kpidsl.scores.files import is_table
from kpidsl.scores.period import day_in_name, period_words, periods_in_name
from kpidsl.scores.store import Store, periods_of
from kpidsl.source import Cell, Source

if TYPE_CHECKING:
    from kpidsl.backends.spark.engine import SparkEngine

_WORDS = {
    "zh": {
        "title": "《{policy}》（版本 {version}）　{year} 年度　{units} 个单位",
        "month": "{period}：{what}",
        "written": "已写入",
        "same": "已公布，重算一致",
        "older": "已公布（当时的办法），照用",
        "part": "这一年 {all} 期，有结果的 {count} 期：{present}",
    },
    "en": {
        "title": "{policy} (version {version})  {year}  {units} units",
        "month": "{period}: {what}",
        "written": "written",
        "same": "published before, the same again",
        "older": "published under an older policy, taken as it is",
        "part": "of the {all} periods of this year {count} with results: {present}",
    },
}


def evaluate_a_year(
    session: Session,
    data: tuple[str, ...],
    policy: str | None,
    output: str | None,
    year: str,
    engine: str,
    replace: bool,
    memory: str,
    spark: "SparkEngine | None" = None,
) -> Exit:
    """Evaluates the months and the year. Raises CommandError."""
    if output is None:
        raise failed(Exit.USAGE, "K728", None, "output")
    if not _is_year(year):
        raise failed(Exit.USAGE, "K728", None, "year", year=year)
    paths = [Path(name) for name in data]
    compiled = compiled_policy(session, policy or str(policy_of(paths[0], year).path))[1]
    periods = [period.name for period in periods_of(_of_year(compiled, year), year)]
    months = _files(paths, periods, compiled.plan.cycle)
    policies = {period: policy or str(policy_of(paths[0], period).path) for period in months}
    known = {path: compiled_policy(session, path)[1] for path in dict.fromkeys(policies.values())}
    if policies:  # of several versions the year is that of its last period
        compiled = known[policies[max(policies)]]
    plan = _of_year(compiled, year)
    periods = [period.name for period in periods_of(plan, year)]
    words = _WORDS[session.lang]
    problems = Problems()
    _report_unused(paths, compiled.plan.cycle, year, problems)
    for period, files in sorted(months.items()):
        path = policies[period]
        what = _month(
            session, known[path], period, files, Path(path), Path(output), engine, replace, memory, spark, problems,
        )  # fmt: skip
        if what is None:
            session.report(problems, {})
            return Exit.DATA
        sys.stderr.write(words["month"].format(period=period, what=words[what]) + "\n")
    present = [period for period in periods if (Path(output) / period / MANIFEST).is_file()]
    _report_gaps(periods, present, year, problems)
    store = Store(Path(output), compiled.plan.policy, problems)
    own = _files(paths, [year], plan.cycle).get(year, [])
    last = Path(policies[max(policies)] if policies else policy or policy_of(paths[0], year).path)
    run = evaluate_year(
        plan, year, store, engine, problems, session.lang, own, roster_beside(last), spark,  # type: ignore[arg-type]
    )  # fmt: skip
    if run is None:
        session.finish(problems, _sources(compiled))
        return Exit.DATA
    write_results(run, Path(output) / year, session.lang)
    _show(session, run, year, periods, present)
    session.report(problems, _sources(compiled))
    return Exit.OK


def _of_year(compiled: Compiled, year: str) -> Plan:
    """The plan of the year. Raises CommandError where there is none."""
    if compiled.year is None:
        variant = "yearly" if compiled.plan.cycle.word == "YEAR" else ""
        raise failed(Exit.USAGE, "K728", None, variant, policy=compiled.plan.policy, year=year)
    return compiled.year


def _sources(compiled: Compiled) -> dict[str, Source]:
    return {source.name: source for source in compiled.sources}


def _files(paths: list[Path], wanted: Sequence[str], cycle: Cycle) -> dict[str, list[Path]]:
    """The files of each period that is wanted, by the period in the name of file or folder."""
    found: dict[str, list[Path]] = {}
    for entry in _entries(paths):
        if entry.is_dir() or is_table(entry):
            name = entry.name if entry.is_dir() else entry.stem
            if day := day_in_name(name, cycle):  # to be evaluated as both months it would be
                raise failed(Exit.DATA, "K511", Cell(str(entry)), "day", stated=day[0], named=day[1])
            for period in set(periods_in_name(name, cycle)) & set(wanted):
                found.setdefault(period, []).append(entry)
    return found


def _entries(paths: list[Path]) -> list[Path]:
    return [entry for path in paths for entry in (sorted(path.iterdir()) if path.is_dir() else [path])]


def _report_unused(paths: list[Path], cycle: Cycle, year: str, problems: Problems) -> None:
    """Tables of which no name says a period of the policy or a year: one of them may be a month that is missed."""
    for entry in _entries(paths):
        table = entry.is_file() and is_table(entry) and entry.name != ROSTER
        if table and not periods_in_name(entry.stem, cycle) and not periods_in_name(entry.stem, Cycle("YEAR")):
            problems.add("K735", None, "", (), files=f"“{entry.name}”", year=year, **period_words(cycle))


def _report_gaps(periods: Sequence[str], present: Sequence[str], year: str, problems: Problems) -> None:
    """Periods without results between others that have them."""
    between = periods[periods.index(present[0]) : periods.index(present[-1])] if present else []
    gaps = [period for period in between if period not in present]
    if gaps:
        problems.add("K735", None, "gap", (), year=year, count=str(len(gaps)), periods="、".join(gaps))


def _is_year(text: str) -> bool:
    return len(text) == len("2019") and text.isascii() and text.isdigit()


def _month(
    session: Session, compiled: Compiled, period: str, files: list[Path], policy: Path, output: Path,
    engine: str, replace: bool, memory: str, spark: "SparkEngine | None", of_the_year: Problems,
) -> str | None:  # fmt: skip
    """Evaluates and writes one month; what was done, None where it is refused, which is reported."""
    before = None if replace else _published(output / period / MANIFEST)
    if before is not None and before.sha256 != compiled.plan.digest:
        return "older"
    problems = Problems()
    run = evaluate_files(
        compiled.plan, files, roster_beside(policy), problems, period=period, engine=engine, lang=session.lang,  # type: ignore[arg-type]
        results=output, memory=memory, spark=spark,
    )  # fmt: skip
    if run is None:
        session.finish(_of_the_month(problems, period), _sources(compiled))
        return None
    session.report(_but_of_the_year(problems, of_the_year), _sources(compiled))
    if before is None:
        write_results(run, output / period, session.lang)
        return "written"
    with TemporaryDirectory() as folder:
        write_results(run, Path(folder) / period, session.lang)
        again = _published(Path(folder) / period / MANIFEST)
    assert again is not None
    moved = sorted(name for name, digest in again.files.items() if before.files.get(name) != digest)
    if moved:
        raise failed(Exit.DATA, "K727", None, "", period=period, **listed("files", moved))
    return "same"


def _published(path: Path) -> Written | None:
    """What is published; None where nothing is. Raises CommandError where the manifest is none that was written here."""
    if not path.is_file():
        return None
    found = read_manifest(path)
    if found is None:
        raise failed(Exit.DATA, "K587", Cell(str(path)), "manifest")
    return found


def _but_of_the_year(problems: Problems, of_the_year: Problems) -> Problems:
    """The findings of a month; what holds of every month alike is said once, with those of the year."""
    found = Problems()
    for one in problems:
        (of_the_year if one.code == "K414" else found).extend([one])
    return found


def _of_the_month(problems: Problems, period: str) -> Problems:
    """The findings of a month; a log that has no file needs one that is named after it, for a year takes no others."""
    found = Problems()
    for one in problems:
        if one.code == "K577":
            found.add(one.code, one.place, "year", one.labels, **dict(one.args), period=period)
        else:
            found.extend([one])
    return found


def _show(session: Session, run: Run, year: str, periods: Sequence[str], present: Sequence[str]) -> None:
    from kpidsl.cli.on_screen import ROWS, screen_table

    words, sheet = _WORDS[session.lang], annual_sheet(run.plan, session.lang)
    facts = {"policy": run.plan.policy, "version": run.plan.version, "year": year, "units": run.outcome.units}
    streams.write(words["title"].format(**facts) + "\n")
    if len(present) < len(periods):
        named = {"zh": "、", "en": ", "}[session.lang].join(present)
        streams.write(words["part"].format(all=len(periods), count=len(present), present=named) + "\n")
    streams.write("\n")
    figures = [part for part in run.plan.scan.past if not part.of.startswith("reached:")]
    read = len(figures) + len(run.plan.scan.inputs)
    columns = [at for at, column in enumerate(sheet.columns) if not 2 <= at < 2 + read]
    rows = [tuple(row[at] for at in columns) for row in run.outcome.rows(sheet, ROWS)]
    streams.write(screen_table([sheet.columns[at] for at in columns], rows) + "\n")
