"""Statements run beside the program: Ctrl-C is heard at once, long ones say how far they are, and memory has a bound."""

import errno
import os
import signal
import tempfile
from threading import Thread, Timer
from time import monotonic

import duckdb
import pytest

from kpidsl.backends.duckdb.engine import DuckDBEngine
from kpidsl.backends.duckdb.heard import Heard
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import totals_sheet
from tests.backends.test_large_sheets import APART, POLICY, mark

LONG = "CREATE TABLE made AS SELECT COUNT(*) AS found FROM range(60000000000) AS t(number) WHERE hash(number) % 7 = 3"
UNITS = 300_000
HEADING = "被考核单位,单位分类,培训,安全\n"


@pytest.fixture
def listening():
    """A process that hears Ctrl-C, as one in the foreground does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    path = tmp_path_factory.mktemp("month") / "2019-03.csv"
    rows = (f"{at}号,{'甲乙'[at % 2]},{mark(at)},{mark(at + 1)}\n" for at in range(UNITS))
    path.write_text(HEADING + "".join(rows), encoding="utf-8")
    return path


def plan():
    first, second = APART
    return compile_text(POLICY.replace("FIRST", first).replace("SECOND", second), Problems()).plan


@pytest.mark.usefixtures("listening")
def test_ctrl_c_is_heard_at_once_and_leaves_nothing():
    connection = Heard.of(duckdb.connect())
    Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    start = monotonic()
    with pytest.raises(KeyboardInterrupt):
        connection.execute(LONG)
    assert monotonic() - start < 20  # the statement takes many minutes
    assert connection.execute("SELECT COUNT(*) FROM duckdb_tables()").fetchall() == [(0,)]


@pytest.mark.parametrize("begun", [True, False])
def test_ctrl_c_while_a_statement_is_about_to_begin_leaves_none_at_work(monkeypatch, begun):
    start, threads = Thread.start, []

    def interrupted(thread):
        threads.append(thread)
        if begun:
            start(thread)
        raise KeyboardInterrupt

    connection = Heard.of(duckdb.connect())
    with monkeypatch.context() as patch:
        patch.setattr("threading.Thread.start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            connection.execute(LONG)
    for thread in threads if begun else ():
        thread.join(20)  # the statement takes many minutes
    assert [thread.is_alive() for thread in threads] == [False]
    assert connection.execute("SELECT COUNT(*) FROM duckdb_tables()").fetchall() == [(0,)]


class NarrowDisk(DuckDBEngine):
    """A computer whose disk takes next to nothing of what does not fit in memory."""

    def connect(self):
        connection = super().connect()
        connection.execute("SET max_temp_directory_size = '1MB'")
        return connection


def test_a_disk_that_takes_no_more_is_no_lack_of_memory(month):
    with pytest.raises(OSError, match="space") as raised:
        NarrowDisk("40MB").run_files(plan(), [month], None, Problems())
    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, tempfile.gettempdir())


def test_an_error_of_the_database_is_raised_as_it_is():
    with pytest.raises(duckdb.CatalogException, match="nothing"):
        Heard.of(duckdb.connect()).execute("SELECT * FROM nothing")


def test_a_statement_takes_parameters_and_gives_rows():
    found = Heard.of(duckdb.connect()).execute("SELECT CAST(? AS INTEGER) + 1 AS more", [41])
    assert found.fetchall() == [(42,)]


@pytest.mark.usefixtures("listening")
def test_a_long_statement_says_how_far_it_is():
    told = []
    connection = Heard.of(duckdb.connect(), told.append)
    Timer(1.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        connection.execute(LONG)
    assert told
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 100


def test_a_run_is_told_stage_by_stage(month, tmp_path):
    told = []
    engine = DuckDBEngine(progress=lambda stage, done, total: told.append((stage, done, total)))
    outcome = engine.run_files(plan(), [month], None, Problems()).outcome
    steps = [done for stage, done, _ in told if stage == "evaluating"]
    assert steps == list(range(1, len(outcome.program.statements) + 1))
    outcome.write(totals_sheet(outcome.program.integers.plan, "zh"), tmp_path / "totals.csv")
    stages = [stage for stage, _, _ in told]
    assert stages == sorted(stages, key=("reading", "evaluating", "writing").index)
    assert all(done <= total == 100 for stage, done, total in told if stage != "evaluating")


def test_what_does_not_fit_in_memory_goes_to_the_disk_and_changes_nothing(month, tmp_path):
    sheet = totals_sheet(plan(), "zh")
    for name, memory in (("little", "64MB"), ("much", "4GB")):
        outcome = DuckDBEngine(memory, threads=2).run_files(plan(), [month], None, Problems()).outcome
        outcome.write(sheet, tmp_path / name)
    assert (tmp_path / "little").read_bytes() == (tmp_path / "much").read_bytes()
    assert (tmp_path / "much").read_bytes().count(b"\n") == UNITS + 1


def test_too_little_memory_is_an_error_of_memory(month):
    with pytest.raises(MemoryError):
        DuckDBEngine("3MB").run_files(plan(), [month], None, Problems())


@pytest.mark.parametrize("kind", [DUCKDB.narrow, DUCKDB.wide])
def test_sums_that_leave_their_type_are_raised_never_wrapped(kind):
    """What no proof lets happen: the integer types of the plan have no arithmetic that goes round."""
    bits = {"BIGINT": 63, "HUGEINT": 127}[kind]
    connection = Heard.of(duckdb.connect())
    connection.execute(f"CREATE TABLE edge AS SELECT CAST('{2**bits - 1}' AS {kind}) AS top, CAST(1 AS {kind}) AS one")
    for text in ("top + one", "0 - top - one - one", "top * (one + one)", "CAST(top + one AS BIGINT)"):
        with pytest.raises((duckdb.OutOfRangeException, duckdb.ConversionException)):
            connection.execute(f"SELECT {text} FROM edge").fetchall()
