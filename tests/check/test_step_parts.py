"""What a part of a step counts is asked with figures in the unit that the figure is reported in, which a month could bring."""

from tests.check.changed import Change, found_in

DAYS = "填报数据：延误（{}，0～30）；目标值：延误 ≤ 1 天；"


def scored(rule: str, data: str) -> list[Change]:
    return [("后勤部；条款：第四条", f"后勤部；{data}计分办法：达标得 100 分；{rule}，扣完为止")]


test_a_part_is_asked_for_with_its_figures = found_in({
    "whole days": (
        scored("每超 2 天扣 2 分", DAYS.format("天")),
        [("K338", "deduct_at", {"value_zh": "6 天", "gap_zh": "5 天", "whole": "4", "pro_rata": "5", "started": "6"})],
    ),
    "days with a decimal": (
        scored("每超 2 天扣 2 分", DAYS.format("天，1 位小数")),
        [("K338", "deduct_at", {"value_zh": "6.2 天", "gap_zh": "5.2 天"})],
    ),
    "hours": (
        scored("每超 1 天扣 2 分", DAYS.format("小时")),
        [("K338", "deduct_at", {"value_zh": "86.4 小时", "gap_zh": "2.6 天", "pro_rata": "5.2"})],
    ),
})  # fmt: skip
