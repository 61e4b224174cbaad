"""The fonts of this machine, and which characters none of them has.

Takes characters; gives those that a picture drawn with these fonts would show as boxes. Asks the fonts themselves: the character
map (``cmap``) of every TrueType and OpenType file that fontconfig names, or that lies in the font folders of the system where
fontconfig's ``fc-list`` is not installed. Never picks a font: that is for the library that draws, which falls back from one to the
next.
"""

import os
import struct
import subprocess
import sys
from bisect import bisect, bisect_left
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kpidsl.diagnostics.width import char_width
from kpidsl.values import frozen

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_LIKELY = ("cjk", "han", "yahei", "msyh", "hei", "song", "sim", "pingfang", "wqy", "uming", "droid")
"""In names of fonts with Chinese characters, which are asked first."""
_TO_SEGMENTS, _TO_GROUPS = 4, 12
"""Formats of a character map: the usual one of the first plane, and that of all planes."""


@frozen
class Fonts:
    """Font files, those first that are likely to have Chinese characters."""

    files: tuple[Path, ...]

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where they lie, each folder once."""
        return tuple(dict.fromkeys(file.parent for file in self.files))

    def missing(self, characters: Collection[str]) -> tuple[str, ...]:
        """Those of ``characters`` that no font can draw, sorted; what has no shape of its own is never missing."""
        wanted = {ord(character) for character in characters if char_width(character) and not character.isspace()}
        for path in self.files:
            if not wanted:
                break
            try:
                with path.open("rb") as file:
                    wanted -= _drawn(file, wanted)
            except (
                OSError,
                struct.error,
            ):  # gone, not ours to read, or no font at all: another may have the characters
                continue
        return tuple(map(chr, sorted(wanted)))


def installed() -> Fonts:
    """The fonts of this machine."""
    return Fonts(tuple(sorted(_files(), key=_unlikely)))


def _unlikely(path: Path) -> bool:
    return not any(part in path.name.casefold() for part in _LIKELY)


def _files() -> Iterator[Path]:
    named = _named_by_fontconfig()
    if named is None:
        named = [path for folder in _folders() if folder.is_dir() for path in folder.rglob("*")]
    return (path for path in named if path.suffix.lower() in _SUFFIXES)


def _named_by_fontconfig() -> list[Path] | None:
    try:
        done = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [Path(os.fsdecode(line)) for line in done.stdout.splitlines()]


def _folders() -> list[Path]:
    """Where the system and the user keep fonts."""
    home = Path("~").expanduser()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData/Local"))
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", Path(local) / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    own = os.environ.get("XDG_DATA_HOME", str(home / ".local/share"))
    return [*(Path(folder) / "fonts" for folder in (own, *shared) if folder), home / ".fonts"]


def _drawn(file: BinaryIO, wanted: Collection[int]) -> set[int]:
    """Which of these code points the fonts of one file have."""
    found: set[int] = set()
    for start in _tables(file):
        _, count = _read(file, start, ">HH")
        for record in range(count):
            _, _, offset = _read(file, start + 4 + 8 * record, ">HHL")
            (form,) = _read(file, start + offset, ">H")
            if form == _TO_SEGMENTS:
                found |= _in_segments(file, start + offset, wanted)
            elif form == _TO_GROUPS:
                found |= _in_groups(file, start + offset, wanted)
    return found


def _tables(file: BinaryIO) -> set[int]:
    """Where the character maps of a file begin; the fonts of a collection often share one."""
    fonts = [0]
    if file.read(4) == b"ttcf":
        (count,) = _read(file, 8, ">L")
        fonts = list(_read(file, 12, f">{count}L"))
    found = set()
    for font in fonts:
        (count,) = _read(file, font + 4, ">H")
        for record in range(count):
            tag, _, offset, _ = _read(file, font + 12 + 16 * record, ">4sLLL")
            if tag == b"cmap":
                found.add(offset)
    return found


def _in_groups(file: BinaryIO, start: int, wanted: Collection[int]) -> set[int]:
    """Format 12: groups of code points with glyphs that follow one another."""
    (count,) = _read(file, start + 12, ">L")
    numbers = _read(file, start + 16, f">{3 * count}L")
    firsts, lasts = numbers[::3], numbers[1::3]
    return {point for point in wanted if (at := bisect(firsts, point)) and point <= lasts[at - 1]}


def _in_segments(file: BinaryIO, start: int, wanted: Collection[int]) -> set[int]:
    """Format 4: segments of the first plane, whose glyph is a sum or stands in a list; glyph 0 is the box."""
    (doubled,) = _read(file, start + 6, ">H")
    count = doubled // 2
    ends = _read(file, start + 14, f">{count}H")
    starts, shifts, offsets = (
        _read(file, start + 16 + part * doubled, f">{count}H") for part in (1, 2, 3)
    )  # fmt: skip
    found = set()
    for point in wanted:
        at = bisect_left(ends, point)
        if at == count or starts[at] > point:
            continue
        glyph = point
        if offsets[at]:
            listed = start + 16 + 3 * doubled + 2 * at + offsets[at] + 2 * (point - starts[at])
            (glyph,) = _read(file, listed, ">H")
        if glyph and (glyph + shifts[at]) & 0xFFFF:
            found.add(point)
    return found


def _read(file: BinaryIO, offset: int, form: str) -> tuple[Any, ...]:
    file.seek(offset)
    return struct.unpack(form, file.read(struct.calcsize(form)))
