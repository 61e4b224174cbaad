"""The language a command speaks.

Takes the command line, the environment and the locale; gives ``zh`` or ``en``. It is found before the command line is
read in full, so that help and complaints about the command line speak it too.
"""

import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kpidsl.diagnostics import Lang
from kpidsl.diagnostics.catalogue import LANGS

OPTION = "--lang"
VARIABLE = "KPIDSL_LANG"


def chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> Lang | None:
    """The language asked for: the last ``--lang`` of the command line, else KPIDSL_LANG; None if neither says one."""
    asked = environ.get(VARIABLE, "")
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == OPTION:
            asked = value if equals else following
    return asked if asked in LANGS else None


def of_locale(environ: Mapping[str, str]) -> Lang:
    """English where the locale is English, else Chinese, the language of the regulations."""
    return "en" if _locale(environ).startswith("en") else "zh"


def is_chinese_locale(environ: Mapping[str, str]) -> bool:
    """Whether the locale says that its user reads Chinese."""
    return _locale(environ).startswith("zh")


def locale_setting(environ: Mapping[str, str]) -> tuple[str, str]:
    """The variable that says the locale, and what it says; no variable where the system says it, else nothing."""
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(key):
            return key, environ[key]
    # Elsewhere Python takes the C locale for en_US.
    return "", _of_windows() if sys.platform == "win32" else ""


def _of_windows() -> str:
    import locale

    return locale.getlocale()[0] or ""


def _locale(environ: Mapping[str, str]) -> str:
    return locale_setting(environ)[1].casefold()
