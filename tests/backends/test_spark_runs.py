"""Data that Spark reads itself come to the same results, to the byte, as the reference comes to; also period by period."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import kpidsl
from kpidsl import run as running
from kpidsl.backends.spark.engine import SparkEngine
from kpidsl.cli.outputs import write_results
from kpidsl.diagnostics import Problems
from kpidsl.periods import evaluate_periods
from kpidsl.pipeline import Compiled
from tests.backends.local_spark import spark
from tests.long_runs import of_spark, of_spark_but

FIRST = Path(__file__).parents[2] / "docs" / "first" / "en"
PLAIN = "rate = driven / planned * 100%"
OF_EARLIER = """base = higher of (previous period.driven, 10 m), no earlier takes: 100 m
  formula: rate = driven / (base + planned) * 100%"""
HEADING = "unit,class,Advance.planned (m),Advance.driven (m),Safety record,Safety record.accidents"


def policy(folder: Path, formula: str) -> Compiled:
    path = folder / "crews.kpi"
    path.write_text((FIRST / "crews.kpi").read_text(encoding="utf-8").replace(PLAIN, formula), encoding="utf-8")
    compiled = kpidsl.load(path, problems := Problems())
    assert compiled, list(problems)
    return compiled


def months(folder: Path) -> dict[str, Path]:
    """Three months, of which one has a crew more."""
    found = {}
    for at, month in enumerate(["2019-01", "2019-02", "2019-03"]):
        rows = [
            f"Crew {crew},heading crew,{180 + crew},{120 + 37 * crew * (at + 1) % 90}.25,97.5,0"
            for crew in range(1, 6 + at % 2)
        ]
        found[month] = folder / f"{month}.csv"
        found[month].write_text("\n".join([HEADING, *rows, ""]), encoding="utf-8")
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


@pytest.fixture
def _forgets_nothing_by_itself() -> Iterator[None]:
    """Python looks for no garbage where it is not told to."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_forgets_nothing_by_itself")
@pytest.mark.parametrize("wrong", ["", ",97.5,"], ids=["evaluated", "refused"])
def test_month_after_month_spark_keeps_no_more(tmp_path, wrong):
    """What Python holds of Spark, Spark holds too: frames, and the rows they keep."""
    session, compiled, data, held = spark(), policy(tmp_path, PLAIN), months(tmp_path)["2019-02"], []
    from py4j import finalizer

    if wrong:
        data.write_text(data.read_text(encoding="utf-8").replace(wrong, ",-1,"), encoding="utf-8")
    for _ in range(4):
        run = kpidsl.evaluate(compiled, f"file://{data}", problems := Problems(), spark=session)
        assert (run is None) == bool(wrong), list(problems)
        held.append(len(finalizer.ThreadSafeFinalizer.finalizers))
    assert held[3] < held[1] * 1.2


@pytest.mark.usefixtures("_large")
def test_files_are_read_where_they_lie(tmp_path):
    compiled, data = policy(tmp_path, PLAIN), months(tmp_path)["2019-02"]
    expected = kpidsl.evaluate(compiled, data, problems := Problems(), engine="reference")
    found = kpidsl.evaluate(compiled, data, problems, engine="spark", spark=spark())
    assert list(problems) == []
    assert (found.period, found.data_digest, found.encoding) == ("2019-02", expected.data_digest, expected.encoding)
    write_results(expected, tmp_path / "one", "en")
    write_results(found, tmp_path / "other", "en")
    assert files_in(tmp_path / "other") == files_in(tmp_path / "one")
    elsewhere = kpidsl.evaluate(compiled, f"file://{data}", problems, spark=spark())
    frame = kpidsl.evaluate(
        compiled, spark().read.option("header", True).csv(str(data)), problems, spark=spark(), period="2019-02"
    )
    for run in (elsewhere, frame):
        write_results(run, tmp_path / "other", "en")
        assert files_in(tmp_path / "other") == files_in(tmp_path / "one")


@pytest.fixture
def _large(monkeypatch):
    """However small they are, data are for the engine that was asked for."""
    monkeypatch.setattr(running, "SMALL_DATA", 0)


def one_by_one(compiled: Compiled, data: dict[str, Path], folder: Path) -> dict[str, bytes]:
    """The results of the reference, month by month."""
    for month, path in data.items():
        problems = Problems()
        run = running.evaluate_files(
            compiled.plan, [path], None, problems, engine="reference", lang="en", results=folder
        )
        assert run, list(problems)
        write_results(run, folder / month, "en")
    return files_in(folder)


def each(compiled: Compiled, data: list[Path], folder: Path) -> tuple[list[tuple[str, bool]], list[str]]:
    """Which periods were evaluated (and written) by Spark, and the codes of what was found."""
    given, problems, found, codes = [str(path) for path in data], Problems(), [], []
    for one in evaluate_periods(compiled.plan, given, None, problems, SparkEngine(spark()), lang="en", results=folder):
        found.append((one.period, one.run is not None))
        codes += [said.code for said in one.problems]
        if one.run:
            write_results(one.run, folder / one.period, "en")
    return found, codes + [said.code for said in problems]


def test_each_period_is_evaluated_in_time_whatever_reads_earlier_ones(tmp_path):
    compiled, data = policy(tmp_path, OF_EARLIER), months(tmp_path)
    expected = one_by_one(compiled, data, tmp_path / "reference")
    parts = tmp_path / "parts"
    for month, path in data.items():
        (parts / f"month={month}").mkdir(parents=True)
        (parts / f"month={month}" / "part-0.csv").write_bytes(path.read_bytes())
    found, codes = each(compiled, [parts], tmp_path / "partitions")
    assert (found, codes) == ([(month, True) for month in data], [])
    assert files_in(tmp_path / "partitions") == expected


def test_a_column_tells_the_periods_of_one_file(tmp_path):
    compiled, data = policy(tmp_path, PLAIN), months(tmp_path)
    expected = one_by_one(compiled, data, tmp_path / "reference")
    rows = [f"{line},{month}" for month, path in data.items() for line in path.read_text().splitlines()[1:]]
    decade = tmp_path / "decade.csv"
    decade.write_text("\n".join([f"{HEADING},month", *reversed(rows), ""]), encoding="utf-8")
    found, codes = each(compiled, [decade], tmp_path / "columns")
    assert (found, codes) == ([(month, True) for month in data], [])
    # The rows of the file stand the other way round, and so do the units of each month.
    assert {name: sorted(text.splitlines()) for name, text in files_in(tmp_path / "columns").items()} == {
        name: sorted(text.splitlines()) for name, text in expected.items()
    }


def a_row_a_value(data: dict[str, Path], folder: Path) -> Path:
    """The months in one file, each value in a row of its own."""
    rows = []
    for month, path in data.items():
        for line in path.read_text().splitlines()[1:]:
            unit, group, *values = line.split(",")
            named = zip(HEADING.split(",")[2:], values, strict=True)
            rows += [f"{month},{unit},{group},{name},{value}" for name, value in named]
    decade = folder / "decade.csv"
    decade.write_text("\n".join(["month,unit,class,indicator,value", *rows, ""]), encoding="utf-8")
    return decade


@of_spark
def test_periods_whose_rows_bring_one_value_each(tmp_path):
    compiled, data = policy(tmp_path, PLAIN), months(tmp_path)
    del data["2019-01"]
    expected = one_by_one(compiled, data, tmp_path / "reference")
    decade = a_row_a_value(data, tmp_path)
    assert each(compiled, [decade], tmp_path / "long") == ([(month, True) for month in data], [])
    assert files_in(tmp_path / "long") == expected


WRONG = {
    "a row without a month": ("Crew 9,heading crew,1,1,90,0,", [], ["K519"]),
    "a month that is none": ("Crew 9,heading crew,1,1,90,0,March", [], ["K513"]),
    "a cell that does not fit": ("Crew 9,heading crew,1,1,90.25,0,2019-02", [("2019-02", False)], ["K533"]),
    "a unit twice in a month": ("Crew 1,heading crew,1,1,90,0,2019-03", [("2019-03", False)], ["K522"]),
    "a month before the policy": ("Crew 1,heading crew,1,1,90,0,2018-12", [("2018-12", False)], ["K515"]),
}


def keeps_no_rows() -> bool:
    return bool(spark()._jsparkSession.sharedState().cacheManager().isEmpty())


@pytest.fixture
def _keeps_no_rows_yet() -> None:
    """Other tests leave rows with the session they share."""
    spark().catalog.clearCache()


@pytest.mark.usefixtures("_keeps_no_rows_yet")
@pytest.mark.parametrize("wrong", of_spark_but("a month that is none", "a cell that does not fit", cases=WRONG))
def test_nothing_is_evaluated_where_one_period_is_refused(tmp_path, wrong):
    row, refused, codes = wrong
    compiled, data = policy(tmp_path, PLAIN), months(tmp_path)
    rows = [f"{line},{month}" for month, path in data.items() for line in path.read_text().splitlines()[1:]]
    decade = tmp_path / "decade.csv"
    decade.write_text("\n".join([f"{HEADING},month", *rows, row, ""]), encoding="utf-8")
    assert each(compiled, [decade], tmp_path / "results") == (refused, codes)
    assert files_in(tmp_path / "results") == {}
    assert keeps_no_rows()


@pytest.mark.usefixtures("_keeps_no_rows_yet")
@pytest.mark.parametrize(("formula", "stops"), [(PLAIN, False), (OF_EARLIER, True)], ids=["no more asked", "stopped"])
def test_periods_that_are_not_reached_leave_nothing(tmp_path, formula, stops):
    """The second month of three is the last that is looked at; what it reads of the first is nowhere."""
    compiled, problems = policy(tmp_path, formula), Problems()
    data = a_row_a_value(months(tmp_path), tmp_path)
    runs = evaluate_periods(compiled.plan, [str(data)], None, problems, SparkEngine(spark()), lang="en")
    found = [next(runs), next(runs)]
    assert [(one.period, one.run is None) for one in found] == [("2019-01", False), ("2019-02", stops)]
    if stops:
        assert list(runs) == []
    else:
        runs.close()
    assert keeps_no_rows()


def test_a_name_and_the_column_that_contradict_each_other_are_refused(tmp_path):
    compiled, data = policy(tmp_path, PLAIN), months(tmp_path)
    path = data["2019-01"]
    lines = path.read_text().splitlines()
    path.write_text("\n".join([f"{lines[0]},month", *(f"{line},2019-02" for line in lines[1:]), ""]), encoding="utf-8")
    assert each(compiled, [path], tmp_path / "results") == ([], ["K511"])
