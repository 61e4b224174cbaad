"""How long a million units take, measured against a program by hand for their policy and against merely reading their file.

Takes a number of units and of rounds; writes a policy and a month into a temporary folder, runs whole processes in turn, from
start to exit, and prints user and system time, elapsed time and peak memory of each: medians, and medians of the ratios within a
round. ``read`` is the same database reading the same file, its number columns as decimals, and adding them up: no check, no
score, no rank. ``by hand`` is ``by_hand.py``, whose sheets must be those of the evaluator to the byte.

    python bench/large.py --units 1000000 --rounds 5
"""

import argparse
import filecmp
import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

SHARES, COUNTS, MARKS = 6, 2, 5
CLASSES = ("甲", "乙", "丙", "丁")
WEIGHTS = (10, 10, 10, 10, 5, 5, 5, 5, 10, 10, 10, 5, 5)
LAST_WEIGHTS = (5, 5, 5, 10, 10, 10, 5, 10, 5, 5, 10, 10, 10)
"""Of the last class."""
SEED = 20190301
BY_HAND = Path(__file__).with_name("by_hand.py")

HEAD = """考核办法 《百万单位》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算；自评：照评 }
部门：企管科
单位分类：甲、乙、丙、丁
"""
SHARE = """指标 率{at} {{
  考评部门：企管科
  填报数据：比{at}（%，0～200%，2 位小数）
  目标值：比{at} ≥ 95%
  计分办法：达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计，扣完为止
}}
"""
COUNT = """指标 数{at} {{
  考评部门：企管科
  填报数据：起{at}（起，0～10）
  目标值：起{at} = 0
  计分办法：达标得 100 分，未达标不得分
}}
"""
MARK = """指标 分{at} {{ 考评部门：企管科；计分办法：打分 0～100 分，精确到 0.5 分，扣分须写明原因 }}
"""
GRADES = """等次 月度等次 {
  分类排名：甲｜乙｜丙｜丁
  优：前 20%；良：20%～50%；合格：50%～90%；不合格：后 10%
  名额取整：只舍不入；并列：按较高等次；不足 5 个单位：只排名不定等次
}
"""


def policy() -> str:
    """A policy of 13 indicators: shares with a target, counts that must be none, entered marks."""
    forms = [(SHARE, "率", SHARES), (COUNT, "数", COUNTS), (MARK, "分", MARKS)]
    rules = "".join(form.format(at=at) for form, _, count in forms for at in range(count))
    leaves = [f"{name}{at}" for _, name, count in forms for at in range(count)]
    rows = [("指标", *CLASSES)]
    rows += [
        (leaf, *[f"{one}%"] * 3, f"{last}%") for leaf, one, last in zip(leaves, WEIGHTS, LAST_WEIGHTS, strict=True)
    ]
    table = "".join(f" | {' | '.join(row)} |\n" for row in [*rows, ("合计", *["100%"] * 4)])
    return f"{HEAD}{rules}权重表 {{\n{table}}}\n{GRADES}"


def write_month(path: Path, units: int) -> None:
    """A row per unit; the same numbers every time."""
    columns = [
        "'单位' || i AS 被考核单位", f"{list(CLASSES)}[(i % 4) + 1] AS 单位分类", "'2019-03' AS 月份",
        *(f"CAST(85 + {_drawn(at, 2000)} / 100.0 AS DECIMAL(8, 2)) || '%' AS \"率{at}·比{at}\"" for at in range(SHARES)),
        *(f"CAST({_drawn(at + 20, 97)} = 0 AS INTEGER) AS \"数{at}·起{at}\"" for at in range(COUNTS)),
        *(f"CAST(60 + {_drawn(at + 40, 81)} * 0.5 AS DECIMAL(6, 1)) AS 分{at}" for at in range(MARKS)),
    ]  # fmt: skip
    duckdb.execute(f"COPY (SELECT {', '.join(columns)} FROM range({units}) AS t(i)) TO '{path}' (HEADER)")


def _drawn(column: int, bound: int) -> str:
    return f"((i * 7919 + {column} * 104729 + {SEED}) % 1000003 % {bound})"


def yardstick(path: Path) -> str:
    """A program that reads the month with its numbers as numbers, and adds them up."""
    numbers = range(3, 3 + SHARES + COUNTS + MARKS)
    types = {place: "DECIMAL(18,4)" if place >= 3 + SHARES else "VARCHAR" for place in (0, 1, 2, *numbers)}
    columns = ", ".join(f"'c{place}': '{kind}'" for place, kind in types.items())
    # The sign of a share is cut off, by what costs the database least.
    cut = [f"CAST(left_grapheme(c{at}, -1) AS DECIMAL(18,4))" if at < 3 + SHARES else f"c{at}" for at in numbers]
    sums = ", ".join([*(f"SUM(strlen(c{at}))" for at in range(3)), *(f"SUM({text})" for text in cut)])
    reader = f"read_csv('{path}', columns = {{{columns}}}, header = false, skip = 1, auto_detect = false)"
    query = f"SELECT {sums} FROM {reader}"
    return f"import duckdb; duckdb.connect().execute({query!r}).fetchall()"


def measured(command: list[str]) -> tuple[float, float, float]:
    """CPU seconds, elapsed seconds and peak memory (MB) of a process and all it started."""
    start = time.monotonic()
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    _, status, usage = os.wait4(os.posix_spawn(command[0], command, os.environ, file_actions=quiet), 0)
    elapsed = time.monotonic() - start
    if status:
        raise SystemExit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss / 1024


def commands(folder: Path, rules: Path, month: Path) -> dict[str, list[str]]:
    """What is measured, in turn; the last two write their sheets into folders of their names."""
    evaluate = [sys.executable, "-m", "kpidsl.cli", "evaluate", "-p", str(rules), str(month)]
    by_hand = [sys.executable, str(BY_HAND), str(month)]
    return {
        "read": [sys.executable, "-c", yardstick(month)],
        "by hand": by_hand,
        "evaluate": evaluate,
        "by hand, sheets": [*by_hand, str(folder / "by hand")],
        "evaluate, sheets": [*evaluate, "-o", str(folder / "evaluated")],
    }


def report(units: int, found: dict[str, list[tuple[float, float, float]]]) -> str:
    """Medians, and ratios within a round: to reading, and of an evaluation to the program by hand before it."""
    rounds = len(found["read"])
    lines = [f"{units} units, {SHARES + COUNTS + MARKS} inputs each, whole processes, {rounds} rounds, medians"]
    lines.append(f"{'':18}{'CPU s':>8}{'x read':>8}{'x hand':>8}{'wall s':>8}{'x read':>8}{'x hand':>8}{'peak MB':>9}")
    for label, runs in found.items():
        line = f"{label:18}"
        rivals = [found["read"], found[label.replace("evaluate", "by hand")]]
        for part in (0, 1):
            ratios = [statistics.median(_ratios(runs, rival, part)) for rival in rivals]
            numbers = [statistics.median(run[part] for run in runs), *ratios]
            line += "".join(f"{number:8.2f}" for number in numbers)
        lines.append(line + f"{statistics.median(run[2] for run in runs):9.0f}")
    return "\n".join(lines) + "\n"


def _ratios(runs: list[tuple[float, float, float]], others: list[tuple[float, float, float]], part: int) -> list[float]:
    return [run[part] / other[part] for run, other in zip(runs, others, strict=True)]


def main() -> None:
    """Prints the table; raises where the two programs disagree."""
    parser = argparse.ArgumentParser(description="Whole processes over one large month, as ratios.")
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="kpidsl-bench-") as name:
        folder = Path(name)
        rules, month = folder / "large.kpi", folder / "2019-03.csv"
        rules.write_text(policy(), encoding="utf-8")
        write_month(month, asked.units)
        measures = commands(folder, rules, month)
        found: dict[str, list[tuple[float, float, float]]] = {label: [] for label in measures}
        for _ in range(asked.rounds):
            for label, command in measures.items():
                found[label].append(measured(command))
        for sheet in ("scores.csv", "totals.csv"):
            if not filecmp.cmp(folder / "by hand" / sheet, folder / "evaluated" / sheet, shallow=False):
                raise SystemExit(f"{sheet}: the program by hand has other figures")
    sys.stdout.write(report(asked.units, found))


if __name__ == "__main__":
    main()
