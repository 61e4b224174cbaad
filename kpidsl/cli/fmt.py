"""``kpidsl fmt``: the canonical text of policies, in their own language or another.

Takes policies; rewrites them in place, each at once or not at all, or says which would change, or shows how. A file with
syntax errors is left as it is, the others are done. Never changes what a policy says.
"""

import sys
from pathlib import Path
from typing import Any

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, Option, Text, text
from kpidsl.cli.compiling import is_chinese
from kpidsl.cli.disk import Disk
from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN
from kpidsl.cli.find_policy import policies_named
from kpidsl.cli.line_changes import changes
from kpidsl.cli.session import Session
from kpidsl.cli.whole_files import put_whole
from kpidsl.diagnostics import Lang, Problems
from kpidsl.diagnostics.catalogue import LANGS
from kpidsl.resolve.files import measures_of
from kpidsl.source import Cell, Source
from kpidsl.syntax.print.formatted import formatted, line_end, mixes_line_ends
from kpidsl.values import frozen

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {"done": "{path}：已排版。", "same": "{path}：版式已经规范，没有改动。"},
    "en": {"done": "{path}: formatted.", "same": "{path}: nothing to change."},
}
_WITH_MARK = "utf-8-sig"
_GBK = "gb18030"


@frozen
class _Asked:
    """What is asked for: to say which files would change, to show how; else to rewrite them."""

    check: bool
    diff: bool
    lang: Lang | None


def _fmt(session: Session, paths: tuple[str, ...], check: bool, diff: bool, lang: Lang | None) -> Exit:
    worst, faults = Exit.OK, list[Exception]()
    for path in policies_named(paths):
        problems, disk = Problems(), Disk()
        source = disk.policy(path, problems)
        if source is not None:
            session.settle_language(policy_is_chinese=is_chinese(source.text))
        try:
            printed = formatted(source, problems, lang, measures_of(source, disk.library)) if source else None
        except Exception as fault:  # noqa: BLE001 - a fault of ours in one file is said after the others are done
            faults.append(fault)
            continue
        if source is None or printed is None:
            session.report(problems, {source.name: source} if source else None)
            worst = Exit.ERRORS
        elif _settle(session, path, source, printed, _Asked(check, diff, lang)) and check:
            worst = Exit.ERRORS
    if faults:
        raise faults[0]
    return worst


def _settle(session: Session, path: str, source: Source, printed: str, asked: _Asked) -> bool:
    """Do what is asked with the text printed; whether it differs from what is there."""
    differs = printed != source.text or source.encoding == _GBK
    if differs and not (path == STDIN and not asked.check):
        _note_what_no_text_shows(session, source)
    if asked.diff:
        streams.write(changes(source, printed))
    elif asked.check:
        streams.write(f"{source.name}\n" if differs else "")
    elif path == STDIN:
        _write_out(printed)
    else:
        if differs:
            put_whole(Path(path), printed.encode(_WITH_MARK if source.encoding == _WITH_MARK else "utf-8"))
        sys.stderr.write(_WORDS[session.lang]["done" if differs else "same"].format(path=source.name) + "\n")
    return differs


def _note_what_no_text_shows(session: Session, source: Source) -> None:
    """That the encoding changes, or line ends of several kinds become one."""
    problems = Problems()
    if source.encoding == _GBK:
        problems.add("K576", Cell(source.name), file=source.name)
    if mixes_line_ends(source.text):
        names = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
        problems.add("K576", Cell(source.name), "ends", file=source.name, ends=names[line_end(source.text)])
    session.report(problems)


def _write_out(printed: str) -> None:
    """The text to stdout: UTF-8 to a file or a pipe, whatever a screen takes to a screen."""
    buffer = None if sys.stdout.isatty() else getattr(sys.stdout, "buffer", None)
    if buffer is None:
        streams.write(printed)
        return
    sys.stdout.flush()
    buffer.write(printed.encode("utf-8"))


class _FmtCommand(Command):
    """``--lang`` says in which language to write, besides that of messages."""

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        super().__init__(*args, words=words, **kwargs)
        self.params = [param for param in self.params if param.expose_value or param.name != "lang"]


command = _FmtCommand(
    "fmt",
    callback=click.pass_obj(_fmt),
    params=[
        click.Argument(["paths"], nargs=-1, metavar="[POLICY.KPI…]"),
        Option(
            ["--check"],
            is_flag=True,
            words=text("只列出版式不规范的文件，不改动", "only name the files that would change"),
        ),
        Option(
            ["--diff"], is_flag=True, words=text("只显示会改动哪些行，不改动", "only show the lines that would change")
        ),
        Option(
            ["--lang"],
            type=click.Choice(LANGS),
            words=text("办法改用这种语言书写；说明和提示也用它", "language to write the policy in, and of messages"),
        ),
    ],
    words=text(
        "按规范版式重排考核办法，意思不变，名称、文字、注都不动。不写文件时，重排本文件夹下的全部办法。\n"
        "“-”表示从标准输入读，写到标准输出。",
        "Rewrite policies in canonical form; names, texts and comments stay. Without a file, all policies of this folder.\n"
        "“-” reads standard input and writes standard output.",
    ),
)
