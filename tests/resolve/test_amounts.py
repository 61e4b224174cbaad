"""Written numbers serve their purpose in the unit they are written in, or are refused; none is cut or read as another."""

from fractions import Fraction

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from tests.check.changed import changed, said

SMALL, LASTS, DATA, ROUND = "不足 4 个单位", "影响期：当月", "事故（起，0～20）", "总分、综合得分：2 位，四舍五入"
ENTERED = "打分 0～100 分，精确到 0.5 分"


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (SMALL, "不足 4.5 个单位", "K108 units"),
        (SMALL, "不足 0 个单位", "K108 units"),
        (SMALL, "不足 4%", "K108 units"),
        (SMALL, "不足 4 天", "K108 units"),
        (LASTS, "影响期：1.5 个月", "K108 months"),
        (LASTS, "影响期：0", "K108 months"),
        (LASTS, "影响期：1 元", "K108 months"),
        (ROUND, "总分、综合得分：2%，四舍五入", "K108 whole"),
        (ROUND, "总分、综合得分：2 分，四舍五入", "K108 whole"),
        (ROUND, "总分、综合得分：1.5 位，四舍五入", "K108 whole"),
        (ROUND, "总分、综合得分：10 位，四舍五入", "K108 whole"),
        (DATA, "事故（起，0～20，10 位小数）", "K108 whole"),
        (DATA, "事故（起，0～20，精确到 0）", "K108 step"),
        (DATA, "事故（起，0～20，精确到 5 元）", "K324"),
        (DATA, "事故（起，0～20 人）", "K324"),
        (DATA, "事故（0 元～20 起）", "K324"),
        ("满分：100 分", "满分：100 元", "K324"),
        ("满分：100 分", "满分：100%", "K324"),
        (ENTERED, "打分 0～100%，精确到 0.5 分", "K332"),
        (ENTERED, "打分 0～100 分，精确到 1%", "K332"),
    ],
)
def test_a_number_that_cannot_serve_is_refused(old: str, new: str, finding: str) -> None:
    assert finding in said(changed((old, new)))


@pytest.mark.parametrize("months", ["1", "1 个月"])
def test_a_count_may_stand_with_its_unit_or_bare(months: str) -> None:
    assert said(changed((LASTS, f"影响期：{months}"), (SMALL, "不足 4"), (ROUND, "总分、综合得分：2，四舍五入"))) == []


@pytest.mark.parametrize(
    ("data", "low", "high"),
    [
        ("产量（吨，1～2 万吨）", 1, 20000),
        ("产量（万吨，5000 吨～2 万吨）", Fraction(1, 2), 2),
        ("产量（1 吨～2 万吨）", Fraction(1, 10000), 2),
    ],
)
def test_the_ends_of_a_range_are_brought_to_the_unit_of_the_datum(data: str, low: Fraction, high: Fraction) -> None:
    text = changed(("指标 卫生 {", f"指标 卫生 {{ 填报数据：{data}；目标值：产量 ≥ 1 万吨；"))
    compiled = compile_text(text, Problems())
    assert compiled
    (cell,) = (cell for cell in compiled.plan.scan.inputs if cell.datum == "产量")
    assert (cell.low, cell.high) == (low, high)
