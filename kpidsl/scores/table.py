"""A comma-separated file as rows of cells.

Takes a path; gives its records with the line each begins on, or reports why the file is no such table. Never looks at
what the cells mean beyond the one heading that tells the delimiter. I/O errors pass to the caller.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from kpidsl.diagnostics import Problems
from kpidsl.scores.compressed import NotUnpackedError, is_compressed, report_not_unpacked, unpacked
from kpidsl.scores.contract import BLANKS, DELIMITERS
from kpidsl.source import Cell
from kpidsl.source.encoding import END_OF_FILE, Reason, Undecodable, decode
from kpidsl.values import frozen

_MARKUP = ("<!doctype", "<html", "<table", "<?xml", "<head", "<meta")
_SHEETS = ((b"xl/", "xlsx"), (b"opendocument.spreadsheet", "ods"))


@frozen
class Record:
    """One row; ``line`` is where it begins, the first line of the file being 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, position: int) -> str:
        """The cell at ``position`` (from 0). A row may end early: a spreadsheet leaves out the blanks at its end."""
        return self.cells[position] if position < len(self.cells) else ""

    def beyond(self, width: int) -> int | None:
        """The position of the first cell to the right of ``width`` columns that holds anything."""
        return next((at for at, cell in enumerate(self.cells) if at >= width and cell.strip(BLANKS)), None)

    def taken_in(self, width: int, delimiter: str) -> int | None:
        """The position of the first cell that holds other rows, which it can where a quotation mark is missing before and after it.

        Each of its lines, with the cells before and after it on that line, is then cut into ``width`` columns at least.
        """
        for at, cell in enumerate(self.cells):
            if "\n" in cell:
                cuts = [line.count(delimiter) for line in cell.split("\n")]
                cuts[0] += at
                cuts[-1] += len(self.cells) - 1 - at
                if min(cuts) >= max(width - 1, 1):
                    return at
        return None


@frozen
class Table:
    """``heading`` is the first row that is not blank; ``records`` are the rows below it that are not blank."""

    file: str
    heading: Record
    records: tuple[Record, ...]
    digest: str
    encoding: str


class ReadTable(Protocol):
    """What reads the files of a month; ``read_table`` reads texts."""

    def __call__(
        self, path: Path, recognised: Callable[[str], bool], problems: Problems, may_be_empty: bool = False, /
    ) -> Table | None:
        """The table at ``path``, or None with what is wrong in ``problems``. Raises OSError."""


def read_table(
    path: Path, recognised: Callable[[str], bool], problems: Problems, may_be_empty: bool = False
) -> Table | None:
    """The table in the file at ``path``, whose delimiter shows a heading that is ``recognised``. Raises OSError.

    ``may_be_empty``: a heading without rows is a table too. The digest is that of the file as it lies there, compressed or not.
    """
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if is_compressed(path):
        try:
            data = b"".join(unpacked(path, [data]))
        except NotUnpackedError as error:
            report_not_unpacked(path, error, problems)
            return None
    return table_of_bytes(str(path), data, recognised, problems, may_be_empty, digest)


def table_of_bytes(
    name: str,
    data: bytes,
    recognised: Callable[[str], bool],
    problems: Problems,
    may_be_empty: bool = False,
    digest: str = "",
) -> Table | None:
    """The table in ``data``, called ``name``; ``digest`` where it is not that of these bytes."""
    place = Cell(name)
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        _report_undecodable(decoded, data, place, problems)
        return None
    text, encoding = decoded[0].removesuffix(END_OF_FILE), decoded[1]
    if text.lstrip(BLANKS)[:16].lower().startswith(_MARKUP):
        problems.add("K501", place, "html", file=_short(place))
        return None
    delimiter = delimiter_of(text, recognised)
    records = _records(text, delimiter, name, problems)
    if records is None:
        return None
    records = [record for record in records if any(cell.strip(BLANKS) for cell in record.cells)]
    if len(records) < (1 if may_be_empty else 2):
        problems.add("K502", place, "header_only" if records else "")
        return None
    report_taken_in(name, records[0], records[1:], delimiter, problems)
    digest = digest or hashlib.sha256(data).hexdigest()
    return Table(name, records[0], tuple(records[1:]), digest, encoding)


def report_taken_in(name: str, heading: Record, records: Iterable[Record], delimiter: str, problems: Problems) -> None:
    """Reports every record a cell of which has taken in other rows."""
    width = max((at for at, cell in enumerate(heading.cells, start=1) if cell.strip(BLANKS)), default=0)
    for record in records:
        at = record.taken_in(width, delimiter)
        if at is not None:
            lines = record.cells[at].count("\n") + 1
            problems.add("K509", Cell(name, record.line, at + 1), "rows", (), row=record.line, count=lines)


def _report_undecodable(refused: Undecodable, data: bytes, place: Cell, problems: Problems) -> None:
    row = data.count(b"\n", 0, refused.offset) + 1
    match refused:
        case Undecodable(Reason.UTF16, encoding):
            problems.add(
                "K501",
                place,
                "utf16",
                file=_short(place),
                encoding=encoding.upper().removesuffix("-LE").removesuffix("-BE"),
            )
        case Undecodable(Reason.BROKEN, encoding):
            problems.add(
                "K501", Cell(place.file, row), "broken", file=_short(place), encoding=encoding.upper(), row=row
            )
        case Undecodable(_, "xlsx"):
            kind = next((kind for mark, kind in _SHEETS if mark in data), "zip")
            problems.add("K501", place, "" if kind == "zip" else "workbook", file=_short(place), kind=kind)
        case Undecodable(_, "xls"):
            problems.add("K501", place, "workbook", file=_short(place), kind="xls")
        case Undecodable(_, ""):
            problems.add("K501", Cell(place.file, row), "nul", file=_short(place), row=row)
        case Undecodable(_, kind):
            problems.add("K501", place, file=_short(place), kind=kind)


def delimiter_of(text: str, recognised: Callable[[str], bool]) -> str:
    """The first delimiter that shows a recognised heading in the first line that is not blank; else the comma."""
    line = text.lstrip(BLANKS.replace("\t", "")).partition("\n")[0].rstrip("\r")
    for delimiter in DELIMITERS:
        if any(recognised(cell.strip('"')) for cell in line.split(delimiter)):
            return delimiter
    return DELIMITERS[0]


def _records(text: str, delimiter: str, name: str, problems: Problems) -> list[Record] | None:
    """The records of ``text``; None when a quotation mark is left open or stands inside a cell."""
    # A cell may be as long as the file: the limit of the module would pass for a quotation mark left open.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records = []
    line = 1
    try:
        for cells in reader:
            records.append(Record(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error:
        problems.add("K509", Cell(name, line), row=line)
        return None
    return records


def _short(place: Cell) -> str:
    """The file as people call it."""
    return Path(place.file).name
