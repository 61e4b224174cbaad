"""How far a mark may get: beyond the full mark or below 0 only where a limit says so; a limit or tier that never holds is named."""

from tests.check.changed import Change, Faults, NearMisses, found_in, silent_in

RATE = "填报数据：计划（项，1～100）、完成（项，0～100）；计算公式：率 = 完成 ÷ 计划 × 100%；目标值：率 ≥ 95%；"
COUNT = "填报数据：次数（次，0～30）；"
PEERS = "填报数据：产量（吨，0～100）；计算公式：比 = 产量 ÷ {}（产量，同类单位），分母为零：计满分；"
SHARE = "填报数据：占比（%，0～100）；"


def scored(rule: str, data: str = "") -> list[Change]:
    """卫生 with data and a scoring rule of its own; marks of any decimals are rounded."""
    return [
        ("后勤部；条款：第四条", f"后勤部；{data}计分办法：{rule}"),
        ("保留小数 { 单项得分、", "保留小数 { 考评分、单项得分、"),
    ]


FAULTS: Faults = {
    "entered beyond full": (
        scored("打分 0～120 分"),
        [("K379", "entered", {"high": "120", "full": "100", "gap": "20"})],
    ),
    "entered below 0": (scored("打分 -10～100 分"), [("K379", "under", {"low": "-10"})]),
    "met for more than full": (scored("达标得 110 分，未达标得 60 分", RATE), [("K379", "", {"high": "110", "gap": "10"})]),
    "a tier for more than full": (
        scored("分档 占比 { ≥ 90%：105 分；其余：0 分 }", SHARE),
        [("K379", "", {"high": "105", "gap": "5"})],
    ),
    "a line to more than full": (
        scored("插值 占比 { 0%：0 分；100%：120 分 }，两端：按端点计", SHARE),
        [("K379", "", {"high": "120"})],
    ),
    "an expression that goes on": (scored("考评分 = 100 分 + 次数 × 2 分", COUNT), [("K379", "", {"high": "160"})]),
    "an expression that falls on": (scored("考评分 = 100 分 - 次数 × 5 分", COUNT), [("K379", "under", {"low": "-50"})]),
    "deductions limited below what there is": (
        scored("达标得 60 分；每低 1 个百分点扣 2 分，不足 1 个百分点不计，最多扣 100 分", RATE),
        [("K379", "under", {"low": "-40"}), ("K744", "", {"high": "60"}), ("K745", "", {"most": "84"})],
    ),
    "said in the defaults, once for all": (
        [("计分办法：打分 0～100 分", "计分办法：打分 0～110 分")],
        [("K379", "entered", {"high": "110", "gap": "10"})],
    ),
    "a ratio to the mean of units, which may be near to 0": (
        scored("考评分 = 比 × 80 分", PEERS.format("平均")),
        [("K379", "endless", {"full": "100"})],
    ),
    "so much under the mean of units": (
        scored("考评分 = 100 分 − 比 × 10 分", PEERS.format("平均")),
        [("K379", "bottomless", {})],
    ),
    "two caps": (
        scored("按率计分，最多 110 分，最高 100 分", RATE),
        [("K386", "", {"most": "110", "cap": "100", "lower": "100"})],
    ),
    "a tier above the range": (
        scored("分档 占比 { > 100%：100 分；[90%, 100%]：90 分；其余：0 分 }", SHARE),
        [("K386", "tier", {"low_zh": "0%", "high_zh": "100%"})],
    ),
    "a tier between two whole numbers": (
        scored("分档 次数 { < 1：100 分；(1, 2)：90 分；其余：0 分 }", COUNT),
        [("K386", "tier", {"low_zh": "0 次", "high_zh": "30 次"})],
    ),
}  # fmt: skip

NEAR_MISSES: NearMisses = {
    "entered beyond full, and said so": scored("打分 0～120 分，最高 120 分"),
    "met for more than full, and said so": scored("达标得 110 分，未达标得 60 分，最高 110 分", RATE),
    "proportional beyond full says where it ends": scored("按率计分，最多 120 分", RATE),
    "steps that add say how much": scored(
        "达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点不计，扣完为止；"
        "每超 1 个百分点加 1 分，不足 1 个百分点不计，最多加 10 分",
        RATE,
    ),
    "a share of the sum of units": scored("考评分 = 比 × 100 分", PEERS.format("总和")),
    "a ratio to the mean of units with limits": scored("考评分 = 限于（比，0，1）× 100 分", PEERS.format("平均")),
    "an expression with its own limits": scored("考评分 = 较低者（50 分 + 次数 × 5 分，120 分）", COUNT),
    "an expression that ends at 0": scored("考评分 = 100 分 - 次数 × 5 分，扣完为止", COUNT),
    "deductions limited to what there is": scored(
        "达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点不计，最多扣 100 分", RATE
    ),
    "two caps with steps between them": scored(
        "按率计分，最多 100 分；每超 1 个百分点加 1 分，不足 1 个百分点不计，最高 110 分", RATE
    ),
    "two caps that agree": scored("按率计分，最多 100 分，最高 100 分", RATE),
    "a tier of the end of the range": scored("分档 占比 { ≥ 100%：100 分；[0%, 100%)：60 分 }", SHARE),
    "a rest that nothing is left for": scored("分档 占比 { ≥ 90%：100 分；[0%, 90%)：60 分；其余：0 分 }", SHARE),
}

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)
