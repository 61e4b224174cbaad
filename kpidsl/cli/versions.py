"""Which of several policy files are versions of one policy, and which of them is in force in a month.

Takes paths; gives the one in force, or the failure that names the ranges of all. Files that are only there to be imported are no
policies. Never picks between two that are in force.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import read_policy
from kpidsl.cli.session import CommandError, failed
from kpidsl.diagnostics import Diagnostic, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.kept import kept_values
from kpidsl.source import Source
from kpidsl.values import frozen

if TYPE_CHECKING:
    from kpidsl.resolve.versions import Version

Month = Callable[[], str | None]
"""The month of the data, where it can be told."""


@frozen
class Candidate:
    """A file and the versions its heads state: none in a file to be imported, or one that cannot be read."""

    path: Path
    versions: "tuple[Version, ...]"
    shared: bool


@frozen
class InForce:
    """The version of a month, and a note where the month is one in which versions change."""

    path: Path
    note: Diagnostic | None = None


def policies_among(paths: Sequence[Path]) -> list[Candidate]:
    """The files but for those that are only there to be imported."""
    found = [_candidate(path) for path in paths]
    return [one for one in found if not one.shared] or found


def is_shared(path: Path) -> bool:
    """Whether a file is there to be imported."""
    return _candidate(path).shared


def _candidate(path: Path) -> Candidate:
    try:
        source = read_policy(path, Problems())
    except OSError:
        source = None
    if source is None:
        return Candidate(path, (), shared=False)
    text: Source = source

    def heads() -> "tuple[tuple[Version, ...], bool]":
        from kpidsl.resolve.versions import version_of
        from kpidsl.syntax.preface import preface

        opened = preface(text)
        return tuple(version_of(head) for head in opened.heads), opened.is_shared

    versions, shared = kept_values("heads", [source.data_digest], heads) or ((), False)
    return Candidate(path, versions, shared)


def are_versions(candidates: Sequence[Candidate]) -> bool:
    """Whether all files are versions of one policy."""
    return len({one.versions[0].name if len(one.versions) == 1 else str(one.path) for one in candidates}) == 1


def in_force(candidates: Sequence[Candidate], month: str | None, first: str) -> InForce:
    """The version in force in ``month``. Raises CommandError with K600 where none or several are, K609 without a month."""
    from attrs import evolve

    from kpidsl.resolve.versions import with_starts

    stated = [version for one in candidates for version in one.versions]
    candidates = [evolve(one, versions=tuple(with_starts(each, stated) for each in one.versions)) for one in candidates]
    every = [version for one in candidates for version in one.versions]
    name = every[0].name
    ranges = {
        one.path: both(
            "range",
            f"{one.path.name}（版本 {one.versions[0].version}，{_range(one.versions[0], every, 'zh')}）",
            f"{one.path.name} (version {one.versions[0].version}, {_range(one.versions[0], every, 'en')})",
        )
        for one in candidates
    }

    def told(paths: Sequence[Path]) -> dict[str, object]:
        zh, en = (
            sign.join(str(ranges[path][f"range_{lang}"]) for path in paths)
            for lang, sign in (("zh", "、"), ("en", ", "))
        )
        return both("ranges", zh, en)

    if month is None:
        raise failed(Exit.USAGE, "K609", None, "", name=name, first=first, **told([one.path for one in candidates]))
    found = [one for one in candidates if one.versions[0].covers(month, every)]
    if len(found) == 1:
        return InForce(found[0].path, _changing(found[0].versions[0], every, month))
    variant = "several" if found else ""
    words = {"name": name, "month": month, **told([one.path for one in found or candidates])}
    raise CommandError(Exit.USAGE, [Diagnostic("K600", None, variant, (), words)])


def _changing(version: "Version", every: "Sequence[Version]", month: str) -> Diagnostic | None:
    """A note where a version comes into force in the middle of its first month and another was in force before."""
    if version.first != month or not version.effective or version.opens_a_month:
        return None
    before = [one for one in every if one is not version and one.first < month and (one.end(every) or month) == month]
    if not before:
        return None
    words = {"name": version.name, "version": version.version, "effective": version.effective, "month": month}
    return Diagnostic("K219", None, "", (), words | {"before": before[-1].version})


def _range(version: "Version", every: "Sequence[Version]", lang: str) -> str:
    """The months of a version in words."""
    first, end = version.first, version.end(every)
    last = _before(end) if end else ""
    if not first:
        return _UNDATED[lang] + (_UNTIL[lang].format(last=last) if last else "")
    return _BETWEEN[lang].format(first=first, last=last) if last else _SINCE[lang].format(first=first)


_UNDATED = {"zh": "没有施行日期", "en": "no effective date"}
_UNTIL = {"zh": "，到 {last}", "en": ", until {last}"}
_BETWEEN = {"zh": "{first} 至 {last}", "en": "{first} to {last}"}
_SINCE = {"zh": "{first} 起", "en": "from {first}"}


def _before(month: str) -> str:
    """The month before a month."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"
