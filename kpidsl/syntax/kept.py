"""What is made from the grammar's files, kept in the user's cache folder from one run to the next.

Takes a name, what the data are made from and how to make them; gives the data, of builtin types only. A kept copy is
taken only whole and only for the same content and Python; one that cannot be read or written never fails a run.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

_DIGEST = 32
"""Bytes of the digest that a kept copy opens with."""


def kept(name: str, made_from: Iterable[str], make: Callable[[], Any]) -> Any:
    """What ``make`` gives, which depends on ``made_from`` and nothing else."""
    key = sha256("\0".join([sys.version, *made_from]).encode()).hexdigest()[:16]
    folder = _folder()
    place = folder / f"{name}-{key}.bin" if folder else None
    if place and (found := _read(place)) is not None:
        return found
    made = make()
    if place:
        _write(place, made)
    return made


def own_text(file: str) -> str:
    """The text of the module that makes the data: what another version makes may differ."""
    return Path(file).read_text(encoding="utf-8", errors="replace")


def _folder() -> Path | None:
    """The user's cache folder, whether or not it is there; None where the user has no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    try:
        return Path(base).expanduser() / "kpidsl"
    except RuntimeError:
        return None


def _read(place: Path) -> Any:
    """The data kept in a file; None where there are none, or not those that were written."""
    try:
        content = place.read_bytes()
    except OSError:
        return None
    if sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        return None
    return marshal.loads(content[_DIGEST:])


def _write(place: Path, made: Any) -> None:
    """Keep the data; another run sees them whole or not at all."""
    import tempfile

    content = marshal.dumps(made)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(sha256(content).digest() + content)
    except OSError:
        return
    try:
        Path(file.name).replace(place)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
