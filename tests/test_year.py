"""Licun's year: twelve months made up from the one there is, in one command, by both evaluators, checked by decimal arithmetic."""

import csv
import gzip
import io
import re
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

LICUN = Path(__file__).parents[1] / "policies" / "licun"
MONTHS = [f"2019-{number:02d}" for number in range(1, 13)]
CENT = Decimal("0.01")
Rows = dict[str, dict[str, str]]


def half_up(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def month(name: str) -> str:
    """March as it is; in another month every mark that a person gave is lower by some half points."""
    rows = list(csv.reader(io.StringIO((LICUN / "2019-03.csv").read_text(encoding="utf-8-sig"))))
    number = int(name[-2:])
    for at, row in enumerate(rows[1:], start=1):
        row[rows[0].index("月份")] = name
        for column, heading in enumerate(rows[0][3:], start=3):
            is_mark = "·" not in heading.removeprefix("党建管理·").removeprefix("信息管理·")
            if number != 3 and is_mark and re.fullmatch(r"[0-9]+(\.5)?", row[column]):
                with_step = Decimal(row[column]) - Decimal((number * 7 + at * 3 + column * 5) % 9) / 2
                row[column] = str(max(with_step, Decimal(60)))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    for name in MONTHS:
        (folder / f"{name}.csv").write_text(month(name), encoding="utf-8")
    return folder


def the_year(data: Path, results: Path, *more: str) -> tuple[int, str]:
    """The exit code of the one command, and what it says."""
    asked = ["--year", "2019", str(data), "-p", str(LICUN / "licun.kpi"), "-o", str(results), "--lang", "zh", *more]
    done = subprocess.run([sys.executable, "-m", "kpidsl", "evaluate", *asked], capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.fixture(scope="module")
def results(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results")
    code, said = the_year(data, folder)
    assert code == 0, said
    return folder


def sheet(path: Path) -> Rows:
    return {row["被考核单位"]: row for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))}


def test_every_figure_of_the_year_is_equal_in_both_evaluators(data: Path, results: Path, tmp_path: Path) -> None:
    code, said = the_year(data, tmp_path / "duckdb", "--engine", "duckdb")
    assert code == 0, said
    for period in (*MONTHS, "2019"):
        files = {path.name: path.read_bytes() for path in (results / period).iterdir()}
        assert {path.name: path.read_bytes() for path in (tmp_path / "duckdb" / period).iterdir()} == files
        assert {"manifest.json", "annual.csv" if period == "2019" else "totals.csv"} <= set(files)


def test_the_year_is_the_mean_of_the_published_composites(results: Path) -> None:
    months = [sheet(results / name / "totals.csv") for name in MONTHS]
    annual = sheet(results / "2019" / "annual.csv")
    assert len(annual) == 47
    for unit, row in annual.items():
        scores = [Decimal(figures[unit]["综合得分"]) for figures in months]
        assert [row[f"{number}月"] for number in range(1, 13)] == [str(score) for score in scores]
        assert Decimal(row["年度得分"]) == half_up(sum(scores) / 12)


def test_a_crew_has_a_quarter_of_its_branch(results: Path) -> None:
    units = csv.DictReader(io.StringIO((LICUN / "units.csv").read_text(encoding="utf-8-sig")))
    branch = {row["单位"]: row["所属支部"] for row in units if row["所属支部"]}
    assert branch
    for name in MONTHS:
        totals = sheet(results / name / "totals.csv")
        for crew, its in branch.items():
            mixed = half_up(
                Decimal(totals[its]["综合得分"]) * Decimal("0.25") + Decimal(totals[crew]["总分"]) * Decimal("0.75")
            )
            capped = min(mixed, Decimal(59)) if totals[crew]["一票否决"] else mixed
            assert Decimal(totals[crew]["综合得分"]) == capped


def test_ranks_and_grades_of_every_month(results: Path) -> None:
    seen = set()
    for name in MONTHS:
        totals = sheet(results / name / "totals.csv")
        for group in {row["月度等次·排名组"] for row in totals.values()} - {""}:
            ranked = [row for row in totals.values() if row["月度等次·排名组"] == group and row["月度等次·名次"]]
            size = int(ranked[0]["月度等次·参加排名单位数"])
            cuts = [size * share // 100 for share in (20, 50, 90)]
            for row in ranked:
                place = 1 + sum(Decimal(other["综合得分"]) > Decimal(row["综合得分"]) for other in ranked)
                assert int(row["月度等次·名次"]) == place
                if size >= 5:
                    last = place + (size - cuts[2]) > len(ranked)
                    grade = (
                        "不合格"
                        if last
                        else next(g for g, cut in zip(("优", "良", "合格"), cuts, strict=True) if place <= cut)
                    )
                    assert row["月度等次"] == grade
                    seen.add(grade)
    assert seen == {"优", "良", "合格", "不合格"}


def test_a_published_month_stays_as_it_is(data: Path, results: Path, tmp_path: Path) -> None:
    for name in MONTHS:
        (tmp_path / f"{name}.csv").write_text((data / f"{name}.csv").read_text(encoding="utf-8"), encoding="utf-8")
    before = (results / "2019" / "manifest.json").read_bytes()
    annual = sheet(results / "2019" / "annual.csv")
    assert the_year(tmp_path, results)[0] == 0
    assert (results / "2019" / "manifest.json").read_bytes() == before
    changed = tmp_path / "2019-05.csv"
    rows = changed.read_text(encoding="utf-8").splitlines()
    cells = rows[1].split(",")
    cells[3] = "61.5"
    changed.write_text("\n".join([rows[0], ",".join(cells), *rows[2:], ""]), encoding="utf-8")
    code, said = the_year(tmp_path, results)
    assert code == 3, said
    assert "K727" in said
    assert (results / "2019" / "manifest.json").read_bytes() == before
    assert the_year(tmp_path, results, "--replace")[0] == 0
    lowered = sheet(results / "2019" / "annual.csv")[cells[0]]
    assert Decimal(lowered["年度得分"]) < Decimal(annual[cells[0]]["年度得分"])
    assert the_year(data, results, "--replace")[0] == 0
    assert (results / "2019" / "manifest.json").read_bytes() == before


QUARTERLY = """考核办法 《岗位考核》 {
  版本：1；施行日期：2019年1月1日；考核周期：季度；满分：100 分
  保留小数 { 单项得分、总分、年度得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：人事部
单位分类：高层、中层
指标 业绩 { 考评部门：人事部 }
基础数据 年终 { 牵头部门：人事部；考核周期：年度；填报数据：能力（分，0～100） }
权重表 {
  | 指标 | 高层 | 中层 |
  | 业绩 | 100% | 100% |
}
年度得分（高层）：平均（总分） × 60% + 年终·能力 × 40%，缺期停算
年度得分：平均（总分），缺期按实有期数
"""


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_quarters_and_what_is_reported_once_a_year_in_one_command(tmp_path: Path, engine: str) -> None:
    (tmp_path / "p.kpi").write_text(QUARTERLY, encoding="utf-8")
    (tmp_path / "units.csv").write_text("单位,单位分类,又称\n甲,高层,甲部\n乙,中层,\n", encoding="utf-8")
    for number in range(1, 5):
        text = f"被考核单位,业绩\n甲,9{number}\n乙,8{number}\n"
        (tmp_path / f"2019年第{number}季度.csv").write_text(text, encoding="utf-8")
    asked = ["--year", "2019", str(tmp_path), "-o", str(tmp_path / "out"), "--engine", engine, "--lang", "zh"]
    command = [sys.executable, "-m", "kpidsl", "evaluate", *asked]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 3
    assert "K733" in done.stderr.decode()
    (tmp_path / "2019年度.csv").write_text("被考核单位,年终·能力\n甲部,80\n丙,80\n", encoding="utf-8")
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 3
    assert "里没有这一年的结果" in done.stderr.decode()
    (tmp_path / "2019年度.csv").write_text("被考核单位,年终·能力\n甲部,80\n", encoding="utf-8")
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    annual = sheet(tmp_path / "out" / "2019" / "annual.csv")
    assert [(row["4季度"], row["年终·能力"], row["年度得分"]) for row in annual.values()] == [
        ("94.00", "80.00", "87.50"), ("84.00", "—", "82.50"),
    ]  # fmt: skip


def test_the_periods_of_a_year_may_be_files_of_any_kind(tmp_path: Path) -> None:
    (tmp_path / "p.kpi").write_text(QUARTERLY, encoding="utf-8")
    (tmp_path / "units.csv").write_text("单位,单位分类\n甲,高层\n乙,中层\n", encoding="utf-8")
    text = "被考核单位,业绩\n甲,9{0}\n乙,8{0}\n"
    (tmp_path / "2019Q1.csv").write_text(text.format(1), encoding="utf-8")
    (tmp_path / "2019Q2.csv.gz").write_bytes(gzip.compress(text.format(2).encode()))
    for name, columns in (
        ("2019Q3", {"被考核单位": ["甲", "乙"], "业绩": [93, 83]}),
        ("2019Q4", {"被考核单位": ["甲", "乙"], "业绩": [Decimal("94.0"), Decimal("84.0")]}),
        ("2019年度", {"被考核单位": ["甲"], "年终·能力": [80]}),
    ):
        pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / f"{name}.parquet")
    asked = ["--year", "2019", str(tmp_path), "-o", str(tmp_path / "out"), "--lang", "zh"]
    done = subprocess.run([sys.executable, "-m", "kpidsl", "evaluate", *asked], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    annual = sheet(tmp_path / "out" / "2019" / "annual.csv")
    assert [(row["4季度"], row["年终·能力"], row["年度得分"]) for row in annual.values()] == [
        ("94.00", "80.00", "87.50"), ("84.00", "—", "82.50"),
    ]  # fmt: skip


def test_files_of_no_period_and_periods_missing_between_others_are_told(tmp_path: Path) -> None:
    kept = (
        line for line in QUARTERLY.splitlines(keepends=True) if not line.startswith(("基础数据", "年度得分（高层）"))
    )
    (tmp_path / "p.kpi").write_text("".join(kept), encoding="utf-8")
    for name in ("2019Q1", "2019Q3", "四季度", "2018Q4"):
        (tmp_path / f"{name}.csv").write_text("被考核单位,单位分类,业绩\n甲,高层,91\n", encoding="utf-8")
    asked = ["--year", "2019", str(tmp_path), "-o", str(tmp_path / "out"), "--lang", "zh"]
    done = subprocess.run([sys.executable, "-m", "kpidsl", "evaluate", *asked], capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert said.count("K735") == 2, said
    assert "“四季度.csv”的名称里看不出是哪一期" in said
    assert "如“2019Q1.csv”" in said
    assert "2019 年有 1 期没有结果：2019Q2" in said
    assert "这一年 4 期，有结果的 2 期：2019Q1、2019Q3\n" in done.stdout.decode()


@pytest.mark.parametrize(
    "text", [b"{", b"[]", b"{}", '{"policy": "办法"}'.encode("gbk"), b'{"policy": {"sha256": "x"}, "files": []}']
)
def test_a_manifest_that_is_none_is_told_and_can_be_replaced(tmp_path: Path, text: bytes) -> None:
    kept = (
        line for line in QUARTERLY.splitlines(keepends=True) if not line.startswith(("基础数据", "年度得分（高层）"))
    )
    (tmp_path / "p.kpi").write_text("".join(kept), encoding="utf-8")
    for name in ("2019Q1", "2019Q2"):
        (tmp_path / f"{name}.csv").write_text("被考核单位,单位分类,业绩\n甲,高层,91\n", encoding="utf-8")
    own = ("-p", str(tmp_path / "p.kpi"))
    assert the_year(tmp_path, tmp_path / "out", *own, "--memory", "1GB")[1].count("K414") == 1
    manifest = tmp_path / "out" / "2019Q1" / "manifest.json"
    before = manifest.read_bytes()
    manifest.write_bytes(text)
    code, said = the_year(tmp_path, tmp_path / "out", *own)
    assert (code, "K587" in said, str(manifest) in said) == (3, True, True), said
    assert the_year(tmp_path, tmp_path / "out", *own, "--replace")[0] == 0
    assert manifest.read_bytes() == before


LOGGED = """考核办法 《安全考核》 {
  版本：1；施行日期：2019年1月1日；考核周期：月度；满分：100 分；月度起算日：上月 26 日
  保留小数 { 考评分、单项得分、总分、年度得分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：安监处
单位分类：采煤队
台账 三违 { 日期（日期）；人次（人次，1～100）；填报部门：安监处 }
指标 安全 { 考评部门：安监处；计算公式：次数 = 总和（三违·人次）；计分办法：考评分 = 100 分 − 次数 × 1 分，最低 0 分 }
权重表 {
  | 指标 | 采煤队 |
  | 安全 | 100% |
}
年度得分：平均（总分），缺月按实有月数
"""


def test_a_year_names_the_file_it_cannot_take(tmp_path: Path) -> None:
    (tmp_path / "p.kpi").write_text(LOGGED, encoding="utf-8")
    (tmp_path / "2019-02.csv").write_text("被考核单位,单位分类\n甲队,采煤队\n", encoding="utf-8")
    (tmp_path / "三违.csv").write_text("单位,日期,人次\n甲队,2019-02-01,2\n", encoding="utf-8")
    asked = ["--year", "2019", str(tmp_path), "-o", str(tmp_path / "out"), "--lang", "zh"]

    def told() -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-m", "kpidsl", "evaluate", *asked], capture_output=True, check=False)
        return done.returncode, done.stderr.decode()

    code, said = told()
    assert (code, "kpidsl evaluate" in said) == (3, False), said
    assert "台账“三违”没有 2019-02 的文件" in said
    assert "“2019-02 三违.csv”" in said
    (tmp_path / "三违.csv").rename(tmp_path / "2019-02 三违.csv")
    assert told()[0] == 0
    (tmp_path / "2019年3月26日.csv").write_text("被考核单位,单位分类\n甲队,采煤队\n", encoding="utf-8")
    code, said = told()
    assert (code, "这一天是 2019-04 的，名称里的月份却是 2019-03" in said) == (3, True), said
