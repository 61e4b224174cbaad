"""How long months of very many units take, against a program by hand for their policy and against merely reading their file.

Takes numbers of units and of rounds; writes policies and months into a temporary folder and runs whole processes in turn, from
start to exit. Prints tables of medians, and of medians of the ratios within a round:

* ``read`` is the same database reading the same file and adding its numbers up: no check, no score, no rank. In one month the
  sign of a share stands in its heading, so that every column is read as decimals; in the other in each cell, and is cut off.
* ``by hand`` is ``by_hand.py``, whose sheets must be those of the evaluator to the byte.
* The largest month again with bounds on the memory of the database; 100 classes against one, the same rows.
* How long a policy of many indicators is in planning: a month of a dozen units on the database, warm in one process.

    python bench/large.py --units 1000000 10000000 --rounds 5
"""

import argparse
import filecmp
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import measuring
from months import CLASSES, COUNTS, FEW, MARKS, SHARES, classes_of, policy, write_month

__all__ = ["CLASSES", "COUNTS", "MARKS", "SHARES", "policy", "write_month"]

FIRST = 3
"""The first column with a number."""
LIMITS = ("512MB", "2GB")
MANY_CLASSES = 100
INDICATORS = (13, 50, 100, 200)
FEW_UNITS = 12
Costs = dict[str, list[measuring.Cost]]


def yardstick(path: Path, signs: bool) -> list[str]:
    """A program that reads a month with its numbers as decimals, and adds them up; ``signs`` stand in the cells of shares."""
    numbers = range(FIRST, FIRST + SHARES + COUNTS + MARKS)
    texts = set(range(FIRST)) | (set(range(FIRST, FIRST + SHARES)) if signs else set())
    types = ", ".join(f"'c{at}': '{'VARCHAR' if at in texts else 'DECIMAL(18,4)'}'" for at in (*range(FIRST), *numbers))
    # The sign of a share is cut off, by what costs the database least.
    cut = [f"CAST(left_grapheme(c{at}, -1) AS DECIMAL(18,4))" if at in texts else f"c{at}" for at in numbers]
    sums = ", ".join([*(f"SUM(strlen(c{at}))" for at in range(FIRST)), *(f"SUM({text})" for text in cut)])
    return reading(path, types, sums)


def reading(path: Path, types: str, sums: str) -> list[str]:
    """A program that reads columns of these types below a heading, and gives some sums."""
    reader = f"read_csv('{path}', columns = {{{types}}}, header = false, skip = 1, auto_detect = false)"
    query = f"SELECT {sums} FROM {reader}"
    return [sys.executable, "-c", f"import duckdb; duckdb.connect().execute({query!r}).fetchall()"]


def evaluate(rules: Path, month: Path, *more: object) -> list[str]:
    """The command that evaluates a month."""
    return [sys.executable, "-m", "kpidsl", "evaluate", "-p", str(rules), str(month), *map(str, more)]


def large_month(folder: Path, units: int, rounds: int, bounded: bool) -> str:
    """Reading, the program by hand and the evaluator, over one month in two spellings; with bounds on memory where ``bounded``."""
    rules = folder / "large.kpi"
    rules.write_text(policy(), encoding="utf-8")
    signs, bare = folder / "signs" / "2019-03.csv", folder / "bare" / "2019-03.csv"
    for path, sign in ((signs, "%"), (bare, "")):
        path.parent.mkdir()
        write_month(path, units, sign=sign)
    by_hand = measuring.python(measuring.ROOT / "bench" / "by_hand.py", signs)
    commands = {
        "read, sign in the heading": yardstick(bare, signs=False),
        "evaluate, sign in the heading": evaluate(rules, bare),
        "read": yardstick(signs, signs=True),
        "by hand": by_hand,
        "evaluate": evaluate(rules, signs),
        "by hand, sheets": [*by_hand, str(folder / "by hand")],
        "evaluate, sheets": evaluate(rules, signs, "-o", folder / "evaluated"),
    }
    if bounded:
        commands |= {f"evaluate, {limit}": evaluate(rules, signs, "--memory", limit) for limit in LIMITS}
    found = measuring.in_turn(commands, rounds)
    for sheet in ("scores.csv", "totals.csv"):
        if not filecmp.cmp(folder / "by hand" / sheet, folder / "evaluated" / sheet, shallow=False):
            raise SystemExit(f"{sheet}: the program by hand has other figures")
    rows = [row(label, costs, found[_reading(label)], found.get(_hand(label))) for label, costs in found.items()]
    heading = ("", "CPU s", "× read", "× by hand", "elapsed s", "× read", "× by hand", "peak MB")
    text = f"{units:,} units of {sum(FEW)} indicators, {rounds} rounds:\n\n{measuring.table(heading, rows)}"
    if bounded:
        little, much = (found[f"evaluate, {limit}"] for limit in LIMITS)
        ratios = [f"{measuring.ratio(little, much, part):.2f} ({part})" for part in ("cpu", "wall")]
        text += f"\n{LIMITS[0]} of memory against {LIMITS[1]}: {', '.join(ratios)}.\n"
    return text


def _reading(label: str) -> str:
    return "read, sign in the heading" if label.endswith("heading") else "read"


def _hand(label: str) -> str:
    """The program by hand that does the same."""
    return {"evaluate": "by hand", "evaluate, sheets": "by hand, sheets"}.get(label, "")


def row(
    label: str, costs: list[measuring.Cost], read: list[measuring.Cost], hand: list[measuring.Cost] | None
) -> list[str]:
    """CPU and elapsed seconds, each as a multiple of reading and of the program by hand where there is one; peak memory."""
    cells = [label]
    for part in ("cpu", "wall"):
        cells += [f"{measuring.median(costs, part):.2f}", f"{measuring.ratio(costs, read, part):.2f}"]
        cells.append(f"{measuring.ratio(costs, hand, part):.2f}" if hand else "")
    return [*cells, f"{measuring.median(costs, 'peak'):.0f}"]


def many_classes(folder: Path, units: int, rounds: int) -> str:
    """One class against many, whose weights differ, over as many rows."""
    commands = {}
    for count in (1, MANY_CLASSES):
        own = folder / f"{count} classes"
        own.mkdir()
        (own / "large.kpi").write_text(policy(classes_of(count)), encoding="utf-8")
        write_month(own / "2019-03.csv", units, classes_of(count))
        commands[f"{count}"] = evaluate(own / "large.kpi", own / "2019-03.csv")
    found = measuring.in_turn(commands, rounds)
    one, many = found.values()
    ratios = ", ".join(f"{measuring.ratio(many, one, part):.2f} ({part})" for part in ("cpu", "wall"))
    return f"{MANY_CLASSES} classes against one, {units:,} units: {ratios}.\n"


def planning(folder: Path, rounds: int) -> str:
    """Milliseconds of CPU that a policy of so many indicators takes but for its data, ours and those of the database."""
    sys.path.insert(0, str(measuring.ROOT))
    rows = []
    for count in INDICATORS:
        shape = (count * SHARES // sum(FEW), count * COUNTS // sum(FEW))
        own = folder / f"{count} indicators"
        own.mkdir()
        month = own / "2019-03.csv"
        text = policy(shape=(*shape, count - sum(shape)))
        write_month(month, FEW_UNITS, shape=(*shape, count - sum(shape)))
        rows.append([str(count), *(f"{found:.0f}" for found in _planned(text, month, rounds))])
    heading = ("indicators", "reading ms", "proving ms", "evaluating ms", "statements, kB")
    return f"A month of {FEW_UNITS} units on the database, one process, {rounds} rounds:\n\n{measuring.table(heading, rows)}"


def _planned(text: str, month: Path, rounds: int) -> list[float]:
    """Medians of reading, of proving that whole numbers do and laying the statements out, and of running them; their kB."""
    from kpidsl.backends.duckdb.engine import DuckDBEngine
    from kpidsl.backends.duckdb.files import load_files
    from kpidsl.backends.duckdb.load import Embedded
    from kpidsl.backends.sql.dialect import DUCKDB
    from kpidsl.backends.sql.program import Program
    from kpidsl.backends.sql.running import carry_out
    from kpidsl.diagnostics import Problems
    from kpidsl.pipeline import compile_text
    from kpidsl.plan.integers.program import Integers

    compiled = compile_text(text, Problems())
    assert compiled
    found = []
    for _ in range(rounds):
        opening, connection = Program.opening(compiled.plan, DUCKDB), DuckDBEngine(threads=1).connect()
        times = [time.process_time()]
        loaded = load_files(connection, opening, [month], None, Problems(), None, digested=False)
        assert loaded
        times.append(time.process_time())
        program = opening.continued(Integers.of(compiled.plan, loaded.complete), False, loaded.bare_names)
        times.append(time.process_time())
        carry_out(Embedded(connection), program)
        times.append(time.process_time())
        found.append([(later - earlier) * 1000 for earlier, later in pairwise(times)])
    size = sum(len(one.encode()) for one in program.statements if isinstance(one, str)) / 1000
    return [*map(statistics.median, zip(*found, strict=True)), size]


def main() -> None:
    """Prints the tables; ends where the two programs disagree."""
    parser = argparse.ArgumentParser(description="Whole processes over large months, as ratios.")
    parser.add_argument("--units", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for units in asked.units:
        with TemporaryDirectory(prefix="kpidsl-bench-") as name:
            sys.stdout.write(large_month(Path(name), units, asked.rounds, units == max(asked.units)) + "\n")
            sys.stdout.flush()
    with TemporaryDirectory(prefix="kpidsl-bench-") as name:
        sys.stdout.write(many_classes(Path(name), min(asked.units), asked.rounds) + "\n")
        sys.stdout.write(planning(Path(name), asked.rounds))


if __name__ == "__main__":
    main()
