"""Composites: who reads whom, what without, and in which order."""

from tests.check.changed import Faults, NearMisses, found_in, silent_in

FORMULA = "综合得分（班组）= 所属分部·综合得分 × 20% + 总分 × 80% { 无所属分部：停算 }\n"
LINK = "对应关系 所属分部 { 班组：分部 }\n"
UNLINKED = [(LINK, ""), ("确保（班组）：服务·折算权重 ≥ 36%\n", "")]
"""Without the link no promise on effective weights is kept."""

FAULTS: Faults = {
    # 80% of 95.27 is 76.216.
    "no rule for a missing link": (
        [(" { 无所属分部：停算 }", "")],
        [
            (
                "K371",
                "",
                {
                    "classes_zh": "食堂、车队",
                    "share": "20%",
                    "own": "80%",
                    "total": "95.27",
                    "only_own": "76.22",
                    "whole": "95.27",
                },
            )
        ],
    ),
    "a class without the link": ([("{ 班组：分部 }", "{ 食堂：分部 }")], [("K372", "", {"classes_zh": "车队"})]),
    "two formulas for a class": (
        [(FORMULA, FORMULA + "综合得分（车队）= 总分\n")],
        [("K373", "", {"classes_zh": "车队"})],
    ),
    "shares short of the whole": (
        [("总分 × 80%", "总分 × 75%"), ("确保（班组）：服务·折算权重 ≥ 36%\n", "")],
        [("K374", "", {"classes_zh": "食堂、车队", "sum": "95%", "gap": "5", "best": "95"})],
    ),
    "shares of the total and of a mark, short of the whole": (
        [(FORMULA, "综合得分（班组）= 总分 × 60% + 卫生·考评分 × 30%\n"), *UNLINKED],
        [("K374", "", {"classes_zh": "食堂、车队", "sum": "90%", "best": "90"})],
    ),
    "a mark added to the total": (
        [(FORMULA, "综合得分（班组）= 总分 + 卫生·考评分\n"), *UNLINKED],
        [("K374", "over", {"sum": "200%", "best": "200"})],
    ),
    "a share without its percent sign": (
        [("总分 × 80%", "总分 × 80"), ("确保（班组）：服务·折算权重 ≥ 36%\n", "")],
        [("K374", "over", {"sum": "8020%", "best": "8020", "full": "100"})],
    ),
    "a circle": (
        [
            (LINK, LINK + "对应关系 所辖车队 { 分部：车队 }\n"),
            (FORMULA, FORMULA + "综合得分（分部）= 所辖车队·综合得分 × 10% + 总分 × 90% { 无所辖车队：停算 }\n"),
            ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
        ],
        [("K370", "", {"path": "食堂 → 分部 → 食堂"})],
    ),
    "a formula for a class and the one it reads": (
        [(LINK, "对应关系 所属分部 { 食堂：车队；车队：分部 }\n"), ("确保（班组）：服务·折算权重 ≥ 36%\n", "")],
        [("K370", "inside", {"classes_zh": "食堂、车队", "read_zh": "车队"})],
    ),
}

NEAR_MISSES: NearMisses = {
    "shares that a bonus is added to": [
        ("总分 × 80%", "总分 × 75% + 5 分"),
        ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
    ],
    "shares of the total and of a mark": [
        (FORMULA, "综合得分（班组）= 总分 × 60% + 卫生·考评分 × 40%\n"),
        *UNLINKED,
    ],
    "a mark out of another number is added": [
        (FORMULA, "综合得分（班组）= 总分 × 90% + 卫生·考评分\n"),
        *UNLINKED,
        (
            "指标 卫生 { 考评部门：后勤部；条款：第四条 }",
            "指标 卫生 { 考评部门：后勤部；条款：第四条；满分：10 分；计分办法：打分 0～满分 }",
        ),
    ],
    "a total stands in": [("无所属分部：停算", "无所属分部：总分")],
    "a chain": [
        (LINK, "对应关系 所属分部 { 食堂：车队 }\n对应关系 上级 { 车队：分部 }\n"),
        (
            FORMULA,
            "综合得分（食堂）= 所属分部·综合得分 × 20% + 总分 × 80% { 无所属分部：停算 }\n"
            "综合得分（车队）= 上级·综合得分 × 20% + 总分 × 80% { 无上级：停算 }\n",
        ),
        ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
    ],
    "each reads the other's total": [
        (LINK, LINK + "对应关系 所辖车队 { 分部：车队 }\n"),
        (FORMULA, FORMULA + "综合得分（分部）= 所辖车队·总分 × 10% + 总分 × 90% { 无所辖车队：停算 }\n"),
        ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
    ],
}

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)
