"""``kpidsl compile``: what a policy computes, as the plan in words or as a SQL script."""

import click

from kpidsl.cli.commands import Command, Option, text
from kpidsl.cli.compiling import compiled_policy
from kpidsl.cli.exits import Exit
from kpidsl.cli.session import Session, failed
from kpidsl.cli.to_file import output_option, put
from kpidsl.diagnostics import Lang
from kpidsl.plan.nodes import Plan

TARGETS = ("duckdb", "postgres", "spark", "plan")


def _compile(session: Session, policy: str | None, target: str, output: str) -> Exit:
    _, compiled = compiled_policy(session, policy)
    put(target_text(compiled.plan, target, session.lang), output)
    return Exit.OK


def target_text(plan: Plan, target: str, lang: Lang) -> str:
    """A plan in one of the ``TARGETS``. Raises CommandError where it is too large for a database."""
    if target == "plan":
        from kpidsl.plan.print import plan_text

        return plan_text(plan, lang)
    from kpidsl.backends.sql.dialect import DIALECTS
    from kpidsl.backends.sql.text import TooManyColumns, sql_text

    dialect = DIALECTS[target]
    try:
        return sql_text(plan, lang, dialect)
    except TooManyColumns as found:
        words = {"database": dialect.title, "count": found.count, "most": found.most}
        raise failed(Exit.ERRORS, "K413", None, **words) from found


command = Command(
    "compile",
    callback=click.pass_obj(_compile),
    params=[
        click.Argument(["policy"], required=False, metavar="[POLICY.KPI]"),
        Option(
            ["--target"],
            type=click.Choice(TARGETS),
            default="duckdb",
            words=text(
                "变成什么：duckdb（不写即是）、postgres、spark 是可以直接在那里运行的 SQL，plan 是用文字写的核算步骤",
                "what to make: SQL to be run by duckdb (the default), postgres or spark; plan is the steps in words",
            ),
        ),
        output_option(),
    ],
    words=text(
        "把考核办法变成 SQL，或写成核算步骤。\n不写办法时，用本文件夹的办法。",
        "Turn a policy into SQL, or into its steps in words.\nWithout a policy, the one of this folder.",
    ),
)
