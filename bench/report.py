"""Runs every bench of this folder in turn and writes what they print into one page, with the machine, the day and the commit.

python bench/report.py docs/benchmarks.md
"""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

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

Made by `make bench`; {day}, commit {commit}. Machine: {machine}.

Ratios are taken within one run, in which the commands take turns; seconds of two machines do not compare. Medians throughout.
Every program is in [bench](../bench); every answer is compared, digit by digit.
"""


def section(script: str, title: str, about: str) -> str:
    """What one bench prints, under its title; a plain text stands in a block."""
    printed = subprocess.run(measuring.python(HERE / script), stdout=subprocess.PIPE, text=True, check=True).stdout
    shown = printed if "| ---" in printed else f"```text\n{printed}```\n"
    return f"\n## {title}\n\n{about}\n\n{shown.rstrip()}\n"


def main(page: str) -> None:
    """Writes the page, again after each part, so that what was measured is not lost where a later part fails."""
    day = datetime.now(UTC).date().isoformat()
    text = OPENING.format(day=day, commit=measuring.commit(), machine=measuring.machine())
    for script, title, about in PARTS:
        found = section(script, title, about)
        sys.stdout.write(found)
        sys.stdout.flush()
        text += found
        Path(page).write_text(f"{text}\n{NOTES.read_text(encoding='utf-8')}", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
