"""Runs the benches of this folder in turn and writes what they print into one page, with the machine, and the day and the commit of each.

    python bench/report.py docs/benchmarks.md
    python bench/report.py docs/benchmarks.md spark.py large.py

Where some are named only these run, and the rest of the page stays as it is.
"""

import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import goals
import measuring

HERE = Path(__file__).parent
NOTES = HERE / "notes.md"
"""What the figures say, which no bench prints."""
PARTS = (
    (
        "startup.py",
        "One mine's month",
        "From nothing to the answer, as a multiple of importing what the tool is built on.",
    ),
    ("check.py", "Checking", "How the time of `kpidsl check` grows with the cells of a policy."),
    (
        "large.py",
        "Large months",
        "As multiples of the same database merely reading the file, and of a program by hand for the policy.",
    ),
    (
        "long.py",
        "A row for each number",
        "The month above in the long layout, beside the same database merely reading that file.",
    ),
    ("where.py", "Where the time of a large month goes", "CPU seconds of the parts, beside reading the file."),
    (
        "rivals.py",
        "What one might use instead",
        "The same month, from file to file, by programs written for this one policy.",
    ),
    (
        "spark.py",
        "Spark on one machine",
        "Whole processes, Spark started by each; the month and the policy of the tables above.",
    ),
)
OPENING = """# Benchmarks

Made by `make bench`. Machine: {machine}.

Ratios are taken within one run, in which the commands take turns; seconds of two machines do not compare. Medians throughout.
Every program is in [bench](../bench); every answer is compared, digit by digit.

What was aimed at before anything was measured, and what is found below; the reasons stand at the end.

{goals}"""


def section(script: str, title: str, about: str) -> str:
    """What one bench prints, under its title; a plain text stands in a block."""
    printed = subprocess.run(measuring.python(HERE / script), stdout=subprocess.PIPE, text=True, check=True).stdout
    shown = printed if "| ---" in printed else f"```text\n{printed}```\n"
    measured = f"{datetime.now(UTC).date().isoformat()}, commit {measuring.commit()}."
    return f"## {title}\n\n{about} {measured}\n\n{shown.rstrip()}\n"


def known(page: Path) -> dict[str, str]:
    """The sections of the page as it is, by title."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in f"\n{text}".split("\n## ")[1:]}


def main(page: str, *only: str) -> None:
    """Writes the page, again after each part, so that what was measured is not lost where a later part fails."""
    found = known(Path(page))
    for script, title, about in PARTS:
        if only and script not in only:
            continue
        found[title] = section(script, title, about)
        sys.stdout.write(found[title])
        sys.stdout.flush()
        Path(page).write_text(whole(found), encoding="utf-8")


def whole(found: Mapping[str, str]) -> str:
    """The page of what was found, by title."""
    opening = OPENING.format(machine=measuring.machine(), goals=goals.table(found))
    parts = [found[title] for _, title, _ in PARTS if title in found]
    return "\n".join([opening, *parts, NOTES.read_text(encoding="utf-8")])


if __name__ == "__main__":
    main(*sys.argv[1:])
