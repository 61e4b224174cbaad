"""``check --watch``: checked again whenever a file changes that was read, until Ctrl-C."""

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.process import INTERRUPTED, kpidsl

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal")

SHARED = "部门：后勤处\n"
POLICY = """引用：“共用/部门.kpi”
考核办法 《食堂考核办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
单位分类：食堂
指标 卫生 { 考评部门：后勤处 }
权重表 {
  | 指标 | 食堂 |
  | 卫生 | 100% |
  | 合计 | 100% |
}
"""


class Watching:
    """A command that watches; what it has written so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environ = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [*INTERRUPTED, "check", "--watch", *arguments], cwd=folder, env=environ, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines += iter(self.process.stdout.readline, "")  # type: ignore[arg-type]

    def next(self, wanted: str, seconds: float = 40) -> str:
        """Waits until ``wanted`` is said and the round is over, and forgets what was said so far."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            said = "".join(self.lines)
            if wanted in said and "按 Ctrl-C 结束" in said[said.index(wanted) :]:
                self.lines.clear()
                return said
            time.sleep(0.05)
        raise AssertionError(f"{wanted} was not said: {''.join(self.lines)}")

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        self.reader.join()
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "共用").mkdir()
    (tmp_path / "共用" / "部门.kpi").write_text(SHARED, encoding="utf-8")
    (tmp_path / "食堂.kpi").write_text(POLICY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    one = Watching(folder, "食堂.kpi")
    yield one
    if one.process.poll() is None:
        one.end()


def test_every_file_that_was_read_is_watched_and_ctrl_c_ends_it(watching: Watching, folder: Path) -> None:
    policy, shared = folder / "食堂.kpi", folder / "共用" / "部门.kpi"
    first = watching.next("食堂.kpi：没有错误。")
    assert "\x1b" not in first  # no screen is cleared where there is none
    policy.write_text(POLICY.replace("| 100%", "| 90%", 1), encoding="utf-8")
    assert "K301" in watching.next("食堂.kpi：有错误，不能核算。")
    policy.unlink()
    assert "K590" in watching.next("错误[K590]")
    policy.write_text(POLICY, encoding="utf-8")
    watching.next("食堂.kpi：没有错误。")
    shared.write_text("部门：后勤科\n", encoding="utf-8")
    watching.next("食堂.kpi：有错误，不能核算。")
    shared.unlink()
    assert "K214" in watching.next("食堂.kpi：有错误，不能核算。")
    shared.write_text(SHARED, encoding="utf-8")
    watching.next("食堂.kpi：没有错误。")
    (folder / "units.csv").write_text("单位,单位分类\n一食堂,食堂\n二食堂,车间\n", encoding="utf-8")
    assert "units.csv" in watching.next("食堂.kpi：有错误，不能核算。")
    (folder / "units.csv").unlink()
    watching.next("食堂.kpi：没有错误。")
    (folder / "kpidsl.toml").write_text("[check]\nignroe = []\n", encoding="utf-8")
    assert "K595" in watching.next("错误[K595]")
    (folder / "kpidsl.toml").write_text("[check]\nignore = []\n", encoding="utf-8")
    watching.next("食堂.kpi：没有错误。")
    assert watching.end() == 130


def test_nothing_is_said_and_next_to_nothing_done_while_nothing_changes(watching: Watching) -> None:
    watching.next("食堂.kpi：没有错误。")
    before = cpu_seconds(watching.process.pid)
    time.sleep(3)
    assert watching.lines == []
    assert cpu_seconds(watching.process.pid) - before < 0.3
    assert watching.end() == 130


def cpu_seconds(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        pytest.skip("no /proc here")
    user, system = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def test_a_screen_is_cleared_before_each_round(folder: Path) -> None:
    parent, child = pty.openpty()
    environ = {**os.environ, "PYTHONIOENCODING": "utf-8", "TERM": "xterm"}
    process = subprocess.Popen(
        [*INTERRUPTED, "check", "--watch", "食堂.kpi"], cwd=folder, env=environ, stdout=child, stderr=subprocess.DEVNULL
    )
    os.close(child)
    said = b""
    until = time.monotonic() + 40
    while "没有错误".encode() not in said and time.monotonic() < until:
        said += os.read(parent, 4096)
    assert said.startswith(b"\x1b[2J\x1b[3J\x1b[H")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    os.close(parent)


def test_standard_input_cannot_be_watched() -> None:
    done = kpidsl("check", "-", "--watch")
    assert done.returncode == 2
    assert "K235" in done.stderr
