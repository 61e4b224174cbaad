"""Scales, pay, vetoes and composites beside each other: two bases, two results, a veto and the year, who joins two scores."""

import pytest

from tests.check.changed import Expected, assert_found, assert_silent, found

HEAD = """考核办法 《车队考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分、年度得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：运输部、安全部
单位分类：货车队、客车队
指标 里程 { 考评部门：运输部 }
指标 安全 { 考评部门：安全部；填报数据：事故（起，0～9） }
权重表 {
  | 指标 | 货车队 | 客车队 |
  | 里程 | 70%    | 70%    |
  | 安全 | 30%    | 30%    |
}
"""
SCORES = "等次 月度等次，按分数 { 甲：≥ 90；乙：[75, 90)；丙：< 75 }\n"
RANKS = """等次 月度等次 {
  分类排名：货车队、客车队
  甲：前 20%；乙：20%～90%；不合格：后 10%
  名额取整：四舍五入；并列：按较高等次；不足 5 个单位：只排名不定等次
}
"""
VETO = "一票否决 事故 {{ 情形：安全·事故 > 0；对象：本单位；影响期：当月；处理 {{ {} }} }}\n"
AFTER = ("影响期：当月", "影响期：当月；执行顺序：综合得分之后")
YEAR = "年度得分：平均（综合得分），缺月按实有月数\n"
YEARLY = "等次 年度等次，按分数 { 考核周期：年度；一等：≥ 90；二等：< 90 }\n"
READ = ("K207", "datum", {"name": "事故"})


def two(basis: str, other: str) -> str:
    return f"等次 月度等次，按分数 {{ 甲：≥ 90，评定依据：{basis}；乙：[75, 90)；丙：< 75；评定依据：{other} }}\n"


CASES: dict[str, tuple[str, list[Expected]]] = {
    "a band goes by something else than its scale": (
        two("客运计划完成情况", "安全考评得分"),
        [
            (
                "K785",
                "",
                {
                    "basis": "客运计划完成情况",
                    "usual": "安全考评得分",
                    "score": "90",
                    "grade": "甲",
                    "other": "75",
                    "other_grade": "乙",
                },
            )
        ],
    ),
    "bases without a score to show": (
        RANKS.replace("甲：前 20%", "甲：前 20%，评定依据：里程").replace(
            "乙：20%～90%", "乙：20%～90%，评定依据：安全"
        ),
        [("K785", "plain", {"name": "月度等次"})],
    ),
    "one label without its band": (
        "等次 月度等次，按分数 { 甲：≥ 90；乙：[60, 90)；丙 }\n",
        [("K794", "some", {"grades_zh": "丙"})],
    ),
    "labels alone": ("等次 月度等次 { 甲、乙；丙 }\n", [("K794", "", {"grades_zh": "甲、乙、丙", "score": "95"})]),
    "grades that are nearly alike": (
        "等次 一，按分数 { 优：≥ 90；中：< 90 }\n等次 二，按分数 { 优秀：≥ 80；中等：< 80 }\n",
        [("K795", "", {"one": "一", "other": "二", "pairs_zh": "“优”和“优秀”、“中”和“中等”"}), READ],
    ),
    "a class without a grade of the year": (
        SCORES + YEARLY.replace("年度；", "年度；适用于：货车队；") + YEAR,
        [("K796", "", {"classes_zh": "客车队", "scales_zh": "年度等次"}), READ],
    ),
    "a veto that the year does not feel": (
        SCORES + YEARLY + YEAR + VETO.format("月度等次：丙"),
        [("K790", "", {"score": "95.00", "vetoed": "95.00", "year": "95.00", "grade": "一等"})],
    ),
    "a veto that caps the score, and the year hardly feels it": (
        SCORES + YEARLY + YEAR + VETO.replace(*AFTER).format("月度等次：丙；综合得分上限：59 分"),
        [("K790", "", {"vetoed": "59.00", "year": "92.00", "grade": "一等"})],
    ),
    "a veto and a year of more than a mean": (
        SCORES + YEARLY + "年度得分：平均（综合得分） × 90% + 10 分，缺月按实有月数\n" + VETO.format("月度等次：丙"),
        [("K790", "", {"scale": "年度等次", "year": "95.50", "grade": "一等"})],
    ),
    "a veto and a year that is no mean, sum or share": (
        SCORES + YEARLY + "年度得分：较低者（平均（综合得分），95 分），缺月按实有月数\n" + VETO.format("月度等次：丙"),
        [("K790", "plain", {"scale": "年度等次", "period_zh": "月度"})],
    ),
    "pay that is money and steps": (
        SCORES + "兑现 奖金 { 金额：5 元；级数：1 级；保留小数：0 位，四舍五入 }\n",
        [("K708", "", {"name": "奖金"})],
    ),
    "steps that are points": (SCORES + "兑现 升降 { 级数：5 分 }\n", [("K786", "", {"unit_zh": "分"})]),
    "links without a number": (
        SCORES + "兑现 工资 { 另按：《工资办法》 }\n兑现 评先 { 备注：没有办法 }\n兑现 选拔 { 条款：第九条 }\n",
        [
            ("K787", "", {"count": "3", "names_zh": "工资、评先、选拔", "said_zh": "《工资办法》、没有办法、第九条"}),
            READ,
        ],
    ),
    "links of two results": (
        SCORES + "兑现 基薪 { 评定依据：年度考核；备注：一 }\n兑现 基薪 { 评定依据：年度综合考核；备注：二 }\n",
        [("K787", "", {}), ("K789", "", {"one_zh": "年度考核", "other_zh": "年度综合考核"})],
    ),
    "places alone, and pay": (
        RANKS + "兑现 工资 { 金额：5 元；保留小数：0 位，四舍五入 }\n",
        [("K792", "", {"size": "6", "count": "1", "score": "99", "pays_zh": "工资"}), READ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str) -> None:
    text, expected = CASES[name]
    assert_found(HEAD + text, *expected)


SILENT = {
    "a veto that acts on the year": SCORES + YEARLY + YEAR + VETO.format("月度等次：丙；年度等次：二等"),
    "a veto that lasts the year": SCORES + YEARLY + YEAR + VETO.format("月度等次：丙").replace("当月", "当年"),
    "a veto that the mean feels enough": SCORES
    + YEARLY
    + YEAR
    + VETO.replace(*AFTER).format("月度等次：丙；综合得分上限：0 分"),
    "a scale and a band that go by the same": two("安全 考评，得分", "安全考评得分") + VETO.format("月度等次：丙"),
    "two outcomes of two results": SCORES
    + VETO.format("月度等次：丙")
    + "兑现 甲 { 金额：分情况 { 月度等次 = 甲：5 元；其余：0 元 }；保留小数：0 位，四舍五入 }\n"
    + "兑现 乙 { 级数：分情况 { 月度等次 = 丙：-1 级；其余：0 级 } }\n",
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_not_found(name: str) -> None:
    assert_silent(HEAD + SILENT[name])


def test_one_pay_said_twice_is_a_slip_where_the_results_are_the_same() -> None:
    pay = "兑现 奖金 { 金额：分情况 { 月度等次 = 甲：5 元；其余：0 元 }；保留小数：0 位，四舍五入 }\n"
    assert_found(HEAD + SCORES + pay + pay, ("K202", "", {"name": "奖金"}))


def test_a_zero_target_shows_what_is_left_by_weight() -> None:
    head = HEAD.replace(
        "0～9） }", "0～9）、违章（次，0～9）；目标值：违章 = 0；计分办法：达标得 100 分，未达标不得分 }"
    )
    head = head.replace("| 30%    | 30%    |", "| 30%    | 5%     |").replace(
        "| 70%    | 70%    |", "| 70%    | 95%    |"
    )
    other = "指标 货损 { 考评部门：运输部；填报数据：破损（件，0～9） }\n"
    text = head.replace("指标 安全", other + "指标 安全") + SCORES
    text = text.replace("| 里程 | 70%    | 95%    |", "| 里程 | 60%    | 85%    |\n  | 货损 | 10%    | 10%    |")
    veto = VETO.replace("安全·事故", "货损·破损").format("月度等次：丙")
    said = "“客车队”丢掉“安全”（5%）还有 95.00 分，定“甲”；“货车队”丢掉“安全”（30%）还有 70.00 分，定“丙”"
    assert_found(text + veto, ("K791", "", {"count": "1", "cases_zh": said}), READ)


def test_a_run_that_ends_is_silent_and_one_that_does_not_is_shown() -> None:
    pay = "兑现 升降 {{ 级数：分情况 {{ {}：-1 级；其余：0 级 }} }}\n"
    words = {"name": "升降", "grade": "丙", "count": "2", "next": "3", "history_zh": "丙、丙、丙"}
    head, run = HEAD + SCORES + VETO.format("月度等次：丙"), "连续 2 个月（月度等次 = 丙）"
    assert_found(head + pay.format(run), ("K788", "", words))
    outside = ("K716", "outside", dict[str, str]())
    assert_found(head + pay.format("月度等次 = 丙 且 上期·月度等次 = 丙"), ("K788", "", words), outside)
    assert_found(head + pay.format("月度等次 = 丙 且 上期·综合得分 < 60 分"), outside)
    ended = head + pay.format(f"{run}且 非 连续 3 个月（月度等次 = 丙）")
    assert "K788" not in {finding.code for finding in found(ended)}
    assert_silent(head + pay.format("连续 2 个月（综合得分 < 60 分）"))


def test_columns_of_a_group_that_differ_are_shown_by_what_differs_most() -> None:
    head = HEAD.replace("| 70%    | 70%    |", "| 70%    | 55%    |").replace(
        "| 30%    | 30%    |", "| 30%    | 45%    |"
    )
    words = {"first": "货车队", "second": "客车队", "leaf": "里程", "here": "70%", "there": "55%", "count": "2"}
    assert_found(head + RANKS, ("K793", "", words), READ)
    assert_found(head + RANKS.replace("货车队、客车队", "货车队｜客车队"), READ)


def test_an_indicator_that_only_one_class_of_a_group_has_is_shown_as_its_table_shows_it() -> None:
    other = "指标 货损 { 考评部门：运输部 }\n"
    head = HEAD.replace("指标 安全", other + "指标 安全")
    head = head.replace("| 70%    | 70%    |", "| 70%    | 55%    |\n  | 货损 | —      | 30%    |")
    head = head.replace("| 30%    | 30%    |", "| 30%    | 15%    |")
    words = {"first": "货车队", "second": "客车队", "leaf": "货损", "here": "—", "there": "30%", "count": "3"}
    assert_found(head + RANKS, ("K793", "", words), READ)


def test_what_a_missing_month_takes_is_shown_as_one_speaks_of_it() -> None:
    assert_found(HEAD + SCORES + "年度得分：平均（总分）\n", ("K723", "", {"mean": "95", "zero": "≈87.08"}))
    quarterly = HEAD.replace("考核周期：月度", "考核周期：季度")
    assert_found(quarterly + SCORES + "年度得分：平均（总分）\n", ("K723", "periods", {"zero": "71.25"}))
