"""Graphviz: source text made, and source text drawn.

Takes attributes; gives statements of the dot language with everything escaped. Takes a picture; gives svg or png bytes, drawn by
the Graphviz in pygraphviz's wheel, else by one installed on the machine. Layout is in the source. Writes no file, and nothing to
stderr.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Literal

from kpidsl.render.diagram.engine import framed, frames
from kpidsl.values import frozen

Format = Literal["svg", "png", "dot"]
FORMATS: tuple[Format, ...] = ("svg", "png", "dot")

_PROLOGUE = re.compile(rb"^.*?(?=<svg )", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?-->\n?", re.DOTALL)
_BOLD = re.compile(rb'font-family="([^"]*) Bold"')
_NOT_XML = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class GraphvizFailedError(Exception):
    """No Graphviz could draw the picture; the text says why, as the library said it."""


@frozen
class Picture:
    """``name`` is short and fit for a file name but for what users named, ``title`` is said to who cannot see it."""

    name: str
    title: str
    source: str

    @property
    def characters(self) -> frozenset[str]:
        """All that are written in the picture."""
        labels = re.findall(r'label="((?:[^"\\]|\\.)*)"', self.source)
        return frozenset("".join(labels))


def label(text: str) -> str:
    """``text`` as a label of the dot language that shows it as it stands."""
    return quoted(text.replace("\\", "\\\\"))


def name(text: str) -> str:
    """``text`` as the name of a graph or a node; names know no escapes, so a backslash becomes the wide one."""
    return quoted(text.replace("\\", "＼"))


def quoted(text: str) -> str:
    """``text`` in quotes, its backslashes left to say what they say in the dot language."""
    plain = _NOT_XML.sub(" ", text).replace("&", "&amp;").replace('"', '\\"')
    return f'"{plain}"'


def attributes(**values: object) -> str:
    """``[name="value" …]``; None leaves one out. Values are put in quotes as they are: texts come as `label` or `quoted`."""
    shown = (f"{name}={_value(value)}" for name, value in values.items() if value is not None)
    return f"[{' '.join(shown)}]"


def _value(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if text.startswith('"') or re.fullmatch(r"-?[\w.]+", text) else f'"{text}"'


def draw(picture: Picture, form: Format) -> bytes:
    """The picture in ``form``; dot is its source. Raises GraphvizFailedError."""
    return draw_all([picture], form)[0]


def draw_all(pictures: Sequence[Picture], form: Format, fonts: Sequence[Path] = ()) -> list[bytes]:
    """The pictures in ``form``, drawn in one process; a png with the fonts of these folders. Raises GraphvizFailedError."""
    sources = [picture.source.encode("utf-8") for picture in pictures]
    if form == "dot" or not sources:
        return sources
    drawn = _rendered(sources, form, fonts)
    if form == "png":
        return drawn
    return [_finished(data, picture.title) for data, picture in zip(drawn, pictures, strict=True)]


def _rendered(sources: Sequence[bytes], form: Format, fonts: Sequence[Path]) -> list[bytes]:
    # -P: a folder one works in may hold a file that is called as a library is.
    command = [sys.executable, "-P", "-m", "kpidsl.render.diagram.engine", form, *map(str, fonts)]
    done = subprocess.run(command, input=b"".join(map(framed, sources)), capture_output=True, check=False)
    drawn = [data for data in frames(done.stdout) if data]
    for source in sources[len(drawn) :]:
        installed = _by_installed_program(source.decode("utf-8"), form)
        if installed is None:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GraphvizFailedError(said[-1] if said else f"exit {done.returncode}")
        drawn.append(installed)
    return drawn


def _by_installed_program(source: str, form: Format) -> bytes | None:
    """What a ``dot`` found on the machine draws; None where there is none or it fails as well."""
    import graphviz  # type: ignore[import-untyped]
    from graphviz.exceptions import CalledProcessError, ExecutableNotFound  # type: ignore[import-untyped]

    try:
        return graphviz.Source(source).pipe(format=form, quiet=True) or None
    except (ExecutableNotFound, CalledProcessError, OSError):  # not there, refused the source, ended while it was read
        return None


def _finished(svg: bytes, title: str) -> bytes:
    """Without what changes with the version of Graphviz, bold as svg says it, and named for who cannot see it."""
    bare = _COMMENT.sub(b"", _PROLOGUE.sub(b"", svg, count=1))
    bold = _BOLD.sub(rb'font-family="\1" font-weight="bold"', bare)
    said = escape(_NOT_XML.sub(" ", title))
    return bold.replace(b"<svg ", f'<svg role="img" aria-label="{said}" '.encode(), 1)
