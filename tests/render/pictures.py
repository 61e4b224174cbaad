"""What the tests of cards and structure share: policies made and compiled, and what a picture says."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from kpidsl.check.checked import CheckedPolicy
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.render.diagram.dot import Picture, draw

ROOT = Path(__file__).parents[2]
LICUN = (ROOT / "policies" / "licun" / "licun.kpi").read_text(encoding="utf-8")
BASE = (ROOT / "tests" / "check" / "base.kpi").read_text(encoding="utf-8")

_LABEL = re.compile(r'label="((?:[^"\\]|\\.)*?)(?:\\[lr])?"')
_SVG_TEXT = "{http://www.w3.org/2000/svg}text"


def compiled(text: str) -> CheckedPolicy:
    """The policy, which has no errors."""
    problems = Problems()
    found = compile_text(text, problems)
    assert found, [(one.code, one.variant, one.args) for one in problems]
    return found.checked


def texts(picture: Picture) -> list[str]:
    """The texts of a picture in the order they are drawn; a text of several lines is as many texts."""
    return [text for text in _LABEL.findall(picture.source) if text]


def svg_texts(picture: Picture) -> list[str]:
    """The texts of the picture as it is drawn, read as XML."""
    return ["".join(text.itertext()) for text in ET.fromstring(draw(picture, "svg")).iter(_SVG_TEXT)]


def large(classes: int, leaves: int, offices: int = 3) -> str:
    """A policy with so many classes, indicators of equal weight, and departments by turns."""
    offices_of = [f"部门{number}" for number in range(offices)]
    names = [f"类{number}" for number in range(classes)]
    weights = [f"{100 // leaves + (number < 100 % leaves)}%" for number in range(leaves)]
    rows = [[f"指标{number}", *([weight] * classes)] for number, weight in enumerate(weights)]
    return "\n".join([
        "考核办法 《大办法》 {",
        "版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分；保留小数 { 单项得分、总分：2 位，四舍五入 }",
        "}",
        "通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }",
        f"部门：{'、'.join(offices_of)}",
        f"单位分类：{'、'.join(names)}",
        "指标表 {",
        *_rows(["指标", "考评部门"], [[row[0], offices_of[n % offices]] for n, row in enumerate(rows)]),
        "}",
        "权重表 {",
        *_rows(["指标", *names], rows),
        "}",
        "",
    ])  # fmt: skip


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, *rows)]
