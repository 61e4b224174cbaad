"""``kpidsl evaluate month.csv``: scores, ranks and grades of a month."""

import sys
from pathlib import Path

import click
from attrs import evolve

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, FileName, Memory, Option, text
from kpidsl.cli.compiling import load_for_data
from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import find_settings
from kpidsl.cli.session import Session, failed
from kpidsl.diagnostics import Lang, Problems
from kpidsl.plan.nodes import Plan
from kpidsl.results.figures import rule_text
from kpidsl.results.sheets import totals_sheet

_COLUMNAR = {"parquet": "Parquet"}
"""Data that are no text in an encoding."""

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "title": "《{policy}》（版本 {version}）　{period}　{units} 个单位",
        "cut": "……共 {units} 个单位，以上是前 {shown} 个；用 -o 文件夹 写出全部。",
        "provisional": "暂定 {count} 项（办法原文没有规定、由本单位暂定的内容，结果按此计算）：",
        "written": "已写入 {folder}：{files}",
        "reading": "数据 {encoding} 编码，由 {engine} 核算。",
        "columnar": "数据为 {encoding} 格式，由 {engine} 核算。",
    },
    "en": {
        "title": "{policy} (version {version})  {period}  {units} units",
        "cut": "… {units} units in all, the first {shown} above; write them all with -o FOLDER.",
        "provisional": "{count} provisional items (settled where the regulation is silent; the results rest on them):",
        "written": "Written to {folder}: {files}",
        "reading": "Data in {encoding}, evaluated by {engine}.",
        "columnar": "Data in {encoding}, evaluated by {engine}.",
    },
}


def _evaluate(
    session: Session,
    data: tuple[str, ...],
    policy: str | None,
    output: str | None,
    period: str | None,
    engine: str,
    master: str | None,
    results: str | None,
    year: str | None,
    replace: bool,
    memory: str,
    each_period: bool,
) -> Exit:
    _of_one_engine(engine, master, memory)
    spark = None
    if engine == "spark":
        from kpidsl.backends.spark.engine import SparkEngine

        spark = SparkEngine(master=master or "", written=output is not None)
    if each_period:
        from kpidsl.cli.periods import evaluate_each_period

        if spark is None or output is None or any(given is not None for given in (period, year, results)):
            raise failed(Exit.USAGE, "K409", None, "each")
        return evaluate_each_period(session, data, policy, output, spark)
    if year is not None:
        from kpidsl.cli.year import evaluate_a_year

        return evaluate_a_year(session, data, policy, output, year, engine, replace, memory, spark)
    from kpidsl.given import is_address
    from kpidsl.scores.files import expanded

    problems = Problems()
    far = engine == "spark" and any(map(is_address, data))
    paths = [Path()] if far else expanded([Path(name) for name in data], None, problems)
    if problems.has_errors:
        session.finish(problems, {})
        return Exit.DATA
    loaded = load_for_data(session, policy, paths[0], period)
    if spark and far:
        spark = evolve(spark, data=data)
    if output is not None:
        from kpidsl.cli.outputs import keep_data

        keep_data(Path(output), paths)
    from kpidsl.cli.progress import progress
    from kpidsl.run import evaluate_files

    files: list[str] = []
    with progress(session.lang) as told:
        run = evaluate_files(
            loaded.plan, paths, loaded.roster, problems,
            period=period, engine=engine, lang=session.lang, written=output is not None, progress=told,  # type: ignore[arg-type]
            results=earlier_results(results, output), memory=memory, spark=evolve(spark, progress=told) if spark else None,
        )  # fmt: skip
        if run is not None and output is not None:
            from kpidsl.cli.outputs import report_replaced, results_in, write_results

            before = results_in(Path(output))
            files = write_results(run, Path(output), session.lang)
            report_replaced(before, run, Path(output), problems)
    if run is None:
        session.finish(problems, loaded.sources)
        return Exit.DATA
    words = _WORDS[session.lang]
    if output is not None:
        sys.stderr.write(words["written"].format(folder=output, files="、".join(files)) + "\n")
    facts = {"policy": run.plan.policy, "version": run.plan.version, "period": run.period, "units": run.outcome.units}
    streams.write(words["title"].format(**facts) + "\n\n")
    sheet = totals_sheet(run.plan, session.lang)
    from kpidsl.cli.on_screen import ROWS, screen_table

    rows = run.outcome.rows(sheet, ROWS)
    streams.write(screen_table(sheet.columns, rows) + "\n")
    if run.outcome.units > len(rows):
        streams.write(words["cut"].format(units=run.outcome.units, shown=len(rows)) + "\n")
    streams.write(_provisional(run.plan, session.lang))
    sys.stderr.write(
        words["columnar" if run.encoding in _COLUMNAR else "reading"].format(
            encoding=_COLUMNAR.get(run.encoding, run.encoding.upper().removesuffix("-SIG")), engine=run.engine
        )
        + "\n"
    )
    session.report(problems, loaded.sources)
    return Exit.OK


def _of_one_engine(engine: str, master: str | None, memory: str) -> None:
    """Raises CommandError where an option is of an engine that is not asked for."""
    if master is not None and engine != "spark":
        raise failed(Exit.USAGE, "K409", None, "master", cause=engine)
    if memory and engine in ("spark", "reference"):
        raise failed(Exit.USAGE, "K408", None, "engine", cause=engine)


def earlier_results(results: str | None, output: str | None) -> Path | None:
    """The folder of earlier results: the one named, that of ``kpidsl.toml``, else where the results of this period are written."""
    if results is not None:
        return Path(results)
    settings = find_settings(Path())
    if settings and settings.results is not None:
        return settings.folder / settings.results
    return Path(output).resolve().parent if output is not None else None


def _provisional(plan: Plan, lang: Lang) -> str:
    """The list of everything provisional, or nothing."""
    if not plan.provisional:
        return ""
    lines = ["", _WORDS[lang]["provisional"].format(count=len(plan.provisional))]
    for title, reason, _ in plan.provisional:
        what = rule_text(title, lang)
        lines.append(f"  {what}：{reason}" if lang == "zh" else f"  {what}: {reason}")
    return "\n".join(lines) + "\n"


command = Command(
    "evaluate",
    callback=click.pass_obj(_evaluate),
    params=[
        click.Argument(["data"], nargs=-1, required=True, metavar="MONTH.CSV…", type=FileName()),
        Option(
            ["--policy", "-p"], metavar="POLICY.KPI", type=FileName(),
            words=text("考核办法文件（不写则自动寻找）", "the policy (found if not named)"),
        ),
        Option(["--output", "-o"], metavar="DIR", type=FileName(), words=text("把结果写入文件夹", "write the results into a folder")),
        Option(
            ["--results"], metavar="DIR", type=FileName(),
            words=text(
                "以前各期结果所在的文件夹（不写则按 kpidsl.toml，再用 -o 的上一级）",
                "the folder of earlier results (else as kpidsl.toml says, else the one above -o)",
            ),
        ),
        Option(
            ["--year"], metavar="YYYY",
            words=text(
                "核算一年：依次核算各月，再核算年度，写入 -o 文件夹",
                "the months of a year in order, then the year, into the folder of -o",
            ),
        ),
        Option(
            ["--replace"], is_flag=True,
            words=text(
                "与 --year 同用：已公布的月份结果不同时，以这次的为准",
                "with --year: put results in the place of published ones that differ",
            ),
        ),
        Option(
            ["--period"], metavar="YYYY-MM",
            words=text("考核的月份、季度或年度（文件里没有时）", "the month, quarter or year, where the files do not say"),
        ),
        Option(
            ["--engine"], type=click.Choice(["auto", "reference", "duckdb", "spark"]), default="auto",
            words=text("核算引擎；结果逐字节相同", "the engine; results are identical to the byte"),
        ),
        Option(
            ["--memory"], metavar="SIZE", default="", type=Memory(),
            words=text(
                "数据库最多用多少内存，如 512MB、2GB；放不下的暂存到磁盘",
                "memory for the database, such as 512MB or 2GB; what does not fit goes to the disk for the while",
            ),
        ),
        Option(
            ["--master"], metavar="ADDRESS",
            words=text(
                "用 Spark 核算时它的地址，如 spark://主机:7077、yarn（不写则按 Spark 的设置，再用本机）",
                "where Spark is, as spark://host:7077 or yarn (else as its settings say, else this computer)",
            ),
        ),
        Option(
            ["--each-period"], is_flag=True,
            words=text(
                "用 Spark 核算数据里的每一期，各写入 -o 下以考核期命名的文件夹",
                "with Spark: every period in the data, each into a folder named after it below -o",
            ),
        ),
    ],
    words=text(
        "核算一个月：读数据，算得分、名次、等次。",
        "Evaluate a month: read the data, compute scores, ranks and grades.",
    ),
)  # fmt: skip
