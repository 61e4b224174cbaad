"""How long a month takes that has a row for each number, against merely reading its file, and against the same month with a row a unit.

Takes a number of units and of rounds; runs whole processes in turn, from start to exit, and prints a table of medians, and of medians
of the ratios within a round. What the two files show must be the same.

    python bench/long.py --units 1000000 --rounds 5
"""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import measuring
from large import evaluate, reading, row
from months import FEW, policy, write_long, write_month

COLUMNS = 5
"""Of a long file; the last holds the numbers."""


def yardstick(path: Path) -> list[str]:
    """A program that reads a long month and adds its numbers up, their signs cut off."""
    types = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(COLUMNS))
    number = f"CAST(rtrim(c{COLUMNS - 1}, '%') AS DECIMAL(18,4))"
    return reading(path, types, ", ".join([*(f"SUM(strlen(c{at}))" for at in range(COLUMNS - 1)), f"SUM({number})"]))


def shown(command: list[str]) -> str:
    """What a command prints, but for the line about the file."""
    return subprocess.run(command, env=measuring.environment(), stdout=subprocess.PIPE, text=True, check=True).stdout


def bench(folder: Path, units: int, rounds: int) -> str:
    """The table of one size."""
    rules, long, wide = folder / "large.kpi", folder / "long" / "2019-03.csv", folder / "wide" / "2019-03.csv"
    rules.write_text(policy(), encoding="utf-8")
    for path, write in ((long, write_long), (wide, write_month)):
        path.parent.mkdir()
        write(path, units)
    commands = {
        "read": yardstick(long),
        "evaluate, a row a number": evaluate(rules, long),
        "evaluate, a row a unit": evaluate(rules, wide),
    }
    if shown(evaluate(rules, long)) != shown(evaluate(rules, wide)):
        raise SystemExit("the long month has other figures than the wide one")
    found = measuring.in_turn(commands, rounds)
    rows = [row(label, costs, found["read"], None) for label, costs in found.items()]
    heading = ("", "CPU s", "× read", "", "elapsed s", "× read", "", "peak MB")
    return f"{units:,} units, {units * sum(FEW):,} rows, {rounds} rounds:\n\n{measuring.table(heading, rows)}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Whole processes over a long month, as ratios.")
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="kpidsl-bench-") as name:
        sys.stdout.write(bench(Path(name), asked.units, asked.rounds))


if __name__ == "__main__":
    main()
