"""Standard output and error.

stdout carries data, stderr messages. Whatever the console: a character it does not have becomes ``?``, a closed pipe
ends the command quietly, colour is used only where it is seen.
"""

import io
import os
import sys
from collections.abc import Mapping
from typing import Literal, TextIO

Colour = Literal["auto", "always", "never"]


def prepare() -> None:
    """Let both streams take any character: a GBK or ASCII console must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def use_colour(choice: Colour, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to colour what goes to ``stream``: as chosen, else on a terminal unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb" and stream.isatty()


def write(text: str) -> None:
    """Write data to stdout, in its own encoding; click would write UTF-8 to an ASCII console."""
    sys.stdout.write(text)


def flush() -> None:
    """Send what is buffered; raises BrokenPipeError when nobody reads it any more."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()


def silence() -> None:
    """After a broken pipe: keep the interpreter from flushing into it at its end, which would be reported."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(quiet, stream.fileno())
    os.close(quiet)
