"""A month on the command line: what is printed, what is written, what is refused."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import INTERRUPTED, kpidsl

LICUN = Path("policies/licun").resolve()
FIRST = Path("docs/first/zh").resolve()
MONTH = LICUN / "2019-03.csv"
ENGINES = ("reference", "duckdb")


@pytest.fixture
def licun(tmp_path: Path) -> Path:
    """A folder of one's own with the policy, the units and the month."""
    return Path(shutil.copytree(LICUN, tmp_path / "licun"))


def test_the_month_is_shown_without_any_flag() -> None:
    done = kpidsl("evaluate", str(MONTH))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("《李村煤矿党政一体化KPI管理体系》（版本 2019）　2019-03　47 个单位")
    assert lines[2].split()[:4] == ["被考核单位", "单位分类", "总分", "综合得分"]
    assert any(line.split()[0] == "掘进三队" and line.split()[-2:] == ["不合格", "安全事故"] for line in lines[4:])
    assert "暂定" in done.stdout
    assert "财务科" in done.stderr
    assert "提醒[K545]" in done.stderr


def test_both_engines_write_the_same_bytes(tmp_path: Path) -> None:
    for engine in ENGINES:
        done = kpidsl("evaluate", str(MONTH), "-o", str(tmp_path / engine), "--engine", engine)
        assert done.returncode == 0, done.stderr
        assert "leaked" not in done.stderr
    names = ["findings.csv", "manifest.json", "scores.csv", "totals.csv"]
    for name in names:
        assert (tmp_path / "reference" / name).read_bytes() == (tmp_path / "duckdb" / name).read_bytes(), name
    assert sorted(path.name for path in (tmp_path / "duckdb").iterdir()) == names


def test_the_encoding_of_the_month_changes_nothing(licun: Path, tmp_path: Path) -> None:
    text = MONTH.read_text(encoding="utf-8-sig")
    written = []
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        (licun / "2019-03.csv").write_bytes(text.encode(encoding))
        done = kpidsl("evaluate", str(licun / "2019-03.csv"), "-o", str(tmp_path / encoding))
        assert done.returncode == 0, done.stderr
        written.append((tmp_path / encoding / "totals.csv").read_bytes())
    assert len(set(written)) == 1


def test_a_name_that_no_line_has_room_for_is_whole_in_the_sheet_alone(tmp_path: Path) -> None:
    name = f"掘进{'长' * 100_000}队"
    for path in FIRST.iterdir():
        text = path.read_text(encoding="utf-8-sig")
        (tmp_path / path.name).write_text(text.replace("掘进一队", name), encoding="utf-8")
    done = kpidsl("evaluate", str(tmp_path / "2019-03.csv"), "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) < 200
    (line,) = (line for line in done.stdout.splitlines() if "长" in line)
    assert line.startswith("掘进长")
    assert "长…长" in line
    assert name in (tmp_path / "out" / "totals.csv").read_text(encoding="utf-8-sig")


def test_english_speaks_english_and_computes_the_same() -> None:
    zh, en = kpidsl("evaluate", str(MONTH)), kpidsl("evaluate", str(MONTH), "--lang", "en")
    assert en.returncode == 0
    assert en.stdout.splitlines()[2].split()[:3] == ["unit", "class", "total"]
    assert "warning[K545]" in en.stderr
    numbers = [line.split()[:3] for line in zh.stdout.splitlines()[4:50]]
    assert numbers == [line.split()[:3] for line in en.stdout.splitlines()[4:50]]


@pytest.mark.parametrize("engine", ENGINES)
def test_rejected_data_write_nothing(licun: Path, tmp_path: Path, engine: str) -> None:
    month = licun / "2019-03.csv"
    month.write_text(month.read_text(encoding="utf-8-sig").replace("95.5", "95.55", 1), encoding="utf-8")
    done = kpidsl("evaluate", str(month), "-o", str(tmp_path / "out"), "--engine", engine)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "95.55" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_policy_with_errors_is_not_evaluated(licun: Path) -> None:
    policy = licun / "licun.kpi"
    policy.write_text(policy.read_text(encoding="utf-8").replace("| 职工培训", "| 职工陪训", 1), encoding="utf-8")
    done = kpidsl("evaluate", str(licun / "2019-03.csv"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "职工陪训" in done.stderr


def test_results_that_cannot_be_written_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file is in the way", encoding="utf-8")
    done = kpidsl("evaluate", str(MONTH), "-o", str(tmp_path / "out"))
    assert done.returncode == 4
    assert "out" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_interrupting_leaves_nothing(licun: Path, tmp_path: Path) -> None:
    pipe = licun / "2019-04.csv"
    os.mkfifo(pipe)
    command = [*INTERRUPTED, "evaluate", str(pipe), "-o", str(tmp_path / "out")]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # The pipe opens once the command reads it; the command then waits for what never comes.
    with subprocess.Popen(command, **streams) as process, pipe.open("wb"):
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (stdout, b"Traceback" in stderr) == (b"", False)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_trace_names_data_rule_clause_and_rounding(engine: str) -> None:
    done = kpidsl("trace", "综采一队", str(MONTH), "--engine", engine)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["9", "综合治理·单项得分", "2.81", "93.5", "×", "3%", "=", "2.805", "→", "2.81（2"] in [
        x[:10] for x in lines
    ]
    composite = next(line for line in done.stdout.splitlines() if line.split()[1:2] == ["综合得分"])
    assert "93.77 × 25% + 95.14 × 75% = 94.7975 → 94.80（2 位，四舍五入）" in composite
    assert "三（三）（4）" in composite
    assert "licun.kpi:" in composite


def test_a_trace_of_an_unknown_unit_names_the_nearest() -> None:
    done = kpidsl("trace", "综采1队", str(MONTH))
    assert done.returncode == 2
    assert "综采一队" in done.stderr


@pytest.mark.parametrize("written", ["生产调度室", " 调 度 室 "])
def test_a_trace_takes_the_other_names_of_a_unit(written: str) -> None:
    done = kpidsl("trace", written, str(MONTH))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("调度室（生产性科室）")


@pytest.mark.parametrize(
    ("missing", "told"),
    [("2019-04.csv", "没有“{}/2019-04.csv”这个文件。"), ("2019/2019-04.csv", "没有“{}/2019”这个文件夹，")],
)
def test_data_that_are_not_there_are_what_is_missing(licun: Path, missing: str, told: str) -> None:
    done = kpidsl("evaluate", str(licun / missing))
    assert (done.returncode, done.stdout) == (4, "")
    assert f"错误[K590]：{told.format(licun)}" in done.stderr


def test_check_shows_the_sums_and_the_head_counts() -> None:
    done = kpidsl("check", str(LICUN / "licun.kpi"))
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["生产性科室", "100%", "19", "8"] in lines
    assert ["生产性科室", "8", "1", "3", "3", "1"] in lines


def test_check_without_argument_takes_every_policy_of_the_folder(licun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(licun)
    done = kpidsl("check")
    assert done.returncode == 0
    assert "licun.kpi" in done.stdout
