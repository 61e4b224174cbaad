"""Earlier results: read from what was written, held to their hashes, never guessed."""

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from kpidsl.cli.outputs import write_results
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.resolve.cycle import Cycle, Period
from kpidsl.run import evaluate_files
from kpidsl.scores.store import Store, earlier_figures

POLICY = """考核办法 《产量考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分，精确到 0.5 分；缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：采煤队
指标 产量 {
  考评部门：调度室；填报数据：产量（吨，1～1000）
  计算公式：增幅 = 环比（产量），无上期：计满分
  计分办法：考评分 = 60 分 + 增幅 × 100 分，最低 0 分，最高 100 分
}
等次 等级，按分数 { 优：≥ 80；差：< 80 }
权重表 {
  | 指标 | 采煤队 |
  | 产量 | 100%   |
}
任何情况下：若 上期·等级 = 优，则 总分 ≥ 0
"""


def compiled(text: str = POLICY) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    assert found, list(problems)
    return found


def evaluated(folder: Path, period: str, output: int, text: str = POLICY) -> list[str]:
    """Evaluates a month of one unit into the store; gives the codes that were found."""
    data = folder / f"{period}.csv"
    data.write_text(f"被考核单位,单位分类,产量·产量\n甲队,采煤队,{output}\n", encoding="utf-8")
    problems = Problems()
    run = evaluate_files(compiled(text).plan, [data], None, problems, results=folder / "results")
    if run:
        write_results(run, folder / "results" / period, "zh")
    return [found.code for found in problems]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    assert evaluated(tmp_path, "2024-01", 100) == evaluated(tmp_path, "2024-02", 110) == []
    return tmp_path


def test_a_figure_is_the_one_that_was_written(store: Path) -> None:
    problems = Problems()
    plan = compiled().plan
    past = earlier_figures(plan, "2024-03", Store(store / "results", plan.policy, problems))
    assert past == {"past:1:data:产量·产量": {"甲队": Fraction(110)}, "past:1:grade:等级": {"甲队": Fraction(1)}}
    assert not list(problems)


def test_the_first_period_has_none(tmp_path: Path) -> None:
    plan = compiled().plan
    assert earlier_figures(plan, "2024-01", Store(tmp_path / "none", plan.policy, Problems())) == {}


def test_a_period_that_is_missing_is_named(store: Path) -> None:
    plan, problems = compiled().plan, Problems()
    assert earlier_figures(plan, "2024-04", Store(store / "results", plan.policy, problems)) is None
    (found,) = problems
    assert (found.code, dict(found.args)["missing_zh"], dict(found.args)["first"]) == ("K588", "2024-03", "2024-01")


def test_a_policy_that_looks_back_asks_for_the_folder(store: Path) -> None:
    problems = Problems()
    assert evaluate_files(compiled().plan, [store / "2024-02.csv"], None, problems) is None
    assert [(found.code, found.variant) for found in problems] == [("K588", "store")]
    assert evaluate_files(compiled().plan, [store / "2024-01.csv"], None, Problems())


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "results" / "2024-02" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "variant", "file"),
    [
        (changed("figures.csv", "110", "111"), "changed", "figures.csv"),
        (changed("totals.csv", "甲队", "乙队"), "changed", "totals.csv"),
        (changed("manifest.json", '"2024-02"', '"2024-01"'), "period", "manifest.json"),
        (changed("manifest.json", "产量考核", "安全考核"), "policy", "manifest.json"),
        (changed("manifest.json", "files", "sheets"), "manifest", "manifest.json"),
        (changed("manifest.json", "{", "["), "manifest", "manifest.json"),
        (lambda folder: (folder / "results" / "2024-02" / "totals.csv").unlink(), "gone", "totals.csv"),
    ],
)
def test_results_that_were_changed_are_refused(
    store: Path, change: Callable[[Path], None], variant: str, file: str
) -> None:
    change(store)
    plan, problems = compiled().plan, Problems()
    assert earlier_figures(plan, "2024-03", Store(store / "results", plan.policy, problems)) is None
    (found,) = problems
    assert (found.code, found.variant, Path(found.place.file).name if found.place else "") == ("K587", variant, file)


@pytest.mark.parametrize(
    ("old", "new", "variant"),
    [
        ("产量（吨，1～1000）", "产量（吨，1～100）", "value"),
        ("优：≥ 80；差：< 80", "优：≥ 80；良：[60, 80)；可：< 60", "level"),
        ("产量 {\n  考评部门：调度室；填报数据：产量（", "产量 {\n  考评部门：调度室；填报数据：原煤产量（", ""),
    ],
)
def test_an_older_version_is_read_by_name_and_asked_where_it_does_not_fit(
    store: Path, old: str, new: str, variant: str
) -> None:
    text = POLICY.replace(old, new).replace("环比（产量）", "环比（原煤产量）" if "原煤" in new else "环比（产量）")
    if variant == "level":
        assert evaluated(store, "2024-03", 112) == []  # 60 分上下：差
    plan, problems = compiled(text).plan, Problems()
    period = "2024-04" if variant == "level" else "2024-03"
    assert earlier_figures(plan, period, Store(store / "results", plan.policy, problems)) is None
    assert [(found.code, found.variant) for found in problems] == [("K589", variant)]


def period_of(name: str) -> Period | None:
    """The period of a cycle of any kind."""
    lengths = {"MONTH": 1, "QUARTER": 3, "HALF_YEAR": 6, "YEAR": 12, "TERM": 36}
    found = [period for word, months in lengths.items() if (period := Cycle(word, months).period(name))]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("name", "back", "before"),
    [
        ("2024-01", 1, "2023-12"),
        ("2024-12", 12, "2023-12"),
        ("2024Q1", 1, "2023Q4"),
        ("2024H2", 3, "2023H1"),
        ("2024", 2, "2022"),
        ("2024-2026", 1, "2021-2023"),
    ],
)
def test_periods_before(name: str, back: int, before: str) -> None:
    period = period_of(name)
    assert period
    assert (period.name, period.before(back).name) == (name, before)


@pytest.mark.parametrize(
    "name", ["", "24-01", "2024-13", "2024-00", "2024Q5", "2024H0", "2024-1", "2024Q", "2024-2025", "results"]
)
def test_what_names_no_period(name: str) -> None:
    assert period_of(name) is None


def test_the_months_of_a_period() -> None:
    assert [(one.first_month, one.last_month) for one in map(period_of, ("2024Q2", "2024", "2024-2026")) if one] == [
        ("2024-04", "2024-06"), ("2024-01", "2024-12"), ("2024-01", "2026-12"),
    ]  # fmt: skip


@pytest.mark.parametrize("command", [["compile"], ["generate", "-o", "pages"], ["diagram", "-o", "pictures"]])
def test_what_is_read_of_a_policy_names_earlier_figures(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "p.kpi").write_text(POLICY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kpidsl", command[0], "p.kpi", *command[1:], "--lang", "zh"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, said
    plan = tmp_path / "pages" / "p" / "plan.txt"
    if command[0] == "compile":
        assert "产量·产量（前 1 期）" in said
    elif command[0] == "generate":
        assert "产量·产量（前 1 期）" in plan.read_text(encoding="utf-8")
