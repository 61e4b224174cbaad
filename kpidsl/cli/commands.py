"""Commands, options and the command group, in two languages.

Takes click's classes; gives the same with Chinese and English help, and a group that imports a command when it is
used. Never does the work of a command.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from kpidsl.cli.session import Session
from kpidsl.diagnostics import Lang, nearest
from kpidsl.diagnostics.catalogue import LANGS
from kpidsl.values import frozen

Text = Mapping[Lang, str]

_USAGE: Text = {"zh": "用法：", "en": "Usage: "}
_OPTIONS: Text = {"zh": "选项：", "en": "Options:"}
_COMMANDS: Text = {"zh": "命令：", "en": "Commands:"}
_CHINESE = {
    "OPTIONS": "选项", "COMMAND": "命令", "ARGS": "内容", "FOLDER": "文件夹", "DIR": "文件夹", "FILE": "文件",
    "PATH": "文件或文件夹", "NAME": "名称", "UNIT": "单位", "CODE": "代码", "POLICY.KPI": "办法.kpi", "MONTH.CSV": "月份.csv",
    "FILE.XML": "文件.xml", "YYYY-MM": "年-月", "YYYY": "年份", "SIZE": "大小", "ADDRESS": "地址",
}  # fmt: skip
"""What stands for a word of the user's, as Chinese help has it."""
_PLACEHOLDER = re.compile(r"[A-Z]{4}-MM|[A-Z]+(?:\.[A-Z]+)?")
_SIZE = re.compile(r"([1-9][0-9]*(\.[0-9]+)?|0\.[0-9]*[1-9][0-9]*)(KB|MB|GB|TB)", re.IGNORECASE)
_HELP: Text = {"zh": "显示这份说明", "en": "show this text"}


def text(zh: str, en: str) -> Text:
    """The same words in both languages."""
    return {"zh": zh, "en": en}


def in_words(usage: str, lang: Lang) -> str:
    """A piece of usage with what is to be filled in named in ``lang``."""
    if lang == "en":
        return usage
    return _PLACEHOLDER.sub(lambda found: _CHINESE.get(found[0], found[0]), usage)


def lang_of(context: click.Context) -> Lang:
    """The language of the run."""
    session = context.find_object(Session)
    return session.lang if session else "zh"


class FileName(click.ParamType):  # type: ignore[type-arg]
    """A path. An empty one, left by a variable that was never set, would mean the folder one happens to be in."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            raise click.MissingParameter(ctx=ctx, param=param)
        return value


class Memory(click.ParamType):  # type: ignore[type-arg]
    """How much memory, with its unit: ``512MB``."""

    name = "memory"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value and not _SIZE.fullmatch(value):
            self.fail(value, param, ctx)
        return value


class Option(click.Option):
    """An option with help in both languages, given as ``text(zh, en)`` under ``words``."""

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        lang = lang_of(ctx)
        self.help = self.words[lang]
        record = super().get_help_record(ctx)
        return record and (in_words(record[0], lang), record[1])


class Command(click.Command):
    """A command with help in both languages, given under ``words``; every command has ``--lang`` and ``--color``."""

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.params += shared_options()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:  # an option without its value: click does not say of which command
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = lang_of(ctx)
        pieces = (in_words(piece, lang) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_USAGE[lang])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        from kpidsl.cli.help_page import paragraph

        formatter.write(paragraph(self.words[lang_of(ctx)]))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        _write_section(formatter, _OPTIONS[lang_of(ctx)], records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = _HELP[lang_of(ctx)]
        return option


class UnknownCommand(click.UsageError):
    """No command is called ``name``; ``near`` is the nearest that there is."""

    def __init__(self, name: str, near: str | None, context: click.Context) -> None:
        super().__init__(name, context)
        self.name = name
        self.near = near


@frozen
class Entry:
    """A command of the group: the module that holds it as ``command``, its Chinese name, and what it does."""

    module: str
    chinese: str
    words: Text


class Group(Command, click.Group):
    """Commands by English and Chinese name, each imported when it is used and not before."""

    def __init__(self, *args: Any, entries: Mapping[str, Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        self._names = {entry.chinese: name for name, entry in entries.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entries.get(self._names.get(cmd_name, cmd_name))
        if entry is None:
            return None
        command = import_module(entry.module).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{entry.module}.command is no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise UnknownCommand(name, nearest(name, [*self.entries, *self._names]), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = lang_of(ctx)
        records = [(f"{name} {entry.chinese}", entry.words[lang]) for name, entry in self.entries.items()]
        _write_section(formatter, _COMMANDS[lang], records)
        Command.format_options(self, ctx, formatter)


def _write_section(formatter: click.HelpFormatter, heading: str, records: list[tuple[str, str]]) -> None:
    from kpidsl.cli.help_page import definitions  # only who asks for help needs it

    formatter.write(f"\n{heading}\n{definitions(records)}")


def shared_options() -> list[click.Parameter]:
    """``--lang`` and ``--color``, read before all others. The language was found before the command line was (see `language`)."""

    def set_colour(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        session = ctx.find_object(Session)
        if session and value:
            session.colour = value

    lang_words = text("说明和提示用的语言", "language of help and messages")
    colour_words = text("提示是否着色", "whether messages are coloured")
    return [
        Option(["--lang"], type=click.Choice(LANGS), is_eager=True, expose_value=False, words=lang_words),
        Option(
            ["--color", "--colour"],
            type=click.Choice(["auto", "always", "never"]),
            is_eager=True,
            callback=set_colour,
            expose_value=False,
            words=colour_words,
        ),
    ]
