"""The language a command speaks.

Takes the command line, the environment and the locale; gives ``zh`` or ``en``. It is found before the command line is
read in full, so that help and complaints about the command line speak it too.
"""

import locale
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


def _locale(environ: Mapping[str, str]) -> str:
    named = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    # Elsewhere Python takes the C locale for en_US.
    if not named and sys.platform == "win32":
        named = locale.getlocale()[0] or ""
    return named.casefold()
