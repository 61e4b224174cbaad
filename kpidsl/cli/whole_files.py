"""Files written whole, and all of them or none, under names that every system takes.

Takes names and bytes; gives file names, and writes files. Never writes half a file, nor one of several when another cannot be
written.
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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
    """Writes the files, of one folder, which is made if absent. Raises OSError, which names a file as asked for."""
    with _staging(next(iter(files)).parent) as stage:
        for path, data in files.items():
            with _named(path):
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                (stage / path.name).write_bytes(data)
        for path in files:
            with _named(path):
                (stage / path.name).replace(path)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A hidden folder in ``folder``, gone afterwards whatever happened."""
    with _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(mkdtemp(prefix=".kpidsl-", dir=folder))
    try:
        yield stage
    finally:
        rmtree(stage, ignore_errors=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """OSErrors of the block name ``path``, not a temporary one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
