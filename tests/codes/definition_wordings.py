"""Policies that raise each wording about the definitions of indicators and figures, as edits of the base policy."""

TARGET = "目标值：完成率 ≥ 95%"
FORMULA = "完成数 ÷ 计划数 × 100%"
TASK_ROW = "  | 月度任务 | 40%      | 60%      | 60%      |\n"
PARTY_ROW = "  | 党建管理 | 40%      | —        | —        |\n"
LEVEL_SCORING = "目标值：等级 达到 二级；计分办法：达标得 100 分，未达标不得分"
LEVEL_ROW = "  | 标准化   | 20%      | 40%      | 40%      |\n"
COMPOSITE = "综合得分（队组）= 所属支部·综合得分 × 25% + 总分 × 75% { 无所属支部：停算 }"
LAST = "任何情况下："
WHEN = "情形：标准化·材料费 > 1000000 元"
GRADES = "等次 月度等次 {\n  分类排名：队组；不参加排名：队组支部"
LOST_COMPOSITE = "综合得分（队组支部）= 失传"

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
    ("K757", "none_left"): [(TASK_ROW, TASK_ROW.replace("40%", "？")), (PARTY_ROW, PARTY_ROW.replace("40%", "80%"))],
    ("K757", "open"): [(TASK_ROW, TASK_ROW.replace("40%", "？")), (PARTY_ROW, PARTY_ROW.replace("40%", "   "))],
}
