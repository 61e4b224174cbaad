"""``kpidsl check --watch``: the same again whenever a file changes that was read, or a folder in which one may come to be.

Takes what to do, which notes the files it reads; looks at their times twice a second and reads none of them itself. Ends only by
Ctrl-C. A file that is gone is said and waited for.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from kpidsl.cli import streams
from kpidsl.cli.exits import Exit
from kpidsl.cli.guard import report_failure, version
from kpidsl.cli.session import CommandError, Session
from kpidsl.diagnostics import Lang

_SECONDS = 0.5
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_WORDS: dict[Lang, str] = {
    "zh": "文件一有改动就重新校核，按 Ctrl-C 结束。\n",
    "en": "Checked again whenever a file changes; Ctrl-C ends it.\n",
}


def watched(session: Session, run: Callable[[set[Path]], Exit]) -> NoReturn:
    """Runs ``run`` now and after every change; it adds the files it read and the folders it looked into to the set it is given."""
    files: set[Path] = set()  # what was read once may come back
    while True:
        if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
            streams.write(_CLEAR)
        before = time.time_ns()
        try:
            run(files)
        except CommandError as failure:
            session.report(failure.found, failure.sources)
        except OSError as error:
            report_failure(error, session)
        session.close(version)
        session.begin()
        sys.stderr.write("\n" + _WORDS[session.lang])
        streams.flush()
        _wait(_with_folders(files), before)


def _with_folders(files: Iterable[Path]) -> list[Path]:
    """The files and the folders they lie in: one that comes, goes or is replaced changes its folder."""
    return sorted({place for file in files for place in (file, file.parent)})


def _wait(places: list[Path], since: int) -> None:
    """Until one of ``places`` is not as it was; one that changed after ``since`` changed while it was read."""
    seen = [_state(place) for place in places]
    if any(
        state is not None and state[0] > since and not place.is_dir() for place, state in zip(places, seen, strict=True)
    ):
        return
    while [_state(place) for place in places] == seen:
        time.sleep(_SECONDS)


def _state(place: Path) -> tuple[int, int, int] | None:
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
