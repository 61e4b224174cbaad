"""The command line: one command a file, all input and output, all exit codes.

Takes the arguments of a process; gives its exit code. Importing it imports no library but click and attrs: what a
command needs it imports when it runs.
"""

import sys

import click

from kpidsl.cli.commands import Entry, Group, Option, text
from kpidsl.cli.exits import Exit
from kpidsl.cli.session import Session

_ENTRIES = {
    "init": Entry(
        "kpidsl.cli.init",
        "新建",
        text("新建工作文件夹：考核办法、单位表、一个月的数据", "make a working folder: policy, units, a month of data"),
    ),
    "check": Entry(
        "kpidsl.cli.check",
        "校核",
        text(
            "校核考核办法：名称、权重、计量单位、前后是否相合", "check a policy: names, weights, units of measure, gaps"
        ),
    ),
    "fmt": Entry(
        "kpidsl.cli.fmt",
        "排版",
        text("按规范版式重排考核办法，或改用另一种语言", "canonical form of a policy, or the other language"),
    ),
    "test": Entry(
        "kpidsl.cli.test",
        "验算",
        text("推算办法里的示例，与写的结果核对", "work out the examples of a policy and compare"),
    ),
    "evaluate": Entry(
        "kpidsl.cli.evaluate",
        "核算",
        text("按一个月的数据核算得分、名次、等次", "scores, ranks and grades of a month"),
    ),
    "trace": Entry(
        "kpidsl.cli.trace",
        "查分",
        text("查一个单位的分数是怎么来的", "where the numbers of a unit come from"),
    ),
    "diagram": Entry(
        "kpidsl.cli.diagram",
        "出图",
        text(
            "把考核办法画成图：权重表、考评卡、结构图", "pictures of a policy: weights, cards of the classes, structure"
        ),
    ),
    "compile": Entry(
        "kpidsl.cli.compile",
        "生成SQL",
        text("把考核办法变成 SQL，或写成核算步骤", "a policy as SQL, or its steps in words"),
    ),
    "generate": Entry(
        "kpidsl.cli.generate",
        "生成审阅资料",
        text("生成办法的审阅资料：图、表、步骤、SQL", "what reviewers read of a policy: pictures, tables, steps, SQL"),
    ),
    "audit": Entry(
        "kpidsl.cli.audit",
        "审查",
        text("按条款写审查意见，供委员会审定", "what a check finds, clause by clause, for the committee"),
    ),
    "explain": Entry(
        "kpidsl.cli.explain",
        "释义",
        text("解释一条提示的代码，如 K301", "the page of a message code, K301 for one"),
    ),
}


_COLLECTED_AFTER = 500_000
"""How many objects more than before are looked through for garbage: more than compiling a regulation of some pages makes."""


def _print_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from kpidsl.cli.guard import version
        from kpidsl.cli.streams import write

        write(f"kpidsl {version()}\n")
        ctx.exit()


_version = Option(
    ["--version"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    words=text("显示版本", "show the version"),
)


def _show_settings(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    session = ctx.find_object(Session)
    if asked and session:
        from kpidsl.cli.show_settings import show_settings

        by_option = ctx.get_parameter_source("lang") is click.core.ParameterSource.COMMANDLINE
        show_settings(session, language_by_option=by_option)
        ctx.exit()


_settings = Option(
    ["--show-settings"],
    is_flag=True,
    expose_value=False,
    callback=_show_settings,
    words=text("显示现用的设置、考核办法、语言，各从哪里来", "show settings, policy and language in force, and why"),
)

group = Group(
    "kpidsl",
    params=[_version, _settings],
    entries=_ENTRIES,
    words=text(
        "把考核办法写成数据，校核它，按它核算。", "Appraisal rules as data: check them, evaluate a month under them."
    ),
)


def main() -> None:
    """Run the command of this process and end it with its exit code."""
    try:
        code = _ended()
    except KeyboardInterrupt:  # before it is listened for
        code = Exit.INTERRUPTED
    if code == Exit.INTERRUPTED or "duckdb" in sys.modules:
        _end_at_once(code)
    raise SystemExit(code)


def _end_at_once(code: int) -> None:
    """Without what Python does at its end, where all that was said can be put out.

    A database at work in a thread of its own does not outlive that end, and aborts; a Ctrl-C that comes then is told as the
    end of a run that is through.
    """
    import os

    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def _ended() -> int:
    import gc

    # What is imported and compiled stays to the end: looking through it for garbage even once takes a tenth of the
    # time of a small month, and once more at the end just as much.
    gc.set_threshold(_COLLECTED_AFTER)
    from kpidsl.cli.guard import run

    code = run(sys.argv[1:])
    if "duckdb" not in sys.modules:  # the database complains on stderr of what is left uncollected
        gc.freeze()
    return code
