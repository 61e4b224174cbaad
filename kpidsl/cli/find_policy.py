"""Which policy a command means when none is named.

Takes the folder of the data; gives the path of one policy, or of all policies to check. Says what it found when there
is no one answer; never picks among several.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN, SUFFIX
from kpidsl.cli.session import failed
from kpidsl.values import frozen

if TYPE_CHECKING:
    from kpidsl.cli.settings import Settings

SETTINGS = "kpidsl.toml"
POLICIES = "policies"

Rule = Literal["settings", "beside", "above", "policies"]
"""How a policy is found: named by settings, beside the data, beside the folder that is the month, or in ``policies/``."""
Named = Literal["", "argument"]
"""How a command takes the name of a policy: by ``--policy``, or as its argument."""


@frozen
class Found:
    """A policy, and the rule that found it."""

    path: Path
    rule: Rule


def policy_of(data: Path) -> Path:
    """The policy for a file or a folder of data: a folder is a month, which lies beside its policy as a file does.

    Raises CommandError as `find_policy`.
    """
    return find_policy(data, data.resolve().parent) if data.is_dir() else find_policy(data.parent)


def find_policy(folder: Path, above: Path | None = None, *, named: Named = "") -> Path:
    """The policy for data in ``folder``, as `found_policy`; ``named`` is how the user can say another."""
    return found_policy(folder, above, named=named).path


def found_policy(folder: Path, above: Path | None = None, *, named: Named = "") -> Found:
    """The policy for data in ``folder``, and how it was found.

    The nearest ``kpidsl.toml`` upward says it; else it is the only ``.kpi`` in ``folder``, else in ``above``, else the only
    one in ``policies/`` or a folder of that, here or beside the data. Raises CommandError with K593, K594 or K595.
    """
    settings = find_settings(folder)
    if settings and settings.policy is not None:
        path = settings.folder / settings.policy
        if not path.is_file():
            from kpidsl.cli.settings import absent_policy

            raise absent_policy(settings)
        return Found(shown_path(path), "settings")
    near = [folder] if above is None else [folder, above]
    places: list[tuple[Rule, Path, Sequence[str]]] = [("beside", folder, ["*"])]
    places += [("above", place, ["*"]) for place in near[1:]]
    places += [("policies", base / POLICIES, ["*", "*/*"]) for base in dict.fromkeys([*near, Path()])]
    for rule, place, patterns in places:
        found = sorted({path for pattern in patterns for path in place.glob(pattern + SUFFIX) if path.is_file()})
        if len(found) == 1:
            return Found(shown_path(found[0]), rule)
        if found:
            names = [shown_path(path).as_posix() for path in found]
            candidates = "、".join(names)
            raise failed(Exit.USAGE, "K594", None, named, count=len(found), candidates=candidates, first=names[0])
    raise failed(Exit.USAGE, "K593", None, named, folder=folder.resolve())


def policies_under(folder: Path) -> list[Path]:
    """All policies in ``folder`` and below, sorted, but for those that its ``kpidsl.toml`` excludes.

    Hidden folders are passed over. Raises CommandError with K593 when there is none.
    """
    settings = find_settings(folder)
    base, patterns = (settings.folder, settings.exclude) if settings else (folder.resolve(), ())
    found = sorted(path for path in _walk(folder) if not _excluded(path, base, patterns))
    if not found:
        raise failed(Exit.USAGE, "K593", None, "all", folder=folder.resolve())
    return [shown_path(path) for path in found]


def policies_named(paths: Iterable[str]) -> Iterator[str]:
    """Every policy meant: files as they are, folders by what they hold, the working folder where nothing is named.

    Raises CommandError as `policies_under`.
    """
    for path in list(paths) or ["."]:
        if path != STDIN and Path(path).is_dir():
            yield from (found.as_posix() for found in policies_under(Path(path)))
        else:
            yield path


def find_settings(folder: Path) -> "Settings | None":
    """The settings of the nearest ``kpidsl.toml`` in ``folder`` or above it. Raises CommandError with K595."""
    here = folder.resolve()
    for place in (here, *here.parents):
        path = place / SETTINGS
        if path.is_file():
            from kpidsl.cli.settings import read_settings

            return read_settings(path, shown_path(path))
    return None


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in files if name.endswith(SUFFIX))


def _excluded(path: Path, base: Path, patterns: Sequence[str]) -> bool:
    """Whether a pattern takes the file or a folder it lies in, from ``base``."""
    try:
        inside = path.resolve().relative_to(base)
    except ValueError:  # a link that leads out of the folder is none of its files
        return True
    tried = [part.as_posix() for part in (inside, *inside.parents)]
    return any(fnmatchcase(part, pattern.rstrip("/")) for pattern in patterns for part in tried)


def shown_path(path: Path) -> Path:
    """``path`` from here if it lies below, as the user would write it."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
