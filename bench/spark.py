"""A large month on Spark, on this machine alone: ``kpidsl evaluate --engine spark`` against ``by_hand_spark.py``.

Takes a number of units and of rounds; runs whole processes in turn, and prints elapsed seconds (the work is done by a process that
Spark starts, whose CPU time nobody is told) and the median of ratios within a round. The answers must be the same.

    python bench/spark.py --units 1000000 --rounds 5
"""

import argparse
import importlib.util
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import measuring
from rivals import OUR_ANSWER, apart, prepare

BY_HAND = Path(__file__).with_name("by_hand_spark.py")


def different(ours: Path, theirs: Path) -> int:
    """How many units have another total, place or grade."""
    import duckdb

    own = OUR_ANSWER.format(ours)
    other = f"SELECT * FROM read_csv('{theirs}/*.csv', header = true, all_varchar = true)"
    query = f"SELECT COUNT(*) FROM (({own} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {own}))"
    ((count,),) = duckdb.execute(query).fetchall()
    return int(count)


def bench(folder: Path, units: int, rounds: int) -> str:
    """The table of one size."""
    apart(prepare, folder, units)
    month, ours, theirs = folder / "2019-03.csv", folder / "ours", folder / "theirs"
    evaluate = [sys.executable, "-m", "kpidsl", "evaluate", "-p", str(folder / "large.kpi"), str(month)]
    commands = {
        "Spark SQL by hand, exact": measuring.python(BY_HAND, month, theirs),
        "kpidsl evaluate --engine spark -o": [*evaluate, "--engine", "spark", "-o", str(ours)],
        "kpidsl evaluate --engine spark": [*evaluate, "--engine", "spark"],
        "kpidsl evaluate (DuckDB)": [*evaluate, "--engine", "duckdb"],
    }
    costs: dict[str, list[measuring.Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            shutil.rmtree(ours, ignore_errors=True)
            costs[name].append(measuring.measured(command))
            if " -o" in name and (count := apart(different, ours, theirs)):
                raise SystemExit(f"{count} units differ")
    by_hand = next(iter(costs.values()))
    rows = [
        [name, f"{measuring.median(own, 'wall'):.1f}", f"{measuring.ratio(own, by_hand, 'wall'):.2f}"]
        for name, own in costs.items()
    ]
    return f"### {units:,} units\n\n{measuring.table(('', 'elapsed s', '× by hand'), rows)}\n"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="A large month on Spark, whole processes, as ratios.")
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    if importlib.util.find_spec("pyspark") is None or not shutil.which("java"):
        sys.stdout.write("Not measured: Spark needs pyspark and Java.\n")
        return
    with TemporaryDirectory(prefix="kpidsl-bench-") as name:
        sys.stdout.write(bench(Path(name), asked.units, asked.rounds))


if __name__ == "__main__":
    main()
