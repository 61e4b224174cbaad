"""Names taken for something else: figures of another indicator, units there already, departments nobody declared; 暂定 without why."""

from tests.check.changed import Change, Faults, NearMisses, changed, found_in, said, silent_in

RATE = "填报数据：计划（项，1～100）、完成（项，0～100）；计算公式：率 = 完成 ÷ 计划 × 100%；目标值：率 ≥ 95%；"
PASS = "计分办法：达标得 100 分，未达标不得分"
DEPARTMENTS = ("部门：后勤部、安保部\n", "")
NOTES = [
    ("| 指标 | 食堂 | 车队 | 分部 |", "| 指标 | 食堂 | 车队 | 分部 | 备注 |"),
    ("| 合计 | 100% | 100% | 100% |", "| 合计 | 100% | 100% | 100% | |"),
]


def noted(hygiene: str, safety: str, service: str) -> list[Change]:
    """The weight table with a remark on each row."""
    return [
        *NOTES,
        ("| 卫生 | 50%  | 15%  | 40%  |", f"| 卫生 | 50%  | 15%  | 40%  | {hygiene} |"),
        ("| 安全 | 20%  | 55%  | —    |", f"| 安全 | 20%  | 55%  | —    | {safety} |"),
        ("| 服务 | 30%  | 30%  | 60%  |", f"| 服务 | 30%  | 30%  | 60%  | {service} |"),
    ]


FAULTS: Faults = {
    "a target read across": (
        [("后勤部；条款：第四条", f"后勤部；目标值：事故 = 0；{PASS}")],
        [("K211", "", {"family": "卫生", "name": "事故", "other": "安全"}), ("K747", "cost", {}), ("K791", "", {})],
    ),
    "a formula and the scoring that read across, said once": (
        [
            ("指标 卫生 {", f"指标 任务 {{ 考评部门：后勤部；{RATE}{PASS} }}\n指标 卫生 {{"),
            ("后勤部；条款：第四条", "后勤部；计算公式：余 = 率 + 率；计分办法：分档 率 { ≥ 95%：100 分；其余：0 分 }；目标值：余 ≥ 95%"),
            ("| 卫生 | 50%  | 15%  | 40%  |", "| 卫生 | 25%  | 5%   | 20%  |\n  | 任务 | 25%  | 10%  | 20%  |"),
        ],
        [("K211", "", {"family": "卫生", "name": "率", "other": "任务"}), ("K747", "", {})],
    ),
    "a unit of measure that is there": (
        [("单位分类：", "计量单位：班次、天\n单位分类：")],
        [("K212", "", {"name": "天"})],
    ),
    "a unit of measure that is there under another name": (
        [("单位分类：", "计量单位：days\n单位分类：")],
        [("K212", "", {"name": "days"})],
    ),
    "no departments, said once": (
        [DEPARTMENTS],
        [("K213", "", {"names_zh": "后勤部、安保部"})],
    ),
    "rows that are provisional without a reason": (
        noted("暂定", "暂定（原表缺失）", "暂定"),
        [("K394", "", {"rows_zh": "“卫生”、“服务”"})],
    ),
    "a reason of nothing": (noted("暂定（）", "", ""), [("K394", "", {"rows_zh": "“卫生”"})]),
}  # fmt: skip

NEAR_MISSES: NearMisses = {
    "a figure of its own that another has as well": [
        ("后勤部；条款：第四条", f"后勤部；填报数据：事故（起）；目标值：事故 ≤ 3；{PASS}")
    ],
    "a veto has no figures of its own": [("情形：安全·事故 > 0", "情形：事故 > 0")],
    "a count of its own": [("单位分类：", "计量单位：班次\n单位分类：")],
    "provisional with its reason": noted("暂定（原表缺失）", "", "按文件"),
}

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)


def test_a_figure_of_another_indicator_by_its_whole_name_is_not_asked_about() -> None:
    assert said(changed(("后勤部；条款：第四条", f"后勤部；目标值：安全·事故 ≤ 3；{PASS}"))) == ["K747 cost"]
