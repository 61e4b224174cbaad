"""Every text stands inside its cell, whatever it is, and pictures are the same without any font."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kpidsl.check.checked import CheckedPolicy
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.cards import cards
from kpidsl.render.diagram.class_sets import other_sets
from kpidsl.render.diagram.dot import Picture, draw_all
from kpidsl.render.diagram.fonts import text_width
from kpidsl.render.diagram.matrix import matrix
from kpidsl.render.diagram.tree import tree
from kpidsl.render.phrases import Phrases
from kpidsl.testing import policies
from kpidsl.values import frozen
from tests.render.pictures import BASE, LICUN, compiled, large, texts

NAME = "“第一线 A & B <c> 生产性" + "很长的名称" * 12 + "x" * 40 + "”"
STARS = """等次 星级，按分数 {
  五星级标杆单位称号：≥ 98；四星：[95, 98)；三星：[90, 95)；二星：[80, 90)；一星：[70, 80)；“没有星的单位要写整改报告”：< 70
}
"""
FRACTIONS = BASE.replace("20%  | 55%", "20.00005% | 55.0005%").replace("50%  | 15%", "49.99995% | 14.9995%")
POLICIES = {
    "Licun": LICUN,
    "long names": BASE.replace("食堂", NAME).replace("后勤部", NAME.replace("第一", "后勤")).replace("月评", "“月评" + NAME[2:]),
    "long parts": BASE.replace("态度", NAME).replace("重大事故", NAME).replace("班组", NAME),
    "long weights": FRACTIONS,
    "many grades": BASE + STARS,
    "many classes": large(40, 45, 9),
}  # fmt: skip
_NODE = re.compile(
    r'^"(?:[^"\\]|\\.)*" \[pos="(?P<x>[-\d.]+),(?P<y>[-\d.]+)" width="?(?P<room>[\d.]+)"? height="?(?P<height>[\d.]+)"? '
    r'label="(?P<text>(?:[^"\\]|\\.)*?)(?P<side>\\[lr])?"(?P<rest>.*)\];$',
    re.MULTILINE,
)


@frozen
class Box:
    """Left, top, right and bottom edge, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


def boxes(picture: Picture) -> list[Box]:
    """The rectangles of a picture."""
    found = []
    for figure in re.findall(r"[Pp] 4 ([-\d. ]+)", picture.source.replace("\\\n", " ")):
        numbers = [float(number) for number in figure.split()]
        xs, ys = numbers[::2], [-y for y in numbers[1::2]]
        found.append(Box(min(xs), min(ys), max(xs), max(ys)))
    return found


def lines(picture: Picture) -> Iterator[tuple[str, Box]]:
    """The texts of a picture with the room that they take."""
    for node in _NODE.finditer(picture.source):
        text = node["text"].replace('\\"', '"').replace("&amp;", "&").replace("\\\\", "\\")
        size = int(found[1]) if (found := re.search(r'fontsize="?(\d+)', node["rest"])) else 13
        middle, top, room = float(node["x"]), -float(node["y"]) - float(node["height"]) * 36, float(node["room"]) * 72
        width = text_width(text, size)
        left = {"\\l": middle - room / 2, "\\r": middle + room / 2 - width}.get(node["side"] or "", middle - width / 2)
        yield text, Box(left, top, left + width, top + size)


def pictures(policy: CheckedPolicy, lang: Lang) -> list[Picture]:
    return [
        *matrix(policy, lang),
        *(cards(policy, name, lang) for name in policy.policy.class_names[:3]),
        tree(policy, lang),
    ]


def overhanging(picture: Picture) -> list[str]:
    """Texts that reach out of the smallest box around their middle, by more than a rounding."""
    around, found = boxes(picture), []
    for text, line in lines(picture):
        x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
        cell = min((box for box in around if box.holds(x, y)), key=lambda box: box.area, default=None)
        if cell and not (
            cell.left <= line.left + 1 and line.right <= cell.right + 1 and cell.top <= line.top + 1 and line.bottom <= cell.bottom + 1
        ):  # fmt: skip
            found.append(text)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", POLICIES.values(), ids=POLICIES)
def test_every_text_stands_inside_its_cell(text: str, lang: Lang) -> None:
    for picture in pictures(compiled(text), lang):
        assert len(list(lines(picture))) == len(texts(picture)) > 10
        assert overhanging(picture) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(policies())
def test_every_text_of_any_policy_stands_inside_its_cell(text: str) -> None:
    for picture in pictures(compiled(text), "zh"):
        assert overhanging(picture) == []


def test_a_text_that_reaches_out_is_noticed() -> None:
    picture = cards(compiled(BASE), "食堂", "zh")
    wide = Picture("x", "x", picture.source.replace('label="后勤部', 'label="后勤部后勤部后勤部后勤部后勤部'))
    assert overhanging(wide) == ["后勤部后勤部后勤部后勤部后勤部"] * 3


def test_pictures_are_the_same_without_any_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = pictures(compiled(LICUN), "zh")
    with_fonts = draw_all(drawn, "svg")
    (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><fontconfig></fontconfig>', "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert draw_all(drawn, "svg") == with_fonts


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ("班组：食堂、车队", ""),
        ("班组：食堂、车队；一线：车队、分部", "其他统称：一线（车队、分部）"),
        ("班组：食堂、车队；全部：食堂、车队、分部；厨房：食堂", "其他统称：全部（全部单位分类）；厨房（食堂）"),
    ],
)
def test_class_sets_without_a_head_of_their_own_are_told(sets: str, said: str) -> None:
    policy = compiled(BASE.replace("班组：食堂、车队", sets))
    assert other_sets(policy.policy, policy.policy.class_names, Phrases("zh")) == said
    for picture in (matrix(policy, "zh")[0], tree(policy, "zh")):
        assert ("其他统称" in "".join(texts(picture))) == bool(said)
