"""Graphviz in a process of its own: sources on standard input, rendered pictures on standard output, both as `framed` bytes.

Run as ``python -P -m kpidsl.render.diagram.engine png FOLDER …``, the folders being those of the fonts to draw with; without any,
the library looks for fonts itself. The C library writes its warnings to stderr and may end the process; both stay in here: pictures
drawn before are out. Exit codes: 0, or 1 with the reason as the last line of stderr.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

PNG_DPI = 144
"""Twice the size of the svg's points: sharp on paper and on a screen."""
_LENGTH = 8
"""Bytes that say how long a frame is."""
_FONTS = """<?xml version="1.0"?>
<fontconfig>{folders}<cachedir prefix="xdg">fontconfig</cachedir><cachedir>/var/cache/fontconfig</cachedir></fontconfig>
"""


def render(source: str, form: str) -> bytes:
    """The picture in ``form`` (svg, png). Raises what the library raises; ImportError where it is not installed."""
    import pygraphviz  # type: ignore[import-untyped]

    graph = pygraphviz.AGraph(string=source)
    picture: bytes = graph.draw(format=form, prog="dot", args=f"-Gdpi={PNG_DPI}" if form == "png" else "")
    return picture


def framed(data: bytes) -> bytes:
    """Bytes that say themselves where they end."""
    return len(data).to_bytes(_LENGTH, "big") + data


def frames(data: bytes) -> Iterator[bytes]:
    """What was framed; the last is left out where it is cut off."""
    at = 0
    while at + _LENGTH <= len(data):
        end = at + _LENGTH + int.from_bytes(data[at : at + _LENGTH], "big")
        if end > len(data):
            return
        yield data[at + _LENGTH : end]
        at = end


def use_fonts(folders: Iterable[str], place: Path) -> None:
    """Make the library take the fonts of these folders, whatever the machine is set up for; ``place`` holds the settings."""
    settings = place / "fonts.conf"
    settings.write_text(_FONTS.format(folders="".join(f"<dir>{escape(folder)}</dir>" for folder in folders)), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(settings)


def _main(form: str, folders: list[str]) -> None:
    with TemporaryDirectory(prefix="kpidsl-") as place:
        if folders:
            use_fonts(folders, Path(place))
        for source in frames(sys.stdin.buffer.read()):
            sys.stdout.buffer.write(framed(render(source.decode("utf-8"), form)))
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        _main(sys.argv[1], sys.argv[2:])
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller says it
        sys.exit(f"{type(error).__name__}: {error}")
