"""What a command imports: a small policy and a small month start no database and no table library."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LICUN = ROOT / "policies" / "licun"
RUN = "import sys; from kpidsl.cli.guard import run; code = run(sys.argv[1:]); print(code, *sys.modules, file=sys.__stderr__)"


def imported(*arguments: str, cache: Path) -> set[str]:
    """The modules a command has imported when it is done; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN, *arguments],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)},
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == "0"
    return set(modules)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


COMMANDS = {"check": str(LICUN / "licun.kpi"), "evaluate": str(LICUN / "2019-03.csv")}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_no_library_it_does_not_need(command: str, cache: Path) -> None:
    modules = imported(command, COMMANDS[command], cache=cache)
    assert "kpidsl.pipeline" in modules
    assert not modules & {"duckdb", "_duckdb", "rich", "python_calamine", "graphviz"}


def test_lark_is_imported_only_where_no_parse_table_is_kept(tmp_path: Path) -> None:
    runs = [imported("check", COMMANDS["check"], cache=tmp_path) for _ in range(2)]
    assert ["lark" in modules for modules in runs] == [True, False]


def test_a_policy_is_checked_without_what_evaluates_it(cache: Path) -> None:
    modules = imported("check", COMMANDS["check"], cache=cache)
    assert not modules & {"kpidsl.run", "kpidsl.backends.reference", "kpidsl.scores.read"}
