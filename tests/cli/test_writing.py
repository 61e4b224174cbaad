"""Results on the disk: all of them or none, and never in the place of data."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import duckdb
import pytest

from kpidsl.cli.guard import _noting_interrupts
from tests.cli.process import COMMAND, kpidsl

LICUN = Path("policies/licun").resolve()
MONTH = LICUN / "2019-03.csv"
ENGINES = ("reference", "duckdb")
NAMES = ["findings.csv", "manifest.json", "scores.csv", "totals.csv"]


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with the results of another month's run."""
    out = tmp_path / "out"
    out.mkdir()
    for name in NAMES:
        (out / name).write_text(f"last month's {name}", encoding="utf-8")
    return out


def test_new_results_take_the_place_of_old_ones(written: Path) -> None:
    assert kpidsl("evaluate", str(MONTH), "-o", str(written)).returncode == 0
    assert sorted(path.name for path in written.iterdir()) == NAMES
    assert all(not text.startswith(b"last month") for text in bytes_in(written).values())


def test_results_of_another_period_that_are_replaced_are_told(tmp_path: Path) -> None:
    policy = tmp_path / "p.kpi"
    first = Path("docs/first/zh").resolve()
    policy.write_bytes((first / "掘进队.kpi").read_bytes())
    for month in ("2019-03", "2019-04"):
        (tmp_path / f"{month}.csv").write_bytes((first / "2019-03.csv").read_bytes())
    said = [
        kpidsl(
            "evaluate", "-p", str(policy), str(tmp_path / f"{month}.csv"), "-o", str(tmp_path / "out"), "--lang", "zh"
        ).stderr
        for month in ("2019-03", "2019-03", "2019-04")
    ]
    assert ["K415" in text for text in said] == [False, False, True]
    assert "里原来是《掘进队月度考核办法》2019-03 的结果，已被这次的结果换下" in said[2]


@pytest.mark.parametrize("blocked", NAMES)
def test_one_file_that_cannot_be_replaced_leaves_the_old_results_whole(written: Path, blocked: str) -> None:
    (written / blocked).unlink()
    (written / blocked).mkdir()
    before = bytes_in(written)
    done = kpidsl("evaluate", str(MONTH), "-o", str(written))
    assert (done.returncode, done.stdout) == (4, "")
    assert f"“{written / blocked}”是文件夹" in done.stderr
    assert bytes_in(written) == before
    assert sorted(path.name for path in written.iterdir()) == NAMES


@pytest.mark.parametrize("below", ["", "/2019-03"])
def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "out").write_text("a file is in the way", encoding="utf-8")
    done = kpidsl("evaluate", str(MONTH), "-o", f"{tmp_path / 'out'}{below}")
    assert done.returncode == 4
    assert f"“{tmp_path / 'out'}”是文件，这里要一个文件夹" in done.stderr


def test_a_file_in_the_way_of_the_folder_is_named_before_the_data_are_read(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file is in the way", encoding="utf-8")
    (tmp_path / "2019-03.csv").write_text("no table", encoding="utf-8")
    done = kpidsl(
        "evaluate", "-p", str(LICUN / "licun.kpi"), str(tmp_path / "2019-03.csv"), "-o", str(tmp_path / "out")
    )
    assert done.returncode == 4
    assert "错误[K590]" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the limits of a POSIX shell")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_disk_that_takes_no_more_is_the_computers_trouble_and_leaves_nothing(tmp_path: Path, engine: str) -> None:
    """A limit on the size of files stands for a full disk: the system refuses the writing in the midst of a file."""
    command = [*COMMAND, "evaluate", str(MONTH), "-o", str(tmp_path / "out"), "--engine", engine]
    # SIGXFSZ is ignored by Python, so that the limit is an error of the writing.
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 1; exec {subprocess.list2cmdline(command)}"],
        capture_output=True, env=os.environ | {"TMPDIR": str(tmp_path)}, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert "错误[K590]" in done.stderr
    assert "stdout" not in done.stderr
    assert ".kpidsl-" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("taken", ["> /dev/full", "2> /dev/full", "> /dev/full 2> /dev/full"])
@pytest.mark.parametrize(
    "line",
    [
        "check {policy}",
        "check {policy} --format json",
        "check {policy} --format concise",
        "check no.kpi",
        "explain K301",
    ],
)
def test_an_output_that_takes_no_more_is_said_where_it_can_be(line: str, taken: str) -> None:
    command = line.format(policy=LICUN / "licun.kpi")
    done = subprocess.run(
        ["bash", "-c", f"{subprocess.list2cmdline(COMMAND)} {command} {taken}"],
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    only_data = "explain" in line or "--format" in line
    assert done.returncode == (0 if only_data and taken == "2> /dev/full" else 4)
    if taken == "> /dev/full" and "no.kpi" not in line:
        assert "错误[K590]：磁盘满了，“标准输出”没有写成。" in done.stderr


def in_a_folder(month: Path) -> tuple[Path, Path]:
    return month.parent, month.parent


def beside_the_file(month: Path) -> tuple[Path, Path]:
    return month, month.parent


@pytest.mark.parametrize("asked", [in_a_folder, beside_the_file])
def test_results_never_take_the_place_of_data(tmp_path: Path, asked: Callable[[Path], tuple[Path, Path]]) -> None:
    month = Path(shutil.copytree(LICUN, tmp_path / "licun")) / "2019-03" / "scores.csv"
    month.parent.mkdir()
    shutil.copy(MONTH, month)
    data, out = asked(month)
    policy = tmp_path / "licun" / "licun.kpi"
    done = kpidsl("evaluate", str(data), "-o", str(out), "-p", str(policy))
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误[K599]" in done.stderr
    assert {path.name for path in month.parent.iterdir()} == {"scores.csv"}
    assert month.read_bytes() == MONTH.read_bytes()


@pytest.mark.parametrize("arguments", [["-o", ""], ["-p", ""], [""]])
def test_an_empty_name_is_no_name_for_the_folder_one_is_in(arguments: list[str]) -> None:
    done = kpidsl("evaluate", str(MONTH), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "还缺" in done.stderr


@pytest.fixture
def listening() -> Iterator[None]:
    """A process that hears Ctrl-C, as one in the foreground does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listening")
def test_a_query_that_is_interrupted_counts_as_interrupted() -> None:
    Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with _noting_interrupts() as noted, pytest.raises((RuntimeError, KeyboardInterrupt)):
        duckdb.connect().execute(
            "SELECT COUNT(*) FROM (SELECT range AS number FROM range(500000000)) WHERE hash(number) % 7 = 3"
        ).fetchall()
    assert noted == [signal.SIGINT]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
