"""Which policy a command means when none is named.

Takes the folder of the data; gives the path of one policy, or of all policies to check. Says what it found when there
is no one answer; never picks among several.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN, SUFFIX
from kpidsl.cli.session import CommandError, failed
from kpidsl.diagnostics import Diagnostic
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
    """A policy, and the rule that found it; ``note`` tells of a month in which versions change."""

    path: Path
    rule: Rule
    note: Diagnostic | None = None


def policy_of(data: Path, asked: str | None = None) -> Found:
    """The policy for a file or a folder of data: a folder is a month, which lies beside its policy as a file does.

    Of several versions the one in force in the month of the data, or in ``asked``. Raises CommandError as `found_policy`.
    """

    def month() -> str | None:
        from kpidsl.resolve.cycle import last_month_of
        from kpidsl.scores.period import parse_any
        from kpidsl.scores.stated import stated_period

        period = parse_any(asked) if asked is not None else stated_period(data)
        return None if period is None else last_month_of(period)

    folder, above = (data, data.resolve().parent) if data.is_dir() else (data.parent, None)
    return found_policy(folder, above, month=month)


def find_policy(folder: Path, above: Path | None = None, *, named: Named = "") -> Path:
    """The policy for data in ``folder``, as `found_policy`; ``named`` is how the user can say another."""
    return found_policy(folder, above, named=named).path


def found_policy(
    folder: Path, above: Path | None = None, *, named: Named = "", month: Callable[[], str | None] | None = None
) -> Found:
    """The policy for data in ``folder``, and how it was found; of several versions of one the one in force in ``month``.

    The nearest ``kpidsl.toml`` upward says it; else it is the only ``.kpi`` in ``folder``, else in ``above``, else the only
    one in ``policies/`` or a folder of that, here or beside the data. Files that are only there to be imported do not count.
    Raises CommandError with K593, K594, K595, K600 or K609.
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
            from kpidsl.cli.versions import are_versions, in_force, policies_among

            candidates = policies_among(found)
            if len(candidates) == 1:
                return Found(shown_path(candidates[0].path), rule)
            names = [shown_path(one.path).as_posix() for one in candidates]
            if month is not None and are_versions(candidates):
                picked = in_force(candidates, month(), names[0])
                return Found(shown_path(picked.path), rule, picked.note)
            raise failed(Exit.USAGE, "K594", None, named, count=len(names), candidates="、".join(names), first=names[0])
    raise failed(Exit.USAGE, "K593", None, named, folder=folder.resolve())


def data_folder(folder: Path) -> Path:
    """The folder of the policy, or of its versions, that data without a name would be evaluated by. Raises as `found_policy`."""
    try:
        return find_policy(folder).parent
    except CommandError:
        beside = sorted(path for path in folder.glob("*" + SUFFIX) if path.is_file())
        from kpidsl.cli.versions import are_versions, policies_among

        if len(beside) > 1 and find_settings(folder) is None and are_versions(policies_among(beside)):
            return shown_path(folder)
        raise


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


def policies_named(paths: Iterable[str], *, whole: bool = False) -> Iterator[str]:
    """Every policy meant: files as they are, folders by what they hold, the working folder where nothing is named.

    ``whole``: of a folder not the files that are only there to be imported. Raises CommandError as `policies_under`.
    """
    for path in list(paths) or ["."]:
        if path != STDIN and Path(path).is_dir():
            yield from (found.as_posix() for found in policies_under(Path(path)) if not (whole and _is_shared(found)))
        else:
            yield path


def _is_shared(path: Path) -> bool:
    from kpidsl.cli.versions import is_shared

    return is_shared(path)


def find_settings(folder: Path) -> "Settings | None":
    """The settings of the nearest ``kpidsl.toml`` in ``folder`` or above it. Raises CommandError with K595."""
    path = settings_file(folder)
    if path is None:
        return None
    from kpidsl.cli.settings import read_settings

    return read_settings(path, shown_path(path))


def settings_file(folder: Path) -> Path | None:
    """The nearest ``kpidsl.toml`` in ``folder`` or above it."""
    here = folder.resolve()
    return next((path for place in (here, *here.parents) if (path := place / SETTINGS).is_file()), None)


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
