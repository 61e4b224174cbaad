"""A mean of the rates of several periods is shown beside the rate of them together."""

import pytest

from tests.check.changed import found

POLICY = """考核办法 《供水所考核办法》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：供水所
指标 漏损 {
  考评部门：调度室；填报数据：供水（吨，1～1000）、售水（吨，0～1000）、用电（千瓦时，0～9000）
  计算公式：RATE
  计算公式：均值 = MEAN
  计分办法：打分 0～100 分
}
权重表 {
  | 指标 | 供水所 |
  | 漏损 | 100%   |
}
"""
SOLD = "率 = 售水 ÷ 供水 × 100%，保留小数 2 位，四舍五入"

SHOWN = [
    # the rate, the mean, its two readings
    (SOLD, "平均（率，前 3 个月），无上期取：率", "70%", "54%"),
    (SOLD, "平均（率，本年以来）", "70%", "54%"),
    (SOLD, "100% − 平均（率，前 3 个月），无上期取：率", "70%", "54%"),
    ("率 = (供水 − 售水) ÷ 供水 × 100%，保留小数 2 位，四舍五入", "平均（率，前 3 个月），无上期取：率", "30%", "46%"),
    ("率 = 1 − 售水 ÷ 供水，保留小数 2 位，四舍五入", "平均（率，本年以来）", "30%", "46%"),
    ("率 = 用电 ÷ 供水，保留小数 2 位，四舍五入", "平均（率，本年以来）", "0.7 千瓦时/吨", "0.54 千瓦时/吨"),
]

SILENT = [
    (SOLD, "平均（供水，前 3 个月），无上期取：供水"),
    (SOLD, "最大值（率，前 3 个月），无上期取：率"),
    (SOLD, "总和（售水，前 3 个月） ÷ 总和（供水，本年以来） × 100%，分母为零：不涉及"),
    ("率 = 售水 ÷ 1000 吨 × 100%，保留小数 2 位，四舍五入", "平均（率，本年以来）"),
    ("率 = 售水 × 2，保留小数 2 位，四舍五入", "平均（率，本年以来）"),
    (SOLD, "平均（率，全部单位），没有单位：不涉及"),
]


def of_means(rate: str, mean: str) -> list[dict[str, str]]:
    findings = found(POLICY.replace("RATE", rate).replace("MEAN", mean))
    assert {one.code for one in findings} <= {"K207", "K765", "K771"}, [one.code for one in findings]
    return [dict(one.args) for one in findings if one.code == "K771"]


@pytest.mark.parametrize(("rate", "mean", "of_each", "together"), SHOWN)
def test_a_mean_of_rates_is_shown_in_both_readings(rate: str, mean: str, of_each: str, together: str) -> None:
    (args,) = of_means(rate, mean)
    assert {"mean_zh": of_each, "both_zh": together}.items() <= args.items()


@pytest.mark.parametrize(("rate", "mean"), SILENT)
def test_what_is_no_mean_of_rates_is_silent(rate: str, mean: str) -> None:
    assert of_means(rate, mean) == []
