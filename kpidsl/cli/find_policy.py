"""Which policy a command means when none is named.

Takes the folder of the data; gives the path of one policy, or of all policies to check. Says what it found when there
is no one answer; never picks among several.
"""

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN
from kpidsl.cli.session import failed
from kpidsl.source import Cell
from kpidsl.values import frozen

SETTINGS = "kpidsl.toml"
SUFFIX = ".kpi"


@frozen
class Settings:
    """What the ``kpidsl.toml`` of ``folder`` says. ``exclude`` are patterns of paths under it, ``*`` for any text."""

    folder: Path
    policy: str | None = None
    exclude: tuple[str, ...] = ()


def policy_of(data: Path) -> Path:
    """The policy for a file or a folder of data: a folder is a month, which lies beside its policy as a file does.

    Raises CommandError as `find_policy`.
    """
    return find_policy(data, data.resolve().parent) if data.is_dir() else find_policy(data.parent)


def find_policy(folder: Path, above: Path | None = None) -> Path:
    """The policy for data in ``folder``.

    The nearest ``kpidsl.toml`` upward says it; else it is the only ``.kpi`` in ``folder``, else in ``above``, else the only
    one in ``policies/`` or a folder of that, here or beside the data. Raises CommandError with K593, K594 or K595.
    """
    settings = find_settings(folder)
    if settings and settings.policy is not None:
        path = settings.folder / settings.policy
        if not path.is_file():
            file = Cell(str(settings.folder / SETTINGS))
            raise failed(Exit.USAGE, "K595", file, "absent", policy=settings.policy)
        return _shown(path)
    near = [folder] if above is None else [folder, above]
    places = [(place, ["*"]) for place in near]
    places += [(base / "policies", ["*", "*/*"]) for base in dict.fromkeys([*near, Path()])]
    for place, patterns in places:
        found = sorted({path for pattern in patterns for path in place.glob(pattern + SUFFIX) if path.is_file()})
        if len(found) == 1:
            return _shown(found[0])
        if found:
            names = [_shown(path).as_posix() for path in found]
            candidates = "、".join(names)
            raise failed(Exit.USAGE, "K594", None, count=len(found), candidates=candidates, first=names[0])
    raise failed(Exit.USAGE, "K593", None, folder=folder.resolve())


def policies_under(folder: Path) -> list[Path]:
    """All policies in ``folder`` and below, sorted, but for those that its ``kpidsl.toml`` excludes.

    Hidden folders are passed over. Raises CommandError with K593 when there is none.
    """
    settings = find_settings(folder) or Settings(folder.resolve())
    found = sorted(path for path in _walk(folder) if not _excluded(path, settings))
    if not found:
        raise failed(Exit.USAGE, "K593", None, "check", folder=folder.resolve())
    return [_shown(path) for path in found]


def policies_named(paths: Iterable[str]) -> Iterator[str]:
    """Every policy meant: files as they are, folders by what they hold, the working folder where nothing is named.

    Raises CommandError as `policies_under`.
    """
    for path in list(paths) or ["."]:
        if path != STDIN and Path(path).is_dir():
            yield from (found.as_posix() for found in policies_under(Path(path)))
        else:
            yield path


def find_settings(folder: Path) -> Settings | None:
    """The settings of the nearest ``kpidsl.toml`` in ``folder`` or above it. Raises CommandError with K595."""
    here = folder.resolve()
    for place in (here, *here.parents):
        path = place / SETTINGS
        if path.is_file():
            return _settings(path)
    return None


def _settings(path: Path) -> Settings:
    import tomllib

    file = Cell(str(_shown(path)))
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise failed(Exit.USAGE, "K595", file, cause=error) from error
    for key, value in table.items():
        match key, value:
            case "policy", str():
                pass
            case "exclude", list() if all(isinstance(pattern, str) for pattern in value):
                pass
            case "policy" | "exclude", _:
                raise failed(Exit.USAGE, "K595", file, "type", key=key)
            case _:
                raise failed(Exit.USAGE, "K595", file, "key", key=key)
    return Settings(path.parent, table.get("policy"), tuple(table.get("exclude", ())))


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in files if name.endswith(SUFFIX))


def _excluded(path: Path, settings: Settings) -> bool:
    """Whether a pattern takes the file or a folder it lies in."""
    try:
        inside = path.resolve().relative_to(settings.folder)
    except ValueError:  # a link that leads out of the folder is none of its files
        return True
    tried = [part.as_posix() for part in (inside, *inside.parents)]
    return any(fnmatchcase(part, pattern.rstrip("/")) for pattern in settings.exclude for part in tried)


def _shown(path: Path) -> Path:
    """``path`` from here if it lies below, as the user would write it."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
