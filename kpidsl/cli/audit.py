"""``kpidsl audit``: what is wrong with a policy, clause by clause, as a page for its committee."""

import os
from pathlib import Path

import click

from kpidsl.cli.commands import Command, text
from kpidsl.cli.compiling import is_chinese, review_of
from kpidsl.cli.disk import Disk
from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import find_policy
from kpidsl.cli.session import Session
from kpidsl.cli.to_file import STDOUT, output_option, put
from kpidsl.diagnostics import Problems


def _audit(session: Session, policy: str | None, output: str) -> Exit:
    from kpidsl.cli.settled import by_settings
    from kpidsl.pipeline import clauses_of
    from kpidsl.render.audit import Audited, audit
    from kpidsl.syntax.preface import preface

    path, problems, disk = Path(policy or "."), Problems(), Disk()
    path = find_policy(path, named="argument") if path.is_dir() else path
    source = disk.policy(path, problems)
    if source is None:
        session.report(problems, disk.sources)
        return Exit.ERRORS
    session.settle_language(policy_is_chinese=is_chinese(source.text))
    found = review_of(source, path, disk, session.lang)
    told = by_settings(path, [*problems, *found.findings])
    heads = preface(source).heads
    name = str(getattr(heads[0].subject, "text", "")) if heads else ""
    beside = None if output == STDOUT else Path(os.path.relpath(path.parent, Path(output).parent)).as_posix()
    audited = Audited(
        name or path.stem, source, disk.sources, told.found, found.waived, found.held,
        clauses_of(source, disk.library), beside,
    )  # fmt: skip
    made = audit(audited, session.lang)
    put(made, output)
    return Exit.OK


command = Command(
    "audit",
    callback=click.pass_obj(_audit),
    params=[
        click.Argument(["policy"], required=False, metavar="[POLICY.KPI]"),
        output_option(),
    ],
    words=text(
        "把校核发现的问题按条款写成一页审查意见（Markdown），有错误的办法也可以。\n不写办法时，用本文件夹的办法。",
        "Write what a check finds as a page for the committee, clause by clause (Markdown); of a policy with errors too.\n"
        "Without a policy, the one of this folder.",
    ),
)
