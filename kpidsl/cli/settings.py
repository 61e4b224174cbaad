"""What a ``kpidsl.toml`` says.

Takes the path of one; gives its settings, each with the line it stands on. Never looks for the file, nor for what it names.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import read_policy
from kpidsl.cli.session import CommandError, failed
from kpidsl.diagnostics import Diagnostic, Problems, nearest
from kpidsl.kept import kept
from kpidsl.source import Cell, Place, Source, Span
from kpidsl.values import frozen

if TYPE_CHECKING:
    from kpidsl.cli.chosen import Choice

KEYS = ("policy", "exclude", "results", "check")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
"""Where TOML is not TOML, as ``tomllib`` says it; it says no line where the text ends too early."""


@frozen
class Settings:
    """``policy`` and ``results`` are paths from ``folder``, ``exclude`` are patterns of paths under it, ``*`` for any text.

    ``check`` is the table of that name: which findings ``check`` tells, and how grave they are.
    """

    folder: Path
    source: Source
    policy: str | None
    exclude: tuple[str, ...]
    results: str | None = None
    check: "Choice | None" = None

    def place(self, key: str) -> Place:
        """The line that sets ``key``; the whole file where it has none of its own."""
        return _place(self.source, key)

    def line(self, key: str) -> int:
        """The number of that line, from 1; 0 where there is none."""
        place = self.place(key)
        return self.source.line_column(place.start)[0] if isinstance(place, Span) else 0


def read_settings(path: Path, shown: Path) -> Settings:
    """The settings in the file at ``path``, which the user knows as ``shown``.

    Raises CommandError with K595 for what is not right, K591 or K592 for what is no text.
    """
    problems = Problems()
    source = read_policy(shown, problems)
    if source is None:
        raise CommandError(Exit.USAGE, problems)
    table = _table(source)
    found = [one for key, value in table.items() if (one := _wrong(source, key, value))]
    check = _check(source, table["check"], found) if isinstance(table.get("check"), dict) else None
    if found:
        raise CommandError(Exit.USAGE, found, [source])
    exclude = tuple(table.get("exclude", ()))
    return Settings(path.parent, source, table.get("policy"), exclude, table.get("results"), check)


def _check(source: Source, table: Mapping[str, Any], found: list[Diagnostic]) -> "Choice":
    from kpidsl.cli.chosen import read

    choice, wrong = read(table)
    found += (Diagnostic("K595", _place(source, key), variant, (), words) for key, variant, words in wrong)
    return choice


def _table(source: Source) -> Mapping[str, Any]:
    try:
        table: Mapping[str, Any] = kept("settings", [source.text], lambda: _read(source.text))
    except ValueError as error:  # of tomllib
        at = _AT.search(str(error))
        line = int(at[1]) if at else source.line_count
        start = source.line_start(line) + (int(at[2]) - 1 if at else 0)
        found = Diagnostic("K595", Span(source.name, start, start + 1), "", (), {"line": line})
        raise CommandError(Exit.USAGE, [found], [source]) from error
    return table


def _read(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _wrong(source: Source, key: str, value: object) -> Diagnostic | None:
    """What is wrong with one setting."""
    match key, value:
        case "policy" | "results", str():
            return None
        case "exclude", list() if all(isinstance(pattern, str) for pattern in value):
            return None
        case "check", dict():
            return None
        case "policy" | "exclude" | "results" | "check", _:
            return Diagnostic("K595", _place(source, key), "type", (), {"key": key})
    near = nearest(key, KEYS)
    return Diagnostic("K595", _place(source, key), "near" if near else "key", (), {"key": key, "near": near or ""})


def absent_policy(settings: Settings) -> CommandError:
    """The failure to raise where the policy that settings name is not there."""
    found = failed(Exit.USAGE, "K595", settings.place("policy"), "absent", policy=settings.policy)
    return CommandError(Exit.USAGE, found.found, [settings.source])


def _place(source: Source, key: str) -> Place:
    bare = re.escape(key)
    line = re.search(
        rf"^[ \t]*(?:\[+[ \t]*)?(?P<key>{bare}|\"{bare}\"|'{bare}')(?=[ \t]*[=.\]])", source.text, re.MULTILINE
    )
    return Span(source.name, line.start("key"), line.end("key")) if line else Cell(source.name)
