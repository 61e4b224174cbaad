"""How long one mine's month takes: whole processes from nothing to the answer, and warm in one process.

Cold: runs whole processes in turn (import, check, evaluate, import, …) and prints the medians of their user and system time and,
taken turn by turn, of their ratios to importing what the tool is built on: of a policy compiled before, and of a text seen for
the first time. Warm: one process holds the compiled policy, and every round reads the units and a month from their files,
evaluates it on the reference evaluator and traces every unit, that is, spells every step of every figure as text. The month of
thirteen indicators is another one every round; Licun's is the same file each time, so that texts of its figures are at hand.

    python bench/startup.py [ROUNDS]
"""

import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import measuring

sys.path.insert(0, str(measuring.ROOT))

from large import CLASSES, COUNTS, MARKS, SHARES, policy

from kpidsl import load
from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled
from kpidsl.run import Run, trace_unit
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import read_roster

LICUN = measuring.ROOT / "policies" / "licun"
KPIDSL = [sys.executable, "-m", "kpidsl"]
BASE = "import click, lark, attrs"
UNITS = 40
SEED = 20190301
PARTS = ("read", "evaluate", "trace all")


def cold(rounds: int) -> tuple[str, float]:
    """The table of whole processes, and the seconds of the import."""
    with TemporaryDirectory() as folder:
        new = Path(shutil.copytree(LICUN, Path(folder) / "licun"))
        commands = {
            BASE: [sys.executable, "-c", BASE],
            "`check`": [*KPIDSL, "check", str(LICUN / "licun.kpi")],
            "`evaluate`": [*KPIDSL, "evaluate", str(LICUN / "2019-03.csv")],
            "`check`, new text": [*KPIDSL, "check", str(new / "licun.kpi")],
            "`evaluate`, new text": [*KPIDSL, "evaluate", str(new / "2019-03.csv")],
        }
        costs: dict[str, list[measuring.Cost]] = {name: [] for name in commands}
        measuring.in_turn(commands, 1)  # fills the caches
        for turn in range(rounds):
            with (new / "licun.kpi").open("a", encoding="utf-8") as text:
                text.write(f"# {turn}\n")
            for name, found in measuring.in_turn(commands, 1).items():
                costs[name] += found
    rows = [
        [name, f"{measuring.median(found, 'cpu') * 1000:.0f}", f"{measuring.ratio(found, costs[BASE], 'cpu'):.2f}"]
        for name, found in costs.items()
    ]
    return measuring.table(["Licun, whole process", "CPU, ms", "× import"], rows), measuring.median(costs[BASE], "cpu")


def write_month(path: Path, seed: int) -> None:
    """A month of the policy of thirteen indicators."""
    drawn = random.Random(seed)
    heads = [f"率{at}·比{at}" for at in range(SHARES)] + [f"数{at}·起{at}" for at in range(COUNTS)]
    heads += [f"分{at}" for at in range(MARKS)]
    lines = [",".join(["被考核单位", "单位分类", "月份", *heads])]
    for at in range(UNITS):
        cells = [f"{drawn.randrange(8500, 10500) / 100:.2f}%" for _ in range(SHARES)]
        cells += [str(int(drawn.random() < 0.02)) for _ in range(COUNTS)]
        cells += [f"{drawn.randrange(140, 201) / 2:.1f}" for _ in range(MARKS)]
        lines.append(",".join([f"单位{at}", CLASSES[at % len(CLASSES)], "2019-03", *cells]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def warm(rounds: int, base: float) -> str:
    """The table of what a process takes that has compiled the policy."""
    with TemporaryDirectory() as folder:
        rules, month = Path(folder) / "13.kpi", Path(folder) / "2019-03.csv"
        rules.write_text(policy(), encoding="utf-8")
        rows = [
            _timed("13 indicators", rules, month, None, rounds, base, lambda turn: write_month(month, SEED + turn)),
            _timed("Licun", LICUN / "licun.kpi", LICUN / "2019-03.csv", LICUN / "units.csv", rounds, base, _as_it_is),
        ]
    heading = ["Warm, CPU ms", "units", "data a unit", "steps", *PARTS, "together", "× import"]
    return measuring.table(heading, rows)


def _as_it_is(_: int) -> None:
    """Changes nothing."""


def _timed(
    name: str, rules: Path, month: Path, roster: Path | None, rounds: int, base: float, prepare: Callable[[int], None]
) -> list[str]:
    compiled = load(rules, Problems())
    assert compiled
    found: dict[str, list[float]] = {part: [] for part in PARTS}
    for turn in range(rounds + 1):
        prepare(turn)
        times, run, steps = _round(compiled, month, roster)
        for part, seconds in (
            zip(PARTS, times, strict=True) if turn else ()
        ):  # the first one compiles patterns and functions
            found[part].append(seconds)
    together = statistics.median(map(sum, zip(*found.values(), strict=True)))
    parts = [f"{statistics.median(times) * 1000:.1f}" for times in found.values()]
    facts = [str(run.outcome.units), str(len(compiled.plan.scan.inputs)), str(steps)]
    return [name, *facts, *parts, f"{together * 1000:.1f}", f"{together / base:.2f}"]


def _round(compiled: Compiled, path: Path, units: Path | None) -> tuple[tuple[float, float, float], Run, int]:
    """CPU seconds of reading, evaluating and tracing; the run, and how many steps its traces have."""
    plan, problems, times = compiled.plan, Problems(), [time.process_time()]
    roster = read_roster(units, plan.scan, problems) if units else None
    month = read_month([path], plan, roster, problems)
    assert month, [one.code for one in problems]
    times.append(time.process_time())
    outcome = evaluate(plan, month)
    times.append(time.process_time())
    run = Run(plan, outcome, month.period, "reference", month.digest, month.encoding, month.logs)
    traces = [trace_unit(run, str(row["unit"]), "zh") for row in outcome.table]
    times.append(time.process_time())
    read, evaluated, traced = (later - earlier for earlier, later in pairwise(times))
    return (read, evaluated, traced), run, sum(len(found[1]) for found in traces if found)


def main(rounds: int) -> None:
    """Measure and print."""
    text, base = cold(rounds)
    sys.stdout.write(f"{text}\n{warm(rounds, base)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
