"""What the front pages show is what happens: every command is run, every file shown is the file that is there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh-CN.md")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def sessions() -> Iterator[tuple[str, str, str]]:
    """Every command of every page, with what is printed below it."""
    for page in PAGES:
        for block in blocks(page, "console"):
            for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = session.partition("\n")
                yield page, command, output


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A shell in which ``kpidsl`` is the one under test."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "kpidsl"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kpidsl "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}


@pytest.mark.parametrize(("page", "command", "output"), list(sessions()))
def test_a_command_prints_what_the_page_shows(
    page: str, command: str, output: str, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert [line.rstrip() for line in done.stdout.splitlines()] == output.splitlines(), page


@pytest.mark.parametrize(("page", "policy"), [("README.md", "en/crews.kpi"), ("README.zh-CN.md", "zh/掘进队.kpi")])
def test_the_files_shown_are_those_the_commands_read(page: str, policy: str) -> None:
    path = ROOT / "docs" / "first" / policy
    folder = path.parent
    assert blocks(page, "kpi") == [path.read_text(encoding="utf-8")]
    assert blocks(page, "csv") == [(folder / "2019-03.csv").read_text(encoding="utf-8-sig")]


@pytest.mark.parametrize("page", PAGES)
def test_the_shell_lines_are_targets_of_the_makefile(page: str, environment: dict[str, str]) -> None:
    lines = [line.partition("#")[0].split() for block in blocks(page, "sh") for line in block.splitlines()]
    assert lines == [["make", "demo"], ["make", "test"]]
    for line in lines:
        done = subprocess.run(
            [*line, "--dry-run"], cwd=ROOT, env=environment, capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page: str) -> None:
    links = re.findall(r"\]\(<?([^):>]+)>?\)", (ROOT / page).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(
    ("page", "found"), [("README.md", r"\[(\d+) are found\]"), ("README.zh-CN.md", r"\[找出 (\d+) 处\]")]
)
def test_the_traps_found_are_as_many_as_their_page_says(page: str, found: str) -> None:
    told = re.findall(found, (ROOT / page).read_text(encoding="utf-8"))
    assert told == re.findall(
        r"^(\d+) of 67 are found", (ROOT / "docs/traps.md").read_text(encoding="utf-8"), re.MULTILINE
    )
