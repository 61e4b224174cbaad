"""What is kept from one run to the next is what was made, or is made anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kpidsl import kept as keeping
from kpidsl.grammar_files import grammar_text
from kpidsl.kept import fingerprint, kept, kept_values
from kpidsl.syntax.parse_table import made_by_lark
from kpidsl.values import frozen


def nothing_to_make() -> object:
    raise AssertionError("made again")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "kpidsl"


def test_the_table_kept_is_the_table_made(cache: Path) -> None:
    grammar = grammar_text("kpi.lark")
    made = made_by_lark(grammar)
    assert kept("grammar", [grammar], lambda: made) == made
    assert kept("grammar", [grammar], nothing_to_make) == made
    assert [file.suffix for file in cache.iterdir()] == [".bin"]


def test_what_is_made_from_other_content_is_made_anew(cache: Path) -> None:
    assert cache.parent.is_dir()
    assert kept("words", ["a", "b"], lambda: (1,)) == (1,)
    assert kept("words", ["a", "c"], lambda: (2,)) == (2,)
    assert kept("words", ["a", "b"], nothing_to_make) == (1,)


@pytest.mark.parametrize("damage", [
    lambda _: b"", lambda _: b"not a table", lambda content: content[:-1], lambda content: content[:40],
    lambda content: content[:-1] + bytes([content[-1] ^ 1]), lambda content: content + b"0",
])  # fmt: skip
def test_a_kept_copy_that_is_damaged_is_made_anew(cache: Path, damage: Callable[[bytes], bytes]) -> None:
    made = ({"a": 1}, ("b",))
    kept("words", [""], lambda: made)
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept("words", [""], lambda: made) == made
    assert kept("words", [""], nothing_to_make) == made


def test_a_folder_in_place_of_the_kept_copy_does_not_matter(cache: Path) -> None:
    kept("words", [""], lambda: 1)
    (file,) = cache.iterdir()
    file.unlink()
    file.mkdir()
    assert kept("words", [""], lambda: 1) == 1
    assert list(cache.iterdir()) == [file]


def test_no_folder_to_keep_anything_in_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept("words", [""], lambda: 1) == 1
    assert kept("words", [""], lambda: 2) == 2


def test_a_user_without_a_home_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "~nobody-of-this-name/cache")
    assert kept("words", [""], lambda: 1) == 1


@frozen
class Pair:
    left: int
    right: tuple[str, ...]


def test_values_are_kept_for_this_state_of_the_program(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Pair(1, ("甲",))
    assert kept_values("pair", ["a"], lambda: made) == made
    assert kept_values("pair", ["a"], nothing_to_make) == made
    monkeypatch.setattr(keeping, "fingerprint", lambda: "an edited program")
    assert kept_values("pair", ["a"], lambda: Pair(2, ())) == Pair(2, ())
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("change", [
    lambda file: file.write_text("a = 2"),  # as long as it was
    lambda file: (file.write_text("a = 2"), os.utime(file, ns=(0, 0))),
    lambda file: file.rename(file.with_name("other.py")),
    lambda file: file.unlink(),
    lambda file: file.with_name("more.toml").write_text(""),
])  # fmt: skip
def test_any_edit_of_the_program_is_noticed(
    change: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "program" / "part"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text("a = 1")
    os.utime(folder / "a.py", ns=(0, 0))
    monkeypatch.setattr(keeping, "__file__", str(folder.parent / "kept.py"))
    before = fingerprint()
    assert fingerprint() == before
    change(folder / "a.py")
    assert fingerprint() != before


def test_nothing_is_not_kept(cache: Path) -> None:
    assert kept_values("pair", ["a"], lambda: None) is None
    assert kept_values("pair", ["a"], lambda: Pair(1, ())) == Pair(1, ())
    assert len(list(cache.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="other users are kept out by the folder's own rights there")
def test_a_copy_that_others_can_write_is_not_taken(cache: Path) -> None:
    kept_values("pair", ["a"], lambda: Pair(1, ()))
    (file,) = cache.iterdir()
    assert (file.stat().st_mode & 0o777, cache.stat().st_mode & 0o777) == (0o600, 0o700)
    file.chmod(0o666)
    assert kept_values("pair", ["a"], lambda: Pair(2, ())) == Pair(2, ())


def test_the_oldest_copies_go(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    kept("other", ["a"], lambda: 1)
    for number in range(5):
        kept("numbers", [str(number)], lambda number=number: number)
        for age, file in enumerate(sorted(cache.glob("numbers-*"), key=lambda file: file.stat().st_mtime_ns)):
            os.utime(file, ns=(age, age))
    assert sorted(kept("numbers", [str(number)], lambda: -1) for number in (2, 3, 4)) == [2, 3, 4]
    assert kept("other", ["a"], nothing_to_make) == 1


def test_what_a_killed_run_left_behind_goes_a_day_later(cache: Path) -> None:
    kept("words", ["a"], lambda: 1)
    old, new = cache / "unfinished-old", cache / "unfinished-new"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    kept("words", ["b"], lambda: 2)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_cache_folder_is_the_same_wherever_one_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "there"))
    kept("words", [""], lambda: 1)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_user_may_keep_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPIDSL_NO_CACHE", "1")
    assert [kept("words", ["a"], lambda answer=answer: answer) for answer in (1, 2)] == [1, 2]
    assert not cache.exists()
