"""``kpidsl check``: names, units of measure, weights, bands, vetoes of one policy or all of a folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, Option, text
from kpidsl.cli.compiling import ROSTER, Review, is_chinese, review_of
from kpidsl.cli.disk import Disk
from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN
from kpidsl.cli.find_policy import find_settings, policies_named, settings_file
from kpidsl.cli.session import DOCUMENTS, FORMATS, Format, Session, failed
from kpidsl.cli.told import Told
from kpidsl.diagnostics import Diagnostic, Lang, Problems
from kpidsl.values import frozen

if TYPE_CHECKING:
    from kpidsl.cli.chosen import Choice

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "good": "{path}：没有错误。", "bad": "{path}：有错误，不能核算。",
        "good_shared": "{path}：没有错误（供引用的文件；与权重、指标的配合，校核引用它的办法时一并核对）。",
        "bad_shared": "{path}：有错误，引用它的办法不能核算。",
        "raised": "{path}：可以核算，但有 kpidsl.toml 列为错误的提示。",
    },
    "en": {
        "good": "{path}: no errors.", "bad": "{path}: has errors and cannot be evaluated.",
        "good_shared": "{path}: no errors (a file to be imported; weights and indicators are checked with each policy that does).",
        "bad_shared": "{path}: has errors; no policy that imports it can be evaluated.",
        "raised": "{path}: can be evaluated, but kpidsl.toml counts some of what was found as errors.",
    },
}  # fmt: skip


@frozen
class _Asked:
    """What is asked for: whether warnings fail, which codes to tell, and what to do about what can be put right."""

    strict: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fix: bool
    diff: bool


def _check(
    session: Session, paths: tuple[str, ...], output_format: Format, watch: bool, **options: bool | tuple[str, ...]
) -> Exit:
    session.format = output_format
    asked = _Asked(**options)  # type: ignore[arg-type]  # as declared below
    if watch:
        if STDIN in paths:
            raise failed(Exit.USAGE, "K235", None, "watch")
        from kpidsl.cli.watch import watched

        watched(session, lambda files: _run(session, paths, asked, files))
    return _run(session, paths, asked, set())


def _run(session: Session, paths: tuple[str, ...], asked: _Asked, files: set[Path]) -> Exit:
    """All that is meant, checked once; ``files`` gets what was read and where was looked."""
    files.update(Path(path) for path in paths or ["."])
    worst = Exit.OK
    told: set[Diagnostic] = set()
    for path in policies_named(paths):
        problems, disk = Problems(), Disk()
        source = disk.policy(path, problems)
        if source is not None:
            session.settle_language(policy_is_chinese=is_chinese(source.text))
        choice = _choice(path, asked, files)
        found = review_of(source, None if path == STDIN else Path(path), disk, session.lang) if source else None
        files.update(Path(name) for name in (path, *disk.sources) if name != STDIN)
        files.add(Path(path).with_name(ROSTER))
        if found and source and (asked.fix or asked.diff):
            from kpidsl.cli.fixing import put_right

            better = put_right(session, path, source, disk, found, choice, writes=not asked.diff)
            worst, found = (worst, better) if better else (Exit.ERRORS, found)
        problems.extend(found.findings if found else ())
        fresh = [one for one in problems if one.place is None or one not in told]
        told |= set(problems)  # what a file that several policies import has wrong is told once
        if _conclude(session, path, _Checked(disk, found, problems.has_errors, _told(fresh, choice)), asked):
            worst = Exit.ERRORS
    return worst


def _choice(path: str, asked: _Asked, files: set[Path]) -> "Choice | None":
    """Which findings of a policy are told, where settings or options say so."""
    folder = Path() if path == STDIN else Path(path).parent
    if file := settings_file(folder):
        files.add(file)
    settings = find_settings(folder)
    if not (asked.select or asked.ignore or (settings and settings.check)):
        return None
    from kpidsl.cli.chosen import choice

    return choice(settings.check if settings else None, asked.select, asked.ignore)


def _told(found: list[Diagnostic], choice: "Choice | None") -> Told:
    return choice.settled(found) if choice else Told(tuple(found))


@frozen
class _Checked:
    """One policy: what was read, its review, whether it has errors of its own, and what is told."""

    disk: Disk
    review: Review | None
    has_errors: bool
    told: Told


def _conclude(session: Session, path: str, checked: _Checked, asked: _Asked) -> bool:
    """Tells what was found in one policy and what came of it; whether it fails."""
    told, review = checked.told, checked.review
    raised = told.has_errors and not checked.has_errors
    session.report(told.found, checked.disk.sources)
    name = path if path != STDIN else "stdin"
    if session.format == "human":
        kind = "bad" if checked.has_errors else "raised" if raised else "good"
        shared = "_shared" if review and review.shared and not raised else ""
        streams.write(_WORDS[session.lang][kind + shared].format(path=name) + "\n")
        if review and review.tables:
            streams.write(review.tables + "\n")
    if told.left_out:
        from kpidsl.cli.settled import tell_left_out

        tell_left_out(session, told.left_out)
    sound = not (checked.has_errors or raised)
    if session.format in DOCUMENTS:
        from kpidsl.diagnostics.batch import Verdict

        held, waived = (review.held, review.waived) if review else ((), ())
        session.verdicts.append(Verdict(name, sound, held, waived, told.left_out, checked.disk.sources, told.found))
    return not sound or (asked.strict and any(one.severity != "note" for one in told.found))


command = Command(
    "check",
    callback=click.pass_obj(_check),
    params=[
        click.Argument(["paths"], nargs=-1, metavar="[POLICY.KPI…]"),
        Option(["--strict"], is_flag=True, words=text("有提醒也算不通过", "warnings count as errors")),
        Option(
            ["--select"], multiple=True, metavar="CODE",
            words=text(
                "只列这些代码的提醒和提示，如 K3,K207；错误总要列",
                "tell only these warnings and notes, as in K3,K207; errors are always told",
            ),
        ),
        Option(
            ["--ignore"], multiple=True, metavar="CODE",
            words=text("不列这些代码的提醒和提示，如 K38", "do not tell these warnings and notes, as in K38"),
        ),
        Option(
            ["--fix"], is_flag=True,
            words=text("能代改的代改，意思不变，改后再校核", "put right what can be without changing the meaning"),
        ),
        Option(
            ["--diff"], is_flag=True,
            words=text("只显示会代改哪些行，不改动", "only show the lines that --fix would change"),
        ),
        Option(
            ["--watch"], is_flag=True,
            words=text("文件一有改动就重新校核，Ctrl-C 结束", "check again whenever a file changes, until Ctrl-C"),
        ),
        Option(
            ["--format", "output_format"], type=click.Choice(FORMATS), default="human",
            words=text(
                "结果的写法：human 给人看；concise 每条一行；github 是 GitHub 的批注；"
                "json、sarif、junit 供其他程序读取（除 human 外都写到标准输出）",
                "how findings are written: for people; concise, a line each; github, as annotations; json, sarif and junit, "
                "for tools (all but human to stdout)",
            ),
        ),
    ],
    words=text(
        "校核考核办法：不写文件时，校核本文件夹下的全部办法。“-”表示从标准输入读。",
        "Check a policy; without a file, all policies of this folder. “-” reads standard input.",
    ),
)  # fmt: skip
