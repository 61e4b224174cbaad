"""What a rule of scoring rewards: no better value costs points, no small one a great many, and weight decides something."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from tests.check.changed import Change, Faults, NearMisses, changed, found_in, silent_in

RATE = "填报数据：计划（项，1～100）、完成（项，0～200）；计算公式：率 = 完成 ÷ 计划 × 100%；目标值：率 ≥ 95%；"
FREE_RATE = RATE.replace("目标值：率 ≥ 95%；", "")
RANGED = RATE.replace("率 ≥ 95%", "率 ≥ 90% 且 率 ≤ 110%")
WRITTEN_OUT = "填报数据：计划（项，1～100）、完成（项，0～200）；目标值：完成 ÷ 计划 ≥ 95%；"
SHARE = "填报数据：占比（%，0～100）；目标值：占比 ≥ 90%；"
LEVEL = "填报数据：等级（一级 > 二级 > 三级）；"
COUNT = "填报数据：次数（次，0～30）；"
FEW = "填报数据：次数（次，0～30）；目标值：次数 ≤ 2；"
OUTPUT = "填报数据：产量（吨，0～1000）；"
COST = "填报数据：单价（元，1～1000）；目标值：单价 ≤ 100 元；"


def scored(rule: str, data: str = "", *more: Change) -> list[Change]:
    """卫生 with data and a scoring rule of its own; marks of any decimals are rounded."""
    return [
        ("后勤部；条款：第四条", f"后勤部；{data}计分办法：{rule}"),
        ("保留小数 { 单项得分、", "保留小数 { 考评分、单项得分、"),
        *more,
    ]


FAULTS: Faults = {
    "a better tier for less": (
        scored("分档 率 { ≥ 100%：95 分；[90%, 100%)：100 分；< 90%：60 分 }", RATE),
        [("K740", "", {"worse_zh": "99%", "better_zh": "100%", "at_worse": "100", "at_better": "95", "lost": "5"})],
    ),
    "a quotient that nobody named": (
        scored("达标得 100 分；每超 1 个百分点扣 2 分，不足 1 个百分点不计，最多扣 40 分；"
            "每低 1 个百分点扣 2 分，不足部分按比例计，扣完为止", WRITTEN_OUT),
        [("K740", "", {"figure_zh": "这个比值", "worse_zh": "95%", "better_zh": "105%", "lost": "20"})],
    ),
    "less than the target is deducted for, where less is better": (
        scored("达标得 100 分；以 2 次为基准，每低 1 次扣 5 分，最多扣 10 分；每超 1 次扣 5 分，扣完为止", FEW),
        [("K740", "", {"worse_zh": "2 次", "better_zh": "0 次", "at_worse": "100", "at_better": "90"})],
    ),
    "more than a target with an open end": (
        scored("达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点不计；"
            "以 120% 为基准，每超 1 个百分点扣 1 分，不足部分按比例计，扣完为止", RATE),
        [("K740", "", {"worse_zh": "120%", "better_zh": "130%", "at_worse": "100", "at_better": "90"})],
    ),
    "a direction against the scoring: the better value is a plain one": (
        scored("考评分 = 100 分 − 占比 × 100 × 1 分，最低 0 分", "填报数据：占比（%，0～100）；方向：正向；"),
        [("K740", "", {"worse_zh": "0%", "better_zh": "10%", "lost": "10"})],
    ),
    "a flat stretch between two rising lines": (
        scored("插值 占比 { 80%：60 分；85%：80 分；95%：80 分；100%：100 分 }，两端：按端点计", SHARE),
        [("K742", "", {"low_zh": "85%", "high_zh": "95%", "at": "80"})],
    ),
    "a target that cannot be met, as its two ends are swapped": (
        scored("达标得 100 分，未达标不得分", SHARE.replace("占比 ≥ 90%", "占比 ≥ 95% 且 占比 ≤ 90%")),
        [("K376", "plain", {"name": "卫生"})],
    ),
    "a line that falls": (
        scored("插值 占比 { 80%：60 分；90%：100 分；100%：99 分 }，两端：按端点计", SHARE),
        [("K740", "", {"worse_zh": "90%", "better_zh": "100%", "lost": "1"})],
    ),
    "the second level before the first": (
        scored("考评分 = 分情况 { 等级 = 一级：90 分；等级 = 二级：100 分；其余：60 分 }", LEVEL),
        [("K740", "", {"worse_zh": "“二级”", "better_zh": "“一级”", "at_worse": "100", "at_better": "90"})],
    ),
    "the fourth place before the third": (
        scored(
            "按名次计分（产量，同类单位，从高到低，并列取靠前名次）{ 1～3：90 分；4：100 分；此后每 1 名减 5 分 }，扣完为止", OUTPUT
        ),
        [("K740", "", {"worse_zh": "第 4 名", "better_zh": "第 3 名", "at_worse": "100", "at_better": "90"})],
    ),
    "a valley, where nothing says what is better": (
        scored("分档 率 { ≥ 100%：100 分；[95%, 100%)：90 分；[90%, 95%)：95 分；< 90%：0 分 }", FREE_RATE),
        [("K740", "valley", {"before_zh": "90%", "at_before": "95", "lowest_zh": "95%", "at_lowest": "90", "after_zh": "100%"})],
    ),
    "nothing below the first anchor": (
        scored("插值 率 { 80%：60 分；100%：100 分 }，起点以下：不得分，终点以上：按端点计", RATE),
        [("K741", "", {"low_zh": "79%", "high_zh": "80%", "at_low": "0", "at_high": "60", "gap": "60"})],
    ),
    "a tier beside a line": (
        scored("考评分 = 分情况 { 次数 ≤ 3：100 分 − 次数 × 1 分；次数 ≤ 10：60 分 − 次数 × 2 分；其余：0 分 }", COUNT),
        [("K741", "", {"low_zh": "3 次", "high_zh": "4 次", "at_low": "97", "at_high": "52"})],
    ),
    "two parts that do not meet": (
        scored(
            "达标得 100 分；每低 1 个百分点扣 1 分，不足部分按比例计，最多扣 5 分；"
            "以 80% 为基准，每低 1 个百分点扣 1 分，不足部分按比例计，最多扣 80 分",
            RATE,
        ),
        [("K742", "", {"low_zh": "80%", "high_zh": "90%", "at": "95"})],
    ),
    "limited at both ends to one mark": (
        scored("考评分 = 100 分 − 次数 × 2 分，最低 100 分", COUNT),
        [("K743", "", {"mark": "100", "weight": "50%", "unit_class": "食堂"})],
    ),
    "all tiers alike": (
        scored("分档 率 { ≥ 95%：100 分；< 95%：100 分 }", RATE),
        [("K743", "", {"mark": "100"})],
    ),
    "met for 80 of 100": (
        scored("达标得 80 分，未达标得 60 分", RATE),
        [("K744", "", {"high": "80", "full": "100", "weight": "50%", "lost": "10"})],
    ),
    "entered to 30": (
        scored("打分 0～30 分"),
        [("K744", "entered", {"high": "30", "lost": "35"}), ("K745", "", {"most": "86", "grade": "好"})],
    ),
}  # fmt: skip

NEAR_MISSES: NearMisses = {
    "tiers in order": scored("分档 率 { ≥ 100%：100 分；[90%, 100%)：95 分；< 90%：60 分 }", RATE),
    "the same points for the better tier": scored("分档 率 { ≥ 100%：100 分；[90%, 100%)：100 分；< 90%：60 分 }", RATE),
    "less beyond a target with two ends": scored("达标得 100 分，未达标不得分", RANGED),
    "fewer points on both sides of a target with two ends": scored(
        "分档 率 { [90%, 110%]：100 分；[80%, 90%)：80 分；(110%, 120%]：80 分；其余：0 分 }", RANGED
    ),
    "met exactly": scored("达标得 100 分，未达标不得分", RATE.replace("率 ≥ 95%", "率 = 100%")),
    "met or missed": scored("达标得 100 分，未达标不得分", RATE),
    "started steps": scored("达标得 100 分；每低 1 个百分点扣 10 分，不足 1 个百分点按 1 个计，扣完为止", RATE),
    "levels in order": scored("考评分 = 分情况 { 等级 = 一级：100 分；等级 = 二级：90 分；其余：60 分 }", LEVEL),
    "a peak, where nothing says what is better": scored(
        "分档 率 { ≥ 110%：90 分；[95%, 110%)：100 分；[90%, 95%)：95 分；< 90%：0 分 }", FREE_RATE
    ),
    "places in order": scored(
        "按名次计分（产量，同类单位，从高到低，并列取靠前名次）{ 1～3：100 分；4：90 分；此后每 1 名减 5 分 }，扣完为止", OUTPUT
    ),
    "a line from nothing": scored("插值 率 { 60%：0 分；80%：60 分；100%：100 分 }，起点以下：不得分，终点以上：按端点计", RATE),
    "a jump of less than a fifth": scored("插值 率 { 80%：19 分；100%：100 分 }，起点以下：不得分，终点以上：按端点计", RATE),
    "two parts that meet": scored(
        "达标得 100 分；每低 1 个百分点扣 1 分，不足部分按比例计，最多扣 5 分；"
        "以 90% 为基准，每低 1 个百分点扣 1 分，不足部分按比例计，最多扣 80 分",
        RATE,
    ),
    "a dead band that is said": scored(
        "达标得 100 分；偏差 3 个百分点以内不奖不罚，从边界起算；每低 1 个百分点扣 2 分，不足部分按比例计，扣完为止；"
        "每超 1 个百分点加 1 分，不足部分按比例计，最多加 10 分",
        RATE,
    ),
    "one count that changes the mark": scored("考评分 = 100 分 − 次数 × 2 分，最低 98 分", COUNT),
    "as much over the target": scored("按率计分，最多 100 分", RATE),
    "the target over what it came to": scored("按单价计分，按目标值与实际值之比，最多 100 分", COST),
    "a full mark of its own": [
        ("后勤部；条款：第四条", "后勤部；满分：30 分；计分办法：打分 0～30 分"),
    ],
}  # fmt: skip

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)


HELD = [
    # 卫生 is marked by, of how many indicators nothing is wrong, which are not decided
    (scored("分档 率 { ≥ 100%：100 分；[90%, 100%)：95 分；< 90%：60 分 }", RATE), "", "2", ""),
    (scored("考评分 = 100 分 − 次数 × 2 分，最低 0 分", COUNT), "some_hold", "1", "“卫生”"),
    (
        scored(
            "考评分 = 100 分 − 次数 × 2 分，最低 0 分",
            COUNT,
            ("计分办法：达标得 100 分，未达标不得分", "计分办法：打分 0～100 分"),
        ),
        "none_hold",
        "0",
        "“卫生”",
    ),
    (
        scored("考评分 = 完成 × 0.5 分 + 计划 × 0.5 分，最高 100 分", RATE.replace("目标值：率 ≥ 95%；", "")),
        "some_hold",
        "1",
        "“卫生”",
    ),
]


@pytest.mark.parametrize(("changes", "variant", "good", "left"), HELD)
def test_what_is_decided_is_counted_and_what_is_not_is_named(
    changes: list[Change], variant: str, good: str, left: str
) -> None:
    problems = Problems()
    compile_text(changed(*changes), problems)
    (held,) = (one for one in problems.held if one.code == "K740")
    args = dict(held.args)
    assert (held.variant, args.get("good", args["count"]), args.get("names_zh", "")) == (variant, good, left)
