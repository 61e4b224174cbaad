"""``kpidsl generate``: what reviewers read of a policy, kept in a folder beside the policies."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, FileName, Option, text
from kpidsl.cli.compile import target_text
from kpidsl.cli.compiling import class_sizes, compiled_policy, is_chinese, roster_beside
from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN
from kpidsl.cli.find_policy import policies_named
from kpidsl.cli.generated import Difference, Folder, Made, abandoned, picture_files, text_file
from kpidsl.cli.session import CommandError, Session, failed
from kpidsl.cli.whole_files import file_names
from kpidsl.diagnostics import Diagnostic, Lang, Problems
from kpidsl.pipeline import Compiled
from kpidsl.render.diagram.cards import cards
from kpidsl.render.diagram.dot import GraphvizFailedError
from kpidsl.render.diagram.matrix import matrix
from kpidsl.render.diagram.tree import tree
from kpidsl.render.reviewing.readme import Beside, Shown, readme
from kpidsl.source import Cell

POLICIES, FOLDER = "policies", "generated"
PAGE, PLAN, SQL = "README.md", "plan.txt", "duckdb.sql"

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {"written": "写入 {path}", "removed": "删除 {path}", "fresh": "{folder} 与考核办法一致，没有改动。"},
    "en": {
        "written": "wrote {path}",
        "removed": "removed {path}",
        "fresh": "{folder} agrees with the policies, nothing to do.",
    },
}


def _generate(session: Session, policies: tuple[str, ...], output: str, check: bool) -> Exit:
    paths = list(policies_named(policies or _usual(), whole=True))
    if STDIN in paths:
        raise failed(Exit.USAGE, "K412", None, "stdin")
    _refuse_equal_names(paths)
    folders = [_folder(session, path, Path(output)) for path in paths]
    found = [(folder, folder.differences()) for folder in folders]
    gone = [old for old in abandoned(Path(output), PAGE) if old.path not in {folder.path for folder in folders}]
    if check:
        stale = [_finding(kind, path) for _, differences in found for kind, path in differences]
        stale += [_finding("gone", old.path, policy=old.policy.as_posix()) for old in gone]
        session.report(stale)
        return Exit.ERRORS if stale else Exit.OK
    foreign = [path for _, differences in found for kind, path in differences if kind == "foreign"]
    if foreign:
        raise CommandError(
            Exit.USAGE, [Diagnostic("K411", Cell(str(path)), "", (), {"path": path}) for path in foreign]
        )
    for folder, differences in found:
        try:
            folder.put_right(differences)
        except GraphvizFailedError as error:
            raise failed(Exit.ENVIRONMENT, "K404", None, cause=error) from error
        for kind, path in differences:
            _tell(session, "removed" if kind == "left" else "written", path=path.as_posix())
    for path in (path for old in gone for path in old.remove()):
        _tell(session, "removed", path=path.as_posix())
    if not gone and not any(differences for _, differences in found):
        _tell(session, "fresh", folder=output)
    return Exit.OK


def _tell(session: Session, word: str, **args: str) -> None:
    streams.write(_WORDS[session.lang][word].format(**args) + "\n")


def _usual() -> tuple[str, ...]:
    """The policies of a working folder, where none is named."""
    return (POLICIES,) if Path(POLICIES).is_dir() else (".",)


def _refuse_equal_names(paths: Sequence[str]) -> None:
    """Two policies of one file name would share a folder."""
    known: dict[str, str] = {}
    for path in paths:
        other = known.setdefault(Path(path).stem.casefold(), path)
        if other != path:
            raise failed(Exit.USAGE, "K412", None, first=other, second=path, folder=Path(path).stem)


def _finding(kind: Difference | Literal["gone"], path: Path, **args: str) -> Diagnostic:
    return Diagnostic("K410", Cell(str(path)), "" if kind == "stale" else kind, (), {"path": path.as_posix(), **args})


def _folder(session: Session, path: str, output: Path) -> Folder:
    """What the folder of a policy shall hold, in the language of the policy, whatever the user's."""
    source, compiled = compiled_policy(session, path)
    lang: Lang = "zh" if is_chinese(source.text) else "en"
    place = output / Path(path).stem
    return Folder(place, tuple(_files(compiled, Path(path), place, lang)), lang)


def _files(compiled: Compiled, policy: Path, place: Path, lang: Lang) -> Iterator[Made]:
    checked, classes = compiled.checked, compiled.checked.policy.class_names
    weights = matrix(checked, lang)
    pictures = [*weights, *(cards(checked, name, lang) for name in classes), tree(checked, lang)]
    names = file_names([picture.name for picture in pictures])
    for name, picture in zip(names, pictures, strict=True):
        yield from picture_files(name, picture)
    shown = [Shown(f"{name}.svg", picture.title) for name, picture in zip(names, pictures, strict=True)]
    beside = Beside(
        source=Path(os.path.relpath(policy, place)).as_posix(),
        weights=tuple(shown[: len(weights)]),
        cards=tuple(zip(classes, shown[len(weights) : -1], strict=True)),
        structure=shown[-1],
        plan=PLAN,
        sql=SQL,
    )
    roster = roster_beside(policy)
    sizes = class_sizes(compiled, roster, Problems()) if roster else {}
    yield text_file(PAGE, readme(checked, beside, sizes, lang))
    yield text_file(PLAN, target_text(compiled.plan, "plan", lang))
    yield text_file(SQL, target_text(compiled.plan, "duckdb", lang))


command = Command(
    "generate",
    callback=click.pass_obj(_generate),
    params=[
        click.Argument(["policies"], nargs=-1, metavar="[POLICY.KPI…]"),
        Option(
            ["-o", "--output"],
            type=FileName(),
            default=FOLDER,
            metavar="DIR",
            words=text(
                "存到这个文件夹，每个办法一个子文件夹；不写时是 generated",
                "folder to write to, with a folder for each policy; generated by default",
            ),
        ),
        Option(
            ["--check"],
            is_flag=True,
            words=text(
                "只核对：有一个文件与办法不一致就算不通过，什么都不写",
                "only compare: a file that does not agree with its policy is an error, nothing is written",
            ),
        ),
    ],
    words=text(
        "生成审阅资料：图、表、核算步骤、SQL，和一页把它们放在一起的 README。\n"
        "不写办法时，用 policies 文件夹里的全部办法。用办法本身的语言写。",
        "Make what reviewers read: pictures, tables, steps, SQL, and a README that shows them.\n"
        "Without a policy, all of the folder policies. Written in the language of the policy.",
    ),
)
