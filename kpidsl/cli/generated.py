"""Files that are made from a policy and kept beside it under version control.

Takes what each file shall hold and the folder it stands in; gives what is not as it shall be, and puts it right. The first line
of every file says that it was made: a file without that line is somebody's own and is neither replaced nor removed. Pictures
are compared by the source they were drawn from, which their first line names, never by what a drawing program made of it.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from kpidsl.cli.whole_files import write_all
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.dot import Picture, draw_all
from kpidsl.values import frozen

MARK = "kpidsl generate"
_SAID: dict[Lang, str] = {
    "zh": f"由 {MARK} 生成，不要手改",
    "en": f"made by {MARK}, not to be edited",
}
_COMMENTS = {".svg": "<!-- {} -->", ".md": "<!-- {} -->", ".sql": "-- {}", ".dot": "// {}", ".txt": "{}"}
"""How each kind of file opens with a line that says nothing to who uses it."""
_FIRST_LINE = 400
"""Bytes that are read of a file to see whether it is ours."""

_LINK = re.compile(r"(?<!\\)\]\((?:<([^>]+)>|([^\s()<>]+))\)")
"""A link of a page, as `kpidsl.render.reviewing.markdown` writes it."""

Difference = Literal["stale", "absent", "left", "foreign"]


@frozen
class Made:
    """A file: its name, what it holds below its first line, and the picture it is drawn from if it is an svg."""

    name: str
    body: str
    picture: Picture | None = None


def text_file(name: str, text: str) -> Made:
    """A file of text."""
    return Made(name, text)


def picture_files(name: str, picture: Picture) -> tuple[Made, Made]:
    """The source of a picture and its drawing, side by side."""
    return Made(f"{name}.dot", picture.source), Made(f"{name}.svg", picture.source, picture)


@frozen
class Folder:
    """One folder of made files in one language."""

    path: Path
    files: tuple[Made, ...]
    lang: Lang

    def differences(self) -> list[tuple[Difference, Path]]:
        """Every file that is not as it shall be, by name: out of date, not there, left over, or not ours to replace."""
        if self.path.exists() and not self.path.is_dir():
            return [("foreign", self.path)]
        found = [(difference, self.path / file.name) for file in self.files if (difference := self._of(file))]
        known = {file.name for file in self.files}
        left: Iterable[Path] = sorted(self.path.iterdir()) if self.path.is_dir() else ()
        found += [("left", file) for file in left if file.name not in known and file.is_file() and _is_made(file)]
        return found

    def _of(self, file: Made) -> Difference | None:
        path = self.path / file.name
        if not path.exists():
            return "absent"
        if not path.is_file() or not _is_made(path):
            return "foreign"
        return None if self._is_fresh(file, path.read_bytes()) else "stale"

    def _is_fresh(self, file: Made, data: bytes) -> bool:
        """Line ends may be those of the system that checked the file out."""
        plain = data.replace(b"\r\n", b"\n")
        if file.picture:
            return plain.partition(b"\n")[0].decode("utf-8", "replace") == self._first_line(file)
        return plain == f"{self._first_line(file)}\n{file.body}".encode()

    def _first_line(self, file: Made) -> str:
        said = _SAID[self.lang]
        if file.picture:
            said += f" {sha256(file.body.encode()).hexdigest()}"
        return _COMMENTS[Path(file.name).suffix].format(said)

    def put_right(self, differences: Sequence[tuple[Difference, Path]]) -> None:
        """Writes what is out of date or not there, then removes what is left over. Raises OSError, GraphvizFailedError."""
        wanted = {path.name for difference, path in differences if difference in ("stale", "absent")}
        written = [file for file in self.files if file.name in wanted]
        if written:
            write_all({self.path / name: data for name, data in self._bytes(written)})
        for difference, path in differences:
            if difference == "left":
                path.unlink()

    def _bytes(self, files: Sequence[Made]) -> Iterator[tuple[str, bytes]]:
        """What each file shall hold, by name; all pictures are drawn at once."""
        pictures = [file for file in files if file.picture]
        drawn = draw_all([file.picture for file in pictures if file.picture], "svg")
        bodies = {file.name: body for file, body in zip(pictures, drawn, strict=True)}
        for file in files:
            body = bodies[file.name] if file.picture else file.body.encode()
            yield file.name, self._first_line(file).encode() + b"\n" + body


@frozen
class Abandoned:
    """A folder of made files whose policy is gone."""

    path: Path
    policy: Path

    def remove(self) -> list[Path]:
        """Removes what was made, and the folder where nothing else is in it; gives what was removed. Raises OSError."""
        made = [file for file in sorted(self.path.iterdir()) if file.is_file() and _is_made(file)]
        for file in made:
            file.unlink()
        if not any(self.path.iterdir()):
            self.path.rmdir()
        return made


def abandoned(output: Path, page: str) -> list[Abandoned]:
    """The folders in ``output`` whose ``page`` was made from a policy that is not there any more."""
    pages = sorted(output.glob(f"*/{page}")) if output.is_dir() else []
    found = []
    for file in pages:
        policy = _policy_of(file) if file.is_file() and _is_made(file) else None
        if policy and not policy.exists():
            found.append(Abandoned(file.parent, policy))
    return found


def _policy_of(page: Path) -> Path | None:
    """What the first link of a made page leads to: the policy it was made from."""
    link = _LINK.search(page.read_text(encoding="utf-8", errors="replace"))
    return Path(os.path.normpath(page.parent / (link[1] or link[2]))) if link else None


def _is_made(path: Path) -> bool:
    """Whether a file opens as ours of its kind do, in either language."""
    if path.suffix not in _COMMENTS:
        return False
    with path.open("rb") as file:
        first = file.read(_FIRST_LINE)
    opening, _, _ = _COMMENTS[path.suffix].partition("{}")
    return any(first.startswith((opening + said).encode()) for said in _SAID.values())
