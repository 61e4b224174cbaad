"""Files are written whole, all of them or none, whatever stands where they go."""

import os
import stat
import threading
from pathlib import Path

import pytest

from kpidsl.cli.whole_files import file_names, move_all, write_all


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def contents(folder: str = ".") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["weights", "card-机关"], ["weights", "card-机关"]),
        (["card-a/b", "card-a:b", "card-A?B"], ["card-a_b", "card-a_b 2", "card-A_B 3"]),
        (["card-机关 . "], ["card-机关"]),
        (["x" * 99], ["x" * 60]),
        (["a\nb"], ["a_b"]),
    ],
)
def test_file_names_are_fit_for_every_system(names: list[str], found: list[str]) -> None:
    assert file_names(names) == found


@pytest.mark.parametrize("name", ["b.svg", "before", ".kpidsl-1"])
def test_new_files_take_the_place_of_old_ones_and_leave_nothing_else(name: str) -> None:
    Path("a.svg").write_bytes(b"old")
    write_all({Path("a.svg"): b"new", Path(name): b"more"})
    assert contents() == {"a.svg": b"new", name: b"more"}
    assert len(list(Path().iterdir())) == 2


def test_a_folder_is_made() -> None:
    write_all({Path("new/deep/a.svg"): b"new"})
    assert contents("new/deep") == {"a.svg": b"new"}


@pytest.mark.parametrize("place", ["file/a.svg", "file/deep/a.svg"])
def test_a_file_where_a_folder_is_needed_is_named(place: str) -> None:
    Path("file").write_bytes(b"own")
    with pytest.raises(FileExistsError) as raised:
        write_all({Path(place): b"new"})
    assert raised.value.filename == "file"
    assert contents() == {"file": b"own"}


def test_a_folder_where_a_file_is_needed_keeps_all_as_it_was() -> None:
    Path("b.svg").mkdir()
    Path("a.svg").write_bytes(b"old")
    with pytest.raises(IsADirectoryError) as raised:
        write_all({Path("a.svg"): b"new", Path("b.svg"): b"new"})
    assert raised.value.filename == "b.svg"
    assert contents() == {"a.svg": b"old"}


def test_what_stood_there_comes_back_when_a_file_cannot_be_moved() -> None:
    Path("stage").mkdir()
    Path("stage/a.svg").write_bytes(b"new")
    Path("stage/b.svg").write_bytes(b"new")
    Path("a.svg").write_bytes(b"old")
    with pytest.raises(FileNotFoundError) as raised:
        move_all(["a.svg", "b.svg", "c.svg"], Path("stage"), Path())
    assert raised.value.filename == "c.svg"
    assert contents() == {"a.svg": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own there")
def test_a_link_to_a_file_stays_one() -> None:
    Path("store").mkdir()
    Path("store/a.svg").write_bytes(b"old")
    Path("a.svg").symlink_to("store/a.svg")
    write_all({Path("a.svg"): b"new", Path("b.svg"): b"more"})
    assert Path("a.svg").is_symlink()
    assert (contents("store"), contents()) == ({"a.svg": b"new"}, {"a.svg": b"new", "b.svg": b"more"})


@pytest.mark.skipif(os.name == "nt", reason="no pipes with names there")
def test_a_pipe_is_written_to_and_stays_one() -> None:
    os.mkfifo("pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()))
    reader.start()
    write_all({Path("pipe"): b"all of it"})
    reader.join(10)
    assert read == [b"all of it"]
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
