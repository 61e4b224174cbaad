"""``--engine spark`` as a process: the same files, nothing of Java's on the terminal; where Spark cannot be used, why."""

import os
import subprocess
from pathlib import Path

import pytest

from kpidsl.cli.exits import Exit
from tests.backends.local_spark import LIGHT, spark
from tests.cli.process import COMMAND, kpidsl
from tests.long_runs import of_spark

MONTH = "policies/licun/2019-03.csv"
FIRST = "docs/first/zh/2019-03.csv"
"""A month of few rules: Java takes its time to begin with."""


@pytest.mark.parametrize("month", [FIRST, pytest.param(MONTH, marks=of_spark)])
def test_a_month_on_spark_is_written_as_by_the_reference(month: str, tmp_path: Path) -> None:
    spark()  # skips where there is none
    said = []
    for engine in (["reference"], ["spark", "--master", "local[1]"]):
        arguments = ["evaluate", month, "--engine", *engine, "-o", str(tmp_path / engine[0] / "2019-03")]
        environ = os.environ | {"PYTHONIOENCODING": "utf-8", "JAVA_TOOL_OPTIONS": LIGHT}
        done = subprocess.run(
            [*COMMAND, *arguments], capture_output=True, encoding="utf-8", env=environ, check=True, timeout=900
        )
        said.append((done.stdout, done.stderr.replace(str(tmp_path / engine[0]), "").replace(engine[0], "")))
    assert said[0] == said[1]
    written = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "2019-03").iterdir()}
        for name in ("reference", "spark")
    ]
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "Spark 要用 Java，没有找到"), ("en", "Spark needs Java, which was not found")]
)
def test_without_java(lang: str, told: str, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    done = kpidsl("evaluate", MONTH, "--engine", "spark", "--lang", lang, JAVA_HOME=str(tmp_path))
    assert done.returncode == Exit.ENVIRONMENT
    assert "[K409]" in done.stderr
    assert told in done.stderr
    assert not done.stdout


def test_without_pyspark(tmp_path: Path) -> None:
    (tmp_path / "pyspark.py").write_text("raise ImportError('No module named pyspark')", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = kpidsl("evaluate", MONTH, "--engine", "spark", "--lang", "en", PYTHONPATH=path)
    assert done.returncode == Exit.ENVIRONMENT
    assert "pip install 'kpidsl[spark]'" in done.stderr
    assert "Traceback" not in done.stderr


NO_ANSWER = pytest.param("spark://127.0.0.1:1", "unresponsive", marks=of_spark)


@pytest.mark.parametrize(("master", "cause"), [("nobody", "Master must"), ("local[0]", "0 threads"), NO_ANSWER])
def test_a_master_that_is_none_is_told(master: str, cause: str, tmp_path: Path) -> None:
    spark()  # skips where there is none
    asked = ["evaluate", MONTH, "--engine", "spark", "--master", master, "-o", str(tmp_path / "out"), "--lang", "en"]
    environ = os.environ | {"PYTHONIOENCODING": "utf-8", "JAVA_TOOL_OPTIONS": LIGHT}
    done = subprocess.run(
        [*COMMAND, *asked], capture_output=True, encoding="utf-8", env=environ, check=False, timeout=300
    )
    assert (done.returncode, done.stdout, (tmp_path / "out").exists()) == (Exit.ENVIRONMENT, "", False)
    assert "[K409]: Nothing was evaluated: Spark did not start" in done.stderr
    assert cause in done.stderr


def test_a_master_is_for_spark_only() -> None:
    done = kpidsl("evaluate", MONTH, "--engine", "duckdb", "--master", "yarn", "--lang", "en")
    assert done.returncode == Exit.USAGE
    assert "error[K409]: --master is the address of Spark, but the engine asked for is duckdb." in done.stderr
