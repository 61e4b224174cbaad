"""Which files a run reads, and what stands at their head.

Takes paths as a caller wrote them, on this machine or in any file system that Spark knows; gives each file with its heading bound by
name. Never looks further down than a heading may lie; the rows are for Spark. I/O errors pass to the caller.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from os import SEEK_END
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from kpidsl.diagnostics import Problems
from kpidsl.scores.contract import Role
from kpidsl.scores.files import ROSTER_NAME, score_files
from kpidsl.scores.header import fixed_role
from kpidsl.scores.read import has_no_heading, names_units
from kpidsl.scores.roster import Roster
from kpidsl.scores.table import Record, delimiter_of, table_of_bytes
from kpidsl.source import Cell
from kpidsl.source.encoding import END_OF_FILE
from kpidsl.values import frozen

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_HEAD = 1 << 18
_HEADING_LINES = 12
"""Lines that are not blank among which a heading is looked for."""
_PARQUET = ".parquet"
_DATA = (".csv", ".tsv", _PARQUET)
_BLOCK = 1 << 16
_SCHEME = re.compile("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?")
_MARK = b"PAR1"
"""What a Parquet file begins with."""


@frozen
class SourceFile:
    """A file; ``name`` as messages call it, ``uri`` where Spark finds it, empty for one on this machine."""

    name: str
    uri: str = ""

    @property
    def is_parquet(self) -> bool:
        """Whether it holds columns with types."""
        return self.name.endswith(_PARQUET)

    @property
    def short(self) -> str:
        """The file as people call it."""
        return PurePosixPath(self.name).name

    @property
    def address(self) -> str:
        """What Spark is asked to read: wildcards in a name are characters of the name."""
        text = self.location
        return "".join("\\" + sign if sign in "\\*?[]{}" else sign for sign in text)

    @property
    def location(self) -> str:
        """Where the file lies; a path of this machine is one wherever Spark looks for paths by itself."""
        return self.uri or "file:/" + Path(self.name).resolve().as_posix().removeprefix("/")

    @property
    def key(self) -> str:
        """The path by which rows of the file are known."""
        return _SCHEME.sub("", self.location)

    @property
    def folder_period(self) -> str:
        """What a folder named ``月份=2019-03`` above the file says."""
        for part in reversed(PurePosixPath(urlsplit(self.uri).path if self.uri else self.name).parts[:-1]):
            name, equals, value = part.partition("=")
            if equals and fixed_role(unquote(name)) is Role.MONTH:
                return unquote(value)
        return ""


def path_key(address: str) -> str:
    """The key of the file that Spark calls ``address``, in which it writes some characters by their numbers."""
    return unquote(_SCHEME.sub("", address))


@frozen
class Head:
    """The heading of a text file, and how its bytes are to be read; ``ended``: the last is the sign of old programs for the end."""

    file: SourceFile
    heading: Record
    delimiter: str
    encoding: str
    ended: bool


def source_files(
    session: "SparkSession", paths: Sequence[str], roster: Roster | None, problems: Problems
) -> list[SourceFile]:
    """The files to read, those of a folder by name; folders below it that are named ``key=value`` belong to it."""
    found: dict[SourceFile, None] = {}
    for path in paths:
        for file in _of(session, path, roster, problems):
            found[file] = None
    return list(found)


def _of(session: "SparkSession", path: str, roster: Roster | None, problems: Problems) -> Iterator[SourceFile]:
    if "://" in path:
        yield from _remote(session, path)
        return
    local = Path(path)
    if not local.is_dir():
        yield SourceFile(path)
        return
    entries = sorted(_data_below(local, roster))
    if any(entry.suffix == _PARQUET or entry.parent != local for entry in entries):
        yield from (SourceFile(str(entry)) for entry in entries)
    else:
        yield from (
            SourceFile(str(entry)) for entry in score_files([local], Path(roster.file) if roster else None, problems)
        )


def _data_below(folder: Path, roster: Roster | None) -> Iterator[Path]:
    """The data files of a folder and of its partitions; what Spark itself leaves out stays out."""
    for entry in folder.iterdir():
        if entry.name.startswith((".", "_", "~$")):
            continue
        if entry.is_dir() and ("=" in entry.name or entry.suffix in _DATA):
            yield from _data_below(entry, roster)
        elif entry.is_file() and entry.suffix.lower() in _DATA and not _is_roster(entry, roster):
            yield entry


def _is_roster(entry: Path, roster: Roster | None) -> bool:
    return entry.name == ROSTER_NAME or (roster is not None and entry.resolve() == Path(roster.file).resolve())


def _file_system(session: "SparkSession", path: str) -> tuple[Any, Any]:
    """The file system of an address, and the address in its words."""
    address = _java(session).org.apache.hadoop.fs.Path(path)
    return address.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()), address  # noqa: SLF001


def _java(session: "SparkSession") -> Any:
    """The classes of the Java process beside this one: no other way leads to the files of a cluster."""
    return session.sparkContext._jvm  # noqa: SLF001


def is_seen(session: "SparkSession", file: SourceFile) -> bool:
    """Whether Spark finds a file by its address."""
    system, address = _file_system(session, file.location)
    return bool(system.exists(address))


def _remote(session: "SparkSession", path: str) -> Iterator[SourceFile]:
    system, address = _file_system(session, path)
    if not system.exists(address):
        raise FileNotFoundError(2, "No such file or directory", path)
    if not system.getFileStatus(address).isDirectory():
        yield SourceFile(path, path)
        return
    listed, names = system.listFiles(address, True), []
    while listed.hasNext():
        names.append(str(listed.next().getPath().toString()))
    for name in sorted(names):
        parts = PurePosixPath(urlsplit(name).path).parts
        hidden = any(part.startswith((".", "_")) for part in parts[-1:])
        if not hidden and parts[-1].endswith(_DATA) and parts[-1] != ROSTER_NAME:
            yield SourceFile(name, name)


def _bytes(session: "SparkSession", file: SourceFile, count: int, *, at_end: bool = False) -> bytes:
    """The first ``count`` bytes of a file, or the last."""
    if not file.uri:
        with Path(file.name).open("rb") as source:
            source.seek(max(source.seek(0, SEEK_END) - count, 0) if at_end else 0)
            return source.read(count)
    system, address = _file_system(session, file.uri)
    stream = system.open(address)
    try:
        if at_end:
            stream.seek(max(system.getFileStatus(address).getLen() - count, 0))
        return bytes(stream.readNBytes(count))
    finally:
        stream.close()


def is_parquet(session: "SparkSession", file: SourceFile) -> bool:
    """Whether a file that is called Parquet is one."""
    return _bytes(session, file, len(_MARK)) == _MARK


def digest_of(session: "SparkSession", files: Sequence[SourceFile]) -> str:
    """The SHA-256 of the only file, or of the digests of all in their order."""
    found = [_digest(session, file) for file in files]
    return found[0] if len(found) == 1 else hashlib.sha256("\n".join(found).encode()).hexdigest()


def _digest(session: "SparkSession", file: SourceFile) -> str:
    if not file.uri:
        with Path(file.name).open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    system, address = _file_system(session, file.uri)
    java = _java(session)
    stream = java.java.security.DigestInputStream(
        system.open(address), java.java.security.MessageDigest.getInstance("SHA-256")
    )
    try:
        java.org.apache.hadoop.io.IOUtils.copyBytes(stream, java.java.io.OutputStream.nullOutputStream(), _BLOCK, False)
        return bytes(stream.getMessageDigest().digest()).hex()
    finally:
        stream.close()


def head_of(session: "SparkSession", file: SourceFile, problems: Problems, encoding: str = "") -> Head | None:
    """The heading of a text file; None where it has none that can be used, which is reported.

    Its first lines tell the encoding, unless it is already known to be ``encoding``.
    """
    beginning = _bytes(session, file, _HEAD)
    data = _first_lines(beginning)
    goes_on = len(beginning) >= _HEAD or data != beginning
    if encoding:
        data = data.decode(encoding, "replace").encode()
    table = table_of_bytes(file.name, data, names_units, problems, may_be_empty=goes_on)
    if table is None or has_no_heading(table, problems):
        return None
    text = data.decode("gb18030" if table.encoding == "gb18030" else "utf-8-sig")
    ended = _bytes(session, file, 1, at_end=True) == END_OF_FILE.encode()
    return Head(file, table.heading, delimiter_of(text, names_units), encoding or table.encoding, ended)


def _first_lines(data: bytes) -> bytes:
    """The lines in which a heading may lie; all bytes where they are no text."""
    if b"\x00" in data:
        return data
    lines, kept, written = data.split(b"\n"), [], 0
    whole = lines if len(data) < _HEAD else lines[:-1] or lines
    for line in whole:
        kept.append(line)
        written += bool(line.strip())
        if written == _HEADING_LINES:
            break
    return b"\n".join(kept)


def no_rows(file: SourceFile, problems: Problems) -> None:
    """Reports a file with nothing below its heading."""
    problems.add("K502", Cell(file.name), "header_only")
