"""``kpidsl trace UNIT``: where the numbers of a unit come from."""

from pathlib import Path

import click
from attrs import evolve

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, FileName, Option, text
from kpidsl.cli.compiling import Loaded, load_for_data
from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import data_folder
from kpidsl.cli.session import Session, failed
from kpidsl.diagnostics import Lang, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.plan.nodes import Plan
from kpidsl.results.sheets import Sheet, totals_sheet

_TITLE: dict[Lang, str] = {
    "zh": "{unit}（{unit_class}）　{period}　《{policy}》（版本 {version}）",
    "en": "{unit} ({unit_class})  {period}  {policy} (version {version})",
}


def _trace(
    session: Session, unit: str, data: tuple[str, ...], policy: str | None, engine: str, results: str | None
) -> Exit:
    paths = [Path(name) for name in data] or [_latest_month(policy)]
    loaded = load_for_data(session, policy, paths[0])
    from kpidsl.cli.evaluate import earlier_results
    from kpidsl.run import evaluate_files, trace_unit

    problems = Problems()
    run = evaluate_files(
        loaded.plan, paths, loaded.roster, problems, engine=engine, lang=session.lang,  # type: ignore[arg-type]
        results=earlier_results(results, None),
    )  # fmt: skip
    if run is None:
        session.finish(problems, loaded.sources)
        return Exit.DATA
    found = trace_unit(run, unit, session.lang) or trace_unit(run, _known_as(loaded, unit), session.lang)
    if found is None:
        near = nearest(unit, (row[0] for row in run.outcome.rows(_names(run.plan, session.lang))))
        raise failed(Exit.USAGE, "K597", None, "near" if near else "", unit=unit, near=near or "", month=run.period)
    from kpidsl.render.steps import steps_table

    row, steps = found
    facts = {"unit": row["unit"], "unit_class": row["class"], "period": run.period}
    streams.write(_TITLE[session.lang].format(**facts, policy=run.plan.policy, version=run.plan.version) + "\n\n")
    streams.write(steps_table(steps, loaded.sources, session.lang) + "\n")
    return Exit.OK


def _known_as(loaded: Loaded, unit: str) -> str:
    """The name on the roster of what is written ``unit``, maybe another name (又称) or with blanks."""
    from kpidsl.scores.roster import read_roster
    from kpidsl.scores.words import plain_name

    roster = read_roster(loaded.roster, loaded.plan.scan, Problems()) if loaded.roster else None
    known = roster.find(unit) if roster else None
    return known.name if known else plain_name(unit)


def _names(plan: Plan, lang: Lang) -> Sheet:
    sheet = totals_sheet(plan, lang)
    return evolve(sheet, columns=sheet.columns[:1])


def _latest_month(policy: str | None) -> Path:
    """The newest month or other period beside the policy, by the names of files."""
    from kpidsl.resolve.cycle import last_month_of
    from kpidsl.scores.period import any_in_name

    folder = Path(policy).parent if policy else data_folder(Path())
    named = [(any_in_name(file.stem), file) for file in folder.glob("*.csv")]
    months = [(last_month_of(found[0]), file) for found, file in named if len(found) == 1]
    if not months:
        raise failed(Exit.USAGE, "K598", None, folder=folder.as_posix())
    return max(months)[1]


command = Command(
    "trace",
    callback=click.pass_obj(_trace),
    params=[
        click.Argument(["unit"], metavar="UNIT"),
        click.Argument(["data"], nargs=-1, metavar="[MONTH.CSV…]", type=FileName()),
        Option(
            ["--policy", "-p"], metavar="POLICY.KPI", type=FileName(),
            words=text("考核办法文件（不写则自动寻找）", "the policy (found if not named)"),
        ),
        Option(
            ["--results"], metavar="DIR", type=FileName(),
            words=text("以前各期结果所在的文件夹（不写则按 kpidsl.toml）", "the folder of earlier results (else as kpidsl.toml says)"),
        ),
        Option(
            ["--engine"], type=click.Choice(["auto", "reference", "duckdb"]), default="auto",
            words=text("核算引擎；结果逐字节相同", "the engine; results are identical to the byte"),
        ),
    ],
    words=text(
        "查一个单位的分数是怎么来的：数据、规定、条款、取舍。不写月份文件时，用考核办法旁边最近的一个月。",
        "Where the numbers of a unit come from: data, rule, clause, rounding. Without a month, the newest beside the policy.",
    ),
)  # fmt: skip
