"""Chapters of the specification: prose with policies, data and the results they give.

Takes a chapter (Markdown); gives its cases in order. Blocks between fences: ``kpi`` a policy, put after the files under
``preludes/`` that the fence names; ``csv`` the units and their month, ``csv NAME`` after it the records of a log; ``result``
what comes out of the policy and the csv above it; a ``csv`` with a month behind it (``2024-02``) is
one of several, the later reading the results of those before, since the policy, and a ``result`` with a year behind it that of all;
``csv year`` holds what is reported once for that year;
``head-counts`` how many units each grade has, by size of the group; ``file`` is another file, called as the fence says, which
every policy after it in the chapter can import or amend.
``# error: K338`` at the end of a line of a policy says that this finding is raised there. Never evaluates.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, field, frozen

from kpidsl.source import Source

FOLDER = Path(__file__).parent
_BLOCK = re.compile(r"^```(\S+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^##* (.+)$", re.MULTILINE)
_ERROR = re.compile(r"# error: (K\d{3}(?:, K\d{3})*)$")


@frozen
class Policy:
    """A policy block; ``errors`` are the findings it states, as code and line."""

    sources: tuple[Source, ...]
    errors: tuple[tuple[str, int], ...]
    files: tuple[tuple[str, str], ...] = ()


@frozen
class Case:
    """What a block states of the policy above it: ``kind`` is policy, result, year or head-counts; ``data`` those of the period or year."""

    name: str
    kind: str
    policy: Policy
    data: list[list[str]]
    stated: list[list[str]]
    logs: dict[str, list[list[str]]] = field(factory=dict)
    period: str = "2024-01"
    earlier: tuple[tuple[str, list[list[str]]], ...] = ()
    """The periods before, each with its units and figures."""


def cases() -> list[Case]:
    """All cases of all chapters."""
    return [case for path in sorted(FOLDER.glob("[0-9]*.md")) for case in chapter(path)]


def chapter(path: Path, policy: Policy | None = None) -> Iterator[Case]:
    """The cases of one page; ``policy`` is what is meant before the page shows one of its own."""
    text = path.read_text(encoding="utf-8")
    months: dict[str, list[list[str]]] = {"2024-01": []}
    logs: dict[str, list[list[str]]] = {}
    files: dict[str, str] = {}
    own: list[list[str]] = []
    for number, block in enumerate(_BLOCK.finditer(text), start=1):
        kind, words, body = block[1], block[2].split(), block[3]
        heading = [found[1] for found in _HEADING.finditer(text, 0, block.start())][-1]
        name = f"{path.stem}: {heading} ({number})"
        match kind:
            case "kpi":
                policy = evolve(_policy(Source(path.name, body), words), files=tuple(files.items()))
                months, own = {"2024-01": []}, []
                yield Case(name, "policy", policy, [], [])
            case "file":
                files[words[0]] = body
            case "csv" if words == ["year"]:
                own = table_of(body, ",")
            case "csv" if words and not words[0][:1].isdigit():
                logs = {**logs, words[0]: table_of(body, ",")}
            case "csv":
                period, logs = words[0] if words else "2024-01", {}
                months = {name: table for name, table in months.items() if name < period and table and words}
                months[period] = table_of(body, ",")
            case "result" if words:
                assert policy, f"{name}: no policy above"
                yield Case(name, "year", policy, own, table_of(body, "|"), {}, words[0], tuple(months.items()))
            case "result" | "head-counts":
                assert policy, f"{name}: no policy above"
                *earlier, (period, data) = months.items()
                yield Case(name, kind, policy, data, table_of(body, "|"), logs, period, tuple(earlier))
            case _:
                raise ValueError(f"{name}: a block of kind {kind}")


def _policy(source: Source, preludes: list[str]) -> Policy:
    before = [FOLDER / "preludes" / f"{name}.kpi" for name in preludes]
    errors = [
        (code, line)
        for line, text in enumerate(source.text.splitlines(), start=1)
        if (found := _ERROR.search(text))
        for code in found[1].split(", ")
    ]
    return Policy((*(Source(path.name, path.read_text(encoding="utf-8")) for path in before), source), tuple(errors))


def table_of(body: str, separator: str) -> list[list[str]]:
    """Rows of cells; ``注：`` opens a comment."""
    lines = (line.partition("注：")[0].strip() for line in body.splitlines())
    return [[cell.strip() for cell in line.split(separator)] for line in lines if line]
