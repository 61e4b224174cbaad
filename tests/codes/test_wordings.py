"""Every wording of the codes about names and rules is raised by a policy that deserves it."""

import pytest

from kpidsl.diagnostics import Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source
from tests.codes.definition_wordings import DEFINITIONS
from tests.codes.fact_wordings import FACTS
from tests.codes.procedure_wordings import PROCEDURE
from tests.codes.veto_wordings import VETOES
from tests.codes.waiver_wordings import REVIEWED

BASE = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：调度室、组织部、宣传部
单位分类：队组支部、一线队组、二线队组
统称 { 队组：一线队组、二线队组 }
对应关系 所属支部 { 队组：队组支部 }
指标 月度任务 {
  考评部门：调度室；填报数据：计划数（项，1～1000）、完成数（项，0～1000）
  计算公式：完成率 = 完成数 ÷ 计划数 × 100%
  目标值：完成率 ≥ 95%
  计分办法：达标得 100 分，未达标不得分
}
指标 党建管理 { 二级指标（按考评部门）：组织部、宣传部 }
指标 标准化 {
  考评部门：调度室；填报数据：等级（一级 > 二级 > 三级）、材料费（元）
  目标值：等级 达到 二级；计分办法：达标得 100 分，未达标不得分
}
权重表 {
  | 指标     | 队组支部 | 一线队组 | 二线队组 |
  | 月度任务 | 40%      | 60%      | 60%      |
  | 党建管理 | 40%      | —        | —        |
  | 标准化   | 20%      | 40%      | 40%      |
  | 合计     | 100%     | 100%     | 100%     |
}
权重分配表 党建管理，占本项 {
  | 考评部门 | 队组支部 |
  | 组织部   | 50%      |
  | 宣传部   | 50%      |
  | 合计     | 100%     |
}
一票否决 材料失控 {
  情形：标准化·材料费 > 1000000 元
  处理 { 月度等次：不合格；综合得分上限：59 分 }
  对象：本单位；执行顺序：综合得分之后；影响期：当月
  排名：保留名次；适用于：队组
}
综合得分（队组）= 所属支部·综合得分 × 25% + 总分 × 75% { 无所属支部：停算 }
等次 月度等次 {
  分类排名：队组；不参加排名：队组支部
  优：前 20%；合格：20%～90%；不合格：后 10%
  名额取整：只舍不入；并列：先比 总分，仍并列按较高等次；不足 5 个单位：只排名不定等次
}
任何情况下：若 标准化·材料费 > 1000000 元，则 月度等次 ≠ 优
示例 按期完成 {
  单位：综采一队（一线队组），所属支部·综合得分 = 95
  数据：月度任务·计划数 = 20，月度任务·完成数 = 20，其余指标：满分
  结果：月度任务·考评分 = 100
}
"""

SCORING = "计分办法：达标得 100 分，未达标不得分\n}\n指标 党建管理"
TARGET = "目标值：完成率 ≥ 95%"
DATA = "填报数据：计划数（项，1～1000）、完成数（项，0～1000）"
FORMULA = "× 100%\n"
EFFECTS = "月度等次：不合格；综合得分上限：59 分"
LEVEL = "目标值：等级 达到 二级"
PAY = "兑现 奖金 { 适用于：队组；金额：100 元；保留小数：2 位，四舍五入 }\n"
KINDS = "材料费（元）", "材料费（元）、结果（文字：合格、不合格）、完成（日期）"
ROW = "  | 标准化   | 20%      | 40%      | 40%      |\n"
TASK_ROW = "  | 月度任务 | 40%      | 60%      | 60%      |\n"
GRADES = BASE[BASE.index("等次 月度等次") : BASE.index("任何情况下")]
VETO = BASE[BASE.index("一票否决") : BASE.index("综合得分（")]
LOOKUP = "对照表 单价（按 单位分类） {\n  | 单位分类 | 单价 |\n  | 其余     | 5 元 |\n}\n"
SPLIT = BASE[BASE.index("权重分配表") : BASE.index("一票否决")]
EXAMPLE = BASE[BASE.index("示例 按期完成") :]
COMPOSITE = "所属支部·综合得分 × 25% + 总分 × 75%"


def scoring(text: str) -> tuple[str, str]:
    return SCORING, f"计分办法：{text}\n}}\n指标 党建管理"


def twice(text: str) -> tuple[str, str]:
    return text, text + text


TABLE: dict[tuple[str, str], tuple[str, str] | list[tuple[str, str]]] = {
    ("K201", "department"): ("考评部门：调度室；填报数据：计划数", "考评部门：总务处；填报数据：计划数"),
    ("K201", "department_near"): ("考评部门：调度室；填报数据：计划数", "考评部门：调度处；填报数据：计划数"),
    ("K201", "class"): ("适用于：队组", "适用于：机关"),
    ("K201", "class_near"): ("适用于：队组", "适用于：一线队"),
    ("K201", "class_column"): ("| 指标     | 队组支部 | 一线队组 | 二线队组 |", "| 指标     | 队组支部 | 一线队组 | 说明     |"),
    ("K201", "indicator"): ("权重分配表 党建管理，", "权重分配表 廉政，"),
    ("K201", "indicator_row"): (ROW, ROW.replace("标准化", "安全管理")),
    ("K201", "indicator_near"): (ROW, ROW.replace("标准化  ", "标准化化")),
    ("K201", "leaf"): (EFFECTS, EFFECTS + "；安全·考评分：0 分"),
    ("K201", "leaf_near"): (EFFECTS, EFFECTS + "；月度任务书·考评分：0 分"),
    ("K201", "link"): ("对象：本单位", "对象：结对"),
    ("K201", "link_near"): ("对象：本单位", "对象：所属党支部"),
    ("K201", "scale"): (EFFECTS, EFFECTS + "；档位：三"),
    ("K201", "scale_near"): (EFFECTS, EFFECTS + "；月等次：不合格"),
    ("K201", "veto"): (EXAMPLE, EXAMPLE.replace("  结果", "  同组其余单位：90、59（工亡）\n  结果")),
    ("K201", "veto_near"): (EXAMPLE, EXAMPLE.replace("  结果", "  同组其余单位：90、59（材料失空）\n  结果")),
    ("K201", "grade"): (EFFECTS, "月度等次：末等"),
    ("K201", "grade_near"): (EFFECTS, "月度等次：不合格品"),
    ("K201", "part"): ("  | 宣传部   | 50%", "  | 工会     | 50%"),
    ("K201", "part_near"): ("  | 宣传部   | 50%", "  | 宣传处   | 50%"),
    ("K202", "department"): ("部门：调度室、", "部门：调度室、调度室、"),
    ("K202", "class"): ("单位分类：队组支部、", "单位分类：队组支部、队组支部、"),
    ("K202", "log"): ("指标 党建管理 {", "台账 党建管理 { 次数 }\n指标 党建管理 {"),
    ("K202", "log_column"): ("指标 党建管理 {", "台账 违章 { 次数；次数 }\n指标 党建管理 {"),
    ("K202", "link"): twice("对应关系 所属支部 { 队组：队组支部 }\n"),
    ("K202", "indicator"): ("指标 党建管理 {", "指标 标准化 { 考评部门：调度室 }\n指标 党建管理 {"),
    ("K202", "leaf"): ("指标 标准化 {", "指标 “党建管理·组织部” { 考评部门：组织部 }\n指标 标准化 {"),
    ("K202", "scale"): twice(GRADES),
    ("K202", "veto"): twice(VETO),
    ("K202", "example"): twice(EXAMPLE),
    ("K202", "grade"): ("优：前 20%；合格：20%～90%", "优：前 20%；优：20%～30%；合格：30%～90%"),
    ("K202", "policy"): ("通则 {", "考核办法 《另一办法》 { 版本：2 }\n通则 {"),
    ("K202", "rounding"): ("考评分、单项得分、", "考评分、单项得分、总分、"),
    ("K202", "datum"): ("完成数（项，0～1000）", "完成数（项，0～1000）、完成数（项）"),
    ("K202", "part"): ("二级指标（按考评部门）：组织部、", "二级指标（按考评部门）：组织部、组织部、"),
    ("K202", "column"): [("单位分类：队组支部、", "单位分类：队组支部（又称 支部）、"),
                         ("| 考评部门 | 队组支部 |", "| 考评部门 | 队组支部 | 支部 |"),
                         ("| 组织部   | 50%      |", "| 组织部   | 50%      | 50%  |"),
                         ("| 宣传部   | 50%      |", "| 宣传部   | 50%      | 50%  |"),
                         ("|\n}\n一票", "| 100% |\n}\n一票")],
    ("K202", "row"): twice(ROW),
    ("K202", "row_differs"): (ROW, ROW + ROW.replace("20%", "30%")),
    ("K202", "row_alias"): [("部门：调度室、组织部、", "部门：调度室、组织部（又称 绩效办）、"),
                            ("  | 宣传部   | 50%", "  | 绩效办   | 50%")],
    ("K202", "card_scoring"): [
        ("单位分类：队组支部、", "单位分类：员工、队组支部、"), ("不参加排名：队组支部", "不参加排名：队组支部、员工"),
        (SPLIT, "考核量表 员工 {\n  | 指标 | 权重 | 考评部门 | 达标得 | 计分办法 |\n"
                "  | 出勤 | 100% | 调度室 | 100 分 | 打分 0～100 分 |\n}\n" + SPLIT),
    ],
    ("K202", "card_differs"): [
        ("单位分类：队组支部、", "单位分类：员工、学徒、队组支部、"), ("不参加排名：队组支部", "不参加排名：队组支部、员工、学徒"),
        (SPLIT, "考核量表 员工 {\n  | 指标 | 权重 | 考评部门 | 填报数据 |\n  | 出勤 | 100% | 调度室 | 天数（天） |\n}\n"
                "考核量表 学徒 {\n  | 指标 | 权重 | 填报数据 |\n  | 出勤 | 100% | 天数（次） |\n}\n" + SPLIT),
    ],
    ("K202", "card_part"): [
        ("单位分类：队组支部、", "单位分类：员工、队组支部、"), ("不参加排名：队组支部", "不参加排名：队组支部、员工"),
        (SPLIT, "考核量表 员工 {\n  | 指标 | 权重 | 达标得 |\n  | 党建管理·组织部 | 100% | 100 分 |\n}\n" + SPLIT),
    ],
    ("K202", "weights"): (SPLIT, "权重表 {\n  | 指标 | 队组支部 |\n  | 标准化 | 100% |\n}\n" + SPLIT),
    ("K202", "split"): twice(SPLIT),
    ("K202", "key"): ("对应关系 所属支部 { 队组：队组支部 }", "对应关系 所属支部 { 队组：队组支部；一线队组：队组支部 }"),
    ("K202", "said"): ("部门：调度室", "通则 { 缺报：计零分 }\n部门：调度室"),
    ("K202", "effect"): (EFFECTS, EFFECTS + "；综合得分上限：60 分"),
    ("K202", "no_link"): ("无所属支部：停算", "无所属支部：停算；无所属支部：总分"),
    ("K203", "classes"): ("单位分类：队组支部、一线队组、二线队组\n", ""),
    ("K202", "parts"): ("二级指标（按考评部门）：", "二级指标：日常；二级指标（按考评部门）："),
    ("K202", "appraiser"): ("二级指标（按考评部门）：", "考评部门：调度室；二级指标（按考评部门）："),
    ("K202", "level"): ("一级 > 二级 > 三级", "一级 > 二级 > 二级 > 三级"),
    ("K202", "given"): ("月度任务·完成数 = 20，", "月度任务·完成数 = 20，月度任务·完成数 = 19，"),
    ("K202", "lookup"): ("任何情况下", LOOKUP + LOOKUP + "任何情况下"),
    ("K202", "lookup_name"): ("任何情况下", LOOKUP.replace("对照表 单价", "对照表 标准化") + "任何情况下"),
    ("K202", "rest"): scoring("分档 完成率 { ≥ 90%：100 分；其余：50 分；其余：0 分 }"),
    ("K203", ""): (BASE[: BASE.index("通则")], ""),
    ("K204", ""): ("| 队组支部 | 一线队组 | 二线队组 |", "| 队组支部 | 队组 | 二线队组 |"),
    ("K205", ""): (TARGET, "目标值：合格率 ≥ 95%"),
    ("K205", "near"): (TARGET, "目标值：完工率 ≥ 95%"),
    ("K205", "parts"): (EXAMPLE, EXAMPLE.replace("，其余指标", "，党建管理·考评分 = 90，其余指标")),
    ("K205", "pay"): [(COMPOSITE, f"{COMPOSITE} + 奖金"), ("任何情况下", f"{PAY}任何情况下")],
    ("K205", "link"): (COMPOSITE, COMPOSITE.replace("所属支部", "结对单位")),
    ("K206", ""): [("材料费（元）", "材料费（元）、完成数（项）"),
                   ("任何情况下：若 标准化·材料费 > 1000000 元", "任何情况下：若 完成数 > 5 项")],
    ("K206", "word"): [("材料费（元）", "材料费（元）、分值（分，0～5）"),
                       ("任何情况下：若 标准化·材料费 > 1000000 元", "任何情况下：若 标准化·分值 > 3 分")],
    ("K305", ""): (ROW, ROW.replace("20%", "   ")),
    ("K305", "several"): (ROW, ROW.replace("20%", "   ").replace("40%", "   ")),
    ("K305", "nameless"): (ROW, ROW.replace("标准化", "？")),
    ("K305", "nameless_alone"): (ROW + "  | 合计", ROW + "  | ？ | 5% | 5% | 5% |\n  | 合计"),
    ("K306", ""): (ROW, ROW.replace("20%", "20 元")),
    ("K306", "bare"): (ROW, ROW.replace("20%", "20 ")),
    ("K306", "fraction"): (ROW, ROW.replace("20%", "0.2")),
    ("K309", ""): (EFFECTS, "总分：不合格"),
    ("K309", "target"): (EFFECTS, "月度任务·单项得分：0 分"),
    ("K309", "grade"): (EFFECTS, "月度等次：59 分"),
    ("K309", "over"): (EFFECTS, "综合得分上限：590 分"),
    ("K309", "best"): (EFFECTS, "月度等次：优"),
    ("K309", "year"): (EFFECTS, "年度得分：59 分"),
    ("K311", ""): (DATA, DATA.replace("0～1000", "1000～0")),
    ("K318", ""): [("保留小数 { 考评分、", "保留小数 { "), scoring("按完成率计分，最多 100 分")],
    ("K320", ""): ("情形：标准化·材料费 > 1000000 元", "情形：标准化·材料费 > ？"),
    ("K320", "indicator"): [(TARGET, "目标值：完成率 ≥ ？"), (TASK_ROW, "")],
    ("K320", "weighed"): (TARGET, "目标值：完成率 ≥ ？"),
    ("K321", ""): ("完成数 ÷ 计划数 × 100%", "(完成数 > 计划数)"),
    ("K321", "truth"): (TARGET, "目标值：95%"),
    ("K321", "alone"): (TARGET, "目标值：完成率"),
    ("K321", "example"): ("月度任务·完成数 = 20", "月度任务·完成数 = 月度任务·计划数"),
    ("K322", ""): (LEVEL, "目标值：等级 ≥ 二级"),
    ("K322", "label"): [KINDS, (LEVEL, "目标值：结果 达到 合格")],
    ("K323", ""): ("÷ 计划数", "÷ 0"),
    ("K324", ""): (LEVEL, "目标值：材料费 ≤ 5 吨"),
    ("K324", "days"): [KINDS, (LEVEL, "目标值：完成 ≤ 3 天")],
    ("K325", "date"): [KINDS, (LEVEL, "目标值：完成 ≤ 31")],
    ("K325", ""): (LEVEL, "目标值：材料费 ≤ 5"),
    ("K325", "percent"): (TARGET, "目标值：完成率 ≥ 95"),
    ("K325", "decimal"): (TARGET, "目标值：完成率 ≥ 0.95"),
    ("K325", "step"): scoring("达标得 100 分；每低 1 扣 2 分，不足部分按比例计，扣完为止"),
    ("K325", "rank"): ("则 月度等次 ≠ 优", "则 月度等次·名次 > 10%"),
    ("K327", "label"): [KINDS, (LEVEL, "目标值：结果 = 优秀")],
    ("K327", "label_sum"): [KINDS, (LEVEL, "目标值：结果 = 1 + 1")],
    ("K642", ""): ("材料费（元）", "材料费（元）、说明（文字）"),
    ("K643", ""): [KINDS, (LEVEL, "目标值：完成 × 2 ≥ 2024-01-01")],
    ("K643", "days"): [KINDS, (LEVEL, "目标值：天数（完成，材料费） ≥ 3 天")],
    ("K644", ""): ("材料费（元）", "材料费（元）、结果（文字：合格、不适用）"),
    ("K326", ""): (TARGET, "目标值：完成率 达到 95%"),
    ("K326", "number"): (TARGET, "目标值：95% 达到 完成率"),
    ("K327", ""): (LEVEL, "目标值：等级 达到 特级"),
    ("K327", "sum"): (LEVEL, "目标值：等级 = 1 + 1"),
    ("K328", ""): (COMPOSITE, "综合得分 × 100%"),
    ("K328", "data"): (TARGET, "目标值：总分 ≥ 95"),
    ("K328", "linked"): ("情形：标准化·材料费 > 1000000 元", "情形：所属支部·综合得分 < 60 分"),
    ("K328", "year"): (COMPOSITE, "年度得分 × 100%"),
    ("K328", "given"): ("月度任务·计划数 = 20", "总分 = 20"),
    ("K329", ""): ("打分 0～100 分；", "打分 100～0 分；"),
    ("K329", "step"): ("打分 0～100 分；", "打分 0～100 分，精确到 0 分；"),
    ("K329", "uneven"): ("打分 0～100 分；", "打分 0～100 分，精确到 3 分；"),
    ("K330", ""): scoring("打分 0～100 分；达标得 100 分，未达标不得分"),
    ("K331", ""): ("计分办法：打分 0～100 分；", ""),
    ("K331", "extra"): ("权重表 {", "加分项 表彰 { 考评部门：调度室 }\n权重表 {"),
    ("K331", "limits"): scoring("扣完为止"),
    ("K332", "worked_out"): [("任何情况下", LOOKUP + "任何情况下"), scoring("达标得 单价，未达标不得分")],
    ("K332", ""): scoring("达标得 100%，未达标不得分"),
    ("K333", ""): (TARGET, ""),
    ("K333", "classes"): (TARGET, "目标值 { 一线队组：完成率 ≥ 95% }"),
    ("K333", "step"): ("  目标值：完成率 ≥ 95%\n  计分办法：达标得 100 分，未达标不得分",
                       "  计分办法：每低 1 个百分点扣 2 分，不足部分按比例计，扣完为止"),
    ("K333", "compound"): ("  目标值：完成率 ≥ 95%\n  计分办法：达标得 100 分，未达标不得分",
                           "  目标值：完成率 ≥ 95% 且 完成数 > 0\n  计分办法：每低 1 个百分点扣 2 分，不足部分按比例计，扣完为止"),
    ("K334", ""): scoring("达标得 100 分，未达标不得分；每低 1 个百分点扣 2 分，不足部分按比例计，扣完为止"),
    ("K335", ""): scoring("达标得 100 分；每低 0 个百分点扣 2 分，不足部分按比例计，扣完为止"),
    ("K336", ""): (TARGET + "\n  计分办法：达标得 100 分，未达标不得分",
                   "目标值：完成数 ≥ 计划数\n  计分办法：达标得 100 分；每低 目标值的 1%扣 2 分，不足部分按比例计，扣完为止"),
    ("K337", ""): scoring("达标得 100 分；每低 1%扣 2 分，不足部分按比例计，扣完为止"),
    ("K337", "same"): [(TARGET, "目标值：完成率 ≥ 100%"),
                       scoring("达标得 100 分；每低 1%扣 2 分，不足部分按比例计，扣完为止")],
    ("K338", "deduct"): (TARGET + "\n  计分办法：达标得 100 分，未达标不得分",
                         "目标值：完成数 ≥ 计划数\n  计分办法：达标得 100 分；每低 3 项扣 2 分，扣完为止"),
    ("K338", "deduct_at"): scoring("达标得 100 分；每低 1 个百分点扣 2 分，扣完为止"),
    ("K338", "add"): (TARGET + "\n  计分办法：达标得 100 分，未达标不得分",
                      "目标值：完成数 ≥ 计划数\n  计分办法：达标得 100 分，未达标不得分；每超 3 项加 2 分，最多加 10 分"),
    ("K338", "add_at"): scoring("达标得 100 分，未达标不得分；每超 1 个百分点加 2 分，最多加 10 分"),
    ("K339", ""): scoring("达标得 100 分；每低 2 个百分点扣 2 分，不足 1 个百分点按 1 个计，扣完为止"),
    ("K340", "deduct"): scoring("达标得 100 分；每低 1 个百分点扣 2 分，不足部分按比例计"),
    ("K340", "add"): scoring("达标得 100 分，未达标不得分；每超 1 个百分点加 2 分，不足部分按比例计"),
    ("K340", "proportional"): scoring("按完成率计分"),
    ("K341", ""): scoring("分档 完成率 { ≥ 90%：100 分；≤ 90%：0 分 }"),
    ("K342", ""): scoring("分档 完成率 { > 90%：100 分；< 90%：0 分 }"),
    ("K343", ""): scoring("插值 完成率 { 80%：0 分 }，两端：按端点计"),
    ("K343", "order"): scoring("插值 完成率 { 80%：0 分；80%：100 分 }，两端：按端点计"),
    ("K344", ""): scoring("插值 完成率 { 80%：0 分；100%：100 分 }"),
    ("K344", "below"): scoring("插值 完成率 { 80%：0 分；100%：100 分 }，终点以上：按端点计"),
    ("K344", "above"): scoring("插值 完成率 { 80%：0 分；100%：100 分 }，起点以下：按端点计"),
    ("K345", "target"): ("目标值：完成率 ≥ 95%\n  计分办法：达标得 100 分，未达标不得分",
                         "目标值：完成率 ≥ 0%\n  计分办法：按完成率计分，最多 100 分"),
    ("K345", "zero"): ("目标值：完成率 ≥ 95%\n  计分办法：达标得 100 分，未达标不得分",
                       "目标值：完成率 ≤ 95%\n  计分办法：按完成率计分，按目标值与实际值之比，最多 100 分"),
    ("K345", "negative"): ("目标值：等级 达到 二级；计分办法：达标得 100 分，未达标不得分",
                           "目标值：材料费 ≥ 5 元；计分办法：按材料费计分，最多 100 分"),
    ("K346", ""): scoring("考评分 = 完成率"),
    ("K346", "composite"): (COMPOSITE, "所属支部·综合得分 × 总分"),
    ("K346", "composite_bare"): (COMPOSITE, "95"),
    ("K347", ""): [(DATA, DATA.replace("1～1000", "0～1000")), (TASK_ROW, "")],
    ("K347", "outcomes"): (DATA, DATA.replace("1～1000", "0～1000")),
    ("K347", "negative"): ("÷ 计划数 × 100%\n", "÷ (计划数 − 完成数) × 100%，分母为零：不涉及\n"),
    ("K348", ""): (SCORING, "计分办法 { 队组：打分 0～100 分；队组支部：打分 0～120 分 }\n}\n指标 党建管理"),
    ("K349", ""): scoring("考评分 = 计划数 ÷ 完成数 × 100 分，最高 100 分"),
    ("K350", ""): ("先比 总分", "先比 满分"),
    ("K389", ""): scoring("分档 完成率 { ≥ 90%：100 分；[90%, 80%)：50 分；其余：0 分 }"),
    ("K389", "of"): scoring("分档 完成率 { ≥ 90%：100 分；80% ≤ 完成数 < 90%：50 分；其余：0 分 }"),
    ("K387", "class"): ("综采一队（一线队组）", "综采一队（队组）"),
    ("K387", "appraised"): ("其余指标：满分", "党建管理·组织部·考评分 = 90，其余指标：满分"),
    ("K387", "link"): ("综采一队（一线队组）", "机关支部（队组支部）"),
    ("K387", "range"): ("月度任务·完成数 = 20", "月度任务·完成数 = 1001"),
    ("K387", "digits"): ("月度任务·完成数 = 20", "月度任务·完成数 = 20.5"),
    ("K387", "step"): ("完成数（项，0～1000）", "完成数（项，0～1000，精确到 3 项）"),
    ("K387", "full"): (LEVEL + "；计分办法：达标得 100 分，未达标不得分", LEVEL + "；计分办法：打分 0～90 分"),
    ("K387", "group"): (EXAMPLE, EXAMPLE.replace("综采一队（一线队组），所属支部·综合得分 = 95", "机关支部（队组支部）")
                                        .replace("  结果", "  同组其余单位：95、90\n  结果")),
    ("K387", "twice"): (EXAMPLE, EXAMPLE.replace("  结果", "  同类单位 { 综采一队：其余指标：满分 }\n  结果")),
    ("K387", "both"): (EXAMPLE, EXAMPLE.replace("  结果", "  同组其余单位：90\n  同类单位 { 综采二队：其余指标：满分 }\n  结果")),
    ("K387", "unreported"): ("月度任务·考评分 = 100\n", "总分 = 缺报\n"),
}  # fmt: skip
PARTY = "指标 党建管理 { 二级指标"
ELSEWHERE = (PARTY, "指标 党建管理 { 填报数据：合格率（%）；目标值：合格率 ≥ 90%；另按：《党建细则》；二级指标")
TABLE |= {
    ("K779", ""): [ELSEWHERE],
    ("K779", "rest"): [ELSEWHERE, ("；计分办法：达标得 100 分，未达标不得分\n}\n权重表", "\n}\n权重表")],
}
TABLE |= FACTS | VETOES | DEFINITIONS | PROCEDURE | REVIEWED

FALLBACK = {("K201", ""), ("K202", ""), ("K387", ""), ("K338", ""), ("K340", ""), ("K345", "")}
"""Wordings of a page as a whole, where every place that raises the code picks a narrower one."""


def policy_for(wording: tuple[str, str]) -> str:
    text = BASE
    edits = TABLE[wording]
    for old, new in edits if isinstance(edits, list) else [edits]:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def found_in(text: str) -> Problems:
    problems, source = Problems(), Source("例.kpi", text)
    compile_policy([source], problems)
    return problems


def test_the_base_policy_raises_nothing() -> None:
    assert [found.code for found in found_in(BASE)] == []


@pytest.mark.parametrize("wording", TABLE, ids="-".join)
def test_a_policy_raises_the_wording_and_reads_in_both_languages(wording: tuple[str, str]) -> None:
    text = policy_for(wording)
    found = [one for one in found_in(text) if (one.code, one.variant) == wording]
    assert found
    for lang in catalogue.LANGS:
        shown = render_text(found, {"例.kpi": Source("例.kpi", text)}, lang)
        assert "““" not in shown
        assert "“”" not in shown


@pytest.mark.parametrize("code", sorted({code for code, _ in TABLE}))
def test_every_wording_of_a_page_is_raised_by_some_policy(code: str) -> None:
    page = catalogue.page(code)
    assert page
    variants = {key for key, value in page.texts["zh"].items() if isinstance(value, dict) and set(value) != {"holds"}}
    variants -= {"labels"}
    assert {(code, variant) for variant in ("", *variants)} - FALLBACK <= set(TABLE)


SILENT = {
    "a step that whole numbers can only miss whole": [
        (TARGET, "目标值：完成数 ≥ 18"),
        scoring("达标得 100 分；每低 1 项扣 2 分，扣完为止"),
        ("任何情况下：若 标准化·材料费 > 1000000 元", "任何情况下：若 月度任务·完成率 > 900%"),
    ],
    "a bonus beside a fixed mark for a miss": [
        scoring("达标得 100 分，未达标不得分；每超 1 个百分点加 2 分，不足部分按比例计，最多加 10 分"),
    ],
}

DROPPED = {
    "a collector that is no department": ("指标 标准化 {", "指标 标准化 {\n  汇总部门：总务处"),
    "a key that is neither class nor part": (
        "考评部门：调度室；填报数据：等级",
        "考评部门 { 机关：调度室；队组、队组支部：调度室 }；填报数据：等级",
    ),
    "an open target": (LEVEL, "目标值：？"),
    "an open mark": scoring("考评分 = ？"),
    "an open formula": ("完成数 ÷ 计划数 × 100%", "？"),
    "a cap in percent": (EFFECTS, "综合得分上限：59%"),
}


@pytest.mark.parametrize("edits", SILENT.values(), ids=SILENT)
def test_what_has_one_reading_is_not_asked(edits: list[tuple[str, str]]) -> None:
    text = BASE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    assert [found.code for found in found_in(text)] == []


@pytest.mark.parametrize("edit", DROPPED.values(), ids=DROPPED)
def test_nothing_is_left_out_in_silence(edit: tuple[str, str]) -> None:
    assert edit[0] in BASE
    assert found_in(BASE.replace(*edit, 1)).has_errors
