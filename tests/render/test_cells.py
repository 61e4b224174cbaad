"""A sheet of cells: what is asked for is drawn, in the source and by Graphviz, whatever the names and the fonts."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.render.diagram import dot
from kpidsl.render.diagram.cells import PLAIN, Look, Sheet
from kpidsl.render.diagram.dot import GraphvizFailedError, Picture, draw, draw_all
from kpidsl.render.diagram.engine import framed, frames
from kpidsl.render.diagram.font_files import installed
from kpidsl.render.diagram.ink import WHITE, hatch_on

SVG = "{http://www.w3.org/2000/svg}"
NASTY = [
    "党建管理", "a & b &amp; &#33; &bogus;", "<b>粗</b>", 'the "best"', r"back\slash \N \G \l", "“全角”《书名》", "😀🀄",
    "frame", "graph", "--", "a->b", "=;{}[]|", "<br/>", "-- /* c */ //", "é ü", "100%", "\N{RIGHT-TO-LEFT MARK}x", "x" * 300,
    "a\tb\x01c",
]  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12)


def svg_of(picture: Picture) -> ET.Element:
    return ET.fromstring(draw(picture, "svg"))


def texts_of(picture: Picture) -> list[str]:
    return ["".join(element.itertext()) for element in svg_of(picture).iter(f"{SVG}text")]


def sheet_of(*texts: str, look: Look = PLAIN) -> Picture:
    sheet = Sheet("图")
    for number, text in enumerate(texts):
        sheet.cell(0, 30 * number, 100, 30, text, look)
    return sheet.picture("sheet")


def test_every_name_is_shown_as_it_stands() -> None:
    assert texts_of(sheet_of(*NASTY)) == [*NASTY[:-1], "a b c"]


def test_a_text_is_shown_as_often_as_it_is_written() -> None:
    assert texts_of(sheet_of("5%", "5%", "5% 2", "5%")) == ["5%", "5%", "5% 2", "5%"]


@settings(max_examples=10, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=30))
def test_any_text_is_shown_as_it_stands(texts: list[str]) -> None:
    assert texts_of(sheet_of(*texts)) == texts


@pytest.mark.parametrize("align", ["left", "middle", "right"])
def test_a_picture_does_not_depend_on_the_fonts_of_the_machine(
    align: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = sheet_of(*NASTY, look=Look(align=align, bold=align == "left"))  # type: ignore[arg-type]
    with_fonts = draw(picture, "svg")
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>', "utf-8"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert draw(picture, "svg") == with_fonts


def test_text_stands_in_the_middle_of_its_cell() -> None:
    (text,) = svg_of(sheet_of("合计")).iter(f"{SVG}text")
    assert text.get("text-anchor") == "middle"
    assert (text.get("x"), text.get("y")) == ("50", "19.68")  # 15 is the middle, 0.36 of 13 points over the line


def test_lines_of_a_cell_stand_under_one_another_about_its_middle() -> None:
    sheet = Sheet("图")
    sheet.cell(0, 0, 100, 60, ["上", "中", "下"])
    ys = [float(text.get("y", "")) for text in svg_of(sheet.picture("x")).iter(f"{SVG}text")]
    assert ys == pytest.approx([34.68 - 17.55, 34.68, 34.68 + 17.55], abs=0.01)


def test_a_cell_is_filled_and_ruled_where_it_stands() -> None:
    sheet = Sheet("图")
    sheet.cell(10, 20, 60, 28, "", Look(fill="#123456", border="#654321"))
    paper, cell = svg_of(sheet.picture("x")).iter(f"{SVG}polygon")
    assert paper.get("fill") == "white"
    assert (cell.get("fill"), cell.get("stroke")) == ("#123456", "#654321")
    assert cell.get("points") == "10,20 70,20 70,48 10,48 10,20"


@pytest.mark.parametrize(("width", "height"), [(60, 28), (28, 60), (61, 37), (5, 3)])
@pytest.mark.parametrize("fill", ["", "#6baed6"])
def test_hatching_fills_its_cell_and_never_leaves_it(width: int, height: int, fill: str) -> None:
    sheet = Sheet("图")
    sheet.cell(7, 9, width, height, "", Look(fill=fill, hatch=True))
    lines = list(svg_of(sheet.picture("x")).iter(f"{SVG}polyline"))
    assert {line.get("stroke") for line in lines} <= {hatch_on(fill or WHITE)}
    assert len(lines) == (width + height - 1) // 6
    for line in lines:
        points = [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
        (x, y), (to_x, to_y) = points
        assert x - to_x == to_y - y > 0
        assert all(7 <= x <= 7 + width and 9 <= y <= 9 + height for x, y in points)


def test_bold_is_a_weight_and_no_family() -> None:
    (text,) = svg_of(sheet_of("合计", look=Look(bold=True))).iter(f"{SVG}text")
    assert text.get("font-weight") == "bold"
    assert (text.get("font-family") or "").endswith("PingFang SC, sans-serif")


def test_an_svg_says_what_it_is_to_who_cannot_see_it_and_has_paper_of_its_own() -> None:
    sheet = Sheet('《a & "b" <c>》权重表')
    sheet.cell(0, 0, 100, 30, "合计", name="合计，队组")
    svg = svg_of(sheet.picture("x"))
    assert (svg.get("role"), svg.get("aria-label")) == ("img", '《a & "b" <c>》权重表')
    titles = [element.text for element in svg.iter(f"{SVG}title")]
    assert titles == ['《a & "b" <c>》权重表', "合计，队组"]
    assert next(svg.iter(f"{SVG}polygon")).get("fill") == "white"


def test_the_page_is_the_sheet_and_a_margin() -> None:
    sheet = Sheet("图")
    sheet.cell(0, 0, 100, 30, "一个比单元格长得多的名称一个比单元格长得多的名称", evolve(PLAIN, align="left"))
    assert svg_of(sheet.picture("x")).get("viewBox") == "0.00 0.00 128.00 58.00"


def test_source_is_one_line_for_each_text_and_each_figure() -> None:
    source = sheet_of("甲", "乙").source
    assert re.findall(r'^"(.)" \[pos=', source, re.MULTILINE) == ["甲", "乙"]
    assert source.count("\n") == 2 + 2 + 2 + 1  # graph and its end, attributes, texts, the second of two rectangles


def test_a_png_is_drawn() -> None:
    assert draw(sheet_of("5%"), "png").startswith(b"\x89PNG\r\n")


def test_dot_is_the_source() -> None:
    picture = sheet_of("甲")
    assert draw(picture, "dot").decode() == picture.source


def test_source_that_cannot_be_drawn_says_why_and_nothing_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(GraphvizFailedError, match=r"\S"):
        draw(Picture("x", "x", "graph {"), "svg")
    assert capfd.readouterr() == ("", "")


def test_warnings_of_the_library_stay_inside(capfd: pytest.CaptureFixture[str]) -> None:
    draw(sheet_of("很长" * 200), "svg")
    assert capfd.readouterr() == ("", "")


def test_a_folder_one_works_in_cannot_stand_in_for_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pygraphviz.py", "graphviz.py", "html.py"):
        (tmp_path / name).write_text("raise SystemExit(3)\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert b"<svg" in dot.draw(sheet_of("甲"), "svg")


def test_pictures_drawn_together_are_those_drawn_alone() -> None:
    pictures = [sheet_of("甲"), sheet_of("乙", "丙"), sheet_of(*NASTY)]
    assert draw_all(pictures, "svg") == [draw(picture, "svg") for picture in pictures]
    assert draw_all([], "png") == []


def test_of_pictures_drawn_together_one_that_cannot_be_drawn_is_told() -> None:
    with pytest.raises(GraphvizFailedError, match=r"\S"):
        draw_all([sheet_of("甲"), Picture("x", "x", "graph {"), sheet_of("乙")], "svg")


@given(st.lists(st.binary()), st.integers(0, 9))
def test_frames_are_what_was_framed_but_for_one_cut_off(items: list[bytes], cut: int) -> None:
    data = b"".join(map(framed, items))
    assert list(frames(data)) == items
    whole = list(frames(data[: max(len(data) - cut, 0)]))
    assert whole == items[: len(whole)]
    assert not items or not cut or len(whole) < len(items)


def test_a_png_has_the_fonts_found_whatever_the_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = installed()
    if fonts.missing("甲"):
        pytest.skip("no Chinese font here")
    pictures = [sheet_of("甲"), sheet_of("口")]
    first, other = draw_all(pictures, "png", fonts.folders)
    monkeypatch.setenv("FONTCONFIG_FILE", "/dev/null")
    assert draw_all(pictures, "png", fonts.folders) == [first, other]
    assert first != other
