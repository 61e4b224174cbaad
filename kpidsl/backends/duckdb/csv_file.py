"""A large score file before the database reads it.

Takes a path; gives where its rows begin, its heading, digest and encoding, or None where the file is not a plain table of
comma-separated columns whose heading is its first line: such a file is for ``kpidsl.scores``, which says what is wrong with
it. Bytes pass through in blocks; no row is looked at.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from attrs import evolve

from kpidsl.backends.sql.dialect import literal
from kpidsl.scores.contract import BLANKS, HALF_WIDTH
from kpidsl.scores.table import Record
from kpidsl.values import frozen

_BLOCK = 1 << 22
_NONE = "\x01"
"""Stands for NULL in read_csv, so that blanks stay blanks; no text that is read holds it."""
_HEAD = 1 << 16
_UNUSUAL = sorted({chr(code).encode()[:1] for code in (*map(ord, BLANKS), *HALF_WIDTH)} - {b"\n"} | {b'"'})
"""The bytes with which a text may stop being its own key, in UTF-8; a line feed inside a text stands in quotes."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@frozen
class CsvFile:
    """``utf8`` is the file the database reads: the file itself, or its text in UTF-8.

    ``bare`` where its bytes show that no text below the heading has layout, quotes or characters of full width.
    """

    path: Path
    utf8: Path
    heading: Record
    digest: str
    encoding: str
    bare: bool = False

    def texts(self, width: int) -> str:
        """The rows below the heading, as text columns ``c0`` …; blanks stay blanks."""
        types = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(width))
        return (
            f"read_csv({literal(str(self.utf8))}, columns = {{{types}}}, header = false, skip = 1,"
            f" auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = {literal(_NONE)})"
        )

    def lines(self) -> int:
        """How many lines there are."""
        count, last = 0, b"\n"
        with self.utf8.open("rb") as file:
            while block := file.read(_BLOCK):
                count, last = count + block.count(b"\n"), block[-1:]
        return count + (last != b"\n")

    def records(self) -> Iterator[Record]:
        """All rows below the heading with their lines, blank lines left out, one at a time."""
        with self.utf8.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            line = 1
            for cells in reader:
                if line > 1 and cells:
                    yield Record(line, tuple(cells))
                line = reader.line_num + 1


@contextmanager
def opened(path: Path, recognised: Callable[[str], bool], digested: bool = True) -> Iterator[CsvFile | None]:
    """The file at ``path``; a text in UTF-8 that had to be made lives as long as the context. Raises OSError.

    The heading tells the encoding. Where the rows are not in it the database refuses them, and so they are left to
    ``kpidsl.scores``, which tries the whole file. A heading shows a cell that is ``recognised``. The digest is empty unless
    the file is to be ``digested``.
    """
    read = _read(path, digested)
    if read is None:
        yield None
        return
    digest, bare = read
    file = _with_heading(path, path, digest, recognised)
    if file != _OTHER_ENCODING:
        yield evolve(file, bare=bare) if isinstance(file, CsvFile) else None
        return
    text = _transcoded(path)
    if text is None:
        yield None
        return
    try:
        file = _with_heading(path, text, digest, recognised, "gb18030")
        yield file if isinstance(file, CsvFile) else None
    finally:
        text.unlink()


_OTHER_ENCODING = "not in UTF-8"


def _read(path: Path, digested: bool) -> tuple[str, bool] | None:
    """SHA-256 of the bytes where they are ``digested``, and whether those below the first line are ``bare``.

    None where the bytes hold a NUL, as no text does.
    """
    digest, bare = hashlib.sha256(), True
    with path.open("rb") as file:
        block = file.read(_BLOCK)
        below = block[block.find(b"\n") + 1 :]
        while block:
            if b"\x00" in block:
                return None
            bare = bare and not any(first in below for first in _UNUSUAL)
            if digested:
                digest.update(block)
            block = below = file.read(_BLOCK)
    return digest.hexdigest() if digested else "", bare


def _transcoded(path: Path) -> Path | None:
    """The text of ``path`` in UTF-8, in a temporary file, block by block; None where it is no GB18030 text."""
    decoder = codecs.getincrementaldecoder("gb18030")()
    with path.open("rb") as source, NamedTemporaryFile("wb", suffix=".csv", delete=False) as target:
        while True:
            block = source.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                text = "\x00"
            if _CONTROL.search(text):
                break
            target.write(text.encode("utf-8"))
            if not block:
                return Path(target.name)
    Path(target.name).unlink()
    return None


def _with_heading(
    path: Path, utf8: Path, digest: str, recognised: Callable[[str], bool], encoding: str = ""
) -> CsvFile | str | None:
    with utf8.open("rb") as file:
        head = file.read(_HEAD)
    marked = head.startswith(codecs.BOM_UTF8)
    line, newline, _ = head.removeprefix(codecs.BOM_UTF8).partition(b"\n")
    try:
        text = line.decode("utf-8").removesuffix("\r")
        cells = next(csv.reader(io.StringIO(text), strict=True), [])
    except UnicodeDecodeError:
        return None if marked or encoding else _OTHER_ENCODING
    except csv.Error:
        return None
    if not newline or "\r" in text or not text.strip(BLANKS):
        return None
    if not any(map(recognised, cells)):
        return None
    encoding = encoding or ("utf-8-sig" if marked else "utf-8")
    return CsvFile(path, utf8, Record(1, tuple(cells)), digest, encoding)
