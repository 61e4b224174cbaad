"""Where most indicators say who reports their figures, those that do not are named."""

import pytest

from tests.check.changed import found

HEAD = """考核办法 《水文站考核办法》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：站网科、信息科
单位分类：水文站、水库
"""
INDICATOR = """指标 {name} {{
  考评部门：站网科；{source}填报数据：{name}数（次，0～30）；目标值：{name}数 ≤ 2
  计分办法：达标得 100 分，未达标不得分
}}
"""
WEIGHTS = """权重表 {
  | 指标 | 水文站 | 水库 |
  | 测报 | 60%    | 50%  |
  | 设备 | 30%    | 50%  |
  | 安全 | 10%    | —    |
}
"""
SAID, LED, LED_IN_PART = "数据来源：信息科；", "牵头部门：信息科；", "牵头部门 { 水文站：信息科 }；"


def of_sources(*sources: str) -> list[dict[str, str]]:
    rows = (
        INDICATOR.format(name=name, source=source)
        for name, source in zip(("测报", "设备", "安全"), sources, strict=True)
    )
    return [dict(one.args) for one in found(HEAD + "".join(rows) + WEIGHTS) if one.code == "K772"]


@pytest.mark.parametrize(
    ("sources", "names", "unit_class", "weight"),
    [
        ((SAID, LED, ""), "“安全”", "水文站", "10%"),
        ((SAID, "", LED), "“设备”", "水库", "50%"),
        ((SAID, LED_IN_PART, LED), "“设备”", "水库", "50%"),
    ],
)
def test_the_one_that_says_nothing_is_named(sources: tuple[str, ...], names: str, unit_class: str, weight: str) -> None:
    (args,) = of_sources(*sources)
    assert {"names_zh": names, "unit_class": unit_class, "weight": weight, "said": "2"}.items() <= args.items()


@pytest.mark.parametrize("sources", [("", "", ""), (SAID, "", ""), (SAID, LED, SAID)])
def test_what_all_or_most_leave_unsaid_is_meant_so(sources: tuple[str, ...]) -> None:
    assert of_sources(*sources) == []
