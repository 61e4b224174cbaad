"""A month of very many units on the command line: how far it is, how it is stopped, how much memory it may take."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kpidsl.cli import progress
from tests.backends.test_large_sheets import ALIKE, POLICY, mark
from tests.cli.process import BEGUN, kpidsl

ROOT = Path(__file__).parents[2]
UNITS = 400_000
WHOLE = {"scores.csv", "totals.csv", "findings.csv", "manifest.json"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy and a month of some megabytes."""
    made = tmp_path_factory.mktemp("large")
    (made / "large.kpi").write_text(POLICY.replace("FIRST", ALIKE[0]).replace("SECOND", ALIKE[1]), encoding="utf-8")
    rows = (f"{at}号,{'甲乙'[at % 2]},{mark(at)},{mark(at + 1)}\n" for at in range(UNITS))
    (made / "2019-03.csv").write_text("被考核单位,单位分类,培训,安全\n" + "".join(rows), encoding="utf-8")
    return made


@pytest.mark.parametrize("page", ["large-months.md", "large-months.zh-CN.md"])
def test_the_commands_of_the_page_run(folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    monkeypatch.chdir(folder)
    commands = [line.split()[2:] for line in text.splitlines() if line.startswith("$ kpidsl ")]
    assert len(commands) == 2
    for command in commands:
        assert kpidsl(*command, PYTHONPATH=str(ROOT)).returncode == 0
    assert (folder / "results" / "2019-03" / "totals.csv").is_file()


def arguments(folder: Path, *more: str) -> list[str]:
    return ["evaluate", "-p", str(folder / "large.kpi"), str(folder / "2019-03.csv"), *more]


def test_the_memory_of_the_database_is_bounded_and_changes_nothing(folder: Path) -> None:
    bounded, free = kpidsl(*arguments(folder, "--memory", "64MB")), kpidsl(*arguments(folder))
    assert (bounded.returncode, bounded.stdout) == (0, free.stdout)
    assert f"{UNITS} 个单位" in bounded.stdout
    assert "\r" not in bounded.stderr  # no terminal, no progress


@pytest.mark.parametrize(("lang", "words"), [("zh", "内存不够"), ("en", "not enough memory")])
def test_too_little_memory_is_said(folder: Path, tmp_path: Path, lang: str, words: str) -> None:
    done = kpidsl(*arguments(folder, "--memory", "2MB", "-o", str(tmp_path / "out"), "--lang", lang))
    assert (done.returncode, done.stdout) == (4, "")
    assert "K408" in done.stderr
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("size", ["512", "MB", "-1GB", "0MB", "a lot", "1e3MB", "1GB; DROP TABLE x"])
def test_a_size_has_a_unit(folder: Path, size: str) -> None:
    done = kpidsl(*arguments(folder, f"--memory={size}"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--memory 后面写一个数和单位" in done.stderr


@pytest.mark.parametrize(("lang", "words"), [("zh", "--memory 1KB 没有用上"), ("en", "--memory 1KB had no effect")])
def test_memory_that_no_database_takes_is_told(lang: str, words: str) -> None:
    folder = ROOT / "docs" / "first" / "en"
    done = kpidsl(
        "evaluate", "-p", str(folder / "crews.kpi"), str(folder / "2019-03.csv"), "--memory", "1KB", "--lang", lang
    )
    assert done.returncode == 0
    assert "K414" in done.stderr
    assert words in done.stderr
    free = kpidsl("evaluate", "-p", str(folder / "crews.kpi"), str(folder / "2019-03.csv"), "--lang", lang)
    assert (free.stdout, "K414" in free.stderr) == (done.stdout, False)


def test_memory_that_does_not_bound_the_reading_is_told(folder: Path, tmp_path: Path) -> None:
    """Columns that are not separated by commas are read row by row."""
    rows = (folder / "2019-03.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:20_000]
    few = tmp_path / "2019-03.csv"
    few.write_text("".join(rows), encoding="utf-8")
    assert "K414" not in kpidsl(*"evaluate", "-p", str(folder / "large.kpi"), str(few), "--memory", "0.1GB").stderr
    few.write_text("".join(rows).replace(",", "\t"), encoding="utf-8")
    done = kpidsl("evaluate", "-p", str(folder / "large.kpi"), str(few), "--memory", "0.1GB")
    assert done.returncode == 0
    assert "--memory 0.1GB 只管核算那一步" in done.stderr


@pytest.mark.parametrize("engine", ["reference", "spark"])
def test_the_memory_is_that_of_the_database_alone(folder: Path, engine: str) -> None:
    done = kpidsl(*arguments(folder, "--memory", "1GB", "--engine", engine))
    assert (done.returncode, done.stdout) == (2, "")
    assert "K408" in done.stderr
    assert engine in done.stderr


@pytest.mark.parametrize("wait", [0.0, 0.5, 1.0])
def test_ctrl_c_ends_a_run_at_once_wherever_it_is(folder: Path, tmp_path: Path, wait: float) -> None:
    command = [*BEGUN, *arguments(folder, "-o", str(tmp_path / "out"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
    assert b"Traceback" not in stderr
    assert process.returncode in {0, 130}  # a quick computer may be through, or at its last words
    out = tmp_path / "out"
    assert (process.returncode == 130 and not out.exists()) or {file.name for file in out.iterdir()} == WHOLE


def test_a_run_on_the_database_ends_at_once(folder: Path) -> None:
    """At Python's own end a Ctrl-C would be told as that of a run that is through, or abort what the database still does."""
    command = "import atexit, sys; from kpidsl.cli import main; atexit.register(print, 'late'); main()"
    done = subprocess.run([sys.executable, "-c", command, *arguments(folder)], capture_output=True, check=False)
    assert (done.returncode, done.stdout != b"", b"late" in done.stdout) == (0, True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of our own")
@pytest.mark.parametrize(("lang", "words"), [("zh", "读数据：7%"), ("en", "reading: 7%")])
def test_progress_is_shown_on_a_terminal_and_wiped(monkeypatch: pytest.MonkeyPatch, lang: str, words: str) -> None:
    reader, writer = os.openpty()
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with os.fdopen(writer, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress.progress(lang) as told:  # type: ignore[arg-type]
            told("reading", 7, 100)
            told("evaluating", 1, 3)
        shown = b""
        while not shown.endswith(b" \r"):  # the terminal gives what is written piece by piece
            shown += os.read(reader, 4096)
    os.close(reader)
    assert f"\r{words}" in shown.decode()


def test_nothing_is_shown_where_stderr_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with progress.progress("zh") as told:
        told("reading", 7, 100)
    assert capsys.readouterr() == ("", "")
