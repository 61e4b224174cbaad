"""Where the time of a large month goes, part by part, beside what merely reading the same file takes.

Takes numbers of units and of rounds; writes the month of ``large.py`` and evaluates it in processes of their own, each of which
notes the CPU time of every statement. Prints a table of medians: what is no statement is the start of the process and the rest
of Python.

    python bench/where.py --units 1000000 10000000 --rounds 5
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import measuring
from large import yardstick
from months import policy, write_month

PARTS = {
    "texts to whole numbers, each digit looked at": r"CREATE TEMP TABLE read AS",
    "every name once, every row plain": r"SELECT .* FROM \(?.*\bread\b",
    "marks, points, totals": r'CREATE TEMP TABLE "stage 1',
    "places": r'.*CREATE TEMP TABLE "rank ',
    "grades": r'CREATE TEMP TABLE "stage ',
    "what is shown": r'SELECT "unit"',
}
"""The parts, each with how its statements begin; the first that fits."""
REST = "start, planning, Python"


def noted(rules: str, month: str) -> None:
    """Evaluates in this process; prints the CPU seconds of each part as JSON on the last line of the error stream."""
    sys.path.insert(0, str(measuring.ROOT))
    from kpidsl.backends.duckdb.heard import Heard
    from kpidsl.cli import main

    found = dict.fromkeys([*PARTS, REST], 0.0)
    execute = Heard.execute

    def timed(self: Heard, query: str, *more: object) -> object:
        start = time.process_time()
        try:
            return execute(self, query, *more)  # type: ignore[arg-type]
        finally:
            line = " ".join(query.split())
            found[next((part for part, begins in PARTS.items() if re.match(begins, line)), REST)] += (
                time.process_time() - start
            )

    Heard.execute = timed  # type: ignore[method-assign,assignment]
    sys.argv = ["kpidsl", "evaluate", "-p", rules, month]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
    found[REST] += time.process_time() - sum(found.values())
    sys.stderr.write("\n" + json.dumps(found))


def table(units: int, rounds: int) -> str:
    """The parts of one month."""
    with TemporaryDirectory() as folder:
        rules, month = Path(folder) / "large.kpi", Path(folder) / "2019-03.csv"
        rules.write_text(policy(), encoding="utf-8")
        write_month(month, units, sign="%")
        command = measuring.python(Path(__file__), "--noted", rules, month)
        reading, runs = yardstick(month, signs=True), []
        read = []
        for _ in range(rounds):
            read.append(measuring.measured(reading).cpu)
            said = subprocess.run(command, capture_output=True, text=True, check=True, env=measuring.environment())
            runs.append(json.loads(said.stderr.splitlines()[-1]))
    base = statistics.median(read)
    medians = {part: statistics.median(run[part] for run in runs) for part in runs[0]}
    medians["together"] = statistics.median(sum(run.values()) for run in runs)
    rows = [[part, f"{seconds:.2f}", f"{seconds / base:.2f}"] for part, seconds in medians.items()]
    return f"{units:,} units, {rounds} rounds:\n\n{measuring.table(('', 'CPU s', '× read'), rows)}"


def main(units: list[int], rounds: int) -> None:
    """Measure and print."""
    for count in units:
        sys.stdout.write(table(count, rounds) + "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--noted"]:
        noted(*sys.argv[2:])
    else:
        arguments = argparse.ArgumentParser()
        arguments.add_argument("--units", type=int, nargs="+", default=[1_000_000, 10_000_000])
        arguments.add_argument("--rounds", type=int, default=5)
        given = arguments.parse_args()
        main(given.units, given.rounds)
