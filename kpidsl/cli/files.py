"""Policy files of the command line, ``-`` for standard input."""

import sys
from pathlib import Path

from kpidsl.diagnostics import Problems, report_unreadable
from kpidsl.source import Source
from kpidsl.source.read import POLICY_LIMIT, read_source, source_of_bytes

STDIN = "-"


def read_policy(path: str | Path, problems: Problems) -> Source | None:
    """The text of a policy; None, and a finding, when it cannot be read as text. Raises OSError."""
    if str(path) == STDIN:
        source = source_of_bytes("stdin", sys.stdin.buffer.read(POLICY_LIMIT + 1))
    else:
        source = read_source(Path(path))
    if isinstance(source, Source):
        return source
    report_unreadable(str(path), source, problems)
    return None
