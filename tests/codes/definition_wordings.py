"""Policies that raise each wording about the definitions of indicators and figures, as edits of the base policy."""

TARGET = "目标值：完成率 ≥ 95%"
FORMULA = "完成数 ÷ 计划数 × 100%"
TASK_ROW = "  | 月度任务 | 40%      | 60%      | 60%      |\n"
PARTY_ROW = "  | 党建管理 | 40%      | —        | —        |\n"
LEVEL_SCORING = "目标值：等级 达到 二级；计分办法：达标得 100 分，未达标不得分"
FIRST_LEVEL = "考评部门：调度室；填报数据：等级（一级 > 二级 > 三级）、材料费（元）"
LEVEL_ROW = "  | 标准化   | 20%      | 40%      | 40%      |\n"
COMPOSITE = "综合得分（队组）= 所属支部·综合得分 × 25% + 总分 × 75% { 无所属支部：停算 }"
LAST = "任何情况下："
WHEN = "情形：标准化·材料费 > 1000000 元"
GRADES = "等次 月度等次 {\n  分类排名：队组；不参加排名：队组支部"
LOST_COMPOSITE = "综合得分（队组支部）= 失传"

PARTS = "指标 党建管理 { 二级指标（按考评部门）：组织部、宣传部"
CREWS_TOO = [
    (PARTS, f"{PARTS}；适用于：队组支部、一线队组"),
    (TASK_ROW + PARTY_ROW, "  | 月度任务 | 40% | 40% | 60% |\n  | 党建管理 | 40% | 20% | — |\n"),
    ("| 考评部门 | 队组支部 |", "| 考评部门 | 队组支部 | 一线队组 |"),
    ("| 组织部   | 50%      |", "| 组织部   | 50%      | 100% |"),
    ("| 合计     | 100%     |\n}\n一票", "| 合计     | 100%     | 100% |\n}\n一票"),
]
"""The offices' appraisal of the crews as well, with the column of a split."""
LIST_HEAD = "| 指标 | 填报数据 | 计算公式 | 数据来源 |"
RATE = "| 巡检 | 查数（次）、漏数（次） | 率 = 漏数 ÷ 查数，分母为零：不涉及 | 调度室 |"


def listed(head: str, *rows: str) -> list[tuple[str, str]]:
    """Edits that add a class for each row, with a list of indicators that has that row."""
    names = [f"新类{number}" for number, _ in enumerate(rows, 1)]
    cards = "".join(f"考核量表 {name} {{\n  {head}\n  {row}\n}}\n" for name, row in zip(names, rows, strict=True))
    classes = "单位分类：队组支部、一线队组、二线队组"
    return [(classes, "、".join([classes, *names])), ("综合得分（队组）=", f"{cards}综合得分（队组）=")]


DEFINITIONS: dict[tuple[str, str], object] = {
    ("K756", ""): (WHEN, "情形：失传"),
    ("K756", "indicator"): [(TARGET, "目标值：失传"), (TASK_ROW, "")],
    ("K756", "weighed"): (TARGET, "目标值：失传"),
    ("K756", "formula"): [(FORMULA, "失传"), (TASK_ROW, "")],
    ("K756", "formula_weighed"): (FORMULA, "失传"),
    ("K756", "scoring"): [(LEVEL_SCORING, "计分办法：失传"), (LEVEL_ROW, "")],
    ("K756", "scoring_weighed"): (LEVEL_SCORING, "计分办法：失传"),
    ("K756", "composite"): (COMPOSITE, LOST_COMPOSITE),
    ("K756", "graded"): (COMPOSITE, "综合得分（队组）= 失传"),
    ("K757", ""): (TASK_ROW + PARTY_ROW, (TASK_ROW + PARTY_ROW).replace("40%", "？")),
    ("K757", "one"): (TASK_ROW, TASK_ROW.replace("40%", "？")),
    ("K757", "all"): (
        TASK_ROW + PARTY_ROW + LEVEL_ROW,
        (TASK_ROW + PARTY_ROW + LEVEL_ROW).replace("60% ", "？ ").replace("40% ", "？ "),
    ),
    ("K757", "none_left"): [(TASK_ROW, TASK_ROW.replace("40%", "？")), (PARTY_ROW, PARTY_ROW.replace("40%", "80%"))],
    ("K757", "open"): [(TASK_ROW, TASK_ROW.replace("40%", "？")), (PARTY_ROW, PARTY_ROW.replace("40%", "   "))],
    ("K758", ""): listed("| 指标 | 备注 |", "| 标准化 | 抽查 |"),
    ("K758", "targets"): listed("| 指标 | 备注 |", "| 巡检 | 抽查 |"),
    ("K759", ""): listed(
        LIST_HEAD,
        "| 巡检 | 查数（次）、漏数（次） | 率 = 漏数 ÷ 查数，分母为零：不涉及 | 调度室 |",
        "| 巡检 | 查数（次）、漏数（次） | 率 = 查数 ÷ 漏数，分母为零：不涉及 | 调度室 |",
    ),
    ("K760", ""): listed(LIST_HEAD, RATE, RATE.replace("| 调度室 |", "| 宣传部 |")),
    ("K761", ""): listed(LIST_HEAD, RATE, "| 复检 |  | 比 = 100% × 巡检·漏数 ÷ 巡检·查数，分母为零：不涉及 | 调度室 |"),
    ("K762", ""): (FIRST_LEVEL, f"{FIRST_LEVEL}；考核周期：年度"),
    ("K762", "longer"): (FIRST_LEVEL, f"{FIRST_LEVEL}；考核周期：任期 3 年"),
    ("K762", "between"): [
        ("考核周期：月度", "考核周期：季度"),
        ("影响期：当月", "影响期：当季"),
        (TARGET, f"{TARGET}；考核周期：月度、年度"),
    ],
    ("K763", ""): [("计划数（项，1～1000）", "年末计划数（项，1～1000）"), (FORMULA, "完成数 ÷ 年末计划数 × 100%")],
    ("K764", ""): ("考评部门：调度室；填报数据：计划数", "考评部门：调度室；数据来源：各队组；填报数据：计划数"),
    ("K764", "unweighed"): listed("| 指标 | 数据来源 |", "| 巡检 | 新类1 |"),
    ("K768", ""): (TARGET, "目标值：完成率 = 95%"),
    ("K768", "open"): (TARGET, "目标值：完成率 = ？"),
    ("K765", ""): listed(
        LIST_HEAD, RATE, "| 复检 | 复数（次）、差数（次） | 比 = 差数 ÷ 复数，分母为零：不涉及 | 调度室 |"
    ),
    ("K765", "one"): listed(LIST_HEAD, RATE),
    ("K766", ""): listed("| 指标 | 填报数据 |", "| 检查质量 | 漏检次数（次） |"),
    ("K766", "rate"): listed("| 指标 | 填报数据 |", "| 检查频率 | 检查次数（次） |"),
    ("K766", "rate_itself"): listed("| 指标 | 填报数据 |", "| 检查频率 | 检查频率（次） |"),
    ("K766", "level"): [("等级（一级 > 二级 > 三级）", "等级（1～3）"), ("目标值：等级 达到 二级", "目标值：等级 ≥ 2")],
    ("K766", "share"): listed(
        LIST_HEAD, "| 流失率 | 走的（人，0～300）、留的（人，1～100） | 流失率 = 走的 ÷ 留的 | 调度室 |"
    ),
    ("K767", ""): listed("| 指标 | 填报数据 |", "| 出勤 | 出勤率（%） |", "| 培训 | 培训率（%） |"),
    ("K769", ""): [*CREWS_TOO, ("| 宣传部   | 50%      |", "| 宣传部   | 50%      | —    |")],
    ("K769", "blank"): [*CREWS_TOO, ("| 宣传部   | 50%      |", "| 宣传部   | 50%      |      |")],
    ("K770", ""): ("考评部门：调度室；填报数据：计划数", "考评部门：调度室；数据来源：调度科；填报数据：计划数"),
    ("K770", "office"): (
        "考评部门：调度室；填报数据：计划数",
        "考评部门：调度室；另按：标准办制定的计划细则；填报数据：计划数",
    ),
    ("K761", "complement"): listed(
        LIST_HEAD, RATE, "| 复检 | 查数（次）、漏数（次） | 比 = 1 − 漏数 ÷ 查数，分母为零：不涉及 | 调度室 |"
    ),
}
