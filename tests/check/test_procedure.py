"""How results are treated: appeals, who may see what, time, forms, the content of a period, orders of signing."""

import pytest

from tests.check.changed import BASE, Change, Faults, NearMisses, changed, found, found_in, silent_in, stands

DEPARTMENTS = "部门：后勤部、安保部\n"
TWO_WEEKS = "方案：2 周，在考核实施前；"


def facts(*lines: str) -> Change:
    """Facts before the departments."""
    return DEPARTMENTS, "\n".join(lines) + "\n" + DEPARTMENTS


def route(body: str, window: str, more: str = "") -> str:
    """A way to object to the result that leaves nothing open."""
    return f"申诉 考核结果 {{ 受理部门：{body}；提出期限：{window}；答复期限：5 个工作日{more} }}"


ROLES = "角色：工会、分管领导、评审组、矿长"
POSTING = "时限 { 公示：5 个工作日 }"
TALK = "时限 { 公示：？ 暂定（原文没有天数）；面谈：1 个月，自公示起 }"

FAULTS: Faults = {
    "two ways to object, to different bodies": (
        [facts(ROLES, POSTING, route("工会", "7 天，自公示起"), route("评审组", "1 周"))],
        [
            (
                "K616",
                "",
                {
                    "differ_zh": "受理部门、起算日、期限",
                    "one_zh": "向“工会”提出（7 天，自“公示”起）",
                    "other_en": "to 评审组 (1 week, start not stated)",
                },
            ),
            ("K618", "start", {}),
        ],
    ),
    "one way asks for a talk first, the other does not": (
        [
            facts(
                ROLES, POSTING, route("工会", "7 天，自公示起"), route("工会", "7 天，自公示起", "；先行：与考核人沟通")
            )
        ],
        [("K616", "", {"differ_zh": "先行的步骤", "other_zh": "先“与考核人沟通”，再向“工会”提出（7 天，自“公示”起）"})],
    ),
    "a talk within a month before an objection within a week": (
        [facts(ROLES, TALK, route("工会", "1 周，自公示起", "；先行：面谈"))],
        [
            (
                "K617",
                "",
                {"start_zh": "3 月 1 日", "closes_zh": "3 月 8 日", "due_zh": "4 月 1 日", "due_en": "1 April"},
            ),
            ("K621", "", {"name": "公示"}),
        ],
    ),
    "the talk of one way and the window of another": (
        [
            facts(
                ROLES,
                TALK.replace("自公示起", "自收到结果起"),
                route("工会", "1 周，自公示起"),
                "申诉 考核结果 { 受理部门：工会；先行：面谈；答复期限：7 个工作日 }",
            )
        ],
        [
            ("K616", "", {"differ_zh": "先行的步骤"}),
            ("K617", "apart", {"since": "公示", "begins": "收到结果", "window_zh": "1 周", "lasts_zh": "1 个月"}),
            ("K618", "", {"fields_zh": "提出期限"}),
            ("K621", "", {}),
        ],
    ),
    "an objection to those who mark": (
        [facts(POSTING, route("安保部", "7 天，自公示起"))],
        [("K619", "marks", {"body": "安保部", "marked_zh": "“安全”"})],
    ),
    "a result told to each person and posted": (
        [facts(POSTING, "公开 { 考核结果：本人 }")],
        [("K620", "posted", {"readers_zh": "本人", "step": "公示"})],
    ),
    "preparation that fills the month": (
        [facts("时限 { " + TWO_WEEKS + "量表：1 周，在考核周期前；意见：1 周，在考核评估前 }")],
        [("K622", "ahead", {"days": "28", "shortest": "28", "longest": "31"})],
    ),
    "preparation that is longer than the month": (
        [facts("时限 { 方案：5 周，在考核实施前 }")],
        [("K622", "ahead_one", {"name": "方案", "days": "35", "longest": "31", "length_zh": "5 周"})],
    ),
    "two months in a new post": (
        [facts("时限 { 调入后的考核：2 个月，自调入起 }")],
        [("K622", "post", {"fewest": "2", "most": "3", "length_zh": "2 个月"})],
    ),
    "a yearly round of five days": (
        [facts("时限 { 自检：次年 1 月 10 日以前；抽查：3 天，自自检起；备案：每年 1 月 15 日以前，自抽查起 }")],
        [("K623", "", {"days": "5", "steps_zh": "“抽查”（3 天）", "opens_zh": "次年 1 月 10 日"})],
    ),
    "steps of eleven days in nine": (
        [
            facts(
                "时限 { 报送：每年 7 月 1 日以前；公示：7 天，自报送起；复核：4 天，自公示起；备案：每年 7 月 10 日以前，自复核起 }"
            )
        ],
        [("K624", "", {"days": "9", "need": "11", "short": "2"})],
    ),
    "a form by two names, one attached": (
        [facts("表单：考核反馈面谈表", "附表：绩效反馈面谈表")],
        [("K626", "", {"first": "考核反馈面谈表", "name": "绩效反馈面谈表"})],
    ),
    "attitude in a month of figures": (
        [facts("考核内容 { 月度、季度：定量指标 }"), ("条款：第四条 }", "条款：第四条；性质：定性 }")],
        [("K627", "", {"name": "卫生", "nature_zh": "定性指标", "classes_zh": "“食堂”、“车队”、“分部”"})],
    ),
    "an order in four pieces": (
        [
            facts(
                ROLES,
                "审批 考核结果：打分（后勤部） → 签字（分管领导）",
                "审批 考核结果：汇总（安保部） → 审核（评审组） → 公示",
                "审批 考核结果：签字（分管领导） → 公示",
            )
        ],
        [("K628", "", {"count": "3", "one": "分管领导", "other": "评审组"}), ("K621", "posting", {})],
    ),
    "one who signs by name and by what is done": (
        [
            facts(
                ROLES,
                "审批 考核结果：打分（后勤部） → 签字（分管领导） → 汇总（安保部）",
                "审批 考核结果：打分（后勤部） → 汇总 → 审核（评审组）",
                "审批 考核结果：安保部 → 分管领导",
            )
        ],
        [
            (
                "K612",
                "two",
                {
                    "first": "分管领导",
                    "orders_zh": "后勤部 → 分管领导 → 安保部；后勤部 → 安保部 → 评审组；安保部 → 分管领导",
                },
            )
        ],
    ),
    "a part that the text does not have": (
        [
            facts(
                "第一条 考核 { 态度分级描述（在考核方法中对此还有详细的论述）。 }",
                "第二条 附则 { 本办法由后勤部负责解释。 }",
            ),
            ("条款：第四条 }", "条款：第二条；另按：《xx单位工资办法》 }"),
        ],
        [("K629", "", {"title": "考核方法", "article": "第一条"}), ("K629", "unfilled", {"sign": "xx"})],
    ),
    "an article that the text does not have": (
        [
            facts(
                "第一条 考核 { 打分按本办法第九条办理，复核按《总公司办法》第十条、公司考核办法第十二条办理。 }",
                "第二条 附则 { 与第九条不一致的，以第一条为准。 }",
            ),
            ("条款：第四条 }", "条款：第二条 }"),
        ],
        [("K629", "article", {"article": "第一条", "cited": "第九条", "last": "第二条"})],
    ),
    "a posting of which nobody knows how long": (
        [facts("审批 考核结果：打分（后勤部） → 公示")],
        [("K621", "posting", {"name": "公示"})],
    ),
    "three pieces in a circle": (
        [
            facts(
                ROLES,
                "审批 考核结果：审核（评审组） → 签字（分管领导）",
                "审批 考核结果：签字（分管领导） → 批准（矿长）",
                "审批 考核结果：批准（矿长） → 审核（评审组）",
            )
        ],
        [("K612", "several", {"circle": "评审组 → 分管领导 → 矿长 → 评审组"})],
    ),
    "a regulation without its head": (
        [
            ("版本：3；施行日期：2025年1月1日；", ""),
            facts("第一条 { 为做好考核，制定本办法。 }"),
            ("条款：第四条 }", "条款：第一条 }"),
        ],
        [("K210", "month", {"fields_zh": "版本、施行日期、文号、月度起算日"})],
    ),
}

NEAR_MISSES: NearMisses = {
    "a second instance": [facts(ROLES, POSTING, route("工会", "7 天，自公示起"), route("评审组", "5 天，自收到答复起"))],
    "ways for different classes": [
        facts(ROLES, POSTING, route("工会", "7 天，自公示起", "；适用于：食堂"), route("评审组", "7 天，自公示起", "；适用于：车队、分部"))
    ],
    "ways for different things": [
        facts(ROLES, POSTING, route("工会", "7 天，自公示起"), route("评审组", "7 天，自公示起").replace("考核结果", "兑现结果"))
    ],
    "an objection that begins with the talk": [
        facts(ROLES, "时限 { 公示：5 天；面谈：1 个月，自公示起 }", route("工会", "1 周，自面谈起", "；先行：面谈"))
    ],
    "a talk that is over before the objection": [
        facts(ROLES, "时限 { 公示：5 天；面谈：6 天，自公示起 }", route("工会", "1 周，自公示起", "；先行：面谈"))
    ],
    "20 working days may be longer than a month": [
        facts(ROLES, "时限 { 公示：5 天；面谈：1 个月，自公示起 }", route("工会", "20 个工作日，自公示起", "；先行：面谈"))
    ],
    "heard by one who approves another thing": [
        facts(ROLES, POSTING, route("评审组", "7 天，自公示起"), "审批 考核方案：编制（后勤部） → 批准（评审组）")
    ],
    "a rule of its own for the result of a person": [facts("公开 { 考核结果：全体员工；个人考核结果：本人 }")],
    "posted for everybody": [facts(POSTING, "公开 { 考核结果：全体员工；考核标准：全体员工 }")],
    "told to all units and posted": [facts(POSTING, "公开 { 考核结果：各单位 }")],
    "files kept for years": [facts("时限 { 兑现：5 天，自期末起；存档：36 个月，自兑现起 }")],
    "a month in a new post": [facts("时限 { 调入后的考核：1 个月，自调入起 }")],
    "preparation for one and the same day": [facts("时限 { " + TWO_WEEKS + "量表：2 周，在考核实施前；意见：1 周，在考核实施前 }")],
    "a yearly round of a week": [facts("时限 { 自检：次年 1 月 8 日以前；备案：次年 1 月 15 日以前，自自检起 }")],
    "days of the year that do not wait for each other": [facts("时限 { 自检：次年 1 月 10 日以前；备案：次年 1 月 11 日以前 }")],
    "steps that just fit": [facts("时限 { 报送：每月 3 日以前；公示：5 天，自报送起；兑现：每月 8 日以前，自公示起 }")],
    "into the month after": [facts("时限 { 报送：每月 25 日以前；公示：5 天，自报送起；兑现：次月 5 日以前，自公示起 }")],
    "forms that differ in what they are of": [facts("表单：月度考核表、季度考核表、年度考核表、食堂考核表")],
    "what is signed is a form, or no form at all": [
        facts("表单：评分表（后勤部）", "审批 评分表：编制（后勤部） → 审核（安保部）", "审批 考核结果：打分（后勤部） → 审核（安保部）")
    ],
    "something signed where no forms are listed": [facts("审批 考核量表：编制（后勤部） → 审核（安保部）")],
    "a policy that only lists its forms": [facts("表单：评分表、申诉表")],
    "figures in a month of figures": [
        facts("考核内容 { 月度：定量指标；年度：定量指标、定性指标 }"), ("条款：第四条 }", "条款：第四条；性质：定量 }")
    ],
    "attitude in a period that is not this one": [
        facts("考核内容 { 季度：定量指标 }"), ("条款：第四条 }", "条款：第四条；性质：定性 }")
    ],
    "pieces that join end to end": [
        facts(
            ROLES, POSTING, "审批 考核结果：打分（后勤部） → 签字（分管领导）", "审批 考核结果：签字（分管领导） → 审核（评审组） → 公示"
        )
    ],
    "work that comes in from two sides": [
        facts(ROLES, "审批 考核结果：打分（后勤部） → 审核（评审组）", "审批 考核结果：打分（安保部） → 审核（评审组）")
    ],
    "the same order by what is done": [
        facts(ROLES, "审批 考核结果：打分（后勤部） → 审核（评审组） → 批准（矿长）", "审批 考核结果：审核 → 批准")
    ],
    "what is treated in another article, in other documents, or in what people do": [
        facts(
            "第一条 考核 { 在计分办法中有详细规定；在《工资办法》中有具体规定；在执行中有具体说明；在细则中有具体规定的，从其规定。 }",
            "第二条 计分办法 { 采用百分制。 }",
        ),
        ("条款：第四条 }", "条款：第二条、“计分办法”；另按：《二〇〇九年XXL服装办法》 }"),
    ],
    "a head that lacks a number only": [facts("第一条 { 为做好考核，制定本办法。 }"), ("条款：第四条 }", "条款：第一条 }")],
}  # fmt: skip

test_what_does_not_agree_is_found_with_its_numbers = found_in(FAULTS)
test_what_comes_close_is_silent = silent_in(NEAR_MISSES)


def test_they_speak_beside_other_errors() -> None:
    """A regulation as printed is full of them."""
    broken = changed(
        facts(ROLES, POSTING, route("工会", "7 天，自公示起"), route("评审组", "7 天，自公示起")), text=BASE
    )
    broken = broken.replace("| 卫生 | 50%  |", "| 卫生 | ？ |").replace("目标值：事故 = 0", "目标值：事故 = ？")
    assert "K616" in {one.code for one in found(broken)}


def test_the_smallest_periods_decide_where_subjects_have_their_own() -> None:
    """A class that is appraised by the quarter is not held to what is said of months."""
    rows = "".join(f"  | {name} | 季度 |\n" for name in ("食堂", "车队", "分部"))
    table = f"考核对象表 {{\n  | 考核对象 | 考核周期 |\n{rows}}}"
    text = changed(facts("考核内容 { 月度：定量指标 }", table), ("条款：第四条 }", "条款：第四条；性质：定性 }"))
    assert "K627" not in {one.code for one in found(text)}
    by_quarter = text.replace("考核内容 { 月度：", "考核内容 { 季度：")
    assert "K627" in {one.code for one in found(by_quarter)}


@pytest.mark.parametrize(
    "length", ["1 小时", "1 天", "12 个月", "119 个月", "999999 个月", "99999999 天", "9999999 个工作日"]
)
@pytest.mark.parametrize("year", ["0001", "2024", "9999"])
def test_no_length_and_no_year_is_beyond_the_calendar(length: str, year: str) -> None:
    since = {"面谈": "自公示起", "调入考核": "自调入起", "方案": "在考核前"}
    limits = "；".join(f"{name}：{length}，{start}" for name, start in since.items())
    declared = facts(
        ROLES, f"时限 {{ 公示：5 天；{limits}；兑现：5 天，自面谈起 }}", route("工会", "1 周，自公示起", "；先行：面谈")
    )
    stands(changed(declared, ("2025年1月1日", f"{year}年1月1日")))
