"""Progress of a long run, on a terminal.

A line on stderr that is rewritten while the run goes on and wiped when it ends. Nothing is shown where stderr is no
terminal, nor for a run that is over within a second.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from kpidsl.diagnostics import Lang
from kpidsl.diagnostics.width import width

if TYPE_CHECKING:
    from kpidsl.backends.sql.running import Progress, Stage

_WORDS: dict[Lang, dict["Stage", str]] = {
    "zh": {
        "reading": "读数据：{done}%",
        "evaluating": "核算中：第 {done} 步，共 {total} 步",
        "writing": "写结果：{done}%",
    },
    "en": {
        "reading": "reading: {done}%",
        "evaluating": "evaluating: step {done} of {total}",
        "writing": "writing: {done}%",
    },
}
_PATIENCE = 1.0
"""Seconds before the line appears."""


@contextmanager
def progress(lang: Lang) -> Iterator["Progress"]:
    """What to tell an engine; the line is gone when the block ends, however it ends."""
    shown = 0
    start = monotonic()

    def tell(stage: "Stage", done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and monotonic() - start > _PATIENCE:
            line = _WORDS[lang][stage].format(done=done, total=total)
            sys.stderr.write("\r" + line + " " * (shown - width(line)))
            sys.stderr.flush()
            shown = width(line)

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r" + " " * shown + "\r")
            sys.stderr.flush()
