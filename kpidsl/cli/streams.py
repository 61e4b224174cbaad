"""Standard output and error.

stdout carries data, stderr messages. Whatever the console: a character it does not have becomes the nearest it has, else
``?``; a closed pipe ends the command quietly, colour is used only where it is seen.
"""

import codecs
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TextIO

Colour = Literal["auto", "always", "never"]


_EAST_ASIAN = frozenset({"gbk", "cp936", "936", "ms936", "gb2312", "gb18030", "gb18030-2000", "big5", "cp950", "hz"})
"""Encodings whose consoles draw ambiguous characters two cells wide."""
_NEAREST = {"\N{MINUS SIGN}": "-", "⌊": "└[", "⌋": "┘]", "⌈": "┌[", "⌉": "┐]"}
"""What stands for a character of ours that GBK lacks: the first of them that the console has. All are one column wide."""


def prepare() -> None:
    """Let both streams take any character, and be there: neither a GBK console nor a closed stream must end a command."""
    codecs.register_error("nearest", _nearest)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller: nobody reads it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    characters = error.object[error.start : error.end]
    return "".join(_replacement(character, error.encoding) for character in characters), error.end


def _replacement(character: str, encoding: str) -> str:
    for near in _NEAREST.get(character, ""):
        try:
            near.encode(encoding)
        except UnicodeEncodeError:
            continue
        return near
    return "?"


def use_colour(choice: Colour, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to colour what goes to ``stream``: as chosen, else on a terminal unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb" and stream.isatty()


def is_unicode(stream: TextIO) -> bool:
    """Whether ``stream`` takes every character."""
    return (stream.encoding or "").casefold().replace("_", "-").startswith("utf")


def ambiguous_width(stream: TextIO) -> int:
    """Cells of “ ” … — × on what ``stream`` goes to: 2 where its encoding is an East Asian one of old, else 1."""
    encoding = (stream.encoding or "").casefold().replace("_", "-")
    return 2 if encoding in _EAST_ASIAN else 1


def columns(stream: TextIO) -> int | None:
    """Cells of a line of the terminal ``stream`` goes to; None where it goes to none."""
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except OSError:
        return None


def write(text: str) -> None:
    """Write data to stdout, in its own encoding; click would write UTF-8 to an ASCII console."""
    sys.stdout.write(text)


def flush() -> None:
    """Send what is buffered; raises BrokenPipeError when nobody reads it any more."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()


def silence() -> None:
    """After a broken pipe or a full disk: keep the interpreter from flushing into it at its end, which would be reported."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(quiet, stream.fileno())
    os.close(quiet)
