"""``evaluate --each-period``: what it asks for, and the folders it writes."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import COMMAND, kpidsl
from tests.long_runs import of_spark

FIRST = Path(__file__).parents[2] / "docs" / "first" / "zh"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy, and three months of it in one file."""
    for path in FIRST.glob("*.kpi"):
        shutil.copy(path, tmp_path)
    heading, *rows = (FIRST / "2019-03.csv").read_text(encoding="utf-8-sig").splitlines()
    lines = [f"{row},{month}" for month in ("2019-03", "2019-05", "2019-04") for row in rows]
    (tmp_path / "历年.csv").write_text("\n".join([f"{heading},月份", *lines, ""]), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("more", [[], ["--engine", "spark"], ["--engine", "spark", "-o", "r", "--period", "2019-03"]])
def test_what_it_needs_is_said(folder: Path, more: list[str]) -> None:
    done = kpidsl("evaluate", "--each-period", str(folder / "历年.csv"), *more)
    assert done.returncode == 2
    assert "K409" in done.stderr
    assert "--each-period" in done.stderr


@of_spark
def test_every_period_has_its_folder(folder: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: nothing was run on Spark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java: nothing was run on Spark")
    policy = next(folder.glob("*.kpi"))
    alone = kpidsl("evaluate", "-p", str(policy), str(FIRST / "2019-03.csv"), "-o", str(folder / "一月"))
    assert alone.returncode == 0, alone.stderr
    asked = ["--engine", "spark", "--master", "local[2]", "--each-period", "-p", str(policy)]
    arguments = [*COMMAND, "evaluate", *asked, str(folder / "历年.csv"), "-o", str(folder / "结果")]
    # Java takes its time to start, the more so where other tests run beside.
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    written = [line for line in done.stderr.splitlines() if "已写入" in line]
    assert [line.partition("：")[0] for line in written] == ["2019-03", "2019-04", "2019-05"]
    for period in ("2019-03", "2019-04", "2019-05"):
        assert json.loads((folder / "结果" / period / "manifest.json").read_text(encoding="utf-8"))["period"] == period
        assert (folder / "结果" / period / "totals.csv").read_bytes() == (folder / "一月" / "totals.csv").read_bytes()
