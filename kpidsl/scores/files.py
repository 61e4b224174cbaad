"""Which files make a month.

Takes the paths a caller was given; gives the score files among them. A folder brings its csv and Parquet files, except the
roster; whatever else lies in it but a policy and its settings is named, not passed over. A pattern (``2019-03/*.csv``), where no
file has that very name, brings the files that fit it. I/O errors pass to the caller.
"""

from collections.abc import Sequence
from pathlib import Path

from kpidsl.diagnostics import Problems
from kpidsl.scores.compressed import is_compressed
from kpidsl.source import Cell

ROSTER_NAME = "units.csv"
COLUMNAR = ".parquet"
_TEXTS = (".csv", ".tsv")
_RULES = (".kpi", ".toml")
"""The policy and its settings may lie beside the data."""
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")


def is_columnar(path: Path) -> bool:
    """Whether a file is Parquet, by its name."""
    return path.suffix.lower() == COLUMNAR


def is_data(path: Path) -> bool:
    """Whether a file is one that scores are read from, by its name."""
    bare = path.with_suffix("") if is_compressed(path) else path
    return bare.suffix.lower() in _TEXTS or is_columnar(path)


def is_table(path: Path) -> bool:
    """Whether a file holds a table, one that is read or a workbook, by its name."""
    return is_data(path) or path.suffix.lower() in _WORKBOOKS


def is_pattern(path: Path) -> bool:
    """Whether a path stands for the files that fit it."""
    return any(mark in str(path) for mark in "*?[") and not path.exists()


def files_that_fit(pattern: Path) -> list[Path]:
    """The files a pattern stands for, by name; nothing hidden."""
    found = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    return [path for path in found if path.is_file() and not path.name.startswith((".", "~$"))]


def expanded(paths: Sequence[Path], roster: Path | None, problems: Problems) -> list[Path]:
    """``paths`` with the files that fit in the place of each pattern, the roster left out."""
    found: list[Path] = []
    for path in paths:
        if not is_pattern(path):
            found.append(path)
            continue
        fitting = [file for file in files_that_fit(path) if not _is_roster(file, roster)]
        if not fitting:
            problems.add("K518", Cell(str(path)), pattern=str(path))
        found += fitting
    return list(dict.fromkeys(found))


def score_files(paths: Sequence[Path], roster: Path | None, problems: Problems) -> list[Path]:
    """The files to read, those of a folder by name. Raises OSError."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in _of_folder(path, roster, problems) if path.is_dir() else [path]:
            found[file] = None
    return list(found)


def _of_folder(folder: Path, roster: Path | None, problems: Problems) -> list[Path]:
    """Hidden files and the lock files of office programs (``~$…``) are nobody's data."""
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))
    files = [entry for entry in entries if is_data(entry) and not _is_roster(entry, roster)]
    for entry in entries:
        if entry.suffix.lower() in _WORKBOOKS:
            problems.add("K501", Cell(str(entry)), "workbook", file=entry.name, kind=entry.suffix.lower().lstrip("."))
    others = [entry for entry in entries if not is_data(entry) and entry.suffix.lower() not in (*_WORKBOOKS, *_RULES)]
    if others:
        problems.add("K514", Cell(str(folder)), names="、".join(entry.name for entry in others))
    if not files:
        problems.add("K502", Cell(str(folder)), "folder")
    return files


def _is_roster(entry: Path, roster: Path | None) -> bool:
    return entry.name == ROSTER_NAME or (roster is not None and entry.resolve() == roster.resolve())
