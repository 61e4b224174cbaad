"""How long a command takes from nothing to its answer, as a multiple of importing what it is built on.

Runs whole processes in turn (import, check, evaluate, import, …) and prints the medians of their user and system time
and, taken turn by turn, of their ratios. Ratios of one run compare; milliseconds of two machines do not. For
POSIX systems.

    python bench/startup.py [TURNS]
"""

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

LICUN = Path(__file__).parents[1] / "policies" / "licun"
KPIDSL = [sys.executable, "-m", "kpidsl.cli"]
BASE = "import click, lark, attrs"
COMMANDS = {
    BASE: [sys.executable, "-c", BASE],
    "kpidsl check": [*KPIDSL, "check", str(LICUN / "licun.kpi")],
    "kpidsl evaluate": [*KPIDSL, "evaluate", str(LICUN / "2019-03.csv")],
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
    for command in COMMANDS.values():
        seconds(command)  # fills the caches
    rounds = [{name: seconds(command) for name, command in COMMANDS.items()} for _ in range(turns)]
    for name in COMMANDS:
        own = median(turn[name] for turn in rounds)
        ratio = median(turn[name] / turn[BASE] for turn in rounds)
        sys.stdout.write(f"{name:<28}{own * 1000:7.0f} ms{ratio:8.2f} x\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
