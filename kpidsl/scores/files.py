"""Which files make a month.

Takes the paths a caller was given; gives the score files among them. A folder brings its csv files, except the roster;
whatever else lies in it but a policy and its settings is named, not passed over. I/O errors pass to the caller.
"""

from collections.abc import Sequence
from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.scores.roster import Roster
from kpidsl.source import Cell

ROSTER_NAME = "units.csv"
_READ = (".csv", ".tsv")
_RULES = (".kpi", ".toml")
"""The policy and its settings may lie beside the data."""
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")


def score_files(paths: Sequence[Path], roster: Roster | None, problems: Problems) -> list[Path]:
    """The files to read, those of a folder by name. Raises OSError."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in _of_folder(path, roster, problems) if path.is_dir() else [path]:
            found[file] = None
    return list(found)


def _of_folder(folder: Path, roster: Roster | None, problems: Problems) -> list[Path]:
    """Hidden files and the lock files of office programs (``~$…``) are nobody's data."""
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))
    files = [entry for entry in entries if entry.suffix.lower() in _READ and not _is_roster(entry, roster)]
    for entry in entries:
        if entry.suffix.lower() in _WORKBOOKS:
            problems.add("K501", Cell(str(entry)), "workbook", file=entry.name, kind=entry.suffix.lower().lstrip("."))
    others = [entry for entry in entries if entry.suffix.lower() not in (*_READ, *_WORKBOOKS, *_RULES)]
    if others:
        problems.add("K514", Cell(str(folder)), names="、".join(entry.name for entry in others))
    if not files:
        problems.add("K502", Cell(str(folder)), "folder")
    return files


def _is_roster(entry: Path, roster: Roster | None) -> bool:
    return entry.name == ROSTER_NAME or (roster is not None and entry.resolve() == Path(roster.file).resolve())
