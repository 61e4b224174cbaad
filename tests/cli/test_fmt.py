"""kpidsl fmt as a process: what it writes where, what it leaves alone, how it ends."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import COMMAND

ROUGH = "指标 甲{目标值:a>=95%}\n"
CLEAN = "指标 甲 { 目标值：a ≥ 95% }\n"
ENGLISH = "indicator 甲 { target: a >= 95% }\n"
BROKEN = "指标 乙 { 计分办法：达标 100 }\n"


def fmt(
    *arguments: str | Path, given: bytes = b"", name: str = "fmt", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, name, *map(str, arguments)],
        input=given,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environ},
        check=False,
        timeout=60,
    )


def file(folder: Path, text: str, name: str = "a.kpi") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_file_is_rewritten_once(tmp_path: Path) -> None:
    path = file(tmp_path, ROUGH)
    first, second = fmt(path), fmt(path)
    assert (first.returncode, second.returncode) == (0, 0)
    assert path.read_text(encoding="utf-8") == CLEAN
    assert first.stderr.decode() == f"{path}：已排版。\n"
    assert second.stderr.decode() == f"{path}：版式已经规范，没有改动。\n"


@pytest.mark.parametrize(
    ("arguments", "before", "after"),
    [
        ([], ENGLISH, ENGLISH),
        (["--lang", "en"], ROUGH, ENGLISH),
        (["--lang", "zh"], ENGLISH, CLEAN),
        (["--lang=zh"], ROUGH, CLEAN),
    ],
)
def test_a_file_keeps_its_language_unless_another_is_asked_for(
    tmp_path: Path, arguments: list[str], before: str, after: str
) -> None:
    path = file(tmp_path, before)
    assert fmt(*arguments, path, KPIDSL_LANG="en").returncode == 0
    assert path.read_text(encoding="utf-8") == after


def test_check_names_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    file(tmp_path, CLEAN, "b.kpi")
    path = file(tmp_path, ROUGH)
    done = fmt("--check", tmp_path)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (1, f"{path}\n", b"")
    assert path.read_text(encoding="utf-8") == ROUGH
    assert fmt("--check", tmp_path / "b.kpi").returncode == 0


def test_diff_shows_the_lines_and_changes_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, ROUGH)
    done = fmt("--diff", path)
    assert done.returncode == 0
    assert done.stdout.decode() == f"--- {path}\n+++ {path}\n@@ -1 +1 @@\n-{ROUGH}+{CLEAN}"
    assert path.read_text(encoding="utf-8") == ROUGH
    assert fmt("--diff", "--check", path).returncode == 1


def test_standard_input_goes_to_standard_output() -> None:
    done = fmt("-", given=ROUGH.encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CLEAN, b"")
    crlf = fmt("-", given=ROUGH.replace("\n", "\r\n").encode("gb18030"), PYTHONIOENCODING="ascii")
    assert crlf.stdout.decode("utf-8") == CLEAN.replace("\n", "\r\n")


def test_a_file_with_a_mistake_is_left_and_the_others_are_done(tmp_path: Path) -> None:
    broken, path = file(tmp_path, BROKEN, "0.kpi"), file(tmp_path, ROUGH)
    done = fmt(tmp_path)
    assert done.returncode == 1
    assert "K101" in done.stderr.decode()
    assert "0.kpi:1:13" in done.stderr.decode()
    assert broken.read_text(encoding="utf-8") == BROKEN
    assert path.read_text(encoding="utf-8") == CLEAN


def test_gbk_is_saved_as_utf_8_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.kpi"
    path.write_bytes(CLEAN.encode("gb18030"))
    assert fmt("--check", path).returncode == 1
    done = fmt(path)
    assert done.returncode == 0
    assert "K576" in done.stderr.decode()
    assert path.read_bytes() == CLEAN.encode("utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_mark_of_utf_8_stay(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.kpi"
    path.write_bytes(mark + ROUGH.replace("\n", "\r\n").encode())
    assert fmt(path).returncode == 0
    assert path.read_bytes() == mark + CLEAN.replace("\n", "\r\n").encode()


def test_line_ends_of_two_kinds_become_one_and_it_is_said(tmp_path: Path) -> None:
    path = file(tmp_path, f"# 一\r\n# 二\r\n{CLEAN}")
    done = fmt(path)
    assert "统一为 CRLF" in done.stderr.decode()
    assert path.read_bytes().decode() == f"# 一\r\n# 二\r\n{CLEAN}".replace("\r\n", "\n").replace("\n", "\r\n")


def test_the_mode_stays_and_a_link_is_followed(tmp_path: Path) -> None:
    path = file(tmp_path, ROUGH)
    path.chmod(0o640)
    link = tmp_path / "link.kpi"
    link.symlink_to(path)
    assert fmt(link).returncode == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == CLEAN
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.kpi", "link.kpi"]


def test_a_file_that_is_not_there_ends_as_everywhere(tmp_path: Path) -> None:
    done = fmt(tmp_path / "none.kpi")
    assert (done.returncode, done.stdout) == (4, b"")
    assert "K590" in done.stderr.decode()


def test_it_answers_to_its_chinese_name() -> None:
    done = fmt("-", given=ROUGH.encode(), name="排版")
    assert (done.returncode, done.stdout.decode()) == (0, CLEAN)
