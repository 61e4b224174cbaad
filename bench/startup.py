"""How long a command takes from nothing to its answer, as a multiple of importing what it is built on.

Runs whole processes in turn (import, check, evaluate, import, …) and prints the medians of their user and system time
and, taken turn by turn, of their ratios: of a policy compiled before, and of a text seen for the first time. Ratios of one
run compare; milliseconds of two machines do not. For POSIX systems.

    python bench/startup.py [TURNS]
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory

LICUN = Path(__file__).parents[1] / "policies" / "licun"
KPIDSL = [sys.executable, "-m", "kpidsl.cli"]
BASE = "import click, lark, attrs"


def commands(known: Path, new: Path) -> dict[str, list[str]]:
    """The commands measured, over a policy that is known and one that is not."""
    return {
        BASE: [sys.executable, "-c", BASE],
        "kpidsl check": [*KPIDSL, "check", str(known / "licun.kpi")],
        "kpidsl evaluate": [*KPIDSL, "evaluate", str(known / "2019-03.csv")],
        "kpidsl check, new text": [*KPIDSL, "check", str(new / "licun.kpi")],
        "kpidsl evaluate, new text": [*KPIDSL, "evaluate", str(new / "2019-03.csv")],
    }


def seconds(command: list[str]) -> float:
    """User and system time of one process; raises when the command fails."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def environment() -> dict[str, str]:
    """The environment with this checkout to import from, and with compiled modules kept as in an installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(LICUN.parents[1])}


def main(turns: int) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        new = Path(shutil.copytree(LICUN, Path(folder) / "licun"))
        measured = commands(LICUN, new)
        for command in measured.values():
            seconds(command)  # fills the caches
        rounds = []
        for turn in range(turns):
            with (new / "licun.kpi").open("a", encoding="utf-8") as policy:
                policy.write(f"# {turn}\n")
            rounds.append({name: seconds(command) for name, command in measured.items()})
    for name in measured:
        own = median(turn[name] for turn in rounds)
        ratio = median(turn[name] / turn[BASE] for turn in rounds)
        sys.stdout.write(f"{name:<28}{own * 1000:7.0f} ms{ratio:8.2f} x\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
