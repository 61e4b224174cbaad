"""The weight matrix: what stands where, read from its source and from the svg."""

import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from kpidsl.check.checked import CheckedPolicy
from kpidsl.diagnostics import Lang, Problems
from kpidsl.pipeline import compile_text
from kpidsl.render.diagram.dot import Picture, draw
from kpidsl.render.diagram.ink import shade
from kpidsl.render.diagram.matrix import matrix
from kpidsl.testing import policies
from kpidsl.values import frozen

LICUN = Path(__file__).parents[2] / "policies" / "licun" / "licun.kpi"
POLICY = """考核办法 《示例办法》 {{
  版本：3　暂定（原文无版本）
  施行日期：2024年1月15日；考核周期：月度；满分：100 分
  保留小数 {{ 单项得分、总分、综合得分：2 位，四舍五入 }}
}}
通则 {{ 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }}
部门：调度室、组织部、宣传部
单位分类：机关、支部、一队、二队
统称 {{ {sets} }}
指标 月度任务 {{ 考评部门：调度室 }}
指标 党建管理 {{ 二级指标（按考评部门）：组织部、宣传部 }}
指标 信息管理 {{ 二级指标：平台、网站；考评部门：调度室 }}
权重表 {{
  | 指标          | 机关 | 支部  | 一队 | 二队  | 备注             |
  | 月度任务      | 50%  | 42.5% | 90%  | 87.5% | 暂定（原表缺失） |
  | 党建管理      | 40%  | 50%   | —    | —     |                  |
  | 信息管理·平台 | 7%   | 7.5%  | 10%  | 12.5% |                  |
  | 信息管理·网站 | 3%   | —     | —    | —     | 暂定             |
  | 合计          | 100% | 100%  | 100% | 100%  |                  |
}}
权重分配表 党建管理，{of} {{
  | 考评部门 | 机关 | 支部 |
  {split}
}}
"""
OF_TOTAL = "| 组织部 | 30% | 20% |\n  | 宣传部 | 10% | 30% |\n  | 合计 | 40% | 50% |"
OF_PART = "| 组织部 | 75% | 40% |\n  | 宣传部 | 25% | 60% |\n  | 合计 | 100% | 100% |"
NODE = re.compile(
    r'^"(?P<name>.*)" \[pos="(?P<x>[-\d.]+),(?P<y>[-\d.]+)" .*label="(?P<text>.*?)(?:\\[lr])?"', re.MULTILINE
)
SVG = "{http://www.w3.org/2000/svg}"


@frozen
class Shown:
    """A text of a picture: where its middle is, and what is shown when the pointer rests on it."""

    name: str
    text: str
    x: float
    y: float


def checked(sets: str = "队：一队、二队", of: str = "占总分", split: str = OF_TOTAL) -> CheckedPolicy:
    return compiled(POLICY.format(sets=sets, of=of, split=split))


def compiled(text: str) -> CheckedPolicy:
    problems = Problems()
    found = compile_text(text, problems)
    assert found, [(one.code, one.args) for one in problems]
    return found.checked


def shown(picture: Picture) -> list[Shown]:
    found = (match.groupdict() for match in NODE.finditer(picture.source))
    return [Shown(one["name"], one["text"], float(one["x"]), -float(one["y"])) for one in found]


def rows(picture: Picture) -> list[list[str]]:
    """The texts line by line, each line from left to right."""
    lines: dict[float, list[Shown]] = {}
    for one in shown(picture):
        lines.setdefault(round(one.y), []).append(one)
    return [[one.text for one in sorted(lines[y], key=lambda one: one.x)] for y in sorted(lines)]


def by_name(picture: Picture) -> dict[str, str]:
    return {one.name: one.text for one in shown(picture)}


def rectangles(picture: Picture) -> list[tuple[str, list[float]]]:
    """Filled cells: the fill, and left, right, top, bottom."""
    found = []
    for polygon in ET.fromstring(draw(picture, "svg")).iter(f"{SVG}polygon"):
        points = [tuple(map(float, point.split(","))) for point in polygon.get("points", "").split()]
        xs, ys = zip(*points, strict=True)
        found.append((polygon.get("fill", ""), [min(xs), max(xs), min(ys), max(ys)]))
    return found


def fill_under(picture: Picture, name: str) -> str:
    """The fill on which the text with this name stands."""
    one = next(one for one in shown(picture) if one.name == name)
    over = [
        fill for fill, (left, right, top, bottom) in rectangles(picture)
        if fill not in ("none", "white") and left < one.x < right and top < one.y < bottom
    ]  # fmt: skip
    return over[-1]


def hatched(picture: Picture) -> set[str]:
    """The names of the texts that stand on hatching."""
    svg = ET.fromstring(draw(picture, "svg"))
    middles = []
    for line in svg.iter(f"{SVG}polyline"):
        ends = [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
        middles.append([sum(pair) / 2 for pair in zip(*ends, strict=True)])
    return {one.name for one in shown(picture) if any(abs(one.x - x) < 12 and abs(one.y - y) < 6 for x, y in middles)}


def test_the_table_stands_as_the_regulation_prints_it() -> None:
    table, _ = matrix(checked(), "zh")
    assert (table.name, table.title) == ("weights", "《示例办法》权重表")
    assert rows(table) == [
        ["《示例办法》权重表"],
        ["版本：3（暂定）　施行日期：2024年1月15日"],
        ["队"],
        ["指标", "机关", "支部", "暂定理由"],
        ["一队", "二队"],
        ["月度任务", "50%", "42.5%", "90%", "87.5%", "原表缺失"],
        ["党建管理", "40%", "50%", "—", "—"],
        ["平台", "7%", "7.5%", "10%", "12.5%"],
        ["信息管理"],
        ["网站", "3%", "—", "—", "—"],
        ["合计", "100%", "100%", "100%", "100%"],
        ["权重（颜色越深越大）", "2%", "5%", "10%", "20%", "40%", "暂定", "—", "不考评"],
    ]


def test_a_split_is_a_picture_of_its_own() -> None:
    _, split = matrix(checked(), "zh")
    assert (split.name, split.title) == ("weights-党建管理", "《示例办法》党建管理权重分配表")
    assert rows(split) == [
        ["《示例办法》党建管理权重分配表"],
        ["权重占总分　版本：3（暂定）　施行日期：2024年1月15日"],
        ["指标", "考评部门", "机关", "支部"],
        ["组织部", "30%", "20%"],
        ["党建管理"],
        ["宣传部", "10%", "30%"],
        ["合计", "40%", "50%"],
        ["权重（颜色越深越大）", "2%", "5%", "10%", "20%", "40%"],
    ]


def test_a_split_of_the_indicator_says_so_and_adds_up_to_all_of_it() -> None:
    _, split = matrix(checked(of="占本项", split=OF_PART), "zh")
    assert rows(split)[1][0].startswith("权重占本项")
    assert rows(split)[-2] == ["合计", "100%", "100%"]


def test_words_of_ours_are_in_the_language_asked_for_and_names_stay() -> None:
    table, split = matrix(checked(), "en")
    assert {"indicator", "total", "why provisional", "not appraised", "月度任务", "队"} <= set(by_name(table).values())
    assert rows(table)[1] == ["version 3 (provisional)　in force from 2024-01-15"]
    assert rows(split)[2][:2] == ["indicator", "appraiser"]


def test_cells_are_shaded_by_weight_and_what_is_not_appraised_is_not() -> None:
    table, _ = matrix(checked(), "zh")
    for name, weight in {
        "月度任务｜机关": 50,
        "党建管理｜支部": 50,
        "信息管理·平台｜机关": 7,
        "信息管理·网站｜机关": 3,
    }.items():
        assert fill_under(table, name) == shade(Fraction(weight, 100))
    assert fill_under(table, "党建管理｜一队") == "#ffffff"


def test_every_cell_of_a_provisional_row_is_hatched_and_no_other() -> None:
    table, split = matrix(checked(), "zh")
    classes = ("机关", "支部", "一队", "二队")
    marked = {f"{row}｜{name}" for row in ("月度任务", "信息管理·网站") for name in classes}
    assert hatched(table) == marked
    assert hatched(split) == set()


def test_a_table_marked_as_a_whole_is_hatched_as_a_whole() -> None:
    text = POLICY.format(sets="队：一队、二队", of="占总分", split=OF_TOTAL)
    marked = text.replace("权重分配表 党建管理，占总分", "权重分配表 党建管理，占总分　暂定（待审定）")
    _, split = matrix(compiled(marked), "zh")
    assert hatched(split) == {f"党建管理·{part}｜{name}" for part in ("组织部", "宣传部") for name in ("机关", "支部")}
    assert by_name(split)["待审定"] == "待审定"


@pytest.mark.parametrize(
    ("sets", "heads"),
    [
        ("队：一队、二队", ["队"]),
        ("机关和支部：机关、支部；队：一队、二队", ["机关和支部", "队"]),
        ("后三类：支部、一队、二队；队：一队、二队", ["队"]),
        ("全部：机关、支部、一队、二队", []),
        ("首尾：机关、二队", []),
        ("中间：支部、一队；队：一队、二队", ["中间"]),
    ],
)
def test_class_sets_head_the_columns_that_stand_side_by_side(sets: str, heads: list[str]) -> None:
    table, _ = matrix(checked(sets), "zh")
    known = {one.partition("：")[0] for one in sets.split("；")}
    assert [text for text in by_name(table).values() if text in known] == heads


def test_a_set_stands_over_the_middle_of_its_columns() -> None:
    table, _ = matrix(checked(), "zh")
    x = {one.text: one.x for one in shown(table)}
    assert x["队"] == (x["一队"] + x["二队"]) / 2


@pytest.mark.parametrize(
    ("classes", "columns"),
    [((), [4, 2]), (("机关",), [1, 1]), (("一队", "二队"), [2]), (("支部", "二队"), [2, 1])],
)
def test_only_the_classes_asked_for_have_columns(classes: tuple[str, ...], columns: list[int]) -> None:
    pictures = matrix(checked(), "zh", classes)
    assert [len(row) - 1 for picture in pictures for row in rows(picture) if row[0] == "合计"] == columns


def test_rows_stand_level_and_columns_plumb() -> None:
    for picture in matrix(compiled(LICUN.read_text("utf-8")), "zh"):
        cells = [one for one in shown(picture) if "｜" in one.name and one.text.endswith(("%", "—"))]
        classes = {one.name.rpartition("｜")[2] for one in cells}
        assert len({one.x for one in cells}) == len(classes)
        assert len({one.y for one in cells}) * len(classes) == len(cells)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_licun_is_drawn_with_every_weight_once(lang: Lang) -> None:
    policy = compiled(LICUN.read_text("utf-8"))
    tables = [policy.policy.weights, *(split.table for split in policy.policy.splits)]
    for picture, table in zip(matrix(policy, lang), tables, strict=True):
        assert table
        texts = ["".join(text.itertext()) for text in ET.fromstring(draw(picture, "svg")).iter(f"{SVG}text")]
        assert texts == [one.text for one in shown(picture)]
        weights = [one for one in shown(picture) if "｜" in one.name and not one.name.startswith(("合计｜", "total｜"))]
        cells = [cell for row in table.rows.values() for cell in row.values()]
        assert len([one for one in weights if one.text == "—"]) == sum(cell.value is None for cell in cells)
        assert len(weights) == len(cells)


@pytest.mark.parametrize("name", ["一队", "月度任务", "平台", "调度室", "原表缺失", "队：", "示例办法"])
def test_a_long_name_is_shown_to_its_end_wherever_it_stands(name: str) -> None:
    long = "R&D<队>" + "很长" * 40 + "的名称"
    text = POLICY.format(sets="队：一队、二队", of="占总分", split=OF_TOTAL)
    quoted = {"原表缺失": long, "队：": f"“{long}”：", "示例办法": long}.get(name, f"“{long}”")
    table, _ = matrix(compiled(text.replace(name, quoted)), "zh")
    texts = ["".join(text.itertext()) for text in ET.fromstring(draw(table, "svg")).iter(f"{SVG}text")]
    assert (long in "".join(texts)) == (name != "调度室")


@pytest.mark.parametrize(
    ("classes", "keys"), [((), ["暂定", "不考评"]), (("机关",), ["暂定"]), (("支部",), ["暂定", "不考评"])]
)
def test_the_legend_explains_what_the_table_has(classes: tuple[str, ...], keys: list[str]) -> None:
    table, *_ = matrix(checked(), "zh", classes)
    assert [text for text in rows(table)[-1] if text in ("暂定", "不考评")] == keys


def test_sixty_classes_and_a_hundred_indicators_are_drawn() -> None:
    classes, leaves = [f"第{number}类" for number in range(60)], [f"指标{number}" for number in range(100)]
    lines = [f"  | {leaf} | {' | '.join(['1%'] * 60)} |" for leaf in leaves]
    head = POLICY[: POLICY.index("部门：")].format()
    text = f"{head}部门：调度室\n单位分类：{'、'.join(classes)}\n" + "".join(
        f"指标 {leaf} {{ 考评部门：调度室 }}\n" for leaf in leaves
    )
    body = "\n".join([f"  | 指标 | {' | '.join(classes)} |", *lines])
    (table,) = matrix(compiled(f"{text}权重表 {{\n{body}\n}}\n"), "zh")
    assert draw(table, "svg").count(b">1%</text>") == 6000


@settings(max_examples=15, deadline=None)
@given(policies())
def test_every_policy_that_checks_is_drawn(text: str) -> None:
    checked = compiled(text)
    table, *splits = matrix(checked, "zh")
    sums = [one.text for one in shown(table) if one.name.startswith("合计｜")]
    assert set(sums) <= {"100%", f"{checked.policy.full} 分"}
    assert len(sums) == len(checked.policy.class_names)
    for split in splits:  # what the row of the indicator has, or 100% of it
        assert any(one.name.startswith("合计｜") for one in shown(split))
