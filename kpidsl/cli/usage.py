"""What is wrong with a command line, in both languages.

Takes click's usage errors; gives one or two lines for stderr. Never decides the exit code.
"""

import click

from kpidsl.cli.commands import Memory, Text, UnknownCommand, in_words, text
from kpidsl.diagnostics import Lang, nearest

_HEAD: Text = {"zh": "命令写法不对：", "en": "usage error: "}
_HINT: Text = {"zh": "看用法：{path} --help", "en": "For usage: {path} --help"}
_NO_COMMAND = text("没有“{name}”这个命令。", "there is no command {name}.")
_NEAR_COMMAND = text("没有“{name}”这个命令；最接近的是“{near}”。", "there is no command {name}; the nearest is {near}.")
_NO_OPTION = text("没有“{name}”这个选项。", "there is no option {name}.")
_NEAR_OPTION = text("没有“{name}”这个选项；最接近的是“{near}”。", "there is no option {name}; the nearest is {near}.")
_MISSING = text("还缺{name}。", "{name} is missing.")
_CHOICE = text("{name} 只能写 {choices}。", "{name} is one of {choices}.")
_VALUE = text("{name} 后面的写法不对。", "the value of {name} is not right.")
_SIZE = text(
    "{name} 后面写一个数和单位（KB、MB、GB、TB），中间不空格，如 512MB、2GB。",
    "{name} takes a number with its unit (KB, MB, GB or TB) and no blank between them, as 512MB or 2GB.",
)
_NO_VALUE = text("{name} 后面要写一项内容。", "{name} needs a value.")
_OTHER = text("多写或少写了内容。", "there is too much or too little on the line.")


def usage_text(error: click.UsageError, lang: Lang) -> str:
    """The complaint and where to read on; the help itself when the command line was empty."""
    context = error.ctx
    if context and _names_no_command(error, context):
        return f"{context.get_help()}\n"
    words = f"{_HEAD[lang]}{_complaint(error, context, lang)}\n"
    return words + (_HINT[lang].format(path=context.command_path) + "\n" if context else "")


def _complaint(error: click.UsageError, context: click.Context | None, lang: Lang) -> str:
    match error:
        case UnknownCommand(name=name, near=near):
            return (_NEAR_COMMAND if near else _NO_COMMAND)[lang].format(name=name, near=near)
        case click.NoSuchOption(option_name=name):
            near = nearest(name, _options_of(context)) if context else None
            return (_NEAR_OPTION if near else _NO_OPTION)[lang].format(name=name, near=near)
        case click.MissingParameter(param=param) if param:
            name = _name_of(param, lang)
            blank = " " if lang == "zh" and name.isascii() else ""
            return _MISSING[lang].format(name=blank + name)
        case click.BadParameter(param=param) if param and isinstance(param.type, click.Choice):
            choices = ("、" if lang == "zh" else ", ").join(map(str, param.type.choices))
            return _CHOICE[lang].format(name=_name_of(param, lang), choices=choices)
        case click.BadParameter(param=param) if param and isinstance(param.type, Memory):
            return _SIZE[lang].format(name=_name_of(param, lang))
        case click.BadParameter(param=param) if param:
            return _VALUE[lang].format(name=_name_of(param, lang))
        case click.BadOptionUsage(option_name=name):
            return _NO_VALUE[lang].format(name=name)
    return _OTHER[lang]


def _names_no_command(error: click.UsageError, context: click.Context) -> bool:
    """Whether the line names no command at all; click says so by a class or, after options, by words only."""
    bare = type(error) is click.UsageError and isinstance(context.command, click.Group)
    return bare or isinstance(error, click.exceptions.NoArgsIsHelpError)


def _options_of(context: click.Context) -> list[str]:
    return [
        name for param in context.command.get_params(context) if isinstance(param, click.Option) for name in param.opts
    ]


def _name_of(param: click.Parameter, lang: Lang) -> str:
    """What the user writes: the option itself, or what stands for the argument in the help."""
    return param.opts[0] if isinstance(param, click.Option) else in_words(param.human_readable_name.rstrip("…"), lang)
