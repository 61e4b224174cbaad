"""Grades that no total reaches, figures that count in several indicators, targets of 0 that one mishap misses together."""

from tests.check.changed import Change, Faults, NearMisses, found_in, silent_in

HYGIENE = "后勤部；条款：第四条"
SCALE = "等次 分数评，按分数 { 好：≥ 90；中：[60, 90)；差：< 60 }"
MARKS: Change = ("保留小数 { 单项得分、", "保留小数 { 考评分、单项得分、")
PLAIN: list[Change] = [
    ("综合得分（班组）= 所属分部·综合得分 × 20% + 总分 × 80% { 无所属分部：停算 }\n", ""),
    ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
    ("对应关系 所属分部 { 班组：分部 }\n", ""),
]
"""Without composites every score is a total."""
COMPLAINTS = "填报数据：投诉（起，0～9）；目标值：投诉 = 0；计分办法：达标得 100 分，未达标不得分"
LATE = "填报数据：误点（起，0～9）；目标值：误点 ≤ 0；计分办法：达标得 100 分，未达标不得分"
SERVICE = "指标 服务 { 二级指标：态度、及时；考评部门：后勤部 }"
BOTH = {"families_zh": "“卫生”、“安全”", "figure_zh": "“事故”", "unit_class": "食堂", "weight": "70%"}


def of_hygiene(fields: str) -> list[Change]:
    """卫生 with other data and another rule; it weighs 50%, 15% and 40%."""
    return [(HYGIENE, f"后勤部；条款：第四条；{fields}")]


CAPPED = of_hygiene("满分：100 分；填报数据：次数（次，0～30）；计分办法：考评分 = 70 分 − 次数 × 1 分，最低 60 分")

FAULTS: Faults = {
    "a cap keeps every total of a class below the best grade": (
        [*PLAIN, *CAPPED],
        [
            ("K744", "", {"high": "70"}),
            ("K745", "", {"grade": "好", "classes_zh": "食堂、分部", "most": "88", "gap": "2", "from_": "90"}),
        ],
    ),
    "a cap, by way of the composite": (
        CAPPED,
        [("K744", "", {"high": "70"}), ("K745", "", {"grade": "好", "classes_zh": "食堂、分部", "most": "88"})],
    ),
    "a demand that no mark meets": (
        [*CAPPED, *PLAIN, (SCALE, "等次 分数评，按分数 { 好：≥ 80，且 卫生·考评分 ≥ 80；中：[60, 80)；差：< 60 }")],
        [("K744", "", {}), ("K745", "demand", {"grade": "好"})],
    ),
    "a grade above the full mark": (
        [(SCALE, "等次 分数评，按分数 { 好：≥ 101；中：[60, 101)；差：< 60 }")],
        [("K745", "", {"grade": "好", "classes_zh": "食堂、车队、分部", "most": "100", "gap": "1"})],
    ),
    "a grade that begins where the full mark ends": (
        [(SCALE, "等次 分数评，按分数 { 好：> 100；中：[60, 100]；差：< 60 }")],
        [("K745", "open", {"grade": "好", "from_": "100", "most": "100"})],
    ),
    "a grade below what everybody gets": (
        [
            *PLAIN,
            *of_hygiene("填报数据：次数（次，0～30）；计分办法：考评分 = 100 分 − 次数 × 1 分，最低 90 分"),
            (SCALE, "等次 分数评，按分数 { 好：≥ 90；中：[36, 90)；差：< 36 }"),
        ],
        [("K745", "low_open", {"grade": "差", "classes_zh": "分部", "to": "36", "least": "36"})],
    ),
    "one figure in two indicators, the one of them by a formula": (
        of_hygiene("计算公式：折合 = 安全·事故 × 2；目标值：折合 ≤ 1 起；计分办法：达标得 100 分；每超 1 起扣 10 分，扣完为止"),
        [("K747", "cost", {**BOTH, "low_zh": "0 起", "high_zh": "1 起", "lost": "25"})],
    ),
    "one figure in two indicators, of which one turns on another figure too": (
        of_hygiene("填报数据：次数（次，0～30）；计分办法：考评分 = 100 分 − 安全·事故 × 2 分 − 次数 × 1 分，最低 0 分"),
        [("K747", "", BOTH)],
    ),
    "three targets of 0": (
        [*of_hygiene(COMPLAINTS), (SERVICE, f"{SERVICE[:-2]}；{LATE} }}")],
        [("K748", "", {"count": "3", "unit_class": "食堂", "weight": "100%"}), ("K791", "", {})],
    ),
}  # fmt: skip

NEAR_MISSES: NearMisses = {
    "a cap that still lets the best grade be reached": of_hygiene(
        "填报数据：次数（次，0～30）；计分办法：考评分 = 100 分 − 次数 × 1 分，最低 60 分"
    ),
    "the last grade is what a veto brings": [
        *of_hygiene("填报数据：次数（次，0～30）；计分办法：考评分 = 100 分 − 次数 × 1 分，最低 90 分"),
    ],
    "the full mark is the best grade": [(SCALE, "等次 分数评，按分数 { 好：≥ 100；中：[60, 100)；差：< 60 }")],
    "a bonus goes past the full mark": [
        (SCALE, "等次 分数评，按分数 { 好：> 100；中：[60, 100]；差：< 60 }\n"
            "加分项 表彰 { 考评部门：后勤部；计分办法：打分 0～5 分 }\n加减分合计 { 加分：最多 5 分；总分：0～105 分 }"),
    ],
    "a gate is no second count": [
        (
            "后勤部；条款：第四条",
            "后勤部；填报数据：占比（%，0～100）；目标值：占比 ≥ 90%；"
            "计分办法：达标得 90 分；每低 1 个百分点扣 1 分，不足部分按比例计，扣完为止；"
            "每超 1 个百分点加 1 分，不足部分按比例计，最多加 10 分；前提：安全·事故 ≤ 1 起，不满足时不加分",
        ),
        MARKS,
    ],
    "three targets, none of 0 beside that of a veto": [
        *of_hygiene(COMPLAINTS.replace("投诉 = 0", "投诉 ≤ 1")), (SERVICE, f"{SERVICE[:-2]}；{LATE.replace('≤ 0', '≤ 1')} }}")
    ],
}  # fmt: skip

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)
