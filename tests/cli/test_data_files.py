"""The kinds of files a month may come in, on the command line: the results are those of the csv file."""

import csv
import gzip
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from tests.cli.process import kpidsl

LICUN = Path("policies/licun").resolve()


@pytest.fixture
def licun(tmp_path: Path) -> Path:
    """A folder of one's own with the policy and the units, without a month."""
    folder = Path(shutil.copytree(LICUN, tmp_path / "licun"))
    (folder / "2019-03.csv").unlink()
    return folder


def rows() -> list[list[str]]:
    with (LICUN / "2019-03.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def as_gzip(folder: Path) -> str:
    (folder / "2019-03.csv.gz").write_bytes(gzip.compress((LICUN / "2019-03.csv").read_bytes()))
    return "2019-03.csv.gz"


def as_zstd(folder: Path) -> str:
    data = zstandard.ZstdCompressor().compress((LICUN / "2019-03.csv").read_bytes())
    (folder / "2019-03.csv.zst").write_bytes(data)
    return "2019-03.csv.zst"


def as_parquet(folder: Path) -> str:
    heading, *body = rows()
    columns = [pa.array([row[at] if at < len(row) else "" for row in body]) for at in range(len(heading))]
    pq.write_table(pa.table(columns, names=heading), folder / "2019-03.parquet")
    return "2019-03.parquet"


def as_two(folder: Path) -> str:
    """Half of the columns each; the quotation marks are the shell's, the pattern is ours."""
    heading = rows()[0]
    known = [at for at, name in enumerate(heading) if name in ("被考核单位", "单位分类", "月份")]
    others = [at for at in range(len(heading)) if at not in known]
    for name, own in (("甲", others[::2]), ("乙", others[1::2])):
        with (folder / f"2019-03{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([row[at] for at in [*known, *own]] for row in rows())
    return "2019-03*.csv"


@pytest.mark.parametrize("written", [as_gzip, as_zstd, as_parquet, as_two])
@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_the_results_are_those_of_the_csv_file(licun: Path, tmp_path: Path, written, engine: str) -> None:
    done = kpidsl("evaluate", str(licun / written(licun)), "-o", str(tmp_path / "own"), "--engine", engine)
    assert done.returncode == 0, done.stderr
    assert "leaked" not in done.stderr
    expected = kpidsl("evaluate", str(LICUN / "2019-03.csv"), "-o", str(tmp_path / "csv"))
    assert expected.returncode == 0
    for name in ("totals.csv", "scores.csv"):
        assert (tmp_path / "own" / name).read_bytes() == (tmp_path / "csv" / name).read_bytes()


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "数据为 Parquet 格式，由 "), ("en", "Data in Parquet, evaluated by ")]
)
def test_how_parquet_was_read_is_told(licun: Path, lang: str, said: str) -> None:
    month = as_parquet(licun)
    assert said in kpidsl("evaluate", "--lang", lang, "-p", str(licun / "licun.kpi"), str(licun / month)).stderr


def test_a_folder_may_hold_any_of_them(licun: Path, tmp_path: Path) -> None:
    month = tmp_path / "licun" / "2019-03"
    month.mkdir()
    as_parquet(month)
    done = kpidsl("evaluate", str(month), "-p", str(next(licun.glob("*.kpi"))))
    assert done.returncode == 0, done.stderr


def test_a_pattern_that_no_file_fits_is_told(licun: Path) -> None:
    done = kpidsl("evaluate", str(licun / "2019-0[45]*.csv"))
    assert done.returncode == 3
    assert "[K518]" in done.stderr


def test_what_cannot_be_unpacked_is_told(licun: Path) -> None:
    path = licun / as_gzip(licun)
    path.write_bytes(path.read_bytes()[:-20])
    done = kpidsl("evaluate", str(path))
    assert done.returncode == 3
    assert "[K516]" in done.stderr
    assert "2019-03.csv.gz" in done.stderr
