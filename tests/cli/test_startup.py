"""What a command imports: a small policy and a small month start no database and no table library, and a policy that was
compiled before no compiler."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LICUN = ROOT / "policies" / "licun"
RUN = "import sys; from kpidsl.cli.guard import run; code = run(sys.argv[1:]); print(code, *sys.modules, file=sys.__stderr__)"


def ran(*arguments: str, cache: Path, **variables: str) -> tuple[str, str, set[str]]:
    """What a command says on both streams, and the modules it has imported when it is done; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN, *arguments],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)} | variables,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    *said, last = done.stderr.splitlines()
    code, *modules = last.split()
    assert code == "0"
    return done.stdout, "\n".join(said), set(modules)


def imported(*arguments: str, cache: Path) -> set[str]:
    return ran(*arguments, cache=cache)[2]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


COMMANDS = {"check": str(LICUN / "licun.kpi"), "evaluate": str(LICUN / "2019-03.csv")}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_no_library_it_does_not_need(command: str, cache: Path) -> None:
    modules = imported(command, COMMANDS[command], cache=cache)
    assert "kpidsl.pipeline" in modules
    assert not modules & {"duckdb", "_duckdb", "rich", "python_calamine", "graphviz", "pygraphviz"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_policy_compiled_before_says_the_same_without_the_compiler(command: str, lang: str, tmp_path: Path) -> None:
    line = (command, COMMANDS[command], "--lang", lang)
    first, again = ran(*line, cache=tmp_path), ran(*line, cache=tmp_path)
    without = ran(*line, cache=tmp_path, KPIDSL_NO_CACHE="1")
    assert first[:2] == again[:2] == without[:2]
    assert ["kpidsl.pipeline" in modules for _, _, modules in (first, again, without)] == [True, False, True]


def test_what_is_kept_of_a_policy_is_of_one_language_and_one_file(tmp_path: Path) -> None:
    other = shutil.copytree(LICUN, tmp_path / "licun")
    said = {
        (path, lang): ran("check", str(path), "--lang", lang, cache=tmp_path)[:2]
        for path in (LICUN / "licun.kpi", other / "licun.kpi")
        for lang in ("zh", "en")
    }
    for (path, lang), words in said.items():
        assert words == ran("check", str(path), "--lang", lang, cache=tmp_path, KPIDSL_NO_CACHE="1")[:2]
    assert len(set(said.values())) == 4


def test_an_edit_of_the_policy_or_its_units_is_seen_at_once(tmp_path: Path) -> None:
    folder = shutil.copytree(LICUN, tmp_path / "licun")
    policy, units = folder / "licun.kpi", folder / "units.csv"
    line = ("check", str(policy))
    first = ran(*line, cache=tmp_path)
    units.write_text("\n".join(units.read_text("utf-8-sig").splitlines()[:-1]), encoding="utf-8")
    fewer = ran(*line, cache=tmp_path)
    assert fewer[0] != first[0]
    policy.write_text(policy.read_text("utf-8").replace("版本：2019", "版本：2020") + "\n", encoding="utf-8")
    assert "kpidsl.pipeline" in ran(*line, cache=tmp_path)[2]


def test_lark_is_imported_only_where_no_parse_table_is_kept(tmp_path: Path) -> None:
    runs = [imported("check", COMMANDS["check"], cache=tmp_path) for _ in range(2)]
    assert ["lark" in modules for modules in runs] == [True, False]


def test_a_month_under_a_known_policy_imports_what_reads_and_evaluates_it_and_no_more(tmp_path: Path) -> None:
    modules = [imported("evaluate", COMMANDS["evaluate"], cache=tmp_path) for _ in range(2)][-1]
    assert not modules & {"lark", "tomllib", "tempfile", "json", "kpidsl.results.trace", "kpidsl.scores.store"}
    for package in (
        "check",
        "resolve.policy",
        "syntax.tree",
        "syntax.scan",
        "core.elaborate",
        "plan.integers",
        "backends.duckdb",
    ):
        assert not {name for name in modules if f"{name}.".startswith(f"kpidsl.{package}.")}


def test_a_policy_is_checked_without_what_evaluates_it(cache: Path) -> None:
    modules = imported("check", COMMANDS["check"], cache=cache)
    assert not modules & {"kpidsl.run", "kpidsl.backends.reference", "kpidsl.scores.read"}
