"""What the bytes of a file tell before the database reads it."""

import hashlib

import pytest

from kpidsl.backends.duckdb import csv_file
from kpidsl.backends.duckdb.csv_file import opened

HEADING = "被考核单位,完成率（%）\n"


def names_units(cell: str) -> bool:
    return cell == "被考核单位"


@pytest.mark.parametrize(("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030")])
def test_the_encoding_and_the_digest_are_those_of_the_bytes(tmp_path, encoding, told):
    path = tmp_path / "a.csv"
    path.write_bytes((HEADING + "一队,95.5%\n").encode(encoding))
    with opened(path, names_units) as file:
        assert file is not None
        assert (file.encoding, file.digest) == (told, hashlib.sha256(path.read_bytes()).hexdigest())
        assert "一队" in file.utf8.read_text(encoding="utf-8-sig")
    assert path.exists()


def test_a_text_that_was_made_goes_when_the_file_is_closed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes((HEADING + "一队,95.5%\n").encode("gb18030"))
    with opened(path, names_units) as file:
        assert file is not None
        assert file.utf8 != path
        made = file.utf8
    assert not made.exists()


def test_a_file_that_is_only_looked_at_has_no_digest(tmp_path):
    (tmp_path / "a.csv").write_text(HEADING + "一队,95.5%\n", encoding="utf-8")
    with opened(tmp_path / "a.csv", names_units, digested=False) as file:
        assert file is not None
        assert not file.digest


@pytest.mark.parametrize("rows", [b"a,\x00\n", b"a,\x01\n", b"a,1%\n\x1a"])
def test_signs_that_the_database_would_read_as_something_else_are_left_to_the_other_reader(tmp_path, rows):
    """A NUL, the sign that stands for NULL, and what an old program writes behind the last line."""
    (tmp_path / "a.csv").write_bytes(HEADING.encode() + rows)
    with opened(tmp_path / "a.csv", names_units) as file:
        assert file is None


@pytest.mark.parametrize("row", [' "一队",95%', '"一队"  ,95%', '一队, "95%"', '一队,"95%" ', '一队,  "95,\n5%"'])
@pytest.mark.parametrize("before", [0, 1, 70, 5000])
def test_a_quotation_mark_beside_blanks_is_left_to_the_other_reader(tmp_path, monkeypatch, row, before):
    """The database would drop blanks and marks, where a spreadsheet and the other reader keep them, or refuse the row."""
    monkeypatch.setattr(csv_file, "_BLOCK", 4096 - before % 7)
    text = HEADING + "队,1%\n" * (before // 7) + row.replace(" ", " " * (before % 90 + 1)) + "\n" + "队,1%\n" * before
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with opened(tmp_path / "a.csv", names_units) as file:
        assert file is None


@pytest.mark.parametrize("row", ['"一 队",95%', '一队,"95% "', '"一""队""",95%', '"",', " 一队 , 95% "])
def test_quotation_marks_and_blanks_elsewhere_are_read_by_the_database(tmp_path, row):
    (tmp_path / "a.csv").write_text(HEADING + row + "\n" + "队,1%\n", encoding="utf-8")
    with opened(tmp_path / "a.csv", names_units) as file:
        assert file is not None
