"""Processes measured in turn, and what came out as a table.

Takes commands by name; gives CPU time, elapsed time and peak memory of each process with all it started, medians, and medians
of ratios within a round. Never compares times of two runs. For POSIX systems.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Cost(NamedTuple):
    """What one process cost: seconds of user and system time, seconds elapsed, peak memory in MB."""

    cpu: float
    wall: float
    peak: float


def measured(command: Sequence[str]) -> Cost:
    """One process from start to exit, its output thrown away; ends the bench where it fails."""
    start = time.monotonic()
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    _, status, usage = os.wait4(os.posix_spawnp(command[0], command, environment(), file_actions=quiet), 0)
    elapsed = time.monotonic() - start
    if status:
        raise SystemExit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return Cost(usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Cost]]:
    """Every command once a round, so that a busy moment of the machine falls on all of them."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(measured(command))
    return found


def median(costs: Sequence[Cost], part: str) -> float:
    """The median of one part of the costs."""
    return statistics.median(getattr(cost, part) for cost in costs)


def ratio(costs: Sequence[Cost], others: Sequence[Cost], part: str) -> float:
    """The median of the ratios within a round."""
    pairs = zip(costs, others, strict=True)
    return statistics.median(getattr(one, part) / getattr(other, part) for one, other in pairs)


def environment() -> dict[str, str]:
    """The environment with this checkout to import from, and with compiled modules kept as in an installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)}


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose first column is text and whose others are numbers."""
    lines = [heading, ["---", *["---:"] * (len(heading) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def machine() -> str:
    """The machine and the versions that a measurement belongs to, in one line."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def commit() -> str:
    """The commit of this checkout; marked where files differ from it."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "?"


def python(script: Path, *args: object) -> list[str]:
    """The command that runs a script with this Python."""
    return [sys.executable, str(script), *map(str, args)]
