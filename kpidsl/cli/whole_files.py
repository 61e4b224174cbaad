"""Files written whole, and all of them or none, under names that every system takes.

Takes names and bytes; gives file names, and writes files. Never writes half a file, nor one of several when another cannot be
written; what stood there before comes back when anything fails.
"""

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

_NOT_IN_NAMES = '/\\:*?"<>|'
_LONGEST = 60
"""Characters of a file name; three bytes each stay under the 255 of common file systems."""


def file_names(names: Sequence[str]) -> list[str]:
    """Each name as a file may be called, without a suffix; two that a file system may take for one get a number."""
    taken: set[str] = set()
    found = []
    for name in names:
        plain = "".join("_" if letter in _NOT_IN_NAMES or not letter.isprintable() else letter for letter in name)
        plain = plain[:_LONGEST].strip(" .")
        tried, number = plain, 1
        while tried.casefold() in taken:
            number += 1
            tried = f"{plain} {number}"
        taken.add(tried.casefold())
        found.append(tried)
    return found


def write_all(files: Mapping[Path, bytes]) -> None:
    """Writes the files; folders are made if absent. Raises OSError, which names a file as asked for.

    A file that was there keeps its rights; one that may not be written is refused before anything is. A link to a file stays a
    link. A device or a pipe is written to as it stands, after all files are in place.
    """
    with ExitStack() as open_stages:
        stages: dict[Path, Path] = {}
        names: dict[Path, list[str]] = {}
        streams: list[Path] = []
        for path, data in files.items():
            if _is_stream(path):
                streams.append(path)
                continue
            place = _meant(path)
            if place.parent not in stages:
                stages[place.parent] = open_stages.enter_context(staging(place.parent))
            with _named(path):
                if place.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                rights = _rights(place)
                staged = stages[place.parent] / place.name
                staged.write_bytes(data)
                if rights is not None:
                    staged.chmod(rights)
            names.setdefault(place.parent, []).append(place.name)
        for folder, within in names.items():
            move_all(within, stages[folder], folder)
        for path in streams:
            with _named(path):
                path.write_bytes(files[path])


def put_whole(path: Path, data: bytes) -> None:
    """Puts one file in the place of what is there, with its rights, in a folder that is there. Raises OSError, which names ``path``.

    A link to a file stays a link; a device or a pipe is written to as it stands.
    """
    place = _meant(path)
    with _named(path):
        if _is_stream(place):
            place.write_bytes(data)
            return
        rights = _rights(place)
        part = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if rights is not None:
                part.chmod(rights)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A hidden folder in ``folder``, so on the same disk; gone afterwards whatever happened. Raises OSError for ``folder``."""
    with _named(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise in_the_way(folder) or error from error
        stage = Path(mkdtemp(prefix=".kpidsl-", dir=folder))
    try:
        yield stage
    finally:
        rmtree(stage, ignore_errors=True)


def in_the_way(folder: Path) -> OSError | None:
    """What to raise where a file stands at ``folder`` or above it; None where none does."""
    file = next((place for place in (folder, *folder.parents) if place.exists() and not place.is_dir()), None)
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) if file else None


def move_all(names: Sequence[str], stage: Path, folder: Path) -> None:
    """All of ``names`` from ``stage`` into ``folder``; on any failure those that stood there are put back. Raises OSError.

    Of two that write into one folder at once the files of one stand there in the end, never some of each.
    """
    with _alone(folder):
        _move_all(names, stage, folder)


def _move_all(names: Sequence[str], stage: Path, folder: Path) -> None:
    before = Path(mkdtemp(dir=stage))
    try:
        for name in names:
            with _named(folder / name):
                if (folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                if (folder / name).exists():
                    (folder / name).replace(before / name)
                (stage / name).replace(folder / name)
    except BaseException:
        # What was moved is read off the disk: an interruption may come between a move and a note of it.
        for name in names:
            if (before / name).exists():
                (before / name).replace(folder / name)
            elif not (stage / name).exists():
                (folder / name).unlink(missing_ok=True)
        raise


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else moves files into ``folder`` meanwhile, where the system locks folders."""
    try:
        import fcntl

        place = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # Windows; a folder that may be written to and not read
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def _rights(place: Path) -> int | None:
    """The rights of what stands there; None where nothing does. Raises PermissionError where they keep one from writing."""
    if not place.exists():
        return None
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(place.stat().st_mode)


def _is_stream(path: Path) -> bool:
    """Whether it is a device or a pipe."""
    return path.exists() and not path.is_dir() and not path.is_file()


def _meant(path: Path) -> Path:
    """The file itself where ``path`` is a link to one."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """OSErrors of the block name ``path``, not a temporary one; so does a name the system has no letters for."""
    try:
        yield
    except FileExistsError:
        raise  # it names the file in the way
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    except UnicodeEncodeError as error:
        raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ), str(path)) from error
