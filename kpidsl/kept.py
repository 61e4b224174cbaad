"""What was made once and would be made alike again, kept in the user's cache folder from one run to the next.

Takes a name, what the data are made from and how to make them; gives the data. A kept copy is taken only whole, only for
the same content, and only from this user's own folder; one that cannot be read or written never fails a run. What is made
by the whole program (`kept_values`) is kept for exactly these files of it: an edited or upgraded program makes it anew.
``KPIDSL_NO_CACHE`` keeps nothing and takes nothing.
"""

import marshal
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

OFF = "KPIDSL_NO_CACHE"
"""The variable that keeps nothing and takes nothing, whatever it holds."""
BASES = ("XDG_CACHE_HOME", "LOCALAPPDATA")
"""Variables that say where users' caches are, the first of them that names a folder wherever one works."""
_DIGEST = 32
"""Bytes of the digest that a kept copy opens with."""
_UNFINISHED, _DAY = "unfinished-", 86_400
"""How a copy that is being written is called, and seconds after which nobody writes it any more."""
_PROGRAM = (".py", ".toml", ".lark", ".md")
"""Suffixes of the files that decide what the program makes."""
MOST = 64
"""Copies of one name that are kept; of more the oldest go."""


def kept(name: str, made_from: Iterable[str], make: Callable[[], Any]) -> Any:
    """What ``make`` gives; it depends on ``made_from`` and nothing else. What is not of builtin types alone is not kept."""
    return _kept(name, made_from, make, marshal.loads, _plain)


def _plain(made: Any) -> bytes | None:
    try:
        return marshal.dumps(made)
    except ValueError:
        return None


def kept_values(name: str, made_from: Iterable[str], make: Callable[[], T | None]) -> T | None:
    """What ``make`` gives, values of the program's own classes; it depends on ``made_from`` and the program.

    None is given on, and made again the next time.
    """
    import pickle

    found: T | None = _kept(name, [fingerprint(), *made_from], make, pickle.loads, lambda made: pickle.dumps(made, 5))
    return found


def own_text(file: str) -> str:
    """The text of the module that makes the data: what another version makes may differ."""
    return Path(file).read_text(encoding="utf-8", errors="replace")


def fingerprint() -> str:
    """The state of the program's files: path, size and times of each. The time of last change cannot be set back."""
    package = Path(__file__).parent
    facts = [*_facts(package), *_facts(package.parent / "grammar")]
    return sha256("\n".join(sorted(facts)).encode("utf-8", "surrogateescape")).hexdigest()


def _facts(folder: str | Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.name.endswith(_PROGRAM):
            facts = entry.stat()
            yield f"{entry.path} {facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns}"
        elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
            yield from _facts(entry.path)


def _kept(
    name: str,
    made_from: Iterable[str],
    make: Callable[[], Any],
    load: Callable[[bytes], Any],
    dump: Callable[[Any], bytes | None],
) -> Any:
    place = _place(name, made_from)
    if place and (content := _read(place)) is not None:
        return load(content)
    made = make()
    if place and made is not None and (data := dump(made)):
        _write(place, data)
        _forget_oldest(place.parent, name)
    return made


def _place(name: str, made_from: Iterable[str]) -> Path | None:
    folder = cache_folder()
    key = sha256("\0".join([sys.version, *made_from]).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return folder / f"{name}-{key}.bin" if folder else None


def cache_folder() -> Path | None:
    """The user's cache folder, whether or not it is there; None where nothing shall be or can be kept."""
    if os.environ.get(OFF):
        return None
    named = filter(None, map(os.environ.get, BASES))
    base = next((folder for folder in named if folder.startswith("~") or Path(folder).is_absolute()), "~/.cache")
    try:
        return Path(base).expanduser() / "kpidsl"
    except RuntimeError:
        return None


def _read(place: Path) -> bytes | None:
    """The data kept in a file; None where there are none, not those that were written, or another user's."""
    try:
        with place.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            content = file.read()
    except OSError:
        return None
    return content[_DIGEST:] if sha256(content[_DIGEST:]).digest() == content[:_DIGEST] else None


def _is_own(facts: os.stat_result) -> bool:
    """Whether nobody but this user can have written a file: loading one runs what it says."""
    return sys.platform == "win32" or (facts.st_uid == os.geteuid() and not facts.st_mode & 0o022)


def _write(place: Path, data: bytes) -> None:
    """Keep the data; another run sees them whole or not at all."""
    unfinished = place.with_name(f"{_UNFINISHED}{os.getpid()}-{time.monotonic_ns()}")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(unfinished, "xb", opener=_for_this_user) as file:
            file.write(sha256(data).digest() + data)
        unfinished.replace(place)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _for_this_user(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _forget_oldest(folder: Path, name: str) -> None:
    """A policy that is being written is new with every save: what was kept of the older texts goes."""
    try:
        copies = sorted(folder.glob(f"{name}-*.bin"), key=lambda file: file.stat().st_mtime)
        for file in copies[:-MOST]:
            file.unlink(missing_ok=True)
        for file in folder.glob(f"{_UNFINISHED}*"):  # of a run that was killed
            if time.time() - file.stat().st_mtime > _DAY:
                file.unlink(missing_ok=True)
    except OSError:
        return
