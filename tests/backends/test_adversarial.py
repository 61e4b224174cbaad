"""Numbers chosen to go wrong: the largest declared, nine decimals, exact ties, sums of very many rows.

``KPIDSL_UNITS`` says over how many rows sums are tried; ``make test-long`` takes ten million.
"""

import os

import duckdb
import pytest

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import scores_sheet, totals_sheet
from kpidsl.scores.read import read_month

UNITS = int(os.environ.get("KPIDSL_UNITS", "200001"))
POLICY = """考核办法 《极端》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算；自评：照评 }
部门：企管科
单位分类：甲
RULE
权重表 {
 | 指标 | 甲   |
 | 量   | 100% |
 | 合计 | 100% |
}
等次 月度等次 {
  分类排名：甲
  优：前 20%；良：20%～50%；合格：50%～90%；不合格：后 10%
  名额取整：只舍不入；并列：按较高等次；不足 5 个单位：只排名不定等次
}
"""
DATUM = "指标 量 {{ 考评部门：企管科；填报数据：产量（吨，0～{most}，9 位小数）；{rule} }}"
TARGET = "目标值：产量 ≥ {at} 吨；计分办法：达标得 100 分，未达标不得分"
AGAINST_MEAN = "计算公式：差 = 产量 − 平均（产量，同类单位）；计分办法：分档 差 { ≥ 0 吨：100 分；其余：60 分 }"
SHARE_OF_MOST = "计分办法：考评分 = 产量 ÷ {most} 吨 × 100 分"
V = "900000000.00000000"
"""A number but for its ninth decimal."""


def plan_of(rule: str, most: str = "999999999.999999999"):
    problems = Problems()
    compiled = compile_text(
        POLICY.replace("RULE", DATUM.format(most=most, rule=rule.replace("{most}", most))), problems
    )
    assert compiled, [one.code for one in problems]
    return compiled.plan


def by_both(plan, path):
    """The scores and totals of a month, once by each evaluator; None where the data are refused, with the codes."""
    found = []
    problems = Problems()
    run = DuckDBEngine(threads=2).run_files(plan, [path], None, problems)
    found.append((run.outcome if run else None, [(one.code, one.place) for one in problems]))
    problems = Problems()
    month = read_month([path], plan, None, problems)
    found.append((evaluate(plan, month) if month else None, [(one.code, one.place) for one in problems]))
    (first, said), (second, other) = found
    assert said == other
    sheets = (scores_sheet(plan, "zh"), totals_sheet(plan, "zh"))
    rows = [[outcome.rows(sheet) for sheet in sheets] if outcome else None for outcome in (first, second)]
    assert rows[0] == rows[1]
    return rows[0], said


def month_of(tmp_path, cells):
    path = tmp_path / "2019-03.csv"
    lines = [f"单位{at},甲,{cell}\n" for at, cell in enumerate(cells)]
    path.write_text("被考核单位,单位分类,量·产量\n" + "".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("at", ["0.000000001", "95", "123456789.987654321", "999999999.999999999"])
def test_a_threshold_is_met_to_the_last_decimal(tmp_path, at):
    whole = int(at.replace(".", "").ljust(len(at.partition(".")[0]) + 9, "0"))
    numbers = [number for number in (whole - 1, whole, whole + 1) if 0 <= number < 10**18]
    cells = [f"{number // 10**9}.{number % 10**9:09d}" for number in numbers]
    (scores, _), said = by_both(plan_of(TARGET.format(at=at)), month_of(tmp_path, cells))
    assert not said
    assert [row[2] for row in scores] == ["100.00" if number >= whole else "0.00" for number in numbers]


@pytest.mark.parametrize(
    "cell", ["94.9999999999", "94.99999999999999999999", "95.0000000001", "1e2", "+95", "95.", "1_0"]
)
def test_no_text_is_rounded_onto_a_threshold(tmp_path, cell):
    rows, said = by_both(plan_of(TARGET.format(at="95")), month_of(tmp_path, ["95", cell]))
    assert rows is None
    assert said


def test_the_largest_numbers_are_divided_exactly(tmp_path):
    cells = ["999999999.999999999", "999949999.999999999", "999950000.000000000", "0.000000001", "0"]
    (scores, _), said = by_both(plan_of(SHARE_OF_MOST), month_of(tmp_path, cells))
    assert not said
    # 999 949 999.999999999 is 99.995 % of the largest but for five billionths, and so below the half.
    assert [row[2] for row in scores] == ["100.00", "99.99", "100.00", "0.00", "0.00"]


@pytest.mark.parametrize(
    ("last", "below"),
    [("012", 1), ("112", UNITS - 1), ("011", 1), ("111", 0)],
    ids=["one more, one less", "one more", "one less", "all alike"],
)
def test_the_mean_of_very_many_is_exact(tmp_path, last, below):
    """All units but two have one number, of the other two each a billionth more or less or neither."""
    path = tmp_path / "2019-03.csv"
    less, same, more = (f"{V}{digit}" for digit in last)
    duckdb.execute(
        "COPY (SELECT '单位' || i AS 被考核单位, '甲' AS 单位分类,"
        f" CASE i WHEN 0 THEN '{less}' WHEN {UNITS - 1} THEN '{more}' ELSE '{same}' END AS \"量·产量\""
        f" FROM range({UNITS}) AS t(i)) TO '{path}' (HEADER)"
    )
    problems = Problems()
    run = DuckDBEngine(written=False).run_files(plan_of(AGAINST_MEAN), [path], None, problems)
    assert run, [one.code for one in problems]
    assert any("HUGEINT" in text for text in run.outcome.program.statements if isinstance(text, str))
    totals = tmp_path / "totals.csv"
    run.outcome.write(totals_sheet(run.outcome.program.integers.plan, "zh"), totals)
    counts = f"SELECT 总分, COUNT(*) FROM read_csv('{totals}', header = true, all_varchar = true) GROUP BY ALL"
    found = dict(duckdb.execute(counts).fetchall())
    expected = {"60.00": below, "100.00": UNITS - below}
    assert found == {total: count for total, count in expected.items() if count}
