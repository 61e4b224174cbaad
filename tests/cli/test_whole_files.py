"""Files are written whole, all of them or none, whatever stands where they go."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

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


class Halting(list[str]):
    """Names of which the second is given only once ``go`` is set."""

    def __init__(self, names: list[str], halted: Event, go: Event) -> None:
        super().__init__(names)
        self.halted, self.go = halted, go

    def __iter__(self) -> Iterator[str]:
        for at, name in enumerate(super().__iter__()):
            if at == 1:
                self.halted.set()
                self.go.wait(20)
            yield name


@pytest.mark.skipif(os.name == "nt", reason="folders are not locked there")
def test_two_that_write_at_once_leave_the_files_of_one(tmp_path: Path) -> None:
    names, halted, go = ["scores.csv", "totals.csv"], Event(), Event()
    for run in ("first", "second"):
        (tmp_path / run).mkdir()
        for name in names:
            (tmp_path / run / name).write_text(run, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    first = Thread(target=move_all, args=(Halting(names, halted, go), tmp_path / "first", out))
    second = Thread(target=move_all, args=(names, tmp_path / "second", out))
    first.start()
    halted.wait(20)
    second.start()
    second.join(0.5)
    go.set()
    first.join()
    second.join()
    assert {(out / name).read_text(encoding="utf-8") for name in names} == {"second"}
