"""Which bytes are read as text, in which encoding, and what is said of the others."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.source.encoding import Reason, Undecodable, decode

TEXT = "单位,职工培训\n综采一队,95.5\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gbk"), "gb18030"),
        ((TEXT + "㐀𠀀").encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk") + b"\x1a", "gb18030"),
        (b"plain\n", "utf-8"),
        (b"", "utf-8"),
    ],
)
def test_text_is_read_strictly_and_its_encoding_recorded(data: bytes, encoding: str) -> None:
    assert decode(data) == (data.decode(encoding), encoding)


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), Reason.UTF16, "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), Reason.UTF16, "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), Reason.UTF16, "utf-32-le"),
        (TEXT.encode("utf-16-le"), Reason.UTF16, "utf-16-le"),
        (TEXT.encode("utf-16-be"), Reason.UTF16, "utf-16-be"),
        (b"PK\x03\x04\x14\x00\x06\x00", Reason.BINARY, "xlsx"),
        (b"%PDF-1.7\n", Reason.BINARY, "pdf"),
        (TEXT.encode() + b"\x00", Reason.BINARY, ""),
        (bytes(range(256)) * 4, Reason.BINARY, ""),
        (codecs.BOM_UTF8 + TEXT.encode("gbk"), Reason.BROKEN, "utf-8"),
        (TEXT.encode("gbk") + b"\xff", Reason.BROKEN, "gb18030"),
        (TEXT.encode()[:2] + b"\xff" + TEXT.encode(), Reason.BROKEN, "utf-8"),
    ],
)
def test_what_is_no_text_is_refused_and_named(data: bytes, reason: Reason, detail: str) -> None:
    refused = decode(data)
    assert isinstance(refused, Undecodable)
    assert (refused.reason, refused.detail) == (reason, detail)


def test_the_first_byte_that_does_not_fit_is_named() -> None:
    refused = decode("考核".encode() + b"\xff")
    assert isinstance(refused, Undecodable)
    assert refused.offset == 6


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(b"#" + text.encode()) == ("#" + text, "utf-8")


@given(st.binary(max_size=64))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        assert 0 <= decoded.offset < len(data)
    else:
        text, encoding = decoded
        assert data.decode(encoding) == text
