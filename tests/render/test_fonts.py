"""Room for text, and which characters the fonts of a machine have."""

import struct
import sys
from pathlib import Path

import pytest

from kpidsl.render.diagram.font_files import installed
from kpidsl.render.diagram.fonts import text_width

SIZE = 13


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("党建管理", 4 * SIZE), ("—", SIZE), ("é\N{COMBINING ACUTE ACCENT}", text_width("é", SIZE))],
)
def test_a_chinese_character_is_an_em_wide(text: str, width: int) -> None:
    assert text_width(text, SIZE) == width


def segments(characters: str) -> bytes:
    """A character map of format 4: a segment for each character, the second half by a list of glyphs."""
    points = sorted(map(ord, characters))
    ends, starts = [*points, 0xFFFF], [*points, 0xFFFF]
    count, listed = len(ends), len(points) // 2
    shifts = [(1 - point) & 0xFFFF for point in points[: len(points) - listed]] + [0] * listed + [1]
    offsets = [0] * (len(points) - listed)
    offsets += [2 * (count - place) + 2 * number for number, place in enumerate(range(len(offsets), len(points)))] + [0]
    glyphs = [1] * listed
    body = struct.pack(f">{count}HH{3 * count}H", *ends, 0, *starts, *shifts, *offsets)
    body += struct.pack(f">{listed}H", *glyphs)
    return struct.pack(">7H", 4, 14 + len(body), 0, 2 * count, 0, 0, 0) + body


def groups(characters: str) -> bytes:
    """A character map of format 12: a group for each character."""
    points = sorted(map(ord, characters))
    body = b"".join(struct.pack(">3L", point, point, 1) for point in points)
    return struct.pack(">HHLLL", 12, 0, 16 + len(body), 0, len(points)) + body


def font(*maps: bytes, start: int = 0) -> bytes:
    """A font file of nothing but character maps; ``start`` is where it lies in a collection."""
    records, body = b"", b""
    for one in maps:
        records += struct.pack(">HHL", 3, 1, 4 + 8 * len(maps) + len(body))
        body += one
    cmap = struct.pack(">HH", 0, len(maps)) + records + body
    directory = struct.pack(">LHHHH", 0x00010000, 1, 0, 0, 0)
    return directory + struct.pack(">4sLLL", b"cmap", 0, start + 28, len(cmap)) + cmap


def collection(*fonts: tuple[bytes, ...]) -> bytes:
    """A font collection."""
    starts, body = [], b""
    head = 12 + 4 * len(fonts)
    for maps in fonts:
        starts.append(head + len(body))
        body += font(*maps, start=starts[-1])
    return struct.pack(f">4sLL{len(fonts)}L", b"ttcf", 0x00010000, len(fonts), *starts) + body


FILES = {
    "format 4": {"one.ttf": font(segments("党建管理"))},
    "format 12": {"one.otf": font(groups("党建管理"))},
    "two maps": {"one.ttf": font(segments("党建"), groups("管理"))},
    "a collection": {"one.ttc": collection((segments("党建"),), (groups("管理"),))},
    "two files": {"one.ttf": font(segments("党建")), "deeper/TWO.TTF": font(groups("管理"))},
    "beside files that are no fonts": {
        "a.ttf": b"",
        "b.otf": b"\0\1",
        "c.txt": b"x",
        "d.ttf": font(groups("党建管理")),
    },
}


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A font folder that is the only one, on a machine without fontconfig's program."""
    if sys.platform in ("win32", "darwin"):
        pytest.skip("the font folders of this system cannot be moved")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "shared"))
    folder = tmp_path / "shared" / "fonts"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_a_character_is_there_when_any_font_has_it(files: dict[str, bytes], fonts: Path) -> None:
    for name, data in files.items():
        (fonts / name).parent.mkdir(exist_ok=True)
        (fonts / name).write_bytes(data)
    assert installed().missing("党建管理") == ()
    assert installed().missing("党办𪜀理㬎") == ("㬎", "办", "𪜀")


def test_without_any_font_every_character_that_shows_is_missing(fonts: Path) -> None:
    assert list(fonts.iterdir()) == []
    assert installed().missing("党 \N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH JOINER}—") == ("—", "党")
