"""Grades: every score and every rank has one grade, and nothing about places is left to a guess."""

from tests.check.changed import Faults, NearMisses, found_in, silent_in

SCORES = "好：≥ 90；中：[60, 90)；差：< 60"
RANKS = "好：前 25%；中：25%～85%；差：后 15%"

FAULTS: Faults = {
    "bands printed for whole points": (
        [(SCORES, "好：90～100；中：60～89；差：0～59")],
        [
            ("K312", "", {"value": "59.5", "lower": "差", "upper": "中", "from_": "59", "to": "60"}),
            ("K312", "", {"value": "89.5", "lower": "中", "upper": "好", "from_": "89", "to": "90"}),
        ],
    ),
    "no grade at the bottom": (
        [(SCORES, "好：≥ 90；中：[60, 90)；差：[20, 60)")],
        [("K312", "below", {"to": "20", "upper": "差"})],
    ),
    "no grade at the top": (
        [(SCORES, "好：[90, 98]；中：[60, 90)；差：< 60")],
        [("K312", "above", {"from_": "98", "lower": "好"})],
    ),
    "a hole of one hundredth": (
        [(SCORES, "好：≥ 90；中：[60, 89.99)；差：< 60")],
        [("K312", "", {"value": "89.99"})],
    ),
    "an edge in two bands": (
        [(SCORES, "好：≥ 90；中：60～90；差：< 60")],
        [("K313", "", {"value": "90", "first": "好", "second": "中"})],
    ),
    "a hole between ranks": (
        [(RANKS, "好：前 25%；中：26%～85%；差：后 15%")],
        [
            (
                "K314",
                "",
                {"before": "好", "grade": "中", "to": "25%", "low": "26%", "size": "27", "rank": "7", "at": "25.93%"},
            )
        ],
    ),
    "ranks that overlap": (
        [(RANKS, "好：前 25%；中：20%～85%；差：后 15%")],
        [("K315", "", {"low": "20%", "to": "25%"})],
    ),
    "a better grade after a worse one": (
        [(RANKS, "中：25%～85%；好：前 25%；差：后 15%")],
        [("K315", "order", {"grade": "好", "before": "中"})],
    ),
    "higher scores after lower ones": (
        [(SCORES, "好：≥ 90；差：< 60；中：[60, 90)")],
        [("K315", "scores", {"grade": "中", "before": "差", "low": "60", "high": "60"})],
    ),
    # 差 is the last grade of the scale by rank alone; no veto is said to set the best grade.
    "scores from the lowest": (
        [(SCORES, "差：< 60；中：[60, 90)；好：≥ 90"), ("处理 { 月评：差；", "处理 { 分数评：差；月评：差；")],
        [("K315", "upwards", {"name": "分数评", "first": "差", "last": "好"})],
    ),
    "two tops": ([(RANKS, "好：前 25%；中：前 85%；差：后 15%")], [("K315", "top", {"high": "85%", "to": "25%"})]),
    "a bottom that is not the rest": (
        [(RANKS, "好：前 25%；中：25%～85%；差：后 10%")],
        [("K315", "bottom", {"share": "10%", "rest": "15%"})],
    ),
    "ranks that begin late": ([(RANKS, "好：5%～25%；中：25%～85%；差：后 15%")], [("K315", "start", {"low": "5%"})]),
    "ranks that end early": ([(RANKS, "好：前 25%；中：25%～80%；差：80%～95%")], [("K315", "end", {"rest": "5%"})]),
    "a share of more than all": (
        [(RANKS, "好：前 125%；中：25%～85%；差：后 15%")],
        [("K315", "range", {"grade": "好"})],
    ),
    "ranks in a scale by score": (
        [(SCORES, "好：前 90%；中：[60, 90)；差：< 60")],
        [("K315", "by_score", {"grade": "好"})],
    ),
    "scores in a scale by rank": (
        [(RANKS, "好：≥ 90；中：25%～85%；差：后 15%")],
        [("K315", "by_rank", {"grade": "好"})],
    ),
    "a share without its last place": ([("25%～85%", "[25%, 85%)")], [("K315", "by_rank", {"grade": "中"})]),
    "an interval from above to below": (
        [(SCORES, "好：≥ 90；中：[90, 60)；差：< 60")],
        [("K315", "reversed", {"grade": "中"})],
    ),
    "a band of another score": (
        [(SCORES, "好：≥ 90；中：60 ≤ 总分 < 90；差：< 60")],
        [("K315", "of", {"grade": "中", "of_zh": "总分"})],
    ),
    "a band of a datum": (
        [(SCORES, "好：≥ 90；中：60 ≤ 事故 < 90；差：< 60")],
        [("K315", "of", {"grade": "中", "of_zh": "事故"})],
    ),
    "a scale for other classes than it ranks": (
        [("  分类排名：食堂｜车队", "  适用于：食堂；分类排名：食堂｜车队")],
        [("K351", "applies", {"classes_zh": "食堂", "ranked_zh": "食堂、车队"})],
    ),
    "rules for ranks in a scale by score": (
        [(SCORES, SCORES + "；不参加排名：分部；名额取整：只舍不入；并列：按较高等次")],
        [("K207", "by_score", {"fields_zh": "不参加排名、名额取整、并列"})],
    ),
    # 25% of 4 is 1, 85% is 3.4: 3 places down to 中, or 4; by largest remainder the rest 0.6 of 差 beats the 0.4 of 中.
    "no method for places": (
        [("名额取整：四舍五入；", "")],
        [
            (
                "K316",
                "",
                {
                    "size": "4",
                    "grades_zh": "好、中、差",
                    "truncate_zh": "1、2、1",
                    "half_up_zh": "1、2、1",
                    "up_zh": "1、3、0",
                    "largest_remainder_zh": "1、2、1",
                },
            )
        ],
    ),
    "no rule for ties": (
        [("并列：按较低等次；", "")],
        [("K317", "", {"size": "6", "places": "2", "after": "3", "fewer": "1", "best": "好", "next": "中"})],
    ),
    # Half up, three units: 0.75 and 2.55 give 1, 3.
    "no rule for small groups": (
        [("；不足 4 个单位：按分数（分数评）", "")],
        [("K319", "", {"size": "3", "counts_zh": "好 1、中 2、差 0", "method_zh": "四舍五入"})],
    ),
    "small groups by a scale of ranks": (
        [("按分数（分数评）", "按分数（月评）")],
        [("K319", "by_rank", {"other": "月评"})],
    ),
    "small groups by other grades": (
        [(SCORES, "好：≥ 90；中：[60, 90)；劣：< 60")],
        [("K319", "grades", {"grades_zh": "劣", "other": "分数评"})],
    ),
    "a class in no group": (
        [("不参加排名：分部", "不参加排名：食堂"), ("食堂｜车队；", "车队；")],
        [("K351", "", {"classes_zh": "分部"})],
    ),
    "no groups": (
        [
            ("分类排名：食堂｜车队；不参加排名：分部\n", "不参加排名：分部\n"),
            ("月评：差；综合得分上限", "分数评：差；综合得分上限"),
        ],
        [("K351", "none", {"name": "月评"})],
    ),
    "a class in two groups": (
        [("食堂｜车队；", "食堂｜食堂、车队；")],
        [("K352", "", {"classes_zh": "食堂"}), ("K793", "", {})],  # 食堂 and 车队 weigh differently
    ),
    "a class ranked and not ranked": (
        [("不参加排名：分部", "不参加排名：分部、食堂")],
        [("K352", "not_ranked", {"classes_zh": "食堂"})],
    ),
}

NEAR_MISSES: NearMisses = {
    "bands that meet in another spelling": [(SCORES, "好：90 以上（含）；中：60 ≤ 分数 < 90；差：60 以下（不含）")],
    "whole points in whole bands": [
        (SCORES, "好：90～100；中：60～89；差：0～59"),
        ("单项得分、总分、综合得分：2 位", "单项得分、总分、综合得分：0 位"),
    ],
    "the last band by its edges": [(RANKS, "好：前 25%；中：25%～85%；差：85%～100%")],
    "ties broken, with a last resort": [("并列：按较低等次", "并列：先比 卫生·考评分，仍并列按较高等次")],
    "a band of the composite by name": [(SCORES, "好：≥ 90；中：60 ≤ 综合得分 < 90；差：< 60")],
    "two classes that weigh alike in one group": [
        ("食堂｜车队；", "食堂、车队；"),
        ("| 卫生 | 50%  | 15%  | 40%  |", "| 卫生 | 50%  | 50%  | 40%  |"),
        ("| 安全 | 20%  | 55%  | —    |", "| 安全 | 20%  | 20%  | —    |"),
        ("| 态度     | 10%  | 15%  | 30%  |", "| 态度     | 10%  | 10%  | 30%  |"),
        ("| 及时     | 20%  | 15%  | 30%  |", "| 及时     | 20%  | 20%  | 30%  |"),
    ],
}

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)
