"""``kpidsl check``: names, units of measure, weights, bands, vetoes of one policy or all of a folder."""

from pathlib import Path

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, Option, text
from kpidsl.cli.compiling import Review, is_chinese, review_of
from kpidsl.cli.disk import Disk
from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN
from kpidsl.cli.find_policy import policies_named
from kpidsl.cli.session import Format, Session
from kpidsl.diagnostics import Diagnostic, Lang, Problems

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "good": "{path}：没有错误。", "bad": "{path}：有错误，不能核算。",
        "good_shared": "{path}：没有错误（供引用的文件；与权重、指标的配合，校核引用它的办法时一并核对）。",
        "bad_shared": "{path}：有错误，引用它的办法不能核算。",
    },
    "en": {
        "good": "{path}: no errors.", "bad": "{path}: has errors and cannot be evaluated.",
        "good_shared": "{path}: no errors (a file to be imported; weights and indicators are checked with each policy that does).",
        "bad_shared": "{path}: has errors; no policy that imports it can be evaluated.",
    },
}  # fmt: skip


def _check(session: Session, paths: tuple[str, ...], strict: bool, output_format: Format) -> Exit:
    session.format = output_format
    worst = Exit.OK
    told: set[Diagnostic] = set()
    for path in policies_named(paths):
        problems, disk = Problems(), Disk()
        source = disk.policy(path, problems)
        if source is not None:
            session.settle_language(policy_is_chinese=is_chinese(source.text))
        found = review_of(source, None if path == STDIN else Path(path), disk, session.lang) if source else None
        problems.extend(found.findings if found else ())
        fresh = Problems()  # what a file that several policies import has wrong is told once
        fresh.extend(one for one in problems if one.place is None or one not in told)
        session.report(fresh, disk.sources)
        told |= set(problems)
        _conclude(session, source.name if source else path, problems.has_errors, found)
        if problems.has_errors or (strict and len(problems)):
            worst = Exit.ERRORS
    return worst


def _conclude(session: Session, name: str, has_errors: bool, found: Review | None) -> None:
    """What came of one policy: for people a line and the tables for reviewers, for tools whether it is sound."""
    if session.format == "human":
        kind = "_shared" if found and found.shared else ""
        streams.write(_WORDS[session.lang][("bad" if has_errors else "good") + kind].format(path=name) + "\n")
        if found and found.tables is not None:
            streams.write(found.tables + "\n")
    elif session.format == "json":
        from kpidsl.diagnostics.batch import Verdict

        session.verdicts.append(Verdict(name, not has_errors))


command = Command(
    "check",
    callback=click.pass_obj(_check),
    params=[
        click.Argument(["paths"], nargs=-1, metavar="[POLICY.KPI…]"),
        Option(["--strict"], is_flag=True, words=text("有提醒也算不通过", "warnings count as errors")),
        Option(
            ["--format", "output_format"], type=click.Choice(["human", "concise", "json"]), default="human",
            words=text(
                "结果的写法：human 给人看；concise 每条一行；json 供其他程序读取（后两种写到标准输出）",
                "how findings are written: for people; concise, a line each; json, for tools (the last two to stdout)",
            ),
        ),
    ],
    words=text(
        "校核考核办法：不写文件时，校核本文件夹下的全部办法。“-”表示从标准输入读。",
        "Check a policy; without a file, all policies of this folder. “-” reads standard input.",
    ),
)  # fmt: skip
