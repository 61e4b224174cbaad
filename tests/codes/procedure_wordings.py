"""Policies that raise each wording about appeals, time, publicity, forms and content: facts put before the departments."""

from tests.codes.fact_wordings import INDICATOR, before, cited

OPEN = "答复期限：5 天 }"
ROUTE = "申诉 考评结果 { 受理部门：组织部；提出期限：7 天，自公示起；" + OPEN
POSTED = "时限 { 公示：5 天 }"
LEVEL = (INDICATOR, f"{INDICATOR}\n  性质：定性")

PROCEDURE: dict[tuple[str, str], object] = {
    ("K210", ""): ("版本：1；", ""),
    ("K210", "month"): [("版本：1；", ""), ("；施行日期：2024年1月1日", ""), before("第一条 { 为做好考评，制定本办法。 }")],
    ("K221", "heading"): cited("第一条 总则 { 为做好考评，制定本办法。 }", "“考核方法”"),
    ("K221", "heading_near"): cited("第一条 考核方法 { 按量表打分。 }", "“考核方式”"),
    ("K221", "attachment"): [before("附表：评分表、申诉表"), (INDICATOR, f"{INDICATOR}\n  条款：附表3")],
    ("K612", "several"): before("审批：编制 → 审核\n审批：审核 → 批准\n审批：批准 → 编制"),
    ("K616", ""): before(f"{ROUTE}\n{ROUTE.replace('组织部', '宣传部')}\n{POSTED}"),
    ("K616", "any"): before(f"{ROUTE}\n{ROUTE.replace('7 天', '10 天')}\n{POSTED}".replace("申诉 考评结果", "申诉")),
    ("K617", ""): before(f"{ROUTE[:-1]}；先行：面谈 }}\n时限 {{ 公示：5 天；面谈：1 个月，自公示起 }}"),
    ("K617", "apart"): before(f"{ROUTE[:-1]}；先行：面谈 }}\n时限 {{ 公示：？；面谈：1 个月，自收到结果起 }}"),
    ("K618", ""): before("申诉 { 提出期限：7 天，自收到结果起 }"),
    ("K618", "unbegun"): before("申诉 { 受理部门：组织部；提出期限：7 天 }"),
    ("K618", "start"): before("申诉 { 受理部门：组织部；提出期限：7 天；" + OPEN),
    ("K619", ""): before(f"{ROUTE}\n{POSTED}\n审批 考评结果：打分（调度室） → 审核（组织部）"),
    ("K619", "marks"): before(f"{ROUTE}\n{POSTED}".replace("组织部", "调度室")),
    ("K620", ""): before("公开 { 考评结果：全体员工；考评结果：本人 }"),
    ("K620", "posted"): before("公开 { 考评结果：本人、直接主管 }\n审批 考评结果：打分 → 公示"),
    ("K621", ""): before("时限 { 反馈：？ }"),
    ("K621", "posting"): before("审批：打分 → 公示"),
    ("K621", "readers"): before("公开 { 考评结果：？ }"),
    ("K622", ""): before("时限 { 复核：2 个月，自期末起；兑现：5 天，自复核起 }"),
    ("K622", "post"): before("时限 { 调入后的考评：2 个月，自调入起 }"),
    ("K622", "ahead"): before("时限 { 方案：2 周，在考核实施前；量表：1 周，在考核周期前；意见：1 周，在考核评估前 }"),
    ("K622", "ahead_one"): before("时限 { 方案：5 周，在考核实施前 }"),
    ("K623", ""): before("时限 { 自检：次年 1 月 10 日以前；抽查：？，自自检起；备案：次年 1 月 15 日以前，自抽查起 }"),
    ("K623", "next"): before("时限 { 自检：每年 12 月 31 日以前；备案：每年 1 月 5 日以前，自自检起 }"),
    ("K624", ""): before("时限 { 报送：每月 3 日以前；公示：5 个工作日，自报送起；兑现：每月 5 日以前，自公示起 }"),
    ("K625", ""): before(f"{ROUTE[:-1]}；提交材料：申诉表 }}\n{POSTED}"),
    ("K625", "attached"): before("表单：评分表、申诉表\n附表：评分表"),
    ("K625", "period"): before(
        "角色：副厂长\n表单：年度考核表\n考核对象表 {\n  | 考核对象 | 考核周期 | 考核表 |\n  | 副厂长 | 半年度、年度 | 年度考核表 |\n}"
    ),
    ("K625", "signed"): before("表单：评分表（调度室）\n审批 考核量表：编制（调度室） → 审核（组织部）"),
    ("K625", "unused"): [before("表单：评分表、申诉表"), (INDICATOR, f"{INDICATOR}\n  表单：评分表")],
    ("K626", ""): before("表单：考核反馈面谈表、绩效反馈面谈表"),
    ("K627", ""): [before("考核内容 { 月度：定量指标 }"), LEVEL],
    ("K627", "two"): before("考核内容 { 月度：定量指标 }\n考核内容 { 月度：定量指标、定性指标 }"),
    ("K629", ""): before("第一条 考核内容 { 对态度分等级描述（在考核方法中还有详细的论述）。 }"),
    ("K629", "article"): before("第一条 考核内容 { 评分按第九条办理。 }\n第二条 附则 { 本办法自发布之日起施行。 }"),
    ("K629", "unfilled"): (INDICATOR, f"{INDICATOR}\n  另按：《××公司薪酬制度》"),
    ("K628", ""): before("审批：打分 → 审核（组织部） → 公示\n审批：签字（宣传部） → 公示"),
}  # fmt: skip
