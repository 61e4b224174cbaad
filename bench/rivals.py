"""The same month by what a user might pick instead: plain Python, polars, a rules engine, OpenFisca, a spreadsheet, SQL by hand.

Takes numbers of units and of rounds; writes the policy and month of ``large.py``, runs whole processes in turn, from file to file, and
prints a table for each size. Every answer is compared with ours, unit by unit: total, place and grade. Ours writes two sheets with
the score of every indicator, reasons and a manifest, or shows the first units alone; the rivals write one line a unit.

    python bench/rivals.py --units 35 10000 1000000 --rounds 5
"""

import argparse
import importlib.util
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

import measuring

HERE = Path(__file__).parent / "rivals"
BY_HAND = Path(__file__).with_name("by_hand.py")
T = TypeVar("T")
OURS = "kpidsl evaluate -o"
SHOWN = "kpidsl evaluate"
"""Everything is worked out, the first units are shown, and no sheet is written."""
MANY = 10**9


class Rival(NamedTuple):
    """How a rival is run on a month in a folder, up to how many units, and what it needs that may be missing."""

    name: str
    command: Callable[[Path, Path], list[str]]
    most: int
    needs: str = ""
    answer: str = "SELECT * FROM read_csv('{0}', header = true, all_varchar = true)"
    """The query of unit, class, total, place, grade."""


def program(name: str) -> Callable[[Path, Path], list[str]]:
    """The command of a rival that is a script."""
    return lambda month, answer: measuring.python(HERE / f"{name}.py", month, answer)


OUR_ANSWER = (
    'SELECT "被考核单位", "单位分类", "总分", "月度等次·名次", "月度等次"'
    " FROM read_csv('{0}/totals.csv', header = true, all_varchar = true)"
)
CALC_ANSWER = (
    "SELECT column00, column01, CAST(CAST(column28 AS DECIMAL(6, 2)) AS VARCHAR), column29, NULL"
    " FROM read_csv('{0}', header = false, skip = 1, all_varchar = true)"
)
"""A spreadsheet writes numbers without the zeros at their end; its places lead to the grades."""
RIVALS = (
    Rival(
        "SQL by hand, exact, DuckDB",
        lambda month, answer: measuring.python(BY_HAND, month, answer),
        MANY,
        "",
        OUR_ANSWER,
    ),
    Rival("polars, whole numbers", program("in_polars"), MANY, "polars"),
    Rival("Python, decimal", program("in_decimal"), 1_000_000),
    Rival("OpenFisca-core, whole numbers", program("in_openfisca"), 1_000_000, "openfisca_core"),
    Rival("GoRules zen, decision tables", program("in_zen"), 100_000, "zen"),
    Rival(
        "LibreOffice, a workbook of formulas",
        lambda month, answer: measuring.python(HERE / "in_spreadsheet.py", "run", month.with_suffix(".xlsx"), answer),
        1_000,
        "xlsxwriter",
        CALC_ANSWER,
    ),
)


def missing(rival: Rival) -> str:
    """What a rival needs that this machine has not."""
    if rival.needs and importlib.util.find_spec(rival.needs) is None:
        return f"{rival.needs} is not installed: pip install -e '.[bench]'"
    if "LibreOffice" in rival.name and not (shutil.which("soffice") or shutil.which("libreoffice")):
        return "LibreOffice is not installed"
    return ""


def prepare(folder: Path, units: int) -> None:
    """Writes the policy and the month."""
    from large import policy, write_month

    (folder / "large.kpi").write_text(policy(), encoding="utf-8")
    write_month(folder / "2019-03.csv", units)


def wrong(ours: str, theirs: str) -> tuple[int, int, int]:
    """How many totals, places and grades are not ours, unit by unit in the order of the file."""
    import duckdb

    numbered = "SELECT row_number() OVER () AS line, * FROM ({}) AS t(unit, class, total, place, grade)"
    query = (
        "SELECT COUNT(CASE WHEN o.unit IS DISTINCT FROM t.unit OR o.total IS DISTINCT FROM t.total THEN 1 END),"
        " COUNT(CASE WHEN o.place IS DISTINCT FROM t.place THEN 1 END),"
        " COUNT(CASE WHEN o.grade <> t.grade THEN 1 END)"
        f" FROM ({numbered.format(ours)}) AS o FULL JOIN ({numbered.format(theirs)}) AS t USING (line)"
    )
    (found,) = duckdb.execute(query).fetchall()
    return found


def apart(function: Callable[..., T], *args: object) -> T:
    """What a function gives, in a process of its own: a process that grew large makes those it starts look as large."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *args).result()


def bench(folder: Path, units: int, rounds: int) -> str:
    """The table of one size."""
    rules, month = folder / "large.kpi", folder / "2019-03.csv"
    apart(prepare, folder, units)
    rivals = [rival for rival in RIVALS if units <= rival.most and not missing(rival)]
    if any("LibreOffice" in rival.name for rival in rivals):
        measuring.measured(measuring.python(HERE / "in_spreadsheet.py", "make", month, month.with_suffix(".xlsx")))
    answers = {rival.name: folder / f"answer {at}" for at, rival in enumerate(rivals)}
    ours = folder / "ours"
    evaluate = [sys.executable, "-m", "kpidsl", "evaluate", "-p", str(rules), str(month)]
    commands = {OURS: [*evaluate, "-o", str(ours)], SHOWN: evaluate}
    commands |= {rival.name: rival.command(month, answers[rival.name]) for rival in rivals}
    for command in commands.values():
        measuring.measured(command)  # fills the caches
    costs = measuring.in_turn(commands, rounds)
    rows = [_row(name, costs, "") for name in (OURS, SHOWN)]
    for rival in rivals:
        found = apart(wrong, OUR_ANSWER.format(ours), rival.answer.format(answers[rival.name]))
        rows.append(_row(rival.name, costs, " / ".join(map(str, found))))
    rows += [[rival.name, missing(rival), *[""] * 5] for rival in RIVALS if units <= rival.most and missing(rival)]
    heading = ("", "CPU s", "× ours", "elapsed s", "× ours", "peak MB", "totals / places / grades that differ")
    return f"### {units:,} units\n\n{measuring.table(heading, rows)}\n"


def _row(name: str, costs: dict[str, list[measuring.Cost]], differing: str) -> list[str]:
    own = costs[name]
    texts = [name]
    for part in ("cpu", "wall"):
        texts += [f"{measuring.median(own, part):.2f}", f"{measuring.ratio(own, costs[OURS], part):.2f}"]
    return [*texts, f"{measuring.median(own, 'peak'):.0f}", differing]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description="The same month by other tools, whole processes, as ratios.")
    parser.add_argument("--units", type=int, nargs="+", default=[35, 10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for units in asked.units:
        with TemporaryDirectory(prefix="kpidsl-bench-") as name:
            sys.stdout.write(bench(Path(name), units, asked.rounds))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
