"""Policies that raise each wording about declared facts: what is put before the departments of the base policy."""

DEPARTMENTS = "部门：调度室、组织部、宣传部"
INDICATOR = "指标 标准化 {"


def before(text: str) -> tuple[str, str]:
    """An edit that declares facts."""
    return DEPARTMENTS, f"{text}\n{DEPARTMENTS}"


def cited(article: str, clause: str) -> list[tuple[str, str]]:
    """An edit that declares an article, and one that cites another."""
    return [before(article), (INDICATOR, f"{INDICATOR}\n  条款：{clause}")]


FACTS: dict[tuple[str, str], object] = {
    ("K201", "role_level"): before("角色：总经理（顶层）"),
    ("K201", "role_level_near"): before("层级：公司高层、中层\n角色：总经理（公司高成）"),
    ("K201", "form"): (INDICATOR, f"{INDICATOR}\n  表单：评分表"),
    ("K201", "form_near"): [before("表单：月度评分表"), (INDICATOR, f"{INDICATOR}\n  表单：月度评份表")],
    ("K202", "role"): before("角色：总经理、总经理"),
    ("K202", "role_level"): before("层级：高层、高层"),
    ("K202", "form"): before("表单：评分表、评分表"),
    ("K202", "time_limit"): before("时限 { 公示：5 天；公示：7 天 }"),
    ("K220", ""): before("考核人：矿长"),
    ("K220", "near"): before("汇总部门 { 队组：组织科 }"),
    ("K220", "step"): before("审批：编制 → 矿长"),
    ("K220", "subject"): before("考核对象表 {\n  | 考核对象 | 考核人 |\n  | 调度室   | 组织部 |\n}"),
    ("K220", "counted"): before("总数 { 班子：共 5 项 }"),
    ("K221", ""): cited("第一条 { 文字。 }", "第三条"),
    ("K221", "item"): cited("第一条 { 下列各项：（一）甲；（二）乙。 }", "第一条（三）"),
    ("K222", ""): before("时限 { 申诉：7 天，自送达起 }"),
    ("K222", "near"): before("时限 { 结果公示：5 天；申诉：7 天，自结果公式起 }"),
    ("K610", "numeral"): before("第二〇条 { 甲。 }"),
    ("K610", ""): before("第一条 { 甲。 }\n第一条 { 乙。 }"),
    ("K611", ""): before("条文 三（二）（1） { 甲。 }\n条文 三（二）（3） { 乙。 }"),
    ("K611", "order"): before("第一条 { 甲。 }\n第三条 { 丙。 }\n第二条 { 乙。 }"),
    ("K611", "first"): before("第二章 考核内容"),
    ("K612", ""): before("审批：编制（调度室） → 审核（组织部） → 批准（调度室）"),
    ("K612", "two"): before("审批：编制 → 审核 → 批准\n审批：编制 → 批准 → 审核"),
    ("K613", ""): before("时限 { 报送：每月 3 日以前；审核：每月 2 日以前，自报送起 }"),
    ("K613", "days"): before("时限 { 申诉：每月 10 日～8 日 }"),
    ("K613", "year"): before("时限 { 自检：次年 1 月 10 日以前；备案：次年 1 月 5 日以前，自自检起 }"),
    ("K613", "circle"): before("时限 { 公示：5 天，自申诉起；申诉：7 天，自公示起 }"),
    ("K614", ""): before("时限 { 公示：5 人 }"),
    ("K614", "day"): before("时限 { 报送：每月 32 日以前 }"),
    ("K614", "month"): before("时限 { 备案：每年 13 月 15 日以前 }"),
    ("K614", "short"): before("时限 { 备案：次年 4 月 31 日以前 }"),
    ("K615", ""): before("总数 { 部门：共 5 个 }"),
    ("K615", "indicators"): before("总数 { 指标：共 5 项 }"),
    ("K615", "several"): before("总数 { 一线队组、队组支部：共 3 + 4 项 }"),
    ("K615", "sum"): before("总数 { 指标：共 1 + 2 = 4 项 }"),
}  # fmt: skip
