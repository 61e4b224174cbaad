"""Who gives a mark, by which rule, and what stands in for one; the head of the policy, rounding, and what nobody uses."""

from tests.check.changed import Faults, NearMisses, changed, found, found_in, said, silent_in

DEFAULTS = "通则 { 计分办法：打分 0～100 分，精确到 0.5 分；缺报：停算催报；不涉及：按比例折算 }\n"
ROUND = "  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }\n"
SAFETY = "计分办法：达标得 100 分，未达标不得分"

FAULTS: Faults = {
    "a level compared by size: the help takes up the level that is written": (
        [
            (
                "填报数据：事故（起，0～20）；目标值：事故 = 0",
                "填报数据：事故（起，0～20）、评级（甲 > 乙 > 丙）；目标值：评级 ≥ 乙",
            )
        ],
        [("K322", "", {"level": "乙", "name_zh": "评级"})],
    ),
    "a coefficient that is read without a unit": (
        [
            ("保留小数 { 单项得分、", "保留小数 { 难度系数、单项得分、"),
            (
                "权重表 {\n",
                "基础数据 规模 { 牵头部门：后勤部；填报数据：系数（0～5） }\n难度系数 规模（食堂）= 规模·系数\n权重表 {\n",
            ),
        ],
        [("K667", "bare", {})],
    ),
    "no period, no full mark": (
        [("；考核周期：月度；满分：100 分", "")],
        [("K208", "", {"fields_zh": "考核周期、满分"})],
    ),
    "a term of no years": (
        [("考核周期：月度", "考核周期：任期"), ("影响期：当月", "影响期：本任期")],
        [("K209", "", {})],
    ),
    "no version, no date": (
        [("版本：3；施行日期：2025年1月1日；", "")],
        [("K210", "", {"fields_zh": "版本、施行日期"})],
    ),
    # 12.5-type halves need a weight: 15% × 92.5 = 13.875 is half-way at two decimals; 10% × 92.5 = 9.25 is not.
    "points not rounded": (
        [("单项得分、总分、综合得分：2 位", "总分、综合得分：2 位")],
        [
            (
                "K310",
                "",
                {
                    "stages_zh": "单项得分",
                    "unit_class": "车队",
                    "weight": "15%",
                    "mark": "92.5",
                    "value": "13.875",
                    "half_up": "13.88",
                    "cut": "13.87",
                },
            )
        ],
    ),
    "totals not rounded": ([("单项得分、总分、综合得分：2 位", "单项得分、综合得分：2 位")], [("K310", "total", {})]),
    # 95.25 × 80% + 93.41 × 20% = 76.2 + 18.682 = 94.882: no half; 20% of a hundredth is 2 thousandths, never half-way.
    "composites not rounded": (
        [("单项得分、总分、综合得分：2 位", "单项得分、总分：2 位")],
        [("K310", "composite_plain", {})],
    ),
    # 25% × 93.41 + 75% × 95.27 = 23.3525 + 71.4525 = 94.805.
    "composites not rounded, with a half-way case": (
        [
            ("单项得分、总分、综合得分：2 位", "单项得分、总分：2 位"),
            ("× 20% + 总分 × 80%", "× 25% + 总分 × 75%"),
            ("≥ 36%", "≥ 30%"),
        ],
        [
            (
                "K310",
                "composite",
                {"total": "95.27", "linked": "93.41", "value": "94.805", "half_up": "94.81", "cut": "94.80"},
            )
        ],
    ),
    "a year not rounded": (
        [("任何情况下", "年度得分：平均（综合得分），缺月按实有月数\n任何情况下")],
        [("K310", "annual", {})],
    ),
    "digits without a mode": (
        [("综合得分：2 位，四舍五入", "综合得分：1 位")],
        [
            ("K310", "mode", {"stage_zh": stage, "digits": "1", "value": "9.25", "half_up": "9.3", "cut": "9.2"})
            for stage in ("单项得分", "总分", "综合得分")
        ],
    ),
    "nobody appraises": (
        [("指标 卫生 { 考评部门：后勤部；条款：第四条 }", "指标 卫生 { 条款：第四条 }")],
        [("K363", "", {"name": "卫生", "unit_class": "食堂", "weight": "50%"})],
    ),
    "nobody appraises one class": (
        [("指标 卫生 { 考评部门：后勤部；", "指标 卫生 { 考评部门 { 班组：后勤部 }；")],
        [("K363", "classes", {"classes_zh": "分部", "unit_class": "分部", "weight": "40%"})],
    ),
    "a substitute that does not exist": (
        [("考评部门：后勤部；条款", "考评部门：后勤部；自评：回避，由 督查组 考评；条款")],
        [("K363", "substitute", {"who": "督查组"})],
    ),
    "no scoring rule for a class": (
        [(SAFETY, "计分办法 { 食堂：达标得 100 分，未达标不得分 }")],
        [("K378", "", {"name": "安全", "classes_zh": "车队", "weight": "55%"})],
    ),
    "two scoring rules for a class": (
        [(SAFETY, "计分办法 { 班组：达标得 100 分，未达标不得分；食堂：达标得 100 分，未达标得 60 分 }")],
        [("K378", "two", {"classes_zh": "食堂"})],
    ),
    "two targets for a class": (
        [("目标值：事故 = 0\n", "目标值 { 班组：事故 = 0；车队：事故 ≤ 1 }\n")],
        [("K378", "two_targets", {"classes_zh": "车队"})],
    ),
    # 安全 weighs most, 55% of 车队: the rest at 95 makes 42.75, with full marks 97.75.
    "unreported not settled, said once for all indicators": (
        [("缺报：停算催报；", "")],
        [
            (
                "K365",
                "",
                {
                    "names_zh": "“卫生”、“安全”、“服务·态度”等 4 项",
                    "unit_class": "车队",
                    "name": "安全",
                    "weight": "55%",
                    "zero": "42.75",
                    "full": "97.75",
                },
            )
        ],
    ),
    "not applicable not settled, for one indicator": (
        [
            ("；不涉及：按比例折算 }", " }"),
            ("指标 卫生 { ", "指标 卫生 { 不涉及：计零分；"),
            ("指标 服务 { ", "指标 服务 { 不涉及：计零分；"),
        ],
        [("K366", "", {"names_zh": "“安全”", "reweighted": "95.00", "full": "97.75", "zero": "42.75"})],
    ),
    "merging into nothing": (
        [("条款：第四条", "条款：第四条；不涉及：权重并入 食品")],
        [("K368", "", {"target": "食品"})],
    ),
    "merging into a near name": (
        [("条款：第四条", "条款：第四条；不涉及：权重并入 态度")],
        [("K368", "near", {"nearest": "服务·态度"})],
    ),
    "merging into itself": ([("条款：第四条", "条款：第四条；不涉及：权重并入 卫生")], [("K368", "itself", {})]),
    "merging onward": (
        [
            ("条款：第四条", "条款：第四条；不涉及：权重并入 服务·态度"),
            ("指标 服务 { ", "指标 服务 { 不涉及：权重并入 卫生；"),
        ],
        [
            ("K368", "onward", {"name": name, "target": target, "next": onward})
            for name, target, onward in (
                ("卫生", "服务·态度", "卫生"),
                ("服务·态度", "卫生", "服务·态度"),
                ("服务·及时", "卫生", "服务·态度"),
            )
        ],
    ),
    "merging into what the class is not appraised on": (
        [("条款：第四条", "条款：第四条；不涉及：权重并入 安全")],
        [("K368", "class", {"unit_class": "分部", "weight": "40%"})],
    ),
    "a target nobody meets": (
        [("目标值：事故 = 0\n", "目标值：事故 < 0\n")],
        [("K376", "", {"name": "事故", "low_zh": "0 起", "high_zh": "20 起"})],
    ),
    "a target everybody meets": (
        [("目标值：事故 = 0\n", "目标值：事故 ≤ 20\n")],
        [("K376", "always", {"high_zh": "20 起"})],
    ),
    "a target between two whole numbers": (
        [("目标值：事故 = 0\n", "目标值：事故 = 0 且 事故 < 0\n")],
        [("K376", "plain", {"name": "安全"})],
    ),
    "a department that does nothing": (
        [("后勤部、安保部", "后勤部、安保部、督查组")],
        [("K207", "department", {"name": "督查组"})],
    ),
    "a class set nobody names": (
        [("班组：食堂、车队 }", "班组：食堂、车队；机关：分部 }")],
        [("K207", "class_set", {"name": "机关"})],
    ),
    "a link nobody reads": (
        [("对应关系 所属分部", "对应关系 帮扶分部 { 班组：分部 }\n对应关系 所属分部")],
        [("K207", "link", {"name": "帮扶分部"})],
    ),
    "a datum nobody reads": (
        [("事故（起，0～20）", "事故（起，0～20）、隐患（项）")],
        [("K207", "datum", {"name": "隐患", "family": "安全"})],
    ),
    "a formula nobody reads": (
        [("目标值：事故 = 0\n", "计算公式：事故数 = 事故；目标值：事故 = 0\n")],
        [("K207", "formula", {"name": "事故数"})],
    ),
}

RATE = "填报数据：甲（项）、乙（项）；计算公式：率 = 甲 ÷ 乙，分母为零：OUTCOME；目标值：率 ≥ 95%；条款：第四条"

FAULTS |= {
    "a mark for a zero denominator where a person marks": (
        [("条款：第四条", RATE.replace("OUTCOME", "计零分"))],
        [("K207", "outcome", {"name": "率", "family": "卫生"})],
    ),
}

NEAR_MISSES: NearMisses = {
    "not rounded, and said so": [("综合得分：2 位，四舍五入 }", "综合得分：2 位，四舍五入；考评分：不取舍 }")],
    "a class that is not weighed needs no appraiser": [
        ("考评部门：安保部；填报数据", "考评部门 { 班组：安保部 }；填报数据")
    ],
    "a class that is not weighed needs no rule": [(SAFETY, "计分办法 { 班组：达标得 100 分，未达标不得分 }")],
    "a substitute by another name": [
        ("后勤部、安保部", "后勤部、安保部（又称 安全办）"),
        ("考评部门：后勤部；条款", "考评部门：后勤部；自评：回避，由 安全办 考评；条款"),
    ],
    "merging into a part": [("条款：第四条", "条款：第四条；不涉及：权重并入 服务·态度")],
    "a target at the edge": [("目标值：事故 = 0\n", "目标值：事故 < 20\n")],
    "a department that collects": [
        ("后勤部、安保部", "后勤部、安保部、督查组"),
        ("填报数据：事故", "汇总部门：督查组；填报数据：事故"),
    ],
    "a department known as a source": [
        ("后勤部、安保部", "后勤部、安保部、督查组"),
        ("填报数据：事故", "数据来源：督查组；填报数据：事故"),
    ],
}

NEAR_MISSES |= {
    "a stop for a zero denominator where a person marks": [("条款：第四条", RATE.replace("OUTCOME", "停算"))],
    "no target for a zero denominator": [("条款：第四条", RATE.replace("OUTCOME", "不涉及"))],
}

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)


def test_a_misspelt_department_is_not_asked_for_again() -> None:
    assert said(changed(("指标 卫生 { 考评部门：后勤部", "指标 卫生 { 考评部门：后勤处"))) == ["K201 department_near"]


def test_a_misspelt_collector_is_not_taken_silently() -> None:
    assert said(changed(("填报数据：事故", "汇总部门：安保处；填报数据：事故"))) == ["K201 department_near"]


def test_nothing_is_called_unused_while_something_else_is_wrong() -> None:
    assert said(
        changed(
            ("后勤部、安保部", "后勤部、安保部、督查组"),
            ("| 卫生 | 50%  |", "| 卫生 | 51%  |"),
            ("| 合计 | 100% |", "| 合计 | 101% |"),
        )
    ) == ["K301 over"]


def test_what_the_defaults_leave_open_is_asked_once() -> None:
    assert len(found(changed((DEFAULTS, DEFAULTS.replace("缺报：停算催报；", ""))))) == 1


def test_what_hangs_on_the_period_that_is_not_stated_is_not_asked_for_again() -> None:
    formula = "填报数据：吨（吨，0～9）；计算公式：增 = 吨 − 上年同期·吨，无上年同期：不涉及；计算公式：累 = 总和（吨，本年以来）"
    more = ("后勤部；条款：第四条", f"后勤部；{formula}；条款：第四条")
    notes = {"K207 formula", "K765 one"}
    assert set(said(changed(more))) == notes
    assert set(said(changed(more, ("；考核周期：月度", "")))) - notes == {"K208"}
