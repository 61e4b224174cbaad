"""Lines and columns of a source, its digest, and the size limit."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.source import Source
from kpidsl.source.encoding import Undecodable
from kpidsl.source.read import TooLarge, read_source


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("", 0, 1, 1),
        ("权重表", 2, 1, 3),
        ("甲\n乙", 1, 1, 2),
        ("甲\n乙", 2, 2, 1),
        ("甲\r\n乙", 3, 2, 1),
        ("甲\r乙", 2, 2, 1),
        ("甲\n", 2, 2, 1),
        ("甲\n乙", 99, 2, 2),
    ],
)
def test_line_and_column_count_from_one(text: str, offset: int, line: int, column: int) -> None:
    assert Source("a.kpi", text).line_column(offset) == (line, column)


@given(st.text(st.sampled_from("甲a\n\r"), max_size=30))
def test_every_character_stands_where_its_line_and_column_say(text: str) -> None:
    source = Source("a.kpi", text)
    for offset, character in enumerate(text):
        line, column = source.line_column(offset)
        assert text[source.line_start(line) + column - 1] == character
        if character not in "\r\n":
            assert source.line_text(line)[column - 1] == character


def test_a_file_is_digested_as_it_came_and_named_as_given(tmp_path: Path) -> None:
    path = tmp_path / "办法.kpi"
    data = "考核办法 《甲》\r\n".encode("gbk")
    path.write_bytes(data)
    source = read_source(path)
    assert source == Source(str(path), "考核办法 《甲》\r\n", hashlib.sha256(data).hexdigest(), "gb18030")


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.kpi"
    path.write_bytes(b"#" * 11)
    assert read_source(path, limit=10) == TooLarge(10)
    assert isinstance(read_source(path, limit=11), Source)


def test_a_binary_file_is_a_value_and_a_missing_one_an_exception(tmp_path: Path) -> None:
    (tmp_path / "a.kpi").write_bytes(b"\x00\x01\x02")
    assert isinstance(read_source(tmp_path / "a.kpi"), Undecodable)
    with pytest.raises(FileNotFoundError):
        read_source(tmp_path / "b.kpi")
