"""The policies of the coal enterprise: clean, evaluated alike by both engines, and with the results that were worked out by hand."""

import csv
from pathlib import Path

import pytest

from kpidsl import load
from kpidsl.diagnostics import Problems
from tests.cli.process import kpidsl

FOLDER = Path(__file__).parents[2] / "policies" / "coal-enterprise"
POLICIES = sorted(path for path in FOLDER.rglob("*.kpi") if path.name != "shared.kpi")
PERIODS = (
    "departments/2024-03", "managers/2024Q1", "managers/2024Q2", "staff/2024-03", "workers/2024-03", "deputies/2024H1",
    "head/2024", "pay-steps/literal/2023", "pay-steps/at-least/2023",
)  # fmt: skip
Rows = dict[str, dict[str, str]]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["被考核单位"]: row for row in csv.DictReader(file)}


def written(out: Path, *asked: str) -> Path:
    done = kpidsl("evaluate", *asked, "-o", str(out), "--lang", "zh")
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.mark.parametrize("path", POLICIES, ids=[path.stem for path in POLICIES])
def test_nothing_is_found_but_what_was_reviewed(path: Path) -> None:
    problems = Problems()
    assert load(path, problems) is not None
    assert {found.code for found in problems} <= {"K230"}


@pytest.mark.parametrize("period", PERIODS)
def test_both_engines_write_the_same_bytes(period: str, tmp_path: Path) -> None:
    data = str(FOLDER / f"{period}.csv")
    one, other = (written(tmp_path / engine, data, "--engine", engine) for engine in ("reference", "duckdb"))
    names = sorted(path.name for path in one.glob("*.csv"))
    assert {"scores.csv", "totals.csv"} <= set(names)
    assert [(one / name).read_bytes() for name in names] == [(other / name).read_bytes() for name in names]


def test_the_quarter_of_an_accident(tmp_path: Path) -> None:
    """One death: 5 of the technical manager's points; 20 + 20 of the safety manager's. Marketing missed its plan: 20."""
    totals = rows(written(tmp_path / "Q2", str(FOLDER / "managers/2024Q2.csv")) / "totals.csv")
    found = {name: (row["总分"], row["经理考核等级"]) for name, row in totals.items()}
    assert found == {
        "技术管理部经理": ("95.00", "S"),
        "安全监察部经理": ("60.00", "C"),
        "营销管理部经理": ("80.00", "A"),
    }


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        # 89.60 × 80% + 90 × 10% + 89 × 10%: between 89 and 90, where the regulation as printed has no grade
        ("staff", {"统计员": ("89.58", "A")}),
        # (100 + 60 + 100 + 85) ÷ 4 × 70% + 90 × 20% + 95 × 10%; (100 + 95 + 75 + 100) ÷ 4 × 70% + 88 × 20% + 92 × 10%
        ("managers", {"安全监察部经理": ("87.88", "A"), "技术管理部经理": ("91.55", "S")}),
        # (91.5 + 86.5) ÷ 2 × 60% + 91 × 20% + 95 × 20% = 90.6; a veto in the second half of the year
        ("deputies", {"安全副矿长": ("90.60", "D"), "经营副矿长": ("92.45", "S")}),
        # 97.5 × 40% + 95 × 20% + 80 × 30% + 88 × 10% = 90.8; 90.8 × 80% + 85 × 10% + 88 × 10%
        ("workers", {"支架工": ("89.94", "A")}),
    ],
)
def test_the_year(policy: str, expected: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    out = written(tmp_path / "results", str(FOLDER / policy), "--year", "2024")
    found = rows(out / "2024" / "annual.csv")
    assert {name: (found[name]["年度得分"], found[name]["年度综合考核等级"]) for name in expected} == expected


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (["staff/2024.csv"], 3, "K512]：名称里的“2024”是年度，办法按月份考核；表里也没有月份。"),
        (["staff/2024.csv"], 3, "kpidsl evaluate 文件夹 --year 2024 -o 结果"),
        (["head", "--year", "2024"], 2, "K728]：《煤炭企业矿长年度考核》本来就一年考核一期，没有另外的年度得分。"),
        (["head", "--year", "2024"], 2, "kpidsl evaluate 2024.csv"),
        (["departments", "--year", "2024"], 2, "K728]：《煤炭企业部门月度考核》没有写年度得分怎么算。"),
    ],
)
def test_one_who_takes_a_year_for_a_period_is_told_which_command_it_is(
    data: list[str], code: int, said: str, tmp_path: Path
) -> None:
    done = kpidsl("evaluate", str(FOLDER / data[0]), *data[1:], "-o", str(tmp_path / "results"), "--lang", "zh")
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


@pytest.mark.parametrize(
    ("reading", "steps"),
    [
        ("literal", ["0", "1", "1", "0", "0", "1", "0", "0"]),
        ("at-least", ["1", "1", "1", "0", "0", "1", "0", "-1"]),
    ],
)
def test_steps_of_pay_in_both_readings(reading: str, steps: list[str], tmp_path: Path) -> None:
    """S after S, B after B, A after B, D after D at the lowest step, S after A at the highest, B after B, C after C, D after B."""
    folder = FOLDER / "pay-steps" / reading
    for year in ("2023", "2024"):
        written(tmp_path / year, str(folder / f"{year}.csv"))
    pay = rows(tmp_path / "2024" / "pay.csv")
    assert [row["职位基薪（级）"] for row in pay.values()] == steps
