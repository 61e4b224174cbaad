"""Files that were refused, as findings.

Takes what `kpidsl.source` says of a file; reports it in the user's words.
"""

from kpidsl.diagnostics.problems import Problems
from kpidsl.source import Cell
from kpidsl.source.encoding import Reason, Undecodable
from kpidsl.source.read import TooLarge


def report_unreadable(file: str, refused: Undecodable | TooLarge, problems: Problems, *, table: bool = False) -> None:
    """Report why ``file`` was refused (K591, K592); ``table`` words the help for a data file."""
    place = Cell(file)
    match refused:
        case TooLarge(limit):
            problems.add("K592", place, file=file, limit=f"{limit // 1_000_000} MB")
        case Undecodable(Reason.UTF16):
            problems.add("K591", place, "utf16_table" if table else "utf16", file=file)
        case Undecodable(Reason.BINARY, ""):
            problems.add("K591", place, "binary", file=file)
        case Undecodable(Reason.BINARY, kind):
            problems.add("K591", place, "kind", file=file, kind=kind)
        case Undecodable(_, encoding, offset):
            problems.add("K591", place, file=file, position=offset + 1, encoding=encoding.upper())
