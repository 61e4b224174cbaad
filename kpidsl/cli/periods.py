"""``kpidsl evaluate --each-period --engine spark DATA… -o RESULTS``: every period that the data hold, each into a folder of its own.

Takes files, folders and addresses; writes the results of each period into the folder of results, under its name, as ``evaluate -o`` writes
those of one. Where the data of one period are refused nothing is written.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.cli.compiling import load_for_data
from kpidsl.cli.exits import Exit
from kpidsl.cli.outputs import keep_data, write_results
from kpidsl.cli.session import Session
from kpidsl.diagnostics import Problems
from kpidsl.given import is_address
from kpidsl.periods import evaluate_periods
from kpidsl.scores.files import expanded

if TYPE_CHECKING:
    from kpidsl.backends.spark.engine import SparkEngine

_WORDS = {
    "zh": {"written": "{period}：{units} 个单位，已写入 {folder}", "refused": "{period}：退回"},
    "en": {"written": "{period}: {units} units, written to {folder}", "refused": "{period}: refused"},
}


def evaluate_each_period(
    session: Session, data: tuple[str, ...], policy: str | None, output: str, spark: "SparkEngine"
) -> Exit:
    """Evaluates and writes the periods, in time. Raises CommandError and OSError."""
    problems, far = Problems(), any(map(is_address, data))
    paths = [Path()] if far else expanded([Path(name) for name in data], None, problems)
    if problems.has_errors:
        session.finish(problems, {})
        return Exit.DATA
    loaded, folder = load_for_data(session, policy, paths[0]), Path(output)
    if not far:
        keep_data(folder, paths)
    given = data if far else [str(path) for path in paths]
    words, refused = _WORDS[session.lang], False
    for one in evaluate_periods(
        loaded.plan, given, loaded.roster, problems, spark, lang=session.lang, results=folder
    ):  # fmt: skip
        if one.run is None:
            refused = True
            sys.stderr.write(words["refused"].format(period=one.period) + "\n")
        else:
            write_results(one.run, folder / one.period, session.lang)
            units = one.run.outcome.units
            sys.stderr.write(words["written"].format(period=one.period, units=units, folder=folder / one.period) + "\n")
        session.report(one.problems, loaded.sources)
    session.report(problems, loaded.sources)
    return Exit.DATA if refused or problems.has_errors else Exit.OK
