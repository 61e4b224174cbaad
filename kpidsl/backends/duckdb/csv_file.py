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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile

from kpidsl.backends.duckdb.columns import one_file
from kpidsl.backends.duckdb.load import naming
from kpidsl.backends.sql.dialect import literal
from kpidsl.scores.compressed import NotUnpackedError, is_compressed, unpacked
from kpidsl.scores.contract import BLANKS, DELIMITERS
from kpidsl.scores.table import Record
from kpidsl.source.encoding import END_OF_FILE
from kpidsl.values import frozen

_BLOCK = 1 << 22
_NONE = "\x01"
"""Stands for NULL in read_csv, so that blanks stay blanks; a text that holds it is left to the other reader."""
_NONE_WRITTEN = _NONE.encode()
_HEAD = 1 << 16
_QUOTE_BESIDE_BLANKS = re.compile(rb'(?:^|[,\n\r]) +"|" +(?:[,\n\r]|$)')
"""Blanks before the quotation mark that opens a cell, or after the one that closes it: the database drops both."""
_END = 64
"""Bytes of a block that are looked at again together with the next one; a longer run of blanks there counts as one beside a mark."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@frozen
class CsvFile:
    """``utf8`` is the file the database reads: the file itself, or its text in UTF-8."""

    path: Path
    utf8: Path
    heading: Record
    digest: str
    encoding: str
    delimiter: str = DELIMITERS[0]

    def texts(self, width: int) -> str:
        """The rows below the heading, as text columns ``c0`` …; blanks stay blanks."""
        return texts_of([self], width)

    def line_numbers(self, rows: int) -> Sequence[int] | None:
        """The line of each of the ``rows`` of the database; None where they are not its rows."""
        if self._lines() - 1 == rows:
            return range(2, rows + 2)
        found = [record.line for record in self._records()]
        return found if len(found) == rows else None

    def _lines(self) -> int:
        """How many lines there are."""
        count, last = 0, b"\n"
        with self.utf8.open("rb") as file:
            while block := file.read(_BLOCK):
                count, last = count + block.count(b"\n"), block[-1:]
        return count + (last != b"\n")

    def _records(self) -> Iterator[Record]:
        """All rows below the heading with their lines, blank lines left out, one at a time."""
        with self.utf8.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            line = 1
            for cells in reader:
                if line > 1 and cells:
                    yield Record(line, tuple(cells))
                line = reader.line_num + 1


def texts_of(files: Sequence[CsvFile], width: int) -> str:
    """The rows below the headings of files with the same columns, one file after the other."""
    types = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(width))
    paths = ", ".join(literal(one_file(file.utf8)) for file in files)
    return (
        f"read_csv([{paths}], columns = {{{types}}}, header = false, skip = 1,"
        f" auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = {literal(_NONE)})"
    )


@contextmanager
def opened(path: Path, recognised: Callable[[str], bool], digested: bool = True) -> Iterator[CsvFile | None]:
    """The file at ``path``; a text that had to be made, unpacked or in UTF-8, lives as long as the context. Raises OSError.

    The heading tells the encoding. Where the rows are not in it the database refuses them, and so they are left to
    ``kpidsl.scores``, which tries the whole file. A heading shows a cell that is ``recognised``. The digest is empty unless
    the file is to be ``digested``.
    """
    with ExitStack() as made:
        plain, digest = path, ""
        if is_compressed(path):
            if digested:
                digest = _digest(path)
            try:
                plain = _kept(unpacked(path, _blocks(path)), made)
            except NotUnpackedError:
                yield None
                return
        yield _opened(path, plain, digest, recognised, digested and not digest, made)


def _opened(
    path: Path, plain: Path, digest: str, recognised: Callable[[str], bool], digested: bool, made: ExitStack
) -> CsvFile | None:
    """The file at ``path``, whose bytes unpacked are ``plain``; ``made`` takes back what has to be made."""
    read = _read(plain, digested)
    if read is None:
        return None
    digest = digest or read
    file = _with_heading(path, plain, digest, recognised)
    if file != _OTHER_ENCODING:
        return file if isinstance(file, CsvFile) else None
    try:
        text = _kept(_transcoded(plain), made)
    except UnicodeDecodeError:
        return None
    file = _with_heading(path, text, digest, recognised, "gb18030")
    return file if isinstance(file, CsvFile) else None


_OTHER_ENCODING = "not in UTF-8"


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for block in _blocks(path):
        digest.update(block)
    return digest.hexdigest()


def _kept(blocks: Iterable[bytes], made: ExitStack) -> Path:
    """The blocks in a temporary file, which goes with ``made``."""
    with NamedTemporaryFile("wb", suffix=".csv", delete=False) as target:
        kept = Path(target.name)
        made.callback(kept.unlink)
        with naming(target.name):
            for block in blocks:
                target.write(block)
    return kept


def _read(path: Path, digested: bool) -> str | None:
    """SHA-256 of the bytes where they are ``digested``; None where they hold a NUL, as no text does, or where the database would
    take cells otherwise than they are meant, or a row for what an old program writes at the end.
    """
    digest, end = hashlib.sha256(), b""
    for block in _blocks(path):
        if b"\x00" in block or _NONE_WRITTEN in block:
            return None
        if (b'"' in block or b'"' in end) and _QUOTE_BESIDE_BLANKS.search(end + block):
            return None
        end = block[-_END:]
        if digested:
            digest.update(block)
    if end.endswith(END_OF_FILE.encode()):
        return None
    return digest.hexdigest() if digested else ""


def _transcoded(path: Path) -> Iterator[bytes]:
    """The text of ``path`` in UTF-8, block by block. Raises UnicodeDecodeError where it is no GB18030 text."""
    decoder = codecs.getincrementaldecoder("gb18030")()
    for block in chain(_blocks(path), [b""]):
        text = decoder.decode(block, final=not block)
        if found := _CONTROL.search(text):
            raise UnicodeDecodeError("gb18030", block, found.start(), found.end(), "a control character")
        yield text.encode("utf-8")


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
