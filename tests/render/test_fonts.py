"""Room for text, and which characters the fonts of a machine have."""

import struct
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.render.diagram.font_files import installed
from kpidsl.render.diagram.fonts import ELLIPSIS, text_width, wrapped

SIZE = 13
TEXTS = st.text(st.sampled_from("党建管理，。（）“”、%12.5 abcWMOA平台—…é😀"), max_size=60)
WIDTHS = st.integers(3 * SIZE, 20 * SIZE)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("党建管理", 4 * SIZE), ("—", SIZE), ("é\N{COMBINING ACUTE ACCENT}", text_width("é", SIZE))],
)
def test_a_chinese_character_is_an_em_wide(text: str, width: int) -> None:
    assert text_width(text, SIZE) == width


@given(TEXTS, WIDTHS, st.integers(1, 4))
def test_lines_fit_their_width_and_lose_nothing_but_what_an_ellipsis_stands_for(
    text: str, width: int, most: int
) -> None:
    lines = wrapped(text, width, SIZE, most)
    assert len(lines) <= most
    assert all(text_width(line, SIZE) <= width and line.strip() for line in lines)
    said, meant = "".join("".join(lines).split()), "".join(text.split())
    cut = said != meant
    assert meant.startswith(said.removesuffix(ELLIPSIS) if cut else said)
    assert not cut or (said.endswith(ELLIPSIS) and len(lines) == most)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("非生产性科室", ["非生产性", "科室"]),
        ("党建数字，化平台", ["党建数", "字，化平", "台"]),
        ("党建管（暂定）", ["党建管", "（暂定）"]),
        ("total weight", ["total", "weight"]),
        ("OA平台管理", ["OA平台", "管理"]),
    ],
)
def test_lines_break_where_chinese_breaks(text: str, lines: list[str]) -> None:
    assert wrapped(text, 4 * SIZE, SIZE) == lines


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
