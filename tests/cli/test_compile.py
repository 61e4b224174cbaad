"""`kpidsl compile` as a process: SQL and plan, printed or written."""

import re
from pathlib import Path

import duckdb
import pytest

from kpidsl.backends.sql.dialect import DIALECTS
from kpidsl.cli.compile import TARGETS
from tests.cli.process import kpidsl

ROOT = Path(__file__).parents[2]
LICUN = str(ROOT / "policies" / "licun" / "licun.kpi")
ENGLISH = str(ROOT / "docs" / "first" / "en" / "crews.kpi")


@pytest.mark.parametrize("command", ["compile", "生成SQL"])
def test_sql_is_printed_and_runs(command: str) -> None:
    done = kpidsl(command, LICUN)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("-- 《李村煤矿党政一体化KPI管理体系》（版本 2019）的核算，DuckDB 的 SQL\n")
    with duckdb.connect() as connection:
        assert connection.execute(done.stdout).fetchall() == []


def test_every_database_has_its_own_sql() -> None:
    assert (*DIALECTS, "plan") == TARGETS
    for target, dialect in DIALECTS.items():
        done = kpidsl("compile", ENGLISH, "--target", target)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[0].endswith(f"computed in SQL for {dialect.title}")


def test_the_plan_is_in_the_language_of_the_policy_unless_another_is_asked_for() -> None:
    heads = [
        kpidsl("compile", ENGLISH, "--target", "plan", *lang).stdout.splitlines()[0] for lang in ([], ["--lang", "zh"])
    ]
    assert heads == [
        "How Monthly appraisal of the heading crews is computed",
        "《Monthly appraisal of the heading crews》的核算步骤",
    ]


def test_a_file_is_written_whole_in_a_folder_that_is_made(tmp_path: Path) -> None:
    file = tmp_path / "新" / "plan.txt"
    done = kpidsl("compile", LICUN, "--target", "plan", "-o", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert file.read_text(encoding="utf-8") == kpidsl("compile", LICUN, "--target", "plan").stdout
    assert [path.name for path in file.parent.iterdir()] == ["plan.txt"]


def test_only_targets_that_exist_can_be_asked_for() -> None:
    done = kpidsl("compile", LICUN, "--target", "oracle")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--target 只能写 duckdb、postgres、spark、plan。" in done.stderr


def test_a_policy_too_wide_for_a_database_is_refused_for_it_alone(tmp_path: Path) -> None:
    text = Path(ENGLISH).read_text(encoding="utf-8")
    indicator = text[text.index("indicator Safety record") : text.index("weights {")]
    row = "  | Safety record | 35%          |\n"
    assert row in text
    many = 350
    more = [indicator.replace("Safety record", f"Record {at}") for at in range(many)]
    rows = "".join(f"  | Record {at} | 0.1% |\n" for at in range(many))
    text = text.replace(indicator, "".join([indicator, *more])).replace(row, rows + row).replace("65%  ", "30%  ")
    (tmp_path / "wide.kpi").write_text(text, encoding="utf-8")
    done = kpidsl("compile", str(tmp_path / "wide.kpi"), "--target", "postgres")
    assert (done.returncode, done.stdout) == (1, "")
    told = r"error\[K413\]: A step of this policy has \d{4} columns; a table of PostgreSQL takes 1600\."
    assert re.fullmatch(told, done.stderr.splitlines()[0])
    assert kpidsl("compile", str(tmp_path / "wide.kpi")).returncode == 0


def test_a_policy_with_errors_is_reported(tmp_path: Path) -> None:
    broken = tmp_path / "办法.kpi"
    text = Path(ENGLISH).read_text(encoding="utf-8")
    assert "65%" in text
    broken.write_text(text.replace("65%", "66%"), encoding="utf-8")
    done = kpidsl("compile", str(broken))
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[K301]" in done.stderr
