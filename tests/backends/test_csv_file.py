"""What the bytes of a file tell before the database reads it."""

import hashlib

import pytest

from kpidsl.backends.duckdb.csv_file import opened
from kpidsl.scores.contract import BLANKS, HALF_WIDTH
from kpidsl.scores.words import name_key

HEADING = "被考核单位,完成率（%）\n"


def found(path, text: str):
    path.write_bytes(text.encode())
    with opened(path, lambda cell: cell == "被考核单位") as file:
        assert file is not None
        return file


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_heading_may_be_of_full_width(tmp_path, mark):
    file = found(tmp_path / "a.csv", mark + HEADING + "一队,95.5%\n")
    assert file.bare
    assert file.digest == hashlib.sha256((tmp_path / "a.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize("character", sorted({*BLANKS, *map(chr, HALF_WIDTH)}))
def test_a_text_that_is_not_its_own_key_is_noticed(tmp_path, character):
    name = f'"一{character}队"' if character in "\r\n" else f"一{character}队"
    assert name_key(name) != name
    assert not found(tmp_path / "a.csv", f"{HEADING}{name},95.5%\n").bare


def test_a_text_in_another_encoding_is_never_bare(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes((HEADING + "一队,95.5%\n").encode("gb18030"))
    with opened(path, lambda cell: cell == "被考核单位") as file:
        assert file is not None
        assert not file.bare


def test_a_file_that_is_only_looked_at_has_no_digest(tmp_path):
    (tmp_path / "a.csv").write_text(HEADING + "一队,95.5%\n", encoding="utf-8")
    with opened(tmp_path / "a.csv", lambda cell: cell == "被考核单位", digested=False) as file:
        assert file is not None
        assert (file.digest, file.bare) == ("", True)
