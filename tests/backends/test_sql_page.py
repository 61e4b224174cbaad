"""What docs/sql.md shows is what happens: its commands are run in order, on a server of the tests' own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kpidsl.backends.sql.dialect import DIALECTS
from kpidsl.cli.compile import TARGETS
from tests.backends.postgres import server

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")


def block(kind):
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return found


def test_the_month_of_the_page_is_evaluated(tmp_path):
    if shutil.which("psql") is None:
        pytest.skip("psql is not installed: the commands of docs/sql.md were not run")
    (tmp_path / "kpidsl").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kpidsl "$@"\n', encoding="utf-8")
    (tmp_path / "kpidsl").chmod(0o755)
    shutil.copy(ROOT / "docs" / "first" / "en" / "crews.kpi", tmp_path)
    (tmp_path / "2019-03.csv").write_text(block("csv"), encoding="utf-8")
    with server() as where:
        reached = {f"PG{word.upper()}": value for word, value in (part.split("=") for part in where.split())}
        reached["PGDATABASE"] = reached.pop("PGDBNAME")
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | reached | {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        for session in re.split(r"^\$ ", block("console"), flags=re.MULTILINE)[1:]:
            command, _, output = session.partition("\n")
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert done.stdout == output
            told = [line for line in done.stderr.splitlines() if "already exists, skipping" not in line]
            assert not told, command


def test_every_target_is_on_the_page():
    assert re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE) == list(TARGETS) == [*DIALECTS, "plan"]
