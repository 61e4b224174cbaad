"""``kpidsl diagram``: the pictures of a policy, as files."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kpidsl.check.checked import CheckedPolicy
from kpidsl.cli import streams
from kpidsl.cli.commands import Command, FileName, Option, text
from kpidsl.cli.compiling import checked_policy
from kpidsl.cli.exits import Exit
from kpidsl.cli.session import Session, failed
from kpidsl.cli.to_file import STDOUT
from kpidsl.cli.whole_files import file_names, write_all
from kpidsl.diagnostics import Lang, nearest
from kpidsl.render.diagram.dot import FORMATS, Format, GraphvizFailedError, Picture, draw_all

KINDS = ("matrix", "cards", "tree")
ALL = "all"
_SAMPLE = 8
"""Missing characters that a message shows."""


def _diagram(
    session: Session, policy: str | None, kind: str, classes: tuple[str, ...], form: Format | None, output: str | None
) -> Exit:
    checked = checked_policy(session, policy)
    pictures = _pictures(checked, KINDS if kind == ALL else (kind,), _classes(checked, classes), session.lang)
    path = Path(output or ".")
    suffix = None if (output or "").endswith(("/", os.sep)) else _suffix_of(path)
    if form and suffix and form != suffix:
        raise failed(Exit.USAGE, "K406", None, "suffix", path=path, form=form)
    if len(pictures) > 1 and (suffix or output == STDOUT):
        raise failed(Exit.USAGE, "K406", None, "stdout" if output == STDOUT else "", count=len(pictures), path=path)
    form = form or suffix or "svg"
    drawn = _drawn(pictures, form)
    if output == STDOUT:
        sys.stdout.buffer.write(drawn[0])
        return Exit.OK
    names = file_names([picture.name for picture in pictures])
    paths = [path] if suffix else [path / f"{name}.{form}" for name in names]
    write_all(dict(zip(paths, drawn, strict=True)))
    streams.write("".join(f"{file}\n" for file in paths))
    return Exit.OK


def _classes(checked: CheckedPolicy, asked: Sequence[str]) -> tuple[str, ...]:
    """The classes meant, in the order of the policy; none where all are."""
    policy = checked.policy
    known = {**policy.class_sets, **{name: (name,) for name in policy.class_names}}
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            words = {"name": name, "near": near or "", "classes": "、".join(known)}
            raise failed(Exit.USAGE, "K405", None, "near" if near else "", **words)
    meant = {member for name in asked for member in known[name]}
    return tuple(name for name in policy.class_names if name in meant)


def _pictures(checked: CheckedPolicy, kinds: Sequence[str], classes: tuple[str, ...], lang: Lang) -> list[Picture]:
    found: list[Picture] = []
    if "matrix" in kinds:
        from kpidsl.render.diagram.matrix import matrix

        found += matrix(checked, lang, classes)
    if "cards" in kinds:
        from kpidsl.render.diagram.cards import cards

        found += (cards(checked, name, lang) for name in classes or checked.policy.class_names)
    if "tree" in kinds:
        from kpidsl.render.diagram.tree import tree

        found.append(tree(checked, lang))
    return found


def _suffix_of(path: Path) -> Format | None:
    """The format that a file name says; None for a folder. Raises CommandError where it says one that there is not."""
    if path.is_dir():
        return None
    form = next((form for form in FORMATS if path.suffix.lower() == f".{form}"), None)
    if form is None and path.suffix[1:].isalpha():
        raise failed(Exit.USAGE, "K406", None, "unknown", path=path, suffix=path.suffix)
    return form


def _drawn(pictures: Sequence[Picture], form: Format) -> list[bytes]:
    folders: tuple[Path, ...] = ()
    if form == "png":
        from kpidsl.render.diagram.font_files import installed

        fonts = installed()
        folders, lacking = fonts.folders, fonts.missing({one for picture in pictures for one in picture.characters})
        if lacking:
            letters = sorted(lacking, key=lambda character: (not character.isalpha(), character.isascii()))
            sample = "、".join(letters[:_SAMPLE])
            raise failed(Exit.ENVIRONMENT, "K403", None, count=len(lacking), sample=sample)
    try:
        return draw_all(pictures, form, folders)
    except GraphvizFailedError as error:
        raise failed(Exit.ENVIRONMENT, "K404", None, cause=error) from error


command = Command(
    "diagram",
    callback=click.pass_obj(_diagram),
    params=[
        click.Argument(["policy"], required=False, metavar="[POLICY.KPI]"),
        Option(
            ["--kind"],
            type=click.Choice([*KINDS, ALL]),
            default=ALL,
            words=text(
                "画哪种图：matrix 权重表，cards 考评卡（每个单位分类一张），tree 结构图，all 都画（不写即是）",
                "which pictures: matrix of the weights, cards of the classes, tree of the structure, or all (the default)",
            ),
        ),
        Option(
            ["--class", "classes"],
            multiple=True,
            metavar="NAME",
            words=text("只画这个单位分类（或统称），可以写几次", "only this class or set of classes; may be repeated"),
        ),
        Option(
            ["--format", "form"],
            type=click.Choice(FORMATS),
            words=text(
                "格式：svg（不写即是）、png，或 dot（Graphviz 源文件）",
                "svg (the default), png, or dot, the Graphviz source",
            ),
        ),
        Option(
            ["-o", "--output"],
            type=FileName(),
            words=text(
                "存到这个文件夹；只有一张图时也可以写文件名，“-”写到标准输出。不写时存到本文件夹",
                "folder to write to, or a file where there is one picture; “-” is standard output. This folder by default",
            ),
        ),
    ],
    words=text(
        "把考核办法画成图：权重表、考评卡、结构图。存下的文件名打印出来。\n不写办法时，画本文件夹的办法。",
        "Draw a policy: weights, cards of the classes, structure. The names of the files are printed.\n"
        "Without a policy, the one of this folder.",
    ),
)
