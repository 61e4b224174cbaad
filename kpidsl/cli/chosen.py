"""Which warnings and notes of a policy are told, and how grave they are: as ``kpidsl.toml`` and the command line say.

Takes codes, or how they begin (``K38``), and findings; gives the findings to be told and how many are not, by code. An error is
always told and always an error. What is made an error fails ``check``; no other command is stopped by it (docs/decisions/0024).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from kpidsl.cli.exits import Exit
from kpidsl.cli.session import failed
from kpidsl.cli.told import Told
from kpidsl.diagnostics import Diagnostic, nearest
from kpidsl.diagnostics.catalogue import codes, severity
from kpidsl.values import frozen

LEVELS = ("error", "warning", "note", "off")
"""What a code can be set to."""
KEYS = ("select", "ignore", "severity")
_BEGINNING = re.compile(r"K(?:[1-9]\d{0,2})?")


@frozen
class Choice:
    """``select`` and ``ignore`` are beginnings of codes, ``levels`` what codes that begin so are set to, the longest first.

    ``None`` selects all.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()

    def settled(self, found: Iterable[Diagnostic]) -> Told:
        """The findings as they are told, and how many are left out."""
        told, left_out = list[Diagnostic](), Counter[str]()
        for one in found:
            level = self._level(one)
            if level == "off":
                left_out[one.code] += 1
            else:
                told.append(one if level == one.severity else evolve(one, settled=level))
        return Told(tuple(told), left_out)

    def _level(self, one: Diagnostic) -> Any:
        if one.severity == "error":
            return "error"
        if not (self.select is None or one.code.startswith(self.select)) or one.code.startswith(self.ignore):
            return "off"
        return next((level for begins, level in self.levels if one.code.startswith(begins)), one.severity)


def choice(settings: Choice | None, select: Iterable[str], ignore: Iterable[str]) -> Choice:
    """What settings say with what the command line does: codes it selects stand in the place of those of the settings.

    Raises CommandError with K234.
    """
    selected, ignored = listed(select), listed(ignore)
    for option, given in (("--select", selected), ("--ignore", ignored)):
        for code in given:
            if not is_code(code.upper()):
                raise failed(Exit.USAGE, "K234", None, "", option=option, code=code)
            if option == "--ignore" and refused(code.upper()):
                raise failed(Exit.USAGE, "K234", None, "lower", option=option, code=code)
    base = settings or Choice()
    selected, ignored = (tuple(code.upper() for code in given) for given in (selected, ignored))
    if selected:
        return Choice(selected, ignored, base.levels)
    return evolve(base, ignore=(*base.ignore, *ignored))


def listed(options: Iterable[str]) -> tuple[str, ...]:
    """Codes as options have them: one after another, or several with commas between."""
    return tuple(code for option in options for code in re.split(r"[,，、\s]+", option) if code)


def is_code(text: str) -> bool:
    """Whether it is a code that there is, or how at least one of them begins."""
    return bool(_BEGINNING.fullmatch(text)) and any(code.startswith(text) for code in codes())


def refused(text: str) -> bool:
    """Whether all codes that begin so are errors: they can be neither left out nor made less grave."""
    return all(severity(code) == "error" for code in codes() if code.startswith(text))


def read(table: Mapping[str, Any]) -> tuple[Choice, list[tuple[str, str, dict[str, object]]]]:
    """The table ``[check]`` of a ``kpidsl.toml``; what is wrong with it as key, variant of K595 and words."""
    wrong: list[tuple[str, str, dict[str, object]]] = []
    for key in table:
        if key not in KEYS:
            near = nearest(key, KEYS)
            wrong.append((key, "check_near" if near else "check_key", {"key": key, "near": near or ""}))
    lists = {key: _codes(table, key, wrong) for key in ("select", "ignore")}
    levels = table.get("severity", {})
    if not isinstance(levels, dict):
        wrong.append(("severity", "check_type", {"key": "severity"}))
        levels = {}
    for code, level in levels.items():
        if not is_code(code):
            wrong.append((code, "code", {"code": code}))
        elif level not in LEVELS:
            wrong.append((code, "level", {"code": code, "level": level}))
        elif level != "error" and refused(code):
            wrong.append((code, "lower", {"code": code}))
    found = sorted(((code, str(level)) for code, level in levels.items()), key=lambda pair: -len(pair[0]))
    select = tuple(lists["select"]) if "select" in table else None
    return Choice(select, tuple(lists["ignore"]), tuple(found)), wrong


def _codes(table: Mapping[str, Any], key: str, wrong: list[tuple[str, str, dict[str, object]]]) -> list[str]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(code, str) for code in found):
        wrong.append((key, "check_type", {"key": key}))
        return []
    for code in found:
        if not is_code(code):
            wrong.append((key, "code", {"code": code}))
        elif key == "ignore" and refused(code):
            wrong.append((key, "lower", {"code": code}))
    return found
