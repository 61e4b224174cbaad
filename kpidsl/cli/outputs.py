"""Writing results: all of them, or none.

Takes a run and a folder; writes scores.csv, totals.csv, findings.csv and manifest.json under temporary names and moves them
into place when every one is complete.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from kpidsl.cli.guard import version
from kpidsl.diagnostics import Lang, catalogue
from kpidsl.results.manifest import manifest
from kpidsl.results.sheets import scores_sheet, totals_sheet
from kpidsl.run import Run, findings_of

_FINDINGS: dict[Lang, tuple[str, ...]] = {
    "zh": ("被考核单位", "单位分类", "代码", "说明"),
    "en": ("unit", "class", "code", "finding"),
}


def write_results(run: Run, folder: Path, lang: Lang) -> list[str]:
    """Writes every result file into ``folder`` (made if absent); gives their names. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with _staging(folder) as stage:
        files = {}
        for sheet in (scores_sheet(run.plan, lang), totals_sheet(run.plan, lang)):
            files[f"{sheet.name}.csv"] = stage / f"{sheet.name}.csv"
            run.outcome.write(sheet, files[f"{sheet.name}.csv"])
        files["findings.csv"] = stage / "findings.csv"
        _write_findings(run, files["findings.csv"], lang)
        facts = {
            "period": run.period, "data_sha256": run.data_digest, "data_encoding": run.encoding, "tool": f"kpidsl {version()}",
        }  # fmt: skip
        text = manifest(run.plan, facts, files)
        files["manifest.json"] = stage / "manifest.json"
        files["manifest.json"].write_text(text, encoding="utf-8")
        for name, path in files.items():
            path.replace(folder / name)
    return list(files)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A hidden folder on the same disk, gone afterwards whatever happened."""
    stage = Path(mkdtemp(prefix=".kpidsl-", dir=folder))
    try:
        yield stage
    finally:
        rmtree(stage, ignore_errors=True)


def _write_findings(run: Run, path: Path, lang: Lang) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_FINDINGS[lang])
        for row, found in findings_of(run, lang):
            writer.writerow(
                (row.unit, row.unit_class, found.code, catalogue.message(found.code, lang, found.variant, found.args))
            )
