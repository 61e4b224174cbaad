"""Bytes to text, strictly and without guessing.

Takes the bytes of a whole file; gives its text and encoding, or says why it is no text we read. A statistical guess is
never made: many Chinese characters have GBK bytes that are also valid UTF-8, so strict UTF-8 is tried first on the
whole file and strict GB18030 (which contains GBK and GB2312) after it.
"""

import codecs
import re
from enum import StrEnum

from kpidsl.values import frozen

_SAMPLE = 1 << 16
_LAYOUT = re.compile(r"[\t\n\r ,0-9]")
_LAYOUT_SHARE = 40
"""One character in this many at least is layout or a digit in a text: a line of 20 Chinese characters has its end."""

_BOMS = (  # UTF-32 before UTF-16: the little-endian mark of one begins with that of the other
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x1f\x8b", "gzip"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
END_OF_FILE = "\x1a"
"""What programs of the DOS days write behind the last line."""


class Reason(StrEnum):
    """Why bytes are not a text we read."""

    UTF16 = "utf-16"
    BINARY = "binary"
    BROKEN = "broken"


@frozen
class Undecodable:
    """Bytes that were refused.

    ``detail`` is the encoding recognised (UTF16: ``utf-16-le`` …; BROKEN: the encoding the file begins in) or the kind
    of file (BINARY: ``xlsx``, ``pdf`` …, empty when unknown). ``offset`` is the first byte, from 0, that does not fit.
    """

    reason: Reason
    detail: str
    offset: int


def decode(data: bytes) -> tuple[str, str] | Undecodable:
    """The text of ``data`` and its encoding: ``utf-8-sig``, ``utf-8`` or ``gb18030``; otherwise why it was refused."""
    if data.startswith(codecs.BOM_UTF8):
        return _decode_marked(data)
    refused = _refused_by_bytes(data)
    if refused:
        return refused
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        utf8_offset = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        # Both readings fail; the one that leaves less unread is the one the author meant.
        if _unread(data, "gb18030") < _unread(data, "utf-8"):
            return Undecodable(Reason.BROKEN, "gb18030", error.start)
        return Undecodable(Reason.BROKEN, "utf-8", utf8_offset)
    # GB18030 gives almost any bytes a meaning; control characters tell a program or a picture from a text.
    if _CONTROL.search(text.removesuffix(END_OF_FILE)):
        return Undecodable(Reason.BINARY, "", utf8_offset)
    return text, "gb18030"


def _decode_marked(data: bytes) -> tuple[str, str] | Undecodable:
    mark = len(codecs.BOM_UTF8)
    if b"\x00" in data:
        return Undecodable(Reason.BINARY, "", data.index(0))
    try:
        return data[mark:].decode("utf-8"), "utf-8-sig"
    except UnicodeDecodeError as error:
        return Undecodable(Reason.BROKEN, "utf-8", error.start + mark)


def _refused_by_bytes(data: bytes) -> Undecodable | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Undecodable(Reason.UTF16, encoding, 0)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return Undecodable(Reason.BINARY, kind, 0)
    if b"\x00" not in data:
        return None
    encoding = _unmarked_utf16(data[:_SAMPLE])
    if encoding:
        return Undecodable(Reason.UTF16, encoding, 0)
    return Undecodable(Reason.BINARY, "", data.index(0))


def _unmarked_utf16(sample: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` when ``sample``, which holds NULs, reads as a text in it, else empty.

    NULs alone do not tell the byte order: that of 一 (4E 00) stands on the other side than that of a digit.
    """
    if sample.count(0) * 4 < len(sample) and not _unread(sample, "utf-8"):
        return ""
    found = [(len(_LAYOUT.findall(sample.decode(name, "ignore"))), name) for name in ("utf-16-le", "utf-16-be")]
    layout, encoding = max(found)
    is_text = layout * _LAYOUT_SHARE * 2 >= len(sample) and "\0" not in sample.decode(encoding, "ignore")
    return encoding if is_text else ""


def _unread(data: bytes, encoding: str) -> int:
    """How many places of ``data`` do not fit ``encoding``."""
    return data.decode(encoding, "replace").count("\N{REPLACEMENT CHARACTER}")
