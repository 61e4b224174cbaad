"""Policy files of the command line, ``-`` for standard input."""

import sys
from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.source import Cell, Source
from kpidsl.source.encoding import Reason, Undecodable
from kpidsl.source.read import POLICY_LIMIT, TooLarge, read_source, source_of_bytes

STDIN = "-"
SUFFIX = ".kpi"
_TABLES = (".csv", ".tsv")
"""Data: every line of them would be a mistake in a policy."""


def read_policy(path: str | Path, problems: Problems) -> Source | None:
    """The text of a policy; None, and a finding, when it cannot be read as text. Raises OSError."""
    if Path(path).suffix.lower() in _TABLES:
        problems.add("K591", Cell(str(path)), "table", file=path)
        return None
    source = _from_stdin() if str(path) == STDIN else read_source(Path(path))
    if isinstance(source, Source):
        return source
    _report(str(path), source, problems)
    return None


def _from_stdin() -> Source | Undecodable | TooLarge:
    return source_of_bytes("stdin", sys.stdin.buffer.read(POLICY_LIMIT + 1))


def _report(file: str, refused: Undecodable | TooLarge, problems: Problems) -> None:
    place = Cell(file)
    match refused:
        case TooLarge(limit):
            problems.add("K592", place, file=file, limit=f"{limit // 1_000_000} MB")
        case Undecodable(Reason.UTF16):
            problems.add("K591", place, "utf16", file=file)
        case Undecodable(Reason.BINARY, ""):
            problems.add("K591", place, "binary", file=file)
        case Undecodable(Reason.BINARY, kind):
            problems.add("K591", place, "kind", file=file, kind=kind)
        case Undecodable(_, encoding, offset):
            problems.add("K591", place, file=file, position=offset + 1, encoding=encoding.upper())
