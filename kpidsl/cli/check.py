"""``kpidsl check``: names, units of measure, weights, bands, vetoes of one policy or all of a folder."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, Option, text
from kpidsl.cli.compiling import ROSTER, is_chinese
from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN, read_policy
from kpidsl.cli.find_policy import policies_under
from kpidsl.cli.session import Format, Session
from kpidsl.diagnostics import Lang, Problems
from kpidsl.pipeline import Compiled, compile_policy

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {"good": "{path}：没有错误。", "bad": "{path}：有错误，不能核算。"},
    "en": {"good": "{path}: no errors.", "bad": "{path}: has errors and cannot be evaluated."},
}


def _check(session: Session, paths: tuple[str, ...], strict: bool, output_format: Format) -> Exit:
    session.format = output_format
    worst = Exit.OK
    for path in _named(paths):
        problems = Problems()
        source = read_policy(path, problems)
        if source is not None:
            session.settle_language(policy_is_chinese=is_chinese(source.text))
        compiled = compile_policy([source], problems) if source else None
        sizes = _roster_sizes(path, compiled, problems) if compiled else {}
        session.report(problems, {source.name: source} if source else None)
        _conclude(session, source.name if source else path, problems.has_errors, compiled, sizes)
        if problems.has_errors or (strict and len(problems)):
            worst = Exit.ERRORS
    return worst


def _conclude(session: Session, name: str, has_errors: bool, compiled: Compiled | None, sizes: dict[str, int]) -> None:
    """What came of one policy: for people a line and the tables for reviewers, for tools whether it is sound."""
    if session.format == "human":
        streams.write(_WORDS[session.lang]["bad" if has_errors else "good"].format(path=name) + "\n")
        if compiled is not None:
            from kpidsl.render.review import review

            streams.write(review(compiled.checked, session.lang, sizes) + "\n")
    elif session.format == "json":
        from kpidsl.diagnostics.batch import Verdict

        session.verdicts.append(Verdict(name, not has_errors))


def _named(paths: tuple[str, ...]) -> Iterable[str]:
    """Every policy meant: files as they are, folders by what they hold, the working folder where nothing is named."""
    for path in paths or (".",):
        if path != STDIN and Path(path).is_dir():
            yield from (found.as_posix() for found in policies_under(Path(path)))
        else:
            yield path


def _roster_sizes(path: str, compiled: Compiled, problems: Problems) -> dict[str, int]:
    """How many units of each class the units file beside the policy has; what is wrong with them is reported."""
    roster = Path(path).parent / ROSTER
    if path == STDIN or not roster.is_file():
        return {}
    from kpidsl.units_file import review_roster

    found = review_roster(compiled, roster, problems)
    return dict(Counter(unit.unit_class for unit in found.units)) if found else {}


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
