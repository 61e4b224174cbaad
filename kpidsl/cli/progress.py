"""Progress of a long run, on a terminal.

A line on stderr that is rewritten while the run goes on and wiped when it ends. Nothing is shown where stderr is no
terminal, nor for a run that is over within a second.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from kpidsl.diagnostics import Lang
from kpidsl.diagnostics.width import width
from kpidsl.run import Progress

_WORDS: dict[Lang, str] = {"zh": "核算中：第 {done} 步，共 {total} 步", "en": "evaluating: step {done} of {total}"}
_PATIENCE = 1.0
"""Seconds before the line appears."""


@contextmanager
def progress(lang: Lang) -> Iterator[Progress]:
    """What to tell an engine; the line is gone when the block ends, however it ends."""
    shown = 0
    start = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and monotonic() - start > _PATIENCE:
            line = _WORDS[lang].format(done=done, total=total)
            sys.stderr.write("\r" + line + " " * (shown - width(line)))
            sys.stderr.flush()
            shown = width(line)

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r" + " " * shown + "\r")
