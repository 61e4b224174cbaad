"""Writing results: all of them, or none.

Takes a run and a folder; writes scores.csv, totals.csv, findings.csv and manifest.json under temporary names and moves them
into place when every one is complete. What stood there before comes back when anything fails.
"""

import csv
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kpidsl.cli.exits import Exit
from kpidsl.cli.guard import version
from kpidsl.cli.session import failed
from kpidsl.cli.whole_files import in_the_way, move_all, staging
from kpidsl.diagnostics import Lang, Problems, catalogue
from kpidsl.results.manifest import MANIFEST, manifest, read_manifest
from kpidsl.results.sheets import published_sheets
from kpidsl.run import Run, findings_of

_FINDINGS: dict[Lang, tuple[str, ...]] = {
    "zh": ("被考核单位", "单位分类", "代码", "说明"),
    "en": ("unit", "class", "code", "finding"),
}

NAMES = ("scores.csv", "totals.csv", "figures.csv", "pay.csv", "annual.csv", "findings.csv", MANIFEST)


def keep_data(folder: Path, data: Sequence[Path]) -> None:
    """Raises CommandError with K599 where results in ``folder`` would take the place of data, or be read as data next time.

    Raises OSError where a file stands in the way of ``folder``: nobody should wait for a large month to be told that.
    """
    results = {(folder / name).resolve(): folder / name for name in NAMES}
    for path in data:
        if path.is_dir() and path.resolve() == folder.resolve():
            raise failed(Exit.USAGE, "K599", None, "folder", path=path)
        if path.resolve() in results:
            raise failed(Exit.USAGE, "K599", None, path=results[path.resolve()])
    if blocked := in_the_way(folder):
        raise blocked


def results_in(folder: Path) -> tuple[str, str] | None:
    """Policy and period of the results that are in a folder; None where there are none that were written here."""
    try:
        found = read_manifest(folder / MANIFEST)
    except OSError:
        return None
    return (found.policy, found.period) if found else None


def report_replaced(before: tuple[str, str] | None, run: Run, folder: Path, problems: Problems) -> None:
    """K415 where the results of a run took the place of those of another policy or period."""
    if before is not None and before != (run.plan.policy, run.period):
        problems.add("K415", None, "", (), folder=str(folder), policy=before[0], period=before[1])


def write_results(run: Run, folder: Path, lang: Lang) -> list[str]:
    """Writes every result file into ``folder`` (made if absent); gives their names.

    Raises OSError, which names ``folder`` or a file in it, never a temporary name.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(run, folder, lang)
    except BaseException as error:
        if made:
            with suppress(OSError):  # not empty, or never made
                folder.rmdir()
        if isinstance(error, OSError):
            raise _as_asked(error, folder) from error
        raise


def _write(run: Run, folder: Path, lang: Lang) -> list[str]:
    with staging(folder) as stage:
        files = {}
        for sheet in published_sheets(run.plan, lang):
            files[f"{sheet.name}.csv"] = stage / f"{sheet.name}.csv"
            run.outcome.write(sheet, files[f"{sheet.name}.csv"])
        files["findings.csv"] = stage / "findings.csv"
        _write_findings(run, files["findings.csv"], lang)
        facts = {
            "period": run.period, "data_sha256": run.data_digest, "data_encoding": run.encoding, "tool": f"kpidsl {version()}",
        }  # fmt: skip
        text = manifest(run.plan, facts, files)
        files[MANIFEST] = stage / MANIFEST
        files[MANIFEST].write_text(text, encoding="utf-8")
        move_all(list(files), stage, folder)
    return list(files)


def _as_asked(error: OSError, folder: Path) -> OSError:
    """``error`` about a path as the user knows it."""
    blocked = in_the_way(folder)
    if blocked:
        return blocked
    name = Path(str(error.filename)).name if error.filename else ""
    return OSError(error.errno, error.strerror, str(folder / name if name in NAMES else folder))


def _write_findings(run: Run, path: Path, lang: Lang) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_FINDINGS[lang])
        for row, found in findings_of(run, lang):
            writer.writerow(
                (row.unit, row.unit_class, found.code, catalogue.message(found.code, lang, found.variant, found.args))
            )
