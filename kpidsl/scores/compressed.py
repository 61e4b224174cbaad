"""Compressed files as the bytes they hold.

Takes the bytes of a file named ``….gz`` or ``….zst`` in blocks; gives those that were compressed, block by block. A file that
ends early, or holds something else, raises ``NotUnpackedError``: what is there of it is never passed off as the whole. Several
compressed parts in a row are one text, as the tools that make such files have it.
"""

import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, cast

from kpidsl.diagnostics import Problems
from kpidsl.source import Cell

SUFFIXES = {".gz": "gzip", ".zst": "zstd"}
_GZIP_HEADER = 16 + zlib.MAX_WBITS


class NotUnpackedError(Exception):
    """Why: ``""`` for bytes that are no such file or not all of it, ``library`` where nothing installed reads them."""

    def __init__(self, variant: str = "") -> None:
        super().__init__(variant)
        self.variant = variant


class _Part(Protocol):
    """One compressed part being read."""

    def decompress(self, data: bytes, /) -> bytes:
        """What the next bytes hold."""

    @property
    def eof(self) -> bool:
        """Whether the part is at its end."""

    @property
    def unused_data(self) -> bytes:
        """The bytes after its end."""


def is_compressed(path: Path) -> bool:
    """Whether a file is compressed, by its name."""
    return path.suffix.lower() in SUFFIXES


def unpacked(path: Path, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """What the bytes of the file at ``path`` hold. Raises NotUnpackedError."""
    kind = SUFFIXES[path.suffix.lower()]
    fault = _fault(kind)
    part, begun = _part(kind), False
    for block in blocks:
        rest = block
        while rest:
            if not begun:
                # Tapes and downloads are filled up with zeros after the last part.
                rest = rest.lstrip(b"\0")
                if not rest:
                    break
                part, begun = _part(kind), True
            try:
                yield part.decompress(rest)
            except fault as error:
                raise NotUnpackedError from error
            rest, begun = (part.unused_data, False) if part.eof else (b"", True)
    if begun:
        raise NotUnpackedError


def report_not_unpacked(path: Path, error: NotUnpackedError, problems: Problems) -> None:
    """K516 for a file that cannot be unpacked."""
    kind = SUFFIXES[path.suffix.lower()]
    problems.add("K516", Cell(str(path)), error.variant, (), file=path.name, kind=kind)


def _part(kind: str) -> _Part:
    if kind == "gzip":
        return cast(_Part, zlib.decompressobj(_GZIP_HEADER))
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor

        return cast(_Part, ZstdDecompressor())
    from zstandard import ZstdDecompressor as Standard

    return cast(_Part, Standard().decompressobj())


def _fault(kind: str) -> type[Exception]:
    """What a reader raises over bytes that do not fit; a reader that is not installed is told."""
    if kind == "gzip":
        return zlib.error
    try:
        if sys.version_info >= (3, 14):
            from compression.zstd import ZstdError
        else:
            from zstandard import ZstdError
    except ImportError as missing:
        raise NotUnpackedError("library") from missing
    return cast(type[Exception], ZstdError)
